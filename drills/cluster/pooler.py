"""PgBouncer of Debian's package, between the service and a server."""

import os
import signal
import socket
import time
from pathlib import Path

from measure import processes
from measure.figures import Failure

from .server import ROLES

PATIENCE = 20
CONFIGURATION = """\
[databases]
registry = host=127.0.0.1 port={server} dbname=registry

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = {mode}
default_pool_size = {size}
max_client_conn = 200
server_login_retry = 1
"""


class Pooler:

    def __init__(self, work, server, mode, size):
        self.work, self.server, self.mode = Path(work), server, mode
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        users, self.configuration = self.work / f"{mode}-users.txt", self.work / f"{mode}.ini"
        users.write_text("".join(f'"{role}" "{server.passwords[role]}"\n' for role in ROLES))
        self.configuration.write_text(CONFIGURATION.format(server=server.port, port=self.port, users=users, mode=mode,
                                                           size=size))
        server.account.own(users, self.configuration)
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process:
            processes.stop(self.process)

    def start(self):
        """It refuses root, and so runs as the server does."""
        log = self.work / f"{self.mode}.log"
        self.process = processes.start(self.server.account.command(["pgbouncer", str(self.configuration)]), log,
                                       self.work)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise Failure("PgBouncer did not start:\n" + "\n".join(log.read_text().splitlines()[-15:]))

    def kill(self):
        """kill -9: its clients and its servers lose their connections at once."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def settings(self):
        """The service's, to reach the server through it."""
        return [setting.replace(f":{self.server.port}/", f":{self.port}/") for setting in self.server.settings()]
