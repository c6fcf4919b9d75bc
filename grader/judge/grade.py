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

from grader.course import Exercise, command
from grader.errors import UsageError
from grader.report import Report
from grader.sandbox.launch import IDLE, IDLE_OF_STUDENT, Sandbox
from grader.sandbox.modes import open_sandbox
from grader.words.text import _, unbroken

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.judge.inquiry import Evidence
    from grader.judge.probes import Drawn
    from grader.judge.references import Record
    from grader.judge.submission import Submission
    from grader.judge.trial import Plan, Standard
    from grader.sandbox.student import Student

DEFAULT_SEED = 0

# Raised when the same files, suite and record can get another verdict than before: then a
# batch judges them again. A reworded sentence does not raise it, nor does a release.
JUDGING = 5


class Examined(NamedTuple):
    """A report, and what it rests on.

    Attributes:
        evidence: every call that was asked.
        doubtful: whether the worker died or had to be ended, and what else this machine did
            may have to do with it.
        cut: whether the submission was idle for as long as it may be.
    """

    report: Report
    evidence: tuple[Evidence, ...]
    doubtful: bool
    cut: bool


class NotReached(UsageError):
    """Other files of the same student were idle for so long that this one was not judged."""

    def __init__(self, exercise: Exercise) -> None:
        alone = unbroken(command(exercise.id))
        super().__init__(
            _("other files waited for {seconds:g} seconds in all and computed nothing",
              seconds=IDLE_OF_STUDENT),
            _("judge it alone: {command}", command=alone),
        )  # fmt: skip


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
    idle: float = IDLE,
    follow: Callable[[Student], None] | None = None,
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
        idle: for how many seconds the submission may let others wait and compute nothing.
        follow: is told whom the questions are asked, before the first one.

    Returns:
        The report; its `status` is `internal` where the kit itself failed.

    Raises:
        NotReached: `idle` is less than a grading has, and the submission used it up.
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox is unknown or does not work here.
    """
    if idle > 0:
        found = examine(
            exercise, submission, seed=seed, sandbox=sandbox, record=record, idle=idle,
            follow=follow,
        )  # fmt: skip
        if idle >= IDLE or not found.cut:
            return found.report
    raise NotReached(exercise)


def examine(
    exercise: Exercise,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str | Sandbox = "process",
    record: Record | None = None,
    standard: Standard | None = None,
    plan: Plan | None = None,
    probes: Drawn | None = None,
    idle: float = IDLE,
    provisional: bool = False,
    follow: Callable[[Student], None] | None = None,
) -> Examined:
    """Judge as `grade` does.

    Args:
        standard: another one than the record, where one is given.
        plan: what the suite asks, where it was drawn before.
        probes: what is asked of a function that failed, where it was drawn before.
        provisional: whether the first end of a worker that is in doubt is the last.
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
            student = Student(launched, confined.launch, exercise.limits, idle, provisional)
            if follow is not None:
                follow(student)
        trial = Trial(exercise, submission, student, standard, seed, plan, probes)
        report = trial.run()
    finally:
        if student is not None:
            student.close()
        elif launched is not None:
            launched.kill()
        if opened is not None:
            opened.close()
    report = report._replace(seconds=round(time.perf_counter() - started, 4))
    evidence = tuple(trial.inquiry.evidence)
    if student is None:
        return Examined(report, evidence, False, False)
    report = report._replace(idle=round(student.idle.spent, 1))
    return Examined(report, evidence, student.doubtful, student.idle.over)
