"""The task of a batch: one student, judged for some exercises, wherever it runs."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader import __version__
from grader.course import Exercise, Limits, find_course
from grader.errors import GradeError, UsageError
from grader.judge.grade import JUDGING, examine
from grader.judge.submission import Submission
from grader.report import Problem, Report
from grader.sandbox.launch import open_sandbox

if TYPE_CHECKING:
    from grader.judge.references import Record

# What must be the same on all machines that judge a class.
KIT = f"{__version__} judging {JUDGING}"


@dataclass(frozen=True)
class Standard:
    """What an exercise is judged by in a batch.

    Attributes:
        digest: of suite, record and limits; with another one a verdict can be another.
        points: what the suite declares in all.
        limits: what a submission may use.
        record: the record's bytes where it is not with the course, else empty.
    """

    digest: str
    points: int
    limits: Limits
    record: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Task:
    """One student's submissions that are to be judged.

    Attributes:
        root: the course's folder on the machine that asks.
        student: whose they are.
        submissions: one for each exercise, in order.
        standards: what they are judged by, for each exercise.
        seed: which arguments the suites draw.
        sandbox: how student code is confined.
        provisional: whether code that gives no answer in time, or dies, is given up at
            once: its grading is `internal`, and whoever asks has it judged anew, alone.
        kit: version of the kit that asks.
    """

    root: str
    student: str
    submissions: tuple[Submission, ...]
    standards: Mapping[str, Standard]
    seed: int
    sandbox: str
    provisional: bool = False
    kit: str = KIT

    def only(self, names: set[str]) -> Task:
        """Return the same task with some of its exercises."""
        kept = tuple(item for item in self.submissions if item.exercise in names)
        return replace(self, submissions=kept)


def standard_of(exercise: Exercise, seed: int, record: bytes = b"") -> Standard:
    """Return what an exercise is judged by now.

    Args:
        record: the record's bytes, where it is not with the course.

    Raises:
        KitFault: suite or record are missing or damaged.
    """
    from grader.judge import references, sources, suite

    text = sources.suite_of(exercise)
    path = references.path_for(exercise, seed)
    if record:
        references.parse(record, path.name, exercise.id)
    else:
        references.find(exercise, seed)
    digest = hashlib.sha256()
    for part in (text.encode(), record or path.read_bytes(), repr(exercise.limits).encode()):
        digest.update(len(part).to_bytes(8, "big") + part)
    checks = suite.declared(sources.load(exercise.suite.name, text))
    points = sum(check.points for check in checks)
    return Standard(digest.hexdigest()[:24], points, exercise.limits, record)


@dataclass(frozen=True)
class Bench:
    """An exercise with its record, read and decoded: what every student is judged by."""

    exercise: Exercise
    record: Record


_BENCHES: dict[str, Bench] = {}  # by digest of the standard


def prepare(task: Task) -> dict[str, Bench]:
    """Return the exercises of a task, if this machine judges them as the one that asks does.

    They are kept for the next task.

    Raises:
        UsageError: it has another kit, or another course.
    """
    root = Path(task.root)
    course = find_course(root if root.is_dir() else Path.cwd(), Path.cwd())
    if task.kit != KIT:
        raise UsageError(
            f"{platform.node()} has the kit {KIT}, and the machine that asks has {task.kit}",
            "install the same version on all machines",
        )
    # What it finds and compiles is kept for every other sandbox of this process.
    open_sandbox(task.sandbox).close()
    benches = {}
    for submission in task.submissions:
        exercise = course.find(submission.exercise)
        asked = task.standards[exercise.name]
        if standard_of(exercise, task.seed, asked.record).digest != asked.digest:
            raise UsageError(
                f"{platform.node()} judges {exercise.id} by another suite or record",
                f"give {course.root} on all machines the same version of the course",
            )
        if asked.digest not in _BENCHES:
            _BENCHES[asked.digest] = Bench(exercise, _record(exercise, task.seed, asked))
        benches[exercise.name] = replace(_BENCHES[asked.digest], exercise=exercise)
    return benches


def _record(exercise: Exercise, seed: int, standard: Standard) -> Record:
    """Return a record with all its answers decoded, which takes as long as a grading."""
    from grader.judge import references

    if standard.record:
        record = references.parse(standard.record, exercise.name, exercise.id)
    else:
        record = references.find(exercise, seed)
    record.decode_all()
    return record


def judge(task: Task, benches: Mapping[str, Bench]) -> Iterator[Report]:
    """Judge a student's submissions in one sandbox, in this process's main thread.

    Args:
        benches: by full name of the exercise, see `prepare`.

    Yields:
        One report for each submission, as soon as it is made. A fault of the kit in one
        is a report too, with the status `internal`.

    Raises:
        UsageError: this machine cannot make the sandbox.
    """
    sandbox = open_sandbox(task.sandbox)
    try:
        for submission in task.submissions:
            bench = benches[submission.exercise]
            exercise = bench.exercise
            if task.provisional:
                exercise = replace(exercise, limits=replace(exercise.limits, restarts=0))
            try:
                found = examine(
                    exercise,
                    submission,
                    seed=task.seed,
                    sandbox=sandbox,
                    record=bench.record,
                )
                if task.provisional and found.stopped:
                    yield not_judged(submission, task, "no answer came, and it was not alone")
                else:
                    yield found.report
            except UsageError:
                raise
            except GradeError as fault:
                yield not_judged(submission, task, fault.message)
            except Exception as error:
                yield not_judged(submission, task, f"{type(error).__name__}: {error}")
    finally:
        sandbox.close()


def not_judged(submission: Submission, task: Task, why: str) -> Report:
    """Return the report of a grading that the kit could not finish: it costs no mark."""
    return Report(
        exercise=submission.exercise,
        title=submission.exercise.partition("_")[2].replace("_", " ").capitalize(),
        submission=submission.source,
        status="internal",
        score=None,
        max_score=task.standards[submission.exercise].points,
        seed=task.seed,
        versions={"kit": __version__},
        seconds=0.0,
        checks=(),
        problem=Problem(f"the grader failed, not this file: {why}"),
    )
