"""One node: an etcd member, Patroni, and the PostgreSQL that Patroni runs."""

import json
import os
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from measure import processes
from measure.figures import Failure

from .account import Account

NETWORK = "127.0.91."
ETCD, ETCD_PEER, PATRONI, POSTGRES = 2379, 2380, 8008, 5432
SCOPE = "registry"
# Patroni allows no shorter time to live than 20 s: the lease of a primary that is gone has to run out.
TTL, LOOP, RETRY = 20, 2, 5


class Node:

    def __init__(self, number, work, passwords, bin_dir):
        self.name, self.address = f"node{number}", f"{NETWORK}{number}"
        self.account = Account(f"registry-drill-{number}")
        self.home, self.passwords, self.bin_dir = Path(work) / f"node{number}", passwords, bin_dir
        self.cut = False

    def make(self):
        self.account.make()
        self.home.mkdir()
        (self.home / "patroni.yml").write_text(json.dumps(self._patroni(), indent=1))  # JSON is YAML
        self.account.own(self.home, self.home / "patroni.yml")
        self.home.chmod(0o700)

    def start(self, members):
        """Starts, or starts again with the data that is there."""
        url = f"http://{self.address}"
        self._run("etcd", ["etcd", "--name", self.name, "--data-dir", "etcd",
                           "--listen-client-urls", f"{url}:{ETCD}", "--advertise-client-urls", f"{url}:{ETCD}",
                           "--listen-peer-urls", f"{url}:{ETCD_PEER}", "--initial-advertise-peer-urls",
                           f"{url}:{ETCD_PEER}", "--initial-cluster-token", "drill", "--initial-cluster",
                           ",".join(f"{one.name}=http://{one.address}:{ETCD_PEER}" for one in members),
                           "--heartbeat-interval", "200", "--election-timeout", "2000"])
        self._run("patroni", ["patroni", "patroni.yml"])

    def kill(self):
        """kill -9 of everything that the node runs, as a power cut would."""
        for _ in range(50):
            found = self.processes()
            if not found:
                return
            for pid in found:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        raise Failure(f"{self.name} cannot be killed")

    def processes(self):
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and entry.stat().st_uid == self.account.uid and (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue  # ended meanwhile
        return found

    def cut_off(self):
        self.cut = True
        for rule in self._rules():
            subprocess.run(["iptables", "-w", "-I", "OUTPUT", *rule, "-j", "DROP"], check=True)

    def join(self):
        """Undoes cut_off()."""
        if self.cut:
            for rule in self._rules():
                subprocess.run(["iptables", "-w", "-D", "OUTPUT", *rule, "-j", "DROP"], check=True)
        self.cut = False

    def remove(self):
        self.join()
        self.kill()
        self.account.remove()

    def ask(self, path, body=None):
        """Patroni's answer, or None when there is none."""
        request = urllib.request.Request(f"http://{self.address}:{PATRONI}{path}",
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60 if body else 3) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as refusal:
            raise Failure(f"{path}: {refusal.read().decode(errors='replace')[:300]}") from None
        except (OSError, ValueError):
            return None

    def _rules(self):
        """What the node sends to others, and what others send to it. Its own processes use a socket file."""
        user = ["-m", "owner", "--uid-owner", str(self.account.uid)]
        return [[*user, "!", "-d", self.address], ["-d", self.address, "-m", "owner", "!", "--uid-owner", str(self.account.uid)]]

    def _run(self, name, command):
        processes.start(self.account.command(command), self.home.parent / f"{self.name}-{name}.log", self.home,
                        {**os.environ, "HOME": str(self.home), "PATRONI_LOG_LEVEL": "INFO"})

    def _patroni(self):
        users = {name: {"username": name, "password": self.passwords[name]} for name in ("postgres", "replicator")}
        hba = ["local all all scram-sha-256", "host all all 127.0.0.0/8 scram-sha-256",
               "host replication replicator 127.0.0.0/8 scram-sha-256"]
        return {
            "scope": SCOPE, "name": self.name,
            "restapi": {"listen": f"{self.address}:{PATRONI}", "connect_address": f"{self.address}:{PATRONI}"},
            "etcd3": {"hosts": [f"{NETWORK}{number}:{ETCD}" for number in (1, 2, 3)]},
            "bootstrap": {
                "dcs": {"ttl": TTL, "loop_wait": LOOP, "retry_timeout": RETRY, "maximum_lag_on_failover": 0,
                        # no commit without a second node that has it, and only such a node takes over
                        "synchronous_mode": True, "synchronous_mode_strict": True,
                        "postgresql": {"use_pg_rewind": True, "use_slots": True,
                                       "parameters": {"wal_log_hints": "on", "max_connections": 100,
                                                      "synchronous_commit": "on"}}},
                "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            },
            "postgresql": {
                "listen": f"{self.address}:{POSTGRES}", "connect_address": f"{self.address}:{POSTGRES}",
                "bin_dir": self.bin_dir, "data_dir": str(self.home / "data"), "pgpass": str(self.home / "pgpass"),
                "use_unix_socket": True, "use_unix_socket_repl": True, "pg_hba": hba,
                "parameters": {"unix_socket_directories": str(self.home)},
                "authentication": {"superuser": users["postgres"], "replication": users["replicator"],
                                   "rewind": users["postgres"]},
            },
            "watchdog": {"mode": "off"},
        }
