"""Decides what a batch has to judge: everything that no earlier batch judged as it is now."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from grader.classroom.book.gradebook import Basis, Gradebook, Key
from grader.classroom.intake import Intake
from grader.classroom.judging.task import Standard, Task, standard_of
from grader.course import Course, Exercise
from grader.errors import UsageError
from grader.judge.grade import DEFAULT_SEED, JUDGING
from grader.judge.references import path_for
from grader.judge.submission import Submission
from grader.report import PYTORCH, SOLUTIONS, Outcome
from grader.words.text import Text, _

MOST_SEED = (1 << 63) - 1  # the gradebook holds signed numbers of 64 bits
NEW_SEEDS = 1 << 62


class Seed(NamedTuple):
    """Which arguments the suites draw.

    Attributes:
        drawn: whether the kit drew it, so that nobody else has it; else somebody named it.
    """

    number: int
    drawn: bool


@dataclass(frozen=True)
class Again:
    """What is to be judged although it was judged before.

    Attributes:
        exercises: full names.
        outcomes: gradings in which a check ended so; empty means whatever it ended as.
        named: whether the exercises were named one by one: with students who are named too
            nothing else is judged.
    """

    exercises: frozenset[str] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    named: bool = False

    def wants(self, exercise: str, outcomes: frozenset[Outcome]) -> bool:
        """Whether a grading that ended with these outcomes is to be made anew."""
        return exercise in self.exercises and (
            not self.outcomes or bool(self.outcomes & outcomes)
        )


@dataclass(frozen=True)
class Opening:
    """What a batch is about to do.

    Attributes:
        students: how many there are.
        exercises: how many count.
        files: how many were handed in.
        missing: how many were not.
        kept: gradings that an earlier batch made and that stay.
        left: gradings to make now, those of missing files among them.
        sandbox: how student code is confined.
        where: who judges, `2 at a time`.
    """

    students: int
    exercises: int
    files: int
    missing: int
    kept: int
    left: int
    sandbox: str
    where: Text


@dataclass
class Plan:
    """What is to be judged, and how much of it there is.

    Attributes:
        students: the students of the class, in order.
        handed_in: files that count, those that were judged before among them.
        missing: files that were not handed in.
        to_judge: gradings to make, for each student who has any.
        judged: what is handed in as an earlier batch judged it.
        kept: how much of that is not judged again.
    """

    students: tuple[str, ...]
    handed_in: int = 0
    missing: int = 0
    to_judge: dict[str, tuple[str, ...]] = field(default_factory=dict)
    judged: list[Key] = field(default_factory=list)
    kept: int = 0

    @property
    def size(self) -> int:
        """How many gradings are to be made."""
        return sum(len(names) for names in self.to_judge.values())

    def opening(self, exercises: int, sandbox: str, where: Text) -> Opening:
        """Return what a batch with this plan is about to do."""
        return Opening(
            students=len(self.students),
            exercises=exercises,
            files=self.handed_in,
            missing=self.missing,
            kept=self.kept,
            left=self.size,
            sandbox=sandbox,
            where=where,
        )


class Planner:
    """Compares a class with its gradebook, and makes the tasks of what is left.

    Args:
        intake: the class.
        exercises: what counts.
        seed: which arguments the suites draw.
        references: where records for other seeds are kept, see `missing`.
        sandbox: how student code is confined.
    """

    def __init__(
        self,
        course: Course,
        intake: Intake,
        exercises: Sequence[Exercise],
        seed: int,
        references: Path,
        sandbox: str,
    ) -> None:
        self._course = course
        self._intake = intake
        self._exercises = list(exercises)
        self._seed = seed
        self._sandbox = sandbox
        self.standards = {
            exercise.name: _standard(exercise, seed, references) for exercise in exercises
        }

    def plan(self, gradebook: Gradebook, again: Again, only: frozenset[str]) -> Plan:
        """Return what is to be judged.

        Args:
            again: what is judged anew.
            only: the students to judge; empty means all.
        """
        plan = Plan(tuple(self._intake.students()))
        for student in plan.students:
            names = []
            chosen = not only or student in only
            for submission in self._intake.submissions(student, self._exercises):
                absent = submission.problem is not None and not submission.files
                if absent and submission.outcome is Outcome.MISSING:
                    plan.missing += 1
                else:
                    plan.handed_in += 1
                key = self.key(submission)
                outcomes = gradebook.outcomes_of(key)
                if outcomes is not None:
                    plan.judged.append(key)
                wanted = outcomes is None or again.wants(submission.exercise, outcomes)
                if only and again.named and submission.exercise not in again.exercises:
                    wanted = False
                if chosen and wanted:
                    names.append(submission.exercise)
                elif outcomes is not None:
                    plan.kept += 1
            if names:
                plan.to_judge[student] = tuple(names)
        return plan

    def tasks(self, plan: Plan, joined: bool | None = None) -> Iterator[Task]:
        """Yield the tasks; a student's files are read when the task is due.

        Args:
            joined: whether sandboxes are joined, see `Task`.
        """
        for student, names in plan.to_judge.items():
            wanted = [exercise for exercise in self._exercises if exercise.name in names]
            submissions = tuple(self._intake.submissions(student, wanted))
            yield Task(
                str(self._course.root),
                student,
                submissions,
                {exercise.name: self.standards[exercise.name] for exercise in wanted},
                self._seed,
                self._sandbox,
                joined=joined,
            )

    @property
    def bases(self) -> dict[str, Basis]:
        """On what a mark of each exercise rests now."""
        return {
            name: Basis(standard.digest, self._seed, JUDGING)
            for name, standard in self.standards.items()
        }

    def key(self, submission: Submission) -> Key:
        """Return what the grading of a submission depends on."""
        assert submission.student is not None
        return Key(
            student=submission.student,
            exercise=submission.exercise,
            submission=digest(submission),
            standard=self.standards[submission.exercise].digest,
            seed=self._seed,
            judging=JUDGING,
        )


def digest(submission: Submission) -> str:
    """Return the digest of all that a verdict can depend on: the files, or the problem."""
    known = hashlib.sha256(submission.source.sha256.encode())
    if submission.problem is not None:
        why = json.dumps([submission.outcome, *submission.problem.reason], sort_keys=True)
        known.update(why.encode())
    return known.hexdigest()[:24]


def new_seed() -> int:
    """Return a seed that nobody can guess."""
    return secrets.randbelow(NEW_SEEDS - 1) + 1  # 0 is everybody's


def oracle_for(
    exercises: Sequence[Exercise], seed: int, references: Path, kept: str | None, anew: bool
) -> str:
    """Return whose answers a gradebook is judged by, a name of `report.Oracle`.

    Args:
        references: where its records are kept.
        kept: whose they were until now, where that is known.
        anew: whether everything is judged anew, so that they may be another's.
    """
    from grader.author.oracle import has_torch
    from grader.author.record import holds

    if seed == DEFAULT_SEED:
        return PYTORCH
    if not anew:
        return kept or PYTORCH  # nobody else answered to kits that did not keep it
    if has_torch() or all(
        holds(exercise, path_for(exercise, seed, references)) for exercise in exercises
    ):
        return PYTORCH
    return SOLUTIONS


def missing(
    exercises: Sequence[Exercise], seed: int, references: Path, oracle: str
) -> list[Exercise]:
    """Return whose records are to be made before a seed can be judged with.

    Args:
        references: where they are kept.
        oracle: who answers, a name of `report.Oracle`.

    Raises:
        UsageError: PyTorch is to answer, and is not installed.
    """
    from grader.author.oracle import INSTALL, has_torch
    from grader.author.record import holds

    if seed == DEFAULT_SEED:
        return []
    unrecorded = [
        exercise
        for exercise in exercises
        if not holds(exercise, path_for(exercise, seed, references), oracle)
    ]
    if unrecorded and oracle == PYTORCH and not has_torch():
        raise UsageError(
            _("the right answers of this gradebook come from PyTorch, which is not installed"),
            _("{install}; or let the solutions answer, and judge everything again: {option}",
              install=INSTALL, option="--regrade"),
        )  # fmt: skip
    return unrecorded


def _standard(exercise: Exercise, seed: int, references: Path) -> Standard:
    if seed == DEFAULT_SEED:
        return standard_of(exercise, seed)
    return standard_of(exercise, seed, path_for(exercise, seed, references).read_bytes())
