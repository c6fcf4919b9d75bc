"""What is known about the exercise that is being watched, and how that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grader.course import Course, Exercise
from grader.errors import GradeError
from grader.learn import progress
from grader.learn.hints import Hints
from grader.learn.standings import listed
from grader.learn.watch.view import View
from grader.render import overview, statement, terminal
from grader.render.look import Look
from grader.render.text import bar, columns_of, wrap
from grader.report import Report
from grader.words import reading
from grader.words.reading import LAST, Failure, Step
from grader.words.text import Text, _, draw

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
        say: a sentence that stands in place of the score, or None.
        hint: the hint that was asked for, or None.
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
    say: Text | None = None
    hint: Hints | None = None
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
        # Its steps are commands: here are keys for that.
        hint = statement.hints(work.hint._replace(steps=()), look.width)
        body, first = ["", *hint.rstrip("\n").split("\n"), *body[first:]], 0
    then = following(course, work.exercise, done)
    total = len(course.names)
    count = _("{done} of {total} exercises", done=len(done), total=total)
    return View(
        heading=terminal.heading(work.exercise.called, work.path),
        busy=work.busy,
        body=tuple(body),
        first=first,
        told=() if work.listing else _told(work, then, look, keys),
        progress=f"{bar(len(done), total)}  {draw(count)}",
        when=draw(_("judged at {time}", time=work.when)) if work.when else "",
        file=work.path,
        keys=_keys(work, work.exercise.name in done and then is not None),
    )


def _found(work: Work, look: Look) -> tuple[list[str], int]:
    """Return what the last run found, and the line where its first explanation begins."""
    if work.fault is not None:
        lines = [""]
        texts = [(_("error:"), work.fault.message)]
        texts += [(_("hint:"), work.fault.hint)] if work.fault.hint is not None else []
        wide = max(columns_of(draw(label)) for label, _text in texts) + 1
        for label, text in texts:
            lines += wrap(text, wide, draw(label), look.width)
        return lines, 0
    if work.report is None:
        return [], 0
    # The last blocks say how far it is and what to type next: see `_told` and the keys.
    blocks = [one for one in reading.read(work.report) if not isinstance(one, LAST)]
    explained = next((i for i, one in enumerate(blocks) if isinstance(one, Failure)), 0)
    above = terminal.body(blocks[:explained], look).split("\n") if explained else []
    return [*above, *terminal.body(blocks[explained:], look).split("\n")], len(above)


def _told(work: Work, then: Exercise | None, look: Look, keys: bool) -> tuple[str, ...]:
    """Return the sentence or two below what was found."""
    report, exercise = work.report, work.exercise
    if work.say is not None:
        return (draw(work.say),)
    if work.fault is not None:
        return (draw(_("Nothing was marked.")),)
    if report is None or work.busy:
        return ()
    if report.passed:
        return _told_next(exercise, then, keys)
    if report.untouched:
        save = _("Write in {path} and save: it is judged at once.", path=work.path)
        return (draw(save),)
    score = next(one for one in reading.read(report) if isinstance(one, reading.Score))
    lines = wrap(score.text, 0, width=look.width)
    lines += wrap(score.note, 0, width=look.width) if score.note is not None else []
    if work.script and report.problem is None:
        lines.append(terminal.step(Step(_("Try it yourself:"), f"python {work.script}"), " "))
    return tuple(lines)


def _told_next(exercise: Exercise, then: Exercise | None, keys: bool) -> tuple[str, ...]:
    """Return that full marks were reached, and how to go on."""
    if then is None:
        return (draw(_("All exercises are done.")),)
    if not keys:
        go_on = _("{exercise} is done. Go on:", exercise=exercise.id)
        return (terminal.step(Step(go_on, f"grade watch {then.id}")),)
    return (
        draw(_("{exercise} is done.", exercise=exercise.id)),
        draw(_("n goes on to {exercise}.", exercise=then.called)),
    )


def _keys(work: Work, can_go_on: bool) -> tuple[str, ...]:
    run, leave = _("r run again"), _("q quit")
    keys = [_("l back"), run, leave]
    if not work.listing:
        keys = [_("l list"), run, leave]
        keys[:0] = [_("n next")] * can_go_on + [_("h hint")] * (not work.passed)
    return tuple(map(draw, keys))
