"""Gives the cells of images a lightness by their values, the same scale for all panels."""

from __future__ import annotations

import math
from collections.abc import Iterable

Limits = tuple[float, float]


def limits(cells: Iterable[str]) -> Limits | None:
    """Return the values that are drawn black and white, or None where all are the same."""
    finite = [value for value in map(_number, cells) if math.isfinite(value)]
    return (min(finite), max(finite)) if finite and min(finite) < max(finite) else None


def lightness(cell: str, between: Limits | None) -> float | None:
    """Return 0.0 for black to 1.0 for white, or None for what has no shade."""
    value = _number(cell)
    if between is None or not math.isfinite(value):
        return None
    low, high = between
    return (min(max(value, low), high) - low) / (high - low)


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan
