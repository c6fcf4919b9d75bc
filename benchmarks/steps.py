"""Judges one file in a process of its own and prints when each step ended, as JSON.

Run by `where` as `python -P steps.py ENTRY_POINT WORD FILE`; not imported. The steps come
in the order of `grader.start.judge`, and the imports in groups, so that each has a time.
"""

from __future__ import annotations

import time

STARTED = time.time()

import gc  # noqa: E402 - the clock comes first
import importlib  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from collections import defaultdict  # noqa: E402
from typing import Any  # noqa: E402

ends: list[tuple[str, float]] = []
inside: defaultdict[str, float] = defaultdict(float)


def ended(step: str) -> None:
    """Note that a step is over."""
    ends.append((step, time.time()))


def timed(owner: Any, name: str, step: str) -> None:
    """Add the time that calls of a function take to a step."""
    original = getattr(owner, name)

    def call(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            inside[step] += time.perf_counter() - start

    setattr(owner, name, call)


def tell() -> None:
    """Print what was measured, past whatever the kit did with the streams."""
    ended("judge")
    text = json.dumps({"started": STARTED, "ends": ends, "inside": inside})
    os.write(2, text.encode())


def leave(code: int) -> None:
    """Stand in for `os._exit`, which the kit may end with."""
    tell()
    really_leave(code)


really_leave = os._exit


def main() -> None:
    """Import, launch, judge; the clock runs from before the first import."""
    gc.disable()
    module, _, function = sys.argv.pop(1).partition(":")
    entry = getattr(importlib.import_module(module), function)
    from grader.sandbox import ahead, process  # noqa: F401 - imported by the clock

    ended("import the sandbox")
    launched = process.launch_process()
    ended("launch the worker")
    from grader import console  # noqa: F401
    from grader.render import look  # noqa: F401

    ended("import the console and the words")
    from grader.learn import turn  # noqa: F401

    ended("import the rest of a turn")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy  # noqa: F401

    ended("import NumPy")
    from grader.judge import references, submission, suite, trial  # noqa: F401
    from grader.learn import failing_call, progress  # noqa: F401
    from grader.render import terminal  # noqa: F401
    from grader.sandbox.student import Student

    ended("import the judge")
    if "click" in sys.modules:
        sys.exit("grade ex05 imports click again: steps.py and README.md say that it does not")
    process.launch_process = lambda: launched
    timed(Student, "load", "load")
    timed(Student, "foresee", "foresee")
    timed(Student, "call", "call")
    timed(Student, "close", "close")
    timed(suite, "draw", "draw")
    timed(trial, "draw", "plan")
    timed(suite, "run", "run")
    os._exit = leave  # type: ignore[assignment]
    try:
        entry()
    except SystemExit:
        sys.stdout.flush()
        tell()


main()
