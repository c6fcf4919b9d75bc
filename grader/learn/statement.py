"""What a student may read about an exercise: its statement, its functions, its solution."""

from __future__ import annotations

import re
from typing import NamedTuple

from grader import files
from grader.course import Course, Exercise, command
from grader.errors import GradeError, UsageError
from grader.judge import sources
from grader.learn.progress import Progress, Standing
from grader.words.text import Text, _, listed, of_exercise, plural, unbroken

QUOTES = '"""'
A_CHECK = re.compile(r"^def test_", re.MULTILINE)


class Asked(NamedTuple):
    """A function to write.

    Attributes:
        signature: `pad2d(x, pad, value=0.0)`.
        first_line: of its docstring, or None.
        state: in the last run: passed, failed, missing, not_run, or empty.
    """

    signature: str
    first_line: Text | None
    state: str


def statement(exercise: Exercise) -> Text:
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
        before, _opened, rest = text.partition(QUOTES)
        body, end, _rest = rest.partition(QUOTES)
        if end and not before.strip():
            return of_exercise(exercise.name, "statement", body.strip())
    raise UsageError(
        _("exercises/{exercise}.py does not begin with a statement", exercise=exercise.name),
        _("take the file from a fresh copy of the course"),
    )


def functions(exercise: Exercise, standing: Standing) -> list[Asked]:
    """Return the functions to write, each with its state in the last run.

    Signatures come from the copy that `grade reset` restores. An exercise that is still
    being written has none: then only the names are known.
    """
    try:
        import ast  # most commands need no statement

        tree = ast.parse(sources.stub_of(exercise))
    except (GradeError, SyntaxError, ValueError):
        declared = [(name, name, "") for name in exercise.hints]
    else:
        declared = [
            (
                node.name,
                # Python writes 1e-05 for what the stub has as 1e-5.
                f"{node.name}({re.sub(r'(?<=e-)0(?=[0-9])', '', ast.unparse(node.args))})",
                (ast.get_docstring(node) or "").partition("\n")[0],
            )
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
    return [
        Asked(
            signature,
            of_exercise(exercise.name, f"function.{name}", first_line) if first_line else None,
            standing.functions.get(name, ""),
        )
        for name, signature, first_line in declared
    ]


def after(exercise: Exercise) -> Text:
    """Return what the solution of an exercise shows and where it leads."""
    return of_exercise(exercise.name, "after", " ".join(exercise.after.split()))


def before(course: Course, exercise: Exercise, held: Progress) -> Text | None:
    """Return which exercises are best done first, or None where these are done."""
    left = [one.called for one in course.before(exercise) if not held.of(one.name).done]
    if not left:
        return None
    return plural("{exercise} builds on {exercises}, which is not done yet.",
                  "{exercise} builds on {exercises}, which are not done yet.",
                  len(left), exercise=exercise.id, exercises=listed(left))  # fmt: skip


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
            _(
                "this copy of the course has no solution of {exercise}",
                exercise=exercise.called,
            ),
            _("ask your instructor for it"),
        )
    if standing.done:
        return sources.read(exercise.solution)
    places = {"exercise": exercise.id, "best": standing.best, "most": standing.max_score}
    message = _("the solution of {exercise} is shown after full marks; nothing was judged yet",
                **places)  # fmt: skip
    if standing.when:
        message = _("the solution of {exercise} is shown after full marks; your best is {best} "
                    "of {most}", **places)  # fmt: skip
    raise UsageError(
        message,
        _(
            "go on with   {judge}   and   {hint}",
            judge=unbroken(command(exercise.id)),
            hint=unbroken(command("hint", exercise.id)),
        ),
    )


def _held(exercise: Exercise) -> str:
    return files.read(exercise.stub).decode("utf-8-sig").replace("\r\n", "\n")
