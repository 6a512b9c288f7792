"""The one PostgreSQL server that all contestants use: the embedded one of the registry that is measured."""

import os
import re
from pathlib import Path

from . import machine, packets, processes
from .figures import Failure

ROOT = Path(__file__).parents[2]
SQL = Path(__file__).parents[1] / "sql"
CONTESTANTS = ("peer", "bench_columns", "bench_table")
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
SHOWN = DURABLE + ("wal_sync_method", "shared_buffers", "max_wal_size", "wal_compression", "data_checksums")


class Server:

    def __init__(self, service_file):
        self.service_file = Path(service_file)
        self.env = {**os.environ, "PGSERVICEFILE": str(service_file), "PGOPTIONS": ""}

    def connection(self, key, service="postgres"):
        return re.search(rf"\[{service}\].*?^{key}=(.*?)$", self.service_file.read_text(), re.S | re.M).group(1)

    def psql(self, *arguments, database="registry", service="postgres", timeout=600):
        command = [machine.find("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", f"service={service} dbname={database}"]
        return processes.run([*command, *arguments], timeout, env=self.env).strip()

    def query(self, sql, **where):
        return self.psql("-c", sql, **where)

    def settings(self, database="registry", service="postgres"):
        return {name: self.query(f"SHOW {name}", database=database, service=service) for name in SHOWN}

    def require_durable(self, databases=("registry",)):
        """Refuses to compare with, or to measure on, a server that answers before the disk has it."""
        for database in databases:
            off = [name for name in DURABLE if self.query(f"SHOW {name}", database=database) != "on"]
            if off:
                raise Failure(f"{', '.join(off)} is not on in database {database}; the figures would mean nothing")
        if self.query("SHOW synchronous_commit", service="registry_writer") != "on":
            raise Failure("synchronous_commit is not on for registry_writer; the figures would mean nothing")

    def create_contestants(self, rows_to_read):
        """Databases peer, bench_columns and bench_table beside the registry's own, unless they are there."""
        if self.query("SELECT count(*) FROM pg_database WHERE datname = 'peer'") != "0":
            return
        self._compare_columns()
        for database in CONTESTANTS:
            self.query(f"CREATE DATABASE {database}")
        for database in ("peer", "bench_columns"):
            self.psql("-f", str(SQL / "same_columns.sql"), database=database)
        self.psql("-v", f"packet={packets.template('read')}", "-v", f"wanted={rows_to_read}", "-f",
                  str(SQL / "readable_rows.sql"), database="bench_columns")
        migrations = sorted((ROOT / "db" / "migration").glob("V*.sql"),
                            key=lambda path: int(re.match(r"V(\d+)", path.name)[1]))
        self.psql("-f", str(ROOT / "db" / "roles.sql"), database="bench_table")
        # Flyway's own table is granted on by the first migration.
        self.psql("-c", "SET ROLE registry_owner; CREATE TABLE registry.flyway_schema_history ()", "-c",
                  "SET ROLE registry_owner", *(part for path in migrations for part in ("-f", str(path))),
                  "-c", "INSERT INTO registry.admitted_repository (name) VALUES ('cto'); "
                  "INSERT INTO registry.approver (name) VALUES ('JP')", database="bench_table")

    def _compare_columns(self):
        columns = ("SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attname) "
                   "FROM pg_attribute WHERE attrelid = '{}'::regclass AND attnum > 0 AND NOT attisdropped "
                   "AND attgenerated = ''")
        self.query("CREATE DATABASE compare_columns")
        self.psql("-f", str(SQL / "same_columns.sql"), database="compare_columns")
        ours = self.query(columns.format("registry.execution_request"))
        theirs = self.query(columns.format("same_columns"), database="compare_columns")
        self.query("DROP DATABASE compare_columns")
        if ours != theirs:
            raise Failure("bench/sql/same_columns.sql no longer has the columns of registry.execution_request:\n"
                          f"  registry: {ours}\n  bench:    {theirs}")

    def checkpoint(self):
        """So that no contestant pays for the writes of the one before."""
        self.query("CHECKPOINT")

    def pgbench(self, database, script, seconds, clients=32, threads=1, **variables):
        """Transactions a second, of prepared statements; a failed one fails the measurement."""
        command = [machine.find("pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", str(threads), "-T",
                   str(seconds), "-f", str(SQL / script)]
        for name, value in variables.items():
            command += ["-D", f"{name}={value}"]
        service = "registry_writer" if database == "bench_table" else "postgres"
        output = processes.run([*command, f"service={service} dbname={database}"], seconds + 120, env=self.env)
        found = re.search(r"^tps = ([0-9.]+)", output, re.M)
        if not found or re.search(r"failed transactions: [1-9]", output):
            raise Failure("pgbench: " + output)
        return float(found.group(1))
