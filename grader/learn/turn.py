"""One turn of a student: judge a file, remember how far that is, say what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import Course, Exercise
from grader.judge.grade import DEFAULT_SEED, grade
from grader.report import Report
from grader.sandbox.launch import Sandbox

if TYPE_CHECKING:
    from grader.judge.references import Record
    from grader.judge.submission import Submission
    from grader.words.reading import Next


def judge(
    course: Course,
    exercise: Exercise,
    file: Path,
    submission: Submission,
    *,
    seed: int = DEFAULT_SEED,
    sandbox: str | Sandbox = "process",
    record: Record | None = None,
) -> Report:
    """Judge a file, and keep the result as progress where it is the course's own.

    Args:
        file: where the submission was read from.
        submission: what was read.
        seed, sandbox, record: see `judge.grade.grade`.

    Raises:
        KitFault: record or suite are missing, damaged or do not fit each other.
        UsageError: the sandbox does not work here, or there is no record for the seed.
    """
    if seed != DEFAULT_SEED:
        from grader.author.record import ensure

        ensure(exercise, seed)
    report = grade(exercise, submission, seed=seed, sandbox=sandbox, record=record)
    if file.resolve() == exercise.stub.resolve() and seed == DEFAULT_SEED:
        from grader.learn import progress

        progress.update(course.root, lambda held: held.with_report(report))
    return report


def what_next(course: Course, exercise: Exercise, file: Path | None, script: str) -> Next:
    """Return what the last lines of the screen say.

    Args:
        file: the judged file where one was named, else None.
        script: where the failing call was written, or empty.
    """
    from grader.learn import progress
    from grader.words.reading import Next, Step
    from grader.words.text import _

    held = progress.load(course.root)
    following = course.next_after(exercise)
    step = None
    if following is not None:
        title = _("Next: {exercise}", exercise=following.called)
        step = Step(title, f"grade show {following.id}")
    return Next(
        command=f"grade {exercise.id}" + (f" {file}" if file else ""),
        hint=f"grade hint {exercise.id}",
        show=f"grade show {exercise.id}",
        script=f"python {script}" if script else "",
        done=sum(held.of(name).done for name in course.names),
        total=0 if file else len(course.names),
        following=step,
    )
