"""PostgreSQL made highly available by Patroni, etcd and HAProxy, as three nodes on loopback.

Each node has an address and a user of its own, so that the kernel can cut it off from the others, and only it.
"""
