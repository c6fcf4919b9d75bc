"""Lets the solution stand in for PyTorch, where that is not installed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grader.author.held import held, solution_of
from grader.author.oracle import INSTALL, in_double
from grader.course import Exercise
from grader.errors import KitFault
from grader.judge import references, trial
from grader.judge.compare import compare
from grader.judge.grade import DEFAULT_SEED
from grader.judge.references import Expected, Record
from grader.report import SOLUTIONS, Oracle
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.student import Student
from grader.words import reasons
from grader.words.text import _

TURNS = 4  # the default seed's calls and another seed's, each once more in float64


class StandIn:
    """An exercise's solution in NumPy, asked as PyTorch would be; see `stand_in`.

    Attributes:
        functions: the exercise's functions and their parameters, in order.
        oracle: what reports say of it.
    """

    def __init__(self, student: Student, functions: Mapping[str, str]) -> None:
        self._student = student
        self.functions = dict(functions)
        self.oracle = Oracle(SOLUTIONS, np.__version__)

    def ask(
        self, function: str, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> Expected:
        """Return the solution's answer, float32 as `oracle.Reference.ask` does.

        Raises:
            KitFault: it raises anything but ValueError, or gives no answer.
        """

        def call(arguments: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
            answer = self._student.call(function, arguments, named)
            if answer.stopped is not None:
                raise KitFault(
                    _("the solution of {function} gives no answer: {reason}",
                      function=function, reason=reasons.sentence(answer.stopped.reason))
                )  # fmt: skip
            if answer.raised is not None and answer.raised.is_a("ValueError"):
                raise ValueError
            if answer.raised is not None:
                raise KitFault(
                    _("the solution of {function} raised {type}: {error}",
                      function=function, type=answer.raised.type_name,
                      error=answer.raised.message)
                )  # fmt: skip
            return answer.value

        try:
            return Expected(in_double(call, tuple(arguments), named))
        except ValueError:
            return Expected(raises="ValueError")


@contextlib.contextmanager
def stand_in(exercise: Exercise) -> Iterator[StandIn]:
    """Hold a solution that answers the default seed's calls as PyTorch did.

    Raises:
        KitFault: it does not, on this machine; or there is no record to compare with.
    """
    record = references.find(exercise, DEFAULT_SEED)
    with held(exercise, solution_of(exercise), tuple(record.functions), TURNS) as student:
        found = StandIn(student, record.functions)
        _compare(exercise, record, found)
        yield found


def _compare(exercise: Exercise, record: Record, found: StandIn) -> None:
    plan = trial.draw(exercise, trial.Standard.of(record), DEFAULT_SEED)
    for question in plan.questions:
        mine = found.ask(question.function, question.arguments, question.named)
        raised = None if mine.raises is None else Raised(mine.raises, (mine.raises,))
        answer = Answer(mine.value, raised)
        if compare(question.expected, answer, question.tolerance, question.function):
            raise KitFault(
                _("PyTorch is not installed, and on this machine the solution of {exercise} "
                  "does not answer as PyTorch did: {function} in {check}",
                  exercise=exercise.id, function=question.function, check=question.key[0]),
                INSTALL,
            )  # fmt: skip
