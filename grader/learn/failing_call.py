"""Writes the call that failed first as a small script, for a debugger."""

from __future__ import annotations

import textwrap
from pathlib import Path

from grader import files
from grader.report import Aspect, Call, Check, Reason, Report
from grader.words import reading, reasons
from grader.words.names import typed
from grader.words.text import Text, _, draw

SCRIPT = '''"""{title}

{claim}
"""

import sys
{ask}
sys.path.append({root!r})

import numpy as np
from grader.learn import tried{data}

sys.path.insert(0, {folder!r})
submission = tried.load({path!r})

{given}{asked}

# Python's debugger finds the names here before your file is loaded:   b {function}
{names}
'''

VALUE = """answer = submission.{call}
print(repr(answer))

expected = {expected}
sys.exit(tried.compared({function!r}, answer, expected, [{arguments}]{wrong}))
"""
ONLY = """answer = submission.{call}
print(repr(answer))
sys.exit()
"""
RAISES = """try:
    answer = submission.{call}
except {raises} as error:
    print(repr(error))
    sys.exit()
print(repr(answer))
sys.exit({told!r})
"""


# What was judged confined may mean harm, and the script would run it with all rights.
ASK = """
if sys.argv[1:] != ["{run}"]:
    print({told!r})
    raise SystemExit(2)
"""
RUN = "--run"


def write(root: Path, report: Report, file: Path, *, confined: bool = False) -> str:
    """Write the script for a report's first failing call.

    Args:
        root: the course's folder.
        report: what was found.
        file: the submission as it lies on this machine.
        confined: whether it was judged as a stranger's file: then the script says what it
            would run, and runs it only where it is told to.

    Returns:
        The script's path as shown to the student, or an empty string where no call
        failed or nothing can be written.
    """
    # What the course's solution was asked for, the script would ask the student's file.
    failed = None if report.submission.solutions else first(report)
    path = root / ".grade" / "failing_call.py"
    shown = path.relative_to(root).as_posix()
    try:
        if failed is None:
            path.unlink(missing_ok=True)
            return ""
        files.replace(path, _source(root, report, failed, file, shown, confined).encode())
    except OSError:
        return ""
    return shown


def first(report: Report) -> Check | None:
    """Return the first check of which a failing call is known, or None."""
    return next((check for check in report.checks if check.call is not None), None)


def _source(
    root: Path, report: Report, check: Check, file: Path, shown: str, confined: bool
) -> str:
    call = check.call
    assert call is not None
    place = file.resolve()
    told = "\n".join(map(draw, _would_run(place, call, shown)))
    ask = ASK.format(run=RUN, told=told) if confined else ""
    sets = reading.data_sets_of(call)
    title = _("A call that failed: python {script}", script=shown)
    block = reading.failure(report, check)
    claim = [draw(block.title), *(draw(cause.text) for cause in block.causes)]
    functions = [function.name for function in report.functions if function.line is not None]
    return SCRIPT.format(
        title=_quoted(draw(title)),
        claim=_quoted("\n\n".join("\n".join(textwrap.wrap(text, 88)) for text in claim)),
        ask=ask,
        folder=str(place.parent),
        root=str(root.resolve()),
        path=str(place),
        data=f"\nfrom grader.datasets import {', '.join(sets)}" if sets else "",
        given="".join(f"{item.name} = {item.source}\n" for item in call.given),
        asked=_asked(check, call).rstrip(),
        function=call.function,
        names="\n".join(f"def {name}(): ..." for name in functions or [call.function]),
    )


def _asked(check: Check, call: Call) -> str:
    """Return the lines that ask, and compare where the right answer is known."""
    if call.raises:
        reason = Reason("not_raised", {"function": call.function, "expected": call.raises})
        told = draw(reasons.sentence(reason))
        return RAISES.format(call=call.text, raises=call.raises, told=told)
    if not call.expected:
        return ONLY.format(call=call.text)
    wrong = ""
    if check.aspect in (Aspect.ARGUMENTS, Aspect.MEMORY) and check.reason is not None:
        wrong = f", wrong={draw(reasons.sentence(check.reason))!r}"
    return VALUE.format(
        call=call.text,
        expected=call.expected,
        function=call.function,
        arguments=", ".join(item.name for item in call.given),
        wrong=wrong,
    )


def _would_run(place: Path, call: Call, shown: str) -> tuple[Text, Text]:
    return (
        _("This would load {file} and call {call}, outside of the sandbox in which it was "
          "judged, with all that you may do on this machine.", file=place, call=call.text),
        _("Nothing was run. If you trust the file:   {command}",
          command=typed("python", shown, RUN)),
    )  # fmt: skip


def _quoted(text: str) -> str:
    """Return a text that can stand between triple quotes."""
    return text.replace("\\", "\\\\").replace('"""', "'''")
