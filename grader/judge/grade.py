"""Judges one submission for one exercise: the verb that students, batches and CI share.

launch the worker first (it imports NumPy while this process does)
the hidden suite, here  --calls-->  worker: the submission
compare with the record, diagnose after the last call, report
"""

from __future__ import annotations

import gc
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from grader.course import Exercise
from grader.report import Report
from grader.sandbox.launch import Sandbox
from grader.sandbox.modes import open_sandbox

if TYPE_CHECKING:
    from grader.judge.inquiry import Evidence
    from grader.judge.references import Record
    from grader.judge.submission import Submission
    from grader.judge.trial import Plan, Standard

DEFAULT_SEED = 0

# Raised when the same files, suite and record can get another verdict than before: then a
# batch judges them again. A reworded sentence does not raise it, nor does a release.
JUDGING = 1


class Examined(NamedTuple):
    """A report, and what it rests on.

    Attributes:
        evidence: every call that was asked.
        stopped: whether the worker died or had to be ended, at any time.
    """

    report: Report
    evidence: tuple[Evidence, ...]
    stopped: bool


def collect_again() -> None:
    """Wake the garbage collector, which rests since `grader.start`, once all is imported."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def grade(
    exercise: Exercise,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str | Sandbox = "process",
    record: Record | None = None,
) -> Report:
    """Judge a submission by the exercise's record.

    Args:
        exercise: what was to be written.
        submission: the files; whatever is wrong with them becomes part of the report.
        seed: which arguments the suite draws; there must be a record for it, see
            `grader.author.record.ensure`.
        sandbox: how the worker is confined: one of `sandbox.launch.MODES`, or a sandbox
            that is open already and stays open.
        record: the references, where they are not with the course.

    Returns:
        The report; its `status` is `internal` where the kit itself failed.

    Raises:
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox is unknown or does not work here.
    """
    return examine(exercise, submission, seed=seed, sandbox=sandbox, record=record).report


def examine(
    exercise: Exercise,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str | Sandbox = "process",
    record: Record | None = None,
    standard: Standard | None = None,
    plan: Plan | None = None,
) -> Examined:
    """Judge as `grade` does.

    Args:
        standard: another one than the record, where one is given.
        plan: what the suite asks, where it was drawn before.
    """
    started = time.perf_counter()
    # Both processes import NumPy at once: its thread pools would fight for the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    opened = open_sandbox(sandbox) if isinstance(sandbox, str) else None
    confined = opened or sandbox
    assert not isinstance(confined, str)
    launched = student = None
    try:
        if not submission.problem:
            launched = confined.launch()
        # Imported while the worker starts: NumPy takes as long as it does.
        from grader.judge import references
        from grader.judge.trial import Standard, Trial
        from grader.sandbox.student import Student

        if standard is None:
            record = record or references.find(exercise, seed)
            standard = Standard.of(record)
        collect_again()
        if launched is not None:
            student = Student(launched, confined.launch, exercise.limits)
        trial = Trial(exercise, submission, student, standard, seed, plan)
        report = trial.run()
    finally:
        if student is not None:
            student.close()
        elif launched is not None:
            launched.kill()
        if opened is not None:
            opened.close()
    report = report._replace(seconds=round(time.perf_counter() - started, 4))
    stopped = student is not None and student.stopped
    return Examined(report, tuple(trial.inquiry.evidence), stopped)
