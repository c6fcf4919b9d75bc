"""Compares an answer with the right one: type, shape, dtype, finiteness, then values.

Generous in form: a list for a tuple, a NumPy scalar for its number. Strict in value: exact
base types only, shapes before any arithmetic (a (200000, 1) beside a (200000,) would
broadcast to 40 GB in this process), NaN equal to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.judge.references import Expected
from grader.report import Outcome
from grader.sandbox.answer import Answer
from grader.sandbox.wire import Other

Array = np.ndarray[Any, Any]

FLOAT64_RTOL, FLOAT64_ATOL = 1e-7, 1e-9
# float32 keeps 7 digits of the largest term of a sum, not of the sum.
FLOAT32_RTOL = 1e-5


@dataclass(frozen=True)
class Tolerance:
    """Two floats agree where |yours - expected| <= atol + rtol * |expected|."""

    rtol: float = FLOAT64_RTOL
    atol: float = FLOAT64_ATOL
    equal_nan: bool = False


@dataclass(frozen=True)
class Difference:
    """Where an answer first differs.

    Attributes:
        outcome: what the check becomes.
        kind: which comparison failed: `stopped`, `raised`, `type`, `shape`, `dtype`,
            `finite` or `values`.
        message: a sentence for the student.
        yours, expected: the two parts that differ, for showing; None after an exception.
        where: True where the arrays `yours` and `expected` differ, or None.
        path: which part of the result they are, such as `result[0]`, or empty.
    """

    outcome: Outcome
    kind: str
    message: str
    yours: Any = None
    expected: Any = None
    where: Array | None = None
    path: str = ""


def tolerance_for(
    arguments: Sequence[Any],
    expected: Any,
    rtol: float | None = None,
    atol: float | None = None,
) -> Tolerance:
    """Return the tolerance of a call: wide where any of its arguments is float32.

    The absolute part for float32 is 1e-5 of the largest term that sums of products of the
    arguments can have: of the largest magnitude among the expected values, the arguments,
    and the product of the two largest arguments.
    """
    arrays = [
        item
        for argument in arguments
        for item in _leaves(argument)
        if isinstance(item, np.ndarray) and item.dtype.kind == "f" and item.size
    ]
    if any(array.dtype.itemsize < 8 for array in arrays):
        sizes = sorted(float(np.abs(array).max()) for array in arrays)
        answers = [
            float(np.abs(item.astype("float64")).max())
            for item in map(np.asarray, _leaves(expected))
            if item.size and item.dtype.kind in "if" and not np.isnan(item).any()
        ]
        terms = [1.0, *sizes, *answers]
        if len(sizes) > 1 and np.isfinite(sizes).all():
            terms.append(sizes[-1] * sizes[-2])
        largest = max(term for term in terms if np.isfinite(term))
        default = Tolerance(FLOAT32_RTOL, FLOAT32_RTOL * largest)
    else:
        default = Tolerance()
    return Tolerance(
        default.rtol if rtol is None else rtol, default.atol if atol is None else atol
    )


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


def compare(
    expected: Expected, answer: Answer, tolerance: Tolerance, function: str
) -> Difference | None:
    """Return how an answer differs from the right one, or None where it does not."""
    if answer.stopped is not None:
        return Difference(answer.stopped.outcome, "stopped", answer.stopped.message)
    raised = answer.raised
    if raised is None:
        if expected.raises is None:
            return differ(answer.value, expected.value, tolerance)
        return Difference(
            Outcome.FAILED,
            "raised",
            f"{function} returned a value, expected {expected.raises} to be raised",
            answer.value,
            Other(expected.raises, f"{expected.raises} raised"),
        )
    if raised.is_a("NotImplementedError"):
        name = raised.function or function
        return Difference(Outcome.MISSING, "raised", f"{name} is not written yet")
    if expected.raises is None:
        text = raised.type_name + (f": {raised.message}" if raised.message else "")
        return Difference(Outcome.ERROR, "raised", text)
    if raised.is_a(expected.raises):
        return None
    return Difference(
        Outcome.ERROR,
        "raised",
        f"{function} raised {raised.type_name}, expected {expected.raises}",
    )


def differ(
    yours: Any, expected: Any, tolerance: Tolerance, path: str = ""
) -> Difference | None:
    """Return the first difference between two plain values, or None."""
    if isinstance(expected, (list, tuple)):
        return _differ_items(yours, expected, tolerance, path)
    if isinstance(expected, dict):
        return _differ_keys(yours, expected, tolerance, path)
    if isinstance(expected, np.ndarray):
        return _differ_arrays(yours, expected, tolerance, path)
    asked = in_words(expected)
    if isinstance(expected, (int, float, complex)) and not isinstance(expected, bool):
        if type(yours) not in ALLOWED[type(expected)]:
            asked = "a whole number (int)" if type(expected) is int else "a number"
            return _wrong_type(yours, expected, asked, path)
        return _differ_numbers(yours, expected, tolerance, path)
    if type(yours) is not type(expected):
        return _wrong_type(yours, expected, asked, path)
    if yours == expected:
        return None
    return Difference(Outcome.FAILED, "values", "", yours, expected)


# A number may come as a simpler one, never as a more general one: 3 for 3.0, not 3.0 for 3.
ALLOWED: dict[type, tuple[type, ...]] = {
    int: (int,),
    float: (int, float),
    complex: (int, float, complex),
}


def in_words(value: Any) -> str:
    """Return what kind of thing a plain value is, with its article."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, Other):
        return value.text
    if value is None:
        return "None"
    named = {
        bool: "a bool",
        int: "an int",
        float: "a float",
        complex: "a complex number",
        str: "a text",
        list: "a list",
        tuple: "a tuple",
        dict: "a dictionary",
    }
    return named.get(type(value), f"a {type(value).__name__}")


def _wrong_type(yours: Any, expected: Any, asked: str, path: str) -> Difference:
    if yours is None:
        message = f"{path or 'it'} returned None, expected {asked}; is a return missing?"
        if path:
            message = f"{path} is None, expected {asked}"
    else:
        message = f"{path or 'the result'} is {in_words(yours)}, expected {asked}"
    return Difference(Outcome.FAILED, "type", message, yours, expected)


def _differ_numbers(
    yours: Any, expected: Any, tolerance: Tolerance, path: str
) -> Difference | None:
    what = path or "the result"
    if type(expected) is int:
        if yours == expected:
            return None
        return Difference(Outcome.FAILED, "values", "", yours, expected)
    if isinstance(yours, int) and abs(yours) > 1 << 1000:
        message = f"{what} is a number of {yours.bit_length()} bits"
        return Difference(Outcome.FAILED, "values", message, yours, expected)
    # An int beyond 64 bits would become an array of objects.
    mine, right = np.asarray(type(expected)(yours)), np.asarray(expected)
    kind = _unequal_kind(mine, right, tolerance)[0]
    if not kind:
        return None
    message = f"{what} is {yours}, not a finite number" if kind == "finite" else ""
    return Difference(Outcome.FAILED, kind, message, yours, expected)


def _differ_items(
    yours: Any, expected: Sequence[Any], tolerance: Tolerance, path: str
) -> Difference | None:
    if not isinstance(yours, (list, tuple)):
        asked = f"a tuple of {len(expected)}"
        return _wrong_type(yours, expected, asked, path)
    if len(yours) != len(expected):
        message = f"{path or 'the result'} has {len(yours)} items, expected {len(expected)}"
        return Difference(Outcome.FAILED, "shape", message, yours, expected)
    for index, (mine, right) in enumerate(zip(yours, expected, strict=True)):
        found = differ(mine, right, tolerance, f"{path or 'result'}[{index}]")
        if found is not None:
            plain = not any(isinstance(x, np.ndarray) for x in (*yours, *expected))
            # Short tuples of numbers are shown whole.
            if plain and len(expected) <= 8:
                return Difference(found.outcome, found.kind, found.message, yours, expected)
            return found
    return None


def _differ_keys(
    yours: Any, expected: dict[str, Any], tolerance: Tolerance, path: str
) -> Difference | None:
    what = path or "the result"
    if not isinstance(yours, dict):
        return _wrong_type(yours, expected, "a dictionary", path)
    if yours.keys() != expected.keys():
        message = f"{what} has the keys {sorted(yours)}, expected {sorted(expected)}"
        return Difference(Outcome.FAILED, "shape", message[:2000])
    for key, right in expected.items():
        found = differ(yours[key], right, tolerance, f"{path or 'result'}[{key!r}]")
        if found is not None:
            return found
    return None


def _differ_arrays(
    yours: Any, expected: Array, tolerance: Tolerance, path: str
) -> Difference | None:
    what = path or "the result"
    if type(yours) is not np.ndarray:
        return _wrong_type(yours, expected, in_words(expected), path)
    if yours.shape != expected.shape:
        message = f"{what} has shape {yours.shape}, expected {expected.shape}"
        return Difference(Outcome.FAILED, "shape", message, yours, expected, path=path)
    if yours.dtype != expected.dtype:
        message = f"{what} has dtype {yours.dtype}, expected {expected.dtype}"
        return Difference(Outcome.FAILED, "dtype", message, yours, expected, path=path)
    kind, where = _unequal_kind(yours, expected, tolerance)
    if not kind:
        return None
    message = ""
    if kind == "finite":
        bad = int(np.count_nonzero(~np.isfinite(yours)))
        words = "1 value that is" if bad == 1 else f"{bad} values that are"
        message = f"{what} has {words} not finite"
    return Difference(Outcome.FAILED, kind, message, yours, expected, where, path)


def _unequal_kind(yours: Array, expected: Array, tolerance: Tolerance) -> tuple[str, Array]:
    """Return ('', where), ('finite', where) or ('values', where) for equal shapes."""
    if expected.dtype.kind not in "fc":
        where = np.asarray(yours != expected)
        return ("values" if where.any() else ""), where
    with np.errstate(all="ignore"):
        close = np.abs(yours.astype(_wide(yours)) - expected) <= (
            tolerance.atol + tolerance.rtol * np.abs(expected.astype(_wide(expected)))
        )
        same = (close & np.isfinite(expected)) | (yours == expected)
    if tolerance.equal_nan:
        same |= np.isnan(yours) & np.isnan(expected)
    where = np.asarray(~same)
    if not where.any():
        return "", where
    bad = ~np.isfinite(yours) & np.isfinite(expected)
    return ("finite" if bad.any() else "values"), where


def _wide(array: Array) -> str:
    return "complex128" if array.dtype.kind == "c" else "float64"
