"""Looks at a call's answer aspect by aspect, so that each can be explained by itself.

For naming only: an answer is cast to the dtype and type that are due where nothing but them
is in the way, and what a call did to its arguments is set aside. Marks know nothing of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from grader.judge.compare import Tolerance, differ, tolerance_for
from grader.judge.inquiry import Evidence
from grader.judge.references import Expected
from grader.report import Aspect
from grader.sandbox.answer import Answer
from grader.sandbox.inside.wire import Other

Array = np.ndarray[Any, Any]


class Seen(NamedTuple):
    """One call as naming looks at it.

    Attributes:
        found: the call.
        value: the answer, cast to what is due; None after an exception.
        form: what had to be cast: the type or dtype of each part, behind which part it is.
        right: whether the value, or the exception, is right but for that.
    """

    found: Evidence
    value: Any
    form: tuple[str, ...]
    right: bool

    @property
    def wants_value(self) -> bool:
        """Whether a value is due, and no exception."""
        return self.found.question.expected.raises is None


def see(found: Evidence) -> Seen:
    """Return a call as naming looks at it."""
    if found.difference is None and found.question.expected.raises is None:
        # Of an answer that was too much to keep, only the verdict is there.
        return Seen(found, found.question.expected.value, (), True)
    value, form, right = seen_as(found, found.answer)
    return Seen(found, value, form, right)


def is_known(found: Evidence) -> bool:
    """Whether the answer to a call is there: it came, and was not too much to keep."""
    return found.answer.stopped is None and (
        found.difference is None
        or not isinstance(found.answer.value, Other)
        or found.answer.value.why != "bytes"
    )


def seen_as(found: Evidence, answer: Answer) -> tuple[Any, tuple[str, ...], bool]:
    """Return what an answer to a call would be: cast, what was cast, whether it is right."""
    expected: Expected = found.question.expected
    if answer.stopped is not None:
        return None, (), False
    if expected.raises is not None:
        raised = answer.raised
        return answer.value, (), raised is not None and raised.is_a(expected.raises)
    if answer.raised is not None:
        return None, (), False
    forms: list[str] = []
    value = cast(answer.value, expected.value, forms)
    right = differ(value, expected.value, tolerance(found, forms)) is None
    return value, tuple(forms), right


def tolerance(found: Evidence, forms: Sequence[str]) -> Tolerance:
    """Return by how much an answer may differ: float32 has the digits that it has."""
    usual = found.question.tolerance
    if not any(form.endswith(("float32", "float16")) for form in forms):
        return usual
    # As if the arguments were float32; their numbers are what they were.
    single = [_single(argument) for argument in found.arguments]
    wide = tolerance_for(single, found.question.expected.value)
    return usual._replace(rtol=max(usual.rtol, wide.rtol), atol=max(usual.atol, wide.atol))


def _single(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        with np.errstate(all="ignore"):
            return value.astype("float32")
    if isinstance(value, dict):
        return {key: _single(item) for key, item in value.items()}
    return value


def cast(yours: Any, expected: Any, forms: list[str]) -> Any:
    """Return an answer as what is due, where shapes agree; whatever does not fit stays.

    Args:
        forms: takes the type or dtype of each part that was cast, behind the part: `1 float64`.
    """
    if isinstance(expected, (list, tuple)):
        if isinstance(yours, np.ndarray) and yours.shape[:1] == (len(expected),):
            forms.append("ndarray")
            yours = list(yours) if yours.ndim > 1 else yours.tolist()
        if not isinstance(yours, (list, tuple)) or len(yours) != len(expected):
            return yours
        pairs = zip(yours, expected, strict=True)
        return tuple(
            _cast_part(str(number), mine, right, forms)
            for number, (mine, right) in enumerate(pairs)
        )
    if isinstance(expected, dict):
        if not isinstance(yours, dict) or yours.keys() != expected.keys():
            return yours
        return {
            key: _cast_part(str(key), yours[key], right, forms)
            for key, right in expected.items()
        }
    if isinstance(expected, np.ndarray):
        if isinstance(yours, (list, tuple)):
            made = _array(yours)
            if made is None or made.shape != expected.shape:
                return yours
            forms.append(type(yours).__name__)
            yours = made
        if not isinstance(yours, np.ndarray) or yours.shape != expected.shape:
            return yours
        if yours.dtype == expected.dtype or yours.dtype.kind not in "biuf":
            return yours
        forms.append(str(yours.dtype))
        with np.errstate(all="ignore"):
            return yours.astype(expected.dtype)
    kind = type(expected)
    if kind in (int, float) and type(yours) in (bool, int, float) and type(yours) is not kind:
        if kind is float and type(yours) is int and abs(yours) < 1 << 53:
            return float(yours)  # a whole number is allowed for a number
        if kind is float or np.isfinite(yours):
            forms.append(type(yours).__name__)
            return kind(yours)
    return yours


def _cast_part(part: str, yours: Any, expected: Any, forms: list[str]) -> Any:
    """Return a part of an answer, cast; two parts in another dtype are two deviations."""
    own: list[str] = []
    value = cast(yours, expected, own)
    forms += [f"{part} {form}" for form in own]
    return value


def _array(value: Sequence[Any]) -> Array | None:
    """Return nested lists of numbers as an array, or None."""
    try:
        made = np.array(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return made if made.dtype.kind in "biuf" else None


def alike(found: Evidence, one: Any, two: Any) -> bool:
    """Whether two values to a call, both cast, are the same but for rounding."""
    usual = found.question.tolerance
    wide = usual._replace(rtol=10 * usual.rtol, atol=10 * usual.atol, equal_nan=True)
    return differ(one, two, wide) is None


def of_answer(answer: Answer, form: tuple[str, ...], refused: bool) -> dict[Aspect, Any]:
    """Return how an answer deviates in other aspects than its value."""
    deviates = {
        Aspect.DTYPE: form,
        Aspect.EXCEPTION: "" if refused else _instead(answer),
        Aspect.ARGUMENTS: answer.changed,
        Aspect.MEMORY: answer.shared,
    }
    return {aspect: how for aspect, how in deviates.items() if how}


def _instead(answer: Answer) -> str:
    """Return what came where an exception is due: another one, or a value."""
    return answer.raised.type_name if answer.raised else "value"


def wrote_to_read_only(found: Evidence) -> bool:
    """Whether a call raised because it wrote into an argument: it tells of nothing else."""
    raised = found.answer.raised
    return (
        raised is not None
        and "read-only" in raised.message
        and any(isinstance(x, np.ndarray) and not x.flags.writeable for x in found.arguments)
    )


def about(aspect: Aspect, found: Evidence) -> Aspect:
    """Return which of the aspects that are explained a failure belongs to.

    It is a value's where it is about a shape, or about an exception where a value is due.
    """
    if wrote_to_read_only(found):
        return Aspect.ARGUMENTS
    if aspect is Aspect.EXCEPTION:
        due = found.question.expected.raises is not None
        return Aspect.EXCEPTION if due else Aspect.VALUE
    if aspect in (Aspect.TYPE, Aspect.DTYPE):
        return Aspect.DTYPE
    if aspect in (Aspect.ARGUMENTS, Aspect.MEMORY):
        return aspect
    return Aspect.VALUE
