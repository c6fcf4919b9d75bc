"""Draws what concerns several exercises: lists, progress, proofs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.render.text import WIDTH, bar, clean, columns, count, cut
from grader.report import Outcome, Report


@dataclass(frozen=True)
class Listed:
    """An exercise with the student's standing in it."""

    name: str
    heading: str
    best: int
    max_score: int
    passed: int
    checks: int
    done: bool
    failing: str
    when: str

    @property
    def id(self) -> str:
        """The short name, `ex05`."""
        return self.name.partition("_")[0]


def listing(exercises: Sequence[Listed]) -> str:
    """Return a table of all exercises."""
    rows = [("exercise", "state", "best", "last run")]
    for item in exercises:
        state = "done" if item.done else "begun" if item.when else "not begun"
        best = f"{item.best}/{item.max_score}" if item.max_score else "-"
        when = item.when[:16].replace("T", " ") + " UTC" if item.when else "-"
        rows.append((item.heading, state, best, when))
    return "\n".join(columns(rows, gap=3))


def overview(exercises: Sequence[Listed], last: str) -> str:
    """Return where a student is and what to do next.

    Args:
        exercises: all exercises of the course, in order.
        last: name of the exercise that was judged last, or empty.
    """
    done = sum(item.done for item in exercises)
    lines = [f"{bar(done, len(exercises))}  {done} of {count(len(exercises), 'exercise')}."]
    at = next((item for item in exercises if item.name == last and not item.done), None)
    if at is not None:
        lines += [
            "",
            f"You are at {at.heading}: {at.passed} of {count(at.checks, 'check')} passed, "
            f"mend {at.failing}.",
            f"Go on:   grade {at.id}      stuck?  grade hint {at.id}",
        ]
        return "\n".join(lines)
    following = next((item for item in exercises if not item.done), None)
    if following is None:
        return "\n".join([*lines, "", "All exercises are done."])
    lines += [
        "",
        f"Next: {following.heading}",
        f"Read it:   grade show {following.id}      Edit exercises/{following.name}.py",
        f"Judge it:  grade {following.id}",
    ]
    return "\n".join(lines)


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
