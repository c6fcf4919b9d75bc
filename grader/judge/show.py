"""Turns calls and answers into what a student reads: NumPy source and small grids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.judge.inputs import Named
from grader.report import Call, Comparison, Given, Panel
from grader.sandbox.wire import Other

Array = np.ndarray[Any, Any]

INLINE = 56  # characters of a call that holds its arrays itself
WINDOW = 8  # rows and columns of a slice that is cut
WHOLE = 12  # rows and columns up to which a slice is shown whole
LONG_ROW = 10  # values of a long 1-D array around the first difference


def call(
    function: str,
    parameters: Sequence[str],
    arguments: Sequence[Any],
    named: Mapping[str, Any],
) -> Call:
    """Return a call in NumPy syntax; arrays that are too long for it stand above it."""
    inline = [_inline(argument) for argument in arguments]
    tail = [f"{key}={source(value)}" for key, value in named.items()]
    text = f"{function}({', '.join([*inline, *tail])})"
    if len(text) <= INLINE and "\n" not in text:
        return Call(function, text)
    given, words = [], []
    for index, argument in enumerate(arguments):
        if isinstance(argument, np.ndarray):
            name = parameters[index] if index < len(parameters) else f"x{index}"
            lead = len(f"{name} = ")
            given.append(Given(name, _array_source(argument, lead), title(argument)))
            words.append(name)
        else:
            words.append(inline[index])
    return Call(function, f"{function}({', '.join([*words, *tail])})", tuple(given))


def _inline(argument: Any) -> str:
    return argument.text if isinstance(argument, Named) else source(argument)


def source(value: Any) -> str:
    """Return a Python expression for a plain value, with `np` as NumPy."""
    if isinstance(value, Named):
        return value.text
    if isinstance(value, np.ndarray):
        return _array_source(value)
    if isinstance(value, list):
        return f"[{', '.join(map(source, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(source, value))}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        items = (f"{key!r}: {source(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, float):
        return re.sub(r"\b(nan|inf)\b", r"np.\1", repr(value))
    return value.text if isinstance(value, Other) else repr(value)


def _array_source(array: Array, lead: int = 0) -> str:
    """Return the expression; `lead` characters stand before it on its first line."""
    if array.size == 0:
        return f"np.zeros({array.shape}, dtype={str(array.dtype)!r})"
    usual = array.dtype.name in ("float64", "int64", "bool") or array.dtype.kind == "U"
    head, tail = "np.array(", ")" if usual else f", dtype={array.dtype.name!r})"
    if array.flags.f_contiguous and not array.flags.c_contiguous:
        head, tail = f"np.asfortranarray({head}", f"{tail})"
    elif not array.flags.c_contiguous:
        head, tail = f"np.repeat({head}", f"{tail}, 2, axis=-1)[..., ::2]"
    if not array.flags.writeable:
        head, tail = f"np.broadcast_to({head}", f"{tail}, {array.shape})"
    text = np.array2string(
        array, separator=", ", threshold=array.size, max_line_width=72,
        floatmode="unique", prefix=" " * (lead + len(head)), suffix=tail,
    )  # fmt: skip
    if array.dtype.kind in "fc":
        text = re.sub(r"\b(nan|inf)\b", r"np.\1", text)
    return head + text + tail


def title(value: Any) -> str:
    """Return what a value is: `float64 (2, 3)`, or the name of its type."""
    if isinstance(value, np.ndarray):
        words = f"{value.dtype.name} {value.shape}"
        if not (value.flags.c_contiguous or value.flags.f_contiguous):
            words += ", strided"
        return words if value.flags.writeable else f"{words}, read-only"
    return value.type_name if isinstance(value, Other) else type(value).__name__


def comparison(yours: Any, expected: Any, where: Array | None, path: str = "") -> Comparison:
    """Return the two answers as grids around their first difference.

    Args:
        yours, expected: the values that differ.
        where: True where two arrays of equal shape differ, or None.
        path: which part of the result they are, such as `result[0]`.
    """
    lead = f"{path}, " if path else ""
    if where is None or not isinstance(expected, np.ndarray) or not where.any():
        return Comparison(_panel(yours, lead), _panel(expected, lead))
    first = tuple(int(axis[0]) for axis in np.nonzero(where))
    window = _window(expected.shape, first)
    panels = []
    cells = [np.atleast_1d(array[window]) for array in (yours, expected)]
    marks = np.atleast_1d(where[window])
    texts = _texts(cells, marks)
    for array, text in zip((yours, expected), texts, strict=True):
        rows = tuple(map(tuple, np.atleast_2d(text).tolist()))
        marked = tuple(
            (int(row), int(column)) for row, column in np.argwhere(np.atleast_2d(marks))
        )
        panels.append(Panel(lead + title(array) + _part(window, array.shape), rows, marked))
    return Comparison(panels[0], panels[1], _how_far(yours, expected, where))


def _panel(value: Any, lead: str) -> Panel:
    if isinstance(value, np.ndarray) and value.size:
        window = _window(value.shape, (0,) * value.ndim)
        text = _texts([np.atleast_1d(value[window])], None)[0]
        rows = tuple(map(tuple, np.atleast_2d(text).tolist()))
        return Panel(lead + title(value) + _part(window, value.shape), rows)
    words = _short(value)
    return Panel("", ((words if len(words) <= 400 else f"{words[:400]} ...",),))


def _short(value: Any) -> str:
    """Return a value in few words: long arrays by dtype and shape, long lists cut."""
    if isinstance(value, np.ndarray) and value.size > LONG_ROW:
        return f"<{title(value)}>"
    if isinstance(value, (list, tuple)):
        words = [_short(item) for item in value[:LONG_ROW]]
        words += ["..."] * (len(value) > LONG_ROW)
        text = ", ".join(words) + "," * (isinstance(value, tuple) and len(value) == 1)
        return f"[{text}]" if isinstance(value, list) else f"({text})"
    if isinstance(value, dict):
        items = [f"{key[:100]!r}: {_short(item)}" for key, item in [*value.items()][:LONG_ROW]]
        return "{" + ", ".join(items) + "}"
    if isinstance(value, (int, str)) and value not in (True, False):
        text = repr(value) if isinstance(value, str) else str(value)
        return text if len(text) <= 200 else f"{text[:200]}..."
    return source(value)


def _window(shape: tuple[int, ...], first: tuple[int, ...]) -> tuple[Any, ...]:
    """Return the index of the part that is shown: at most two axes, around `first`."""
    if len(shape) == 1:
        return (_cut(shape[0], first[0], LONG_ROW, LONG_ROW),)
    lead = tuple(first[:-2])
    return (*lead, *(
        _cut(length, at, WHOLE, WINDOW)
        for length, at in zip(shape[-2:], first[-2:], strict=True)
    ))  # fmt: skip


def _cut(length: int, at: int, whole: int, size: int) -> slice:
    if length <= whole:
        return slice(0, length)
    start = min(max(at - size // 2, 0), length - size)
    return slice(start, start + size)


def _part(window: tuple[Any, ...], shape: tuple[int, ...]) -> str:
    """Return `, part [1, 0, 2:10, :]` where less than the whole array is shown."""
    words = []
    for key, length in zip(window, shape, strict=True):
        if isinstance(key, slice):
            whole = key.start == 0 and key.stop == length
            words.append(":" if whole else f"{key.start}:{key.stop}")
        else:
            words.append(str(key))
    shown_whole = all(
        word == ":" or (word == "0" and length == 1)
        for word, length in zip(words, shape, strict=True)
    )
    return "" if shown_whole else f", part [{', '.join(words)}]"


def _texts(arrays: list[Array], where: Array | None) -> list[Array]:
    """Return the cells as texts with as few digits as tell the differing ones apart."""
    if arrays[0].dtype.kind not in "fc" and arrays[-1].dtype.kind not in "fc":
        return [np.vectorize(str, otypes=[object])(array) for array in arrays]
    texts: list[Array] = []
    for digits in (3, 5, 7, 9, 12, 17):
        texts = [
            np.vectorize(lambda x, d=digits: f"{x:.{d}g}", otypes=[object])(array)
            for array in arrays
        ]
        if where is None or not (where & (texts[0] == texts[-1])).any():
            break
    return texts


def _how_far(yours: Array, expected: Array, where: Array) -> str:
    count, size = int(np.count_nonzero(where)), expected.size
    words = f"{count} of {size} values differ{'s' * (count == 1 and size == 1)}"
    if expected.dtype.kind not in "iuf" or yours.dtype.kind not in "iuf":
        return words
    with np.errstate(all="ignore"):
        apart = np.abs(yours.astype("float64") - expected.astype("float64"))[where]
        relative = apart / np.abs(expected.astype("float64")[where])
    if not np.isfinite(apart).all():
        return words
    words += f", the worst by {apart.max():.3g}"
    finite = relative[np.isfinite(relative)]
    return words + (f" (relative {finite.max():.2g})" if finite.size else "")
