"""Asks solution and reference the same question and compares the answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.author.oracle import Reference
from grader.course import find_course
from grader.judge import sources
from grader.judge.compare import Tolerance, differ
from grader.sandbox.inside.making import make
from grader.sandbox.inside.plain import flatten


@cache
def _both(name: str) -> tuple[ModuleType, Reference]:
    exercise = find_course(Path(__file__)).find(name)
    solution = sources.written(exercise, exercise.solution)
    return solution, Reference(exercise)


def agrees_with_pytorch(
    name: str,
    function: str,
    *arguments: Any,
    rtol: float = 1e-9,
    atol: float = 1e-9,
    **named: Any,
) -> None:
    """Assert that solution and reference give equal answers, or both raise ValueError."""
    solution, reference = _both(name)
    expected = reference.ask(function, arguments, named)
    try:
        value = flatten(vars(solution)[function](*map(make, arguments), **named))
    except ValueError:
        assert expected.raises == "ValueError", f"{function} refused {arguments}"
        return
    assert expected.raises is None, f"{function} accepted {arguments}"
    found = differ(value, expected.value, Tolerance(rtol, atol))
    assert found is None, f"{function}: {found}"
