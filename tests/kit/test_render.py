"""Screens fit in 80 columns, are ASCII for ASCII, and obey no character of a student."""

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import find_course
from grader.judge import references, sources, suite
from grader.judge.earlier import Earlier
from grader.judge.explain import Explainer
from grader.judge.inputs import Data
from grader.judge.inquiry import Inquiry
from grader.judge.probes import Aside
from grader.judge.submission import MAIN, Submission
from grader.render import overview, panels, terminal
from grader.render.look import ASCII, DRAWN, Look
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
    Reason,
    Report,
    Source,
)
from grader.words import reading
from grader.words.reading import Next, Step
from grader.words.text import literal
from tests.kit.workshop import ROOT, solution_answering

COURSE = find_course(ROOT)
WIDTH = 80
NEXT = Next(
    command="grade ex05",
    hint="grade hint ex05",
    show="grade show ex05",
    script="python .grade/failing_call.py",
    done=4,
    total=7,
    following=Step(literal("Next: ex06 max pooling"), "grade show ex06"),
)
LOOK = Look()
NO_SCRIPT = NEXT._replace(script="")


def body(made, what_next=NEXT, look=LOOK):
    """Return the screen of a report in 80 columns of ASCII, unless told otherwise."""
    return terminal.body(reading.read(made, what_next), look)


def columns(line):
    """Return how many columns a terminal needs for a line."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    return len(line) + wide


def too_wide(screen):
    """Return the lines of a screen that are wider than 80 columns."""
    return [line for line in screen.split("\n") if columns(line) > WIDTH]


def is_last(line):
    """Whether this is the line that test_the_last_lines_fit is about."""
    return "Try it yourself" in line


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
    return plain._replace(**fields)


FAILED = Check(
    "test_cells", "pad2d puts the asked number of cells on each side", "pad2d", 3, 0,
    Outcome.FAILED, reason=Reason("wrong_value", {"function": "pad2d"}),
)  # fmt: skip


def array(rows, shape=(2, 2), dtype="float64", **fields):
    """Return a panel of an array; it is the student's unless told otherwise."""
    return Panel("yours", dtype=dtype, shape=shape, rows=rows, numeric=True, **fields)


def expected_of(panel):
    """Return the same panel as the expected one's."""
    return panel._replace(owner="expected")


def given_of(panel, name="x"):
    """Return the same panel as that of an argument."""
    return panel._replace(owner="input", name=name, marks=())


IMAGE = array(
    (("0", "0.50", "-1.25"), ("3.00", "0", "2.00"), ("nan", "-0.00", "1.75")),
    (2, 3, 9, 9),
    window=("0", "2", "1:4", "0:3"),
    marks=((0, 1), (2, 0)),
    cut=("above", "below", "right"),
)
PASSED = FAILED._replace(name="test_b", outcome=Outcome.PASSED, earned=3, reason=None)


@cache
def asked(name):
    """Return record, evidence of the solution, and checks of an exercise."""
    exercise = COURSE.find(name)
    record = references.find(exercise, 0)
    checks = suite.declared(sources.load("suite.py", sources.read(exercise.suite)))
    inquiry = Inquiry(solution_answering(exercise), record)
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
    nobody, empty = Aside(None, None), Submission("a.py", {MAIN: b""})
    explainer = Explainer(
        empty,
        record.functions,
        inquiry.evidence,
        record.mistakes_of,
        nobody,
        {},
        lambda function: sources.statement_of(COURSE.find(name), function),
        Earlier((), empty, {}, None, {}),
    )
    checks = (explainer.check(one, record.function_of(one.declared.name)) for one in found)
    return report(*checks)


@pytest.mark.slow
@pytest.mark.parametrize("name", COURSE.names)
def test_screens_of_known_mistakes_fit(name):
    """Known mistakes of every exercise, each fourth one, take 80 columns of ASCII."""
    record, evidence = asked(name)[:2]
    wide = []
    # What only drawn numbers show is told by a claim, and who raises in every call by probes:
    # for both nobody is asked here.
    drawn = {one.function for one in evidence if one.question.tolerance.by_chance}
    for function in record.functions:
        for known in record.mistakes_of(function)[::4]:
            screen = body(judged(name, known), NEXT)
            wide += [f"{known.id}: {line}" for line in too_wide(screen) if not is_last(line)]
            assert screen.isascii(), known.id
            answered = any(
                known.answers.get(one.key, one.answer).raised is None
                for one in evidence
                if one.function == function
            )
            assert function in drawn or not answered or known.text.split()[0] in screen
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
    reason = Reason("unwritten", {"function": "pad2d"})
    missing = FAILED._replace(outcome=Outcome.MISSING, reason=reason)
    screen = body(report(missing, missing), NO_SCRIPT)
    for words in ("Two functions to write", "same_padding", "line 41", "start here", "line 63"):
        assert words in screen
    assert "grade show ex05" in screen
    assert too_wide(screen) == []


def test_a_file_that_does_not_load_shows_its_line():
    """A problem shows the line, the message and the hint, and that nothing is lost."""
    facts = {"type": "ModuleNotFoundError", "message": "No module named 'nunpy'"}
    hint = Reason("did_you_mean", {"name": "numpy"})
    problem = Problem(Reason("raised", facts), 14, "import nunpy as np", hint, "loading\n")
    screen = body(report(FAILED, problem=problem), NEXT)
    for words in (
        "line 14   import nunpy as np",
        "No module named 'nunpy'",
        "Did you mean numpy?",
        "| loading",
        "Edit exercises/ex05_padding.py",
    ):
        assert words in screen


def test_a_fault_of_the_kit_is_not_the_students():
    """A report with an internal check says that the grader failed and nothing was marked."""
    check = FAILED._replace(outcome=Outcome.INTERNAL)
    screen = body(report(check, PASSED, status="internal", score=None), NEXT)
    assert "the fault is the grader's, not yours" in screen
    assert "None" not in screen


def test_marks_are_words():
    """Every check's line begins with pass, FAIL or ----, so that colour is not needed."""
    checks = [
        FAILED._replace(name=f"test_{outcome}", outcome=outcome,
                        earned=3 if outcome is Outcome.PASSED else 0)
        for outcome in Outcome
    ]  # fmt: skip
    screen = body(report(*checks), NEXT)
    marks = [line[2:6] for line in screen.split("\n") if "/3  pad2d " in line]
    assert marks == ["pass", "FAIL", "FAIL", "FAIL", "FAIL", "----", "----", "----"]


def plain(screen):
    """Return a screen without its colours."""
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", screen).split("\n"))


LOOKS = [Look(width, signs=signs) for width in (40, 61, 80, 120) for signs in (ASCII, DRAWN)]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_colour_only_repeats(look):
    """A coloured screen without its colours is the plain screen, whatever is shown."""
    image = Comparison(IMAGE, expected_of(IMAGE), 2, 9, input=given_of(IMAGE), image=True)
    row = array((("0.12", "1.00", "nan"),), (9,), marks=((0, 1),), cut=("left",))
    rows = Comparison(row, expected_of(row))
    for told in (image, image._replace(image=False), rows):
        made = report(FAILED._replace(comparison=told), PASSED)
        painted = body(made, look=look._replace(colour=True))
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


def made(kind, /, **fields):
    """Draw a record of a kind with some fields drawn, and all others as they are."""
    return st.fixed_dictionaries(fields).map(lambda drawn: kind(**drawn))


def raised(text):
    """Draw the reason of an exception whose texts are drawn from `text`."""
    facts = st.fixed_dictionaries({"type": text, "message": text})
    return made(Reason, code=st.just("raised"), facts=facts)


def checks_of(text):
    """Draw a failed check, every text of a student's in which is drawn from `text`."""
    cells = st.lists(text, min_size=1, max_size=4).map(tuple)
    rows = st.lists(cells, min_size=1, max_size=3).map(tuple)
    shapes = st.sampled_from([None, (2, 2)])
    panel = made(Panel, owner=st.just("yours"), name=text, dtype=text, shape=shapes, rows=rows)
    comparison = made(
        Comparison,
        yours=panel,
        expected=panel.map(expected_of),
        differing=st.none() | st.integers(1, 4),
        size=st.just(4),
    )
    diagnosis = made(
        Diagnosis,
        role=st.just("why"),
        kind=st.sampled_from(["note", "mistake"]),
        id=st.just("warning"),
        facts=st.fixed_dictionaries({"warning": text}),
        text=text,
    )
    call = Call("f", "f(x)", (Given("x", "np.zeros(3)", "float64", (3,)),))
    outcomes = [Outcome.FAILED, Outcome.ERROR, Outcome.CRASHED, Outcome.NOT_RUN]
    return made(
        Check,
        name=st.just("test_a"),
        title=st.just("a is b"),
        function=st.just("f"),
        points=st.just(1),
        earned=st.just(0),
        outcome=st.sampled_from(outcomes),
        reason=raised(text),
        call=st.sampled_from([None, call]),
        comparison=st.none() | comparison,
        diagnoses=st.just(()) | st.tuples(diagnosis),
        line=st.none() | st.integers(1, 99999),
        source=text,
        printed=text,
    )


def problems_of(text):
    """Draw a problem of a file, its texts drawn from `text`."""
    return made(
        Problem,
        reason=raised(text),
        line=st.none() | st.integers(1, 99999),
        source=text,
        hint=st.just(Reason("look_at_the_line_before")),
        printed=text,
    )


@settings(max_examples=100)
@given(checks_of(NASTY))
def test_no_text_of_a_check_commands_the_terminal(check):
    """Control and bidirectional characters of student text never reach the screen."""
    screen = body(report(check, PASSED), NEXT)
    assert commands(screen) == set()


@settings(max_examples=60)
@given(problems_of(NASTY), NASTY)
def test_no_text_of_a_problem_commands_the_terminal(problem, path):
    """The same holds for files that do not load, for their path and for `grade all`."""
    source = Source(None, path, "0" * 64)
    made = report(FAILED, problem=problem, submission=source)
    assert commands(body(made, NEXT)) == set()
    assert commands(terminal.heading(literal("ex05 padding"), path)) == set()
    line = overview.row(literal("ex05 padding"), made)
    assert commands(line) == set()
    assert "\n" not in line


@settings(max_examples=100)
@given(checks_of(ASCII))
def test_any_ascii_fits_and_stays_ascii(check):
    """However long a message, line, cell or print is, the screen has 80 columns of ASCII."""
    screen = body(report(check, PASSED), NEXT)
    assert screen.isascii()
    assert [line for line in too_wide(screen) if not is_last(line)] == []


@settings(max_examples=60)
@given(problems_of(ASCII))
def test_any_problem_fits(problem):
    """A file that does not load is explained in 80 columns, however long its lines are."""
    made = report(FAILED, problem=problem)
    assert too_wide(body(made, NO_SCRIPT)) == []
    assert too_wide(overview.row(literal("ex05 padding"), made)) == []


def test_a_remark_that_is_cut_ends_in_dots():
    """Where a reason has no room behind an exercise, its first words stand there, and dots."""
    made = report(FAILED, problem=Problem(Reason("not_handed_in", {"file": "ex05_padding.py"})))
    line = overview.row(literal("ex05 padding"), made)
    assert line.endswith(" ...")
    assert too_wide(line) == []


def test_wide_letters_take_two_columns():
    """Korean text is wrapped and cut by the columns that it takes, not by its letters."""
    korean = "\uac00\ub098\ub2e4\ub77c " * 60
    reason = Reason("raised", {"type": "ValueError", "message": korean})
    check = FAILED._replace(reason=reason, printed=korean, source=korean, line=3)
    screen = body(report(check, PASSED), NEXT)
    assert [line for line in too_wide(screen) if not is_last(line)] == []


def test_much_printed_text_is_cut():
    """A thousand printed lines are shown in a few, with their number."""
    check = FAILED._replace(printed="line\n" * 1000)
    screen = body(report(check), NEXT)
    assert screen.count("| line") == terminal.LONG_PRINT
    assert "... and 988 lines more" in screen


def test_a_long_argument_is_left_to_the_script():
    """An argument of many lines is not printed; its name, kind and place are."""
    source = "np.array([\n" + "1.0,\n" * 50 + "])"
    call = Call("f", "f(x)", (Given("x", source, "float64", (50,)),))
    screen = body(report(FAILED._replace(call=call)), NEXT)
    assert "x = ...   # float64 (50,), whole in the script below" in screen


def lines_of(yours, expected, look=LOOK, **fields):
    """Return the lines of a comparison."""
    shown = Comparison(yours, expected_of(expected), **fields)
    block = reading.failure(report(), FAILED._replace(comparison=shown))
    return panels.comparison(block.comparison, look)


def compared(yours, expected, look=LOOK, **fields):
    """Return the lines of a comparison as one text."""
    return "\n".join(lines_of(yours, expected, look, **fields))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("size", [2, 3, 8, 12])
@pytest.mark.parametrize("cell", ["7", "-1.25e-05", "0.12345678901234567"])
def test_grids_fit_side_by_side_or_below_each_other(width, size, cell):
    """Two grids of any size fit any screen; what is left out is said, the marks are there."""
    middle = size // 2
    panel = array(((cell,) * size,) * size, (size, size), marks=((middle, middle),))
    drawn = compared(panel, panel, Look(width))
    assert [line for line in drawn.split("\n") if columns(line) > width] == []
    assert f"{cell}*" in drawn
    assert ("..." in drawn) == (drawn.count(cell) < 2 * size * size)


def test_two_columns_of_grids_are_used_where_they_fit():
    """Small grids stand side by side in 80 columns, larger ones do so in 120."""
    small = array((("1.00",) * 3,) * 3, (3, 3), marks=((0, 0),))
    large = array((("-1.00",) * 7,) * 3, (3, 7), marks=((0, 0),))
    for panel, width in ((small, 80), (large, 120)):
        heading = compared(panel, panel, Look(width)).split("\n")[0]
        assert heading.split() == ["yours", "expected"]


def test_three_grids_stand_side_by_side():
    """An image's input stands to the left of both answers where there is room, else above."""
    given_ = given_of(array((("1", "2"), ("3", "4")), (1, 1, 2, 2)))
    both = array((("1", "2"), ("3", "5")), (1, 1, 2, 2), marks=((1, 1),))
    wide = compared(both, both, input=given_, image=True).split("\n")
    assert wide[0].split() == ["x", "yours", "expected"]
    narrow = compared(both, both, Look(40), input=given_, image=True).split("\n")
    assert [narrow[0].split(), narrow[6].split()] == [["x"], ["yours"]]


def test_differing_cells_are_marked():
    """Each cell of the student's that differs has an asterisk, and no cell of the other."""
    one = array((("1", "2"), ("3", "4")), marks=((0, 1), (1, 0)))
    drawn = compared(one, one)
    assert [drawn.count(f"{cell}*") for cell in "1234"] == [0, 1, 1, 0]
    assert drawn.count("*") == 2


def test_the_shown_slice_is_named():
    """The part that is shown stands behind the name, dtype and shape below it."""
    lines = lines_of(IMAGE, IMAGE, input=given_of(IMAGE))
    index = "[0, 2, 1:4, 0:3]"
    parts = [re.split("  +", line.strip()) for line in lines[:2]]
    assert parts[0] == [f"x{index}", f"yours{index}", f"expected{index}"]
    assert parts[1] == ["float64 (2, 3, 9, 9)"] * 3
    part = compared(IMAGE._replace(name="result[1]"), IMAGE)
    assert part.startswith("      yours result[1][0, 2, 1:4, 0:3]")


def test_a_single_number_is_named_as_well():
    """Which part of a result a number is stands behind the name, as above a grid."""
    one = Panel("yours", "result[1]", dtype="float", rows=(("0.5",),), numeric=True)
    lines = compared(one, one._replace(rows=(("0.25",),))).split("\n")
    assert [line.split() for line in lines] == [
        ["yours", "result[1]", "0.5"], ["expected", "result[1]", "0.25"],
    ]  # fmt: skip


def test_a_narrow_screen_names_what_it_shows():
    """Where a screen has no room for all columns, the part in the title is the shown one."""
    cells = tuple(str(number) for number in range(100, 112))
    panel = array((cells, cells), (9, 30), "int64", window=("0:2", "10:22"),
                  marks=((1, 9),), cut=("left",))  # fmt: skip
    for width in (40, 60, 80, 120):
        lines = lines_of(panel, panel, Look(width))
        start, stop = map(int, re.search(r"(\d+):(\d+)\]", lines[0]).groups())
        shown = re.findall(r"\b1\d\d\b", lines[3])
        assert tuple(shown[: stop - start]) == cells[start - 10 : stop - 10]
        assert start <= 19 < stop


def test_cut_edges_have_dots():
    """Dots stand at the edges behind which an array goes on, and at no other."""
    cells = (("1", "2"), ("3", "4"))
    for edges in ((), ("left",), ("right", "below"), ("above", "left", "below", "right")):
        window = ("1:3", "1:3")
        panel = array(cells, (9, 9), window=window, marks=((0, 0),), cut=edges)
        drawn = lines_of(panel, panel)
        rows = [line for line in drawn if "1*" in line or "3" in line][1:]
        sideways = [edge for edge in edges if edge in ("left", "right")]
        assert {line.count("...") for line in rows} == {2 * len(sideways)}
        assert len(drawn) == 3 + 2 + len(edges) - len(sideways)


def test_wide_letters_do_not_shift_a_grid():
    """Cells of Korean text are as wide as they look, so that columns stay columns."""
    rows = (("\uac00\ub098", "ab"), ("c", "\ub2e4"))
    words = array(rows, dtype="str_", marks=((0, 0),))
    lines = lines_of(words, words)[3:]
    assert {columns(line[: line.rindex(last)] + last) for line, last in
            zip(lines, ("ab", "\ub2e4"), strict=True)} == {columns(lines[0])}  # fmt: skip


def test_single_values_stand_below_each_other():
    """Two plain values take two lines; a long one is wrapped, not cut."""
    drawn = compared(Panel("yours", rows=(("(2, 1)",),)), Panel("", rows=(("(1, 2)",),)))
    assert drawn == "      yours     (2, 1)\n      expected  (1, 2)"
    words = " ".join(str(number) for number in range(60))
    drawn = compared(Panel("yours", rows=((words,),)), array((("3", "4"),), (1, 2)))
    assert drawn.split()[1:61] == words.split()
    assert too_wide(drawn) == []


def test_images_are_shaded_by_value():
    """In colour the least value has the darkest ground, the largest the lightest, all panels
    the same scale; what is no number has none, and no other array is shaded."""
    cells = (("-1", "0", "nan"), ("3", "9", "3"))
    rows = (("-1", "0", "nan"), ("3", "1", "2"))
    panel = array(rows, (1, 1, 2, 3), marks=((1, 1),))
    look = Look(colour=True)
    drawn = compared(panel._replace(rows=cells), panel, look, image=True)
    grounds = {
        cell: set(re.findall(rf"48;5;(\d+)m +{re.escape(cell)}\b", drawn))
        for cell in ("-1", "0", "3", "9", "nan")
    }
    assert grounds == {"-1": {"232"}, "0": {"238"}, "3": {"255"}, "9": {"255"}, "nan": set()}
    assert "48;5" not in compared(panel, panel, look)


@pytest.mark.parametrize("width", [40, 80])
def test_every_panel_of_an_image_is_shaded(width):
    """Input, answer and expected answer are shaded, beside or above each other."""
    wide = array((("1.00", "2.00", "3.00", "4.00"),), (1, 1, 1, 4), marks=((0, 0),))
    look = Look(width, colour=True)
    drawn = compared(wide, wide, look, input=given_of(wide), image=True)
    assert len(re.findall(r"48;5;255m +4.00", drawn)) == 3


def test_an_image_of_one_pixel_stands_beside_its_input():
    """A result of one pixel is an image too: what it was made from is shown."""
    one = array((("4",),), (1, 1, 1, 1), marks=((0, 0),))
    given_ = given_of(array((("1", "2"), ("3", "5")), (1, 1, 2, 2)))
    drawn = compared(one, one, input=given_, image=True)
    assert drawn.split()[:3] == ["x", "yours", "expected"]
    assert "4*" in drawn
