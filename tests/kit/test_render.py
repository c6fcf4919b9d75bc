"""Screens fit in 80 columns, are ASCII for ASCII, and obey no character of a student."""

import dataclasses
import re
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
from grader.render.look import ASCII, DRAWN, Look
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
LOOK = Look()
NO_SCRIPT = dataclasses.replace(NEXT, script="")


def body(made, what_next=NEXT, look=LOOK):
    """Return the screen of a report in 80 columns of ASCII, unless told otherwise."""
    return terminal.body(made, what_next, look)


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
IMAGE = Panel(
    "float64 (2, 3, 9, 9), part [0, 2, 1:4, 0:3]",
    (("0", "0.50", "-1.25"), ("3.00", "0", "2.00"), ("nan", "-0.00", "1.75")),
    ((0, 1), (2, 0)),
    ("above", "below", "right"),
)
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
            screen = body(judged(name, known), NEXT)
            wide += [f"{known.id}: {line}" for line in too_wide(screen) if not is_last(line)]
            assert screen.isascii(), known.id
            assert known.text.split()[0] in screen
    assert wide == []


def test_the_last_lines_fit():
    """The line with the score, and with where to try the call, fits in 80 columns."""
    assert too_wide(body(report(FAILED, PASSED), NEXT)) == []


def test_full_marks_name_the_next_exercise():
    """Full marks are one line, then how many exercises are done and the next one."""
    screen = body(report(PASSED, PASSED, status="passed"), NEXT)
    assert "pass  2 of 2 checks, 6 of 6 points.   Same answers as PyTorch on 61 calls" in screen
    assert "4 of 7 exercises" in screen
    assert "Next: ex06 max pooling   grade show ex06" in screen
    assert too_wide(screen) == []


def test_the_untouched_stub_says_where_to_start():
    """An untouched stub lists its functions with their lines and what to run."""
    missing = dataclasses.replace(FAILED, outcome=Outcome.MISSING)
    screen = body(report(missing, missing), NO_SCRIPT)
    for words in ("Two functions to write", "same_padding", "line 41", "start here", "line 63"):
        assert words in screen
    assert "grade show ex05" in screen
    assert too_wide(screen) == []


def test_a_file_that_does_not_load_shows_its_line():
    """A problem shows the line, the message and the hint, and that nothing is lost."""
    problem = Problem("ModuleNotFoundError: No module named 'nunpy'", 14, "import nunpy as np",
                      "did you mean numpy?", "loading\n")  # fmt: skip
    screen = body(report(FAILED, problem=problem), NEXT)
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
    screen = body(report(check, PASSED, status="internal", score=None), NEXT)
    assert "the fault is the grader's, not yours" in screen
    assert "None" not in screen


def test_marks_are_words():
    """Every check's line begins with pass, FAIL or ----, so that colour is not needed."""
    checks = [
        dataclasses.replace(FAILED, name=f"test_{outcome}", outcome=outcome,
                            earned=3 if outcome is Outcome.PASSED else 0)
        for outcome in Outcome
    ]  # fmt: skip
    screen = body(report(*checks), NEXT)
    marks = [line[2:6] for line in screen.split("\n") if "/3  pad2d puts" in line]
    assert marks == ["pass", "FAIL", "FAIL", "FAIL", "FAIL", "----", "----", "----"]


def plain(screen):
    """Return a screen without its colours."""
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", screen).split("\n"))


LOOKS = [Look(width, signs=signs) for width in (40, 61, 80, 120) for signs in (ASCII, DRAWN)]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_colour_only_repeats(look):
    """A coloured screen without its colours is the plain screen, whatever is shown."""
    image = Comparison(IMAGE, IMAGE, "2 values differ", Panel("x, " + IMAGE.title, IMAGE.rows),
                       image=True)  # fmt: skip
    row = Panel("float64 (3,)", (("0.12", "1.00", "nan"),), ((0, 1),), ("left",))
    for told in (image, dataclasses.replace(image, image=False), Comparison(row, row)):
        made = report(dataclasses.replace(FAILED, comparison=told), PASSED)
        painted = body(made, look=dataclasses.replace(look, colour=True))
        assert painted != body(made, look=look)
        assert plain(painted) == body(made, look=look)


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
    screen = body(report(check, PASSED), NEXT)
    assert commands(screen) == set()


@settings(max_examples=60, deadline=None)
@given(problems_of(NASTY), NASTY)
def test_no_text_of_a_problem_commands_the_terminal(problem, path):
    """The same holds for files that do not load, for their path and for `grade all`."""
    source = Source(None, path, "0" * 64)
    made = report(FAILED, problem=problem, submission=source)
    assert commands(body(made, NEXT)) == set()
    assert commands(terminal.heading("ex05 padding", path)) == set()
    line = overview.row("ex05 padding", made)
    assert commands(line) == set()
    assert "\n" not in line


@settings(max_examples=100, deadline=None)
@given(checks_of(ASCII))
def test_any_ascii_fits_and_stays_ascii(check):
    """However long a message, line, cell or print is, the screen has 80 columns of ASCII."""
    screen = body(report(check, PASSED), NEXT)
    assert screen.isascii()
    assert [line for line in too_wide(screen) if not is_last(line)] == []


@settings(max_examples=60, deadline=None)
@given(problems_of(ASCII))
def test_any_problem_fits(problem):
    """A file that does not load is explained in 80 columns, however long its lines are."""
    made = report(FAILED, problem=problem)
    assert too_wide(body(made, NO_SCRIPT)) == []
    assert too_wide(overview.row("ex05 padding", made)) == []


def test_wide_letters_take_two_columns():
    """Korean text is wrapped and cut by the columns that it takes, not by its letters."""
    korean = "\uac00\ub098\ub2e4\ub77c " * 60
    check = dataclasses.replace(FAILED, message=korean, printed=korean, source=korean, line=3)
    screen = body(report(check, PASSED), NEXT)
    assert [line for line in too_wide(screen) if not is_last(line)] == []


def test_much_printed_text_is_cut():
    """A thousand printed lines are shown in a few, with their number."""
    check = dataclasses.replace(FAILED, printed="line\n" * 1000)
    screen = body(report(check), NEXT)
    assert screen.count("| line") == terminal.LONG_PRINT
    assert "988 lines more" in screen


def test_a_long_argument_is_left_to_the_script():
    """An argument of many lines is not printed; its name, kind and place are."""
    call = Call(
        "f", "f(x)", (Given("x", "np.array([\n" + "1.0,\n" * 50 + "])", "float64 (50,)"),)
    )
    screen = body(report(dataclasses.replace(FAILED, call=call)), NEXT)
    assert "x = ...   # float64 (50,), whole in the script below" in screen


def compared(yours, expected, look=LOOK, **fields):
    """Return the lines of a comparison as one text."""
    return "\n".join(panels.comparison(Comparison(yours, expected, **fields), look))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("size", [2, 3, 8, 12])
@pytest.mark.parametrize("cell", ["7", "-1.25e-05", "0.12345678901234567"])
def test_grids_fit_side_by_side_or_below_each_other(width, size, cell):
    """Two grids of any size fit any screen; what is left out is said, the marks are there."""
    middle = size // 2
    panel = Panel("values", ((cell,) * size,) * size, ((middle, middle),))
    drawn = compared(panel, panel, Look(width))
    assert [line for line in drawn.split("\n") if columns(line) > width] == []
    assert f"{cell}*" in drawn
    assert ("..." in drawn) == (drawn.count(cell) < 2 * size * size)


def test_two_columns_of_grids_are_used_where_they_fit():
    """Small grids stand side by side in 80 columns, larger ones do so in 120."""
    small = Panel("float64 (3, 3)", (("1.00",) * 3,) * 3, ((0, 0),))
    large = Panel("float64 (3, 7)", (("-1.00",) * 7,) * 3, ((0, 0),))
    for panel, width in ((small, 80), (large, 120)):
        heading = compared(panel, panel, Look(width)).split("\n")[0]
        assert heading.split() == ["yours", "expected"]


def test_three_grids_stand_side_by_side():
    """An image's input stands to the left of both answers where there is room, else above."""
    given_ = Panel("x, int64 (1, 1, 2, 2)", (("1", "2"), ("3", "4")))
    both = Panel("int64 (1, 1, 2, 2)", (("1", "2"), ("3", "5")), ((1, 1),))
    wide = compared(both, both, input=given_, image=True).split("\n")
    assert wide[0].split() == ["x", "yours", "expected"]
    narrow = compared(both, both, Look(40), input=given_, image=True).split("\n")
    assert [narrow[0].split(), narrow[6].split()] == [["x"], ["yours"]]


def test_differing_cells_are_marked():
    """Each cell of the student's that differs has an asterisk, and no cell of the other."""
    one = Panel("float64 (2, 2)", (("1", "2"), ("3", "4")), ((0, 1), (1, 0)))
    drawn = compared(one, one)
    assert [drawn.count(f"{cell}*") for cell in "1234"] == [0, 1, 1, 0]
    assert drawn.count("*") == 2


def test_the_shown_slice_is_named():
    """The part that is shown stands behind the name, dtype and shape below it."""
    lines = compared(IMAGE, IMAGE, input=Panel("x, " + IMAGE.title, IMAGE.rows)).split("\n")
    index = "[0, 2, 1:4, 0:3]"
    parts = [re.split("  +", line.strip()) for line in lines[:2]]
    assert parts[0] == [f"x{index}", f"yours{index}", f"expected{index}"]
    assert parts[1] == ["float64 (2, 3, 9, 9)"] * 3
    assert compared(dataclasses.replace(IMAGE, title="result[1], " + IMAGE.title), IMAGE
                    ).startswith("      yours result[1][0, 2, 1:4, 0:3]")  # fmt: skip


def test_a_narrow_screen_names_what_it_shows():
    """Where a screen has no room for all columns, the part in the title is the shown one."""
    cells = tuple(str(number) for number in range(100, 112))
    panel = Panel("int64 (9, 30), part [0:2, 10:22]", (cells, cells), ((1, 9),), ("left",))
    for width in (40, 60, 80, 120):
        lines = compared(panel, panel, Look(width)).split("\n")
        start, stop = map(int, re.search(r"(\d+):(\d+)\]", lines[0]).groups())
        shown = re.findall(r"\b1\d\d\b", lines[3])
        assert tuple(shown[: stop - start]) == cells[start - 10 : stop - 10]
        assert start <= 19 < stop


def test_cut_edges_have_dots():
    """Dots stand at the edges behind which an array goes on, and at no other."""
    cells = (("1", "2"), ("3", "4"))
    for edges in ((), ("left",), ("right", "below"), ("above", "left", "below", "right")):
        panel = Panel("int64 (9, 9), part [1:3, 1:3]", cells, ((0, 0),), edges)
        drawn = panels.comparison(Comparison(panel, panel), LOOK)
        rows = [line for line in drawn if "1*" in line or "3" in line][1:]
        sideways = [edge for edge in edges if edge in ("left", "right")]
        assert {line.count("...") for line in rows} == {2 * len(sideways)}
        assert len(drawn) == 3 + 2 + len(edges) - len(sideways)


def test_wide_letters_do_not_shift_a_grid():
    """Cells of Korean text are as wide as they look, so that columns stay columns."""
    words = Panel("<U2 (2, 2)", (("\uac00\ub098", "ab"), ("c", "\ub2e4")), ((0, 0),))
    lines = panels.comparison(Comparison(words, words), LOOK)[3:]
    assert {columns(line[: line.rindex(last)] + last) for line, last in
            zip(lines, ("ab", "\ub2e4"), strict=True)} == {columns(lines[0])}  # fmt: skip


def test_single_values_stand_below_each_other():
    """Two plain values take two lines; a long one is wrapped, not cut."""
    drawn = compared(Panel("", (("(2, 1)",),)), Panel("", (("(1, 2)",),)))
    assert drawn == "      yours     (2, 1)\n      expected  (1, 2)"
    words = " ".join(str(number) for number in range(60))
    drawn = compared(Panel("", ((words,),)), Panel("int64 (1, 2)", (("3", "4"),)))
    assert drawn.split()[1:61] == words.split()
    assert too_wide(drawn) == []


def test_images_are_shaded_by_value():
    """In colour the least value has the darkest ground, the largest the lightest, all panels
    the same scale; what is no number has none, and no other array is shaded."""
    cells = (("-1", "0", "nan"), ("3", "9", "3"))
    panel = Panel("float64 (1, 1, 2, 3)", (("-1", "0", "nan"), ("3", "1", "2")), ((1, 1),))
    look = Look(colour=True)
    drawn = compared(Panel(panel.title, cells, ((1, 1),)), panel, look, image=True)
    grounds = {
        cell: set(re.findall(rf"48;5;(\d+)m +{re.escape(cell)}\b", drawn))
        for cell in ("-1", "0", "3", "9", "nan")
    }
    assert grounds == {"-1": {"232"}, "0": {"238"}, "3": {"255"}, "9": {"255"}, "nan": set()}
    assert "48;5" not in compared(panel, panel, look)


@pytest.mark.parametrize("width", [40, 80])
def test_every_panel_of_an_image_is_shaded(width):
    """Input, answer and expected answer are shaded, beside or above each other."""
    wide = Panel("float64 (1, 1, 1, 4)", (("1.00", "2.00", "3.00", "4.00"),), ((0, 0),))
    given_ = dataclasses.replace(wide, title="x, " + wide.title, marks=())
    drawn = compared(wide, wide, Look(width, colour=True), input=given_, image=True)
    assert len(re.findall(r"48;5;255m +4.00", drawn)) == 3


def test_an_image_of_one_pixel_stands_beside_its_input():
    """A result of one pixel is an image too: what it was made from is shown."""
    one = Panel("float64 (1, 1, 1, 1)", (("4",),), ((0, 0),))
    given_ = Panel("x, float64 (1, 1, 2, 2)", (("1", "2"), ("3", "5")))
    drawn = compared(one, one, input=given_, image=True)
    assert drawn.split()[:3] == ["x", "yours", "expected"]
    assert "4*" in drawn
