"""The task of a batch: one student, judged for some exercises, wherever it runs."""

from __future__ import annotations

import contextlib
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import Exercise, Limits, find_course
from grader.errors import GradeError, UsageError
from grader.judge.grade import JUDGING, examine
from grader.judge.submission import Submission
from grader.report import Oracle, Problem, Reason, Report
from grader.sandbox.launch import IDLE, IDLE_OF_STUDENT
from grader.sandbox.modes import open_sandbox
from grader.version import __version__
from grader.words.text import _

if TYPE_CHECKING:
    from grader.judge.probes import Drawn
    from grader.judge.references import Record
    from grader.judge.trial import Plan

# What must be the same on all machines that judge a class.
KIT = f"{__version__} judging {JUDGING}"


@dataclass(frozen=True)
class Standard:
    """What an exercise is judged by in a batch.

    Attributes:
        digest: of all that a mark rests on: with another one it can be another mark.
        wording: of everything in suite, record, probes and title: with another one a report
            can say something else, so that all machines of a batch must have the same.
        title: the exercise's, in its own words.
        points: what the suite declares in all.
        limits: what a submission may use.
        oracle: whose answers the record holds.
        record: the record's bytes where it is not with the course, else empty.
    """

    digest: str
    wording: str
    title: str
    points: int
    limits: Limits
    oracle: Oracle = Oracle()
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
        idle: for how many seconds the student's code may let others wait and compute
            nothing; what that does not reach is `unjudged`.
        joined: whether sandboxes are joined on the machine that judges, see
            `tryout.keep_warm`; None where that is to be tried there.
        kit: version of the kit that asks.
    """

    root: str
    student: str
    submissions: tuple[Submission, ...]
    standards: Mapping[str, Standard]
    seed: int
    sandbox: str
    provisional: bool = False
    idle: float = IDLE_OF_STUDENT
    joined: bool | None = None
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
    from grader.judge import probes, references, sources
    from grader.judge.suite import declared

    path = references.path_for(exercise, seed)
    text = sources.suite_of(exercise)
    checks = declared(sources.load(exercise.suite.name, text))
    data = record or references.read_bytes(path, exercise.id)
    known = references.parse(data, path.name, exercise.id)
    digest, title = sources.digest, exercise.title
    return Standard(
        digest=sources.rests_on(text, known.standard, exercise.limits),
        wording=digest(
            digest(text),
            digest(data),
            *(
                digest(part)
                for one in (exercise, *exercise.earlier)
                for part in probes.held(one)
            ),
            repr(exercise.limits),
            title,
        ),
        title=title,
        points=sum(check.points for check in checks),
        limits=exercise.limits,
        oracle=known.oracle,
        record=record,
    )


@dataclass(frozen=True)
class Bench:
    """An exercise with its record, read and decoded, all that its suite asks, and probes."""

    exercise: Exercise
    record: Record
    plan: Plan | None
    probes: Drawn | None


# By the course's folder, the seed, the exercise, and the standard's two digests.
_BENCHES: dict[tuple[str, int, str, str, str], Bench] = {}


def prepare(task: Task) -> dict[str, Bench]:
    """Return the exercises of a task, if this machine judges them as the one that asks does.

    They are kept for the next task: what was made for the same digests is what is asked,
    whatever the course on this machine holds by now.

    Raises:
        UsageError: it has another kit, or another course.
    """
    if task.kit != KIT:
        raise UsageError(
            _(
                "{machine} has the kit {here}, and the machine that asks has {there}",
                machine=platform.node(), here=KIT, there=task.kit,
            ),
            _("install the same version on all machines"),
        )  # fmt: skip
    # What it finds and compiles is kept for every other sandbox of this process.
    open_sandbox(task.sandbox).close()
    benches = {}
    for submission in task.submissions:
        asked = task.standards[submission.exercise]
        which = (task.root, task.seed, submission.exercise, asked.digest, asked.wording)
        if which not in _BENCHES:
            _BENCHES[which] = _bench(_agreeing(task, submission.exercise), task.seed, asked)
        benches[submission.exercise] = _BENCHES[which]
    return benches


def _agreeing(task: Task, name: str) -> Exercise:
    """Return an exercise of this machine, if it is judged here as the task asks.

    Raises:
        UsageError: it is not.
    """
    root = Path(task.root)
    course = find_course(root if root.is_dir() else Path.cwd(), Path.cwd())
    exercise = course.find(name)
    asked = task.standards[exercise.name]
    here = standard_of(exercise, task.seed, asked.record)
    if (here.digest, here.wording) == (asked.digest, asked.wording):
        return exercise
    raise UsageError(
        _(
            "{machine} judges {exercise} by another suite or record",
            machine=platform.node(), exercise=exercise.id,
        ),
        _(
            "give {folder} on all machines the same version of the course",
            folder=course.root,
        ),
    )  # fmt: skip


def _bench(exercise: Exercise, seed: int, standard: Standard) -> Bench:
    """Return what students are judged by: making it takes as long as a grading."""
    from grader.judge import probes, references, trial

    if standard.record:
        record = references.parse(standard.record, exercise.name, exercise.id)
    else:
        record = references.find(exercise, seed)
    record.decode_all()
    plan = None
    with contextlib.suppress(GradeError):  # every grading says why, and costs no mark
        plan = trial.draw(exercise, trial.Standard.of(record), seed)
    probed = probes.drawn(exercise)
    for drawn in (probed, *map(probes.drawn, exercise.earlier)):
        if drawn is not None:
            drawn.prepare()
    return Bench(exercise, record, plan, probed)


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
    left = task.idle
    try:
        for submission in task.submissions:
            bench = benches[submission.exercise]
            if left <= 0 and submission.problem is None:
                yield _unjudged(submission, task)
                continue
            try:
                idle = max(0.0, min(IDLE, left))
                found = examine(
                    bench.exercise,
                    submission,
                    seed=task.seed,
                    sandbox=sandbox,
                    record=bench.record,
                    plan=bench.plan,
                    probes=bench.probes,
                    idle=idle,
                    provisional=task.provisional,
                )
                spent = found.report.idle
                left -= spent
                if found.cut and idle < IDLE:
                    left = 0.0
                    yield _unjudged(submission, task)._replace(idle=spent)
                elif task.provisional and found.doubtful:
                    alone = not_judged(submission, task, Reason("not_alone"))
                    yield alone._replace(idle=spent)
                else:
                    yield found.report
            except UsageError:
                raise
            except GradeError as fault:
                # Said by whoever noticed it; what else could say it is lost with its process.
                yield not_judged(submission, task, Reason("kit_error", {"text": str(fault)}))
            except Exception as error:
                from grader.judge.mishaps import fault_of

                yield not_judged(submission, task, fault_of(error))
    finally:
        sandbox.close()


def _unjudged(submission: Submission, task: Task) -> Report:
    """Return the report of a grading that was not made, for the student's other files idled."""
    report = not_judged(submission, task, Reason("idle_elsewhere"))
    return report._replace(status="unjudged")


def not_judged(submission: Submission, task: Task, reason: Reason) -> Report:
    """Return the report of a grading that the kit could not finish: it costs no mark."""
    standard = task.standards[submission.exercise]
    return Report(
        exercise=submission.exercise,
        title=standard.title,
        submission=submission.source,
        status="internal",
        score=None,
        max_score=standard.points,
        seed=task.seed,
        versions={"kit": __version__},
        seconds=0.0,
        checks=(),
        problem=Problem(reason),
        oracle=standard.oracle,
    )
