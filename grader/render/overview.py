"""Draws what concerns several exercises: lists, progress, proofs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from grader.render.look import Look
from grader.render.text import WIDTH, bar, clean, columns_of, count, cut, wrap
from grader.report import Outcome, Report

STYLES = {"done": "pass", "begun": "----"}


@dataclass(frozen=True)
class Listed:
    """An exercise with the student's standing in it.

    Attributes:
        name: full name, `ex05_padding`.
        heading: `ex05 padding`.
        best, max_score: points; both 0 before the first run.
        passed, checks: checks passed in the last run, and all that the suite declares.
        done: whether full marks were reached once.
        failing: the function that failed first in the last run, or empty.
        claim: what the check that failed first claims, or empty.
        missing: whether that function is not written yet.
        when: time of the last run, ISO 8601, or empty.
    """

    name: str
    heading: str
    best: int
    max_score: int
    passed: int
    checks: int
    done: bool
    failing: str
    claim: str
    missing: bool
    when: str

    @property
    def id(self) -> str:
        """The short name, `ex05`."""
        return self.name.partition("_")[0]

    @property
    def state(self) -> str:
        """`done`, `begun` or `not begun`."""
        return "done" if self.done else "begun" if self.when else "not begun"


def listing(exercises: Sequence[Listed], now: datetime, look: Look) -> str:
    """Return a table of all exercises, and a line of totals.

    Args:
        exercises: in order.
        now: local time; without a zone it is that of this machine.
        look: how to draw.
    """
    rows = [("exercise", "state", "best", "last run")]
    for item in exercises:
        best = f"{item.best}/{item.max_score}" if item.max_score else "-"
        rows.append((item.heading, item.state, best, last_run(item.when, now)))
    widths = [max(columns_of(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (w - columns_of(cell)) for cell, w in zip(row, widths, strict=True)
        ]
        if row[1] in STYLES:
            cells[1] = cells[1].replace(row[1], look.paint(row[1], STYLES[row[1]]))
        lines.append("   ".join(cells).rstrip())
    return "\n".join([*lines, "", f"{_totals(exercises)} done"])


def last_run(when: str, now: datetime) -> str:
    """Return a time as a person says it: `today 14:05`, `yesterday 9:30`, `2026-11-21 14:05`.

    Args:
        when: ISO 8601, or anything else, which is no time.
        now: local time; without a zone it is that of this machine.
    """
    try:
        at = datetime.fromisoformat(when).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return "-"
    days = {now.date(): "today", now.date() - timedelta(days=1): "yesterday"}
    return f"{days.get(at.date(), at.date())} {at:%H:%M}"


def overview(exercises: Sequence[Listed], last: str, look: Look) -> str:
    """Return where a student is and what to do next.

    Args:
        exercises: all exercises of the course, in order.
        last: name of the exercise that was judged last, or empty.
        look: how to draw.
    """
    reached = sum(item.checks if item.done else item.passed for item in exercises)
    lines = [
        f"{bar(reached, sum(item.checks for item in exercises))}  {_totals(exercises)}",
        "",
    ]
    at = next((item for item in exercises if item.name == last and not item.done), None)
    following = next((item for item in exercises if not item.done), None)
    if at is not None:
        lines += _at(at, look)
    elif following is not None:
        word = "Next:" if any(item.when for item in exercises) else "Begin with"
        lines += [
            f"{word} {following.heading}",
            "",
            f"Read it:   grade show {following.id}",
            f"Write it:  exercises/{following.name}.py, in your editor",
            f"Judge it:  grade {following.id}",
        ]
    else:
        lines += ["All exercises are done."]
    return "\n".join(lines)


def _at(item: Listed, look: Look) -> list[str]:
    if item.failing and not item.claim:
        told = "the file itself could not be judged."
    else:
        told = f"{item.passed} of {count(item.checks, 'check')} passed."
    lines = [f"You are at {item.heading}: {told}"]
    if item.claim:
        where = "" if item.failing in item.claim else f" (in {item.failing})"
        mark = "----" if item.missing else "FAIL"
        failed = wrap(f"{item.claim}{where}", 6, mark, look.width)
        failed[0] = failed[0].replace(mark, look.paint(mark, mark), 1)
        lines += ["", *failed]
    return [
        *lines,
        "",
        f"Go on:    edit exercises/{item.name}.py, then run   grade {item.id}",
        f"Read it:  grade show {item.id}      Stuck?  grade hint {item.id}",
    ]


def _totals(exercises: Sequence[Listed]) -> str:
    reached = sum(item.checks if item.done else item.passed for item in exercises)
    done = sum(item.done for item in exercises)
    checks = sum(item.checks for item in exercises)
    return f"{reached}/{count(checks, 'check')}, {done}/{count(len(exercises), 'exercise')}"


def row(heading: str, report: Report) -> str:
    """Return one line about one exercise."""
    if report.status == "internal":
        return f"----  {heading:<32} not judged: the grader failed"
    mark = "pass" if report.passed else "----" if report.untouched else "FAIL"
    passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
    told = "not written yet" if report.untouched else ""
    told = clean(report.problem.message).replace("\n", " ") if report.problem else told
    score = f"{report.score}/{report.max_score} points, " if report.max_score else ""
    score += f"{passed}/{len(report.checks)} checks"
    return cut(f"{mark}  {heading:<32} {score}   {told}".rstrip(), WIDTH)


def proof_line(heading: str, proof: Mapping[str, Any]) -> str:
    """Return one line about a proved exercise."""
    return (
        f"ok    {heading}: {count(proof['checks'], 'check')}, "
        f"{count(proof['points'], 'point')}, {count(proof['calls'], 'call')}, "
        f"{count(proof['mistakes'], 'mistake')} caught and named, "
        f"full marks for {count(proof['seeds'], 'seed')}"
    )
