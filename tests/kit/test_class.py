"""The class that the benchmark of a batch judges, and the pytest it is held against."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import per_file
from benchmarks.class_of import KINDS, exercises_of, with_loops, write_class
from grader.classroom.intake import open_intake
from grader.course import find_course
from grader.judge import submission
from grader.judge.grade import grade
from grader.report import Outcome

COURSE = find_course(Path(__file__))
EXERCISES = exercises_of(COURSE, 7)
CELLS = 100 * 7

# Of all that 100 students hand in for 7 exercises, from and to, in per cent.
SHARES = {
    "right": (45, 70),
    "mistake": (10, 25),
    "two mistakes": (1, 7),
    "half": (3, 10),
    "stub": (2, 8),
    "missing": (3, 10),
    "syntax error": (1, 5),
    "misspelt import": (0.5, 4),
}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """Return a class of the usual size, and its folder."""
    folder = tmp_path_factory.mktemp("class") / "handed-in"
    return folder, write_class(folder)


def everything(folder):
    """Return path, bytes and time of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime)
        for path in folder.rglob("*")
        if path.is_file()
    }


def cells(made):
    """Return everything that was handed in, or was not."""
    return [one for work in made.values() for one in work.values()]


def one_of(made, kind):
    """Return exercise and file of the first of a kind."""
    return next(
        (exercise, one)
        for work in made.values()
        for exercise, one in work.items()
        if one.kind == kind
    )


@cache
def judged(folder, exercise, file):
    """Return the report of a file."""
    judged = COURSE.find(exercise)
    return grade(judged, submission.read(folder / file, judged._replace(root=folder)))


def outcomes(report):
    """Return how the checks of a report ended, each once."""
    return {check.outcome for check in report.checks}


def test_the_same_seed_gives_the_same_bytes(classroom, tmp_path):
    """A class is written again byte for byte, times of files included."""
    folder, made = classroom
    assert write_class(tmp_path / "again") == made
    assert everything(tmp_path / "again") == everything(folder)


def test_another_seed_gives_another_class(classroom, tmp_path):
    """With another seed the files differ."""
    write_class(tmp_path / "other", seed=1)
    assert everything(tmp_path / "other") != everything(classroom[0])


@pytest.mark.parametrize("seed", range(3))
def test_every_kind_has_its_share(tmp_path, seed):
    """About half is right, and each kind of wrong file is there, in any class of 100."""
    made = write_class(tmp_path / "class", seed=seed)
    counts = Counter(one.kind for one in cells(made))
    assert sum(counts.values()) == CELLS
    assert set(counts) == set(KINDS)
    for kind, (least, most) in SHARES.items():
        assert least <= 100 * counts[kind] / CELLS <= most, (kind, counts[kind])


def test_marks_spread(classroom):
    """Some students have nearly everything right, and some hardly anything."""
    right = Counter(
        sum(one.kind == "right" for one in work.values()) for work in classroom[1].values()
    )
    assert sum(right[number] for number in (6, 7)) >= 10
    assert sum(right[number] for number in (0, 1, 2)) >= 5
    assert max(right.values()) <= 40


def test_two_loop_and_one_dies(classroom):
    """One student loops in one exercise, one in several, and the code of another dies."""
    found = Counter(
        (student, one.kind)
        for student, work in classroom[1].items()
        for one in work.values()
        if one.kind in ("loops", "dies")
    )
    assert len({student for student, _ in found}) == 3
    assert sorted((kind, count) for (_, kind), count in found.items()) == [
        ("dies", 1),
        ("loops", 1),
        ("loops", 3),
    ]
    assert set(with_loops(classroom[1])) == {who for who, kind in found if kind == "loops"}


def test_right_answers_come_in_all_styles(classroom):
    """Every style of every exercise is handed in by somebody."""
    for exercise in EXERCISES:
        styles = (Path(__file__).parent / "right" / exercise.name).glob("*.py")
        handed_in = {work[exercise.name].what for work in classroom[1].values()}
        assert {"solution", *(path.stem for path in styles)} <= handed_in


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(students=st.integers(3, 12), exercises=st.integers(1, 7), seed=st.integers(0, 2**32 - 1))
def test_nobody_is_forgotten(tmp_path_factory, students, exercises, seed):
    """Whatever the size, each student has every exercise, and a file unless it is missing."""
    folder = tmp_path_factory.mktemp("any") / "class"
    made = write_class(folder, students, seed, exercises)
    assert sorted(made) == sorted(path.name for path in folder.iterdir())
    assert len(made) == students
    for work in made.values():
        assert tuple(work) == tuple(one.name for one in exercises_of(COURSE, exercises))
        for one in work.values():
            assert bool(one.file) == (one.kind != "missing")
            assert not one.file or (folder / one.file).is_file()
    assert len(with_loops(made)) == 2


def test_the_intake_takes_the_file_that_counts(classroom):
    """Of two files for an exercise the intake finds the one that the class means."""
    folder, made = classroom
    intake = open_intake(folder, EXERCISES)
    twice = 0
    for student, work in made.items():
        for found in intake.submissions(student, EXERCISES):
            one = work[found.exercise]
            twice += bool(one.file and found.note)
            assert bool(one.file) == bool(found.files), (student, found.exercise)
            if one.file:
                assert (folder / one.file).read_bytes() == found.files[found.main]
    assert twice >= 10


def test_right_is_right(classroom):
    """A file of the kind `right` gets full marks."""
    exercise, one = one_of(classroom[1], "right")
    assert judged(classroom[0], exercise, one.file).status == "passed"


def test_a_mistake_is_recognised(classroom):
    """A file with a known mistake loses marks, and is told that mistake and no other."""
    exercise, one = one_of(classroom[1], "mistake")
    report = judged(classroom[0], exercise, one.file)
    told = {one.id for check in report.checks for one in check.diagnoses}
    assert report.score < report.max_score
    assert one.what in told


def test_two_mistakes_are_in_two_functions(classroom):
    """A file with two mistakes has both of them, each in a function of its own."""
    exercise, one = one_of(classroom[1], "two mistakes")
    report = judged(classroom[0], exercise, one.file)
    told = {one.id for check in report.checks for one in check.diagnoses}
    assert len(one.what.split()) == 2
    assert told & set(one.what.split())
    assert report.score < report.max_score


def test_unfinished_is_missing(classroom):
    """A stub has nothing, and a half-finished file lacks something and has something."""
    exercise, one = one_of(classroom[1], "stub")
    assert outcomes(judged(classroom[0], exercise, one.file)) == {Outcome.MISSING}
    exercise, one = one_of(classroom[1], "half")
    half = judged(classroom[0], exercise, one.file)
    assert {Outcome.PASSED, Outcome.MISSING} <= outcomes(half)


@pytest.mark.parametrize(
    ("kind", "raised"),
    [("syntax error", "SyntaxError"), ("misspelt import", "ModuleNotFoundError")],
)
def test_what_cannot_be_loaded(classroom, kind, raised):
    """A syntax error and a misspelt import are errors of the whole file."""
    exercise, one = one_of(classroom[1], kind)
    report = judged(classroom[0], exercise, one.file)
    assert outcomes(report) == {Outcome.ERROR}
    assert report.problem.reason.facts["type"] == raised


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "outcome"), [("loops", Outcome.TIMEOUT), ("dies", Outcome.CRASHED)]
)
def test_what_does_not_end_well(classroom, kind, outcome):
    """A loop without end runs out of time, and code that dies crashes."""
    exercise, one = one_of(classroom[1], kind)
    assert outcome in outcomes(judged(classroom[0], exercise, one.file))


@pytest.mark.slow
def test_the_baseline_tells_right_from_wrong(classroom, tmp_path):
    """The stored tests accept what is right, in any style, and miss an error not raised."""
    folder, made = classroom
    per_file.write_tests(EXERCISES, tmp_path / "stored")  # refuses a refused solution
    asking = {"ex04_conv_output_size": 2, "ex06_max_pooling": 1}  # checks that want an error
    chosen = {}
    for name in asking:
        student = next(
            student
            for student, work in made.items()
            if work[name].kind == "right" and work[name].what != "solution"
        )
        chosen.setdefault(student, {})[name] = made[student][name]
    right = per_file.lay_out(chosen, folder, tmp_path / "right", tmp_path / "stored")
    found, _ = per_file.judge(right)
    assert all(verdict.right for verdict in found.values()), found
    silent = []
    for job in right:
        own = tmp_path / "silent" / job.exercise
        own.mkdir(parents=True)
        text = COURSE.find(job.exercise).solution.read_text(encoding="utf-8")
        assert "raise ValueError" in text
        text = text.replace("raise ValueError", "return ValueError")
        (own / f"{job.exercise}.py").write_text(text, encoding="utf-8")
        silent.append(per_file.Job("silent", job.exercise, own, job.tests))
    found, _ = per_file.judge(silent)
    assert len(found) == len(asking)
    for job, verdict in found.items():
        assert verdict.tests - verdict.passed == asking[job.exercise], (job.exercise, verdict)


@pytest.mark.slow
def test_the_baseline_ends_loops(tmp_path, monkeypatch):
    """A check of a function that loops fails after its limit; the others still pass."""
    monkeypatch.setattr(per_file, "LIMIT", 0.5)  # nothing depends on its length
    made = write_class(tmp_path / "class", students=4)
    student, work = next(
        (student, work)
        for student, work in made.items()
        if sum(one.kind == "loops" for one in work.values()) == 1
    )
    only = {name: one for name, one in work.items() if one.kind == "loops"}
    (whole,) = (COURSE.find(name) for name in only)
    exercise = whole._replace(limits=whole.limits._replace(cpu_seconds=per_file.LIMIT))
    took = {}
    for strict in (True, False):
        tests, files = tmp_path / f"tests-{strict}", tmp_path / f"files-{strict}"
        per_file.write_tests([exercise], tests, strict)
        jobs = per_file.lay_out({student: only}, tmp_path / "class", files, tests)
        found, took[strict] = per_file.judge(jobs)
        ((_, verdict),) = found.items()
        failed = verdict.tests - verdict.passed
        assert verdict.passed > 0
        assert failed > 0
    assert took[True] >= failed * per_file.LIMIT
    # Every check that fails has two calls at least.
    assert took[False] >= 2 * failed * per_file.LIMIT
