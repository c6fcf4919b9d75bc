"""The console script `grade`: starts and ends as quickly as Python can."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable


def main() -> None:
    """Run the command line and end the process with its exit code.

    The garbage collector rests while modules are imported (`judge.grade.examine` wakes
    it), and the process ends without taking the interpreter apart: together a sixth of
    the time that a student waits.
    """
    gc.disable()
    command = plain_command(sys.argv[1:])
    code: object = 0
    try:
        if command is not None:
            code = command()
        else:
            from grader.cli import main as whole

            whole()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read our output has read enough
            code = code or 1
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def plain_command(words: list[str]) -> Callable[[], int] | None:
    """Return what is typed most, ready to run without click; None for all else.

    That is `grade ex05`, `grade ex05 FILE`, `grade`, `grade list`, `grade hint ex05` and
    `grade hint`.
    Importing click would take as long as all that the last three do.
    """
    options = any(word.startswith("-") for word in words)
    if options or "_GRADE_COMPLETE" in os.environ:  # a shell that completes words
        return None
    match words:
        case [name] if name[:2] == "ex" and name[2:4].isdigit():
            return lambda: judge(name)
        case [name, file] if name[:2] == "ex" and name[2:4].isdigit() and "." in file:
            return lambda: judge(name, file)
        case [] | ["list"] | ["hint"] | ["hint", _]:
            return lambda: _ended(lambda: _show(words))
    return None


def judge(name: str, file: str | None = None) -> int:
    """Judge an exercise.

    The worker is launched first: it imports NumPy while this process imports all the rest.
    """
    from grader.sandbox.ahead import Ahead
    from grader.sandbox.process import Plain

    sandbox = Ahead(Plain())

    def take() -> int:
        from pathlib import Path

        from grader.learn import turn

        return turn.take(name, Path(file) if file else None, sandbox=sandbox)

    try:
        with contextlib.suppress(Exception):  # it comes again when the worker is asked for
            sandbox.prepare()
        return _ended(take)
    finally:
        sandbox.close()


def _show(words: list[str]) -> int:

    from grader.course import here
    from grader.learn import where
    from grader.words import catalogs
    from grader.words.text import use

    course = here()
    use(catalogs.chosen(course=course.settings.language))
    match words:
        case ["list"]:
            where.list_exercises(course)
        case ["hint", *named]:
            where.hint(course, named[0] if named else None)
        case _:
            where.where_you_are(course)
    return 0


def _ended(command: Callable[[], int]) -> int:
    """Run a command to its end; return its exit code."""
    from grader import console
    from grader.render import look

    for stream in (sys.stdout, sys.stderr):
        look.settle(stream)
    try:
        return console.ended(command)
    except KeyboardInterrupt:
        return console.INTERRUPTED
    except OSError:  # whoever read our output has read enough
        return 1


if __name__ == "__main__":
    main()
