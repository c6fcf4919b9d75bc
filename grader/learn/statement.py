"""What a student may read about an exercise: its statement, its functions, its solution."""

from __future__ import annotations

import ast
import re

from grader.course import Exercise
from grader.errors import GradeError, UsageError
from grader.judge import sources
from grader.learn.progress import Standing
from grader.render.statement import Asked

QUOTES = '"""'
A_CHECK = re.compile(r"^def test_", re.MULTILINE)


def statement(exercise: Exercise) -> str:
    """Return the statement: the text between the first triple quotes of the stub.

    The stub is read as text: it is the student's, and may not even compile. Where the
    statement is gone from it, it is taken from the copy that `grade reset` restores.

    Raises:
        UsageError: there is none.
    """
    for read in (_held, sources.stub_of):
        try:
            text = read(exercise)
        except (OSError, UnicodeDecodeError, GradeError):
            continue
        before, _, rest = text.partition(QUOTES)
        body, end, _ = rest.partition(QUOTES)
        if end and not before.strip():
            return body.strip()
    raise UsageError(
        f"exercises/{exercise.name}.py does not begin with a statement",
        "take the file from a fresh copy of the course",
    )


def functions(exercise: Exercise, standing: Standing) -> list[Asked]:
    """Return the functions to write, each with its state in the last run.

    Signatures come from the copy that `grade reset` restores. An exercise that is still
    being written has none: then only the names are known.
    """
    try:
        tree = ast.parse(sources.stub_of(exercise))
    except (GradeError, SyntaxError, ValueError):
        declared = [(name, name, "") for name in exercise.hints]
    else:
        declared = [
            (node.name, _signature(node), (ast.get_docstring(node) or "").partition("\n")[0])
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
    return [
        Asked(signature, first_line, standing.functions.get(name, ""))
        for name, signature, first_line in declared
    ]


def checks_of(exercise: Exercise) -> int:
    """Return how many checks the suite declares, without running it."""
    return len(A_CHECK.findall(sources.suite_of(exercise)))


def solution(exercise: Exercise, standing: Standing) -> str:
    """Return the text of the solution, to whom has reached full marks once.

    Raises:
        UsageError: the course has none, or full marks were not reached yet.
    """
    if not exercise.solution.is_file():
        raise UsageError(
            f"this copy of the course has no solution of {exercise.heading}",
            "ask your instructor for it",
        )
    if not standing.done:
        best = f"your best is {standing.best} of {standing.max_score}"
        raise UsageError(
            f"the solution of {exercise.id} is shown after full marks; "
            f"{best if standing.when else 'nothing was judged yet'}",
            f"go on with   grade {exercise.id}   and   grade hint {exercise.id}",
        )
    return sources.read(exercise.solution)


def _held(exercise: Exercise) -> str:
    return exercise.stub.read_text(encoding="utf-8-sig")


def _signature(node: ast.FunctionDef) -> str:
    return f"{node.name}({ast.unparse(node.args)})"
