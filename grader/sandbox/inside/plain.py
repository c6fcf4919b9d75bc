"""Reduces what a submission returns to plain values: the same answer in its simplest form.

Runs inside the sandbox; imports only the standard library, NumPy and `wire`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# Bound now: student code may put others into NumPy.
from numpy import may_share_memory, shares_memory

from grader.sandbox.inside import wire

MAX_NAME = 100  # characters of a type's name
ROOM = 512 << 10  # bytes that the rest of a reply may take


def flatten(value: Any) -> Any:
    """Return the plain value that crosses; what does not cross becomes `wire.Other`.

    NumPy scalars and 0-d arrays become numbers, named tuples tuples, arrays of any layout
    C-ordered copies. Array subclasses and object arrays are named, not converted.
    """
    name = str(type(value).__name__)[:MAX_NAME]
    try:
        plain = _simplest(value, 0)
        if len(wire.encode(plain)) < wire.MAX_FRAME - ROOM:
            return plain
        return wire.Other(name, "large")
    except wire.WireError as error:
        return wire.Other(name, error.why, error.detail)
    except BaseException:
        return wire.Other(name)


def encoded_or_none(value: Any) -> bytes | None:
    """Return the bytes of a plain value, or None where it is no longer plain."""
    try:
        return wire.encode(value)
    except BaseException:
        return None


def arrays_in(value: Any, depth: int = 0) -> list[Any]:
    """Return the arrays of a value, also those inside containers."""
    if isinstance(value, np.ndarray):
        return [value] if value.ndim and value.size else []
    if depth > 4:
        return []
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [array for item in value[:1000] for array in arrays_in(item, depth + 1)]
    return []


def overlap(one: Any, two: Any) -> bool:
    """Whether two arrays have memory in common."""
    try:
        # NumPy's annotations know only two of the amounts of work that it takes.
        return bool(
            may_share_memory(one, two) and shares_memory(one, two, max_work=100_000)  # type: ignore[arg-type]
        )
    except BaseException:
        return True  # too hard to tell apart: they interleave


def _simplest(value: Any, depth: int) -> Any:
    if depth > wire.MAX_DEPTH:
        raise wire.WireError(f"nested more than {wire.MAX_DEPTH} deep", "deep")
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str):
        return value
    if isinstance(value, np.generic) and not isinstance(value, np.void):
        return _number(value)
    if kind is np.ndarray:
        return _array(value)
    if isinstance(value, np.ndarray):
        return wire.Other(kind.__name__[:MAX_NAME], "subclass")
    simple: Any
    for simple in (int, float, complex, str):
        if isinstance(value, simple):
            return simple(value)
    if isinstance(value, (list, tuple)):
        items = [_simplest(item, depth + 1) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {key: _simplest(item, depth + 1) for key, item in value.items()}
    return wire.Other(kind.__name__[:MAX_NAME])


def _array(array: Any) -> Any:
    if array.dtype.kind == "O":
        return wire.Other("ndarray", "dtype", "object")
    if array.ndim == 0:
        return _number(array)
    if wire.dtype_code(array.dtype) is None:
        return wire.Other("ndarray", "dtype", str(array.dtype)[:MAX_NAME])
    if array.nbytes > wire.MAX_FRAME:
        return wire.Other("ndarray", "large", str(array.shape))
    return array.copy("C")


def _number(array: Any) -> Any:
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        return float(array)
    if array.dtype.kind in "biufcU":
        return array.item()
    return wire.Other("ndarray", "scalar", str(array.dtype)[:MAX_NAME])
