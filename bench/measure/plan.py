"""How much is measured, and in what order."""

import itertools
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import machine


@dataclass
class Plan:
    work: Path
    java: str
    records: int = 1_000_000
    few: int = 1_000
    readable: int = 10_000
    rounds: int = 5
    seconds: int = 10
    warm_up: int = 30
    requests: int = 60
    starts: int = 5
    quick: bool = False
    jdk: int = 0
    _labels: itertools.count = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self):
        self.jdk = machine.java_major(self.java)

    @classmethod
    def quick_one(cls, work, java):
        """Everything once or twice and small: shows that it works, measures nothing."""
        return cls(work, java, records=2_000, readable=300, rounds=2, seconds=2, warm_up=4, requests=3, starts=1,
                   quick=True)

    def next_label(self):
        return next(self._labels)

    def say(self, text):
        print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)

    def interleave(self, topic, contestants, series, unit, warm=()):
        """Runs every contestant once a round, in turn, so that a slow minute of the machine meets all of them."""
        for name in warm:
            self.say(f"{topic}: warming up {name}, {self.warm_up} s")
            contestants[name](self.warm_up)
        measured = {name: series(unit) for name in contestants}
        for turn in range(self.rounds):
            for name, measure in contestants.items():
                measured[name].add(measure(self.seconds))
            self.say(f"{topic}, round {turn + 1} of {self.rounds}: " +
                     ", ".join(f"{name} {one.values[-1]:,.0f}{unit}" for name, one in measured.items()))
        return measured
