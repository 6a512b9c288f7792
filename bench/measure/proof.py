"""An inclusion proof at 1,000 and at 1,000,000 records: one connection, random records, small and big in turn."""

import random
import statistics
import time

from .figures import Failure, Missing, Row, Series
from .pages import record
from .services import Registry


def ask(log, id):
    began = time.perf_counter()
    status, body = log.client.send("GET", f"{Registry.path}/{id}/proof")
    took = (time.perf_counter() - began) * 1000
    if status == 404:
        raise Missing("GET …/{id}/proof is not there yet")
    if status != 200:
        raise Failure(f"GET …/{id}/proof answered {status}: {body[:300].decode(errors='replace')}")
    return took


def measure(plan, small, big):
    chance = random.Random(23)
    series = Series("ms"), Series("ms")
    for turn in range(plan.rounds + 1):
        times = [], []
        for _ in range(plan.requests * 4):
            depth = chance.random()
            for one, log in zip(times, (small, big)):
                one.append(ask(log, record(log, depth)["id"]))
        if turn:
            for kept, one in zip(series, times):
                kept.add(statistics.median(one))
    return [Row(f"proof at {plan.records:,} ÷ at {plan.few:,}", series[1], series[0], ("≤", 2))]
