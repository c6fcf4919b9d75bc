"""A stand-in until the reading of reports is there: a report with its sentences."""

from __future__ import annotations

from typing import Any

from grader.report import Diagnosis, Reason, Report
from grader.words import notes, reasons
from grader.words.text import draw


def with_sentences(report: Report) -> dict[str, Any]:
    """Return a report's facts, and beside each reason and diagnosis its `message`."""
    plain = report.to_dict()
    for check, shown in zip(report.checks, plain["checks"], strict=True):
        _tell(shown["reason"], check.reason)
        for one, told in zip(check.diagnoses, shown["diagnoses"], strict=True):
            _tell(told, one, report.exercise)
    if report.problem is not None:
        _tell(plain["problem"]["reason"], report.problem.reason)
        _tell(plain["problem"]["hint"], report.problem.hint)
    _tell(plain["submission"]["note"], report.submission.note)
    return plain


def _tell(
    plain: dict[str, Any] | None, fact: Reason | Diagnosis | None, exercise: str = ""
) -> None:
    if plain is None or fact is None:
        return
    if isinstance(fact, Diagnosis):
        plain["message"] = draw(notes.sentence(fact, exercise))
    else:
        plain["message"] = draw(reasons.sentence(fact))
