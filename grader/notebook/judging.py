"""Has a text judged by the command line, in a process of its own, and reads its report.

The kernel runs student code, so it holds no reference, no suite and no verdict before it is
told: it asks as anybody would who types `grade`. What cannot be judged it is told as JSON,
see `console.ERRORS`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from grader import files
from grader.console import ERRORS
from grader.course import Exercise
from grader.errors import KitFault, UsageError
from grader.report import Report
from grader.words.text import _, literal

# The kit's own folder comes last: a student's random.py beside it hides nothing.
COMMAND = "import sys; sys.path.append(sys.argv.pop(1)); from grader.start import main; main()"
if sys.platform == "win32":
    NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    NO_WINDOW = 0
PATIENCE = 5.0  # seconds that an interrupted judge has to end its worker


def judge(exercise: Exercise, source: str) -> Report:
    """Return the report of a text that is judged for an exercise, as `grade` makes it.

    Raises:
        GradeError: nothing could be judged, or the student did not want to wait.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notebook.py"
        file.write_bytes(source.encode("utf-8", "replace"))
        for name in exercise.imports:
            _copy_earlier(exercise.root / "exercises" / f"{name}.py", Path(folder))
        package = str(Path(__file__).parents[2])
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", COMMAND, package]
            + [exercise.name, str(file), "--format", "json", "--course", str(exercise.root)],
            cwd=exercise.root,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", ERRORS: "json"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The kernel's interrupt is passed on by us, once.
            start_new_session=True,
            creationflags=NO_WINDOW,
        )
        try:
            output, _nothing = process.communicate()
        except KeyboardInterrupt:
            _end(process)
            raise UsageError(_("stopped before it was judged")) from None
    return _report(output)


def _copy_earlier(file: Path, folder: Path) -> None:
    """Put an earlier exercise's file beside the cells, if there is one that can be read."""
    with contextlib.suppress(OSError):
        (folder / file.name).write_bytes(files.read(file, most=files.MOST))


def _report(output: bytes) -> Report:
    """Return the report that a judge wrote.

    Raises:
        GradeError: it wrote why there is none, or nothing.
    """
    try:
        plain = json.loads(output)
    except ValueError:
        raise KitFault(_("the grader said nothing")) from None
    error = plain.get("error")
    if error is None:
        return Report.from_dict(plain)
    kind = UsageError if error["exit_code"] == UsageError.exit_code else KitFault
    # Drawn over there, in the same language: here it is only shown.
    hint = error["hint"]
    raise kind(literal(error["message"]), None if hint is None else literal(hint))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the judge so that it can end its worker."""
    if sys.platform == "win32":
        process.kill()
    else:
        process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
