"""Load by wrk: 32 connections, one thread."""

import itertools
import time
from dataclasses import dataclass
from pathlib import Path

from . import machine, packets, processes
from .figures import Failure

SCRIPTS = Path(__file__).parents[1] / "wrk"
CONNECTIONS = 32
# Refusals are never counted as success; more of them than this part, and the rate would say little.
TOLERATED = 0.01

# A number is never used twice, whoever posts: each load starts where none has been.
_first = itertools.count(1_000_000, 1_000_000)


@dataclass
class Answers:
    requests: int
    seconds: float
    refused: int
    broken: int

    @property
    def succeeded(self):
        return self.requests - self.refused

    @property
    def rate(self):
        return self.succeeded / self.seconds


def command(service, seconds, script, *arguments):
    return [machine.find("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s",
            str(SCRIPTS / script), service.url, "--", *map(str, arguments)]


def answers(output):
    result = next((line.split() for line in output.splitlines() if line.startswith("RESULT ")), None)
    if not result:
        raise Failure("wrk: " + output)
    requests, micros, refused, broken = map(int, result[1:])
    return Answers(requests, micros / 1e6, refused, broken)


def write_requests(service, directory, run, **classes):
    """Files for wrk/post.lua. Returns what it calls CLASSES. ``classes``: name to (body, token)."""
    base = directory / f"{service.jar.stem}-{run}"
    for name, (body, token) in classes.items():
        Path(f"{base}.{name}").write_text(packets.request(service.port, service.path, body, token), newline="")
    return base


def post(service, classes, seconds, tolerant=False):
    """Posts for some seconds and holds the answers against the records that are there afterwards."""
    before = service.count()
    result = answers(processes.run(command(service, seconds, "post.lua", next(_first), 0, classes), seconds + 60))
    added = settled(service) - before
    if not tolerant:
        require_clean(result, "POST")
        # what was under way when wrk stopped may have been recorded, and was not counted
        if not result.succeeded <= added <= result.succeeded + CONNECTIONS:
            raise Failure(f"{result.succeeded} answers of success, but {added} records were added")
    return result


def settled(service):
    count = service.count()
    while True:
        time.sleep(0.3)
        if (again := service.count()) == count:
            return count
        count = again


def get(service, paths, seconds, seed):
    result = answers(processes.run(command(service, seconds, "get.lua", paths, seed), seconds + 60))
    require_clean(result, "GET")
    return result


def require_clean(result, method):
    if result.refused > result.requests * TOLERATED or result.broken:
        raise Failure(f"of {result.requests} {method} answers {result.refused} were refusals, "
                      f"and {result.broken} connections failed")
