"""Watches one file at a time: judges it when it is saved, and obeys keys."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from grader.course import Course, Exercise
from grader.errors import GradeError, UsageError
from grader.judge import submission
from grader.learn import hints, progress, reset
from grader.learn.watch import keys, saves
from grader.learn.watch.events import (
    FOUND,
    OVER,
    RESIZED,
    RESUMED,
    SAVED,
    SUSPENDED,
    Events,
)
from grader.learn.watch.judge import Found, Judge
from grader.learn.watch.panes import SHOWN_FROM, doing, summary, view_of
from grader.learn.watch.terminal import face
from grader.learn.watch.view import Screen
from grader.learn.watch.work import Pane, Work, following
from grader.report import Outcome
from grader.words.text import Text, _, draw

# Seconds between two looks at the file.
LOOK = 1.0  # where the system tells of saves: it may fail to (network drives, a new folder)
POLL = 0.2
ABSENT = 0.05  # while an editor replaces the file
BRIEF = 0.2  # seconds for which nobody need know that the file is gone
TICK = 0.5  # seconds between two screens of a run that takes long


def done_in(course: Course) -> frozenset[str]:
    """Return the names of the exercises that have full marks."""
    held = progress.load(course.root)
    return frozenset(name for name in course.names if held.of(name).done)


def first_unfinished(course: Course) -> Exercise | None:
    """Return what is best done next, or None where all exercises have full marks."""
    return course.next_to_do(done_in(course), progress.load(course.root).last)


class Watcher:
    """A student at work on the exercises of a course.

    A save, or the key r, leads to a run; what it found is shown until the next one. A save
    while a run is under way gives that one up. Only a key leads to another exercise.

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
        self._screen = Screen(())
        # Kept here too: progress may be in a folder that cannot be written to.
        self._done = done_in(course)
        self._best: dict[str, tuple[int, int]] = {}
        self._judged = 0
        self._absent_since: float | None = None
        self._judge: Judge

    def run(self) -> int:
        """Watch until somebody ends it; return the exit code.

        Raises:
            Exception: the kit itself failed.
        """
        began = time.monotonic()
        with self._events.signals():
            with (
                self._face.opened(self._events.put),
                contextlib.closing(
                    Judge(self._course, lambda: self._events.put(FOUND))
                ) as self._judge,
            ):
                self._watch()
            best = [(self._course.find(name), *points) for name, points in self._best.items()]
            self._face.say(draw(summary(time.monotonic() - began, self._judged, best)))
        return self._events.exit_code or 0

    def _watch(self) -> None:
        self._look()
        folder = self._work.exercise.stub.parent
        told = saves.noticed(folder, lambda: self._events.put(SAVED))
        with contextlib.nullcontext() if self._poll else told:
            while self._events.exit_code is None:
                event = self._events.get(self._patience())
                if event is None or event == SAVED:
                    self._look()
                elif event == FOUND:
                    self._found(self._judge.take())
                elif event != OVER:
                    self._obey(event)
                self._tick()

    def _patience(self) -> float:
        """Return for how many seconds nothing may happen before somebody looks."""
        usual = POLL if self._poll else LOOK
        if self._absent_since is not None:
            usual = ABSENT
        run = self._judge.run
        if run is None:
            return usual
        lasted = time.monotonic() - run.began
        return min(usual, TICK - lasted % TICK)

    def _tick(self) -> None:
        """Show for how long a run has been under way, where that has changed."""
        run, shown = self._judge.run, self._work.seconds
        if run is None or shown is None:
            return
        lasted = TICK * ((time.monotonic() - run.began) // TICK)
        if lasted >= SHOWN_FROM and lasted != shown:
            self._show(seconds=lasted, doing=doing(run.student))

    # The file.

    def _look(self) -> None:
        """Judge the file if it holds something else than what was judged last."""
        found = submission.read(self._work.exercise.stub, self._work.exercise)
        if found.outcome is Outcome.MISSING and (found.problem or not found.files[found.main]):
            self._wait()
            return
        waited, self._absent_since = self._absent_since is not None, None
        if found != self._work.submission:
            self._begin(found)
        elif waited:
            self._show(say=())

    def _wait(self) -> None:
        """Wait for a file that is gone or empty; editors leave it so for a moment."""
        now = time.monotonic()
        if self._absent_since is None:
            self._absent_since = now
        gone = _("{path} is gone, or empty. Waiting for it ...", path=self._work.path)
        if now - self._absent_since >= BRIEF and self._work.say != (gone,):
            self._show(say=(gone,))

    def _begin(self, found: submission.Submission) -> None:
        """Begin a run, and give up the one before it.

        What that found is seen a little longer: most runs are shorter than a look at them.
        """
        work = self._work
        self._judge.begin(work.exercise, found)
        self._work = replace(
            work, submission=found, run=work.run + 1, seconds=0.0, doing=None, say=()
        )
        if work.report is None and work.fault is None or not self._face.keys:
            self._show()

    def _found(self, found: Found | None) -> None:
        """Show what a run came to."""
        if found is None:  # of a run that was given up
            return
        work, report = self._work, found.report
        if report is not None:
            self._judged += 1
            most = self._best.get(report.exercise, (0, 0))[0]
            if report.score is not None:
                self._best[report.exercise] = max(most, report.score), report.max_score
            if report.passed:
                self._done |= {work.exercise.name}
        fresh = replace(
            work, seconds=None, doing=None, report=report, fault=found.fault,
            script=found.script, when="", given=None, pane=Pane.FOUND, top=None,
        )  # fmt: skip
        if report is not None:
            fresh = replace(fresh, when=datetime.now().strftime("%H:%M:%S"))
        if work.check not in [one.name for one in fresh.failing]:
            fresh = replace(fresh, check="")
        self._work = fresh
        self._show()
        self._judge.prepare(work.exercise)

    def _stop(self) -> None:
        """Stop the run that is under way; its file is judged again when somebody asks."""
        run = self._judge.run
        if run is None:
            return
        lasted, did = time.monotonic() - run.began, doing(run.student)
        self._judge.give_up()
        say = (
            _("{what} ... stopped after {seconds:.1f} s", what=did, seconds=lasted),
            _("Nothing was judged. r runs it again."),
        )
        work = Work(self._work.exercise, self._work.submission, self._work.run)
        self._work = replace(work, say=say)
        self._show()

    # Keys and signals.

    def _obey(self, event: str) -> None:
        """Do what a key or a signal asks."""
        work = self._work
        if event == SUSPENDED:
            self._forget_run()  # its time would go on
            self._face.suspend()
        elif event == RESUMED:
            self._face.resume()
            self._forget_run()  # somebody else stopped this process
            self._show()
            self._look()
        elif event in (RESIZED, keys.REDRAW):
            self._show()
        elif work.pane is Pane.RESET:
            self._reset() if event == "y" else self._show(pane=Pane.FOUND)
        elif event in self._pressed:
            self._pressed[event]()
        elif event in MOVES:
            self._move(event)

    @property
    def _pressed(self) -> dict[str, Callable[[], None]]:
        """What keys do that do not move."""
        found = self._work.pane in (Pane.FOUND, Pane.HINTS)
        keyed = {
            "h": self._hint,
            "s": lambda: self._turn(Pane.STATEMENT),
            "c": lambda: self._turn(Pane.CHECKS),
            "l": lambda: self._turn(Pane.EXERCISES),
            "?": lambda: self._turn(Pane.KEYS),
            "r": self._run_again,
            "x": self._stop,
            "n": self._go_on,
            "b": self._ask_to_reset,
            keys.ENTER: self._choose,
            keys.ESCAPE: lambda: self._show(pane=Pane.FOUND, top=None),
        }
        if found:
            keyed |= {key: lambda: self._other_failure(1) for key in (keys.RIGHT, keys.TAB)}
            keyed[keys.LEFT] = lambda: self._other_failure(-1)
        return keyed

    def _turn(self, pane: Pane) -> None:
        """Look at something else, or at what was found where that was looked at already."""
        work = self._work
        if work.pane is pane:
            self._show(pane=Pane.FOUND, top=None)
            return
        names = [one.name for one in work.checks]
        if pane is Pane.EXERCISES:
            names = list(self._course.order)
        at = work.exercise.name if pane is Pane.EXERCISES else self._looked_at()
        cursor = names.index(at) if at in names else 0
        self._show(pane=pane, cursor=cursor, top=None)

    def _looked_at(self) -> str:
        """Return the name of the check that is looked at, or an empty string."""
        failing = self._work.failing
        return self._work.check or (failing[0].name if failing else "")

    def _move(self, key: str) -> None:
        """Move the cursor of a list, or what is seen of everything else."""
        screen, work = self._screen, self._work
        lines = {"line": 1, "screen": max(screen.room - 1, 1), "end": screen.length}
        unit, sign = MOVES[key]
        by = sign * lines[unit]
        if work.pane in (Pane.CHECKS, Pane.EXERCISES):
            count = len(work.checks if work.pane is Pane.CHECKS else self._course.names)
            cursor = min(max(work.cursor + by, 0), max(count - 1, 0))
            self._show(cursor=cursor, top=screen.top)
        elif key == " " and screen.top + screen.room >= screen.length:
            self._show(top=0)
        else:
            self._show(top=screen.top + by)

    def _choose(self) -> None:
        """Go to what is chosen in a list."""
        work = self._work
        if work.pane is Pane.CHECKS and work.checks:
            self._show(check=work.checks[work.cursor].name, pane=Pane.FOUND, top=None)
        elif work.pane is Pane.EXERCISES:
            chosen = self._course.find(self._course.order[work.cursor])
            if chosen == work.exercise:
                self._show(pane=Pane.FOUND, top=None)
            else:
                self._go_to(chosen)

    def _other_failure(self, by: int) -> None:
        """Look at the failing check behind or before the one that is looked at."""
        names = [one.name for one in self._work.failing]
        if not names:
            return
        at = self._looked_at()
        number = names.index(at) + by if at in names else 0
        self._show(check=names[number % len(names)], pane=Pane.FOUND, top=None)

    def _forget_run(self) -> None:
        """Give up the run that is under way, if any: the file is as if it were new."""
        if self._judge.run is not None:
            self._judge.give_up()
            self._work = replace(self._work, submission=None, seconds=None)

    def _run_again(self) -> None:
        self._judge.give_up()
        self._work = replace(self._work, submission=None, seconds=None)
        self._look()

    def _hint(self) -> None:
        """Show the hints so far; where there are none, or they are seen already, the next."""
        exercise, work = self._work.exercise, self._work
        try:
            given = hints.shown_hints(exercise)
            if not given.hints or work.pane is Pane.HINTS:
                following_one = hints.next_hint(exercise)
                new = tuple(one for one in following_one.hints if one not in given.hints)
                given = following_one._replace(hints=given.hints + new)
        except UsageError as none:
            self._show(say=(none.message,))
            return
        if given.hints:
            self._show(given=given, pane=Pane.HINTS, top=None)
        else:
            self._show(say=tuple(one.text for one in given.steps if not one.command))

    def _ask_to_reset(self) -> None:
        try:
            planned = reset.plan(self._work.exercise)
        except GradeError as error:
            self._show(say=_both(error))
            return
        if planned.needed:
            self._show(pane=Pane.RESET, top=None)
        else:
            file = f"exercises/{self._work.exercise.stub.name}"
            self._show(say=(_("{file} is as the course came with it.", file=file),))

    def _reset(self) -> None:
        """Begin the exercise anew; what was written is kept."""
        exercise = self._work.exercise
        self._work = replace(self._work, pane=Pane.FOUND, top=None)
        try:
            kept = reset.carry_out(reset.plan(exercise), datetime.now())
        except GradeError as error:
            self._show(say=_both(error))
            return
        self._judge.give_up()
        self._work = Work(exercise, run=self._work.run)
        self._look()
        if kept is not None:
            self._show(say=(_("Your file is kept:   exercises/{file}", file=kept.name),))

    def _go_on(self) -> None:
        """Go to the next exercise, but never away from one without full marks."""
        exercise = self._work.exercise
        then = following(self._course, exercise, self._done)
        if exercise.name not in self._done:
            wait = _("n goes on once {exercise} has full marks.", exercise=exercise.id)
            self._show(say=(wait,))
        elif then is not None:
            self._go_to(then)

    def _go_to(self, exercise: Exercise) -> None:
        self._judge.give_up()
        self._work = Work(exercise, run=self._work.run)
        self._absent_since = None
        self._show()
        self._look()

    def _show(self, **changes: Any) -> None:
        """Change what is known, and show all of it."""
        self._work = work = replace(self._work, **changes)
        look, keyed = self._face.look(), self._face.keys
        view = view_of(work, self._course, self._done, look, keys=keyed)
        self._screen = self._face.show(view, work.top)


# Keys that move: by what, and whither.
MOVES = {
    **dict.fromkeys((keys.UP, "k"), ("line", -1)),
    **dict.fromkeys((keys.DOWN, "j"), ("line", 1)),
    **dict.fromkeys((keys.PAGE_UP, keys.BACKSPACE, "\x08"), ("screen", -1)),
    **dict.fromkeys((keys.PAGE_DOWN, " "), ("screen", 1)),
    keys.FIRST: ("end", -1),
    keys.LAST: ("end", 1),
}


def _both(error: GradeError) -> tuple[Text, ...]:
    """Return what an error says, and what to do."""
    return (error.message,) if error.hint is None else (error.message, error.hint)
