"""One PostgreSQL server of Debian's packages, which archives its WAL, and backups of it."""

import os
import secrets
import shutil
import signal
import socket
import time
from pathlib import Path

from measure import processes
from measure.figures import Failure

from .account import Account

PATIENCE = 120
ROLES = ("registry_owner", "registry_writer")


def bin_dir():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise Failure("PostgreSQL's server is missing; install Debian's package postgresql")
    return found[-1].parent


class Server:

    def __init__(self, work):
        self.work, self.bin = Path(work), bin_dir()
        self.data, self.archive, self.backup = (self.work / name for name in ("data", "archive", "backup"))
        self.account = Account("registry-drill")
        self.passwords = {name: secrets.token_hex(16) for name in ("postgres", *ROLES)}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    def __enter__(self):
        self.account.make()
        try:
            self.work.chmod(0o755)
            for path in (self.data, self.archive, self.backup):
                path.mkdir(mode=0o700)
            secret = self.work / "superuser"
            secret.write_text(self.passwords["postgres"])
            self.account.own(self.data, self.archive, self.backup, secret)
            self._run([str(self.bin / "initdb"), "-D", str(self.data), "-U", "postgres", "--auth=scram-sha-256",
                       f"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"])
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.kill()
        self.account.remove()

    def start(self):
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "",
                    "archive_mode": "on", "archive_command": f"test ! -f {self.archive}/%f && cp %p {self.archive}/%f",
                    "max_connections": 60}
        self.process = processes.start(
            self.account.command([str(self.bin / "postgres"), "-D", str(self.data),
                                  *(part for item in settings.items() for part in ("-c", f"{item[0]}={item[1]}"))]),
            self.work / "postgres.log", self.work)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.query("SELECT pg_is_in_recovery()", database="postgres") == "f":
                    return
            except Failure:
                pass
            time.sleep(0.1)
        raise Failure("PostgreSQL did not start:\n" + "\n".join(
            (self.work / "postgres.log").read_text().splitlines()[-15:]))

    def kill(self):
        """kill -9 of the postmaster; its children end by themselves, and their memory is given back."""
        if self.process and self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            time.sleep(1)

    def prepare(self, roles_file):
        self.query("CREATE DATABASE registry", database="postgres")
        self._psql("registry", "-f", str(roles_file))
        for role in ROLES:
            self.query(f"ALTER ROLE {role} PASSWORD '{self.passwords[role]}'")

    def query(self, *commands, database="registry"):
        return self._psql(database, *(part for command in commands for part in ("-c", command)))

    def take_backup(self):
        processes.run([str(self.bin / "pg_basebackup"), "-D", str(self.backup / "base"), "-c", "fast", "-X", "stream",
                       "-d", f"host=127.0.0.1 port={self.port} user=postgres password={self.passwords['postgres']}"],
                      PATIENCE)

    def archive_all(self):
        """Waits until everything that was written is in the archive."""
        name = self.query("SELECT pg_walfile_name(pg_switch_wal())")
        end = time.monotonic() + PATIENCE
        while not (self.archive / name).exists():
            if time.monotonic() > end:
                raise Failure(f"{name} was not archived within {PATIENCE} s")
            time.sleep(0.1)

    def restore(self, target=None):
        """Loses the data, and recovers from the backup and the archive, to the end or to a restore point."""
        self.kill()
        shutil.rmtree(self.data)
        shutil.copytree(self.backup / "base", self.data)
        with open(self.data / "postgresql.auto.conf", "a", encoding="utf-8") as configuration:
            configuration.write(f"restore_command = 'cp {self.archive}/%f %p'\n")
            if target:
                configuration.write(f"recovery_target_name = '{target}'\nrecovery_target_action = 'promote'\n")
        (self.data / "recovery.signal").touch()
        self.data.chmod(0o700)
        for path in (self.data, *self.data.rglob("*")):
            self.account.own(path)
        self.start()

    def settings(self):
        """The service's, to work with this server."""
        return [f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{self.port}/registry",
                "--spring.datasource.username=registry_writer",
                f"--spring.datasource.password={self.passwords['registry_writer']}",
                "--spring.flyway.user=registry_owner", f"--spring.flyway.password={self.passwords['registry_owner']}"]

    def _psql(self, database, *arguments):
        return self._run([str(self.bin / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", *arguments,
                          f"host=127.0.0.1 port={self.port} user=postgres dbname={database} "
                          f"password={self.passwords['postgres']}"], user=False).strip()

    def _run(self, command, user=True):
        return processes.run(self.account.command(command) if user else command, PATIENCE, cwd=self.work)
