"""Writes the call that failed first as a small script, for a debugger."""

from __future__ import annotations

from pathlib import Path

from grader import files
from grader.report import Check, Report
from grader.words import reading
from grader.words.text import _, draw

SCRIPT = '''"""{title}

{claim}
"""

import importlib.util
import sys

import numpy as np{data}

sys.path.insert(0, {folder!r})

spec = importlib.util.spec_from_file_location("submission", {path!r})
submission = importlib.util.module_from_spec(spec)
spec.loader.exec_module(submission)

{given}answer = submission.{call}
print(repr(answer))
'''


def write(root: Path, report: Report, file: Path) -> str:
    """Write the script for a report's first failing call.

    Args:
        root: the course's folder.
        report: what was found.
        file: the submission as it lies on this machine.

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
        files.replace(path, _source(report, failed, file, shown).encode())
    except OSError:
        return ""
    return shown


def _source(report: Report, check: Check, file: Path, shown: str) -> str:
    call = check.call
    assert call is not None
    sets = reading.data_sets_of(call)
    title = _("A call that failed: {command}", command=f"python {shown}")
    return SCRIPT.format(
        title=_quoted(draw(title)),
        claim=_quoted(draw(reading.claim(report.exercise, check))),
        folder=str(file.resolve().parent),
        path=str(file.resolve()),
        data=f"\n\nfrom grader.datasets import {', '.join(sets)}" if sets else "",
        given="".join(f"{item.name} = {item.source}\n" for item in call.given),
        call=call.text,
    )


def _quoted(text: str) -> str:
    """Return a text that can stand between triple quotes."""
    return text.replace("\\", "\\\\").replace('"""', "'''")
