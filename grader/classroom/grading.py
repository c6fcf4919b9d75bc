"""A grading as the gradebook keeps it: what it depends on, its row, the mark it gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grader.render.grades import for_others
from grader.report import Outcome, Report

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


@dataclass(frozen=True)
class Grading:
    """One row of the gradebook; the columns are described in docs/gradebook.md.

    Attributes:
        id: rises from grading to grading; the order, whatever the clock did.
        score: None where the kit failed.
        outcomes: how its checks ended, each once.
        absent: whether no file was handed in.
        reason: why nothing could be judged, or empty.
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


@dataclass(frozen=True)
class Mark:
    """What a student has for an exercise now.

    Attributes:
        grading: the one that counts.
        fault: whether the kit failed the last time; an earlier grading of the same
            submission counts, or none does and there is no score.
    """

    grading: Grading
    fault: bool


def columns_of(report: Report) -> tuple[Any, ...]:
    """Return what the gradebook keeps of a report, from `status` to `report`."""
    report = for_others(report)
    outcomes = {check.outcome for check in report.checks}
    if report.status == "internal":
        outcomes.add(Outcome.INTERNAL)
    return (
        report.status,
        report.score,
        report.max_score,
        " ".join(sorted(outcomes)),
        outcomes == {Outcome.MISSING} and report.submission.sha256 == NOTHING,
        report.problem.message if report.problem else "",
        report.versions.get("kit", ""),
        report.seconds,
        json.dumps(report.to_dict(), indent=1) + "\n",
    )


def outcomes_in(words: str) -> frozenset[Outcome]:
    """Return the outcomes of a column."""
    return frozenset(map(Outcome, words.split()))


def grading_of(row: Sequence[Any]) -> Grading:
    """Return a row of the gradebook, without its report."""
    number, *key = row[:7]
    status, score, max_score, outcomes, absent, *rest = row[7:]
    return Grading(
        number, Key(*key), status, score, max_score, outcomes_in(outcomes), bool(absent), *rest
    )
