"""Says how much of a report is right, in the same words on every screen."""

from __future__ import annotations

from grader.render.text import count
from grader.report import Check, Outcome, Report

EXAMPLES_ONLY = (
    "Only the examples of the statement were judged, without points. Your instructor "
    "judges the rest."
)


def score(report: Report) -> str:
    """Return `3 of 7 checks, 6 of 14 points.`

    An edition without hidden suites gives no points: then the checks alone.
    """
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    checks = f"{passed} of {count(len(report.checks), 'check')}"
    if not report.max_score:
        return f"{checks}."
    return f"{checks}, {report.score} of {count(report.max_score, 'point')}."


def points(check: Check) -> str:
    """Return `2/3`, or nothing where there are no points."""
    return f"{check.earned}/{check.points}" if check.points else ""
