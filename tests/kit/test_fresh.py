"""The calls by which the benchmark finds out whether a diagnosis is true."""

import numpy as np
import pytest

from benchmarks.fresh import EXERCISES, FRESH, drawn
from benchmarks.naming import AXES
from grader.course import Course
from grader.judge import references, sources
from grader.judge.conditions import _axes
from grader.judge.signature import parameters
from grader.sandbox.inside.making import make
from tests.kit.workshop import ROOT

COURSE = Course(ROOT)
FUNCTIONS = [(exercise, function) for exercise in FRESH for function in FRESH[exercise]]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_function_is_drawn(exercise):
    """Calls are drawn of all functions that an exercise has, and of no others."""
    record = references.find(COURSE.find(exercise), 0)
    assert set(FRESH[exercise]) == set(record.functions)


@pytest.mark.parametrize(("exercise", "function"), FUNCTIONS)
def test_fresh_calls_lie_in_the_domain(exercise, function):
    """The solution answers every fresh call finitely, or refuses it by a ValueError."""
    solution = sources.written(COURSE.find(exercise), COURSE.find(exercise).solution)
    rng = np.random.default_rng(3)
    refused = 0
    for _ in range(40):
        arguments, named = drawn(rng, exercise, function)
        try:
            with np.errstate(all="ignore"):
                answer = vars(solution)[function](*map(make, arguments), **named)
        except ValueError:
            refused += 1
        else:
            assert all(np.isfinite(number).all() for number in numbers(answer))
    assert refused < 20


def numbers(answer):
    """Yield the numbers of an answer, whatever holds them."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, (list, tuple)):
        for item in answer:
            yield from numbers(item)
    elif not isinstance(answer, str):
        yield answer


@pytest.mark.parametrize(("exercise", "function"), FUNCTIONS)
def test_axes_are_read_as_they_are(exercise, function):
    """A condition has the names of axes that a reader of the statement would give them."""
    found = COURSE.find(exercise)
    statement = sources.statement_of(found, function)
    names = [one.name for one in parameters(references.find(found, 0).functions[function])]
    read = {name: _axes(statement, name) for name in names}
    due = {name: tuple(axes) for name, axes in AXES.get(exercise, {}).get(function, {}).items()}
    assert {name: axes for name, axes in read.items() if axes} == due
