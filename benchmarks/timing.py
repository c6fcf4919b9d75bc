"""Runs whole programs in turn and keeps how long each of them took."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.interval import Interval, until_narrow


@dataclass(frozen=True)
class Side:
    """A program to measure.

    Attributes:
        name: what tables call it.
        command: the program and its arguments.
        folder: where it runs.
        exit_code: how it must end; a program that fails early is not a fast one.
        env: what is set for it, beside the environment of this process.
        given: files that are written before each run, so that all runs find the same.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    exit_code: int = 0
    env: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[Path, bytes] = field(default_factory=dict)


class Broken(Exception):
    """A side does not do what it claims, so that its time would mean nothing."""


@dataclass(frozen=True)
class Spread:
    """Median, smallest and largest of some numbers."""

    median: float
    least: float
    most: float


@dataclass(frozen=True)
class Pairs:
    """What alternating runs of two sides took.

    Attributes:
        mine, theirs: their seconds.
        ratio: of mine / theirs, a ratio for each pair.
    """

    mine: Spread
    theirs: Spread
    ratio: Interval


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of at least one number."""
    return Spread(statistics.median(values), min(values), max(values))


def seconds(side: Side) -> float:
    """Run a side once and return its seconds.

    Raises:
        Broken: it ended with another exit code than its own.
    """
    for path, data in side.given.items():
        path.write_bytes(data)
    start = time.perf_counter()
    code = subprocess.run(
        side.command,
        cwd=side.folder,
        env=environment(side),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode
    taken = time.perf_counter() - start
    if code != side.exit_code:
        raise Broken(f"{side.name} ended with {code}, expected {side.exit_code}")
    return taken


def in_pairs(mine: Side, theirs: Side, most: int) -> Pairs:
    """Run two sides in turn, A B A B, until the interval of their ratio is narrow.

    The two of a pair share what else the machine did meanwhile. A first round is not
    counted: what Python compiles in it is read from .pyc files in all others.

    Args:
        most: how many pairs there may be.

    Raises:
        Broken: a side ended with another exit code than its own.
    """
    ours: list[float] = []
    others: list[float] = []

    def pair() -> float:
        ours.append(seconds(mine))
        others.append(seconds(theirs))
        return ours[-1] / others[-1]

    seconds(mine)
    seconds(theirs)
    ratio = until_narrow(pair, most)
    return Pairs(spread(ours), spread(others), ratio)


def in_turn(sides: Sequence[Side], rounds: int) -> dict[str, list[float]]:
    """Return each side's seconds, by name: A B C A B C, after one round that is not kept.

    Raises:
        Broken: a side ended with another exit code than its own.
    """
    kept: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(rounds + 1):
        for side in sides:
            taken = seconds(side)
            if number:
                kept[side.name].append(taken)
    return kept


def output(side: Side) -> str:
    """Return what a side prints.

    Raises:
        Broken: it ended with another exit code than its own.
    """
    for path, data in side.given.items():
        path.write_bytes(data)
    done = subprocess.run(
        side.command,
        cwd=side.folder,
        env=environment(side),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != side.exit_code:
        told = (done.stdout + done.stderr)[-2000:]
        raise Broken(f"{side.name} ended with {done.returncode}:\n{told}")
    return done.stdout


def environment(side: Side) -> dict[str, str]:
    """Return a side's environment: see `ordinary`."""
    return {**ordinary(), **side.env}


def ordinary() -> dict[str, str]:
    """Return this process's environment without what a student's does not have.

    These are settings of pytest, and that Python writes no .pyc files: without them it
    compiles the kit and the tests at each run.
    """
    return {
        key: text
        for key, text in os.environ.items()
        if not key.startswith("PYTEST_") and key != "PYTHONDONTWRITEBYTECODE"
    }


@contextlib.contextmanager
def on_one_core() -> Iterator[bool]:
    """Have all programs that start meanwhile share one core; give whether that works."""
    if sys.platform != "linux":
        yield False
        return
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {max(before)})
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        os.sched_setaffinity(0, before)
