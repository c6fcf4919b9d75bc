"""Holds what an author wrote in a worker, to be asked like any submission."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from grader.course import Exercise
from grader.errors import KitFault
from grader.judge import sources
from grader.judge.submission import MAIN, Submission, with_solutions
from grader.report import Reason
from grader.sandbox.process import launch_process
from grader.sandbox.student import Student
from grader.words import reasons
from grader.words.text import _


def solution_of(exercise: Exercise) -> Submission:
    """Return an exercise's solution as a submission."""
    text = sources.read(exercise.solution)
    alone = Submission(f"solutions/{exercise.name}.py", {MAIN: text.encode()})
    return with_solutions(alone, exercise)


@contextlib.contextmanager
def held(
    exercise: Exercise, submission: Submission, functions: tuple[str, ...], turns: int = 1
) -> Iterator[Student]:
    """Hold a submission that is loaded.

    Args:
        functions: those that will be asked.
        turns: how many times all that a suite asks of the exercise will be asked.

    Raises:
        KitFault: it does not load.
    """
    limits = exercise.limits
    limits = limits._replace(patience_factor=limits.patience_factor * max(turns, 1))
    student = Student(launch_process(), launch_process, limits)
    try:
        loaded = student.load(submission.main, submission.files, functions)
        if loaded.stopped is not None:
            raise does_not_load(submission, loaded.stopped.reason)
        if loaded.raised is not None:
            facts = {"type": loaded.raised.type_name, "message": loaded.raised.message}
            raise does_not_load(submission, Reason("raised", facts))
        yield student
    finally:
        student.close()


def does_not_load(submission: Submission, reason: Reason) -> KitFault:
    """Return the fault that something of an author's cannot be loaded, and why."""
    return KitFault(
        _("{file} does not load: {reason}",
          file=submission.path, reason=reasons.sentence(reason))
    )  # fmt: skip
