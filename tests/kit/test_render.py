"""Screens fit in 80 columns, are ASCII for ASCII, and obey no character of a student."""

import dataclasses
import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.judge import references, sources, suite
from grader.judge.explain import Explainer
from grader.judge.inputs import Data
from grader.judge.inquiry import Inquiry
from grader.judge.submission import MAIN, Submission
from grader.render import overview, panels, terminal
from grader.render.terminal import Next
from grader.report import (
    Call,
    Check,
    Comparison,
    Diagnosis,
    Function,
    Given,
    Outcome,
    Panel,
    Problem,
    Report,
    Source,
)
from tests.kit.workshop import ROOT, answering

COURSE = find_course(ROOT)
WIDTH = 80
NEXT = Next(
    command="grade ex05",
    hint="grade hint ex05",
    show="grade show ex05",
    script=".grade/failing_call.py",
    done=4,
    total=7,
    following="ex06 max pooling",
)
NO_SCRIPT = dataclasses.replace(NEXT, script="")


def columns(line):
    """Return how many columns a terminal needs for a line."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    return len(line) + wide


def too_wide(screen):
    """Return the lines of a screen that are wider than 80 columns."""
    return [line for line in screen.split("\n") if columns(line) > WIDTH]


def is_last(line):
    """Whether this is the line that test_the_last_lines_fit is about."""
    return "to try it yourself" in line


def commands(screen):
    """Return the characters of a screen that could command a terminal."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return {c for c in screen if c != "\n" and unicodedata.category(c) in kinds}


def report(*checks, **fields):
    """Return a report of some checks for ex05."""
    plain = Report(
        exercise="ex05_padding",
        title="Padding",
        submission=Source(None, "exercises/ex05_padding.py", "0" * 64),
        status="failed",
        score=sum(check.earned for check in checks),
        max_score=sum(check.points for check in checks),
        seed=0,
        versions={},
        seconds=0.1,
        checks=checks,
        calls=61,
        functions=(Function("same_padding", 41), Function("pad2d", 63)),
    )
    return dataclasses.replace(plain, **fields)


FAILED = Check(
    "test_cells", "pad2d puts the asked number of cells on each side", "pad2d", 3, 0,
    Outcome.FAILED, message="pad2d: 2 of 4 values differ",
)  # fmt: skip
PASSED = dataclasses.replace(
    FAILED, name="test_b", outcome=Outcome.PASSED, earned=3, message=""
)


@cache
def asked(name):
    """Return record, evidence of the solution, and checks of an exercise."""
    exercise = COURSE.find(name)
    record = references.find(exercise, 0)
    checks = suite.declared(sources.load("suite.py", sources.read(exercise.suite)))
    inquiry = Inquiry(answering(sources.read(exercise.solution)), record)
    data = Data(exercise.root / "datasets")
    for check in checks:
        suite.run(check, inquiry, 0, data)
    return record, tuple(inquiry.evidence), checks, data


def judged(name, known):
    """Return the report of a student who makes a known mistake, without any worker."""
    record, evidence, declared, data = asked(name)
    order = iter(evidence)

    def ask(function, arguments, named):
        found = next(order)
        assert found.function == function
        return known.answers.get(found.key, found.answer)

    inquiry = Inquiry(ask, record)
    found = [suite.run(check, inquiry, 0, data) for check in declared]
    explainer = Explainer(
        Submission("a.py", {MAIN: b""}), record.functions, inquiry.evidence, record.mistakes_of
    )
    checks = (explainer.check(one, record.function_of(one.declared.name)) for one in found)
    return report(*checks)


@pytest.mark.parametrize("name", COURSE.names)
def test_screens_of_known_mistakes_fit(name):
    """Known mistakes of every exercise, each fourth one, take 80 columns of ASCII."""
    record = asked(name)[0]
    wide = []
    for function in record.functions:
        for known in record.mistakes_of(function)[::4]:
            screen = terminal.body(judged(name, known), NEXT)
            wide += [f"{known.id}: {line}" for line in too_wide(screen) if not is_last(line)]
            assert screen.isascii(), known.id
            assert known.text.split()[0] in screen
    assert wide == []


def test_the_last_lines_fit():
    """The line with the score, and with where to try the call, fits in 80 columns."""
    assert too_wide(terminal.body(report(FAILED, PASSED), NEXT)) == []


def test_full_marks_name_the_next_exercise():
    """Full marks are one line, then how many exercises are done and the next one."""
    screen = terminal.body(report(PASSED, PASSED, status="passed"), NEXT)
    assert "pass  2 of 2 checks, 6 of 6 points.   Same answers as PyTorch on 61 calls" in screen
    assert "4 of 7 exercises" in screen
    assert "Next: ex06 max pooling   grade show ex06" in screen
    assert too_wide(screen) == []


def test_the_untouched_stub_says_where_to_start():
    """An untouched stub lists its functions with their lines and what to run."""
    missing = dataclasses.replace(FAILED, outcome=Outcome.MISSING)
    screen = terminal.body(report(missing, missing), NO_SCRIPT)
    for words in ("Two functions to write", "same_padding", "line 41", "start here", "line 63"):
        assert words in screen
    assert "grade show ex05" in screen
    assert too_wide(screen) == []


def test_a_file_that_does_not_load_shows_its_line():
    """A problem shows the line, the message and the hint, and that nothing is lost."""
    problem = Problem("ModuleNotFoundError: No module named 'nunpy'", 14, "import nunpy as np",
                      "did you mean numpy?", "loading\n")  # fmt: skip
    screen = terminal.body(report(FAILED, problem=problem), NEXT)
    for words in (
        "line 14   import nunpy as np",
        "No module named 'nunpy'",
        "did you mean numpy?",
        "| loading",
        "Edit exercises/ex05_padding.py",
    ):
        assert words in screen


def test_a_fault_of_the_kit_is_not_the_students():
    """A report with an internal check says that the grader failed and nothing was marked."""
    check = dataclasses.replace(FAILED, outcome=Outcome.INTERNAL)
    screen = terminal.body(report(check, PASSED, status="internal", score=None), NEXT)
    assert "the fault is the grader's, not yours" in screen
    assert "None" not in screen


def test_marks_are_words():
    """Every check's line begins with pass, FAIL or ----, so that colour is not needed."""
    checks = [
        dataclasses.replace(FAILED, name=f"test_{outcome}", outcome=outcome,
                            earned=3 if outcome is Outcome.PASSED else 0)
        for outcome in Outcome
    ]  # fmt: skip
    screen = terminal.body(report(*checks), NEXT)
    marks = [line[2:6] for line in screen.split("\n") if "/3  pad2d puts" in line]
    assert marks == ["pass", "FAIL", "FAIL", "FAIL", "FAIL", "----", "----", "----"]


def test_colour_only_repeats():
    """A coloured screen without its colours is the plain screen."""
    painted = terminal.body(report(FAILED, PASSED), NEXT, lambda text, _: f"<{text}>")
    assert painted != terminal.body(report(FAILED, PASSED), NEXT)
    assert painted.replace("<", "").replace(">", "") == terminal.body(
        report(FAILED, PASSED), NEXT
    )


SIGNS = "\x1b\x07\x08\r\n\t\0\x7f\x9b\u202e\u2066\u200f\u200b\ufeff\u2028\u2029\x85\xad"
NASTY = st.lists(
    st.sampled_from(
        [*SIGNS, "\x1b[2J", "\x1b]0;title\x07", "\ud800", "a", " ", "\uac00", "\U0001f600"]
    ),
    max_size=20,
).map("".join)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=150).map(
    lambda text: text * 2
)


def checks_of(text):
    """Draw a failed check, every text of a student's in which is drawn from `text`."""
    cells = st.lists(text, min_size=1, max_size=4).map(tuple)
    panel = st.builds(
        Panel, st.just("float64 (2, 2)"), st.lists(cells, min_size=1, max_size=3).map(tuple)
    )
    return st.builds(
        Check,
        name=st.just("test_a"),
        title=st.just("a is b"),
        function=st.just("f"),
        points=st.just(1),
        earned=st.just(0),
        outcome=st.sampled_from(
            [Outcome.FAILED, Outcome.ERROR, Outcome.CRASHED, Outcome.NOT_RUN]
        ),
        message=text,
        call=st.none()
        | st.just(Call("f", "f(x)", (Given("x", "np.zeros(3)", "float64 (3,)"),))),
        comparison=st.none() | st.builds(Comparison, panel, panel, st.just("2 values differ")),
        diagnosis=st.none()
        | st.builds(Diagnosis, st.just("warning"), text, st.sampled_from(["note", "mistake"])),
        line=st.none() | st.integers(1, 99999),
        source=text,
        printed=text,
    )


def problems_of(text):
    """Draw a problem of a file, its texts drawn from `text`."""
    lines = st.none() | st.integers(1, 99999)
    return st.builds(Problem, text, lines, text, st.just("look at the line"), text)


@settings(max_examples=100, deadline=None)
@given(checks_of(NASTY))
def test_no_text_of_a_check_commands_the_terminal(check):
    """Control and bidirectional characters of student text never reach the screen."""
    screen = terminal.body(report(check, PASSED), NEXT)
    assert commands(screen) == set()


@settings(max_examples=60, deadline=None)
@given(problems_of(NASTY), NASTY)
def test_no_text_of_a_problem_commands_the_terminal(problem, path):
    """The same holds for files that do not load, for their path and for `grade all`."""
    source = Source(None, path, "0" * 64)
    made = report(FAILED, problem=problem, submission=source)
    assert commands(terminal.body(made, NEXT)) == set()
    assert commands(terminal.heading("ex05 padding", path)) == set()
    line = overview.row("ex05 padding", made)
    assert commands(line) == set()
    assert "\n" not in line


@settings(max_examples=100, deadline=None)
@given(checks_of(ASCII))
def test_any_ascii_fits_and_stays_ascii(check):
    """However long a message, line, cell or print is, the screen has 80 columns of ASCII."""
    screen = terminal.body(report(check, PASSED), NEXT)
    assert screen.isascii()
    assert [line for line in too_wide(screen) if not is_last(line)] == []


@settings(max_examples=60, deadline=None)
@given(problems_of(ASCII))
def test_any_problem_fits(problem):
    """A file that does not load is explained in 80 columns, however long its lines are."""
    made = report(FAILED, problem=problem)
    assert too_wide(terminal.body(made, NO_SCRIPT)) == []
    assert too_wide(overview.row("ex05 padding", made)) == []


def test_wide_letters_take_two_columns():
    """Korean text is wrapped and cut by the columns that it takes, not by its letters."""
    korean = "\uac00\ub098\ub2e4\ub77c " * 60
    check = dataclasses.replace(FAILED, message=korean, printed=korean, source=korean, line=3)
    screen = terminal.body(report(check, PASSED), NEXT)
    assert [line for line in too_wide(screen) if not is_last(line)] == []


def test_much_printed_text_is_cut():
    """A thousand printed lines are shown in a few, with their number."""
    check = dataclasses.replace(FAILED, printed="line\n" * 1000)
    screen = terminal.body(report(check), NEXT)
    assert screen.count("| line") == terminal.LONG_PRINT
    assert "988 lines more" in screen


def test_a_long_argument_is_left_to_the_script():
    """An argument of many lines is not printed; its name, kind and place are."""
    call = Call(
        "f", "f(x)", (Given("x", "np.array([\n" + "1.0,\n" * 50 + "])", "float64 (50,)"),)
    )
    screen = terminal.body(report(dataclasses.replace(FAILED, call=call)), NEXT)
    assert "x = ...   # float64 (50,), whole in the script below" in screen


@pytest.mark.parametrize("size", [1, 3, 8, 12])
@pytest.mark.parametrize("cell", ["7", "-1.25e-05", "0.12345678901234567"])
def test_grids_fit_side_by_side_or_below_each_other(size, cell):
    """Two grids of any shown size fit, and every cell of both is there."""
    panel = Panel("values", ((cell,) * size,) * size, ((0, 0),))
    lines = panels.comparison(Comparison(panel, panel))
    assert too_wide("\n".join(lines)) == []
    assert sum(line.count(cell) for line in lines) == 2 * size * size


def test_differing_cells_are_starred():
    """Only the student's cells that differ are between asterisks, unless all do."""
    one = Panel("float64 (1, 2)", (("1", "2"),), ((0, 1),))
    both = Panel("float64 (1, 2)", (("1", "2"),), ((0, 0), (0, 1)))
    assert "\n".join(panels.comparison(Comparison(one, one))).count("*2*") == 1
    assert "*" not in "\n".join(panels.comparison(Comparison(both, both)))
