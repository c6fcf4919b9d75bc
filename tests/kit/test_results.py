"""The files of a batch: grades.csv and the reports are what the gradebook says."""

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom import to_look_at
from grader.classroom.book.gradebook import Basis, Gradebook, Unread
from grader.classroom.book.grading import NOTHING
from grader.classroom.handout import results
from grader.classroom.handout.results import Common, Row, csv_of, guarded
from grader.classroom.intake.look import Left, Look
from grader.classroom.screen import summary
from grader.course import Course
from grader.errors import KitFault
from grader.judge import submission
from grader.judge.grade import grade
from grader.judge.submission import of_bytes
from grader.report import Check, Diagnosis, Outcome, Problem, Reason, Report, Source
from grader.words.text import draw
from tests.kit.test_gradebook import key, report
from tests.kit.workshop import ROOT

EXERCISES = ("ex01_scaling", "ex05_padding")
TITLES = {"ex01_scaling": "Scaling", "ex05_padding": "Padding"}


@pytest.fixture
def gradebook(tmp_path):
    """Return a gradebook of three students and two exercises, not all judged."""
    with Gradebook.open(tmp_path) as book:
        book.remember(EXERCISES, 0)
        book.enrol(["김민준", "=cmd()", "a/b"])
        book.add([(key("김민준"), report(2)), (key("김민준", "ex05_padding"), report(3))])
        absent = report(
            0,
            outcome=Outcome.MISSING,
            submission=Source("=cmd()", "ex01_scaling.py", NOTHING),
            problem=Problem(Reason("not_handed_in", {"file": "ex01_scaling.py"})),
        )
        book.add([(key("=cmd()"), absent), (key("=cmd()", "ex05_padding"), report(None))])
        yield book


def write_all(book, folder):
    """Write every file of a batch that is not as it should be."""
    results.write_reports(book, folder)
    results.write_grades(book, folder)


def written(folder):
    """Return the files below a folder, with their contents and times."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_grades_of_a_small_class(gradebook, tmp_path):
    """Missing is 0.00; empty means not judged, and then the total is empty too."""
    assert results.write_grades(gradebook, tmp_path)
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8").splitlines() == [
        "student,ex01,ex05,total,max",
        "'=cmd(),0.00,,,6.00",
        "a/b,,,,6.00",
        "김민준,2.00,3.00,5.00,6.00",
    ]


def test_grades_before_anything_is_judged(tmp_path):
    """Without a mark of anybody's the points are not known either."""
    with Gradebook.open(tmp_path) as book:
        results.write_grades(book, tmp_path)
        assert (tmp_path / "grades.csv").read_bytes() == b"student,total,max\r\n"
        book.remember(EXERCISES, 0)
        book.enrol(["kim"])
        results.write_grades(book, tmp_path)
    assert (tmp_path / "grades.csv").read_text() == "student,ex01,ex05,total,max\nkim,,,,\n"


def test_reports_are_those_of_the_gradebook(gradebook, tmp_path):
    """Each mark has its report as JSON, in the student's own folder."""
    assert results.write_reports(gradebook, tmp_path) == 4
    for mark in gradebook.marks():
        path = (
            tmp_path
            / "reports"
            / gradebook.folders()[mark.grading.key.student]
            / f"{mark.grading.key.exercise}.json"
        )
        text = path.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"
        kept = Report.from_dict(json.loads(gradebook.report(mark.grading)))
        assert Report.from_dict(json.loads(text)) == kept
        assert kept.score == mark.grading.score
    assert (tmp_path / "reports" / "김민준").is_dir()


@pytest.mark.parametrize("schema", [1, 2])
@pytest.mark.parametrize(("seed", "told"), [(0, 0), (20260301, None), (2**63 - 1, None)])
def test_a_seed_that_an_older_kit_kept_is_handed_out_no_more(tmp_path, schema, seed, told):
    """The gradebook keeps old reports with their seed; their files have it no more."""
    with Gradebook.open(tmp_path) as book:
        book.add([(key("kim", seed=seed), report(2))])
        (mark,) = book.marks()
        kept = json.loads(book.report(mark.grading)) | {"seed": seed, "schema": schema}
        with contextlib.closing(sqlite3.connect(tmp_path / "gradebook.sqlite")) as other:
            change = "UPDATE grading SET report = ?, schema = ?"
            other.execute(change, (json.dumps(kept, indent=1) + "\n", schema))
            other.commit()
        write_all(book, tmp_path)
        text = (tmp_path / "reports" / "kim" / "ex01_scaling.json").read_text()
        assert (str(seed) in text) == (told is not None)
        assert json.loads(text)["seed"] == told
        assert json.loads(text)["schema"] == schema
        assert json.loads(text)["checks"][0]["title"] == kept["checks"][0]["title"]
        assert json.loads(book.report(next(book.marks()).grading)) == kept


def test_names_stand_in_reports_as_they_are_read(gradebook, tmp_path):
    """A name in Korean is no escapes; a file that an older kit wrote is made anew once."""
    korean = report(2, submission=Source("정하나", "숙제 ex01.py", "2" * 64))
    gradebook.add([(key("김민준"), korean)])
    results.write_reports(gradebook, tmp_path)
    path = tmp_path / "reports" / "김민준" / "ex01_scaling.json"
    text = path.read_text(encoding="utf-8")
    assert '"student": "정하나"' in text
    assert '"path": "숙제 ex01.py"' in text
    path.write_text(json.dumps(json.loads(text), indent=1) + "\n")
    assert [results.write_reports(gradebook, tmp_path) for _ in range(3)] == [1, 0, 0]
    assert path.read_text(encoding="utf-8") == text


def test_only_what_changed_is_written(gradebook, tmp_path):
    """A second time writes nothing; a new mark writes its report and the grades."""
    write_all(gradebook, tmp_path)
    before = written(tmp_path)
    assert results.write_reports(gradebook, tmp_path) == 0
    assert not results.write_grades(gradebook, tmp_path)
    assert written(tmp_path / "reports") == {
        name.removeprefix("reports/"): held
        for name, held in before.items()
        if name.startswith("reports/")
    }
    judged = gradebook.add([(key("a/b"), report(1))])
    results.write_judged(gradebook, tmp_path, judged)
    assert written(tmp_path / "reports").keys() > {
        name.removeprefix("reports/") for name in before if name.startswith("reports/")
    }
    assert results.write_reports(gradebook, tmp_path) == 0
    assert results.write_grades(gradebook, tmp_path)


def cut_off(path):
    """Leave half of a file."""
    os.truncate(path, path.stat().st_size // 2)


def changed(path):
    """Change one byte of a file and keep its length."""
    data = path.read_bytes()
    path.write_bytes(data[:-2] + b"?" + data[-1:])


def a_pipe(path):
    """Put a pipe in the place of a file: reading it would never end."""
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("harm", [os.unlink, cut_off, changed, a_pipe])
def test_a_file_that_is_not_as_it_should_be_is_made_again(gradebook, tmp_path, harm):
    """Whatever happened to a file, the next batch restores it."""
    write_all(gradebook, tmp_path)
    before = {name: held[0] for name, held in written(tmp_path).items()}
    for path in (tmp_path / "grades.csv", tmp_path / "reports/김민준/ex01_scaling.json"):
        harm(path)
    write_all(gradebook, tmp_path)
    assert {name: held[0] for name, held in written(tmp_path).items()} == before


def test_a_report_that_cannot_be_written_is_named(gradebook, tmp_path):
    """The message says which file and what to do; the gradebook is not touched."""
    (tmp_path / "reports").write_text("in the way")
    with pytest.raises(KitFault, match=r"ex0.*\.json cannot be written") as caught:
        results.write_reports(gradebook, tmp_path)
    assert "--out" in draw(caught.value.hint)
    assert len(list(gradebook.marks())) == 4


# --- CSV ---

NAMES = st.one_of(
    st.sampled_from(
        ["=cmd()", "'=cmd()", "''=x", "'t Hooft", "a,b", 'a"b', "a\nb", "\r", "＝1"]
    ),
    st.text(st.characters(exclude_categories=["Cs"])),
)
MARKS = st.one_of(st.none(), st.integers(0, 20), st.floats(0, 20))


@given(rows=st.lists(st.tuples(NAMES, st.tuples(MARKS, MARKS)), max_size=6))
def test_csv_comes_back(rows):
    """csv.reader gives the same cells; none is a formula, and no two names become one."""
    text = csv_of(EXERCISES, [Row(name, marks, 40) for name, marks in rows])
    head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert head == ["student", "ex01", "ex05", "total", "max"]
    for (name, marks), line in zip(rows, lines, strict=True):
        assert line[0] in (name, f"'{name}")
        assert not line[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        cells = [float(cell) if cell else None for cell in line[1:]]
        assert cells[:2] == [None if mark is None else float(f"{mark:.2f}") for mark in marks]
        assert cells[2] == (None if None in marks else float(f"{sum(marks):.2f}"))
    names = {name for name, _ in rows}
    assert len({line[0] for line in lines}) == len(names)


def test_a_guarded_name_can_be_told_from_its_like():
    """`=x` and `'=x` stay two; an apostrophe before a letter is left alone."""
    assert [guarded(name) for name in ("=x", "'=x", "'t Hooft", "kim")] == [
        "'=x",
        "''=x",
        "'t Hooft",
        "kim",
    ]


# --- tallies ---


def diagnosed(student, *whys, score=1):
    """Return a grading with diagnoses, a check for each."""
    checks = tuple(
        Check(f"test_{n}", "f is right", "f", 3, 0, Outcome.FAILED, diagnoses=(why,))
        for n, why in enumerate(whys)
    )
    return key(student), report(score, checks=checks)


def known(id, text="Sum, not mean."):
    """Return that an answer is that of a known mistake."""
    return Diagnosis("why", "mistake", id, {}, text)


def factor(value):
    """Return that an answer is so many times the right one."""
    return Diagnosis("why", "note", "factor", {"factor": value, "name": None})


def test_a_class_is_counted(gradebook):
    """Every student is judged, missing, unmarked or waiting; the mean is of files."""
    gradebook.add([diagnosed("a/b", known("mean"), known("mean"))])
    first, second = results.tallies(gradebook, TITLES)
    assert (first.judged, first.missing, first.unmarked, first.waiting) == (2, 1, 0, 0)
    assert (first.mean, first.most, first.full, first.internal) == (1.5, 3, 0, 0)
    assert first.diagnoses == (Common(1, "f", known("mean")),)
    assert (second.judged, second.missing, second.unmarked, second.waiting) == (1, 0, 1, 1)
    assert (second.internal, second.affected, second.full) == (1, ("=cmd()",), 1)


def test_an_earlier_mark_that_stays_is_still_a_fault(gradebook):
    """A fault while judging again is counted, although the mark is there."""
    gradebook.add([(key("김민준"), report(None, outcome=Outcome.INTERNAL))])
    tally, _ = results.tallies(gradebook, TITLES)
    assert (tally.internal, tally.unmarked, tally.judged) == (1, 0, 1)


def test_the_three_most_common_diagnoses(tmp_path):
    """Students are counted, not checks; those equally common are sorted by name."""
    with Gradebook.open(tmp_path) as book:
        for index, name in enumerate("cbadbaca"):
            book.add([diagnosed(f"{index}", known(name), known(name))])
        book.add([(key("late"), report(0, outcome=Outcome.TIMEOUT))])
        (tally,) = results.tallies(book, {"ex01_scaling": "Scaling"})
    assert tally.diagnoses == tuple(
        Common(number, "f", known(name)) for number, name in [(3, "a"), (2, "b"), (2, "c")]
    )
    assert (tally.timeouts, tally.crashes) == (1, 0)


def test_notes_that_say_something_else_are_counted_apart(tmp_path):
    """A line of the summary is true of everybody whom it counts; rounding parts nobody."""
    with Gradebook.open(tmp_path) as book:
        for index, values in enumerate([(2, 3), (3.0,), (3.0000001,), (4,)]):
            book.add([diagnosed(f"{index}", *map(factor, values))])
        (tally,) = results.tallies(book, {"ex01_scaling": "Scaling"})
    assert tally.diagnoses == tuple(
        Common(number, "f", factor(value)) for number, value in [(2, 3.0), (1, 2), (1, 4)]
    )


def test_files_that_did_not_load_are_counted(gradebook):
    """A syntax error and a refused file are broken; a zero and a missing file are not."""
    raised = Problem(Reason("raised", {"type": "SyntaxError"}))
    gradebook.add([(key("a/b"), report(0, outcome=Outcome.ERROR, problem=raised))])
    gradebook.add([(key("김민준"), report(0))])
    first, second = results.tallies(gradebook, TITLES)
    assert (first.judged, first.missing, first.broken, second.broken) == (2, 1, 1, 0)


def test_a_mark_that_rests_on_something_else_is_not_beside_new_ones(gradebook, tmp_path):
    """After the suite changed old marks are empty cells and wait, until they are made anew."""
    new = Basis("t", 0, 1)
    gradebook.remember(EXERCISES, 0, bases={"ex01_scaling": new})
    gradebook.add([(key("a/b", standard="t"), report(1))])
    results.write_grades(gradebook, tmp_path)
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8").splitlines() == [
        "student,ex01,ex05,total,max",
        "'=cmd(),,,,6.00",
        "a/b,1.00,,,6.00",
        "김민준,,3.00,,6.00",
    ]
    first, second = results.tallies(gradebook, TITLES)
    assert (first.judged, first.missing, first.waiting) == (1, 0, 2)
    assert (second.judged, second.waiting) == (1, 1)
    own = results.of_student(gradebook, "김민준", TITLES)
    assert [result.report is None for result in own] == [True, False]
    gradebook.remember(EXERCISES, 0, bases={"ex01_scaling": Basis("s", 0, 1)})
    assert results.tallies(gradebook, TITLES)[0].judged == 1


def test_who_left_the_class_leaves_the_counts(gradebook):
    """Of a student who is not in the class any more neither mark nor mistake is counted."""
    gradebook.add([diagnosed("a/b", known("mean"))])
    first, _ = results.tallies(gradebook, TITLES, ["김민준", "=cmd()"])
    assert (first.judged, first.missing, first.waiting, first.diagnoses) == (1, 1, 0, ())
    assert "a/b" in {mark.grading.key.student for mark in gradebook.marks()}


@pytest.mark.parametrize("text", ["{}", "[1]", '"text"', '{"schema": 2}', '{"schema": 7}'])
def test_a_report_that_is_none_leaves_its_file_alone(gradebook, tmp_path, text):
    """JSON that is no report stays in the gradebook, is named, and the old file stays too."""
    write_all(gradebook, tmp_path)
    before = written(tmp_path / "reports")
    with gradebook._transaction() as connection:
        change = "UPDATE grading SET report = ? WHERE student = ? AND exercise = ?"
        connection.execute(change, (text, "김민준", "ex01_scaling"))
    assert results.write_reports(gradebook, tmp_path) == 0
    assert written(tmp_path / "reports") == before
    ((_, *unread),) = gradebook.unread.values()
    assert unread == ["김민준", "ex01_scaling", "report"]
    assert gradebook.outcomes_of(key("김민준")) is None
    assert results.tallies(gradebook, TITLES)[0].judged == 0


def test_only_marks_that_count_are_explained(gradebook):
    """What was wrong with an earlier file is told no longer."""
    gradebook.add([diagnosed("a/b", known("mean"))])
    gradebook.add([(key("a/b", submission="b"), report(3))])
    assert results.tallies(gradebook, TITLES)[0].diagnoses == ()


NOT_UTF8 = report(
    0, outcome=Outcome.ERROR, submission=Source("kim", "05.py", "1" * 64),
    problem=Problem(Reason("not_utf8", {"byte": 0xC1}), line=3),
)  # fmt: skip


def test_a_file_that_did_not_load_is_named_with_its_reason(gradebook):
    """Whoever is counted as broken is named, with file, line and cause; nobody else is."""
    gradebook.add([(key("a/b"), NOT_UTF8)])
    first, second = results.tallies(gradebook, TITLES)
    assert (first.broken, second.broken, second.not_loaded) == (1, 0, ())
    (broken,) = first.not_loaded
    assert (broken.student, broken.path, broken.problem.line) == ("a/b", "05.py", 3)
    assert broken.problem.reason == Reason("not_utf8", {"byte": 0xC1})


def test_nobody_is_counted(tmp_path):
    """An empty class gives a line of zeros."""
    with Gradebook.open(tmp_path) as book:
        (tally,) = results.tallies(book, {"ex01_scaling": "Scaling"})
    assert (tally.judged, tally.waiting, tally.mean, tally.most) == (0, 0, None, None)


# --- the page ---

PAGE = (ROOT / "docs" / "gradebook.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def documented(heading):
    """Return the first cells of the table below a heading of the page."""
    below = PAGE.partition(f"\n{heading}\n")[2].partition("\n#")[0]
    return re.findall(r"^\| `([^`]+)` \|", below, re.MULTILINE)


def rows_of(folder, query):
    """Run a query as any SQLite program would."""
    connection = sqlite3.connect(folder / "gradebook.sqlite")
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_the_queries_of_the_page_are_true(gradebook, tmp_path):
    """Each query runs and finds what its sentence says."""
    late, broken, failed, known_mistakes, changed_marks = QUERIES[:5]
    gradebook.add([(key("a/b"), report(1, outcome=Outcome.TIMEOUT))])
    gradebook.add([(key("김민준"), report(1))])
    assert rows_of(tmp_path, late) == [("ex01_scaling", "a/b", "timeout", 0.25)]
    assert rows_of(tmp_path, broken) == []
    assert rows_of(tmp_path, failed) == [
        ("ex01_scaling", "f is right", 2),
        ("ex05_padding", "f is right", 1),
    ]
    gradebook.add([diagnosed("a/b", known("mean"), factor(2))])
    assert rows_of(tmp_path, known_mistakes) == [
        ("ex01_scaling", "f", "mistake", "mean", "Sum, not mean.", 1),
        ("ex01_scaling", "f", "note", "factor", "", 1),
    ]
    ((student, exercise, before, after, *_),) = rows_of(tmp_path, changed_marks)
    assert (student, exercise, before, after) == ("김민준", "ex01_scaling", 2, 1)
    gradebook.add([(key("a/b", "ex05_padding"), NOT_UTF8)])
    assert rows_of(tmp_path, broken) == [("ex05_padding", "a/b", "05.py", "not_utf8", 3)]


def test_the_page_says_how_files_are_read_and_forgotten(gradebook, tmp_path):
    """One statement shows who handed in what, another forgets the bytes for good."""
    whose, forget = QUERIES[5:]
    source = b"def f():\n    return 'a line that nobody else writes'\n" * 50
    this = key("a/b", submission="own")
    gradebook.add([(this, report(1))], {this: of_bytes("ex01_scaling.py", source)})
    assert rows_of(tmp_path, whose) == [
        ("a/b", "ex01_scaling", None, "submission.py", hashlib.sha256(source).hexdigest(), 2650)
    ]
    packed = zlib.compress(source, 9)
    (data,) = rows_of(tmp_path, "SELECT data FROM content")[0]
    assert data == packed
    gradebook.close()
    path = tmp_path / "gradebook.sqlite"
    assert packed[:99] in path.read_bytes()
    before = rows_of(tmp_path, "SELECT * FROM grading")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(forget)
    assert packed[:99] not in path.read_bytes()
    assert [each.name for each in tmp_path.glob("*-wal")] == []
    assert rows_of(tmp_path, "SELECT * FROM grading") == before
    with Gradebook.open(tmp_path) as book:
        assert [book.files(mark.grading) for mark in book.marks("a/b")] == [{}]


@pytest.mark.parametrize("table", ["grading", "mark", "diagnosis", "file", "content", "basis"])
def test_every_column_is_on_the_page(gradebook, tmp_path, table):
    """The page describes the columns, all of them and in their order."""
    columns = [row[1] for row in rows_of(tmp_path, f"PRAGMA table_info({table})")]
    (heading,) = re.findall(rf"^### `{table}`.*", PAGE, re.MULTILINE)
    assert documented(heading) == columns


def test_the_view_and_the_small_tables_are_on_the_page(gradebook, tmp_path):
    """The page names the columns of the view, of `student` and of `setting`."""
    listed = PAGE.partition("### `grade`")[2].partition("\n###")[0].partition(":\n")[2]
    view = [row[1] for row in rows_of(tmp_path, "PRAGMA table_info(grade)")]
    assert re.findall(r"`(\w+)`", listed) == view
    small = [
        f"{table}.{row[1]}"
        for table in ("student", "setting")
        for row in rows_of(tmp_path, f"PRAGMA table_info({table})")
    ]
    assert documented("### `student` and `setting`") == small


def test_every_key_of_the_summary_is_on_the_page(gradebook):
    """The page describes the summary key by key, in the order in which it is printed."""
    gradebook.add([diagnosed("a/b", known("mean"))])
    own = {"a/b": results.of_student(gradebook, "a/b", TITLES)}
    unread = [Unread(1, "kim", "ex01_scaling", "report")]
    left = [Left("near", "kim/5.py")._asdict()]
    more = own, unread, [("kim", "ex01_scaling")], ["kim"], left
    gradebook.add([(key("=cmd()"), NOT_UTF8)])
    told = summary(results.tallies(gradebook, TITLES), 3, 0, "PyTorch", 5, 1.0, *more)
    keys = []
    for name in told:
        keys.append(name)
        if name in ("unjudged", "exercises", "marks", "unread", "to_look_at"):
            for inner in told[name][0]:
                keys.append(f"{name}[].{inner}")
                if inner in ("diagnoses", "not_loaded"):
                    common = told[name][0][inner][0]
                    keys += [f"{name}[].{inner}[].{one}" for one in common]
    assert documented("## The summary as JSON") == keys
    one = told["exercises"][0]
    counts = ("judged", "missing", "unmarked", "waiting")
    assert sum(one[name] for name in counts) == told["students"]


def test_every_key_of_a_dry_run_is_on_the_page():
    """The page describes what `--dry-run --format json` prints, key by key."""
    told = to_look_at.summary(Look(["kim"], {}))
    assert documented("### Of a dry run") == [*told]
    assert not told["stops"]


def test_a_real_grading_is_kept(tmp_path):
    """What the judge reports of a solution and of a stub arrives in every file."""
    exercise = Course(ROOT).find("ex05")
    with Gradebook.open(tmp_path) as book:
        book.remember([exercise.name], 0)
        for student, path in (("right", exercise.solution), ("stub", exercise.stub)):
            made = grade(exercise, submission.read(path, exercise))
            book.add([(key(student, exercise.name), made)])
        write_all(book, tmp_path)
        (tally,) = results.tallies(book, {exercise.name: exercise.title})
        longest = max(len(results.report_file(book, one.grading)) for one in book.marks())
    (_, right, stub) = (tmp_path / "grades.csv").read_text().splitlines()
    assert right.startswith("right,13.00,13.00,13.00")
    assert stub.startswith("stub,0.00,0.00,13.00")
    assert (tally.judged, tally.full, tally.missing) == (2, 1, 0)
    assert longest < 8 << 10
