"""Load by wrk: 32 connections, one thread."""

import itertools
from dataclasses import dataclass
from pathlib import Path

from . import machine, packets, processes
from .figures import Failure

SCRIPTS = Path(__file__).parents[1] / "wrk"
CONNECTIONS = 32
# Refusals are never counted as success; more of them than this part, and the rate would say little.
TOLERATED = 0.01

# A number is never used twice, whoever posts: each load starts where none has been.
STRIDE = 1_000_000
_first = itertools.count(STRIDE, STRIDE)


@dataclass
class Requests:
    """Files for wrk/post.lua, a file a class, whose packets are named after ``run``."""

    base: Path
    run: str

    def __str__(self):
        return str(self.base)


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
    """``classes``: name to (body, token)."""
    base = directory / f"{service.jar.stem}-{run}"
    for name, (body, token) in classes.items():
        Path(f"{base}.{name}").write_text(packets.request(service.port, service.path, body, token), newline="")
    return Requests(base, run)


def post(service, requests, seconds, tolerant=False):
    """Posts for some seconds and holds the answers against the records that are there afterwards."""
    first = next(_first)
    result = answers(processes.run(command(service, seconds, "post.lua", first, 0, requests), seconds + 60))
    added = service.count(f"WHERE packet_id >= '{packets.packet_id(requests.run, first)}' "
                          f"AND packet_id < '{packets.packet_id(requests.run, first + STRIDE)}'")
    if not tolerant:
        require_clean(result, "POST")
        # what was under way when wrk stopped may have been recorded, and was not counted
        if not result.succeeded <= added <= result.succeeded + CONNECTIONS:
            raise Failure(f"{result.succeeded} answers of success, but {added} records were added")
    return result


def get(service, paths, seconds, seed):
    result = answers(processes.run(command(service, seconds, "get.lua", paths, seed), seconds + 60))
    require_clean(result, "GET")
    return result


def require_clean(result, method):
    if result.refused > result.requests * TOLERATED or result.broken:
        raise Failure(f"of {result.requests} {method} answers {result.refused} were refusals, "
                      f"and {result.broken} connections failed")
