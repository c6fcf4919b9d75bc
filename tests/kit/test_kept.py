"""What kit 0.1.0 wrote is not lost: a gradebook, progress, reports and an edition.

The files lie in kept/, and its README.md says how they were made. The tests use only what
stays: the command line, SQL on the gradebook, and the files themselves. A later kit may
judge the class anew, so gradings may be added; those that were there must not change.
"""

import contextlib
import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from grader.classroom.book.others import handed_out
from grader.report import Report
from tests.kit.workshop import ROOT, copy_of

KEPT = Path(__file__).parent / "kept"
MARKS = KEPT / "marks"
GRADEBOOK = "gradebook.sqlite"
COUNTED = ("ex03_softmax_ce", "ex04_conv_output_size", "ex05_padding")
GRADINGS = 30

# In the kit of today; an edition has its own for ever.
MODULE, _, COMMAND = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]["scripts"]["grade"].partition(":")
GRADE = ("-c", f"from {MODULE} import {COMMAND}; {COMMAND}()")

batches = pytest.mark.skipif(
    sys.platform == "win32", reason="grade batch runs on Linux and macOS"
)


def run(folder, kit, *words):
    """Run Python in a folder, with the kit that lies in another."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(kit), "PYTHONUTF8": "1", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )


def course_in(folder, *names):
    """Copy some exercises of this course into a new folder; return it."""
    folder.mkdir()
    return copy_of(folder, *names).root


# The gradebook


@pytest.fixture(scope="module")
def went_on(tmp_path_factory):
    """Return the old results after two batches: ben alone is refused, then the whole class."""
    folder = tmp_path_factory.mktemp("kept")
    course = course_in(folder / "course", *COUNTED)
    shutil.copytree(KEPT / "class", folder / "class")
    shutil.copytree(MARKS, folder / "marks")
    batch = ["batch", folder / "class", "--out", folder / "marks", "--sandbox", "process"]

    # The other marks were made by suites of then: a new one must not stand beside them.
    one = run(course, ROOT, *GRADE, *batch, "--student", "ben", "--regrade")
    # It may ask for the right answers first, as the suites are newer than the gradebook.
    assert (one.returncode, "judged" in one.stdout) == (2, False)
    assert "3 other students have marks" in " ".join(one.stderr.split())
    shutil.copytree(folder / "marks", folder / "refused")

    all_ = run(course, ROOT, *GRADE, *batch)
    assert all_.returncode == 0, all_.stderr
    return {"as kept": MARKS, "refused": folder / "refused", "all": folder / "marks"}


# One deviation costs one check since suites ask aspect by aspect.
JUDGED_ANEW = {("ben", "ex03_softmax_ce"): 11, ("김하늘", "ex04_conv_output_size"): 10}

AFTER = pytest.mark.parametrize("when", ["refused", "all"])
ALWAYS = pytest.mark.parametrize("when", ["as kept", "refused", "all"])


def select(out, query):
    """Ask a gradebook that nobody writes to, without any other file beside it."""
    address = f"{(out / GRADEBOOK).as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        return connection.execute(query).fetchall()


def gradings(out):
    """Return every column of every grading by its id, the report byte for byte."""
    rows = select(
        out,
        "SELECT id, student, exercise, submission, standard, seed, judging, status, score,"
        " max_score, outcomes, absent, reason, kit, graded_at, seconds,"
        " CAST(report AS BLOB) FROM grading ORDER BY id",
    )
    return {row[0]: row for row in rows}


def marks(out):
    """Return which grading counts and its score, by student and exercise."""
    rows = select(out, "SELECT student, exercise, grading, score FROM grade")
    return {(student, exercise): tuple(mark) for student, exercise, *mark in rows}


def grades(out):
    """Return the cells of grades.csv by student and column."""
    with open(out / "grades.csv", encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    columns = ("ex03", "ex04", "ex05", "total", "max")
    return {line["student"]: [line[column] for column in columns] for line in lines}


def files_of(out):
    """Return the bytes of every report file by student and exercise."""
    folders = dict(select(out, "SELECT student, folder FROM student"))
    return {
        (student, exercise): (out / "reports" / folder / f"{exercise}.json").read_bytes()
        for student, folder in folders.items()
        for exercise in COUNTED
    }


def names_of_all(out):
    """Return the names of all files below a folder."""
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


@pytest.mark.slow
@batches
@AFTER
def test_every_earlier_grading_is_still_there(went_on, when):
    """A later batch adds gradings, and leaves the earlier ones byte for byte as they were."""
    before, after = gradings(MARKS), gradings(went_on[when])
    assert len(before) == GRADINGS
    assert {number: after.get(number) for number in before} == before
    added = after.keys() - before.keys()
    assert len(added) == (len(marks(MARKS)) if when == "all" else 0)
    assert all(number > max(before) for number in added)


@batches
def test_marks_stay_as_they_are(went_on):
    """A batch that is refused leaves which grading counts, for everybody."""
    assert marks(went_on["refused"]) == marks(MARKS)


@batches
@AFTER
def test_the_class_keeps_its_scores(went_on, when):
    """Every mark has the score that it had, or what a suite of today gives in its place."""
    before, after = marks(MARKS), marks(went_on[when])
    assert len(before) == 12
    now = JUDGED_ANEW if when == "all" else {}
    assert {key: score for key, (_, score) in after.items()} == {
        key: score for key, (_, score) in before.items()
    } | now
    if not now:
        assert grades(went_on[when]) == grades(MARKS)
    assert grades(MARKS)["김하늘"] == ["0.00", "7.00", "5.00", "12.00", "42.00"]


def without_messages(value):
    """Return JSON without its sentences, and without the withheld fact of that name."""
    if isinstance(value, dict):
        return {key: without_messages(item) for key, item in value.items() if key != "message"}
    return [without_messages(item) for item in value] if isinstance(value, list) else value


@batches
@AFTER
def test_old_reports_stay_as_they_were(went_on, when):
    """A report file is another one only where its file was judged anew."""
    before, after, now = files_of(MARKS), files_of(went_on[when]), marks(went_on[when])
    kept = {key for key, (grading, _) in now.items() if grading <= GRADINGS}
    assert kept == (set(before) if when == "refused" else set())
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}
    rows = gradings(went_on[when])
    for key in after.keys() - kept:  # the facts of the gradebook, and their sentences
        in_the_book, in_the_file = json.loads(rows[now[key][0]][-1]), json.loads(after[key])
        assert in_the_file["schema"] == in_the_book["schema"] > 1
        facts = handed_out(Report.from_dict(in_the_book)).to_dict()
        assert without_messages(json.loads(json.dumps(facts))) == without_messages(in_the_file)


@batches
@AFTER
def test_no_file_of_the_old_results_is_gone(went_on, when):
    """Later batches work in the same folder, and take nothing out of it."""
    assert names_of_all(MARKS) - names_of_all(went_on[when]) == set()


@batches
@ALWAYS
def test_sql_reads_the_marks_as_the_documentation_says(went_on, when):
    """The view `grade` has the columns of docs/gradebook.md, a row for each mark."""
    rows = select(
        went_on[when],
        "SELECT student, exercise, score, max_score, status, outcomes, absent, reason,"
        " seconds, graded_at, kit, grading, latest, report FROM grade",
    )
    held = {row[:2]: row[2:] for row in rows}
    assert len(held) == len(rows) == 12
    assert held["ada", "ex05_padding"][:6] == (13, 13, "passed", "passed", 0, "")
    assert held["cem", "ex03_softmax_ce"][:5] == (0, 15, "failed", "missing", 1)
    assert "error" in held["ben", "ex04_conv_output_size"][3].split()
    old = [json.loads(row[-1]) for row in rows if row[-3] <= GRADINGS]
    assert all(report["schema"] == 1 for report in old)
    assert old or when == "all"


def test_sql_reads_what_happened_before():
    """The kept file alone tells the whole history: late files, both seeds, a fault."""
    assert select(MARKS, "PRAGMA integrity_check") == [("ok",)]
    by_seed = "SELECT seed, count(*) FROM grading GROUP BY seed"
    assert select(MARKS, by_seed) == [(0, 17), (7, 13)]
    changed = """
        SELECT later.student, later.exercise, earlier.score, later.score
        FROM grading AS later
        JOIN grading AS earlier ON earlier.id = (
            SELECT max(id) FROM grading
            WHERE student = later.student AND exercise = later.exercise AND id < later.id
        )
        WHERE earlier.score IS NOT later.score
        ORDER BY later.id"""
    assert select(MARKS, changed) == [
        ("ada", "ex03_softmax_ce", 0, 15),
        ("김하늘", "ex04_conv_output_size", 7, None),
    ]
    fault = "SELECT student, exercise, score FROM grade WHERE latest <> grading"
    assert select(MARKS, fault) == [("김하늘", "ex04_conv_output_size", 7)]
    failed = """
        SELECT count(DISTINCT student) FROM grade, json_each(report, '$.checks') AS one
        WHERE exercise = 'ex05_padding'
            AND json_extract(one.value, '$.outcome') NOT IN ('passed', 'not_run')"""
    assert select(MARKS, failed) == [(3,)]


# Single reports


@pytest.mark.parametrize(
    ("name", "score", "outcome", "diagnosis"),
    [
        ("full_marks", 13, None, None),
        ("known_mistake", 7, "failed", ("top_and_bottom_exchanged", "mistake")),
        ("note", 5, "failed", ("negated", "note")),
        ("printed_and_warned", 5, "failed", ("not_finite", "note")),
        ("exception", 5, "error", None),
        ("timeout", 5, "timeout", ("timeout", "note")),
        ("crash", 5, "crashed", None),
        ("function_missing", 5, "missing", None),
        ("stub", 0, "missing", None),
        ("syntax_error", 0, "error", None),
        ("error_at_import", 0, "error", None),
    ],
)
def test_single_reports_are_of_schema_1(name, score, outcome, diagnosis):
    """Each kept report holds the outcome that it was kept for, in the keys of schema 1."""
    report = json.loads((KEPT / "reports" / f"{name}.json").read_text(encoding="utf-8"))
    assert (report["schema"], report["exercise"]) == (1, "ex05_padding")
    assert (report["score"], report["max_score"], len(report["checks"])) == (score, 13, 9)
    assert report["status"] == ("failed" if outcome else "passed")
    assert (report["problem"] is None) == (name not in ("syntax_error", "error_at_import"))
    first = next((check for check in report["checks"] if check["outcome"] != "passed"), None)
    assert (first and first["outcome"]) == outcome
    told = first and first["diagnosis"]
    assert (told and (told["id"], told["kind"])) == diagnosis


# A student's progress


@pytest.fixture
def root(tmp_path):
    """Return a course of four exercises, whose student worked with the old kit."""
    names = ("ex01_delta_rule", *COUNTED[1:], "ex06_max_pooling")
    course = course_in(tmp_path / "course", *names)
    shutil.copytree(KEPT / "student" / "dot_grade", course / ".grade")
    return course


def progress_in(root):
    """Return what a course remembers of its student."""
    return json.loads((root / ".grade" / "progress.json").read_text(encoding="utf-8"))


def test_old_progress_is_shown(root):
    """What was done is done, also after a worse run, and what was begun has its best."""
    overview = run(root, ROOT, *GRADE)
    assert (overview.returncode, overview.stderr) == (0, "")
    assert "2/4 exercises" in overview.stdout
    assert "ex05" in overview.stdout

    listing = run(root, ROOT, *GRADE, "list")
    assert (listing.returncode, listing.stderr) == (0, "")
    assert re.search(r"^ *ex01 .* done +14/14 ", listing.stdout, re.M)
    assert re.search(r"^ *ex04 .* done +14/14 ", listing.stdout, re.M)
    assert re.search(r"^ *ex05 .* begun +9/13 ", listing.stdout, re.M)
    assert not re.search(r"^ *ex06 .* done ", listing.stdout, re.M)


def test_a_new_run_keeps_old_progress(root):
    """A run that earns nothing keeps the best, the hints, other exercises, unknown keys."""
    before = progress_in(root)
    before["theme"] = "dark"
    before["exercises"]["ex05_padding"]["stars"] = 3
    before["exercises"]["ex99_elsewhere"] = {"best": 4, "max_score": 4}
    (root / ".grade" / "progress.json").write_text(json.dumps(before), encoding="utf-8")

    judged = run(root, ROOT, *GRADE, "ex05")
    assert (judged.returncode, judged.stderr) == (1, "")
    after = progress_in(root)
    own = after["exercises"].pop("ex05_padding")
    assert (own["score"], own["best"], own["max_score"]) == (0, 9, 13)
    assert (own["hints"], own["stars"]) == ({"pad2d": 2}, 3)
    assert (after["last"], after["theme"]) == ("ex05_padding", "dark")
    del before["exercises"]["ex05_padding"]
    assert after["exercises"] == before["exercises"]

    (fault,) = (KEPT / "student" / "dot_grade").glob("fault-*.txt")
    assert (root / ".grade" / fault.name).read_bytes() == fault.read_bytes()


def test_hints_go_on_where_they_were(root):
    """After two hints that were shown by the old kit comes the third."""
    third = run(root, ROOT, *GRADE, "hint", "ex05")
    assert (third.returncode, third.stderr) == (0, "")
    assert "hint 3 of 4" in third.stdout
    assert "Make a new array of the final shape" in third.stdout
    assert progress_in(root)["exercises"]["ex05_padding"]["hints"] == {"pad2d": 3}


# An edition that a student has


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """Return the folder of the unpacked edition, with a student's tries in it."""
    folder = tmp_path_factory.mktemp("edition")
    with zipfile.ZipFile(KEPT / "edition.zip") as packed:
        packed.extractall(folder)
    (inside,) = folder.iterdir()
    # A file is judged by the course that it lies in, so it must lie in the edition.
    shutil.copytree(KEPT / "tries", inside / "tries")
    return inside


@pytest.mark.parametrize(
    ("file", "code", "told"),
    [
        ([], 1, "Two functions to write"),
        (["tries/full_marks.py"], 0, "9 of 9 checks, 13 of 13 points"),
        (["tries/known_mistake.py"], 1, "Top and bottom are exchanged"),
    ],
    ids=["stub", "solution", "mistake"],
)
def test_an_old_edition_judges(edition, file, code, told):
    """In an edition the stub fails, a solution passes, and a known mistake is named."""
    judged = run(edition, edition, "-m", "grader.cli", "ex05", *file)
    assert (judged.returncode, judged.stderr) == (code, "")
    assert told in " ".join(judged.stdout.split())


OWN = """
import sys
from grader.cli import main
try:
    main(["ex05", "--format", "json"])
except SystemExit:
    for name, module in sorted(sys.modules.items()):
        if name.split(".")[0] == "grader":
            print(module.__file__, file=sys.stderr)
"""


def test_an_old_edition_uses_no_other_kit(edition):
    """Every module of the kit that judges in an edition is the edition's own."""
    judged = run(edition, edition, "-c", OWN)
    files = [Path(line).resolve() for line in judged.stderr.splitlines()]
    assert edition.resolve() / "grader" / "__init__.py" in files
    assert len(files) > 20
    assert all(file.is_relative_to(edition.resolve() / "grader") for file in files)
    assert json.loads(judged.stdout)["schema"] == 1
