"""Statements fit a terminal, and say what the stub says; solutions are shown when earned.

The screens in tests/kit/statements/ are written anew, and read before they are kept, by

    python -m tests.kit.test_statement --write
"""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import Course
from grader.errors import UsageError
from grader.learn import statement
from grader.learn.progress import Standing
from grader.learn.statement import Asked
from grader.render import statement as drawn
from grader.render.look import Look
from grader.render.text import columns_of
from grader.words.text import draw, literal
from tests.kit.workshop import ROOT, copy_of

COURSE = Course(ROOT)
GOLDEN = Path(__file__).parent / "statements"
WIDTHS = (40, 80, 120)
STATES = {"max_pool2d": "passed", "max_pool2d_backward": "missing"}


def every():
    """Parametrize a test over the exercises of this course."""
    return pytest.mark.parametrize("name", COURSE.names)


def screen_of(exercise, width):
    """Return the screen of a statement."""
    at = Standing(functions=STATES)
    functions = statement.functions(exercise, at)
    return drawn.statement(statement.statement(exercise), functions, Look(width)) + "\n"


def text_of(exercise):
    """Return the text of a statement."""
    return draw(statement.statement(exercise))


def golden(width):
    """Return where the screen of one statement is kept."""
    return GOLDEN / f"ex06_at_{width}.txt"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_statement_looks_as_it_did(width):
    """The statement of ex06, which has lists, formulas and arrays, at three widths."""
    kept = golden(width).read_text(encoding="utf-8")
    assert screen_of(COURSE.find("ex06"), width) == kept


@every()
def test_no_word_of_a_statement_is_lost(name):
    """At any width every word of the statement is there, in order, and nothing else."""
    exercise = COURSE.find(name)
    title, _, body = text_of(exercise).partition("\n")
    words = [*title.rstrip(".").split(), *body.split()]
    for width in (40, 63, 80, 120):
        shown = screen_of(exercise, width).partition("\n\nFunctions to write\n")[0]
        assert re.sub(r"^=+$", "", shown, flags=re.M).split() == words


@every()
def test_a_statement_fits_80_columns(name):
    """No line of a statement is broken by a terminal of 80 columns."""
    exercise = COURSE.find(name)
    wide = [line for line in screen_of(exercise, 80).split("\n") if columns_of(line) > 80]
    assert wide == []


@every()
def test_formulas_stay_as_they_are(name):
    """At 80 columns the lines of a formula or array keep their places to each other."""
    exercise = COURSE.find(name)
    shown = screen_of(exercise, 80).split("\n")
    for line in text_of(exercise).split("\n"):
        if line.startswith("        "):
            assert any(other.strip() == line.strip() for other in shown)


@every()
def test_every_function_is_named_with_its_parameters(name):
    """Below the statement stand all functions to write, as the stub declares them."""
    exercise = COURSE.find(name)
    told = statement.functions(exercise, Standing())
    assert [each.signature.partition("(")[0] for each in told] == list(exercise.hints)
    stub = exercise.stub.read_text(encoding="utf-8")
    for each in told:
        assert f"def {each.signature}:" in stub
        assert draw(each.first_line) in stub
        assert each.state == ""


TEXT = st.text("ab-:.> \n\uac00\u00e9\x1b", max_size=300)


@settings(max_examples=150)
@given(TEXT, st.integers(40, 130))
def test_any_text_is_drawn_whole(text, width):
    """Whatever stands in the stub, each of its letters is drawn, and no control character."""
    asked = Asked("f(x)", None, "")
    shown = drawn.statement(literal(text), [asked], Look(width))
    body = shown.partition("\n\nFunctions to write")[0]
    assert "\x1b" not in shown
    for letter in "ab\uac00\u00e9:":
        assert body.count(letter) == text.count(letter)


@settings(max_examples=100)
@given(
    st.lists(st.text("ab\uac00", min_size=1, max_size=90), max_size=30), st.integers(40, 130)
)
def test_prose_fits_any_width(words, width):
    """Prose, also Korean, never passes the edge, however long its words are."""
    text = f"Title.\n\n{' '.join(words)}\n\n- {' '.join(words)}"
    shown = drawn.statement(literal(text), [], Look(width))
    assert max(map(columns_of, shown.split("\n"))) <= min(width, drawn.WIDEST)


def test_the_states_of_functions_are_words():
    """Each state has a mark and a word, so that colour only repeats."""
    told = [Asked("f(x)", literal("What it does."), state) for state in drawn.STATES]
    shown = drawn.statement(literal("Title."), told, Look()).partition("-\n\n")[2]
    assert shown.split("\n")[::2] == [
        "pass  f(x)", "FAIL  f(x)", "----  f(x)   not written yet",
        "----  f(x)   waits for another function", "----  f(x)   not judged yet",
    ]  # fmt: skip


def test_a_statement_that_was_deleted_is_still_shown(tmp_path):
    """Where the student's file has lost its statement, or is gone, the course's is shown."""
    exercise = copy_of(tmp_path, "ex05_padding").find("ex05")
    due = text_of(exercise)
    exercise.stub.write_text("def pad2d(x, pad):\n    '''mine'''\n", encoding="utf-8")
    assert text_of(exercise) == due
    exercise.stub.unlink()
    assert text_of(exercise) == due
    exercise.pristine.unlink()
    with pytest.raises(UsageError, match="does not begin with a statement"):
        statement.statement(exercise)


def test_a_file_that_does_not_compile_shows_its_statement(tmp_path):
    """The student's file is only read, and functions come from the course's copy."""
    exercise = copy_of(tmp_path, "ex05_padding").find("ex05")
    text = exercise.stub.read_text(encoding="utf-8")
    exercise.stub.write_text(text + "\ndef (:\n", encoding="utf-8")
    assert text_of(exercise).startswith("Ex05: padding.")
    assert len(statement.functions(exercise, Standing())) == 2


def test_an_exercise_that_is_being_written_names_its_functions(tmp_path):
    """Before it is recorded, the functions are those that have hints."""
    exercise = copy_of(tmp_path, "ex05_padding").find("ex05")
    exercise.pristine.unlink()
    told = statement.functions(exercise, Standing(functions={"pad2d": "failed"}))
    assert told == [Asked("same_padding", None, ""), Asked("pad2d", None, "failed")]


@every()
def test_checks_are_counted_as_declared(name):
    """Counting the checks of a suite without running it gives what judging finds."""
    from grader.judge import sources, suite

    exercise = COURSE.find(name)
    loaded = sources.load(exercise.suite.name, sources.read(exercise.suite))
    assert statement.checks_of(exercise) == len(suite.declared(loaded))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (Standing(), "nothing was judged yet"),
        (Standing(best=9, max_score=13, when="then"), "your best is 9 of 13"),
        (Standing(score=13, best=0, max_score=13, when="then"), "your best is 0 of 13"),
    ],
)
def test_a_solution_is_refused_before_full_marks(at, told):
    """Before full marks the refusal says how far it is, and how to go on."""
    with pytest.raises(UsageError) as refused:
        statement.solution(COURSE.find("ex05"), at)
    assert told in str(refused.value)
    assert "grade hint ex05" in draw(refused.value.hint)


def test_a_solution_is_shown_after_full_marks():
    """Full marks once are enough, whatever the last run gave."""
    exercise = COURSE.find("ex05")
    at = Standing(score=0, best=13, max_score=13, when="then")
    assert statement.solution(exercise, at) == exercise.solution.read_text(encoding="utf-8")


def test_an_edition_without_solutions_says_so(tmp_path):
    """Where the course has no solution that is the answer, done or not."""
    exercise = copy_of(tmp_path, "ex05_padding").find("ex05")
    exercise.solution.unlink()
    for at in (Standing(), Standing(best=13, max_score=13)):
        with pytest.raises(UsageError, match="has no solution of ex05 padding"):
            statement.solution(exercise, at)


def test_a_coloured_solution_has_the_same_words():
    """Colour for a terminal changes no letter and breaks no line of the source."""
    for exercise in COURSE.exercises:
        source = exercise.solution.read_text(encoding="utf-8")
        painted = drawn.coloured(source)
        assert painted != source
        assert re.sub(r"\x1b\[[\d;]*m", "", painted) == source


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    GOLDEN.mkdir(exist_ok=True)
    for columns in WIDTHS:
        golden(columns).write_text(screen_of(COURSE.find("ex06"), columns), encoding="utf-8")
