"""The console script `grade`: starts and ends as quickly as Python can."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code.

    The garbage collector rests while modules are imported (`judge.grade.examine` wakes
    it), and the process ends without taking the interpreter apart: together a sixth of
    the time that a student waits.
    """
    gc.disable()
    words = sys.argv[1:]
    code: object = 0
    try:
        if asks_plainly(words):
            code = judge(*words)
        else:
            from grader.cli import main as command

            command()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read our output has read enough
            code = code or 1
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def asks_plainly(words: list[str]) -> bool:
    """Whether the words are `ex05`, or `ex05 FILE`, and nothing that click must look at."""
    return (
        1 <= len(words) <= 2
        and words[0][:2] == "ex"
        and words[0][2:4].isdigit()
        and not words[-1].startswith("-")
        and "_GRADE_COMPLETE" not in os.environ  # a shell that completes words
    )


def judge(name: str, file: str | None = None) -> int:
    """Judge an exercise without click, which takes a tenth of the time to import.

    The worker is launched first: it imports NumPy while this process finds the course.
    """
    from grader.sandbox.ahead import Ahead
    from grader.sandbox.process import Plain

    sandbox = Ahead(Plain())

    def take() -> int:
        sandbox.prepare()
        from pathlib import Path

        from grader.learn import turn

        return turn.take(name, Path(file) if file else None, sandbox=sandbox)

    try:
        from grader import console
        from grader.render import look

        for stream in (sys.stdout, sys.stderr):
            look.settle(stream)
        return console.ended(take)
    except KeyboardInterrupt:
        return console.INTERRUPTED
    except OSError:  # whoever read our output has read enough
        return 1
    finally:
        sandbox.close()


if __name__ == "__main__":
    main()
