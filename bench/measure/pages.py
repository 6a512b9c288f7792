"""A page of 50 at 1,000 and at 1,000,000 records: one connection, one request at a time, small and big in turn."""

import base64
import random
import statistics
import time
from dataclasses import dataclass
from typing import Callable, Optional
from urllib.parse import urlencode

from .figures import Failure, Row, Series
from .services import Registry

AIM = ("≤", 1.25)
# A case that has become slow is not asked the whole number of times.
ROUND_SECONDS = 6


def cursor(index):
    return base64.urlsafe_b64encode(index.to_bytes(8, "big")).rstrip(b"=").decode()


@dataclass
class Case:
    """``query``: a log and a depth (0 oldest, 1 newest) to parameters. ``depths``: where deep pages may start so that
    the small log still has a full one. ``held``: whether both logs give as many items, so that the aim applies."""

    name: str
    query: Callable
    depths: tuple
    limit: int = 50
    held: bool = True


def record(log, depth):
    page = log.client.json(f"{Registry.path}?limit=1&cursor={cursor(int(log.size * depth) + 1)}")
    return page["items"][0]


def cases():
    often, seldom = (0.15, 0.95), (0.6, 0.95)
    values = {"target_repository": lambda name: "cto" if name == "common" else f"cto-{name}",
              "work_item": lambda name: "CTO-WORK-067" if name == "common" else f"CTO-{name.upper()}-1",
              "requested_by": lambda name: "cto" if name == "common" else f"{name}-agent",
              "submitted_by": lambda name: name,
              "q": lambda name: "everyword" if name == "common" else f"{name}word"}
    found = [Case("unfiltered", lambda log, depth: {}, often)]
    for parameter, value in values.items():
        everywhere = "every record" if parameter in ("work_item", "q") else "nearly every record"
        found += frequencies(parameter, everywhere, lambda name, log, p=parameter, v=value: {p: v(name)}, often, seldom)
    found += frequencies("supersedes", None, lambda name, log: {"supersedes": log.superseded[name]}, often, seldom)
    found += [
        Case("packet_id", lambda log, depth: {"packet_id": record(log, depth * 0.9)["packet_id"]}, often),
        Case("packet_sha256", lambda log, depth: {
            "packet_sha256": record(log, depth * 0.9)["packet"]["sha256"]}, often),
        Case("submitted_after", lambda log, depth: {"submitted_after": record(log, 0.05)["submitted_at"]}, often),
        Case("submitted_before", lambda log, depth: {"submitted_before": record(log, 0.97)["submitted_at"]}, often),
        Case("submitted_after and _before", lambda log, depth: {
            "submitted_after": record(log, 0.05)["submitted_at"],
            "submitted_before": record(log, 0.97)["submitted_at"]}, often),
        Case("q in every record, work_item in 1 of 10", lambda log, depth: {
            "q": "everyword", "work_item": "CTO-TENTH-1"}, seldom),
        Case("q in 1 of 10, target_repository of 1 of 10", lambda log, depth: {
            "q": "tenthword", "target_repository": "cto-tenth"}, seldom),
    ]
    return found


def frequencies(parameter, everywhere, query, often, seldom):
    named = {name: lambda log, depth, n=name: query(n, log) for name in ("common", "tenth", "hundredth", "handful")}
    found = [Case(f"{parameter} in {everywhere}", named["common"], often)] if everywhere else []
    return found + [
        Case(f"{parameter} in 1 of 10", named["tenth"], seldom),
        Case(f"{parameter} in 1 of 100, limit 5", named["hundredth"], seldom, limit=5),
        Case(f"{parameter} in 1 of 100", named["hundredth"], seldom, held=False),
        Case(f"{parameter} in 5 records", named["handful"], often),
    ]


def ask(log, case, depth, deep):
    """(milliseconds, items) of one page; what the query needs to know is looked up before the clock starts."""
    parameters = {**case.query(log, depth), "limit": case.limit}
    if deep:
        parameters["cursor"] = cursor(int(log.size * depth))
    path = f"{Registry.path}?{urlencode(parameters)}"
    began = time.perf_counter()
    status, body = log.client.send("GET", path)
    took = (time.perf_counter() - began) * 1000
    if status != 200:
        raise Failure(f"GET {path} answered {status}: {body[:300].decode(errors='replace')}")
    return took, body.count(b'"log_index"')


def one_round(plan, logs, case, deep, depths):
    """The median latency of each log, and the items a page has in each."""
    times, items = ([], []), ([], [])
    began = time.monotonic()
    for turn, depth in enumerate(depths):
        for i in ((0, 1), (1, 0))[turn % 2]:
            took, found = ask(logs[i], case, depth, deep)
            times[i].append(took)
            items[i].append(found)
        if len(times[0]) >= 3 and time.monotonic() - began > ROUND_SECONDS:
            break
    return [statistics.median(one) for one in times], [statistics.median(one) for one in items]


def measure(plan, small, big):
    """A row a case: the big log ÷ the small one. The first round warms up and is not counted."""
    chance = random.Random(17)
    pairs = [(case, deep) for case in cases() for deep in (False, True)]
    kept = [(Series("ms"), Series("ms")) for _ in pairs]
    counts = [None] * len(pairs)
    for turn in range(plan.rounds + 1):
        for i, (case, deep) in enumerate(pairs):
            depths = [chance.uniform(*case.depths) for _ in range(plan.requests)]
            medians, counts[i] = one_round(plan, (small, big), case, deep, depths)
            if turn:
                for series, value in zip(kept[i], medians):
                    series.add(value)
        plan.say(f"pages, round {turn} of {plan.rounds}" + (" (warm-up)" if not turn else ""))
    rows = []
    for (case, deep), (of_small, of_big), items in zip(pairs, kept, counts):
        same = items[0] == items[1]
        rows.append(Row(f"{case.name}, {'deep' if deep else 'first'}", of_big, of_small, AIM if case.held else None,
                        f"{items[0]:g} a page" if same else f"{items[1]:g} a page ÷ {items[0]:g} a page"))
    return rows


def summary(plan, rows):
    worst: Optional[Row] = max((row for row in rows if row.aim), key=lambda row: row.ratio)
    return Row(f"page at {plan.records:,} ÷ page at {plan.few:,}, the worst of {len([r for r in rows if r.aim])}",
               worst.ours, worst.theirs, AIM, worst.what)
