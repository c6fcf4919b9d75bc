"""Watches one file at a time: judges it when it is saved, and obeys keys."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from grader.course import Course, Exercise
from grader.errors import GradeError, UsageError
from grader.learn import failing_call, hints, progress
from grader.learn.watch import saves
from grader.learn.watch.events import END, RESIZED, RESUMED, SAVED, SUSPENDED, Events
from grader.learn.watch.judge import Judge
from grader.learn.watch.terminal import face
from grader.learn.watch.work import Work, following, view_of
from grader.report import Outcome
from grader.words.text import _

if TYPE_CHECKING:
    from grader.judge.submission import Submission

# Seconds between two looks at the file.
LOOK = 1.0  # where the system tells of saves: it may fail to (network drives, a new folder)
POLL = 0.2
ABSENT = 0.05  # while an editor replaces the file
BRIEF = 0.2  # seconds for which nobody need know that the file is gone


def done_in(course: Course) -> frozenset[str]:
    """Return the names of the exercises that have full marks."""
    held = progress.load(course.root)
    return frozenset(name for name in course.names if held.of(name).done)


def first_unfinished(course: Course) -> Exercise | None:
    """Return the first exercise without full marks, or None where all have them."""
    done = done_in(course)
    left = [name for name in course.names if name not in done]
    return course.find(left[0]) if left else None


class Watcher:
    """A student at work on the exercises of a course.

    A save, or the key r, leads to a run; what it found is shown until the next one. Only
    the key n leads to another exercise.

    Args:
        exercise: the one to begin with.
        poll: whether to look often instead of being told of saves.
        no_color: whether the user asked for none.
    """

    def __init__(self, course: Course, exercise: Exercise, poll: bool, no_color: bool) -> None:
        self._course = course
        self._poll = poll
        self._events = Events()
        self._face = face(no_color)
        self._work = Work(exercise)
        # Kept here too: progress may be in a folder that cannot be written to.
        self._done = done_in(course)
        self._absent_since: float | None = None

    def run(self) -> int:
        """Watch until somebody ends it; return the exit code.

        Raises:
            Exception: the kit itself failed.
        """
        with self._events.signals(), self._face.opened(self._events.put):
            self._show(busy=True)
            with contextlib.closing(Judge(self._course)) as judge:
                # Imports NumPy, while the first worker does so too.
                from grader.judge import trial  # noqa: F401

                self._watch(judge)
        return self._events.exit_code or 0

    def _watch(self, judge: Judge) -> None:
        self._look(judge)
        folder = self._work.exercise.stub.parent
        told = saves.noticed(folder, lambda: self._events.put(SAVED))
        with contextlib.nullcontext() if self._poll else told:
            while self._events.exit_code is None:
                event = self._events.get(self._patience())
                if event is None or event == SAVED:
                    self._look(judge)
                elif event != END:
                    self._obey(event, judge)

    def _patience(self) -> float:
        if self._absent_since is not None:
            return ABSENT
        return POLL if self._poll else LOOK

    def _obey(self, event: str, judge: Judge) -> None:
        """Do what a key or a signal asks."""
        work = self._work
        if event == SUSPENDED:
            self._face.suspend()
        elif event == RESUMED:
            self._face.resume()
            self._show()
        elif event == RESIZED:
            self._show()
        elif event == " ":
            self._show(page=work.page + 1)
        elif event == "l":
            self._show(listing=not work.listing, page=0)
        elif event == "h" and not work.passed:
            self._show(**self._hint(), listing=False, page=0)
        elif event == "r":
            self._work = replace(work, submission=None)
            self._look(judge)
        elif event == "n":
            self._go_on(judge)

    def _look(self, judge: Judge) -> None:
        """Judge the file if it holds something else than what was judged last."""
        from grader.judge import submission

        found = submission.read(self._work.exercise.stub, self._course.root)
        if found.outcome is Outcome.MISSING and (found.problem or not found.files[found.main]):
            self._wait()
            return
        waited, self._absent_since = self._absent_since is not None, None
        if found != self._work.submission:
            self._judge(judge, found)
        elif waited:
            self._show(say=None)

    def _wait(self) -> None:
        """Wait for a file that is gone or empty; editors leave it so for a moment."""
        now = time.monotonic()
        if self._absent_since is None:
            self._absent_since = now
        say = _("{path} is gone, or empty. Waiting for it ...", path=self._work.path)
        if now - self._absent_since >= BRIEF and self._work.say != say:
            self._show(say=say, busy=False)

    def _judge(self, judge: Judge, found: Submission) -> None:
        exercise = self._work.exercise
        self._work = Work(exercise, found)
        self._show(busy=True)
        try:
            with self._events.interruptible():
                report = judge.judge(exercise, found)
        except KeyboardInterrupt:
            return  # whatever it was ends the watcher
        except GradeError as fault:
            self._show(busy=False, fault=fault)
            return
        if report.passed:
            self._done |= {exercise.name}
        script = failing_call.write(self._course.root, report, exercise.stub)
        when = datetime.now().strftime("%H:%M:%S")
        self._show(busy=False, report=report, script=script, when=when)
        judge.prepare(exercise)

    def _hint(self) -> dict[str, Any]:
        """Return the next hint, or that there is none."""
        try:
            given = hints.next_hint(self._work.exercise)
        except UsageError as none:
            return {"say": none.message}
        if given.hints:
            return {"hint": given, "say": None}
        return {"hint": None, "say": given.steps[0].text}

    def _go_on(self, judge: Judge) -> None:
        """Go to the next exercise, but never away from one without full marks."""
        exercise = self._work.exercise
        then = following(self._course, exercise, self._done)
        if exercise.name not in self._done:
            self._show(say=_("n goes on once {exercise} has full marks.", exercise=exercise.id))
        elif then is not None:
            self._work = Work(then)
            self._look(judge)

    def _show(self, **changes: Any) -> None:
        """Change what is known, and show all of it."""
        self._work = replace(self._work, **changes)
        face = self._face
        view = view_of(self._work, self._course, self._done, face.look(), keys=face.keys)
        face.show(view, self._work.page)
