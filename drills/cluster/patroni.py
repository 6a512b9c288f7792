"""The three nodes together, and HAProxy, which leads to the one that is the primary."""

import json
import secrets
import time
from pathlib import Path

from measure import processes
from measure.figures import Failure

from .node import NETWORK, PATRONI, POSTGRES, Node

PATIENCE = 180
PROXY = f"{NETWORK}100"
PRIMARY, REPLICAS = 5000, 5001  # HAProxy's ports


class Cluster:

    def __init__(self, work, bin_dir):
        self.work = Path(work)
        self.passwords = {name: secrets.token_hex(16)
                          for name in ("postgres", "replicator", "registry_owner", "registry_writer")}
        self.nodes = [Node(number, work, self.passwords, bin_dir) for number in (1, 2, 3)]

    def __enter__(self):
        self.work.chmod(0o755)
        try:
            for node in self.nodes:
                node.make()
            for node in self.nodes:
                node.start(self.nodes)
            self.await_whole()
            self._start_proxy()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.remove()

    def members(self):
        """Name to (role, state), as the nodes that can be reached agree on it."""
        for node in self.nodes:
            answer = None if node.cut else node.ask("/cluster")
            if answer:
                return {one["name"]: (one["role"], one["state"]) for one in json.loads(answer)["members"]}
        return {}

    def primary(self):
        """The node that leads, or None."""
        leaders = [name for name, (role, state) in self.members().items() if role == "leader" and state == "running"]
        return next((node for node in self.nodes if node.name in leaders), None)

    def await_primary(self, other_than=None):
        return self._await(lambda: (found := self.primary()) and found is not other_than and found, "another primary")

    def await_whole(self):
        """Until there is a primary, a node that has every commit, and a third one that follows."""
        def whole():
            members = self.members()
            roles = sorted(role for role, _ in members.values())
            return roles == ["leader", "replica", "sync_standby"] and all(
                state in ("running", "streaming") for _, state in members.values())
        self._await(whole, "three nodes, one of them the primary and one synchronous")

    def switch_over(self):
        """Asks the primary to hand over to the synchronous standby."""
        members = self.members()
        leader = next(name for name, (role, _) in members.items() if role == "leader")
        heir = next(name for name, (role, _) in members.items() if role == "sync_standby")
        node = next(node for node in self.nodes if node.name == leader)
        return node.ask("/switchover", {"leader": leader, "candidate": heir})

    def psql(self, *arguments, database="registry"):
        node = self.await_primary()
        return processes.run(
            ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", *arguments,
             f"host={node.address} port={POSTGRES} user=postgres dbname={database} password={self.passwords['postgres']}"],
            60)

    def url(self, port=PRIMARY):
        return f"jdbc:postgresql://{PROXY}:{port}/registry"

    def _await(self, condition, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.2)
        raise Failure(f"after {PATIENCE} s there is not {what}, but {self.members()}")

    def _start_proxy(self):
        def listen(name, port, check):
            servers = "".join(f"  server {node.name} {node.address}:{POSTGRES} check port {PATRONI}\n"
                              for node in self.nodes)
            return (f"listen {name}\n  bind {PROXY}:{port}\n  option httpchk OPTIONS {check}\n"
                    "  http-check expect status 200\n  default-server inter 1s fall 2 rise 1 "
                    "on-marked-down shutdown-sessions\n" + servers)
        config = self.work / "haproxy.cfg"
        config.write_text("global\n  maxconn 500\ndefaults\n  mode tcp\n  timeout connect 2s\n  timeout client 10m\n"
                          "  timeout server 10m\n  timeout check 2s\n"
                          + listen("primary", PRIMARY, "/primary") + listen("replicas", REPLICAS, "/replica"))
        processes.start(["haproxy", "-db", "-f", str(config)], self.work / "haproxy.log", self.work)
