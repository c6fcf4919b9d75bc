"""The gradebook keeps every grading, loses none, and says which one counts."""

import contextlib
import dataclasses
import itertools
import json
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path, PureWindowsPath
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.classroom.book import gradebook as module
from grader.classroom.book import store
from grader.classroom.book.gradebook import Basis, Gradebook, Key
from grader.classroom.book.grading import NOTHING
from grader.classroom.book.report_folders import folded, is_safe, name_for
from grader.classroom.handout.results import report_file, tallies
from grader.errors import KitFault, UsageError
from grader.judge.submission import Submission, of_bytes
from grader.report import Check, Diagnosis, Oracle, Outcome, Problem, Reason, Report, Source
from grader.words.text import draw
from tests.kit.workshop import ROOT

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def report(score=3, status=None, outcome=None, **more):
    """Return a report of one check of three points."""
    status = status or ("internal" if score is None else "passed" if score == 3 else "failed")
    usual = {"passed": Outcome.PASSED, "failed": Outcome.FAILED, "internal": Outcome.INTERNAL}
    check = Check("test_f", "f is right", "f", 3, score or 0, outcome or usual[status])
    return Report(
        **{
            "exercise": "ex01_scaling",
            "title": "Scaling",
            "submission": Source("kim", "ex01_scaling.py", "0" * 64),
            "status": status,
            "score": score,
            "max_score": 3,
            "seed": 0,
            "versions": {"kit": "0.1.0"},
            "seconds": 0.25,
            "checks": (check,),
            **more,
        }
    )


def key(student="kim", exercise="ex01_scaling", submission="a", standard="s", seed=0):
    """Return a key."""
    return Key(student, exercise, submission, standard, seed, 1)


@pytest.fixture
def gradebook(tmp_path):
    """Return a new gradebook, open to write."""
    with Gradebook.open(tmp_path / "marks") as opened:
        yield opened


def mark_of(gradebook, student="kim"):
    """Return a student's only mark."""
    (mark,) = gradebook.marks(student)
    return mark


def test_what_was_added_is_there_after_opening_again(tmp_path):
    """A grading comes back with its key, outcomes, report and versions."""
    with Gradebook.open(tmp_path) as first:
        first.add([(key(), report(1))])
    with Gradebook.open(tmp_path) as second:
        (kept,) = second.history("kim", "ex01_scaling")
        assert second.outcomes_of(key()) == {Outcome.FAILED}
        assert Report.from_dict(json.loads(second.report(kept))) == report(1)
    assert (kept.key, kept.status, kept.score, kept.max_score) == (key(), "failed", 1, 3)
    assert (kept.kit, kept.seconds, kept.reason, kept.absent) == ("0.1.0", 0.25, "", False)
    assert datetime.fromisoformat(kept.graded_at).utcoffset() == timedelta(0)


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Key)])
def test_a_key_that_differs_was_never_judged(gradebook, field):
    """Each part of a key counts: with another one there is no earlier grading."""
    gradebook.add([(key(), report())])
    other = 5 if field in ("seed", "judging") else "other"
    assert gradebook.outcomes_of(key()) == {Outcome.PASSED}
    assert gradebook.outcomes_of(dataclasses.replace(key(), **{field: other})) is None


def test_settings_are_remembered(tmp_path):
    """Before the first batch nothing is remembered; later the last that was said."""
    with Gradebook.open(tmp_path) as book:
        assert (book.exercises, book.seed, book.course) == (None, None, None)
        book.remember(["ex01_scaling"], 0, course="/home/kim/course")
        book.remember(["ex01_scaling", "ex05_padding"], 7)
    with Gradebook.read(tmp_path) as book:
        assert (book.exercises, book.seed) == (("ex01_scaling", "ex05_padding"), 7)
        assert book.course == "/home/kim/course"


def test_a_missing_file_and_a_refused_one_are_rows(gradebook):
    """Both have their reason; only the first is absent."""
    absent = report(
        0,
        outcome=Outcome.MISSING,
        submission=Source("kim", "ex01_scaling.py", NOTHING),
        problem=Problem(Reason("not_handed_in", {"file": "ex01_scaling.py"})),
    )
    refused = report(0, outcome=Outcome.ERROR, problem=Problem(Reason("encrypted")))
    unwritten = report(0, outcome=Outcome.MISSING)
    for student, each in [("a", absent), ("b", refused), ("c", unwritten)]:
        gradebook.add([(key(student), each)])
    assert [
        (m.grading.absent, m.grading.reason, m.grading.score) for m in gradebook.marks()
    ] == [
        (True, '{"code":"not_handed_in","facts":{"file":"ex01_scaling.py"}}', 0),
        (False, '{"code":"encrypted","facts":{}}', 0),
        (False, "", 0),
    ]


def test_a_fault_without_checks_is_internal(gradebook):
    """A grading that the kit could not finish has the outcome internal, and no score."""
    gradebook.add([(key(), report(None, checks=()))])
    assert gradebook.outcomes_of(key()) == {Outcome.INTERNAL}
    assert mark_of(gradebook).grading.score is None


# --- which grading counts ---

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "reinstate"]),
        st.sampled_from("abc"),  # submission
        st.sampled_from("st"),  # standard
        st.sampled_from([None, 0, 1, 2, 3]),  # score; None is a fault of the kit
    ),
    min_size=1,
    max_size=10,
)
NUMBERS = itertools.count()


@SHARED
@given(steps=STEPS)
def test_the_mark_is_of_what_is_handed_in_and_never_lost(tmp_path_factory, one_book, steps):
    """The last grading of what is handed in counts; a fault replaces no good one of its key."""
    student = f"student {next(NUMBERS)}"
    made, now = [], None
    for verb, submission, standard, score in steps:
        this = key(student, submission=submission, standard=standard)
        if verb == "add":
            one_book.add([(this, report(score))])
            made.append((this, score))
            now = this
        else:
            one_book.reinstate([this])
            now = this if any(made_key == this for made_key, _ in made) else now
        marks = list(one_book.marks(student))
        assert len(marks) == bool(made)
        if not made:
            continue
        counts, fault = marks[0].grading, marks[0].fault
        assert counts.key.submission == now.submission
        *_, last = (made_score for made_key, made_score in made if made_key == now)
        good = [s for k, s in made if k == now and s is not None]
        assert fault == (last is None)
        assert counts.score == (last if last is not None else good[-1] if good else None)
    assert len(one_book.history(student, "ex01_scaling")) == len(made)


@pytest.fixture(scope="module")
def one_book(tmp_path_factory):
    """Return a gradebook for all examples: opening one for each takes long."""
    with Gradebook.open(tmp_path_factory.mktemp("book")) as opened:
        yield opened


def test_a_file_that_comes_back_gets_its_mark_back(gradebook):
    """Handed in, gone, and there again unchanged: it is not judged again, and counts."""
    gradebook.add([(key(), report(2))])
    gradebook.add([(key(submission="gone"), report(0, outcome=Outcome.MISSING))])
    assert mark_of(gradebook).grading.score == 0
    assert gradebook.reinstate([key(), key("nobody")]) == {"kim"}
    assert mark_of(gradebook).grading.score == 2
    assert gradebook.reinstate([key()]) == set()


@pytest.mark.parametrize("field", ["standard", "seed", "judging"])
def test_a_mark_stands_in_for_a_fault_only_under_its_own_key(gradebook, field):
    """Full marks for one seed, suite or judging are no mark where another one has a fault."""
    gradebook.add([(key(), report(3))])
    other = dataclasses.replace(key(), **{field: "t" if field == "standard" else 9})
    gradebook.add([(other, report(None))])
    mark = mark_of(gradebook)
    assert (mark.grading.score, mark.fault) == (None, True)
    gradebook.reinstate([key()])
    assert mark_of(gradebook).grading.score == 3
    gradebook.add([(key(), report(None))])
    assert (mark_of(gradebook).grading.score, mark_of(gradebook).fault) == (3, True)


def test_a_mark_that_an_older_kit_let_stand_in_stands_in_no_more(gradebook):
    """Kit 0.1.0 took any mark of the same file for a fault; the next batch takes it back."""
    gradebook.add([(key(), report(3)), (key(standard="t"), report(None))])
    first, fault = gradebook.history("kim", "ex01_scaling")
    with gradebook._transaction() as connection:
        connection.execute("UPDATE mark SET grading = ?, latest = ?", (first.id, fault.id))
    assert mark_of(gradebook).grading.score == 3
    assert gradebook.reinstate([key(standard="t")]) == {"kim"}
    assert mark_of(gradebook).grading.score is None


# --- on what marks rest ---

NOW = Basis("s", 0, 1)


@pytest.mark.parametrize("basis", [Basis("t", 0, 1), Basis("s", 9, 1), Basis("s", 0, 2)])
def test_a_mark_that_rests_on_something_else_is_outdated(gradebook, basis):
    """A mark of another suite, seed or judging than now is told from new ones, also in SQL."""
    gradebook.add([(key(), report()), (key("lee", "ex02_other"), report())])
    gradebook.remember(["ex01_scaling"], 0, bases={"ex01_scaling": NOW})
    assert gradebook.made_otherwise({"ex01_scaling": NOW}) == set()
    assert gradebook.made_otherwise({"ex01_scaling": basis}) == {"kim"}
    assert [mark.outdated for mark in gradebook.marks()] == [False, False]
    gradebook.remember(["ex01_scaling"], 0, bases={"ex01_scaling": basis})
    assert [mark.outdated for mark in gradebook.marks()] == [True, False]
    view = "SELECT outdated FROM grade ORDER BY student"
    assert gradebook._connection.execute(view).fetchall() == [(1,), (0,)]


# --- what was handed in ---


def handed(data, at=None):
    """Return a file that was handed in."""
    return of_bytes("ex01_scaling.py", data)._replace(received_at=at)


def test_the_judged_bytes_come_back(gradebook):
    """The files of a grading are kept as they were judged, with the time they came in."""
    source = "# 김민준\r\n".encode() + bytes(range(128))
    gradebook.add(
        [(key(), report(oracle=Oracle("PyTorch", "2.13.0")))],
        {key(): handed(source, 1_700_000_000.9)},
    )
    (kept,) = gradebook.history("kim", "ex01_scaling")
    assert gradebook.files(kept) == {"submission.py": source}
    assert kept.received_at == "2023-11-14T22:13:20+00:00"
    assert kept.oracle == "PyTorch 2.13.0"


def test_what_is_not_known_of_a_file_is_null(gradebook):
    """Without a file, a time or an answer of anybody's there is nothing, and no error."""
    gradebook.add(
        [(key(), report(None, checks=())), (key("lee"), report())],
        {key(): Submission("ex01_scaling.py", received_at=1e30)},
    )
    for mark in gradebook.marks():
        assert mark.grading.received_at is None
        assert gradebook.files(mark.grading) == {}
    assert mark_of(gradebook).grading.oracle is None


def test_the_same_bytes_are_kept_once(gradebook):
    """Files that are alike, of one student or of several, take the space of one."""
    source = random.Random(3).randbytes(5000).hex().encode()
    for number in range(50):
        this = key(f"student {number}")
        gradebook.add([(this, report())], {this: handed(source)})
        gradebook.add([(this, report(1))], {this: handed(source)})
    count = "SELECT count(*), sum(length(data)) FROM content"
    rows, size = gradebook._connection.execute(count).fetchone()
    assert (rows, size < len(source)) == (1, True)
    for mark in gradebook.marks():
        assert gradebook.files(mark.grading) == {"submission.py": source}


# --- what cannot be read ---

HARM = {
    "outcomes": "UPDATE grading SET outcomes = 'passed excused' WHERE student = 'kim'",
    "score": "UPDATE grading SET score = 'three' WHERE student = 'kim'",
    "endless score": "UPDATE grading SET score = 9e999 WHERE student = 'kim'",
    "report": "UPDATE grading SET report = '{\"schema\": 2,' WHERE student = 'kim'",
    "facts": "UPDATE diagnosis SET facts = '{factor: 2}'",
}


@pytest.mark.parametrize("what", HARM)
def test_a_row_that_cannot_be_read_counts_as_not_judged(tmp_path, what):
    """It is named with its student and exercise, stays as it is, and others are as before."""
    why = Diagnosis("why", "note", "factor", {"factor": 2, "name": None})
    check = Check("test_f", "t", "f", 3, 0, Outcome.FAILED, diagnoses=(why,))
    with Gradebook.open(tmp_path) as book:
        book.add([(key(), report(0, checks=(check,))), (key("lee"), report())])
    path = tmp_path / store.FILE
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(HARM[what])
        before = list(connection.iterdump())
    with Gradebook.open(tmp_path) as book:
        assert book.outcomes_of(key()) is None
        assert [mark.grading.key.student for mark in book.marks()] == ["lee"]
        assert book.history("kim", "ex01_scaling") == []
        assert [*book.diagnoses()] == []
        ((number, unread),) = book.unread.items()
        assert unread == (number, "kim", "ex01_scaling", what.removeprefix("endless "))
        (tally,) = tallies(book, {"ex01_scaling": "Scaling"})
        assert (tally.judged, tally.waiting) == (1, 1)
        book.add([(key(), report(2))])
        assert mark_of(book).grading.score == 2
    with contextlib.closing(sqlite3.connect(path)) as connection:
        kept = [line for line in before if 'INTO "grading"' in line]
        assert set(kept) <= set(connection.iterdump())


@pytest.mark.parametrize("value", ["[", "1.5"])
@pytest.mark.parametrize("name", ["exercises", "seed", "course", "oracle"])
def test_a_setting_that_cannot_be_read_is_named(gradebook, name, value):
    """A setting that is no JSON, or of another kind, says which it is and what to do."""
    gradebook.remember(["ex01_scaling"], 0, course="/home/kim/course")
    with gradebook._transaction() as connection:
        connection.execute("UPDATE setting SET value = ? WHERE name = ?", (value, name))
    with pytest.raises(KitFault, match=f"the setting {name} of .* cannot be read") as caught:
        getattr(gradebook, name)
    assert "put back a copy" in draw(caught.value.hint)


@pytest.mark.parametrize("folder", ["../../esc", "", "..", "a/b", "a\\\\b"])
def test_a_report_folder_is_a_name(gradebook, folder):
    """A folder that somebody wrote into the gradebook leads nowhere else than a name does."""
    gradebook.enrol(["kim"])
    with gradebook._transaction() as connection:
        connection.execute("UPDATE student SET folder = ? WHERE student = 'kim'", (folder,))
    for ask in (gradebook.folders, lambda: gradebook.folder_of("kim")):
        with pytest.raises(KitFault, match="the report folder of kim in .* is no name"):
            ask()


def test_a_clock_that_steps_back_changes_no_order(gradebook, monkeypatch):
    """The newest grading is the one that came last, whatever the clock said."""

    class Backwards(datetime):
        hours = itertools.count()

        @classmethod
        def now(cls, zone=None):
            return datetime(2030, 1, 1, tzinfo=UTC) - timedelta(hours=next(cls.hours))

    monkeypatch.setattr(module, "datetime", Backwards)
    for score in (3, 1, 2):
        gradebook.add([(key(), report(score))])
    history = gradebook.history("kim", "ex01_scaling")
    assert [one.graded_at for one in history] == sorted(
        (one.graded_at for one in history), reverse=True
    )
    assert [one.score for one in history] == [3, 1, 2]
    assert mark_of(gradebook).grading.score == 2


# --- names ---

ODD = [
    "", ".", "..", "con", "CON", "nul.txt", "Com¹", "a ", "a.", " a", "-rf", "a/b", "a\\b",
    "a\nb", "a:b", "=cmd()", "김민준", normalize("NFD", "김민준"), "Ünal", "ünal", "UNAL", "🦊",
    "x" * 255, "x" * 300, "가" * 40, "\u202eevil", "a\0b", "'; DROP TABLE student; --",
    "PROGRA~1", "ß", "SS", "ss", "\u0130", "i\u0307", "K", "\u212a", "k",
]  # fmt: skip
NAMES = st.lists(
    st.one_of(
        st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    ),
    max_size=12,
)


@SHARED
@given(names=NAMES, extra=NAMES)
def test_folder_names_are_safe_and_nobody_shares_one(names, extra):
    """Whatever the students are called, each gets a folder that every system can have."""
    names = [*dict.fromkeys([*names, *extra, *(name.swapcase() for name in names)])]
    folders = []
    for name in names:
        folders.append(name_for(name, {folded(folder) for folder in folders}))
    for folder in folders:
        assert is_safe(folder)
        assert not PureWindowsPath(folder).is_reserved()
        assert PureWindowsPath(folder).parts == (folder,)
        assert folder.strip(". ") == folder
        assert len(folder.encode()) <= 100
    assert len({normalize("NFC", folder.casefold()) for folder in folders}) == len(names)
    assert len({normalize("NFD", folder.upper()) for folder in folders}) == len(names)


def test_plain_names_stay_as_they_are():
    """A name that can be a folder's name is it, also in Korean; another becomes a slug."""
    for name in ("kim", "김민준", "Ünal, Ayşe", "2024-1234", "O'Neil", "=cmd()"):
        assert name_for(name, set()) == name
    assert re.fullmatch(r"a-b-[0-9a-f]{8}", name_for("a/b", set()))
    assert re.fullmatch(r"student-[0-9a-f]{8}", name_for("\u202e", set()))
    assert name_for("Kim", {"kim"}) != name_for("KIM", {"kim"})


@SHARED
@given(names=NAMES, more=NAMES, seed=st.integers())
def test_a_students_folder_never_changes(tmp_path_factory, names, more, seed):
    """Entering others later, or the same in another order, leaves every folder's name."""
    shuffled = random.Random(seed).sample(names, len(names))
    held = []
    for order in (names, shuffled):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        store.migrate(connection, 0)
        book = Gradebook(Path("memory"), connection, None)
        book.enrol(order)
        first = book.folders()
        book.enrol([*more, *order])
        assert {name: book.folders()[name] for name in first} == first
        assert list(book.folders()) == sorted({*names, *more})
        held.append(first)
        book.close()
    assert held[0] == held[1]


def test_any_text_can_be_a_students_name(gradebook):
    """Names are kept as they are, and none of them is taken for SQL."""
    names = [*dict.fromkeys(ODD)]
    gradebook.enrol(names)
    gradebook.add([(key(name), report(index % 4)) for index, name in enumerate(names)])
    assert sorted(gradebook.folders()) == sorted(names)
    scores = {mark.grading.key.student: mark.grading.score for mark in gradebook.marks()}
    assert scores == {name: index % 4 for index, name in enumerate(names)}
    assert [m.grading.key.student for m in gradebook.marks()] == sorted(names)


def test_a_name_that_is_not_text_is_refused_whole(gradebook):
    """Half a surrogate pair cannot be stored: the error says so, and nobody is entered."""
    with pytest.raises(UsageError, match="not Unicode"):
        gradebook.enrol(["kim", "\udcff"])
    assert gradebook.folders() == {}


# --- whose file ---


def test_a_second_batch_is_refused_and_a_reader_is_not(tmp_path):
    """While one writes, another process can read, but not write; afterwards it can."""
    code = (
        "import sys; from pathlib import Path; from grader.classroom.book.gradebook import *\n"
        "from grader.errors import UsageError\n"
        "folder = Path(sys.argv[1])\n"
        "with Gradebook.read(folder) as book: print(len(list(book.marks())))\n"
        "try: Gradebook.open(folder)\n"
        "except UsageError as error: print(error)\n"
        "else: print('open')\n"
    )

    def other():
        return subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
        ).stdout.splitlines()  # fmt: skip

    with Gradebook.open(tmp_path) as book:
        book.add([(key(), report())])
        assert other() == ["1", f"another grade batch is writing to {tmp_path}"]
        with pytest.raises(UsageError, match="another grade batch"):
            Gradebook.open(tmp_path)
        book.add([(key("lee"), report())])
        # Whoever removes the file of the lock lets nobody in, however often.
        for _ in range(2):
            (tmp_path / store.LOCK).unlink()
            assert other() == ["2", f"another grade batch is writing to {tmp_path}"]
        book.add([(key("park"), report())])
    assert other() == ["3", "open"]


def test_a_reader_cannot_write(tmp_path):
    """A gradebook that was opened to read stays as it is."""
    Gradebook.open(tmp_path).close()
    with Gradebook.read(tmp_path) as book, pytest.raises(KitFault, match="cannot be written"):
        book.add([(key(), report())])


@contextlib.contextmanager
def without_rights():
    """Be an ordinary user for a while: the administrator may write everywhere."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_reading_needs_no_right_to_write():
    """A copy in a folder that cannot be written to, as on a DVD, can be read, not opened."""
    with tempfile.TemporaryDirectory() as name:  # where an ordinary user gets, too
        folder = Path(name)
        with Gradebook.open(folder) as book:
            book.add([(key(), report())])
        os.chmod(folder, 0o555)
        try:
            with without_rights():
                with Gradebook.read(folder) as book:
                    assert mark_of(book).grading.score == 3
                with pytest.raises(KitFault, match="cannot be written") as caught:
                    Gradebook.open(folder)
                assert "--out" in draw(caught.value.hint)
        finally:
            os.chmod(folder, 0o700)


def other_database(path):
    """Write a database that is not a gradebook."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photo (name)")
    connection.close()


@pytest.mark.parametrize(
    "make",
    [other_database, lambda path: path.write_text("marks: 3"), lambda path: path.mkdir()],
    ids=["database", "text", "folder"],
)
def test_what_is_no_gradebook_is_left_alone(tmp_path, make):
    """Another database, a text and a folder are refused, and stay as they are."""
    path = tmp_path / store.FILE
    make(path)
    before = path.is_dir() or path.read_bytes()
    for verb in (Gradebook.open, Gradebook.read):
        with pytest.raises(UsageError):
            verb(tmp_path)
    assert (path.is_dir() or path.read_bytes()) == before


def test_a_gradebook_of_a_newer_kit_is_refused(tmp_path):
    """What this kit does not know it does not touch."""
    Gradebook.open(tmp_path).close()
    with sqlite3.connect(tmp_path / store.FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for verb in (Gradebook.open, Gradebook.read):
        with pytest.raises(UsageError, match="newer version"):
            verb(tmp_path)


def test_no_gradebook_to_read(tmp_path):
    """Where no batch ran, reading says so and makes no file."""
    with pytest.raises(UsageError, match="has no gradebook"):
        Gradebook.read(tmp_path)
    assert list(tmp_path.iterdir()) == []


# A row as kit 0.1.0 wrote it, but for its report: no kit that reads that finds JSON.
OLD_ROW = """
    INSERT INTO student VALUES ('kim', 'kim');
    INSERT INTO grading VALUES (1, 'kim', 'ex01_scaling', 'a', 's', 0, 1, 'failed', 2, 3,
        'failed', 0, 'a sentence', '0.1.0', '2026-01-01T00:00:00+00:00', 0.25, '{"schema": 1');
    INSERT INTO mark VALUES ('kim', 'ex01_scaling', 1, 1);
"""


def old_gradebook(folder):
    """Write a gradebook as kit 0.1.0 left it: with the first migration only, and one row."""
    with contextlib.closing(sqlite3.connect(folder / store.FILE)) as connection:
        connection.executescript(store.MIGRATIONS[0] + OLD_ROW)
        connection.execute(f"PRAGMA application_id = {store.APPLICATION}")
        connection.execute("PRAGMA user_version = 1")


def test_an_older_gradebook_is_brought_up_to_date(tmp_path):
    """A file with the first migration only gets the later ones, and keeps its rows."""
    old_gradebook(tmp_path)
    with pytest.raises(UsageError, match="older version"):
        Gradebook.read(tmp_path)
    with Gradebook.open(tmp_path) as book:
        kept = mark_of(book).grading
        assert (kept.score, kept.reason, kept.schema) == (2, "a sentence", 1)
        book.add([(key(submission="b"), report(1))])
        assert [one.schema for one in book.history("kim", "ex01_scaling")] == [1, 2]
    with sqlite3.connect(tmp_path / store.FILE) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        assert version == len(store.MIGRATIONS) > 1
        assert connection.execute("SELECT reason FROM grading").fetchall() == [
            ("a sentence",), ("",),
        ]  # fmt: skip
    connection.close()


def test_a_report_of_schema_1_is_shown_as_it_is_and_never_read(tmp_path):
    """What an older kit wrote goes into its file byte for byte, and into no tally."""
    old_gradebook(tmp_path)
    with Gradebook.open(tmp_path) as book:
        assert report_file(book, mark_of(book).grading) == '{"schema": 1'
        (tally,) = tallies(book, {"ex01_scaling": "Scaling"})
    assert (tally.judged, tally.mean, tally.diagnoses) == (1, 2, ())


def test_a_diagnosis_of_any_rule_is_kept(gradebook):
    """A rule that comes new needs no new gradebook."""
    told = Diagnosis("why", "rule_of_tomorrow", "something", {"by": "x.size"})
    check = Check("test_f", "t", "f", 3, 0, Outcome.FAILED, diagnoses=(told,))
    gradebook.add([(key(), report(0, checks=(check,)))])
    kept = [one for _, _, one in gradebook.diagnoses()]
    assert [(one.kind, one.id) for one in kept] == [("rule_of_tomorrow", "something")]


def test_each_diagnosis_is_a_row_of_its_own(gradebook):
    """What is wrong is kept once for each function, with the facts of the first check."""
    why = [Diagnosis("why", "note", "factor", {"factor": x, "name": None}) for x in (2, 3)]
    known = Diagnosis("why", "mistake", "mean_not_sum", {}, "Sum, not mean.")
    checks = [
        Check(f"test_{n}", "t", function, 3, 0, Outcome.FAILED, diagnoses=(one,))
        for n, (function, one) in enumerate([("f", why[0]), ("f", why[1]), ("g", known)])
    ]
    gradebook.add([(key(), report(0, checks=tuple(checks)))])
    query = "SELECT function, role, kind, id, facts, text FROM diagnosis ORDER BY function"
    assert gradebook._connection.execute(query).fetchall() == [
        ("f", "why", "note", "factor", '{"factor":2,"name":null}', ""),
        ("g", "why", "mistake", "mean_not_sum", "{}", "Sum, not mean."),
    ]


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    """Each migration is applied wholly or not at all."""
    with Gradebook.open(tmp_path) as book:
        book.add([(key(), report(2))])
    broken = "ALTER TABLE student ADD COLUMN mail TEXT; INSERT INTO nowhere VALUES (1)"
    with monkeypatch.context() as new:
        new.setattr(store, "MIGRATIONS", (*store.MIGRATIONS, broken))
        with pytest.raises(KitFault, match="nowhere"):
            Gradebook.open(tmp_path)
    with Gradebook.open(tmp_path) as book:
        assert mark_of(book).grading.score == 2
    with sqlite3.connect(tmp_path / store.FILE) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(student)")]
    connection.close()
    assert columns == ["student", "folder"]


def test_a_batch_killed_before_its_first_migration_can_start_again(tmp_path):
    """A file without any table is a gradebook that has not begun."""
    path = tmp_path / store.FILE
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert path.stat().st_size > 0
    with Gradebook.open(tmp_path) as book:
        book.add([(key(), report())])


# --- faults ---


def test_a_damaged_gradebook_is_named(tmp_path):
    """Overwritten pages are found when it is opened, before anything is judged."""
    with Gradebook.open(tmp_path) as book:
        book.add([(key(f"student {n}"), report()) for n in range(200)])
    path = tmp_path / store.FILE
    data = bytearray(path.read_bytes())
    data[4096 : 20 * 4096] = bytes(19 * 4096)
    path.write_bytes(data)
    with pytest.raises(KitFault, match="is damaged") as caught:
        Gradebook.open(tmp_path)
    assert "put back a copy" in draw(caught.value.hint)
    store._locked(tmp_path).close()  # the lock was let go


def test_a_folder_that_cannot_be_made(tmp_path):
    """Where a file stands in the way, the message names the place and what to do."""
    (tmp_path / "marks").write_text("")
    with pytest.raises(KitFault, match="cannot be written") as caught:
        Gradebook.open(tmp_path / "marks")
    assert "--out" in draw(caught.value.hint)


def test_a_full_disk_loses_nothing(gradebook):
    """When SQLite finds the disk full, the message counts what is kept; then it goes on."""
    for number in range(3):
        gradebook.add([(key(f"student {number}"), report())])
    connection = gradebook._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    many = [(key("last", f"ex{n:02}_x"), report()) for n in range(99)]
    with pytest.raises(KitFault, match="the disk is full.*; 3 gradings are kept") as caught:
        gradebook.add(many)
    assert draw(caught.value.hint) == "make space, then run the same command again"
    assert list(gradebook.marks("last")) == []
    connection.execute("PRAGMA max_page_count = 100000")
    gradebook.add(many)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(list(gradebook.marks("last"))) == 99


WRITER = """
import sys
from pathlib import Path
from grader.classroom.book.gradebook import Gradebook
from grader.errors import KitFault
from tests.kit.test_gradebook import key, report
with Gradebook.open(Path(sys.argv[1])) as book:
    for number in range(int(sys.argv[2]), 100_000):
        name = f"{number:06}"
        try:
            book.add([(key(name, "ex01_a"), report()), (key(name, "ex02_b"), report(1))])
        except KitFault as fault:
            print(fault, flush=True)
            break
        print(name, flush=True)
"""


def writer(folder, first, **more):
    """Start a process that adds two gradings at a time and prints what it added."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(first)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, **more,
    )  # fmt: skip


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path):
    """After kill -9 the file is whole, all that was added is there, and nothing by halves."""
    chance = random.Random(5)
    printed = []
    for _ in range(8):
        process = writer(tmp_path, len(printed))
        printed.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        printed += process.stdout.read().split()
        process.wait(60)
        process.stdout.close()
        with Gradebook.open(tmp_path) as book:
            found = book._connection.execute("PRAGMA integrity_check").fetchone()
            assert found == ("ok",)
            names = [mark.grading.key.student for mark in book.marks()]
        assert all(names.count(name) == 2 for name in names)
        assert set(printed) <= set(names)
        assert len(set(names) - set(printed)) <= 1  # added, and killed before it said so
        printed = sorted(set(names))
    assert len(printed) > 8


def test_a_file_that_may_not_grow(tmp_path):
    """At a limit of the system the message says what is kept, and it goes on without it."""

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    process = writer(tmp_path, 0, preexec_fn=limited)
    *added, message = process.communicate(timeout=60)[0].splitlines()
    assert added
    assert message.endswith(f"; {2 * len(added)} gradings are kept")
    with Gradebook.open(tmp_path) as book:
        assert book._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert len(list(book.marks())) == 2 * len(added)
        book.add([(key("last"), report())])
