"""An exercise that imports the student's own earlier files is judged with them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.author.record import record
from grader.author.verify import NotProved, verify
from grader.classroom.intake import open_intake
from grader.course import find_course
from grader.errors import KitFault
from grader.judge import submission
from grader.judge.grade import grade
from grader.report import Diagnosis, Outcome
from grader.words import reading
from grader.words.text import draw
from tests.kit.conftest import SMALL, SmallCourse
from tests.kit.terminal import Terminal

BUILDING = Path(__file__).parent / "building"
EX01, EX02 = "ex01_scaling", "ex02_shifting"
RIGHT = "def double(x):\n    return 2 * x\n"
SQUARED = "def double(x):\n    return x * x\n"


@pytest.fixture(scope="session")
def recorded(tmp_path_factory):
    """Return a small course whose ex02 imports ex01, recorded; tests copy it."""
    root = tmp_path_factory.mktemp("building") / "course"
    shutil.copytree(SMALL, root)
    shutil.copytree(BUILDING, root, dirs_exist_ok=True)
    for exercise in find_course(root).exercises:
        record(exercise)
    return root


@pytest.fixture
def building(recorded, tmp_path):
    """Return a fresh copy of that course; both exercises are solved in exercises/."""
    root = tmp_path / "course"
    shutil.copytree(recorded, root)
    shutil.copytree(root / "solutions", root / "exercises", dirs_exist_ok=True)
    return SmallCourse(root)


def judged(course, path=None, **how):
    """Return the report of ex02, with what stands in exercises/ or beside another file."""
    exercise = course.course.find("ex02")
    given = submission.read(path or exercise.stub, exercise, how.pop("with_solutions", ()))
    return grade(exercise, given, **how)


def earlier(course, text):
    """Write the student's file for ex01."""
    (course.root / "exercises" / f"{EX01}.py").write_text(text, encoding="utf-8")


def causes(report):
    """Return what is told of the first failure, each by its role."""
    failed = next(iter(reading.explained(report)))
    return {one.role: one for one in failed.diagnoses}


def command(course, *words):
    """Run `grade` in a process of its own; return exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", *words], cwd=course.root, capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]),
                               "COLUMNS": "80"},
    )  # fmt: skip
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_the_exercise_is_proved(recorded):
    """`grade verify` proves an exercise whose stub, solution and mistakes import another."""
    exercise = find_course(recorded).find("ex02")
    assert exercise.imports == (EX01,)
    assert verify(exercise).mistakes == 16


def test_both_files_are_judged(building):
    """The report names both by neutral names, and its digest is that of both."""
    first = judged(building)
    assert first.passed
    assert [one.name for one in first.submission.files] == [f"{EX01}.py", "submission.py"]
    earlier(building, RIGHT + "# more\n")
    again = judged(building)
    assert again.passed
    assert again.submission.sha256 != first.submission.sha256


def test_a_file_that_is_not_imported_does_not_belong(building):
    """Who writes all of it anew hands in one file, whatever lies beside it."""
    alone = (building.root / "exercises" / f"{EX02}.py").read_text()
    alone = alone.replace(f"from {EX01} import double", RIGHT)
    (building.root / "exercises" / f"{EX02}.py").write_text(alone)
    report = judged(building)
    assert report.passed
    assert [one.name for one in report.submission.files] == ["submission.py"]


def test_only_files_that_the_exercise_names_can_be_imported(building):
    """A module of the student's own is not there, and Python's own message says so."""
    (building.root / "exercises" / "mine.py").write_text(RIGHT)
    file = building.root / "exercises" / f"{EX02}.py"
    file.write_text(file.read_text().replace(EX01, "mine"))
    report = judged(building)
    assert report.problem.reason.facts["type"] == "ModuleNotFoundError"
    assert report.problem.hint.code == "only_numpy"


def test_a_wrong_earlier_function_is_the_cause(building):
    """It is named with its own mistake, and the file to edit is that one."""
    earlier(building, SQUARED)
    report = judged(building)
    why = causes(report)["why"]
    assert (why.kind, why.id) == ("earlier", "squared")
    assert (why.facts["exercise"], why.facts["function"]) == (EX01, "double")
    blocks = reading.read(report, reading.Next(command="grade ex02"))
    told = draw(blocks[-1].main.text)
    assert f"exercises/{EX01}.py" in told


def test_where_it_is_wrong_is_told(building):
    """A mistake that nobody knows is told by the condition that parts its calls."""
    earlier(building, "def double(x):\n    return 2 * x + (x.shape[0] == 1)\n")
    why = causes(judged(building))["why"]
    assert (why.kind, why.facts["kind"]) == ("earlier", "condition")
    assert "wrong where" in draw(reading.notes.sentence(why, EX02))


@pytest.mark.parametrize(
    ("holds", "wrong", "said"),
    [
        (True, 12, "is wrong where N = 1."),
        (True, 9, "is wrong in some calls where N = 1."),
        (False, 12, "is right only where N = 1."),
        (False, 9, "is right where N = 1, and wrong in some other calls."),
    ],
)
def test_a_condition_says_no_more_than_was_seen(holds, wrong, said):
    """Where some of the calls in question are right, "where" and "only" would be false."""
    facts = {"exercise": EX01, "function": "double", "kind": "condition", "one": "N",
             "holds": holds, "inside": 12, "wrong": wrong}  # fmt: skip
    told = draw(reading.notes.sentence(Diagnosis("why", "earlier", "is_one", facts), EX02))
    assert told.startswith(f"double of your ex01 {said} Run ")


def test_a_function_that_does_not_call_it_is_wrong_by_itself(building):
    """A wrong double explains nothing of a function that never asks it."""
    earlier(building, SQUARED)
    file = building.root / "exercises" / f"{EX02}.py"
    file.write_text(file.read_text().replace("return -x", "return x + 1"))
    report = judged(building)
    kinds = {
        check.function: {one.kind for one in check.diagnoses}
        for check in report.checks
        if check.diagnoses
    }
    assert "earlier" in kinds["shifted"]
    assert "earlier" not in kinds.get("turned", set())


IMPORT = f"from {EX01} import double"


@pytest.mark.parametrize(
    ("before", "called"),
    [
        (f"import {EX01} as one", "one.double(x)"),
        (f"from {EX01} import *", "double(x)"),
        ("", f"__import__('{EX01}').double(x)"),
        (f"import functools\n{IMPORT}\ntwice = functools.partial(double)", "twice(x)"),
        (f"{IMPORT}\nclass Twice:\n    def __call__(self, x):\n        return double(x)\n"
         "twice = Twice()", "twice(x)"),
        ("", "twice(x)\n\n\ndef twice(x):\n    import ex01_scaling\n"
         "    return ex01_scaling.double(x)"),
    ],
    ids=["module", "star", "dunder", "partial", "instance", "inside"],
)  # fmt: skip
def test_it_is_the_cause_however_it_is_called(building, before, called):
    """A module, all its names, a partial, an object, an import in a function: all are seen."""
    earlier(building, SQUARED)
    file = building.root / "exercises" / f"{EX02}.py"
    text = file.read_text().replace("double(x)", called)
    file.write_text(text.replace(IMPORT, before, 1))
    why = causes(judged(building))["why"]
    assert (why.kind, why.facts["exercise"]) == ("earlier", EX01)


def test_a_known_mistake_of_its_own_comes_first(building):
    """Who answers every call as a known mistake has the earlier function right there."""
    earlier(building, RIGHT + "\n\ndef mean_square(x):\n    return 0.0\n")
    file = building.root / "exercises" / f"{EX02}.py"
    file.write_text(file.read_text().replace("by + double(x)", "double(x) - by"))
    assert causes(judged(building))["why"].id == "by_taken_off"


def test_a_wrong_earlier_function_comes_before_what_it_looks_like(building):
    """Twice as much is a known mistake of ex02, but here it is a mistake of ex01."""
    earlier(building, "def double(x):\n    return 2 * (2 * x)\n")
    told = causes(judged(building))
    assert told["why"].kind == "earlier"
    assert {one.kind for one in told.values()}.isdisjoint({"mistake"})


def test_an_earlier_dtype_is_the_cause_of_a_dtype(building):
    """float64 from ex01 is why float32 is not kept, and of nothing else."""
    earlier(building, "def double(x):\n    return 2 * x.astype('float64')\n")
    report = judged(building)
    assert [check.name for check in reading.explained(report)] == ["test_shifted_dtype"]
    assert causes(report)["why"].kind == "earlier"
    file = building.root / "exercises" / f"{EX02}.py"
    file.write_text(file.read_text().replace("by + double(x)", "double(x) - by"))
    assert causes(judged(building))["why"].id == "by_taken_off"


ONE_ROW = "\n@makes('ex01', '{}')\ndef of_more_rows(x):\n    return x.shape[0] > 1\n"


@pytest.mark.parametrize(
    ("function", "text", "named"),
    [
        ("double", "def double(x):\n    return 2 * x + (x.shape[0] == 1)\n", False),
        ("double", SQUARED, True),
        ("mean_square", SQUARED, False),
    ],
    ids=["in_other_calls", "in_these_calls", "another_function"],
)
def test_what_is_wrong_in_other_calls_is_not_named(building, function, text, named):
    """Where an author says which calls are made, only what is wrong in those is a cause."""
    probes = building.root / "tests" / "hidden" / EX02 / "probes.py"
    imported = probes.read_text().replace("import call,", "import call, makes,")
    probes.write_text(imported + ONE_ROW.format(function))
    earlier(building, text)
    told = causes(judged(building)).values()
    assert ("earlier" in {one.kind for one in told}) is named


def test_who_gives_an_earlier_function_what_it_refuses_edits_this_file(building):
    """A line of ex01 raised, but ex01 is right: the file to edit is that of ex02."""
    refusing = "    if x.dtype.kind != 'f':\n        raise ValueError(x)\n    return 2 * x\n"
    earlier(building, f"def double(x):\n{refusing}")
    file = building.root / "exercises" / f"{EX02}.py"
    file.write_text(file.read_text().replace("double(x)", "double(x.astype(str))"))
    report = judged(building)
    failed = next(iter(reading.explained(report)))
    assert failed.file == f"{EX01}.py"
    blocks = reading.read(report, reading.Next(command="grade ex02"))
    assert f"exercises/{EX02}.py" in draw(blocks[-1].main.text)


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_a_line_of_a_right_earlier_file_is_not_explained(building, wrong):
    """What is said of the line that raised is said where something is wrong in that file."""
    pairs = "((0, 0), (0, 0), (0, 0))" if wrong else "((0, 0), (0, 0))"
    padded = f"def double(x):\n    return np.pad(2 * x, {pairs})\n"
    earlier(building, f"import numpy as np\n\n\n{padded}")
    file = building.root / "exercises" / f"{EX02}.py"
    if not wrong:
        file.write_text(file.read_text().replace("double(x)", "double(x[0])"))
    failed = next(iter(reading.explained(judged(building))))
    assert (failed.file, failed.line) == (f"{EX01}.py", 5)
    assert ("exception" in {one.kind for one in failed.diagnoses}) is wrong


def test_the_place_of_an_exception_is_told_with_its_file(building):
    """A line of another file is shown with its name and text, below the line that called."""
    earlier(building, "def double(x):\n    return x @ x\n")
    failed = next(iter(reading.explained(judged(building))))
    assert (failed.file, failed.line, failed.source) == (f"{EX01}.py", 2, "return x @ x")
    block = reading.failure(judged(building), failed)
    assert [(draw(place), text) for place, text in block.raised_at] == [
        (f"line {failed.calling_line}", failed.calling_source),
        (f"{EX01}.py, line 2", "return x @ x"),
    ]
    assert "double(" in failed.calling_source
    assert causes(judged(building))["why"].kind == "earlier"


def test_what_is_not_written_there_is_said(building):
    """A stub beside it is no wrong answer of this file: the screen says what to write."""
    shutil.copy(SMALL / "exercises" / f"{EX01}.py", building.root / "exercises")
    failed = next(iter(reading.explained(judged(building))))
    assert failed.outcome is Outcome.ERROR
    assert failed.reason.code == "earlier_unwritten"
    assert failed.reason.facts == {"function": "double", "file": f"{EX01}.py"}
    assert failed.diagnoses == ()


@pytest.mark.parametrize(
    ("text", "code", "file"),
    [
        (None, "earlier_file_absent", ""),
        ("def dubble(x):\n    return 2 * x\n", "earlier_name_absent", ""),
        ("def double(x)\n    return 2 * x\n", "put_a_colon", f"{EX01}.py"),
    ],
    ids=["absent", "other_name", "syntax"],
)
def test_an_earlier_file_that_does_not_load(building, text, code, file):
    """What is wrong with it is told with its name, and nothing is judged."""
    path = building.root / "exercises" / f"{EX01}.py"
    path.unlink() if text is None else path.write_text(text)
    report = judged(building)
    assert (report.problem.hint.code, report.problem.file) == (code, file)
    blocks = reading.read(report, reading.Next(command="grade ex02"))
    assert f"exercises/{file or f'{EX02}.py'}" in draw(blocks[-1].main.text)


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "earlier_file_absent"), ("def dubble(x):\n    return x\n", "earlier_name_absent")],
    ids=["absent", "other_name"],
)
def test_an_earlier_file_that_a_function_imports(building, text, code):
    """An import inside a function is told as one of the file: it is allowed, but not there."""
    path = building.root / "exercises" / f"{EX01}.py"
    path.unlink() if text is None else path.write_text(text)
    late = "    from ex01_scaling import double\n    return by + double(x)\n"
    (building.root / "exercises" / f"{EX02}.py").write_text(f"def shifted(x, by):\n{late}")
    assert causes(judged(building))["why"].id == code


def test_an_earlier_file_that_is_no_text(building):
    """It has the same bounds as any file, and the problem names it."""
    (building.root / "exercises" / f"{EX01}.py").write_bytes(b"\xff\xfe\x00d")
    report = judged(building)
    assert (report.problem.reason.code, report.problem.file) == ("not_utf8", f"{EX01}.py")
    assert report.score == 0


def test_a_solution_stands_in_when_asked(building):
    """--with-solutions judges with the course's own double; nothing of it is remembered."""
    earlier(building, SQUARED)
    report = judged(building, with_solutions=(EX01,))
    assert report.passed
    assert report.submission.solutions == (EX01,)
    code, told = command(building, "ex02", "--with-solutions", "ex01")
    assert code == 0
    assert told.startswith(f"ex02 shifting exercises/{EX02}.py with the solution of ex01")
    assert not (building.root / ".grade" / "progress.json").exists()
    code, told = command(building, "ex02", "--with-solutions", "ex01", "--format", "json")
    assert json.loads(told)["submission"]["solutions"] == [EX01]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ex01", "--with-solutions", "ex02"), "ex01 imports nothing of ex02"),
        (("ex01", "ex02", "--with-solutions", "ex01"), "--with-solutions is for one exercise"),
        (("batch", "class", "--out", "out", "--with-solutions", "ex01"), "not for a class"),
    ],
    ids=["not_imported", "several", "batch"],
)
def test_a_solution_where_none_can_be_is_refused_in_words(building, words, told):
    """Exit code 2, and a sentence that says why."""
    code, said = command(building, *words)
    assert code == 2
    assert told in said


def test_without_solutions_it_is_refused_in_words(building):
    """An edition for students has none, and says so."""
    shutil.rmtree(building.root / "solutions")
    code, said = command(building, "ex02", "--with-solutions", "ex01")
    assert code == 2
    assert "this course has no solution of ex01" in said


def test_no_script_calls_another_function_than_was_judged(building):
    """The script of a failing call would ask the student's own double: there is none."""
    file = building.root / "exercises" / f"{EX02}.py"
    file.write_text(file.read_text().replace("by + double(x)", "double(x) - by"))
    code, told = command(building, "ex02", "--with-solutions", "ex01")
    assert code == 1
    assert "failing_call" not in told
    code, told = command(building, "ex02")
    assert code == 1
    done = subprocess.run(
        [sys.executable, ".grade/failing_call.py"], cwd=building.root, capture_output=True,
        text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert "yours" in done.stdout, done.stderr


def test_intake_finds_both_under_any_name(building, tmp_path):
    """A student's files become a submission under canonical names, whatever they are called."""
    folder = tmp_path / "class" / "kim"
    folder.mkdir(parents=True)
    shutil.copy(building.root / "solutions" / f"{EX01}.py", folder / "홍길동_ex01.py")
    shutil.copy(building.root / "solutions" / f"{EX02}.py", folder / "ex02 (1).py")
    course = building.course
    taken = open_intake(tmp_path / "class", course.exercises)
    (given,) = taken.submissions("kim", [course.find("ex02")])
    assert set(given.files) == {"submission.py", f"{EX01}.py"}
    assert grade(course.find("ex02"), given).passed


@pytest.mark.slow
def test_a_class_is_judged_with_them(building, tmp_path):
    """Marks rest on both files: another ex01 judges ex02 again, a second run nothing."""
    for name, text in (("kim", RIGHT), ("lee", SQUARED)):
        folder = tmp_path / "class" / name
        folder.mkdir(parents=True)
        (folder / f"{name}_ex01.py").write_text(text)
        shutil.copy(building.root / "solutions" / f"{EX02}.py", folder)
    batch = ["batch", str(tmp_path / "class"), "ex02", "--out", str(tmp_path / "out"),
             "--sandbox", "process", "--seed", "0"]  # fmt: skip
    code, told = command(building, *batch)
    assert code == 0, told
    grades = (tmp_path / "out" / "grades.csv").read_text()
    assert re.search(r"kim.*,7\b", grades), grades
    assert re.search(r"lee.*,3\b", grades), grades
    (tmp_path / "class" / "lee" / "lee_ex01.py").write_text(RIGHT)
    code, told = command(building, *batch)
    assert code == 0, told
    assert re.search(r"lee.*,7\b", (tmp_path / "out" / "grades.csv").read_text())


def test_a_name_that_is_no_earlier_exercise_is_refused(building):
    """An exercise can import neither itself nor a later one, nor one that is not there."""
    file = building.root / "tests" / "hidden" / EX02 / "exercise.toml"
    text = file.read_text()
    for other in ("ex02", "ex03"):
        file.write_text(text.replace('imports = ["ex01"]', f'imports = ["{other}"]'))
        with pytest.raises(KitFault, match=f"names {other} in imports"):
            building.course.find("ex02")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('imports = ["ex01"]\n', "", "which exercise.toml does not name"),
        ('builds_on = ["ex01"]\n', "builds_on = []\n", "but not in builds_on"),
    ],
)
def test_verify_says_what_is_not_declared(building, recorded, old, new, told):
    """What a stub imports is declared, and what is declared is built on."""
    shutil.copytree(recorded / "exercises", building.root / "exercises", dirs_exist_ok=True)
    file = building.root / "tests" / "hidden" / EX02 / "exercise.toml"
    file.write_text(file.read_text().replace(old, new))
    with pytest.raises(NotProved, match=told):
        verify(building.course.find("ex02"))


def test_verify_says_which_declared_calls_are_of_nothing(building, recorded):
    """Another name in @makes would silence every cause in that file, so it is refused."""
    shutil.copytree(recorded / "exercises", building.root / "exercises", dirs_exist_ok=True)
    probes = building.root / "tests" / "hidden" / EX02 / "probes.py"
    imported = probes.read_text().replace("import call,", "import call, makes,")
    probes.write_text(imported + ONE_ROW.format("treble"))
    with pytest.raises(NotProved, match="treble of ex01"):
        verify(building.course.find("ex02"))


def test_pytest_judges_both(building):
    """Under pytest a wrong earlier file is the cause that the failing test tells."""
    earlier(building, SQUARED)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "grader.pytest_plugin", "-p", "no:cacheprovider",
         f"exercises/{EX02}.py"], cwd=building.root, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "COLUMNS": "100"},
    )  # fmt: skip
    said = " ".join(done.stdout.split())
    assert "double of your ex01 is wrong" in said, done.stdout + done.stderr
    assert "2 passed" in said


def test_a_notebook_imports_the_file_of_the_course(building):
    """Cells that import an earlier exercise are judged with the file in exercises/."""
    from grader.notebook import judging

    exercise = building.course.find("ex02")
    cells = exercise.solution.read_text()
    assert judging.judge(exercise, cells).passed
    earlier(building, SQUARED)
    assert causes(judging.judge(exercise, cells))["why"].kind == "earlier"


@pytest.mark.skipif(sys.platform == "win32", reason="tmux is not for Windows")
def test_watching_judges_again_when_an_earlier_file_is_saved(building, tmp_path):
    """Whoever watches ex02 sees what a save of ex01 has changed."""
    earlier(building, SQUARED)
    with Terminal(building.root, TMPDIR=str(tmp_path)) as terminal:
        terminal.grade("watch", "ex02")
        terminal.until(r"double of your ex01 is wrong")
        earlier(building, RIGHT)
        terminal.until(r"pass  5 of 5 checks")
        terminal.keys("q")
