"""Starts Python's debugger at the call that failed first: the command `grade debug`."""

from __future__ import annotations

import os
import subprocess
import sys

from grader.console import look_of_command, say
from grader.course import Course, Exercise
from grader.judge import submission
from grader.learn import failing_call, turn
from grader.render import terminal
from grader.words import reading
from grader.words.text import _

KEYS = _("n next line, s into a call, p x prints x, c goes on, q quits")


def start(course: Course, exercise: Exercise) -> int:
    """Judge an exercise, and debug the call that failed first; return the exit code.

    Raises:
        GradeError: nothing could be judged.
    """
    handed_in = submission.read(exercise.stub, exercise)
    print(terminal.heading(exercise.called, handed_in.path), flush=True)
    with turn.Patience() as patience:
        report = turn.judge(course, exercise, exercise.stub, handed_in, follow=patience.follow)
    script = failing_call.write(course.root, report, exercise.stub)
    failed = failing_call.first(report)
    look = look_of_command()
    if failed is None or failed.call is None or not script:
        following = turn.what_next(course, exercise, None, script, passed=report.passed)
        print(terminal.body(reading.read(report, following), look), flush=True)
        if report.status == "failed":
            say(_("No call failed that a debugger could show."))
        return turn.exit_code(report)
    block = reading.failure(report, failed)._replace(
        call=None, comparison=None, difference=None, notes=(), printed=None
    )
    print("\n".join(["", *terminal.drawn(block, look), ""]))
    say(KEYS)
    print(flush=True)
    debugger = [sys.executable, "-m", "pdb", "-c", f"b {failed.call.function}", "-c", "c"]
    debugger.append(script)
    os.chdir(course.root)
    if sys.platform != "win32":  # there a process cannot become another one
        os.execv(sys.executable, debugger)
    return subprocess.call(debugger)
