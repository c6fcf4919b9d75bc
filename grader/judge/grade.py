"""Judges one submission for one exercise: the verb that students, batches and CI share.

launch the worker first (it imports NumPy while this process imports pytest)
pytest, here, on the hidden suite  --calls-->  worker: the submission
compare with the record, diagnose after the last call, report
"""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.course import Exercise
from grader.errors import KitFault, UsageError
from grader.report import Report
from grader.sandbox.launch import LAUNCHERS, Launched

if TYPE_CHECKING:
    from grader.judge.inquiry import Evidence
    from grader.judge.submission import Submission
    from grader.judge.trial import Standard

DEFAULT_SEED = 0


@dataclass(frozen=True)
class Examined:
    """A report with the evidence it rests on, for the checks that authors make."""

    report: Report
    evidence: tuple[Evidence, ...]


def grade(
    exercise: Exercise,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str = "process",
) -> Report:
    """Judge a submission by the exercise's record.

    Args:
        exercise: what was to be written.
        submission: the files; whatever is wrong with them becomes part of the report.
        seed: which arguments the suite draws; there must be a record for it, see
            `grader.author.record.ensure`.
        sandbox: how the worker is confined, a key of `LAUNCHERS`.

    Returns:
        The report; its `status` is `internal` where the kit itself failed.

    Raises:
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox is unknown.
    """
    return examine(exercise, submission, seed=seed, sandbox=sandbox).report


def examine(
    exercise: Exercise,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str = "process",
    standard: Standard | None = None,
) -> Examined:
    """Judge as `grade` does, by another standard than the record where one is given."""
    started = time.perf_counter()
    # Both processes import NumPy at once: its thread pools would fight for the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    launched = None if submission.problem else _launch(sandbox)
    try:
        # Imported while the worker starts: pytest and NumPy take as long as it does.
        from grader.judge import references
        from grader.judge.trial import Standard, Trial
        from grader.sandbox.student import Student

        if standard is None:
            record = references.find(exercise, seed)
            torch = str(record.head["versions"]["torch"])
            standard = Standard(record, record.functions, torch)
    except BaseException:
        if launched is not None:
            launched.kill()
        raise
    if not gc.isenabled():  # see grader.start
        gc.freeze()
        gc.enable()
    launch = LAUNCHERS.get(sandbox)
    student = Student(launched, launch, exercise.limits) if launched and launch else None
    try:
        trial = Trial(exercise, submission, student, standard, seed)
        report = trial.run()
    finally:
        if student is not None:
            student.close()
    report = replace(report, seconds=round(time.perf_counter() - started, 4))
    return Examined(report, tuple(trial.inquiry.evidence))


def _launch(sandbox: str) -> Launched:
    if sandbox not in LAUNCHERS:
        raise UsageError(
            f"there is no sandbox {sandbox!r}", f"choose from {', '.join(LAUNCHERS)}"
        )
    try:
        return LAUNCHERS[sandbox]()
    except OSError as error:
        raise KitFault(f"the worker process cannot be started: {error}") from error
