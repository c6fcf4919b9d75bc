"""What a student may read about an exercise: its statement and its hints."""

from __future__ import annotations

from grader.course import Exercise
from grader.errors import UsageError
from grader.learn import progress
from grader.render.text import wrap

QUOTES = '"""'


def statement(exercise: Exercise) -> str:
    """Return the statement: the text between the first triple quotes of the stub.

    The file is read as text: it is the student's, and may not even compile.

    Raises:
        UsageError: the stub is gone, or its statement was removed.
    """
    cure = f"take exercises/{exercise.name}.py from a fresh copy of the course"
    try:
        text = exercise.stub.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the statement cannot be read: {error}", cure) from error
    before, _, rest = text.partition(QUOTES)
    body, end, _ = rest.partition(QUOTES)
    if before.strip() or not end:
        raise UsageError(
            f"exercises/{exercise.name}.py no longer begins with its statement", cure
        )
    functions = "\n".join(f"  {name}" for name in exercise.hints)
    return f"{body.strip()}\n\nFunctions to write:\n{functions}"


def numbered_hint(exercise: Exercise, number: int) -> str:
    """Return one hint for the function that failed first in the last run.

    Raises:
        UsageError: there is no such hint.
    """
    if not exercise.hints:
        raise UsageError(f"{exercise.id} has no hints")
    failing = progress.load(exercise.root).of(exercise.name).failing
    function = failing if failing in exercise.hints else next(iter(exercise.hints))
    hints = exercise.hints[function]
    if number > len(hints):
        raise UsageError(f"{function} has {len(hints)} hints, not {number}")
    told = f"{exercise.id} {function}, hint {number} of {len(hints)}\n\n"
    told += "\n".join(wrap(hints[number - 1], 2))
    if number < len(hints):
        told += f"\n\nStill stuck?   grade hint {exercise.id} {number + 1}"
    return told
