"""Compares an answer with the right one: type, shape, dtype, finiteness, then values.

Generous in form: a list for a tuple, an array of texts for a list of them, a NumPy scalar
for its number; and, where a check asks for values alone, a number that another type holds
without loss. Strict in value: exact
base types only, shapes before any arithmetic (a (200000, 1) beside a (200000,) would
broadcast to 40 GB in this process), NaN equal to nothing.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

import numpy as np

from grader.judge.inputs import by_chance
from grader.judge.references import Expected
from grader.report import Aspect, Outcome, Reason
from grader.sandbox.answer import Answer
from grader.sandbox.inside.wire import Other

Array = np.ndarray[Any, Any]

FLOAT64_RTOL, FLOAT64_ATOL = 1e-7, 1e-9
# float32 keeps 7 digits of the largest term of a sum, not of the sum.
FLOAT32_RTOL = 1e-5


class By(Enum):
    """What two answers are compared by.

    Attributes:
        ALL: types, shapes, dtypes and values.
        VALUE: the same, but whole numbers count in any dtype that holds them exactly, and
            a float64 where float32 is due is compared as one. Nothing is rounded to fit.
        FORM: types and dtypes alone.
    """

    ALL = "all"
    VALUE = "value"
    FORM = "form"


class Tolerance(NamedTuple):
    """Two floats agree where |yours - expected| <= atol + rtol * |expected|.

    Attributes:
        by_chance: whether the values depend on a generator: then all of them agree, and only
            types, shapes and dtypes are compared.
    """

    rtol: float = FLOAT64_RTOL
    atol: float = FLOAT64_ATOL
    equal_nan: bool = False
    by_chance: bool = False


class Difference(NamedTuple):
    """Where an answer first differs.

    Attributes:
        outcome: what the check becomes.
        aspect: what about the answer is wrong; none where there is no answer.
        reason: why, see `words.reasons`.
        yours, expected: the two parts that differ, for showing; None after an exception.
        where: True where the arrays `yours` and `expected` differ, or None.
        part: which part of the result they are, such as `result[0]`, or empty.
    """

    outcome: Outcome
    aspect: Aspect
    reason: Reason
    yours: Any = None
    expected: Any = None
    where: Array | None = None
    part: str = ""


def tolerance_for(
    arguments: Sequence[Any],
    expected: Any,
    rtol: float | None = None,
    atol: float | None = None,
) -> Tolerance:
    """Return the tolerance of a call: wide where an argument or the right answer is float32.

    What the student answered plays no part. The absolute part for float32 is 1e-5 of the
    largest term that sums of products of the arguments can have: of the largest magnitude
    among the expected values, the arguments, and the product of the two largest arguments.
    """
    if by_chance(arguments):
        return Tolerance(by_chance=True)
    arrays = [item for item in _leaves(list(arguments)) if _is_float(item)]
    if any(array.dtype.itemsize < 8 for array in arrays) or any(
        _is_float(item) and item.dtype.itemsize < 8 for item in _leaves(expected)
    ):
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


def _is_float(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size > 0


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]


def compare(
    expected: Expected, answer: Answer, tolerance: Tolerance, function: str, by: By = By.ALL
) -> Difference | None:
    """Return how an answer differs from the right one, or None where it does not."""
    if answer.stopped is not None:
        return Difference(answer.stopped.outcome, Aspect.NONE, answer.stopped.reason)
    raised = answer.raised
    if raised is None:
        if expected.raises is None:
            return differ(answer.value, expected.value, tolerance, function=function, by=by)
        returned = isinstance(answer.value, Other) and answer.value.type_name == expected.raises
        return Difference(
            Outcome.FAILED,
            Aspect.EXCEPTION,
            Reason(
                "exception_returned" if returned else "not_raised",
                {"function": function, "expected": expected.raises},
            ),
            answer.value,
            Other(expected.raises, "raised"),
        )
    if raised.is_a("NotImplementedError"):
        name = raised.function or function
        if raised.file:
            facts = {"function": name, "file": raised.file}
            reason = Reason("earlier_unwritten", facts)
            return Difference(Outcome.ERROR, Aspect.EXCEPTION, reason)
        return Difference(Outcome.MISSING, Aspect.NONE, Reason("unwritten", {"function": name}))
    if expected.raises is None:
        return Difference(Outcome.ERROR, Aspect.EXCEPTION, Reason("raised", raised.facts))
    if raised.is_a(expected.raises):
        return None
    facts = {"function": function, "expected": expected.raises, **raised.facts}
    return Difference(Outcome.ERROR, Aspect.EXCEPTION, Reason("raised_another", facts))


def differ(
    yours: Any,
    expected: Any,
    tolerance: Tolerance,
    part: str = "",
    function: str = "",
    by: By = By.ALL,
) -> Difference | None:
    """Return the first difference between two plain values, or None.

    Args:
        part: which part of the result they are, `result[0]`, or empty.
        function: whose result it is, for the reason.
        by: what they are compared by.
    """
    if isinstance(expected, (list, tuple)):
        return _differ_items(yours, expected, tolerance, part, function, by)
    if isinstance(expected, dict):
        return _differ_keys(yours, expected, tolerance, part, function, by)
    if isinstance(expected, np.ndarray):
        return _differ_arrays(yours, expected, tolerance, part, function, by)
    if isinstance(expected, (int, float, complex)) and not isinstance(expected, bool):
        whole = type(expected) is int
        if type(yours) not in ALLOWED[type(expected)] and not (
            whole and type(yours) is float and by is By.VALUE
        ):
            due = {"kind": "whole" if whole else "number"}
            return _wrong_type(yours, expected, due, part)
        if by is By.FORM or tolerance.by_chance:
            return None
        return _differ_numbers(yours, expected, tolerance, part, function)
    if type(yours) is not type(expected):
        return _wrong_type(yours, expected, kind_of(expected), part)
    if by is By.FORM or tolerance.by_chance or yours == expected:
        return None
    return _wrong_value(yours, expected, part, function)


# A number may come as a simpler one, never as a more general one: 3 for 3.0, not 3.0 for 3.
ALLOWED: dict[type, tuple[type, ...]] = {
    int: (int,),
    float: (int, float),
    complex: (int, float, complex),
}


def kind_of(value: Any) -> dict[str, Any]:
    """Return what kind of thing a plain value is, as facts: its `kind`, and by that

    `shape` of an array; `length` of a tuple; `type`, `why` and `detail` of a value that
    did not cross (`other`). The kinds are `none`, `bool`, `int`, `float`, `complex`, `str`,
    `list`, `tuple`, `dict`, `array`, `other`.
    """
    if isinstance(value, np.ndarray):
        return {"kind": "array", "shape": value.shape}
    if isinstance(value, Other):
        facts = {"type": value.type_name, "why": value.why, "detail": value.detail}
        return {"kind": "other", **facts}
    if isinstance(value, tuple):
        return {"kind": "tuple"}
    return {"kind": "none" if value is None else type(value).__name__}


def _wrong_type(yours: Any, expected: Any, due: dict[str, Any], part: str) -> Difference:
    facts: dict[str, Any] = {"part": part, "yours": kind_of(yours), "expected": due}
    code = "wrong_type"
    if yours is None:
        code = "none_returned"
    elif isinstance(yours, np.ndarray) and isinstance(expected, tuple) and not part:
        code, facts = "one_array", {"expected": len(expected)}
    reason = Reason(code, facts)
    return Difference(Outcome.FAILED, Aspect.TYPE, reason, yours, expected)


def _wrong_value(yours: Any, expected: Any, part: str, function: str) -> Difference:
    reason = Reason("wrong_value", {"function": function})
    return Difference(Outcome.FAILED, Aspect.VALUE, reason, yours, expected, part=part)


def _differ_numbers(
    yours: Any, expected: Any, tolerance: Tolerance, part: str, function: str
) -> Difference | None:
    if type(expected) is int:
        return None if yours == expected else _wrong_value(yours, expected, part, function)
    if isinstance(yours, int) and abs(yours) > 1 << 1000:
        reason = Reason("too_many_bits", {"part": part, "bits": yours.bit_length()})
        return Difference(Outcome.FAILED, Aspect.VALUE, reason, yours, expected)
    # An int beyond 64 bits would become an array of objects.
    mine, right = np.asarray(type(expected)(yours)), np.asarray(expected)
    unequal, finite, _ = _unequal(mine, right, tolerance)
    if not unequal:
        return None
    if finite:
        return _wrong_value(yours, expected, part, function)
    reason = Reason("not_a_finite_number", {"part": part, "value": str(yours)})
    return Difference(Outcome.FAILED, Aspect.VALUE, reason, yours, expected)


def _differ_items(
    yours: Any, expected: Sequence[Any], tolerance: Tolerance, part: str, function: str, by: By
) -> Difference | None:
    if isinstance(yours, np.ndarray) and yours.dtype.kind == "U":
        yours = yours.tolist()  # what np.unique makes of a list of texts
    if not isinstance(yours, (list, tuple)):
        due = {"kind": "tuple", "length": len(expected)}
        if isinstance(expected, list):
            due = {"kind": "list"}
        return _wrong_type(yours, expected, due, part)
    if len(yours) != len(expected):
        facts = {"part": part, "yours": len(yours), "expected": len(expected)}
        reason = Reason("wrong_length", facts)
        return Difference(Outcome.FAILED, Aspect.SHAPE, reason, yours, expected)
    for index, (mine, right) in enumerate(zip(yours, expected, strict=True)):
        name = f"{part or 'result'}[{index}]"
        different = differ(mine, right, tolerance, name, function, by)
        if different is not None:
            plain = not any(isinstance(x, np.ndarray) for x in _leaves([*yours, *expected]))
            # Short tuples of numbers are shown whole.
            if plain and len(expected) <= 8:
                return different._replace(yours=yours, expected=expected, where=None, part="")
            return different
    return None


def _differ_keys(
    yours: Any,
    expected: dict[str, Any],
    tolerance: Tolerance,
    part: str,
    function: str,
    by: By,
) -> Difference | None:
    if not isinstance(yours, dict):
        return _wrong_type(yours, expected, {"kind": "dict"}, part)
    if yours.keys() != expected.keys():
        mine = tuple(key[:100] for key in sorted(yours)[:20])
        facts = {"part": part, "yours": mine, "expected": tuple(sorted(expected))}
        return Difference(Outcome.FAILED, Aspect.SHAPE, Reason("wrong_keys", facts))
    for key, right in expected.items():
        name = f"{part or 'result'}[{key!r}]"
        different = differ(yours[key], right, tolerance, name, function, by)
        if different is not None:
            return different
    return None


def _differ_arrays(
    yours: Any, expected: Array, tolerance: Tolerance, part: str, function: str, by: By
) -> Difference | None:
    if type(yours) is not np.ndarray:
        return _wrong_type(yours, expected, kind_of(expected), part)
    same_shape, same_dtype = yours.shape == expected.shape, yours.dtype == expected.dtype
    if by is By.FORM:
        if same_dtype:
            return None
    elif same_shape and (same_dtype or (by is By.VALUE and _holds(yours, expected))):
        return _differ_elements(yours, expected, tolerance, part, function)
    if same_shape or by is By.FORM:
        aspect, mine, right = Aspect.DTYPE, str(yours.dtype), str(expected.dtype)
        facts = {"part": part, "yours": mine, "expected": right}
    else:
        aspect = Aspect.SHAPE
        facts = {"part": part, "yours": yours.shape, "expected": expected.shape}
    reason = Reason(f"wrong_{aspect}", facts)
    return Difference(Outcome.FAILED, aspect, reason, yours, expected, part=part)


def _holds(yours: Array, expected: Array) -> bool:
    """Whether an array's dtype can hold the right values without loss, so that they count."""
    if expected.dtype.kind not in "biuf" or yours.dtype.kind not in "biuf":
        return False
    if expected.dtype.kind == "b":
        return True  # 1 for True, 0 for False, and nothing else equals them
    if expected.dtype.kind in "iu" and yours.dtype.kind == "f":
        # Beyond these, several ints compare equal to one float64.
        return bool((np.abs(expected.astype("float64")) < 2.0**53).all())
    if expected.dtype == np.float32 and yours.dtype == np.float64:
        return True
    with np.errstate(all="ignore"):
        # A fraction fits into float32 by luck alone: there, only whole numbers count.
        return bool(
            (np.rint(expected) == expected).all()
            and (expected.astype(yours.dtype) == expected).all()
        )


def _differ_elements(
    yours: Array, expected: Array, tolerance: Tolerance, part: str, function: str
) -> Difference | None:
    if tolerance.by_chance or bool((yours == expected).all()):
        return None
    unequal, finite, where = _unequal(yours, expected, tolerance)
    if not unequal:
        return None
    reason = Reason("wrong_value", {"function": function})
    if not finite:
        count = int(np.count_nonzero(~np.isfinite(yours)))
        reason = Reason("not_finite", {"part": part, "count": count})
    return Difference(Outcome.FAILED, Aspect.VALUE, reason, yours, expected, where, part)


def _unequal(yours: Array, expected: Array, tolerance: Tolerance) -> tuple[bool, bool, Array]:
    """Return whether arrays of one shape differ, whether finitely, and where."""
    if expected.dtype.kind not in "fc":
        where = np.asarray(yours != expected)
        return bool(where.any()), True, where
    with np.errstate(all="ignore"):
        close = np.abs(yours.astype(_wide(yours)) - expected) <= (
            tolerance.atol + tolerance.rtol * np.abs(expected.astype(_wide(expected)))
        )
        same = (close & np.isfinite(expected)) | (yours == expected)
    if tolerance.equal_nan:
        same |= np.isnan(yours) & np.isnan(expected)
    where = np.asarray(~same)
    bad = ~np.isfinite(yours) & np.isfinite(expected)
    return bool(where.any()), not bad.any(), where


def _wide(array: Array) -> str:
    return "complex128" if array.dtype.kind == "c" else "float64"
