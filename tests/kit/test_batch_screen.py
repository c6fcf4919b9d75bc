"""The screens of a batch: eighty columns, true numbers, and what to do next."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom import screen
from grader.classroom.batch import at_once
from grader.classroom.book.gradebook import Unread
from grader.classroom.book.plan import Opening, Seed
from grader.classroom.handout.results import Broken, Common, ExerciseTally, Result
from grader.render.text import columns_of
from grader.report import Check, Diagnosis, Outcome, Problem, Reason, Source
from grader.words.catalogs import MadeUp
from grader.words.text import English, _, draw, literal, use
from tests.kit.made_up import outside
from tests.kit.test_gradebook import report

COMMAND = "grade batch submissions/ --out marks/"
FILES = ("marks/grades.csv", "marks/gradebook.sqlite", "marks/reports/")


def common(students, text, id="known"):
    """Return a known mistake of several students."""
    return Common(students, "f", Diagnosis("why", "mistake", id, {}, text))


CLASS = (
    ExerciseTally(
        "ex01_delta_rule", "Delta rule", judged=298, missing=2, full=211, mean=11.24,
        most=14, broken=5, diagnoses=(
            common(62, "You averaged over the examples; the delta rule adds their changes."),
            common(17, "The weights that were given are changed in place: make new ones, since "
                       "the caller still needs the old ones."),
        ),
    ),
    ExerciseTally(
        "ex05_padding", "Padding", judged=290, missing=8, unmarked=2, full=120,
        mean=8.0, most=12, timeouts=2, crashes=1, internal=3,
        affected=("김민준", "lee", "park"),
    ),
)  # fmt: skip

SCREEN = """
  exercise         judged  full     mean  missing  broken  timeout  crash  ours
  ex01 delta rule     298   211  11.2/14        2       5        0      0     0
       62 You averaged over the examples; the delta rule adds their changes.
       17 The weights that were given are changed in place: make new ones, ...
  ex05 padding        290   120   8.0/12        8       0        2      1     3
        2 without a mark: the cell is empty

  marks/grades.csv   marks/gradebook.sqlite   marks/reports/

3 gradings failed for a fault of the kit, not of the student (김민준, lee,
park). It costs no mark: the cell is empty; 1 still has the earlier mark of the
same file.
To judge these again:
  grade batch submissions/ --out marks/ --regrade-outcome internal"""


def width(text, command=COMMAND):
    """Return the columns of the widest line, commands left out: they are to be copied."""
    lines = (line for line in text.split("\n") if command not in line)
    return max(map(columns_of, lines))


def test_the_table_of_a_class():
    """Marks, diagnoses, files, and then what to do about the kit's own faults."""
    shown = screen.table(CLASS, FILES, COMMAND)
    assert shown == SCREEN
    assert width(shown) <= 80


# What one student has: two mistakes, a file that did not load, full marks, and nothing yet.
WRONG = report(
    1,
    checks=tuple(
        Check(f"test_{n}", "t", "f", 3, 0, Outcome.FAILED, diagnoses=(Diagnosis(*why),))
        for n, why in enumerate([
            ("why", "mistake", "mean", {}, "Sum, not mean."),
            ("why", "mistake", "mean", {}, "Sum, not mean."),
            ("when", "mistake", "late", {}, "Only for two and more."),
            ("also", "note", "negated"),
        ])
    ),
)  # fmt: skip
BROKEN = report(
    0, submission=Source("김민준", "week 2/ex01 (1).py", "1" * 64),
    problem=Problem(Reason("too_large", {"bytes": 3_000_000, "most": 1 << 20}), 7),
)  # fmt: skip


def ended(*ends):
    """Return a report whose checks ended so: outcome and reason."""
    return report(0, checks=tuple(
        Check(f"test_{n}", "t", "f", 3, 0, outcome, reason=Reason(*reason))
        for n, (outcome, *reason) in enumerate(ends)
    ))  # fmt: skip


LATE = ended(
    (Outcome.TIMEOUT, "cpu_time", {"seconds": 2.0}),
    (Outcome.TIMEOUT, "cpu_time", {"seconds": 2.0}),
    (Outcome.NOT_RUN, "stopped_twice", {"function": "f"}),
)
IDLE = ended(
    (Outcome.TIMEOUT, "idle_time", {"seconds": 30.0}),
    (Outcome.CRASHED, "ended_itself", {}),
)
TITLES = {f"ex0{n}_x": literal(f"ex0{n} {name}") for n, name in enumerate("abcdef", 1)}
OWN = [
    Result(name, made)
    for name, made in zip(TITLES, (WRONG, BROKEN, report(), LATE, IDLE, None), strict=True)
]

OF_STUDENT = """
  김민준
  FAIL  ex01 a                           1/3 points, 0/4 checks
        Sum, not mean.
        Yours is the expected with the opposite sign.
  FAIL  ex02 b                           0/3 points, 0/1 check
        The file that was judged: week 2/ex01 (1).py
        line 7: The file cannot be read: it has 3,000,000 bytes, at most
        1,048,576 count.
  pass  ex03 c                           3/3 points, 1/1 check
  FAIL  ex04 d                           0/3 points, 0/3 checks
        Stopped after 2 seconds of CPU time. It loops without end, or takes far
        too long.
  FAIL  ex05 e                           0/3 points, 0/2 checks
        Stopped: in this grading your code has waited for 30 seconds in all and
        computed nothing.
        Your code ended its process without an answer.
        ex06 f: not judged yet
        Not judged: other files of the same student waited too long and computed
        nothing."""


def test_the_result_of_one_student():
    """A line an exercise, which file it was, and every cause whole, each once."""
    shown = screen.of_student("김민준", OWN, TITLES, {"ex06_x"})
    assert shown == OF_STUDENT
    assert width(shown) <= 80
    told = screen.summary((), 1, 0, "PyTorch", 0, 0.0, {"kim": OWN})["marks"]
    assert [(one["status"], one["score"], one["max_score"]) for one in told] == [
        ("failed", 1, 3), ("failed", 0, 3), ("passed", 3, 3), ("failed", 0, 3),
        ("failed", 0, 3), (None, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("id", "facts"), [("factor", {}), ("activation_twice", {"activation": "gelu"}), ("new", {})]
)
def test_a_note_whose_facts_do_not_fit_stands_for_itself(id, facts):
    """What a newer kit or a change by hand put into the gradebook ends no batch."""
    odd = Common(2, "f", Diagnosis("why", "note", id, facts))
    tally = ExerciseTally("ex01_x", "X", judged=2, diagnoses=(odd,))
    assert f"2 {id}\n" in screen.table([tally], FILES, COMMAND)
    (told,) = screen.summary([tally], 2, 0, "PyTorch", 2, 1.0)["exercises"]
    assert told["diagnoses"][0]["text"] == id


@pytest.mark.parametrize("what", ["outcomes", "score", "report", "facts"])
def test_what_cannot_be_read_is_told(what):
    """The note names the grading, the student and the exercise, and what becomes of it."""
    note = screen.cannot_be_read(Unread(7, "kim", "ex05_x", what))
    told = " ".join(screen.noted(note).split())
    assert told.startswith("note: grading 7 of the gradebook cannot be read: its ")
    assert "mark of kim for ex05_x" in told
    assert told.endswith("it stays as it is, counts no more, and the file is judged again.")


NUMBERS = st.integers(0, 10_000)
NAMES = st.one_of(
    st.sampled_from(
        ["김민준", "🦊🦊", "a\nb", "\x1b[31mred", "\u202eevil", "x" * 255, "가" * 90]
    ),
    st.text(max_size=60),
)


@st.composite
def tallied(draw):
    """Draw a tally with any numbers, texts and names."""
    internal = draw(NUMBERS)
    return ExerciseTally(
        "ex01_name", draw(NAMES), draw(NUMBERS), draw(NUMBERS),
        unmarked=draw(st.integers(0, internal)), waiting=draw(NUMBERS), full=draw(NUMBERS),
        mean=draw(st.none() | st.floats(0, 100)), most=draw(st.integers(1, 100)),
        timeouts=draw(NUMBERS), crashes=draw(NUMBERS), internal=internal,
        diagnoses=tuple(draw(st.lists(st.builds(common, NUMBERS, NAMES), max_size=3))),
        affected=tuple(draw(st.lists(NAMES, max_size=5))),
    )  # fmt: skip


@given(tallies=st.lists(tallied(), max_size=4))
def test_the_table_fits_whatever_it_holds(tallies):
    """No class is too large and no name too odd for eighty columns of plain text."""
    shown = screen.table(tallies, FILES, COMMAND)
    assert width(shown) <= 80
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", shown)
    head, *rows = [line for line in shown.split("\n")[1:] if line.startswith("  ")][:1]
    assert [columns_of(line) for line in rows] == [columns_of(head)] * len(rows)
    unjudged = sum(tally.internal for tally in tallies)
    assert (f"{COMMAND} --regrade-outcome internal" in shown) == bool(unjudged)


def test_columns_stand_below_each_other_for_wide_letters():
    """A title in Korean takes two columns a syllable."""
    korean = ExerciseTally("ex01_x", "델타 규칙", judged=3)
    latin = ExerciseTally("ex02_x", "Sigmoid", judged=4)
    lines = screen.table([korean, latin], FILES, COMMAND).split("\n")[1:4]
    assert len({columns_of(line) for line in lines}) == 1
    assert all(line.endswith(end) for line, end in zip(lines, ("ours", "0", "0"), strict=True))


def test_a_title_has_the_room_that_is_there():
    """On a wide terminal no title is cut; on eighty columns it takes what the numbers leave."""
    tally = ExerciseTally("ex04_conv_output_size", "Convolution output size", judged=3)
    whole = "  ex04 convolution output size       3 "
    assert screen.table([tally], FILES, COMMAND, width=100).split("\n")[2].startswith(whole)
    assert columns_of(screen.table([tally], FILES, COMMAND).split("\n")[2]) == 80


def test_nobody_and_nothing():
    """A class of nobody has a table of zeros, and nothing is left to do."""
    shown = screen.table([ExerciseTally("ex01_x", "X")], FILES, COMMAND)
    assert shown.split("\n")[2].split() == ["ex01", "x", "0", "0", "-", *"00000"]
    assert shown.endswith("marks/reports/")


def test_all_internal():
    """Where the kit failed for everybody, no mean is shown and the way on is."""
    names = tuple(f"student {n}" for n in range(5))
    tally = ExerciseTally("ex01_x", "X", unmarked=300, most=14, internal=300, affected=names)
    shown = screen.table([tally], FILES, COMMAND)
    assert shown.split("\n")[2].split()[4] == "-"
    text = " ".join(shown.split())
    assert "300 gradings failed for a fault of the kit" in text
    assert "(student 0, student 1, student 2 and others)" in text
    assert "the cell is empty, and so is the total." in text
    assert shown.endswith(f"{COMMAND} --regrade-outcome internal")


def broken(student, code, facts=None, path="ex05_padding.py", line=None):
    """Return a file that could not be loaded."""
    return Broken(student, path, Problem(Reason(code, facts or {}), line))


NOT_LOADED = """
To look at:

  The file could not be loaded, and has 0 points:
    정하나 ex05 (week 5/ex05.py), line 3: The file is not UTF-8: byte 0xc1 in
    this line.
    s1 ex05, line 1: ModuleNotFoundError
    s2 ex05, line 2: ModuleNotFoundError
    s3 ex05, line 3: ModuleNotFoundError
    s4 ex05, line 4: ModuleNotFoundError
    s5 ex05, line 5: ModuleNotFoundError
    and 2 more
    kim ex05: too_large
    lee ex05"""


def test_files_that_did_not_load_are_listed_by_cause():
    """Below the table stand whose files they are, and why; of one cause at most five."""
    raised = [broken(f"s{n}", "raised", {"type": "ModuleNotFoundError"}, line=n)
              for n in range(1, 8)]  # fmt: skip
    utf8 = broken("정하나", "not_utf8", {"byte": 0xC1}, "week 5/ex05.py", 3)
    odd = broken("kim", "too_large", {"bytes": "many"}), Broken("lee", "ex05_padding.py", None)
    tally = ExerciseTally("ex05_padding", "P", broken=10, not_loaded=(utf8, *raised, *odd))
    shown = screen.table([tally], FILES, COMMAND)
    assert shown.endswith(NOT_LOADED)
    assert width(shown) <= 80
    (told,) = screen.summary([tally], 10, 0, "PyTorch", 10, 1.0)["exercises"]
    assert len(told["not_loaded"]) == 10
    assert json.loads(json.dumps(told["not_loaded"][0])) == {
        "student": "정하나", "path": "week 5/ex05.py", "line": 3, "code": "not_utf8",
        "facts": {"byte": 0xC1}, "text": "The file is not UTF-8: byte 0xc1 in this line.",
    }  # fmt: skip
    assert told["not_loaded"][-1]["text"] is None


def test_a_student_of_two_faults_is_not_several():
    """Whoever is named for two exercises has no "others" behind the name."""
    both = [
        ExerciseTally(name, "X", judged=0, internal=1, unmarked=1, affected=("kim",))
        for name in ("ex01_x", "ex02_x")
    ]
    text = " ".join(screen.table(both, FILES, COMMAND).split())
    assert "2 gradings failed for a fault of the kit, not of the student (kim)." in text


def test_one_fault_that_kept_its_mark():
    """An earlier mark that stays is said to stay."""
    tally = ExerciseTally("ex01_x", "X", judged=1, internal=1, affected=("kim",))
    text = " ".join(screen.table([tally], FILES, COMMAND).split())
    assert "1 grading failed for a fault of the kit, not of the student (kim)." in text
    assert "the earlier mark of the same file stays." in text


def test_what_is_not_judged_yet():
    """After a batch that was stopped, the table says how to go on."""
    tally = ExerciseTally("ex01_x", "X", judged=1, waiting=1200)
    shown = screen.table([tally], FILES, COMMAND)
    assert shown.endswith(f"1,200 gradings still to make. To go on:\n  {COMMAND}")


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (
            Opening(300, 7, 2061, 39, 0, 2100, "bubblewrap", literal("2 at a time")),
            ["  300 students, 7 exercises, 2,061 files to judge (39 missing),",
             "  bubblewrap, 2 at a time"],
        ),
        (
            Opening(300, 7, 2061, 39, 1442, 658, "bubblewrap", literal("2 at a time")),
            ["  300 students, 7 exercises, 2,061 files (39 missing), bubblewrap, 2 at a time",
             "  1,442 were judged before and kept; 658 to judge now"],
        ),
        (
            Opening(1, 1, 1, 0, 0, 1, "process", literal("1 at a time")),
            ["  1 student, 1 exercise, 1 file to judge, process, 1 at a time"],
        ),
        (
            Opening(1, 1, 1, 0, 1, 0, "process", literal("1 at a time")),
            ["  1 student, 1 exercise, 1 file, process, 1 at a time",
             "  1 was judged before and kept; nothing is left to judge"],
        ),
    ],
    ids=["new", "resumed", "small", "done"],
)  # fmt: skip
def test_opening(told, lines):
    """The first lines say how much there is, and what an earlier batch did of it."""
    assert screen.opened(told).split("\n") == lines


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (0, 2061, 0.0, "  [....................]   0/2,061"),
        (9, 2061, 0.3, "  [....................]   9/2,061"),
        (0, 2061, 9.0, "  [....................]   0/2,061"),
        (1442, 2061, 35.0, "  [##############......]   1,442/2,061   41/s   15 s left"),
        (30, 2061, 600.0, "  [....................]   30/2,061   3/min   11 h 17 min left"),
        (2061, 2061, 50.0, "  [####################]   2,061/2,061   in 50 s"),
    ],
)
def test_progress(done, total, seconds, line):
    """The bar has a rate and the time left as soon as they are more than a guess."""
    assert screen.progress(done, total, seconds) == line


@given(
    done=st.integers(0, 10**6),
    total=st.integers(0, 10**6),
    seconds=st.floats(0, 1e7, allow_nan=False),
)
def test_progress_is_never_nonsense(done, total, seconds):
    """Whatever the numbers, the line fits and holds no infinite or negative time."""
    for line in (
        screen.progress(min(done, total), total, seconds),
        screen.progress_in_a_log(min(done, total), total, seconds),
    ):
        assert columns_of(line) < 80
        assert not re.search(r"nan|inf|-\d|e\+", line)


def test_progress_in_a_log():
    """A line of a log has no bar, and says the same, also of what is not judged."""
    ended = screen.progress_in_a_log(10, 14, 35.0, 4)
    assert ended == "10 of 14 judged, in 35 s; 4 were not, see below"
    assert screen.progress(10, 14, 35.0, 4).endswith("  10/14   in 35 s   4 not judged")
    assert (
        screen.progress_in_a_log(1442, 2061, 35.0) == "1,442 of 2,061 judged, 41/s, 15 s left"
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (89.4, "89 s"), (90, "2 min"), (3570, "1 h"), (4800, "1 h 20 min")],
)
def test_durations(seconds, words):
    """A time is as exact as it is worth."""
    assert draw(screen.duration(seconds)) == words


def test_one_of_one_was_judged():
    """A single grading is told in the singular."""
    assert screen.stopped(1, 1, COMMAND).startswith("Stopped. 1 of 1 was judged and is kept.")


@pytest.mark.parametrize(
    ("oracle", "seed", "told"),
    [
        (
            "PyTorch", Seed(7, True),
            "The right answers come from PyTorch, for inputs drawn for this gradebook only",
        ),
        (
            "solutions", Seed(2**61, True),
            "The right answers come from the solutions of the course, for inputs drawn for\n"
            "  this gradebook only",
        ),
        (
            "PyTorch", Seed(20260301, False),
            "The right answers come from PyTorch, for the inputs of a seed that was named:\n"
            "  whoever knows or guesses it can recite answers. --seed new draws a secret one.",
        ),
        (
            "PyTorch", Seed(0, False),
            "The right answers come from PyTorch, for inputs that everybody can have (seed\n"
            "  0): recited answers can earn marks. --seed new draws others.",
        ),
    ],
)  # fmt: skip
def test_what_marks_rest_on(oracle, seed, told):
    """First of all one line or two say whose answers count, and whether everybody has them."""
    shown = screen.based(oracle, seed)
    assert shown == f"  {told}"
    assert width(shown) <= 80


def test_stopped():
    """Whoever stops a batch reads what is kept and how to go on."""
    assert screen.stopped(1442, 2061, COMMAND) == (
        f"Stopped. 1,442 of 2,061 were judged and are kept. To go on:\n  {COMMAND}"
    )


def test_summary_is_json():
    """The summary holds what the table shows, as plain values."""
    told = json.loads(json.dumps(screen.summary(CLASS, 300, 0, "PyTorch", 588, 14.25)))
    assert told["exercises"][0]["title"] == "ex01 delta rule"
    (first, _) = told["exercises"][0].pop("diagnoses")
    assert first == {
        "students": 62, "function": "f", "kind": "mistake", "id": "known", "facts": {},
        "text": "You averaged over the examples; the delta rule adds their changes.",
    }  # fmt: skip
    assert {name: told[name] for name in told if name != "exercises"} == {
        "schema": 1, "complete": False, "students": 300, "seed": 0, "sandboxes_joined": None,
        "oracle": "PyTorch", "memory_group": None, "judged": 588, "seconds": 14.25,
        "internal": 3, "waiting": 0,
        "unjudged": [], "marks": [], "unread": [], "departed": [], "to_look_at": [],
    }  # fmt: skip
    assert screen.summary(CLASS[:1], 300, 0, "PyTorch", 300, 1.0)["complete"]


def test_the_summary_holds_no_secret():
    """A seed that not everybody has is no part of the summary, which is kept in many places."""
    assert screen.summary(CLASS, 300, 2**61 + 1, "solutions", 588, 14.25)["seed"] is None


@pytest.fixture
def bracketed():
    """Draw everything in a made-up language for a while."""
    use(MadeUp())
    yield
    use(English())


def test_every_word_of_a_batch_can_be_translated(bracketed):
    """In a language that brackets each message no letter of a screen is outside of brackets."""
    opening = Opening(300, 7, 2061, 39, 1442, 658, "bubblewrap", at_once(2))
    shown = {
        "opened": (screen.opened(opening), ()),
        "alone": (screen.based("solutions", Seed(7, True)), ()),
        "named": (screen.based("PyTorch", Seed(7, False)), ("PyTorch", "--seed new")),
        "everybody": (screen.based("PyTorch", Seed(0, False)), ("PyTorch", "--seed new")),
        "asked": (screen.asked("solutions", 7), ()),
        "noted": (screen.noted(_("{names} is hidden", names="lee")), ()),
        "bar": (screen.progress(1442, 2061, 35.0), ()),
        "log": (screen.progress_in_a_log(1442, 2061, 35.0), ()),
        "stopped": (screen.stopped(1442, 2061, "COMMAND"), ("COMMAND",)),
        "student": (
            screen.of_student("01", OWN, {name: literal(name[2:4]) for name in TITLES}),
            ("Sum, not mean.", "week 2/ex01 (1).py"),
        ),
        "unread": (screen.noted(screen.cannot_be_read(Unread(7, "1", "2", "facts"))), ()),
        "table": (
            screen.table(CLASS, ("FILES",), "COMMAND"),
            ("FILES", "COMMAND", "--regrade-outcome internal"),
        ),
    }
    for name, (text, signs) in shown.items():
        for sign in signs:
            text = text.replace(sign, "")
        assert not re.search(r"[^\W\d_]", outside(text)), (name, outside(text))
    told = screen.summary(CLASS, 300, 0, "PyTorch", 588, 14.25)["exercises"][0]
    assert told["title"].startswith("⟦")
    assert told["diagnoses"][0]["text"].startswith("⟪")
