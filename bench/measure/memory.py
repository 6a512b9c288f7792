"""Memory under load, and whether 256 MiB of heap are enough."""

import threading
import time

from . import load, machine, packets, processes
from .figures import Failure, Row, Series
from .reading import ensure_records, write_paths


class Watch:
    """Looks at the memory of a process twice a second."""

    def __init__(self, pid):
        self.pid, self.resident, self.share, self.ended = pid, Series("MiB"), Series("MiB"), threading.Event()
        self.thread = threading.Thread(target=self._look)

    def _look(self):
        while not self.ended.wait(0.5):
            self.resident.add(processes.memory_mib(self.pid))
            self.share.add(processes.memory_mib(self.pid, "Pss"))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def load_both(plan, registry, seconds):
    """Recording and reading at once, 32 connections each. Returns the answers of both."""
    ensure_records(plan, registry, min(plan.readable, 2_000))
    ids = registry.server().query("SELECT id FROM registry.execution_request ORDER BY random() LIMIT 10000")
    paths = write_paths(plan, registry, ids)
    run = f"m{plan.next_label()}"
    classes = load.write_requests(registry, plan.work, run, common=(packets.template(run), registry.token()))
    concurrently(plan, registry, paths, classes, plan.warm_up)
    return concurrently(plan, registry, paths, classes, seconds)


def concurrently(plan, registry, paths, classes, seconds):
    got = []
    reader = threading.Thread(target=lambda: got.append(load.answers(
        processes.run(load.command(registry, seconds, "get.lua", paths, 1), seconds + 60))))
    reader.start()
    posted = load.post(registry, classes, seconds, tolerant=True)
    reader.join()
    if not got:
        raise Failure("the reading load failed")
    return posted, got[0]


def measure(plan, registry):
    """The registry is stopped before and after."""
    rows, seconds = [], plan.seconds * 3
    for name, flags in (("default heap", ()), ("-Xmx256m", ("-Xmx256m",))):
        registry.start((*machine.JVM_FLAGS, *flags))
        try:
            with Watch(registry.process.pid) as watch:
                posted, got = load_both(plan, registry, seconds)
            alive = registry.process.poll() is None
        finally:
            registry.stop()
        note = (f"{posted.rate:,.0f} records/s and {got.rate:,.0f} reads/s at once; "
                f"highest {max(watch.resident.values):,.0f} MiB resident")
        served = posted.succeeded > 0 and got.succeeded > 0
        rows.append(Row(f"resident memory under load, {name} (VmRSS)", watch.resident, note=note))
        rows.append(Row("the same, shared pages counted once (PSS)", watch.share))
        if flags:
            failed = Series("answers")
            failed.add(posted.refused + posted.broken + got.refused + got.broken + (0 if alive and served else 1))
            exhausted = "OutOfMemoryError" in registry.log.read_text()
            if exhausted:
                failed.values[0] += 1
            rows.append(Row("heap needed to serve under load: 256 MiB, failed answers", failed, None, ("≤", 0),
                            "OutOfMemoryError in the log" if exhausted else note))
        time.sleep(1)
    return rows
