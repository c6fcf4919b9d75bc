"""Says in which calls a function is wrong: in those that one condition is true of.

A few calls fit many conditions by chance, so this needs many, far more than a suite has: the
probes. Nothing here knows an exercise; what only an author can say of a call (a tie in a
window) is declared beside the probes, see `when` in `judge.probes`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from grader.judge.inquiry import Evidence
from grader.judge.probes import NAMED, Declared
from grader.judge.references import Key
from grader.report import Diagnosis
from grader.sandbox.answer import Parameter
from grader.sandbox.inside.plain import arrays_in

# What was measured with these: 184 conditions told, one of them false.
ENOUGH_PROBES = 40
ENOUGH_WRONG = 4
SHARE_RIGHT = 0.15  # of all calls, at least, lie outside and are right
SHARE_WRONG = 0.65  # of those inside, at least

Truth = bool | None  # None where it cannot be said of a call


class Call(NamedTuple):
    """One call as conditions look at it.

    Attributes:
        found: the call.
        given: the names of the parameters that it gives.
        values: the arguments by name, defaults too.
        sizes: every whole number by the name that the statement has for it: parameters,
            the axes of arrays, the parts of tuples. One that is two numbers at once is none.
    """

    found: Evidence
    given: Collection[str]
    values: Mapping[str, Any]
    sizes: Mapping[str, int]

    @property
    def arrays(self) -> list[np.ndarray[Any, Any]]:
        """The arguments that are arrays, and the arrays in them."""
        return arrays_in(self.values)


class Atom(NamedTuple):
    """A condition.

    Attributes:
        id: what it says, see `words.conditions`.
        facts: of what.
        holds: whether it is true of a call.
        text: the exercise's own words for it, if it is the exercise's.
    """

    id: str
    facts: Mapping[str, Any]
    holds: Callable[[Call], Truth]
    text: str = ""


def condition(
    evidence: Sequence[Evidence],
    parameters: Sequence[Parameter],
    *,
    statement: str = "",
    declared: Sequence[Declared] = (),
    wrong: Collection[Key] | None = None,
) -> Diagnosis | None:
    """Return in which calls a function is wrong, or None where that is not certain.

    All its wrong calls have something in common, which most calls that have it are wrong
    with, and every call without it is right. Of several such conditions the narrowest is
    told; two that are equally narrow are none. Calls that are to be refused, calls without
    an answer, and those that are only right but for another aspect are not looked at.

    Args:
        evidence: the calls of the function, probes among them.
        parameters: what the function takes, as the statement has it.
        statement: what the exercise says of the function; it names axes, `x (N, D)`.
        declared: the exercise's own conditions for the function.
        wrong: which calls count as wrong; without it those whose answer differs.
    """
    valued = [
        one
        for one in evidence
        if one.question.expected.raises is None and one.answer.stopped is None
    ]
    if sum(one.key[0].startswith(NAMED) for one in valued) < ENOUGH_PROBES:
        return None
    if wrong is None:
        wrong = {one.key for one in valued if one.difference is not None}
    axes = {one.name: _axes(statement, one.name) for one in parameters}
    whole = _whole(valued, parameters)
    calls = [
        _call(one, parameters, axes, whole)
        for one in valued
        if one.key in wrong or one.difference is None
    ]
    failing = [call for call in calls if call.found.key in wrong]
    passing = [call for call in calls if call.found.key not in wrong]
    if len(failing) < ENOUGH_WRONG:
        return None
    narrow: list[tuple[int, Diagnosis]] = []
    for atom in _atoms(calls, parameters, declared):
        for holds in (True,) if atom.id in ONE_OF_SEVERAL else (True, False):
            inside = _inside(atom, holds, failing, passing)
            right = len(calls) - inside
            if (
                inside
                and len(failing) >= SHARE_WRONG * inside
                and right >= SHARE_RIGHT * len(calls)
            ):
                counts = {"holds": holds, "inside": inside, "wrong": len(failing)}
                facts = {**atom.facts, **counts, "right": right}
                told = Diagnosis("when", "condition", atom.id, facts, atom.text)
                narrow.append((inside, told))
    narrow.sort(key=lambda one: one[0])
    if not narrow or (len(narrow) > 1 and narrow[0][0] == narrow[1][0]):
        return None
    return narrow[0][1]


def _inside(atom: Atom, holds: bool, failing: Sequence[Call], passing: Sequence[Call]) -> int:
    """Return in how many calls a condition holds, or does not; 0 if some wrong one is out."""
    if any(atom.holds(call) is not holds for call in failing):
        return 0
    truths = [atom.holds(call) for call in passing]
    if not holds and None in truths:
        return 0  # nobody would read "not" so
    return len(failing) + truths.count(holds)


def _given(found: Evidence, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the arguments of a call by the names of their parameters."""
    names = [one.name for one in parameters]
    return {**dict(zip(names, found.arguments, strict=False)), **found.question.named}


def _whole(evidence: Sequence[Evidence], parameters: Sequence[Parameter]) -> set[str]:
    """Return the parameters that are whole numbers wherever they are given."""
    values = [pair for one in evidence for pair in _given(one, parameters).items()]
    return {name for name, _ in values} - {name for name, value in values if not _int(value)}


def _int(value: Any) -> bool:
    return type(value) is int or value is None


def _call(
    found: Evidence,
    parameters: Sequence[Parameter],
    axes: Mapping[str, Sequence[str]],
    whole: Collection[str],
) -> Call:
    given = _given(found, parameters)
    values = {
        one.name: given.get(one.name, one.default)
        for one in parameters
        if one.name in given or one.has_default
    }
    sizes: dict[str, set[int]] = {}
    for name, value in values.items():
        if name in whole and type(value) is int:
            sizes.setdefault(name, set()).add(value)
        parts = value.shape if isinstance(value, np.ndarray) else value
        if isinstance(parts, tuple) and len(parts) == len(axes.get(name, ())):
            for axis, part in zip(axes[name], parts, strict=True):
                if type(part) is int:
                    sizes.setdefault(axis, set()).add(part)
    single = {name: numbers.pop() for name, numbers in sizes.items() if len(numbers) == 1}
    return Call(found, frozenset(given), values, single)


def _axes(statement: str, name: str) -> tuple[str, ...]:
    """Return what a statement calls the axes of an argument, or the parts of a tuple.

    It writes them behind the name: `x (N, D)`, `x: (N, D)`, `pad is (left, right)`.
    """
    listed = r"\(\s*([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*,?\s*\)"
    found = re.search(rf"(?<![\w.]){name}(?:,|:| is)?\s+{listed}", statement)
    return tuple(re.split(r"\s*,\s*", found[1])) if found else ()


def _atoms(
    calls: Sequence[Call], parameters: Sequence[Parameter], declared: Sequence[Declared]
) -> Iterator[Atom]:
    for own in declared:
        yield Atom(own.id, {}, _declared(own), own.text)
    for one in parameters:
        if one.has_default:
            yield Atom("not_given", {"argument": one.name}, _not_given(one.name))
    names = list(dict.fromkeys(name for call in calls for name in call.sizes))
    for name in names:
        for number, test in OF_A_SIZE.items():
            yield Atom(number, {"one": name}, _of_size(name, test))
    for first, second in itertools.combinations(names, 2):
        for relation, between in BETWEEN_SIZES.items():
            facts = {"one": first, "other": second}
            yield Atom(relation, facts, _between(first, second, between))
    for one in parameters:
        for state, check in OF_NUMBERS.items() if one.name not in names else ():
            yield Atom(state, {"argument": one.name}, _of_argument(one.name, check))
        values = [call.values[one.name] for call in calls if one.name in call.values]
        for count in sorted({value.ndim for value in values if isinstance(value, np.ndarray)}):
            axes = {"argument": one.name, "count": count}
            yield Atom("axes", axes, _of_argument(one.name, _has_axes(count)))
    yield Atom("read_only", {}, lambda call: any(not a.flags.writeable for a in call.arrays))
    yield Atom("layout", {}, lambda call: any(not a.flags.c_contiguous for a in call.arrays))


# Of these, what is not so is another of them.
ONE_OF_SEVERAL = ("less", "greater", "axes")
OF_A_SIZE: dict[str, Callable[[int], bool]] = {
    "is_one": lambda size: size == 1,
    "is_zero": lambda size: size == 0,
    "is_negative": lambda size: size < 0,
    "even": lambda size: size % 2 == 0,
}
BETWEEN_SIZES: dict[str, Callable[[int, int], bool]] = {
    "equal": lambda one, other: one == other,
    "less": lambda one, other: one < other,
    "greater": lambda one, other: one > other,
}


def _numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """Return an argument as numbers: one, or those of an array that is not empty."""
    number = type(value) in (int, float)
    if number or (isinstance(value, np.ndarray) and value.dtype.kind in "iuf"):
        array = np.asarray(value)
        return array if array.size else None
    return None


OF_NUMBERS: dict[str, Callable[[Any], Truth]] = {
    "zero": lambda value: _every(value, lambda numbers: numbers == 0),
    "negative": lambda value: _every(value, lambda numbers: numbers < 0),
    "infinite": lambda value: _some(value, np.isinf),
}


def _every(value: Any, test: Callable[[Any], Any]) -> Truth:
    numbers = _numbers(value)
    return None if numbers is None else bool(test(numbers).all())


def _some(value: Any, test: Callable[[Any], Any]) -> Truth:
    numbers = _numbers(value)
    return None if numbers is None else bool(test(numbers).any())


def _not_given(name: str) -> Callable[[Call], Truth]:
    return lambda call: name not in call.given


def _of_size(name: str, test: Callable[[int], bool]) -> Callable[[Call], Truth]:
    return lambda call: test(call.sizes[name]) if name in call.sizes else None


def _between(one: str, other: str, test: Callable[[int, int], bool]) -> Callable[[Call], Truth]:
    def holds(call: Call) -> Truth:
        sizes = call.sizes
        return test(sizes[one], sizes[other]) if one in sizes and other in sizes else None

    return holds


def _of_argument(name: str, test: Callable[[Any], Truth]) -> Callable[[Call], Truth]:
    return lambda call: test(call.values[name]) if name in call.values else None


def _has_axes(count: int) -> Callable[[Any], Truth]:
    return lambda value: value.ndim == count if isinstance(value, np.ndarray) else None


def _declared(one: Declared) -> Callable[[Call], Truth]:
    return lambda call: one.holds(call.found.arguments, call.found.question.named)
