"""Finds one fact about a wrong answer that is true whatever its cause.

Each fact is a function of the two values that returns its name and parameters (see
`words.notes`) or None; the first that holds counts. All compare with a tolerance of their
own, relative to the largest value.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.judge.inquiry import Evidence
from grader.report import Aspect, Diagnosis

Array = np.ndarray[Any, Any]
Fact = tuple[str, dict[str, Any]]  # name, parameters

ENOUGH = 3  # values that a factor or an offset must explain before it is worth a word
SOME = 24  # of the wrong calls, in which a fact is looked for
MOST = 0.75  # in so many of them it must hold
# Facts about the answer alone, or about its form, that no coincidence makes true.
OF_ONE_CALL = frozenset({"not_finite", "type_only", "not_rounded"})
COUNTS = frozenset({"amount", "count", "numbers", "row", "shape", "size", "warning", "yours"})


def note(
    asked: Evidence, evidence: Sequence[Evidence] = (), parts: Sequence[str] = ()
) -> Diagnosis | None:
    """Return a fact about a call's wrong answer, or None where none is certain.

    Args:
        evidence: all calls of the function. What an answer and the right one have to do with
            each other may be a coincidence of small arrays, so it counts only where it holds
            in most of the wrong ones.
        parts: what the statement calls the parts of a result.
    """
    fact = _fact_of(asked)
    if fact is not None and fact[0] not in OF_ONE_CALL:
        wrong = [one for one in evidence if one.difference is not None and _has_value(one)]
        some = wrong[:: len(wrong) // SOME + 1]
        if sum(_alike(fact, _fact_of(one)) for one in some) < MOST * len(some):
            fact = None
    warning = _warning(asked)
    if fact is None and warning:
        fact = "warning", {"warning": warning}
    if fact is None:
        return None
    name = asked.difference.part if asked.difference is not None else ""
    return Diagnosis("why", "note", fact[0], {**fact[1], **_part(name, parts)})


def _part(name: str, parts: Sequence[str]) -> dict[str, str]:
    """Return which part of a tuple a fact is about, `result[0]`, as the statement calls it."""
    if not name:
        return {}
    index = name.removeprefix("result[").removesuffix("]")
    known = index.isdecimal() and int(index) < len(parts)
    return {"part": parts[int(index)] if known else name}


def _has_value(asked: Evidence) -> bool:
    """Whether a value was due, and something came of the call."""
    return asked.question.expected.raises is None and asked.answer.stopped is None


def _fact_of(asked: Evidence) -> Fact | None:
    different = asked.difference
    if different is None or different.aspect in (Aspect.NONE, Aspect.EXCEPTION):
        return None
    return _fact(asked, different.yours, different.expected)


def _alike(one: Fact, two: Fact | None) -> bool:
    """Whether a fact is the same but for how many numbers it is about."""
    return two is not None and one[0] == two[0] and all(
        two[1].get(name) == fact for name, fact in one[1].items() if name not in COUNTS
    )  # fmt: skip


def _warning(asked: Evidence) -> str:
    """Return the text of the first warning that is NumPy's about numbers, or nothing."""
    warned = (text for kind, text in asked.answer.warnings if kind == "RuntimeWarning")
    return next(warned, "")


def _fact(asked: Evidence, yours: Any, expected: Any) -> Fact | None:
    mine, right = _numbers(yours), _numbers(expected)
    if mine is None or right is None:
        return None
    if not np.isfinite(mine).all():
        return _not_finite(asked, mine, right)
    if isinstance(yours, (list, tuple)) and isinstance(expected, np.ndarray):
        if mine.shape == right.shape and _close(mine, right):
            return "in_a_list", {"type": type(yours).__name__}
        return None
    if mine.shape != right.shape:
        return _shape_fact(yours, mine, right)
    if isinstance(yours, np.ndarray) is not isinstance(expected, np.ndarray):
        return None  # one array in place of several values, which the reason tells
    if _kinds(yours) != _kinds(expected):
        return _type_fact(yours, mine, right)
    facts: tuple[Callable[..., Fact | None], ...] = (
        _zero, _negated, _single, _factor, _offset, _moved, _rounded, _activation,
        _row_sums,
    )  # fmt: skip
    for fact in facts:
        holds = fact(mine, right, asked)
        if holds is not None:
            return holds
    return None


def _numbers(value: Any) -> Array | None:
    """Return a value as a float64 array, or None where it is none."""
    if isinstance(value, (list, tuple)):
        flat = [_numbers(item) for item in value[:10_000]]
        if not flat or any(item is None for item in flat):
            return None
        shapes = {item.shape for item in flat if item is not None}
        return np.asarray(flat, dtype="float64") if len(shapes) == 1 else None
    if isinstance(value, np.ndarray):
        if value.dtype.kind in "iu" and value.size and int(abs(value).max()) > 1 << 53:
            return None  # beyond what a float tells apart
        return value.astype("float64") if value.dtype.kind in "biuf" else None
    if type(value) is int and abs(value) > 1 << 53:
        return None
    if type(value) in (bool, int, float):
        return np.asarray(float(value))
    return None


def _kinds(value: Any) -> Any:
    """Return what a value is made of; a list counts as a tuple."""
    if isinstance(value, (list, tuple)):
        return [_kinds(item) for item in value]
    return value.dtype if isinstance(value, np.ndarray) else type(value)


def _close(a: Array, b: Array, rtol: float = 1e-6) -> bool:
    if a.shape != b.shape or not a.size or not (np.isfinite(a).all() and np.isfinite(b).all()):
        return False
    scale = float(np.abs(b).max())
    return bool((np.abs(a - b) <= rtol * max(scale, 1e-30)).all())


def _near(a: Array, b: Array, rtol: float) -> bool:
    """Whether each element is near the other, whatever the largest is."""
    # To infinity every number would be near.
    return bool((np.isfinite(b) & (np.abs(a - b) <= rtol * np.abs(b))).all())


def _not_finite(asked: Evidence, mine: Array, right: Array) -> Fact | None:
    unlike = ~np.isfinite(mine)
    if mine.shape == right.shape:
        unlike &= np.isfinite(right)  # an infinite value may be the right one
    bad = mine[unlike]
    if not bad.size:
        return None
    what = "nan" if np.isnan(bad).all() else "inf" if np.isinf(bad).all() else "both"
    counts = {"count": bad.size, "size": mine.size, "what": what}
    return "not_finite", {**counts, "warning": _warning(asked) or None}


def _type_fact(yours: Any, mine: Array, right: Array) -> Fact | None:
    whole = not (mine % 1).any()
    allowed = 0.0 if whole else 1e-5
    if (np.abs(mine - right) <= allowed * np.abs(right)).all():
        array = isinstance(yours, np.ndarray)
        return "type_only", {"numbers": mine.size, "what": "dtype" if array else "type"}
    if (np.floor(mine) == right).all():
        return "not_rounded", {}
    return None


def _shape_fact(yours: Any, mine: Array, right: Array) -> Fact | None:
    if mine.ndim == right.ndim <= 5:
        for order in itertools.permutations(range(mine.ndim)):
            if _close(mine, right.transpose(order)):
                return "transposed", {"order": order}
    if mine.size == right.size and _close(mine.ravel(), right.ravel()):
        if right.ndim == 0 and isinstance(yours, np.ndarray):
            return "boxed", {"shape": mine.shape}
        return "reshaped", {}
    try:
        repeated = np.broadcast_to(right, mine.shape) if mine.size < 1e6 else None
    except ValueError:
        repeated = None
    if repeated is not None and _close(mine, repeated):
        return "repeated", {}
    if (
        right.size > 1
        and mine.ndim == 2
        and mine.shape == (right.size, right.size)
        and right.ndim <= 2
    ):
        return "column_and_row", {"size": right.size}
    return None


def _zero(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    if mine.size > 1 and not mine.any():
        return "zero", {}
    return None


def _negated(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    if _close(mine, -right):
        return "negated", {}
    return None


def _factor(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    big = np.abs(right) > 1e-12 * max(float(np.abs(right).max()), 1e-300)
    if np.count_nonzero(big) < min(right.size, 2):
        return None  # one value alone has some factor always
    ratios = mine[big] / right[big]
    factor = float(ratios.flat[0])
    if not factor or abs(factor - 1) < 1e-4 or not _close(mine, factor * right):
        return None
    for value, name in _known_factors(asked, right.size == 1):
        if abs(factor - value) <= 1e-6 * value:
            return "factor", {"factor": value, "name": name}
        if abs(factor * value - 1) <= 1e-6:
            return "divided", {"factor": value, "name": name}
    return None


def _known_factors(asked: Evidence, scalar: bool) -> Iterator[tuple[float, str | None]]:
    """Yield factors that have a cause, and what they are: N, or the number of values."""
    yield 2.0, None
    arrays = [a for a in asked.arguments if isinstance(a, np.ndarray) and a.ndim]
    if arrays:
        first = arrays[0]
        lengths = first.shape
        if lengths[0] > 2 and lengths.count(lengths[0]) == 1:
            yield float(lengths[0]), "N"
        if scalar and first.size > 2 and first.size not in lengths:
            yield float(first.size), "values"


def _offset(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    apart = mine - right
    amount = float(apart.flat[0])
    whole = not (right % 1).any() and not (mine % 1).any()
    if not (np.abs(apart - amount) <= 1e-9 * max(abs(amount), 1e-300)).all():
        return None
    if whole and abs(amount) == 1 and right.size == 1:
        return "off_by_one", {"more": amount > 0}
    if right.size >= ENOUGH and np.unique(right).size >= ENOUGH:
        return "offset", {"amount": abs(amount), "more": amount > 0}
    return None


def _moved(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    if mine.ndim == 0 or mine.size == 1:
        return None
    if mine.ndim >= 2 and _close(mine, np.swapaxes(right, -1, -2)):
        return "transposed", {"order": None}
    for axis in range(mine.ndim):
        if mine.shape[axis] > 1 and mine.size > 2 and _close(mine, np.flip(right, axis)):
            return "flipped", {"axis": axis}
    if mine.ndim >= 2 and _close(mine, np.flip(right, (-1, -2))):
        return "flipped", {"axis": None}
    # Of two cells, that the second is the first has another cause as a rule.
    for axis in (axis for axis, length in enumerate(mine.shape) if length > 2):
        for step, a, b in ((1, slice(1, None), slice(None, -1)),
                           (-1, slice(None, -1), slice(1, None))):  # fmt: skip
            here = [slice(None)] * mine.ndim
            there = list(here)
            here[axis], there[axis] = a, b
            kept = right[tuple(there)]
            if np.unique(kept).size >= ENOUGH and _close(mine[tuple(here)], kept):
                return "shifted", {"axis": axis, "after": step > 0}
    return None


def _rounded(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    if not (right % 1).any() or (mine % 1).any():
        return None
    if (mine == np.floor(right)).all() or (mine == np.trunc(right)).all():
        return "integer_division", {}
    return None


def _single(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    floats = [a for a in asked.arguments if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    double = all(a.dtype.itemsize == 8 for a in floats)
    if double and _near(mine, right, 1e-6) and (np.float32(mine) == mine).all():
        return "float32", {}
    if double and _near(mine, right, 1e-5):
        return "rounding", {}
    return None


def _activation(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    if mine.size < 2 or _close(mine, right, 1e-3):
        return None
    if np.unique(right).size < 2:
        return None  # one number comes of many: of all that is negative ReLU makes 0
    for name, function in ACTIVATIONS.items():
        if name == "softmax" and mine.shape[-1:] == (1,):
            continue  # of one number it is 1, whatever that is
        with np.errstate(all="ignore"):
            if _near(function(mine), right, 1e-7):
                return "pre_activation", {"activation": name}
            if _near(mine, function(right), 1e-7):
                return "activation_twice", {"activation": name}
    return None


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
    "softmax": _softmax,
    "abs": np.abs,
    "log": np.log,
    "exp": np.exp,
}


def _row_sums(mine: Array, right: Array, asked: Evidence) -> Fact | None:
    if mine.ndim != 2 or mine.shape[1] < 2:
        return None
    yours, due = mine.sum(1), right.sum(1)
    for value in (1.0, 0.0):
        off = np.abs(yours - value) > 1e-4
        if (np.abs(due - value) < 1e-6).all() and (np.abs(right) > 1e-6).any() and off.any():
            row = int(np.argmax(off))
            return "row_sums", {"row": row, "yours": float(yours[row]), "expected": value}
    return None
