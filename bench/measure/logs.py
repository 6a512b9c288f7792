"""Two logs, of 1,000 and of 1,000,000 records, that differ in nothing but their size.

Most packets are common; of every 10 one is "tenth", of every 100 one "hundredth", and five in all are "handful",
each class with a repository, a sender, a work item, a proposer, a superseded record and a word of its own.
"""

import hashlib
import json
import secrets
import time

from . import load, packets, processes
from .figures import Failure
from .services import Client, Registry

RARE = packets.CLASSES[1:]
SPREAD = (0.1, 0.3, 0.5, 0.7, 0.9)
PATIENCE_SECONDS = 30


class Log:

    def __init__(self, plan, name, size):
        self.plan, self.size, self.run = plan, size, name
        self.tokens = {name: secrets.token_hex(24) for name in packets.CLASSES}
        settings = [f"--registry.admitted-repositories[{i}].name={self.repository(name)}"
                    for i, name in enumerate(packets.CLASSES)]
        for i, (name, token) in enumerate(self.tokens.items()):
            settings += [f"--registry.security.tokens[{i}].name={name}",
                         f"--registry.security.tokens[{i}].sha256={hashlib.sha256(token.encode()).hexdigest()}",
                         f"--registry.security.tokens[{i}].roles=submit,read"]
        self.registry = Registry(plan.java, plan.work / self.run, settings)
        self.superseded = {}
        self.handful = [round(size * at) for at in SPREAD]

    @staticmethod
    def repository(name):
        return "cto" if name == "common" else f"cto-{name}"

    def template(self, name):
        if name == "common":
            return packets.template(self.run)
        return packets.template(
            self.run, target_repository=self.repository(name), requested_by=f"{name}-agent",
            work_items=["CTO-WORK-067", f"CTO-{name.upper()}-1"], supersedes=self.superseded[name],
            notes=f"everyword {name}word: posted by the measurement {self.run} as its packet number {packets.MARK}")

    def fill(self):
        """Starts the service and posts until the log has exactly its size."""
        took = self.registry.start()
        self.client = Client(self.registry.port)
        for number, name in enumerate(RARE):
            self.superseded[name] = self.post(number, "common")["id"]
        bodies = {name: (self.template(name), self.tokens[name]) for name in packets.CLASSES}
        classes = load.write_requests(self.registry, self.plan.work, self.run, **bodies)
        began = time.monotonic()
        self._load(classes, len(RARE))
        seconds = time.monotonic() - began
        self._complete(len(RARE))
        if self.registry.count() != self.size:
            raise Failure(f"the log {self.run} has {self.registry.count()} records, not {self.size}")
        self.registry.server().query("VACUUM ANALYZE registry.execution_request", timeout=3600)
        self.plan.say(f"log of {self.size:,} records: made in {seconds:.0f} s, {self.size / seconds:,.0f}/s")
        return took

    def post(self, number, name):
        status, body = self.client.send("POST", Registry.path, packets.fill(self.template(name), number), {
            "Content-Type": "application/json", "Authorization": f"Bearer {self.tokens[name]}"})
        if status != 201:
            raise Failure(f"POST answered {status}: {body[:300].decode(errors='replace')}")
        return json.loads(body)

    def _load(self, classes, first):
        handful = ",".join(map(str, self.handful))
        output = self.plan.work / f"{self.run}.wrk"
        wrk = processes.start(load.command(self.registry, 86_400, "post.lua", first, self.size - 1, classes, handful),
                              output, self.plan.work)
        # wrk sleeps its whole time out even when its only thread has ended, so it is watched
        size, last_growth = 0, time.monotonic()
        while (grown := self.registry.count() if self.size < 50_000 else self._high()) < self.size:
            if grown > size:
                size, last_growth = grown, time.monotonic()
            if time.monotonic() - last_growth > (3 if size > self.size * 0.99 else PATIENCE_SECONDS):
                break
            time.sleep(0.2 if self.size < 50_000 else 2)
        processes.stop(wrk)

    def _high(self):
        return int(self.registry.server().query(
            "SELECT coalesce(max(log_index), -1) + 1 FROM registry.execution_request"))

    def _complete(self, first):
        """Posts what wrk had under way when it stopped, or was refused."""
        missing = self.registry.server().query(
            f"SELECT n FROM generate_series({first}, {self.size - 1}) AS n WHERE NOT EXISTS (SELECT FROM "
            f"registry.execution_request WHERE packet_id = 'bench-{self.run}-' || lpad(n::text, 10, '0'))").split()
        if len(missing) > max(100, self.size // 100):
            raise Failure(f"of {self.size} posts {len(missing)} did not arrive")
        for number in map(int, missing):
            self.post(number, packets.class_of(number, self.handful))
