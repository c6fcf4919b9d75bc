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
    from grader.cli import main as command

    code: object = 0
    try:
        command()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read our output has read enough
            code = code or 1
    os._exit(code if isinstance(code, int) else 1 if code else 0)


if __name__ == "__main__":
    main()
