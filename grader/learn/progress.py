"""Remembers what a student has done: one small JSON file, safe to edit or to delete.

`.grade/progress.json` in the course's folder, key by key in docs/progress.md. What this
version does not know stays in it as it is.
"""

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from grader import files
from grader.report import Outcome, Report

SCHEMA = 1
PASSED, FAILED, MISSING, NOT_RUN = "passed", "failed", "missing", "not_run"  # a function


class Standing(NamedTuple):
    """How far a student is with one exercise.

    Attributes:
        score, max_score: points of the last run.
        best: the most points of any run under `standard`; it is never lowered.
        checks, passed: number of checks, and of those that passed in the last run.
        failing: the function that failed first in the last run, or empty.
        check, claim: name and claim of the check that failed first, or empty.
        functions: each function's state in the last run: passed, failed, missing, not_run.
        hints: how many hints of a function were shown.
        hint_order: which ones, oldest first, by their places in the course, from 0.
        when: time of the last run, ISO 8601 in UTC.
        suite: digest of the suite of the last run; empty where an older kit judged.
        standard: digest of what the marks of the last run rest on, words apart; empty where
            an older kit judged.
        made_from: digest of the files that `standard` was worked out of.
        full: whether full marks were reached once, by whichever suite.
    """

    score: int = 0
    best: int = 0
    max_score: int = 0
    checks: int = 0
    passed: int = 0
    failing: str = ""
    check: str = ""
    claim: str = ""
    functions: Mapping[str, str] = {}
    hints: Mapping[str, int] = {}
    hint_order: Mapping[str, list[int]] = {}
    when: str = ""
    suite: str = ""
    full: bool = False
    standard: str = ""
    made_from: str = ""

    @property
    def done(self) -> bool:
        """Whether full marks were reached once; without points, whether all passed last."""
        if not self.max_score:
            return 0 < self.checks == self.passed
        return self.reached

    @property
    def reached(self) -> bool:
        """Whether full marks, of points, were reached once."""
        return self.full or 0 < self.max_score <= self.best

    @property
    def all_passed(self) -> bool:
        """Whether every check passed in the last run."""
        return 0 < self.checks == self.passed


class Progress(NamedTuple):
    """How far a student is with a course.

    Attributes:
        document: what the file holds, also what this version does not know.
        broken: whether there is a file that cannot be read.
    """

    document: Mapping[str, Any] = {}
    broken: bool = False

    @property
    def last(self) -> str:
        """The exercise that was judged last, or empty."""
        last = self.document.get("last", "")
        return last if isinstance(last, str) else ""

    def of(self, name: str) -> Standing:
        """Return the standing in an exercise; an empty one before the first run."""
        return _standing(_object(self._exercises.get(name)))

    def with_standing(self, name: str, standing: Standing) -> Self:
        """Return the progress with another standing in one exercise."""
        kept = _object(self._exercises.get(name))
        schema = self.document.get("schema")
        newer = type(schema) is int and schema > SCHEMA
        exercises = {**self._exercises, name: {**kept, **standing._asdict()}}
        document = {**self.document, "schema": schema if newer else SCHEMA}
        return self._replace(document={**document, "exercises": exercises})

    def with_hints(self, name: str, function: str, order: list[int]) -> Self:
        """Return the progress after a hint; `order` are the places of all that were shown."""
        at = self.of(name)
        counts = {**at.hints, function: len(order)}
        orders = {**at.hint_order, function: order}
        return self.with_standing(name, at._replace(hints=counts, hint_order=orders))

    def with_report(
        self, report: Report, made_from: str = "", standard: Callable[[], str] = str
    ) -> Self:
        """Return the progress after a grading; a fault of the kit changes nothing.

        Args:
            made_from: digest of the files that the grading rests on.
            standard: works out of them what a mark rests on; called if they are others.
        """
        if report.score is None:
            return self
        before = self.of(report.exercise)
        failed = next((c for c in report.checks if c.outcome is not Outcome.PASSED), None)
        suite = report.versions.get("suite", "")
        known = before.standard and before.made_from == made_from
        rests_on = before.standard if known else standard()
        if before.standard and rests_on:
            same = before.standard == rests_on
        elif before.suite:
            same = before.suite == suite
        else:  # an older kit judged: the points alone tell whether it is the same suite
            same = before.max_score in (0, report.max_score)
        best = max(before.best, report.score) if same else report.score
        now = before._replace(
            score=report.score,
            best=best,
            max_score=report.max_score,
            checks=len(report.checks),
            passed=sum(c.outcome is Outcome.PASSED for c in report.checks),
            failing=failed.function if failed else "",
            check=failed.name if failed else "",
            claim=failed.title if failed else "",
            functions=_functions(report),
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            suite=suite,
            standard=rests_on,
            made_from=made_from,
            full=before.reached or 0 < report.max_score <= best,
        )
        if report.problem is not None:
            # A file that does not load tells nothing about its functions.
            now = now._replace(check="", claim="", functions=before.functions)
            now = now._replace(failing=before.failing) if before.failing else now
        after = self.with_standing(report.exercise, now)
        return after._replace(document={**after.document, "last": report.exercise})

    @property
    def _exercises(self) -> dict[str, Any]:
        return _object(self.document.get("exercises"))


def path_in(root: Path) -> Path:
    """Return where the progress of a course is kept."""
    return root / ".grade" / "progress.json"


def load(root: Path) -> Progress:
    """Return the progress; one that is absent or broken counts as a fresh start."""
    try:
        return Progress(_document(path_in(root)))
    except FileNotFoundError:
        return Progress()
    except (OSError, ValueError, RecursionError):
        return Progress(broken=True)


def save(root: Path, progress: Progress) -> bool:
    """Write the progress atomically; return whether that was possible.

    A file that cannot be read is kept beside it, as `progress-broken.json`.
    """
    path = path_in(root)
    try:
        data = _data(progress.document)
        with contextlib.suppress(FileNotFoundError):
            _aside(path)
        files.replace(path, data)
    except (OSError, ValueError, RecursionError):
        return False
    return True


def update(root: Path, change: Callable[[Progress], Progress]) -> Progress:
    """Change the progress as it is now, and save it.

    Reading it just before keeps what another `grade` has written meanwhile.
    """
    after = change(load(root))
    save(root, after)
    return after


def _document(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(document, dict) or not isinstance(document.get("exercises", {}), dict):
        raise ValueError(f"{path.name} holds no progress")
    return document


def _aside(path: Path) -> None:
    try:
        _document(path)
    except (ValueError, RecursionError):
        os.replace(path, path.with_name("progress-broken.json"))


def _data(document: Mapping[str, Any]) -> bytes:
    return f"{files.json_text(document)}\n".encode()


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _standing(item: dict[str, Any]) -> Standing:
    known: dict[str, Any] = {}
    for name, default in Standing._field_defaults.items():
        value = item.get(name, default)
        known[name] = value if type(value) is type(default) else default
    for name, kind in (("functions", str), ("hints", int), ("hint_order", list)):
        known[name] = {key: item for key, item in known[name].items() if type(item) is kind}
    known["hint_order"] = {
        key: [place for place in order if type(place) is int]
        for key, order in known["hint_order"].items()
    }
    return Standing(**known)


def _functions(report: Report) -> dict[str, str]:
    states = {}
    for function in report.functions:
        outcomes = {
            Outcome.NOT_RUN if check.waits else check.outcome
            for check in report.checks
            if check.function == function.name
        }
        if outcomes == {Outcome.PASSED}:
            states[function.name] = PASSED
        elif Outcome.MISSING in outcomes:
            states[function.name] = MISSING
        elif outcomes - {Outcome.PASSED, Outcome.NOT_RUN}:
            states[function.name] = FAILED
        elif outcomes:
            states[function.name] = NOT_RUN
    return states
