"""Recites: answers a suite from a table of the default seed's answers, and nothing else.

Everybody can have that table, so it must earn nothing where other arguments are drawn,
whatever it does with a call that it does not know.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from grader.course import Exercise
from grader.errors import KitFault
from grader.judge import references, suite, trial
from grader.judge.grade import DEFAULT_SEED
from grader.judge.inputs import Data
from grader.judge.inquiry import Ask, Inquiry
from grader.judge.references import Expected, Record, digest, form_of
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.inside.plain import arrays_in
from grader.words.text import _

# What a table does with a call that it does not know, given that call's arguments and the
# right answer, of which it may know the form.
Otherwise = Callable[[tuple[Any, ...], Expected], Answer]


def earned(exercise: Exercise, seed: int) -> set[str]:
    """Return the checks whose points a table of the default seed's answers gets.

    Args:
        seed: which arguments are drawn; there must be a record for it.

    Raises:
        KitFault: the suite itself fails on one of its answers, or a record is missing.
    """
    table = {
        asked.digest: asked.expected for asked in references.find(exercise, DEFAULT_SEED).calls
    }
    record = references.find(exercise, seed)
    plan = trial.draw(exercise, trial.Standard.of(record), seed)
    right = {question.digest: question.expected for question in plan.questions}

    def reciting(otherwise: Otherwise) -> Ask:
        def ask(function: str, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Answer:
            call = digest(function, arguments, named)[0]
            if call not in table:
                return otherwise(arguments, right[call])
            value, raises = copy.deepcopy(table[call])
            return _raising(raises) if raises else Answer(value)

        return ask

    return {
        name
        for otherwise in OTHERWISE
        for name in _earned(exercise, plan, record, seed, reciting(otherwise))
    }


def _earned(
    exercise: Exercise, plan: trial.Plan, record: Record, seed: int, ask: Ask
) -> set[str]:
    """Return the checks that pass; asked here, since these answers are our own."""
    inquiry, data = Inquiry(ask, record), Data(exercise.root / "datasets")
    names = set()
    for check in plan.declared:
        if check.whole_domain:
            continue  # there is nothing to draw
        judged = suite.run(check, inquiry, seed, data, plan.cases.get(check.name, ()))
        if judged.failure is None:
            names |= {check.name} if check.points else set()
        elif judged.failure.reason.code == "not_handled":
            # A student would be told that the answer could not be handled, and not why it
            # is wrong.
            raise KitFault(
                _("{check} itself raised {type} on an answer of the right form",
                  check=check.name, type=judged.failure.reason.facts["type"])
            )  # fmt: skip
    return names


def _raising(name: str) -> Answer:
    return Answer(raised=Raised(name, (name, "Exception")))


def _value_error(arguments: tuple[Any, ...], right: Expected) -> Answer:
    return _raising("ValueError")


def _nothing(arguments: tuple[Any, ...], right: Expected) -> Answer:
    return Answer(None)


def _first_argument(arguments: tuple[Any, ...], right: Expected) -> Answer:
    first = arguments[0] if arguments else None
    return Answer(first, shared=(0,) if arrays_in(first) else ())


def _its_copy(arguments: tuple[Any, ...], right: Expected) -> Answer:
    return Answer(copy.deepcopy(arguments[0]) if arguments else None)


def _zeros(arguments: tuple[Any, ...], right: Expected) -> Answer:
    return Answer(form_of(right.value))


OTHERWISE: tuple[Otherwise, ...] = (_value_error, _nothing, _first_argument, _its_copy, _zeros)
