"""Tells how sure a median is, and whether it meets a target for sure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

OUTSIDE = 0.05  # how often the true median may lie outside of an interval
NARROW = 0.05  # an interval is narrow where neither end is further from the median, in parts
LEAST = 10  # numbers before an interval may be called narrow: six can agree by chance

MET, MISSED, OPEN = "met", "MISSED", "open"


@dataclass(frozen=True)
class Interval:
    """A median, and two ends between which the true one lies 19 times of 20.

    Attributes:
        count: of how many numbers. Fewer than six say nothing: the ends are 0 and infinite.
    """

    median: float
    low: float
    high: float
    count: int

    @property
    def narrow(self) -> bool:
        """Whether more numbers are not needed."""
        near = NARROW * self.median
        return (
            self.count >= LEAST
            and self.high - self.median <= near
            and self.median - self.low <= near
        )


def interval(values: Sequence[float]) -> Interval:
    """Return the interval of the median of at least one number.

    Its ends are two of the numbers themselves, as far from both ends of their order as the
    binomial distribution allows: half of all numbers lie below the true median, whatever
    their distribution is.
    """
    ordered, count = sorted(values), len(values)
    cut, below = 0, 1 / 2**count
    while below <= OUTSIDE / 2:
        cut += 1
        below += math.comb(count, cut) / 2**count
    low, high = (ordered[cut - 1], ordered[count - cut]) if cut else (0.0, math.inf)
    return Interval(statistics.median(ordered), low, high, count)


def until_narrow(measure: Callable[[], float], most: int) -> Interval:
    """Measure until the interval is narrow, at most so many times; return it."""
    values = [measure()]
    while len(values) < most and not interval(values).narrow:
        values.append(measure())
    return interval(values)


@dataclass(frozen=True)
class Target:
    """What a median shall be.

    Attributes:
        limit: at most this, or at least where `least` is set.
    """

    limit: float
    least: bool = False

    def verdict(self, found: Interval) -> str:
        """Return MET or MISSED where both ends of an interval say so, else OPEN."""
        better, worse = (found.high, found.low) if self.least else (-found.low, -found.high)
        limit = self.limit if self.least else -self.limit
        return MET if worse >= limit else MISSED if better < limit else OPEN

    def __str__(self) -> str:
        return f"{'>=' if self.least else '<='} {self.limit:g}"
