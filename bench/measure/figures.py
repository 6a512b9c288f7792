"""Measured values, and the rows of the report made of them."""

import statistics
from dataclasses import dataclass, field
from typing import Optional


class Failure(Exception):
    """The measurement cannot go on, or would not mean what it says. The message is for the reader."""


class Missing(Exception):
    """What is to be measured is not in this build of the service."""


@dataclass
class Series:
    """The same thing measured repeatedly. ``unit`` is what one value counts: "/s", "ms", "s", "MiB"."""

    unit: str
    values: list = field(default_factory=list)

    def add(self, value):
        self.values.append(value)

    @property
    def median(self):
        return statistics.median(self.values)

    def __str__(self):
        return f"{number(self.median)} {self.unit} ({number(min(self.values))}..{number(max(self.values))})"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def better(*several):
    """Of alternative ways to drive the same limit, the one that gave most."""
    return max(several, key=lambda series: series.median)


@dataclass
class Row:
    """One comparison. ``aim`` is ("≥" or "≤", bound) on the ratio ours ÷ theirs, or None: shown, not held."""

    what: str
    ours: Series
    theirs: Optional[Series] = None
    aim: Optional[tuple] = None
    note: str = ""

    @property
    def ratio(self):
        return self.ours.median / self.theirs.median if self.theirs else None

    @property
    def reached(self):
        if self.aim is None:
            return None
        sign, bound = self.aim
        value = self.ratio if self.theirs else self.ours.median
        return value >= bound if sign == "≥" else value <= bound

    def cells(self):
        verdict = {None: "", True: "reached", False: "**not reached**"}[self.reached]
        return [self.what, str(self.ours), str(self.theirs) if self.theirs else "",
                f"{self.ratio:.2f}" if self.theirs else "", f"{self.aim[0]} {self.aim[1]:g}" if self.aim else "",
                verdict, self.note]
