"""Finds the one thing that was done to the right answer in every call: a sign, a factor N.

Each part of a result is looked at by itself: `dw1` may have the opposite sign, `dw2` be right.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from grader.judge.aspects import Seen
from grader.report import Diagnosis

Array = np.ndarray[Any, Any]

LEAST = 3  # calls that a transform must change, else it explains too little
RIGHT = "right"


class Given(NamedTuple):
    """One call: the right parts, the student's, and the arguments by name."""

    right: tuple[Array, ...]
    yours: tuple[Array, ...]
    arguments: Mapping[str, Any]
    rtol: float
    atol: float
    digest: str


class Transform(NamedTuple):
    """What may have been done to a part of the right answer.

    Attributes:
        id: a code of `words.notes`.
        facts: its parameters.
        apply: returns what comes of it, or None where it means nothing.
    """

    id: str
    facts: Mapping[str, Any]
    apply: Callable[[int, Given], Array | None]


def transforms(
    seen: Sequence[Seen], parameters: Sequence[str], names: Sequence[str]
) -> tuple[Diagnosis, ...]:
    """Return what was done to each part of the result in every call, the main thing first.

    Args:
        seen: all calls where a value is due.
        parameters: names of the function's parameters.
        names: what the statement calls the parts of a result, or nothing.

    Returns:
        Nothing unless every part is the right one or has one explanation alone.
    """
    calls = _given(seen, parameters)
    if not calls:
        return ()
    count = len(calls[0].right)
    names = _names(seen[0], names)
    exchanged = _exchanged(calls, names) if count > 1 else None
    if exchanged is not None:
        return (exchanged,)
    found: dict[tuple[str, Any], list[tuple[int, Transform]]] = {}
    for part in range(count):
        how = _explained(part, calls)
        if how is None:
            return ()
        # The same for w and b is one thing.
        same = [item for item in sorted(how.facts.items()) if item[0] != "argument"]
        found.setdefault((how.id, tuple(same)), []).append((part, how))
    right = [part for part, _ in found.pop((RIGHT, ()), [])]
    if not found:
        return ()
    said = []
    for (id, same), parts in found.items():
        facts = {**dict(same), "parts": _named([part for part, _ in parts], names, count)}
        arguments = tuple(
            str(how.facts["argument"]) for _, how in parts if "argument" in how.facts
        )
        if arguments:
            facts["arguments"] = arguments
        said.append(Diagnosis("why", "transform", id, facts))
    if right:
        facts = {"parts": _named(right, names, count)}
        said.append(Diagnosis("also", "transform", "parts_right", facts))
    return tuple(said)


def right_parts(
    seen: Sequence[Seen], parameters: Sequence[str], names: Sequence[str]
) -> Diagnosis | None:
    """Return which parts of a result are right in every call, where others never are."""
    calls = _given(seen, parameters)
    if not calls or len(calls[0].right) < 2:
        return None
    count = len(calls[0].right)
    names = _names(seen[0], names)
    right = [part for part in range(count) if all(_same(part, one) for one in calls)]
    wrong = [part for part in range(count) if part not in right]
    if not right or not wrong or len({one.digest for one in calls}) < LEAST:
        return None
    facts = {"right": _named(right, names, count), "wrong": _named(wrong, names, count)}
    return Diagnosis("why", "note", "some_parts_right", facts)


def _same(part: int, call: Given) -> bool:
    return _close(call.yours[part], call.right[part], call)


def _named(parts: Sequence[int], names: Sequence[str], count: int) -> tuple[str, ...]:
    """Return what parts are called; nothing where the result has only one."""
    if count == 1:
        return ()
    if len(names) == count:
        return tuple(names[part] for part in parts)
    return tuple(f"result[{part}]" for part in parts)


def _names(one: Seen, names: Sequence[str]) -> list[str]:
    """Return what parts are called, those of a dictionary by its keys: `params['w1']`."""
    value = one.found.question.expected.value
    several = isinstance(value, (list, tuple))
    items = value if several else [value]
    if len(names) != len(items):
        names = [f"result[{n}]" for n in range(len(items))] if several else ["result"]
    return [
        text
        for name, item in zip(names, items, strict=True)
        for text in ([f"{name}[{key!r}]" for key in item] if isinstance(item, dict) else [name])
    ]


def _given(seen: Sequence[Seen], parameters: Sequence[str]) -> list[Given]:
    """Return the calls in numbers, those with a wrong value first; nothing if one has none."""
    calls = []
    for one in sorted(seen, key=lambda one: one.right):
        question = one.found.question
        due = question.expected.value
        right, yours = _parts(due, due), _parts(one.value, due)
        if right is None or yours is None or len(right) != len(yours):
            return []
        arguments = dict(zip(parameters, question.arguments, strict=False))
        for name, value in [*arguments.items()]:
            if isinstance(value, dict):
                arguments |= {f"{name}[{key!r}]": item for key, item in value.items()}
        rtol, atol = 10 * question.tolerance.rtol, 10 * question.tolerance.atol
        calls.append(
            Given(right, yours, {**arguments, **question.named}, rtol, atol, question.digest)
        )
    return calls if len({len(one.right) for one in calls}) == 1 else []


def _parts(value: Any, due: Any) -> tuple[Array, ...] | None:
    """Return the parts of a result as float64 arrays, or None where it is not of numbers.

    Args:
        due: the right result, in whose order the keys of a dictionary are taken.
    """
    items = value if isinstance(value, (list, tuple)) else [value]
    rights = due if isinstance(due, (list, tuple)) else [due]
    arrays = []
    for item in _spread(items, rights):
        if type(item) in (int, float) and abs(item) < 1 << 53:
            item = np.asarray(float(item))
        if not isinstance(item, np.ndarray) or item.dtype.kind not in "iuf":
            return None
        arrays.append(item.astype("float64"))
    return tuple(arrays) or None


def _spread(items: Sequence[Any], rights: Sequence[Any]) -> Iterator[Any]:
    """Yield the parts of a result: the values of a dictionary, numbers of a list as one."""
    for item, right in itertools.zip_longest(items, rights):
        if isinstance(item, dict) and isinstance(right, dict) and item.keys() == right.keys():
            yield from (item[key] for key in right)
        elif isinstance(item, (list, tuple)) and all(type(one) in (int, float) for one in item):
            yield np.array(item, "float64")
        else:
            yield item


def _close(mine: Array, right: Array, call: Given) -> bool:
    """Whether two arrays are the same but for rounding; nan is like nothing."""
    if mine.shape != right.shape:
        return False
    with np.errstate(all="ignore"):
        near = np.abs(mine - right) <= call.atol + call.rtol * np.abs(right)
    return bool((near & np.isfinite(right) | (mine == right)).all())


def _explained(part: int, calls: Sequence[Given]) -> Transform | None:
    """Return the one transform that gives the student's part in every call, or None."""
    if all(_same(part, one) for one in calls):
        return Transform(RIGHT, {}, lambda part, call: call.right[part])
    fitting = []
    for transform in _candidates(part, calls):
        changed = _changed_by(transform, part, calls)
        if changed is not None:
            fitting.append((transform, changed))
    if len(fitting) != 1:
        return None
    transform, changed = fitting[0]
    return transform if changed >= LEAST else None


def _changed_by(transform: Transform, part: int, calls: Sequence[Given]) -> int | None:
    """Return how many calls a transform changes; None where it is not the student's."""
    changed = set()
    for call in calls:
        with np.errstate(all="ignore"):
            made = transform.apply(part, call)
        if made is None or not _close(call.yours[part], made, call):
            return None
        if not _close(made, call.right[part], call):
            changed.add(call.digest)
    return len(changed)


def _exchanged(calls: Sequence[Given], names: Sequence[str]) -> Diagnosis | None:
    """Return that the parts stand in another order in every call, if they do in one alone."""
    count = len(calls[0].right)
    if count > 4:
        return None
    fitting = []
    for order in itertools.permutations(range(count)):
        if all(
            _close(yours, call.right[at], call)
            for call in calls
            for yours, at in zip(call.yours, order, strict=True)
        ):
            fitting.append(order)
    if len(fitting) != 1 or fitting[0] == tuple(range(count)):
        return None
    moved = {call.digest for call in calls if not all(_same(p, call) for p in range(count))}
    if len(moved) < LEAST:
        return None
    yours = _named(fitting[0], names, count)
    facts = {"yours": yours, "expected": _named(range(count), names, count)}
    return Diagnosis("why", "transform", "parts_exchanged", facts)


def _candidates(part: int, calls: Sequence[Given]) -> Iterator[Transform]:
    """Yield what may have been done; of two that are always the same only the first."""
    factors = list(_factors(calls))
    yield Transform("part_negated", {}, lambda p, c: -c.right[p])
    for name, value in factors:
        for code, power in (("part_times", 1), ("part_over", -1)):
            for sign in (1, -1):
                facts = {"by": name, "negated": sign < 0}
                yield Transform(code, facts, _scaled(value, power, sign))
    if all(not (call.right[part] % 1).any() for call in calls):
        yield Transform("part_one_more", {}, lambda p, c: c.right[p] + 1)
        yield Transform("part_one_less", {}, lambda p, c: c.right[p] - 1)
    else:
        yield Transform("part_floored", {}, lambda p, c: np.floor(c.right[p]))
    for name, function in FUNCTIONS.items():
        yield Transform("part_through", {"function": name}, _through(function))
    axes = {call.right[part].ndim for call in calls}
    if len(axes) == 1:
        yield from _moved(axes.pop())
    for name in _arguments_like(part, calls):
        yield Transform("part_without", {"argument": name}, _plus(name, -1))
        yield Transform("part_with", {"argument": name}, _plus(name, 1))
        yield Transform("change_negated", {"argument": name}, _change(name, _one, 1, -1))
        for by, value in factors:
            for code, power in (("change_times", 1), ("change_over", -1)):
                yield Transform(code, {"argument": name, "by": by}, _change(name, value, power))


def _scaled(
    value: Callable[[Given], float], power: int, sign: int
) -> Callable[[int, Given], Array | None]:
    return lambda part, call: sign * call.right[part] * value(call) ** power


def _through(function: Callable[[Array], Array]) -> Callable[[int, Given], Array | None]:
    return lambda part, call: function(call.right[part])


def _plus(name: str, sign: int) -> Callable[[int, Given], Array | None]:
    return lambda part, call: call.right[part] + sign * call.arguments[name]


def _change(
    name: str, value: Callable[[Given], float], power: int, sign: int = 1
) -> Callable[[int, Given], Array | None]:
    """Return what scales the way from an argument to the right answer."""

    def apply(part: int, call: Given) -> Array:
        start = call.arguments[name]
        change = call.right[part] - start
        return np.asarray(start + sign * value(call) ** power * change)

    return apply


def _one(call: Given) -> float:
    return 1.0


def _factors(calls: Sequence[Given]) -> Iterator[tuple[str, Callable[[Given], float]]]:
    """Yield numbers that a calculation may multiply by: 2, lengths of arguments, their sizes.

    Lengths that are the same number in every call are one and the same; what is always 1 or
    2 tells nothing.
    """
    yield "2", lambda call: 2.0
    known: set[tuple[float, ...]] = {(1.0,) * len(calls), (2.0,) * len(calls)}
    for name, value in calls[0].arguments.items():
        if not isinstance(value, np.ndarray):
            continue
        sizes: list[tuple[str, Callable[[Array], float]]] = [
            *((f"{name}.shape[{axis}]", _length(axis)) for axis in range(value.ndim)),
            (f"{name}.size", lambda array: float(array.size)),
        ]
        for text, size in sizes:
            try:
                values = tuple(size(call.arguments[name]) for call in calls)
            except (KeyError, IndexError, AttributeError):
                continue
            if values not in known and 0.0 not in values:
                known.add(values)
                yield text, _of(name, size)


def _length(axis: int) -> Callable[[Array], float]:
    return lambda array: float(array.shape[axis])


def _of(name: str, size: Callable[[Array], float]) -> Callable[[Given], float]:
    return lambda call: size(call.arguments[name])


def _arguments_like(part: int, calls: Sequence[Given]) -> list[str]:
    """Return the arguments that have the shape of a part in every call; not of a number."""

    def like(name: str, call: Given) -> bool:
        value, right = call.arguments.get(name), call.right[part]
        return (
            isinstance(value, np.ndarray)
            and value.dtype.kind == "f"
            and value.shape == right.shape
        )

    return [name for name in calls[0].arguments if all(like(name, call) for call in calls)]


def _moved(axes: int) -> Iterator[Transform]:
    for axis in range(axes):
        yield Transform("part_flipped", {"axis": axis}, _flip(axis))
    if axes >= 2:
        yield Transform("part_transposed", {}, lambda p, c: np.swapaxes(c.right[p], -1, -2))


def _flip(axis: int) -> Callable[[int, Given], Array | None]:
    return lambda part, call: np.flip(call.right[part], axis)


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max(-1, keepdims=True)) if x.ndim else np.exp(x)
    return np.asarray(powers / powers.sum(-1, keepdims=True) if x.ndim else powers)


FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
    "softmax": _softmax,
    "abs": np.abs,
    "log": np.log,
    "exp": np.exp,
    "square": np.square,
    "root": np.sqrt,
    "reciprocal": np.reciprocal,
}
