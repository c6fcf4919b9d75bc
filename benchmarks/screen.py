"""Draws tables of times in plain text."""

from __future__ import annotations

import importlib.metadata
import math
import os
import platform
from collections.abc import Sequence

from benchmarks.interval import Interval
from benchmarks.timing import Spread


def machine(*packages: str) -> str:
    """Return one line about what the figures were measured with."""
    parts = [f"Python {platform.python_version()}"]
    for name in packages:
        try:
            parts.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            parts.append(f"no {name}")
    parts += [f"{cores()} cores", platform.system()]
    if hasattr(os, "getloadavg"):
        # What else runs here takes a core from the worker, so ratios scatter.
        parts.append(f"load {load()} before")
    return ", ".join(parts)


def load() -> str:
    """Return how many programs wanted a core in the last minute, where the system tells."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns: the first one to the left, all others to the right."""
    columns = list(zip(heads, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    lines = []
    for row in (heads, *rows):
        first, *rest = (
            text.ljust(width) if number == 0 else text.rjust(width)
            for number, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  " + "   ".join([first, *rest]).rstrip())
    return "\n".join(lines)


def milliseconds(seconds: Spread) -> tuple[str, str, str]:
    """Return median, smallest and largest in milliseconds."""
    values = (seconds.median, seconds.least, seconds.most)
    low, middle, high = (f"{1000 * value:.0f}" for value in values)
    return low, middle, high


def ends(found: Interval, digits: int = 2) -> tuple[str, str, str]:
    """Return median and both ends of an interval; ends that say nothing are a dash."""
    if math.isinf(found.high):
        return f"{found.median:.{digits}f}", "-", "-"
    values = (found.median, found.low, found.high)
    median, low, high = (f"{value:.{digits}f}" for value in values)
    return median, low, high
