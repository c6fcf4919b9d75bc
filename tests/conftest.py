"""Runs the hidden suites against the solutions with the judge's own collector."""

import os
from pathlib import Path

import pytest

from grader.course import find_course
from grader.judge import references, submission
from grader.judge.trial import Standard, Trial
from grader.sandbox.launch import launch_process
from grader.sandbox.student import Student

# What is stored as expected is English, whatever this machine speaks.
os.environ["GRADE_LANGUAGE"] = "en"

HIDDEN = Path(__file__).parent / "hidden"

# Submissions and kept files are opened by the tests beside them, never collected.
collect_ignore = ["kit/submissions", "kit/right", "kit/small_course", "kit/kept"]


class _Solution:
    """The solution of one exercise before its judge, from the first check to the last."""

    def __init__(self, name):
        self._exercise = find_course(HIDDEN).find(name)
        record = references.find(self._exercise, 0)
        self._student = Student(launch_process(), launch_process, self._exercise.limits)
        solution = submission.read(self._exercise.solution, self._exercise.root)
        standard = Standard(record, record.functions)
        self.trial = Trial(self._exercise, solution, self._student, standard, 0)
        self.close = self._student.close


class _CheckFailed(Exception):
    """A check of a solution failed."""


class _Check(pytest.Item):
    """One check of a hidden suite."""

    def __init__(self, *, check, **rest):
        super().__init__(**rest)
        self._check = check

    def runtest(self):
        judged = self.parent.solution.trial.judge(self._check)
        if judged.failure is not None:
            raise _CheckFailed(judged.failure.message)


class _Suite(pytest.File):
    """A hidden suite whose solution is launched when its first check is set up."""

    def setup(self):
        self.solution = _Solution(self.path.parent.name)
        self.addfinalizer(self.solution.close)
        self.solution.trial.load()

    def collect(self):
        """Yield the suite's checks: its text is loaded, not imported."""
        from grader.judge import sources, suite

        for check in suite.declared(sources.load(self.path.name, sources.read(self.path))):
            yield _Check.from_parent(self, name=check.name, check=check)


def pytest_pycollect_makemodule(module_path, parent):
    """Collect a hidden suite from its text: no import, no assertion rewriting."""
    if module_path.parent.parent != HIDDEN:
        return None
    return _Suite.from_parent(parent, path=module_path)
