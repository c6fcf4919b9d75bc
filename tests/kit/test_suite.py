"""A hidden suite asks, claims and scores as it is written, whoever runs it and however."""

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from grader.errors import KitFault
from grader.judge import sources, suite, trial
from grader.judge.grade import examine
from grader.report import Outcome, Reason
from tests.kit.workshop import ROOT, course_of, submission_of

SUITE = '''
import numpy as np
from grader.judge.suite import asks, cases, needs, points, read_only, strided


@points(2)
@cases("columns", [1, 2, 3])
def test_double(agree, rng, columns):
    """double doubles every value."""
    agree("double", rng.array((2, columns)))


@points(1)
@needs("double")
def test_double_of_a_column(agree, rng):
    """double takes a column."""
    agree("double", rng.array((3, 1)))


@points(3)
@cases("count, sign", [(4, 1), (4, -1)])
def test_total(student, rng, count, sign):
    """total of squares is positive."""
    value = student.total(sign * rng.array(count))
    assert value > 0, f"the total is {value:g}"


@points(1)
def test_total_of_nothing(student):
    """total refuses no values."""
    assert student.total(np.zeros(1)) == 0


@points(1)
@asks("arguments", "memory")
def test_double_leaves_x_alone(keeps, rng):
    """double leaves x as it was."""
    keeps("double", rng.array((2, 2)))
'''

SOLUTION = """
import numpy as np


def double(x):
    return 2 * x


def total(x):
    return float((x * x).sum())
"""

FUNCTIONS = {"double": "(x)", "total": "(x)"}


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    """A course of one exercise, recorded."""
    return course_of(tmp_path_factory.mktemp("course"), SUITE, SOLUTION, FUNCTIONS)


def judged(exercise, text):
    """Return report and evidence of a submission, the checks by their names."""
    found = examine(exercise, submission_of(text))
    return found.report, {check.name: check for check in found.report.checks}, found.evidence


def test_a_right_submission_earns_every_point(exercise):
    """All checks pass in the order of the suite, with their points and titles."""
    report, _, evidence = judged(exercise, SOLUTION)
    assert (report.status, report.score, report.max_score) == ("passed", 8, 8)
    assert [check.name for check in report.checks] == [
        "test_double", "test_double_of_a_column", "test_total", "test_total_of_nothing",
        "test_double_leaves_x_alone",
    ]  # fmt: skip
    assert report.checks[0].title == "double doubles every value"
    assert [check.points for check in report.checks] == [2, 1, 3, 1, 1]
    assert report.calls == len(evidence) == 9


def test_the_first_failing_case_is_shown_and_all_are_asked(exercise):
    """A mistake in the second and third case shows the second, and asks all three."""
    text = SOLUTION.replace("return 2 * x", "return 2 * x if x.shape[1] < 2 else 2.5 * x")
    report, checks, evidence = judged(exercise, text)
    shown = checks["test_double"]
    assert (shown.outcome, shown.earned) == (Outcome.FAILED, 0)
    panel = shown.comparison.yours
    assert (panel.dtype, panel.shape) == ("float64", (2, 2))
    assert [found.key for found in evidence if found.key[0] == "test_double"] == [
        ("test_double", case, 0) for case in range(3)
    ]
    assert report.score == 8 - 2 - 1


def test_points_are_given_whole_or_not_at_all(exercise):
    """One wrong case of three costs all points of the check."""
    text = SOLUTION.replace("return 2 * x", "return 2 * x + (x.shape == (2, 3))")
    _, checks, _ = judged(exercise, text)
    assert checks["test_double"].earned == 0
    assert checks["test_double_of_a_column"].earned == 1


def test_needs_blames_the_earlier_check(exercise):
    """A failing check that needs a wrong function waits for it, one that passes counts."""
    text = SOLUTION.replace("return 2 * x", "return 3 * x")
    _, checks, evidence = judged(exercise, text)
    later = checks["test_double_of_a_column"]
    waits = Reason("waits", {"function": "double", "written": True})
    assert (later.outcome, later.reason, later.waits) == (Outcome.FAILED, waits, True)
    assert any(found.key[0] == later.name for found in evidence)
    assert checks["test_total"].earned == 3


def test_nothing_is_asked_of_a_function_that_died(exercise):
    """After a crash the rest of the check, and checks that need the function, are not asked."""
    text = SOLUTION.replace("return 2 * x", "import os; os._exit(7)")
    _, checks, evidence = judged(exercise, text)
    assert checks["test_double"].outcome is Outcome.CRASHED
    assert checks["test_double_leaves_x_alone"].outcome is Outcome.NOT_RUN
    assert [found.key for found in evidence if found.function == "double"] == [
        ("test_double", 0, 0)
    ]
    assert checks["test_total"].earned == 3


def test_a_claim_shows_its_message_and_its_call(exercise):
    """A failed assert becomes its message, with the call that it is about."""
    text = SOLUTION.replace("(x * x).sum()", "x.sum() - 100")
    _, checks, _ = judged(exercise, text)
    failed = checks["test_total"]
    assert failed.outcome is Outcome.FAILED
    assert failed.reason.code == "claim"
    assert failed.reason.facts["text"].startswith("the total is -")
    assert failed.call.text.startswith("total(")


def test_a_claim_without_a_message_is_its_title(exercise):
    """An assert without a message is told in the words of the check's title."""
    text = SOLUTION.replace("(x * x).sum()", "(x * x).sum() + 1")
    _, checks, _ = judged(exercise, text)
    reason = Reason("claim", {"text": "total refuses no values"})
    assert checks["test_total_of_nothing"].reason == reason


TWICE = """
import numpy as np
from grader.judge.suite import points


@points(1)
def test_total_repeats_itself(student, rng):
    \"\"\"total gives the same again.\"\"\"
    x = rng.array(3)
    once = student.total(x)
    assert once > 0, "it is not positive"
    assert once == student.total(x), "it is another"
"""


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("raise NotImplementedError", Outcome.MISSING),
        ("return np.ones(2)", Outcome.FAILED),
        ("return -1.0", Outcome.FAILED),
        ("import os; os._exit(7)", Outcome.CRASHED),
    ],
)
def test_what_a_case_asks_does_not_depend_on_answers(tmp_path, line, outcome):
    """After an answer that ends a case its other calls are asked, but not of the dead."""
    exercise = course_of(tmp_path, TWICE, SOLUTION, {"total": "(x)"})
    text = SOLUTION.replace("return float((x * x).sum())", line)
    _, checks, evidence = judged(exercise, text)
    assert checks["test_total_repeats_itself"].outcome is outcome
    asked = [found.key[2] for found in evidence]
    assert asked == ([0] if outcome is Outcome.CRASHED else [0, 1])


@pytest.mark.parametrize(
    "value", ["None", "'much'", "[1.0]", "object()", "x", "np.array([])", "{}", "1j", "..."]
)
def test_a_claim_about_an_answer_of_another_kind_costs_its_points_only(exercise, value):
    """A value that a suite's claim cannot handle is a wrong answer, not the kit's fault."""
    text = SOLUTION.replace("float((x * x).sum())", value)
    report, checks, _ = judged(exercise, text)
    assert report.status == "failed"
    assert report.score == 4
    assert checks["test_total"].outcome is Outcome.FAILED


def test_side_effects_cost_their_own_check_only(exercise):
    """A function that writes into its argument loses the points of that check alone."""
    text = SOLUTION.replace("return 2 * x", "x *= 2; return x.copy()")
    report, checks, _ = judged(exercise, text)
    assert checks["test_double_leaves_x_alone"].earned == 0
    assert report.score == 7


@pytest.mark.parametrize("failing", [True, False])
@pytest.mark.parametrize(
    "exception",
    [
        "pytest.skip('later')", "pytest.fail('no')", "pytest.xfail('known')",
        "pytest.exit('end')", "raise unittest.SkipTest", "raise SystemExit(0)",
        "1 / 0", "raise GeneratorExit",
    ],
)  # fmt: skip
def test_a_suite_that_leaves_its_check_gives_no_points(tmp_path, exception, failing):
    """Skipping, failing, exiting or a mistake inside a suite is the kit's fault: no mark."""
    text = f'''
import unittest
import pytest
from grader.judge.suite import points

@points(1)
def test_first(agree):
    """double of one."""
    agree("double", 1.0)

@points(2)
def test_that_leaves(agree):
    """double of two."""
    agree("double", 2.0)
    {exception}

@points(4)
def test_last(agree):
    """double of four."""
    agree("double", 4.0)
'''
    # Recorded without the fault, as if it had come in later.
    sound = text.replace(exception, "pass")
    exercise = course_of(tmp_path, sound, SOLUTION, {"double": "(x)"})
    exercise.suite.write_text(text, encoding="utf-8")
    student = SOLUTION.replace("2 * x", "3 * x") if failing else SOLUTION
    report, checks, _ = judged(exercise, student)
    assert (report.status, report.score, report.max_score) == ("internal", None, 7)
    assert checks["test_that_leaves"].outcome is Outcome.INTERNAL
    assert checks["test_that_leaves"].earned == 0


@pytest.mark.parametrize(
    "mark", ["skip", "skip(reason='later')", "xfail", "xfail(strict=False)", "skipif(True)"]
)
def test_marks_of_pytest_change_nothing(tmp_path, mark):
    """A check that pytest's marks would skip or forgive is asked and scored as any other."""
    text = f'''
import pytest
from grader.judge.suite import points

@pytest.mark.{mark}
@points(1)
def test_double(agree):
    """double of one."""
    agree("double", 1.0)
'''
    exercise = course_of(tmp_path, text, SOLUTION, {"double": "(x)"})
    assert judged(exercise, SOLUTION)[0].score == 1
    wrong = judged(exercise, SOLUTION.replace("2 *", "3 *"))[0]
    assert (wrong.status, wrong.score) == ("failed", 0)


FAULTY = {
    "no points": ("@points(2)\n", "", "test_double has no points"),
    "points of 0": ("@points(2)", "@points(0)", "test_double has no points"),
    "half points": ("@points(2)", "@points(0.5)", "test_double has no points"),
    "no docstring": ('    """double takes a column."""\n', "", "has no docstring"),
    "no cases": ("[1, 2, 3]", "[]", "no cases"),
    "unknown argument": ("(agree, rng, columns)", "(agree, dice, columns)", "'dice'"),
    "case too short": ("[(4, 1), (4, -1)]", "[(4,), (4, -1)]", "ValueError"),
    "syntax error": ("def test_total(", "def test_total)(", "SyntaxError"),
    "unknown name": ("@needs", "@requires", "NameError"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_suite_is_a_clear_error(fault):
    """A suite that lacks something is refused with the check's or the line's name."""
    old, new, told = FAULTY[fault]
    assert old in SUITE
    with pytest.raises(KitFault) as refused:
        suite.declared(sources.load("test_ex01_trial.py", SUITE.replace(old, new, 1)))
    assert told in str(refused.value)


def test_no_traceback_of_a_suite_reaches_a_report(exercise):
    """A failing claim's report has neither the suite's source nor its path."""
    text = SOLUTION.replace("(x * x).sum()", "x.sum() - 100")
    told = json.dumps(judged(exercise, text)[0].to_dict())
    for secret in ("assert ", "test_ex01_trial.py", "Traceback", "hidden", str(exercise.root)):
        assert secret not in told


HOSTILE = {
    "conftest.py": "raise SystemExit('a conftest was imported')\n",
    "pytest.ini": "[pytest]\naddopts = --collect-only -k nothing\nminversion = 99\n",
    "tox.ini": "[pytest]\naddopts = --collect-only\n",
    "setup.cfg": "[tool:pytest]\naddopts = --collect-only\n",
    "hostile.py": "raise SystemExit('a plugin was imported')\n",
    "sitecustomize_of_a_student.py": "",
}

SURROUNDINGS = {
    "collect only": {"PYTEST_ADDOPTS": "--collect-only"},
    "other names": {"PYTEST_ADDOPTS": "-k nothing --maxfail=1"},
    "plugins": {"PYTEST_PLUGINS": "hostile"},
    "no timeout": {"PYTEST_TIMEOUT": "0.001", "PYTEST_DEBUG": "1", "PYTEST_THEME": "none"},
    "autoload": {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""},
    "optimised": {"PYTHONOPTIMIZE": "1"},
    "warnings": {"PYTHONWARNINGS": "error::ResourceWarning", "PYTHONDEVMODE": "1"},
}


def report_of(folder, file, **variables):
    """Return what the command line reports in JSON, without times."""
    clean = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
    finished = subprocess.run(
        [sys.executable, "-m", "grader", "ex01", file, "--format", "json"],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert finished.stdout, finished.stderr
    report = json.loads(finished.stdout)
    del report["seconds"], report["idle"]
    for check in report["checks"]:
        del check["seconds"]
    return report, finished.returncode


@pytest.fixture(scope="module")
def surrounded(tmp_path_factory):
    """A course whose folder has settings that would disturb pytest, and what is due there."""
    root = tmp_path_factory.mktemp("hostile")
    course_of(root, SUITE, SOLUTION, FUNCTIONS)
    wrong = textwrap.dedent(SOLUTION).replace("(x * x).sum()", "x.sum() - 100")
    (root / "wrong.py").write_text(wrong, encoding="utf-8")
    due = report_of(root, "wrong.py")
    for name, text in HOSTILE.items():
        (root / name).write_text(text, encoding="utf-8")
    return root, due


def test_settings_of_the_folder_do_not_matter(surrounded):
    """conftest.py, pytest.ini and their like in the working directory change nothing."""
    root, due = surrounded
    assert due[0]["score"] == 4
    assert due[1] == 1
    assert report_of(root, "wrong.py") == due


@pytest.mark.slow
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_environment_does_not_matter(surrounded, name):
    """Settings in the environment, also python -O, change nothing of a report."""
    root, due = surrounded
    assert report_of(root, "wrong.py", **SURROUNDINGS[name]) == due


def test_a_suite_without_end_is_ended_and_gives_no_points(tmp_path, monkeypatch):
    """A loop in a suite ends after the guard's time, as the kit's own fault."""
    text = '''
from grader.judge.suite import points

@points(1)
def test_loops(agree):
    """double of one."""
    agree("double", 1.0)
    while True:
        try:
            pass
        except Exception:
            pass
'''
    sound = text.replace("while True", "while False")
    exercise = course_of(tmp_path, sound, SOLUTION, FUNCTIONS)
    exercise.suite.write_text(text, encoding="utf-8")
    monkeypatch.setattr(trial, "GUARD", 0.5)
    # pytest-timeout's own clock gives way for this test.
    left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        report, checks, _ = judged(exercise, SOLUTION)
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)
    assert (report.status, report.score) == ("internal", None)
    assert checks["test_loops"].reason.facts["type"] == "TooLong"


def test_the_guard_leaves_another_one_alone(exercise):
    """Where pytest-timeout watches over the process, its clock goes on as it was set."""
    before = signal.getitimer(signal.ITIMER_REAL)[0]
    assert before > 100
    judged(exercise, SOLUTION)
    assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= before
