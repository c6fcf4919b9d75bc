"""Shows that each side does what it claims, before anything is timed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from benchmarks.stage import HAS_TORCH, MISTAKE, Stage
from benchmarks.timing import Broken, Side, output
from grader.judge import references


def prove(stage: Stage) -> tuple[int, int]:
    """Check that all sides ask the same, accept the solution and refuse a wrong answer.

    Returns:
        The number of checks, and of calls.

    Raises:
        Broken: a side asks or answers otherwise.
    """
    calls = references.find(stage.exercise, 0).calls
    checks = len({call.key[0] for call in calls})
    right = _report(stage.graded)
    _same("checks of grade", len(right["checks"]), checks)
    _same("points of grade", right["score"], right["max_score"])
    _same("calls of grade", right["calls"], len(calls))
    _prove_refused(stage)
    sides = [stage.stored, stage.stored_with_plugins]
    for side in [*sides, stage.torch] if HAS_TORCH else sides:
        _prove_home_made(stage, side, [call.digest for call in calls], checks)
    return checks, len(calls)


def _prove_refused(stage: Stage) -> None:
    prove_wrong(stage.grade("grade, wrong answer", stage.exercise.id, stage.wrong, 1))
    prove_stub(stage.grade("grade, stub", stage.exercise.id, None, 1))


def prove_wrong(side: Side) -> None:
    """Check that a kit names the mistake of the wrong answer.

    Raises:
        Broken: it does not.
    """
    told = {one["id"] for check in _report(side)["checks"] for one in _diagnoses(check)}
    _same(f"diagnoses of {side.name}", told, {MISTAKE})


def prove_stub(side: Side) -> None:
    """Check that a kit gives the stub no point.

    Raises:
        Broken: it does.
    """
    _same(f"points of {side.name}", _report(side)["score"], 0)


def prove_tells(side: Side, word: str) -> None:
    """Check that a side prints a word.

    Raises:
        Broken: it does not.
    """
    if word not in (told := output(side)):
        raise Broken(f"{side.name} does not tell of {word}:\n{told[-2000:]}")


def _put(module: Path, text: str) -> None:
    """Write a module and forget what was compiled of it.

    Python takes a file of the same size for unchanged within a second.
    """
    module.write_text(text, encoding="utf-8")
    Path(cache_from_source(str(module))).unlink(missing_ok=True)


def _prove_home_made(stage: Stage, side: Side, digests: list[str], checks: int) -> None:
    """Run a test file on the solution, on a wrong answer, and on one that keeps a log."""
    module = stage.tests / stage.exercise.solution.name
    solution = module.read_text(encoding="utf-8")
    log = stage.tests / "asked.txt"
    try:
        _same(f"checks of {side.name}", _passed(output(side)), checks)
        _put(module, stage.wrong.read_text(encoding="utf-8"))
        output(replace(side, exit_code=1))
        _put(module, solution + LOGGED.format(log=str(log)))
        output(side)
        if (asked := log.read_text().split()) != digests:
            known = len(set(asked) & set(digests))
            raise Broken(
                f"{side.name} asks {len(asked)} calls, {known} known, of {len(digests)}"
            )
    finally:
        _put(module, solution)
        log.unlink(missing_ok=True)


def _report(side: Side) -> dict[str, Any]:
    report = json.loads(output(replace(side, command=(*side.command, "--format", "json"))))
    return dict(report)


def _diagnoses(check: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the diagnoses of a check; in kit 0.1.0 it had one at most."""
    found = check["diagnoses"] if "diagnoses" in check else [check["diagnosis"]]
    return [one for one in found if one]


def _passed(text: str) -> int:
    found = re.search(r"^(\d+) passed(, \d+ warnings?)? in ", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Broken(f"{what}: {found}, expected {expected}")


# Appended to the solution: every public function first writes down what it was asked.
LOGGED = """

def _logged(name, function):
    def ask(*arguments, **named):
        with open({log!r}, "a") as stream:
            stream.write(_digest(name, arguments, named)[0] + "\\n")
        return function(*arguments, **named)

    return ask


for _name, _function in list(globals().items()):
    if getattr(_function, "__module__", "") == __name__ and _name[0] != "_":
        globals()[_name] = _logged(_name, _function)

from grader.judge.references import digest as _digest
"""
