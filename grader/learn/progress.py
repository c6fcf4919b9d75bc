"""Remembers what a student has done: one small JSON file, safe to edit or to delete.

`.grade/progress.json` in the course's folder:

    {"schema": 1, "last": "ex05_padding",
     "exercises": {"ex05_padding": {"score": 4, "best": 9, "max_score": 13, "checks": 9,
                                    "passed": 3, "failing": "pad2d", "when": "..."}}}
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader import files
from grader.report import Outcome, Report


@dataclass(frozen=True)
class Standing:
    """How far a student is with one exercise.

    Attributes:
        score, max_score: points of the last run.
        best: the most points of any run; it is never lowered.
        checks, passed: number of checks, and of those that passed in the last run.
        failing: the function that failed first in the last run, or empty.
        when: time of the last run, ISO 8601 in UTC.
    """

    score: int = 0
    best: int = 0
    max_score: int = 0
    checks: int = 0
    passed: int = 0
    failing: str = ""
    when: str = ""

    @property
    def done(self) -> bool:
        """Whether full marks were reached once; without points, whether all passed last."""
        if not self.max_score:
            return 0 < self.checks == self.passed
        return 0 < self.max_score <= self.best


@dataclass(frozen=True)
class Progress:
    """How far a student is with a course; `last` is the exercise judged last."""

    exercises: dict[str, Standing] = field(default_factory=dict)
    last: str = ""

    def of(self, name: str) -> Standing:
        """Return the standing in an exercise; an empty one before the first run."""
        return self.exercises.get(name, Standing())

    def with_report(self, report: Report) -> Progress:
        """Return the progress after a grading; a fault of the kit changes nothing."""
        if report.score is None:
            return self
        before = self.of(report.exercise)
        failing = next(
            (c.function for c in report.checks if c.outcome is not Outcome.PASSED), ""
        )
        now = replace(
            before,
            score=report.score,
            best=max(before.best, report.score),
            max_score=report.max_score,
            checks=len(report.checks),
            passed=sum(c.outcome is Outcome.PASSED for c in report.checks),
            failing=failing,
            when=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        return Progress({**self.exercises, report.exercise: now}, report.exercise)


def path_in(root: Path) -> Path:
    """Return where the progress of a course is kept."""
    return root / ".grade" / "progress.json"


def load(root: Path) -> Progress:
    """Return the progress; one that is absent, old or broken counts as a fresh start."""
    try:
        held = json.loads(path_in(root).read_text(encoding="utf-8"))
        return Progress(
            {
                str(name): _standing(item)
                for name, item in dict(held["exercises"]).items()
                if isinstance(item, dict)
            },
            str(held.get("last", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Progress()


def _standing(item: dict[str, Any]) -> Standing:
    known = {}
    for name, default in asdict(Standing()).items():
        value = item.get(name, default)
        known[name] = value if type(value) is type(default) else default
    return Standing(**known)


def save(root: Path, progress: Progress) -> None:
    """Write the progress atomically; a folder that cannot be written to is no error."""
    text = json.dumps({"schema": 1, **asdict(progress)}, indent=1, ensure_ascii=False)
    with contextlib.suppress(OSError):
        files.replace(path_in(root), f"{text}\n".encode())
