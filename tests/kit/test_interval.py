"""The interval of a benchmark: a target is met or missed only where the numbers say so."""

import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.interval import MET, MISSED, OPEN, Target, interval, until_narrow

NUMBERS = st.floats(0.01, 100)


@pytest.mark.parametrize("count", [6, 10, 25])
def test_the_true_median_lies_inside_19_times_of_20(count):
    """Of 2,000 samples of a skewed distribution at most one in 20 leaves its median out."""
    draw = random.Random(count)
    samples = ([draw.expovariate(1) for _ in range(count)] for _ in range(2000))
    inside = [found.low <= math.log(2) <= found.high for found in map(interval, samples)]
    assert statistics.mean(inside) > 0.94


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_fewer_than_six_numbers_say_nothing(values):
    """Their ends are 0 and infinite, so that no target is met or missed by them."""
    found = interval(values)
    assert (found.low, found.high) == (0, math.inf)
    assert not found.narrow
    assert Target(1).verdict(found) == OPEN


@given(st.lists(NUMBERS, min_size=6, max_size=40), NUMBERS)
def test_a_verdict_needs_both_ends(values, limit):
    """It is met where no end misses the limit, missed where both do, else open."""
    found = interval(values)
    assert min(values) <= found.low <= found.median <= found.high <= max(values)
    most, least = Target(limit).verdict(found), Target(limit, least=True).verdict(found)
    assert (most == MET) == (found.high <= limit)
    assert (most == MISSED) == (found.low > limit)
    assert (least == MET) == (found.low >= limit)
    assert (least == MISSED) == (found.high < limit)


def test_measuring_ends_when_it_is_sure():
    """Equal numbers are enough after ten; numbers that differ go on to the most allowed."""
    assert until_narrow(lambda: 3.0, 40).count == 10
    steps = iter(range(1, 100))
    assert until_narrow(lambda: float(next(steps)), 30).count == 30
