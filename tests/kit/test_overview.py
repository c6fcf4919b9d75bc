"""Lists and overviews: what is done, what is next, and columns that align."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import Exercise
from grader.learn.progress import Standing
from grader.learn.standings import Listed
from grader.render import overview
from grader.render.look import Look
from grader.render.text import columns_of

KOREA = timezone(timedelta(hours=9))
PLAIN = Look()
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=KOREA)
FRESH = Listed(Exercise("ex03_softmax", "Softmax", Path()), Standing(), 8)
SIGMOID = Standing(
    best=3, max_score=12, passed=2, checks=6, failing="sigmoid", check="test_large",
    claim="Large inputs give finite answers", when="2026-11-21T05:04:00+00:00",
)  # fmt: skip
LISTED = [
    Listed(
        Exercise("ex01_delta_rule", "Delta rule", Path()),
        Standing(best=10, max_score=10, passed=2, checks=5, when="2026-01-01T10:00:00+00:00"),
        5,
    ),
    Listed(Exercise("ex02_sigmoid", "Sigmoid", Path()), SIGMOID, 6),
    FRESH,
]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2026-11-21T05:04:59+00:00", "today 14:04"),
        ("2026-11-20T15:00:00+00:00", "today 00:00"),  # midnight is midnight in Seoul
        ("2026-11-20T14:59:59+00:00", "yesterday 23:59"),
        ("2026-11-19T14:59:00+00:00", "2026-11-19 23:59"),
        ("2026-11-22T05:00:00+00:00", "2026-11-22 14:00"),  # a clock that was wrong
        ("2025-11-21T05:04:00+00:00", "2025-11-21 14:04"),
        ("", "-"),
        ("yesterday", "-"),
        ("0001-01-01T00:00:00+14:00", "-"),
        ("9999-12-31T23:59:59-12:00", "-"),
    ],
)
def test_the_last_run_is_told_in_local_time(when, told):
    """A run of these two days is told by its day's name, another by its date."""
    assert overview.last_run(when, NOW) == told


@settings(max_examples=200)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(-12, 14))
def test_any_time_is_told_as_the_clock_on_the_wall(at, hours):
    """Whatever the zone, the told hour and minute are those of the wall clock there."""
    zone = timezone(timedelta(hours=hours))
    told = overview.last_run(at.replace(tzinfo=UTC).isoformat(), NOW.astimezone(zone))
    local = at.replace(tzinfo=UTC).astimezone(zone)
    assert told.endswith(f"{local:%H:%M}")


def test_the_list_has_a_line_for_each_exercise_and_totals():
    """`grade list` is a table with state, best score and last run, and a line of totals."""
    lines = overview.listing(LISTED, NOW, PLAIN).split("\n")
    assert lines == [
        "exercise          state       best    last run",
        "ex01 delta rule   done        10/10   2026-01-01 19:00",
        "ex02 sigmoid      begun       3/12    today 14:04",
        "ex03 softmax      not begun   -       -",
        "",
        "7/19 checks, 1/3 exercises done",
    ]


@settings(max_examples=60)
@given(
    st.lists(st.text("a \uac00\uc744e\u0301", min_size=1, max_size=9), min_size=1, max_size=5)
)
def test_columns_align_whatever_the_titles(titles):
    """A Korean title takes two columns a syllable, and every state begins below the other."""
    rows = [
        FRESH._replace(exercise=Exercise("ex03_softmax", f"{title}x", Path()))
        for title in titles
    ]
    lines = overview.listing(rows, NOW, PLAIN).split("\n")[: len(rows) + 1]
    starts = {columns_of(re.split(r"(?=not begun|state  )", line)[0]) for line in lines}
    assert len(starts) == 1


def test_colour_only_repeats():
    """With colour the words and their places are the same."""

    for draw in (
        lambda look: overview.listing(LISTED, NOW, look),
        lambda look: overview.overview(LISTED, "ex02_sigmoid", None, look),
    ):
        coloured = draw(Look(colour=True))
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == draw(PLAIN)


def test_the_very_first_screen_says_how_to_begin():
    """Before anything was judged, bare `grade` names the three steps."""
    assert overview.overview([FRESH], "", FRESH.exercise, PLAIN) == (
        "[....................]  0/8 checks, 0/1 exercise\n\n"
        "Begin with ex03 softmax\n\n"
        "Read it:    grade show ex03\n"
        "Write it:   exercises/ex03_softmax.py\n"
        "Judge it:   grade ex03"
    )


def test_the_exercise_at_hand_shows_what_failed_last():
    """Bare `grade` names the exercise at hand, its failing check, and the command to go on."""
    assert overview.overview(LISTED, "ex02_sigmoid", FRESH.exercise, PLAIN) == (
        "[#######.............]  7/19 checks, 1/3 exercises\n\n"
        "You are at ex02 sigmoid: 2 of 6 checks passed.\n\n"
        "FAIL  Large inputs give finite answers\n\n"
        "Edit exercises/ex02_sigmoid.py, then run   grade ex02\n"
        "Read it:  grade show ex02    Stuck?  grade hint ex02"
    )


def test_a_function_that_is_missing_did_not_fail():
    """What is not written yet has the mark of what was not judged."""
    standing = SIGMOID._replace(functions={"sigmoid": "missing"})
    screen = overview.overview([LISTED[1]._replace(at=standing)], "ex02_sigmoid", None, PLAIN)
    assert "----  sigmoid is not written yet.\n" in screen
    assert "FAIL" not in screen


def test_a_file_that_does_not_load_is_told_as_such():
    """Where the last run could judge nothing, no check is blamed."""
    at = LISTED[1]._replace(at=SIGMOID._replace(claim="", passed=0))
    assert "You are at ex02 sigmoid: the file itself could not be judged." in (
        overview.overview([at], "ex02_sigmoid", None, PLAIN)
    )


def test_after_full_marks_the_next_one_is_named():
    """After an exercise is done another one comes next; at the end, nothing."""
    then = LISTED[1].exercise
    assert "Next: ex02 sigmoid" in overview.overview(LISTED, "ex01_delta_rule", then, PLAIN)
    done = [item._replace(at=Standing(best=1, max_score=1)) for item in LISTED]
    assert overview.overview(done, "ex03_softmax", None, PLAIN) == (
        "[####################]  19/19 checks, 3/3 exercises\n\nAll exercises are done."
    )
    assert "0/0 checks, 0/0 exercises" in overview.overview([], "", None, PLAIN)


def test_a_claim_that_was_edited_commands_no_terminal():
    """Text of the progress file is cleaned and wrapped as a student's."""
    standing = SIGMOID._replace(claim="\x1b[2J\u202ea claim " * 30, failing="\x07f")
    screen = overview.overview([LISTED[1]._replace(at=standing)], "ex02_sigmoid", None, PLAIN)
    assert not {"\x1b", "\x07", "\u202e"} & set(screen)
    assert max(map(len, screen.split("\n"))) <= 80
