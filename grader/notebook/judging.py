"""Has a text judged by the command line, in a process of its own, and reads its report.

The kernel runs student code, so it holds no reference, no suite and no verdict before it is
told: it asks as anybody would who types `grade`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import grader
from grader.course import Exercise
from grader.errors import GradeError, KitFault, UsageError
from grader.report import Report

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
        package = str(Path(grader.__file__).parents[1])
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", COMMAND, package]
            + [exercise.name, str(file), "--format", "json"],
            cwd=exercise.root,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # The kernel's interrupt is passed on by us, once.
            start_new_session=True,
            creationflags=NO_WINDOW,
        )
        try:
            output, errors = process.communicate()
        except KeyboardInterrupt:
            _end(process)
            raise UsageError("stopped before it was judged") from None
    if output:
        return Report.from_dict(json.loads(output))
    raise _error(process.returncode, errors.decode("utf-8", "replace"))


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


def _error(code: int, told: str) -> GradeError:
    """Return what the command line said as the error that it was."""
    message, _, hint = told.strip().partition("\nhint:")
    kind = UsageError if code == 2 else KitFault
    return kind(message.removeprefix("error: ") or "the grader said nothing", hint.strip())
