"""Hints come one at a time, for the function that fails first, and are remembered."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import Exercise, Hint
from grader.errors import UsageError
from grader.learn import hints, progress
from grader.learn.progress import Standing
from grader.render import statement as drawn
from grader.words.text import draw
from tests.kit.workshop import copy_of

HINTS = {"first": ("nudge", "push", "shove"), "second": ("look", "there")}
AGAIN = "grade hint ex01 --again"


def trial(root, texts):
    """Return an exercise with hints that name no checks."""
    hints = {name: tuple(map(Hint, told)) for name, told in texts.items()}
    return Exercise("ex01_trial", "Trial", root, hints=hints)


@pytest.fixture
def exercise(tmp_path):
    """An exercise of two functions with three and two hints."""
    return trial(tmp_path, HINTS)


def stand(exercise, **fields):
    """Make this the student's standing, with the hints that were shown before."""
    before = progress.load(exercise.root).of(exercise.name)
    kept = {"hints": before.hints, "hint_order": before.hint_order}
    at = Standing(**{"when": "2026-11-21T14:05:00+00:00", **kept, **fields})
    progress.update(exercise.root, lambda held: held.with_standing(exercise.name, at))


def next_hint(exercise):
    """Return the screen of the next hint."""
    return drawn.hints(hints.next_hint(exercise), 80)


def shown_hints(exercise):
    """Return the screen of the hints that were shown."""
    return drawn.hints(hints.shown_hints(exercise), 80)


def texts_in(screen):
    """Return the hints that a screen shows."""
    every = [text for told in HINTS.values() for text in told]
    return [line.strip() for line in screen.split("\n") if line.strip() in every]


def test_hints_come_in_order_and_end(exercise):
    """Each call gives the next hint, and after the last one says so and offers them again."""
    stand(exercise, failing="first")
    screens = [next_hint(exercise) for _ in range(5)]
    assert [texts_in(screen) for screen in screens] == [["nudge"], ["push"], ["shove"], [], []]
    assert screens[0].startswith("ex01 first, hint 1 of 3\n")
    assert "Still stuck?   grade hint ex01" in screens[1]
    assert "Still stuck?" not in screens[2]
    assert screens[3] == f"All 3 hints for first were shown.\nRead them again:   {AGAIN}"


def test_what_was_shown_can_be_read_again(exercise):
    """--again shows the hints that were shown, oldest first, and gives no new one."""
    stand(exercise, failing="first")
    assert "No hint for first was shown yet." in shown_hints(exercise)
    next_hint(exercise)
    next_hint(exercise)
    for _ in range(2):
        screen = shown_hints(exercise)
        assert texts_in(screen) == ["nudge", "push"]
        assert screen.endswith("The next one:   grade hint ex01")
    next_hint(exercise)
    assert shown_hints(exercise).endswith("There are no more.")


def test_a_function_that_passes_gets_no_more_hints(exercise):
    """Hints move on with the function that fails first, and go on where they were."""
    stand(exercise, failing="first")
    next_hint(exercise)
    stand(exercise, failing="second")
    assert texts_in(next_hint(exercise)) == ["look"]
    stand(exercise, failing="first")
    assert texts_in(next_hint(exercise)) == ["push"]


def test_before_the_first_run_the_first_function_is_meant(exercise):
    """Nothing passes before anything was judged: its first function's hint, and a word."""
    screen = next_hint(exercise)
    assert texts_in(screen) == ["nudge"]
    assert "Judge your file first, and the hint fits it:   grade ex01" in screen
    stand(exercise, failing="first")
    assert texts_in(next_hint(exercise)) == ["push"]


def test_where_all_passed_no_hint_is_given(exercise):
    """After a run without a failure there is nothing to hint at, nor is one used up."""
    stand(exercise, checks=4, passed=4, best=9, max_score=9)
    for screen in (next_hint(exercise), shown_hints(exercise)):
        assert "every check passed in the last run" in screen
        assert texts_in(screen) == []
        assert "--solution" not in screen  # this course has none
    assert progress.load(exercise.root).of(exercise.name).hints == {}


def test_the_solution_is_offered_where_there_is_one(tmp_path):
    """Where the course has the solution, whoever is done is told how to see it."""
    exercise = copy_of(tmp_path, "ex05_padding").find("ex05")
    stand(exercise, checks=4, passed=4, best=9, max_score=9)
    assert "grade show ex05 --solution" in next_hint(exercise)


@pytest.mark.parametrize("shown", [-3, 99, 10**30])
def test_an_edited_number_is_no_crash(exercise, shown):
    """A student may write any number of shown hints into the file."""
    stand(exercise, failing="first", hints={"first": shown})
    screen = next_hint(exercise)
    assert texts_in(screen) == (["nudge"] if shown < 0 else [])
    assert len(texts_in(shown_hints(exercise))) == (1 if shown < 0 else 3)


def test_an_exercise_without_hints_says_so(exercise):
    """An exercise whose author has written no hints is one sentence."""
    for none in ({}, {"first": ()}):
        bare = exercise._replace(hints=none)
        with pytest.raises(UsageError, match="ex01 has no hints"):
            next_hint(bare)


def test_what_cannot_be_remembered_is_said(exercise):
    """Where progress cannot be written the hint is given all the same."""
    (exercise.root / ".grade").write_text("a file where the folder should be")
    screen = next_hint(exercise)
    assert texts_in(screen) == ["nudge"]
    assert "This was not remembered" in screen


STEPS = st.lists(st.sampled_from(["hint", "again", "first", "second"]), max_size=14)


@settings(max_examples=60)
@given(STEPS)
def test_no_hint_is_new_twice_and_none_is_skipped(tmp_path_factory, steps):
    """Over any course of events each function's hints are given in order, each once."""
    exercise = trial(tmp_path_factory.mktemp("course"), HINTS)
    given_so_far = {name: [] for name in HINTS}
    failing = "first"
    stand(exercise, failing=failing)
    for step in steps:
        if step == "hint":
            told = texts_in(next_hint(exercise))
            assert len(told) <= 1
            given_so_far[failing] += told
        elif step == "again":
            assert texts_in(shown_hints(exercise)) == given_so_far[failing]
        else:
            failing = step
            stand(exercise, failing=failing)
        for name, told in given_so_far.items():
            assert told == list(HINTS[name][: len(told)])


def test_long_hints_are_wrapped(exercise):
    """A hint of any length fits 80 columns."""
    long = trial(exercise.root, {"first": ("word " * 60, "x" * 200)})
    for _ in range(2):
        assert max(map(len, next_hint(long).split("\n"))) <= 80
    assert len(re.findall("word", shown_hints(long))) == 60


ABOUT = (
    Hint("nudge"),
    Hint("of the sign", ("test_sign", "test_both")),
    Hint("push"),
    Hint("of the axis", ("test_axis", "test_both")),
)


@pytest.mark.parametrize(
    ("check", "told"),
    [
        ("test_axis", ["of the axis", "nudge", "of the sign", "push"]),
        ("test_sign", ["of the sign", "nudge", "push", "of the axis"]),
        ("test_both", ["of the sign", "of the axis", "nudge", "push"]),
        ("test_none", ["nudge", "of the sign", "push", "of the axis"]),
    ],
)
def test_a_hint_about_the_check_that_failed_comes_first(exercise, check, told):
    """Hints that name the check that failed first come before all others, each once."""
    named = exercise._replace(hints={"first": ABOUT})
    stand(exercise, failing="first", check=check)
    given_now = [hints.next_hint(named).hints[0] for _ in told]
    assert [draw(text) for _title, text in given_now] == told
    assert [draw(title) for title, _text in given_now] == [
        f"ex01 first, hint {number} of 4" for number in (1, 2, 3, 4)
    ]
    assert [draw(text) for _title, text in hints.shown_hints(named).hints] == told


def test_a_function_that_is_not_written_gets_the_first_hint_first(exercise):
    """The check that is asked first says nothing about a function that is not written."""
    named = exercise._replace(hints={"first": ABOUT})
    stand(exercise, failing="first", check="test_axis", functions={"first": progress.MISSING})
    assert draw(hints.next_hint(named).hints[0][1]) == "nudge"


def test_another_failure_goes_on_with_its_own_hints(exercise):
    """What was shown for one check is not shown again for the next that fails."""
    named = exercise._replace(hints={"first": ABOUT})
    stand(exercise, failing="first", check="test_axis")
    told = [hints.next_hint(named).hints[0][1]]
    stand(exercise, failing="first", check="test_both")
    told += [hints.next_hint(named).hints[0][1] for _ in range(2)]
    assert list(map(draw, told)) == ["of the axis", "of the sign", "nudge"]


def test_hints_that_an_older_kit_showed_count_as_the_first_ones(exercise):
    """Where only a number is kept, the hints were shown in the order of the file."""
    named = exercise._replace(hints={"first": ABOUT})
    stand(exercise, failing="first", check="test_axis", hints={"first": 2})
    assert draw(hints.next_hint(named).hints[0][1]) == "of the axis"
    stand(exercise, failing="first", hints={"first": 4})
    told = [draw(text) for _title, text in hints.shown_hints(named).hints]
    assert told == ["nudge", "of the sign", "of the axis", "push"]


@pytest.mark.parametrize("order", [[9, -1, 3], [3, 3], ["3", None], "3", None])
def test_an_edited_order_is_no_crash(exercise, order):
    """Whatever a student writes for the order, as many hints are shown as the number says."""
    named = exercise._replace(hints={"first": ABOUT})
    stand(exercise, failing="first", hints={"first": 2}, hint_order={"first": order})
    told = [draw(text) for _title, text in hints.shown_hints(named).hints]
    assert len(told) == len(set(told)) == 2
