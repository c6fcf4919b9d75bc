"""Asks a wrong function its wrong calls once more in another way, where all become right.

What is found so is proved: the same function answers rightly with two arguments exchanged,
with a default given, in a file loaded anew, for arrays in the usual layout, or for one
example at a time.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from grader.judge.aspects import Array, Seen, alike, seen_as
from grader.judge.inquiry import Evidence
from grader.report import Diagnosis
from grader.sandbox.answer import Answer, Parameter
from grader.sandbox.inside.plain import arrays_in
from grader.sandbox.inside.wire import Other

CALLS = 600  # about one function
FRESH = 6  # calls that are asked in a file loaded anew
REPEATS = 5
LEAST = 3  # wrong calls before an order is worth a word

Asked = tuple[tuple[Any, ...], Mapping[str, Any]]  # arguments, and named ones


class Ask(Protocol):
    """Asks a submission's function anew, for nothing."""

    def __call__(self, calls: Sequence[Asked], *, anew: bool = False) -> Sequence[Answer]:
        """Return the answers to the first calls, as many as came in time.

        Args:
            calls: arguments and named ones.
            anew: whether the file is loaded once more before.
        """


class Spent(Exception):
    """The budget is used up, or the worker gave no answer."""


class Call(NamedTuple):
    """A call by parameters: values by name, and which of them stand by position."""

    found: Evidence
    values: Mapping[str, Any]
    positional: tuple[str, ...]

    def with_values(self, values: Mapping[str, Any]) -> Asked:
        """Return the same call with other values in its parameters."""
        named = {name: value for name, value in values.items() if name not in self.positional}
        return tuple(values[name] for name in self.positional), named


Change = Callable[[Call], Mapping[str, Any] | None]


class Asking:
    """Asks within a budget.

    Raises:
        Spent: by every question, as soon as nothing more is asked.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._left = CALLS

    def answers(self, calls: Sequence[Asked], anew: bool = False) -> Sequence[Answer]:
        """Return what the function answers to these calls, all of them."""
        self._left -= len(calls)
        if self._left < 0:
            raise Spent
        answers = self._ask(calls, anew=anew) if calls else ()
        if len(answers) < len(calls) or any(one.stopped is not None for one in answers):
            self._left = 0
            raise Spent
        return answers

    def all_right(self, calls: Sequence[Call], change: Change) -> bool:
        """Whether every call is answered rightly once its values are changed."""
        values = [change(call) for call in calls]
        asked = [
            call.with_values(changed)
            for call, changed in zip(calls, values, strict=True)
            if changed is not None
        ]
        if not asked or len(asked) < len(calls):
            return False
        # The first is the smallest, and most often the last.
        return _right(calls[0], self.answers(asked[:1])[0]) and all(
            _right(call, answer)
            for call, answer in zip(calls[1:], self.answers(asked[1:]), strict=True)
        )


def _right(call: Call, answer: Answer) -> bool:
    return seen_as(call.found, answer)[2]


def reasked(
    seen: Sequence[Seen],
    parameters: Sequence[Parameter],
    ask: Ask,
    takes: Sequence[Parameter] = (),
) -> Diagnosis | None:
    """Return in which other way all wrong calls are answered rightly, or None.

    Args:
        seen: all calls where a value is due.
        parameters: the function's, as the statement has them.
        ask: asks it.
        takes: the function's, as the student wrote them.
    """
    names = [one.name for one in parameters]
    wrong, right = _calls(seen, names, False), _calls(seen, names, True)
    if not wrong:
        return None
    asking = Asking(ask)
    try:
        return (
            _order(asking, wrong, right, names, takes)
            or _default(asking, wrong, parameters, takes)
            or _layout(asking, wrong)
            or _state(asking, wrong)
            or _chance(asking, wrong)
            or _rows(asking, wrong, right)
        )
    except Spent:
        return None


def reordered(
    seen: Sequence[Seen],
    parameters: Sequence[Parameter],
    ask: Ask,
    takes: Sequence[Parameter],
) -> Diagnosis | None:
    """Return that a function takes its parameters in another order, where its names say so."""
    names, own = [one.name for one in parameters], [one.name for one in takes]
    if names == own or sorted(names) != sorted(own):
        return None
    wrong, right = _calls(seen, names, False), _calls(seen, names, True)
    try:
        return _order(Asking(ask), wrong, right, names, takes)
    except Spent:
        return None


def _calls(seen: Sequence[Seen], names: Sequence[str], right: bool) -> list[Call]:
    """Return the calls that are answered rightly, or wrongly, each once, the smallest first."""
    calls = {}
    for one in seen:
        question = one.found.question
        if one.right is right and len(question.arguments) <= len(names):
            positional = tuple(names[: len(question.arguments)])
            values = dict(zip(positional, question.arguments, strict=True))
            call = Call(one.found, {**values, **question.named}, positional)
            calls[question.digest] = call
    return sorted(calls.values(), key=lambda call: len(call.found.question.call))


def _order(
    asking: Asking,
    wrong: Sequence[Call],
    right: Sequence[Call],
    names: Sequence[str],
    takes: Sequence[Parameter],
) -> Diagnosis | None:
    """Return the order in which the parameters are taken: two exchanged, or as named."""
    if len(wrong) < LEAST:
        return None
    found = [
        order
        for order in _orders(names, tuple(one.name for one in takes))
        if asking.all_right(wrong, _reordered(names, order))
        and asking.all_right([*wrong, *right], _reordered(names, order))
    ]
    if len(found) != 1:
        return None
    return Diagnosis("why", "order", "order", {"yours": found[0], "expected": tuple(names)})


def _orders(names: Sequence[str], own: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return other orders of the parameters: the student's own, and each pair exchanged."""
    orders = [own] if sorted(own) == sorted(names) else []
    for one, two in itertools.combinations(range(len(names)), 2):
        order = list(names)
        order[one], order[two] = order[two], order[one]
        orders.append(tuple(order))
    return [order for order in dict.fromkeys(orders) if order != tuple(names)]


def _reordered(names: Sequence[str], order: Sequence[str]) -> Change:
    """Return what gives each argument to the place where the student takes it."""
    place = dict(zip(names, order, strict=True))

    def change(call: Call) -> dict[str, Any] | None:
        moved = {name: place[name] for name in call.positional}
        if not all(theirs in call.values for theirs in moved.values()):
            return None
        return {**call.values, **{name: call.values[moved[name]] for name in moved}}

    return change


def _default(
    asking: Asking,
    wrong: Sequence[Call],
    parameters: Sequence[Parameter],
    takes: Sequence[Parameter],
) -> Diagnosis | None:
    """Return the parameter whose documented default is not the student's.

    Several may be: then it is the first of those that the student wrote otherwise.
    """
    known = [
        one for one in parameters if one.has_default and not isinstance(one.default, Other)
    ]
    left_out = [one for one in known if all(one.name not in call.values for call in wrong)]
    found = [one for one in left_out if asking.all_right(wrong, _given(one))]
    written = {one.name: one for one in takes if one.has_default}
    theirs = [
        one for one in known if one.name in written and written[one.name].default != one.default
    ]
    if len(found) != 1:
        if len(theirs) < 2 or not asking.all_right(wrong, _given(*theirs)):
            return None
        found = theirs
    yours = repr(written[found[0].name].default) if found[0] in theirs else None
    facts = {"parameter": found[0].name, "expected": repr(found[0].default), "yours": yours}
    return Diagnosis("why", "default", "default", facts)


def _given(*several: Parameter) -> Change:
    return lambda call: {**{one.name: one.default for one in several}, **call.values}


def _layout(asking: Asking, wrong: Sequence[Call]) -> Diagnosis | None:
    """Return the layout in memory that makes the answers wrong."""
    kinds = {
        "read_only": lambda array: not array.flags.writeable,
        "layout": lambda array: not array.flags.c_contiguous,
    }
    for what, unusual in kinds.items():
        if all(any(map(unusual, _arrays(call))) for call in wrong) and asking.all_right(
            wrong, _laid_out("K" if what == "read_only" else "C")
        ):
            return Diagnosis("why", "layout", what)
    return None


def _arrays(call: Call) -> list[Array]:
    return arrays_in(call.values)


def _laid_out(order: Any) -> Change:
    def copied(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: copied(item) for key, item in value.items()}
        return value.copy(order) if isinstance(value, np.ndarray) else value

    return lambda call: {name: copied(value) for name, value in call.values.items()}


def _rows(asking: Asking, wrong: Sequence[Call], right: Sequence[Call]) -> Diagnosis | None:
    """Return that one example at a time each call is right, and with several none is."""
    if len(wrong) < LEAST or not all(_length(call) > 1 for call in wrong):
        return None
    if any(_length(call) > 1 for call in right):
        return None
    batched = [
        name
        for name in wrong[0].values
        if all(_first(call.values.get(name)) == _length(call) for call in wrong)
    ]
    for call in wrong:
        single = [_row(call, batched, row) for row in range(_length(call))]
        rows = [answer.value for answer in asking.answers(single)]
        if not all(isinstance(one, np.ndarray) and len(one) == 1 for one in rows):
            return None
        if len({(one.shape, one.dtype) for one in rows}) != 1:
            return None
        if not _right(call, Answer(np.concatenate(rows))):
            return None
    return Diagnosis("why", "rows", "rows")


def _row(call: Call, batched: Sequence[str], row: int) -> Asked:
    values = {
        name: value[row : row + 1].copy() if name in batched else value
        for name, value in call.values.items()
    }
    return call.with_values(values)


def _first(value: Any) -> int:
    return len(value) if isinstance(value, np.ndarray) and value.ndim else 0


def _length(call: Call) -> int:
    """Return the number of examples: the right answer's first axis, where an array has it."""
    length = _first(call.found.question.expected.value)
    return length if length in (_first(array) for array in _arrays(call)) else 0


def _state(asking: Asking, wrong: Sequence[Call]) -> Diagnosis | None:
    """Return that the calls are right if nothing was asked before them."""
    for call in wrong[:FRESH]:
        if not _right(call, asking.answers([call.with_values(call.values)], anew=True)[0]):
            return None
    return Diagnosis("why", "state", "state")


def _chance(asking: Asking, wrong: Sequence[Call]) -> Diagnosis | None:
    """Return that the same call gets different answers."""
    for call in wrong[:2]:
        question = call.found.question
        answers = asking.answers([(question.arguments, question.named)] * REPEATS)
        if any(one.raised is not None for one in answers):
            continue
        values = [seen_as(call.found, answer)[0] for answer in answers]
        different = [
            value
            for index, value in enumerate(values)
            if not any(alike(call.found, value, other) for other in values[:index])
        ]
        if len(different) > 1:
            facts = {"times": REPEATS, "different": len(different)}
            return Diagnosis("why", "chance", "chance", facts)
    return None
