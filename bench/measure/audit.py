"""The audit command against reading and hashing the same rows with PostgreSQL's and the system's own tools."""

import shlex
import subprocess
import time

from . import machine, processes
from .figures import Failure, Missing, Row, Series
from .services import JAR


def audit(plan, log):
    began = time.monotonic()
    command = [plan.java, *machine.JVM_FLAGS, "-jar", str(JAR), "audit"]
    process = processes.start(command, plan.work / "audit.log", log.registry.home)
    try:
        code = process.wait(3600 if not plan.quick else 30)
    except subprocess.TimeoutExpired:
        code = None
    finally:
        processes.stop(process)
    text = (plan.work / "audit.log").read_text()
    # a build without commands takes the word for nothing and starts a second service
    if code is None or plan.quick and code != 0 and "cto.registry.RequestRegistry" in text:
        raise Missing("the audit command is not there yet")
    if code != 0:
        raise Failure(f"audit ended with {code}, 0 is clean:\n" + "\n".join(text.splitlines()[-12:]))
    return time.monotonic() - began


def copy_and_hash(server):
    psql = shlex.join([machine.find("psql"), "-Xq", "service=registry_reader", "-c",
                       "COPY registry.execution_request TO STDOUT"])
    began = time.monotonic()
    processes.run(["bash", "-o", "pipefail", "-c", f"{psql} | sha256sum"], 3600, env=server.env)
    return time.monotonic() - began


def measure(plan, log):
    ours, theirs = Series("s"), Series("s")
    server = log.registry.server()
    for turn in range(1 if plan.quick else 3):
        ours.add(audit(plan, log))
        theirs.add(copy_and_hash(server))
        plan.say(f"audit, round {turn + 1}: {ours.values[-1]:.1f} s, COPY and sha256sum {theirs.values[-1]:.1f} s")
    return [Row(f"audit of {log.size:,} ÷ COPY and sha256sum", ours, theirs, ("≤", 3))]
