"""Writes the call that failed first as a small script, for a debugger."""

from __future__ import annotations

from pathlib import Path

from grader import files
from grader.report import Call, Check, Report
from grader.words import reading
from grader.words.names import typed
from grader.words.text import Text, _, draw

SCRIPT = '''"""{title}

{claim}
"""

import importlib.util
import sys
{ask}
import numpy as np{data}

sys.path.insert(0, {folder!r})

spec = importlib.util.spec_from_file_location("submission", {path!r})
submission = importlib.util.module_from_spec(spec)
spec.loader.exec_module(submission)

{given}answer = submission.{call}
print(repr(answer))
'''


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
    failed = next((check for check in report.checks if check.call is not None), None)
    path = root / ".grade" / "failing_call.py"
    shown = path.relative_to(root).as_posix()
    try:
        if failed is None:
            path.unlink(missing_ok=True)
            return ""
        files.replace(path, _source(report, failed, file, shown, confined).encode())
    except OSError:
        return ""
    return shown


def _source(report: Report, check: Check, file: Path, shown: str, confined: bool) -> str:
    call = check.call
    assert call is not None
    place = file.resolve()
    told = "\n".join(map(draw, _would_run(place, call, shown)))
    ask = ASK.format(run=RUN, told=told) if confined else ""
    sets = reading.data_sets_of(call)
    title = _("A call that failed: python {script}", script=shown)
    return SCRIPT.format(
        title=_quoted(draw(title)),
        claim=_quoted(draw(reading.claim(report.exercise, check))),
        ask=ask,
        folder=str(place.parent),
        path=str(place),
        data=f"\n\nfrom grader.datasets import {', '.join(sets)}" if sets else "",
        given="".join(f"{item.name} = {item.source}\n" for item in call.given),
        call=call.text,
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
