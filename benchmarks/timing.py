"""Runs whole programs in turn and keeps how long each of them took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Side:
    """A program to measure.

    Attributes:
        name: what tables call it.
        command: the program and its arguments.
        folder: where it runs.
        exit_code: how it must end; a program that fails early is not a fast one.
        env: what is set for it, beside the environment of this process.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    exit_code: int = 0
    env: Mapping[str, str] = field(default_factory=dict)


class Broken(Exception):
    """A side does not do what it claims, so that its time would mean nothing."""


@dataclass(frozen=True)
class Spread:
    """Median, smallest and largest of some numbers."""

    median: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of at least one number."""
    return Spread(statistics.median(values), min(values), max(values))


def in_turn(sides: Sequence[Side], rounds: int) -> dict[str, list[float]]:
    """Return each side's seconds, by name: A B C A B C, after one round that is not kept.

    Two numbers of the same round share what else the machine did meanwhile, so ratios are
    to be taken round by round.

    Raises:
        Broken: a side ended with another exit code than its own.
    """
    kept: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(rounds + 1):
        for side in sides:
            start = time.perf_counter()
            code = subprocess.run(
                side.command,
                cwd=side.folder,
                env=environment(side),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            ).returncode
            seconds = time.perf_counter() - start
            if code != side.exit_code:
                raise Broken(f"{side.name} ended with {code}, expected {side.exit_code}")
            if number:
                kept[side.name].append(seconds)
    return kept


def output(side: Side) -> str:
    """Return what a side prints.

    Raises:
        Broken: it ended with another exit code than its own.
    """
    done = subprocess.run(
        side.command,
        cwd=side.folder,
        env=environment(side),
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
    """Return a side's environment: this process's, without its settings of pytest."""
    own = {key: text for key, text in os.environ.items() if not key.startswith("PYTEST_")}
    return {**own, **side.env}


def ratios(mine: Sequence[float], others: Sequence[float]) -> Spread:
    """Return mine / others, taken round by round."""
    return spread([a / b for a, b in zip(mine, others, strict=True)])
