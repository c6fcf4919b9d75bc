"""What `.grade/failing_call.py` needs of the kit: it loads a file, and compares an answer."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from grader.console import look_of_command
from grader.judge import show
from grader.judge.compare import differ, tolerance_for
from grader.render import look
from grader.sandbox.inside.plain import flatten
from grader.words import reading, reasons
from grader.words.text import Text, _, draw


def load(path: str) -> ModuleType:
    """Return a file as a module; breakpoints that were set by name before are its own now."""
    for stream in (sys.stdout, sys.stderr):
        look.settle(stream)
    loader = SourceFileLoader("submission", path)
    spec = importlib.util.spec_from_file_location("submission", path, loader=loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    # Never from __pycache__: a file that was changed within a second looks the same there.
    exec(loader.source_to_code(loader.get_data(path), path), vars(module))
    _take_breakpoints(module)
    return module


def compared(
    function: str, answer: Any, expected: Any, given: Sequence[Any], wrong: str = ""
) -> int:
    """Print whether an answer is the expected one, and where it differs; return an exit code.

    Args:
        function: whose answer it is.
        given: the arguments of the call.
        wrong: what was wrong beside the value, or empty.
    """
    from grader.render import panels  # it imports what draws cells

    mine = flatten(answer)
    # What stands in the call itself is not given here, but the answer tells a float32.
    tolerance = tolerance_for([*given, expected], expected)
    different = differ(mine, expected, tolerance, function=function)
    if different is None:
        _say(_("The value is the expected one."))
        if wrong:
            print(wrong)
        return 0
    found = show.comparison(
        different.yours, different.expected, different.where, different.part
    )
    print("\n".join(["", *panels.comparison(reading.compared(found), look_of_command()), ""]))
    far = reasons.how_far(found)
    if different.reason.code != "wrong_value":
        _say(reasons.sentence(different.reason))
    if far is not None:
        _say(far)
    return 1


def _say(text: Text) -> None:
    print(draw(text), flush=True)


def _take_breakpoints(module: ModuleType) -> None:
    """Move breakpoints that a debugger has set at a function's name in the script.

    Before the file is loaded, pdb finds the names only there.
    """
    debugger = _debugger()
    if debugger is None:
        return
    import bdb

    script = debugger.canonic(os.path.abspath(sys.argv[0]))
    for point in [one for one in bdb.Breakpoint.bpbynumber if one is not None]:
        code = getattr(vars(module).get(str(point.funcname)), "__code__", None)
        if isinstance(code, CodeType) and debugger.canonic(point.file) == script:
            debugger.clear_bpbynumber(point.number)
            debugger.set_break(
                code.co_filename, code.co_firstlineno, point.temporary, point.cond, code.co_name
            )


def _debugger() -> Any:
    """Return the debugger of the standard library that runs this, or None."""
    known = sys.modules.get("bdb")
    frame = sys._getframe() if known is not None else None
    while frame is not None:
        runs = frame.f_locals.get("self")
        if isinstance(runs, known.Bdb):  # type: ignore[union-attr]
            return runs
        frame = frame.f_back
    return None
