"""A table of the default seed's answers earns nothing where others are drawn."""

import pytest

from grader.author import recite
from grader.author.record import ensure, record
from grader.author.verify import NotProved, verify
from grader.course import Course
from grader.judge import references, sources, suite, trial
from grader.judge.grade import DEFAULT_SEED
from tests.kit.workshop import ROOT

EXERCISES = Course(ROOT).exercises


def worth(exercise):
    """Return the checks of an exercise that have points."""
    text = sources.suite_of(exercise)
    return {
        check.name
        for check in suite.declared(sources.load(exercise.suite.name, text))
        if check.points
    }


def left_to_chance(exercise):
    """Return the checks that ask something which no table answers: a claim decides there."""
    standard = trial.Standard.of(references.find(exercise, DEFAULT_SEED))
    cases = trial.draw(exercise, standard, DEFAULT_SEED).cases
    return {
        check
        for check, asked in cases.items()
        if any(one.tolerance.by_chance for case in asked for one in case.questions)
    }


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_table_knows_every_answer(exercise):
    """Under the default seed the table earns every point, so that a refusal means something.

    Of what a generator gives it knows the form alone, which need not earn any.
    """
    earned = recite.earned(exercise, DEFAULT_SEED)
    assert earned | left_to_chance(exercise) == worth(exercise)


def test_each_way_to_answer_unknown_calls_is_tried(small_course, monkeypatch):
    """What a table does with calls that it does not know earns what no other way does."""
    small_course.edit("suite", '    agree("mean_square", rng.array((1, 2)))\n', "")
    small_course.edit("suite", "value > 0", "value >= 0")
    small_course.edit("solution", "return 2 * x", "return x.copy()")
    small_course.edit("reference", "return x + x", "return x.clone()")
    exercise = small_course.exercise
    record(exercise)
    ensure(exercise, 1)
    ways, earned = recite.OTHERWISE, {}
    for way in ways:
        monkeypatch.setattr(recite, "OTHERWISE", (way,))
        earned[way.__name__.strip("_")] = recite.earned(exercise, 1)
    assert earned == {
        "value_error": {"test_one_value"},
        "nothing": set(),
        "first_argument": {"test_double", "test_double_layout"},
        "its_copy": {"test_double", "test_double_layout", "test_double_memory"},
        "zeros": {"test_not_negative"},
    }


def test_a_suite_that_a_table_earns_from_is_refused(small_course):
    """A claim that zeros fulfil is refused, and proved once they do not."""
    sound = small_course.exercise.suite.read_text()
    small_course.edit("suite", "value > 0", "value >= 0")
    exercise = small_course.exercise
    record(exercise)
    with pytest.raises(NotProved, match="earns the points of test_not_negative"):
        verify(exercise)
    exercise.suite.write_text(sound)
    record(exercise)
    assert verify(exercise).checks == 6


def test_a_suite_that_fails_by_itself_is_refused(small_course):
    """A claim that divides by the answer fails on zeros, which would be nobody's mark."""
    small_course.edit("suite", "assert value > 0", "assert 1 / value > 0")
    record(small_course.exercise)
    with pytest.raises(Exception, match="test_not_negative itself raised ZeroDivisionError"):
        verify(small_course.exercise)
