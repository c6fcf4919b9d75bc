"""What is known about the exercise that is being watched, and how that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grader.course import Course, Exercise
from grader.errors import GradeError
from grader.learn import progress
from grader.learn.standings import listed
from grader.learn.watch.view import View
from grader.render import overview, terminal
from grader.render.look import Look
from grader.render.score import EXAMPLES_ONLY, score
from grader.render.text import bar, count, wrap
from grader.report import Report

if TYPE_CHECKING:
    from grader.judge.submission import Submission


@dataclass(frozen=True)
class Work:
    """What is known about the exercise that is being watched.

    Attributes:
        exercise: which one.
        submission: what was judged last, or is being judged.
        busy: whether it is being judged.
        report: what was found, or None.
        fault: why nothing could be found, or None.
        script: where the failing call was written, or empty.
        when: time of the run, or empty.
        say: a sentence that stands in place of the score, or empty.
        hint: the hint that was asked for, or empty.
        listing: whether the list of exercises was asked for.
        page: how often more was asked for.
    """

    exercise: Exercise
    submission: Submission | None = None
    busy: bool = False
    report: Report | None = None
    fault: GradeError | None = None
    script: str = ""
    when: str = ""
    say: str = ""
    hint: str = ""
    listing: bool = False
    page: int = 0

    @property
    def path(self) -> str:
        """The file to edit, as it is shown."""
        return self.exercise.stub.relative_to(self.exercise.root).as_posix()

    @property
    def passed(self) -> bool:
        """Whether the last run gave full marks."""
        return self.report is not None and self.report.passed


def following(course: Course, exercise: Exercise, done: frozenset[str]) -> Exercise | None:
    """Return the next exercise that is not done: a later one, or else an earlier."""
    at = course.names.index(exercise.name)
    for name in (*course.names[at + 1 :], *course.names[:at]):
        if name not in done:
            return course.find(name)
    return None


def view_of(
    work: Work, course: Course, done: frozenset[str], look: Look, *, keys: bool
) -> View:
    """Return what is to be shown.

    Args:
        done: names of the exercises with full marks.
        look: how to draw.
        keys: whether there is anyone to press them.
    """
    body, first = _found(work, look)
    if work.listing:
        rows = listed(course, progress.load(course.root))
        body, first = ["", *overview.listing(rows, datetime.now(), look).split("\n")], 0
    elif work.hint:
        body, first = ["", *work.hint.split("\n"), *body[first:]], 0
    then = following(course, work.exercise, done)
    total = len(course.names)
    return View(
        heading=terminal.heading(work.exercise.heading, work.path),
        busy=work.busy,
        body=tuple(body),
        first=first,
        told=() if work.listing else _told(work, then, keys),
        progress=f"{bar(len(done), total)}  {len(done)} of {count(total, 'exercise')}",
        when=work.when and f"judged at {work.when}",
        file=work.path,
        keys=_keys(work, work.exercise.name in done and then is not None),
    )


def _found(work: Work, look: Look) -> tuple[list[str], int]:
    """Return what the last run found, and the line where its first explanation begins."""
    if work.fault is not None:
        lines = ["", *wrap(work.fault.message, 7, "error:")]
        return lines + (wrap(work.fault.hint, 7, "hint:") if work.fault.hint else []), 0
    if work.report is None:
        return [], 0
    text = terminal.body(work.report, terminal.Next(command=""), look)
    if work.passed:
        return text.split("\n"), 0
    # The last paragraph says what to type next: here are keys for that.
    lines = text.rpartition("\n\n")[0].split("\n")
    # Below an empty line stands the list of the checks, then come the explanations.
    explained = work.report.problem is None and "" in lines[1:]
    return lines, lines.index("", 1) if explained else 0


def _told(work: Work, then: Exercise | None, keys: bool) -> tuple[str, ...]:
    """Return the sentence or two below what was found."""
    report, exercise = work.report, work.exercise
    if work.say or work.fault:
        return (work.say or "Nothing was marked.",)
    if report is None or work.busy:
        return ()
    if report.passed:
        if then is None:
            return ("All exercises are done.",)
        if keys:
            return (f"{exercise.id} is done.", f"n goes on to {then.heading}.")
        return (f"{exercise.id} is done. Go on:   grade watch {then.id}",)
    if report.status == "internal":
        return ("The grader failed, not your code; nothing was marked.",)
    if report.problem is not None:
        return ("Nothing was judged.",)
    if report.untouched:
        return (f"Write in {work.path} and save: it is judged at once.",)
    if not report.max_score:
        return (score(report), *wrap(EXAMPLES_ONLY, 0))
    return (score(report), *[f"try it yourself: python {work.script}"] * bool(work.script))


def _keys(work: Work, can_go_on: bool) -> tuple[str, ...]:
    if work.listing:
        return ("l back", "r run again", "q quit")
    return (
        *["n next"] * can_go_on,
        *["h hint"] * (not work.passed),
        "l list",
        "r run again",
        "q quit",
    )
