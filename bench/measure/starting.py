"""Start on an existing data directory, and the memory after it."""

import time

from . import processes
from .figures import Row, Series


def measure(plan, registry):
    """The registry is stopped before and after."""
    took, resident, share, database = Series("s"), Series("MiB"), Series("MiB"), Series("MiB")
    for turn in range(plan.starts + 1):
        seconds = registry.start()
        time.sleep(1 if plan.quick else 5)
        pid = registry.process.pid
        below = processes.descendants(processes.postmaster(registry.data))
        if turn or plan.quick:  # the first start may have met a cold disk
            took.add(seconds)
            resident.add(processes.memory_mib(pid))
            share.add(processes.memory_mib(pid, "Pss"))
            database.add(sum(processes.memory_mib(one, "Pss") for one in below))
        registry.stop()
    return [Row("start to the first 200 on /health", took, note="an existing data directory; the database starts in it"),
            Row("resident memory of the service after start (VmRSS)", resident),
            Row("the same, shared pages counted once (PSS)", share),
            Row("its PostgreSQL after start (PSS, all processes)", database)]
