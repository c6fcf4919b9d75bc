"""Reads the known wrong answers of an exercise and makes each one a submission."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.author.oracle import plain_signature
from grader.course import Exercise
from grader.errors import KitFault
from grader.judge import sources
from grader.judge.submission import MAIN, Submission, with_solutions
from grader.words.text import _

# Appended to the solution: one function is replaced, the others stay and call it.
REPLACE = """

import builtins as _builtins
import original as _original
_builtins.solution = _original
_builtins.mistake = lambda function: lambda wrong: wrong
import mistakes as _mistakes
{function} = _mistakes.{id}
"""

# All of them beside each other, to be asked by their names.
BESIDE = """
import builtins as _builtins
import original as _original
_builtins.solution = _original
_builtins.mistake = lambda function: lambda wrong: wrong
import mistakes as _mistakes
globals().update(vars(_mistakes))
"""


@dataclass(frozen=True)
class Known:
    """A known wrong answer.

    Attributes:
        id: its function's name in mistakes.py.
        function: what it replaces.
        text: what the student is told.
        parameters: its parameters, `(x, pad, value=0.0)`.
        submission: a whole wrong submission.
    """

    id: str
    function: str
    text: str
    parameters: str
    submission: Submission


def known_mistakes(exercise: Exercise) -> tuple[Known, ...]:
    """Return all known mistakes of an exercise, in the order of the file.

    Raises:
        KitFault: the file cannot be loaded, or a mistake has no text.
    """
    found: list[tuple[str, Callable[..., Any]]] = []

    def mistake(function: str) -> Callable[[Any], Any]:
        def keep(wrong: Any) -> Any:
            found.append((function, wrong))
            return wrong

        return keep

    solution = sources.read(exercise.solution)
    text = sources.read(exercise.mistakes)
    with sources.importable(sources.solutions_for(exercise)):
        original = sources.load("solution.py", solution)
        sources.load("mistakes.py", text, mistake=mistake, solution=original)
    names = [wrong.__name__ for _function, wrong in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise KitFault(
            _("{file} of {exercise} has {mistake} twice",
              file=exercise.mistakes.name, exercise=exercise.name, mistake=min(twice))
        )  # fmt: skip
    alone = _each_alone(text, names)
    return tuple(
        _known(exercise, function, wrong, solution, alone[wrong.__name__])
        for function, wrong in found
    )


def all_beside(exercise: Exercise) -> Submission:
    """Return a submission that has every known mistake under its own name."""
    files = {
        MAIN: BESIDE.encode(),
        "original.py": sources.read(exercise.solution).encode(),
        "mistakes.py": sources.read(exercise.mistakes).encode(),
    }
    return with_solutions(Submission(f"mistakes of {exercise.id}", files), exercise)


def reached(start: str, needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Return all that one needs, directly or through others."""
    found: set[str] = set()
    waiting = [*needs.get(start, ())]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += needs.get(one, ())
    return found


def _each_alone(text: str, names: Iterable[str]) -> Mapping[str, str]:
    """Return for each mistake the text of mistakes.py with blank lines for what it needs not.

    Compiling a hundred others takes longer than all that is asked of one.

    Args:
        text: of mistakes.py.
        names: the functions that are mistakes.
    """
    lines = text.split("\n")
    places: dict[str, tuple[int, int]] = {}
    needs: dict[str, set[str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            places[node.name] = first - 1, node.end_lineno or first
            needs[node.name] = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    texts = dict.fromkeys(names, text)
    for name in texts.keys() & places.keys():
        kept = {name} | reached(name, needs)
        own = list(lines)
        for other, (first, end) in places.items():
            if other not in kept:
                own[first:end] = [""] * (end - first)
        texts[name] = "\n".join(own)
    return texts


def _known(
    exercise: Exercise, function: str, wrong: Callable[..., Any], solution: str, text: str
) -> Known:
    told = " ".join((inspect.getdoc(wrong) or "").split())
    if not told:
        raise KitFault(
            _("the mistake {mistake} has no docstring", mistake=wrong.__name__),
            _("it is what the student is told"),
        )
    glue = REPLACE.format(function=function, id=wrong.__name__)
    files = {
        MAIN: (solution + glue).encode(),
        "original.py": solution.encode(),
        "mistakes.py": text.encode(),
    }
    alone = Submission(f"mistake {wrong.__name__}", files)
    submission = with_solutions(alone, exercise)
    return Known(wrong.__name__, function, told, plain_signature(wrong), submission)
