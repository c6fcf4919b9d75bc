"""A grading as the gradebook keeps it: what it depends on, its row, the mark it gives."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from grader.report import Diagnosis, Outcome, Report

NOTHING = hashlib.sha256().hexdigest()  # the digest of no files at all


@dataclass(frozen=True)
class Key:
    """What a grading depends on: the same key is never judged twice unless asked.

    Attributes:
        student: whose submission.
        exercise: full name.
        submission: digest of what was handed in.
        standard: digest of suite, record and limits.
        seed: which arguments were drawn.
        judging: raised when a verdict can change.
    """

    student: str
    exercise: str
    submission: str
    standard: str
    seed: int
    judging: int


class Basis(NamedTuple):
    """What a mark of an exercise rests on, beside the files; the three as in a key."""

    standard: str
    seed: int
    judging: int


@dataclass(frozen=True)
class Grading:
    """One row of the gradebook; the columns are described in docs/gradebook.md.

    Attributes:
        id: rises from grading to grading; the order, whatever the clock did.
        score: None where the kit failed.
        outcomes: how its checks ended, each once.
        absent: whether no file was handed in.
        schema: of its report; one of schema 1 is kept, and not read by this kit.
        reason: why nothing could be judged: code and facts as JSON, of a grading by kit
            0.1.0 a sentence; or empty.
        received_at: when the file was handed in, UTC; None where that is not known.
        oracle: whose answers were expected, `PyTorch 2.13.0`; None where that is not known.
    """

    id: int
    key: Key
    status: str
    score: float | None
    max_score: float
    outcomes: frozenset[Outcome]
    absent: bool
    reason: str
    kit: str
    graded_at: str
    seconds: float
    schema: int
    received_at: str | None = None
    oracle: str | None = None

    @property
    def broken(self) -> bool:
        """Whether a file was handed in that could not be loaded."""
        return bool(self.reason) and not self.absent and self.status == "failed"


@dataclass(frozen=True)
class Mark:
    """What a student has for an exercise now.

    Attributes:
        grading: the one that counts.
        fault: whether the kit failed the last time; an earlier grading with the same key
            counts, or none does and there is no score.
        outdated: whether it rests on something else than marks rest on now; until it is
            judged again it counts nowhere.
    """

    grading: Grading
    fault: bool
    outdated: bool = False


class Unread(NamedTuple):
    """A grading that this kit cannot read: a newer one wrote it, or somebody changed it.

    Attributes:
        grading: its `id`.
        what: which column is not as it should be: `outcomes`, `score`, `report` or `facts`.
    """

    grading: int
    student: str
    exercise: str
    what: str


def columns_of(report: Report) -> tuple[Any, ...]:
    """Return what the gradebook keeps of a report, from `status` to `oracle`.

    Args:
        report: without what only its student may see.
    """
    outcomes = {check.outcome for check in report.checks}
    if report.status == "internal":
        outcomes.add(Outcome.INTERNAL)
    return (
        report.status,
        report.score,
        report.max_score,
        " ".join(sorted(outcomes)),
        outcomes == {Outcome.MISSING} and report.submission.sha256 == NOTHING,
        as_json(report.problem.reason._asdict()) if report.problem else "",
        report.versions.get("kit", ""),
        report.seconds,
        # In the order that it has: its file is written from what is here or from the report.
        json.dumps(report.to_dict(), separators=(",", ":")),
        report.schema,
        " ".join(filter(None, report.oracle)) if report.checks else None,
    )


def diagnoses_of(report: Report) -> list[tuple[str, ...]]:
    """Return a row for each thing that a report says is wrong with a function, each once.

    Args:
        report: without what only its student may see.

    Returns:
        Function, role, kind, id, facts as JSON, and the exercise's text.
    """
    rows = {
        (check.function, one.role, one.kind, one.id): (as_json(one.facts), one.text)
        for check in reversed(report.checks)  # so that the first of several stays
        for one in reversed(check.diagnoses)
    }
    return [(*which, *said) for which, said in rows.items()]


def diagnosis_of(kind: str, id: str, facts: str, text: str) -> Diagnosis:
    """Return a diagnosis from its columns."""
    return Diagnosis("why", kind, id, json.loads(facts), text)


def as_json(value: Any) -> str:
    """Return facts as the gradebook keeps them: equal ones are equal texts."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def outcomes_in(words: str) -> frozenset[Outcome]:
    """Return the outcomes of a column.

    Raises:
        ValueError: one of them is unknown.
    """
    return frozenset(map(Outcome, words.split()))


def grading_of(row: Sequence[Any]) -> Grading | Unread:
    """Return a row of the gradebook, without its report, or that it cannot be read.

    Args:
        row: its last column tells which of the texts are no JSON: `report`, `facts` or None.
    """
    number, *key = row[:7]
    status, score, max_score, outcomes, absent, *rest, what = row[7:]
    held = Key(*key)
    try:
        ended = outcomes_in(outcomes)
    except ValueError:
        what = "outcomes"
    numbers = (score or 0, max_score)
    if not all(isinstance(one, int | float) and math.isfinite(one) for one in numbers):
        what = "score"
    if what:
        return Unread(number, held.student, held.exercise, what)
    return Grading(number, held, status, score, max_score, ended, bool(absent), *rest)
