"""Watches one file at a time: judges it when it is saved, shows what was found, obeys keys."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import click

from grader.course import Course, Exercise
from grader.errors import GradeError, UsageError
from grader.learn import failing_call, progress, turn
from grader.learn.watch import saves
from grader.learn.watch.events import END, RESIZED, RESUMED, SAVED, SUSPENDED, Events
from grader.learn.watch.judge import Judge
from grader.learn.watch.terminal import face
from grader.learn.watch.view import View
from grader.report import Outcome, Report

if TYPE_CHECKING:
    from grader.judge.submission import Submission

# Seconds between two looks at the file.
LOOK = 1.0  # where the system tells of saves: it may not (network drives, a new folder)
POLL = 0.2
ABSENT = 0.05  # while an editor replaces the file
BRIEF = 0.2  # seconds for which nobody need know that the file is gone


def first_unfinished(course: Course) -> Exercise | None:
    """Return the first exercise without full marks, or None where all have them."""
    held = progress.load(course.root)
    left = [name for name in course.names if not held.of(name).done]
    return course.find(left[0]) if left else None


class Watcher:
    """A student at work on the exercises of a course.

      absent <-> judging -> found <-> listing
         \\________________/   a save leads back to judging, the key n to another exercise

    Args:
        exercise: the one to begin with.
        poll: whether to look often instead of being told of saves.
    """

    def __init__(self, course: Course, exercise: Exercise, poll: bool) -> None:
        self._course = course
        self._exercise = exercise
        self._poll = poll
        self._events = Events()
        self._face = face()
        self._hints: Counter[str] = Counter()  # shown, by the function that they are about
        self._done: set[str] = set()  # in this run, also where progress cannot be written
        self._begin(exercise)

    def _begin(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._judged: Submission | None = None
        self._absent_since: float | None = None
        self._report: Report | None = None
        self._found: tuple[str, ...] = ()
        self._first = 0
        self._script = ""
        self._when = ""
        self._say = ""
        self._hint: tuple[str, ...] = ()
        self._listing = False
        self._page = 0

    def run(self) -> int:
        """Watch until somebody ends it; return the exit code.

        Raises:
            Exception: the kit itself failed.
        """
        with self._events.signals(), self._face.opened(self._events.put):
            self._checking()
            with contextlib.closing(Judge(self._course)) as judge:
                # Imports pytest, while the first worker imports NumPy.
                from grader.judge import session

                session.within(lambda: self._watch(judge))
        assert self._events.exit_code is not None
        return self._events.exit_code

    def _watch(self, judge: Judge) -> None:
        self._look(judge)
        with contextlib.ExitStack() as stack:
            if not self._poll:
                folder = self._exercise.stub.parent
                stack.enter_context(saves.noticed(folder, lambda: self._events.put(SAVED)))
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
        if event == SUSPENDED:
            self._face.suspend()
        elif event == RESUMED:
            self._face.resume()
            self._show()
        elif event == RESIZED:
            self._show()
        elif event == " ":
            self._page += 1
            self._show()
        elif event == "r":
            self._judged = None
            self._look(judge)
        elif event == "l":
            self._listing = not self._listing
            self._page = 0
            self._show()
        elif event == "h":
            self._next_hint()
        elif event == "n":
            self._go_on(judge)

    def _look(self, judge: Judge) -> None:
        """Judge the file if it holds something else than what was judged last."""
        from grader.judge import submission

        found = submission.read(self._exercise.stub, self._course.root)
        if found.outcome is Outcome.MISSING and found.problem or not any(found.files.values()):
            self._wait()
            return
        waited, self._absent_since = self._absent_since is not None, None
        if found != self._judged:
            self._judge(judge, found)
        elif waited and self._say:
            self._say = ""
            self._show()

    def _wait(self) -> None:
        """Wait for a file that is gone or empty; editors leave it so for a moment."""
        now = time.monotonic()
        if self._absent_since is None:
            self._absent_since = now
        if not self._say and now - self._absent_since >= BRIEF:
            self._say = f"{self._path} is gone, or empty. Waiting for it ..."
            self._show()

    def _judge(self, judge: Judge, found: Submission) -> None:
        exercise = self._exercise
        self._begin(exercise)
        self._judged = found
        self._checking()
        try:
            with self._events.interruptible():
                report = judge.judge(exercise, found)
        except KeyboardInterrupt:
            return
        except GradeError as error:
            self._found = ("", f"error: {error.message}", f"hint:  {error.hint}")
            self._say = "Nothing was marked."
            self._show()
            return
        self._report = report
        self._script = failing_call.write(self._course.root, report, exercise.stub)
        self._found, self._first = self._drawn(report)
        self._when = datetime.now().strftime("%H:%M:%S")
        if report.passed:
            self._done.add(exercise.name)
        self._show()
        judge.prepare(exercise)

    def _drawn(self, report: Report) -> tuple[tuple[str, ...], int]:
        """Return a report's lines, and where its first explanation begins."""
        from grader.render import terminal
        from grader.render.text import plain

        paint = _paint if self._face.colour else plain
        text = terminal.body(report, terminal.Next(command=""), paint)
        if not report.passed:
            # The last paragraph says what to type next; here are keys for that.
            text = text.rpartition("\n\n")[0]
        lines = tuple(text.split("\n"))
        # The list of checks is the first paragraph, below an empty line.
        first = lines.index("", 1) if "" in lines[1:] and report.problem is None else 0
        return lines, first

    def _next_hint(self) -> None:
        from grader.learn import statement

        failing = progress.load(self._course.root).of(self._exercise.name).failing
        about = f"{self._exercise.name} {failing}"
        try:
            told = statement.numbered_hint(self._exercise, self._hints[about] + 1)
            self._hints[about] += 1
            self._hint = tuple(told.partition("\n\nStill stuck?")[0].split("\n"))
            self._say = ""
        except UsageError as none:
            self._say = f"{none.message}."
        self._listing, self._page = False, 0
        self._show()

    def _go_on(self, judge: Judge) -> None:
        """Go to the next exercise, but never away from one without full marks."""
        following = self._following()
        if not self._is_done(self._exercise.name):
            self._say = f"n goes on once {self._exercise.id} has full marks."
            self._show()
        elif following is not None:
            self._begin(following)
            self._look(judge)

    def _is_done(self, name: str) -> bool:
        return name in self._done or progress.load(self._course.root).of(name).done

    def _following(self) -> Exercise | None:
        """Return the next exercise without full marks: a later one, or else an earlier."""
        names = self._course.names
        at = names.index(self._exercise.name)
        for name in (*names[at + 1 :], *names[:at]):
            if not self._is_done(name):
                return self._course.find(name)
        return None

    @property
    def _path(self) -> str:
        return self._exercise.stub.relative_to(self._course.root).as_posix()

    def _checking(self) -> None:
        self._found = ("", "  checking ...")
        self._show()

    def _show(self) -> None:
        self._face.show(self._view(), self._page)

    def _view(self) -> View:
        from grader.render.overview import listing
        from grader.render.terminal import heading
        from grader.render.text import bar, count

        names = self._course.names
        done = sum(map(self._is_done, names))
        body, first = self._found, self._first
        if self._listing:
            body, first = ("", *listing(turn.listed(self._course)).split("\n")), 0
        elif self._hint:
            body, first = ("", *self._hint, *self._found[self._first :]), 0
        return View(
            heading=heading(self._exercise.heading, self._path),
            body=body,
            first=first,
            told=self._told(),
            progress=f"{bar(done, len(names))}  {done} of {count(len(names), 'exercise')}",
            when=self._when and f"judged at {self._when}",
            file=self._path,
            keys=self._keys(),
        )

    def _told(self) -> tuple[str, ...]:
        from grader.render.text import count

        report = self._report
        if self._say:
            return (self._say,)
        if report is None or self._listing:
            return ()
        if report.passed:
            following = self._following()
            if following is None:
                return ("All exercises are done.",)
            return (f"{self._exercise.id} is done.", f"n goes on to {following.heading}.")
        if report.status == "internal":
            return ("The grader failed, not your code; nothing was marked.",)
        if report.problem is not None:
            return ("Nothing was judged.",)
        if report.untouched:
            return (f"Write in {self._path} and save: it is judged at once.",)
        passed = sum(check.outcome is Outcome.PASSED for check in report.checks)
        score = (
            f"{passed} of {count(len(report.checks), 'check')}, "
            f"{report.score} of {count(report.max_score, 'point')}."
        )
        script = f"try it yourself: python {self._script}"
        return (score, script) if self._script else (score,)

    def _keys(self) -> tuple[str, ...]:
        if self._listing:
            return ("l back", "r run again", "q quit")
        can_go_on = self._is_done(self._exercise.name) and self._following() is not None
        return (*["n next"] * can_go_on, "h hint", "l list", "r run again", "q quit")


def _paint(text: str, colour: str) -> str:
    return click.style(text, fg=colour, bold=True)
