"""Draws what is known: what was found, lists to choose from, statement, hints, keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from grader.course import Course, Exercise
from grader.errors import GradeError
from grader.learn import progress, statement
from grader.learn.standings import listed
from grader.learn.watch.view import Key, View
from grader.learn.watch.work import CHECKING, Pane, Work, following
from grader.render import overview, terminal
from grader.render import statement as written
from grader.render.look import Look
from grader.render.text import bar, columns_of, line_of, wrap
from grader.words import reading
from grader.words.reading import LAST, Failure, Step
from grader.words.text import Text, _, draw, literal, plural

if TYPE_CHECKING:
    from grader.sandbox.student import Student

SHOWN_FROM = 0.5  # seconds after which a run is seen to be under way
SLOW = 3.0  # seconds after which it is said to be slow
CHOSEN, OTHER = "> ", "  "


class Body(NamedTuple):
    """What the upper part of a screen holds; see `View`."""

    lines: Sequence[str]
    first: int = 0
    cursor: int | None = None


def view_of(
    work: Work, course: Course, done: frozenset[str], look: Look, *, keys: bool
) -> View:
    """Return what is to be shown.

    Args:
        done: names of the exercises with full marks.
        look: how to draw.
        keys: whether there is anyone to press them.
    """
    body = _body(work, course, look)
    then = following(course, work.exercise, done)
    told, beside = _told(work, then, look, keys)
    total = len(course.names)
    count = _("{done} of {total} exercises", done=len(done), total=total)
    return View(
        title=line_of(work.exercise.called),
        file=work.path,
        body=tuple(body.lines),
        first=body.first,
        cursor=body.cursor,
        place=_place(work),
        told=told,
        beside=beside,
        progress=f"{bar(len(done), total)}  {draw(count)}",
        when=draw(_("judged at {time}", time=work.when)) if work.when else "",
        keys=_keys(work, work.exercise.name in done and then is not None),
        run=work.run,
        busy=work.busy,
        slow=work.seconds is not None and work.seconds >= SLOW,
    )


def _body(work: Work, course: Course, look: Look) -> Body:
    match work.pane:
        case Pane.CHECKS:
            return _checks(work, look)
        case Pane.EXERCISES:
            return _exercises(work, course, look)
        case Pane.STATEMENT:
            return Body(["", *_statement(work.exercise, look)])
        case Pane.HINTS:
            return _hints(work, look)
        case Pane.RESET:
            return Body(_reset(work, look))
        case Pane.KEYS:
            return Body(["", *_all_keys(look)])
    return _found(work, look)


# What was found.


def _found(work: Work, look: Look) -> Body:
    """Return what the last run found; it begins with the first failure."""
    if work.fault is not None:
        texts = [(_("error:"), work.fault.message)]
        texts += [(_("hint:"), work.fault.hint)] if work.fault.hint is not None else []
        wide = max(columns_of(draw(label)) for label, _text in texts) + 1
        lines = [""]
        for label, text in texts:
            lines += wrap(text, wide, draw(label), look.width)
        return Body(lines)
    if work.report is None:
        return Body(("", "  " + draw(CHECKING)) if work.busy else ())
    # The last blocks say how far it is and what to type next: see `_told` and the keys.
    blocks = [one for one in reading.read(work.report) if not isinstance(one, LAST)]
    chosen = next((one for one in work.checks if one.name == work.check), None)
    if chosen is not None:
        blocks = [one for one in blocks if not isinstance(one, Failure)]
        blocks.append(reading.failure(work.report, chosen))
    explained = next((i for i, one in enumerate(blocks) if isinstance(one, Failure)), 0)
    above = terminal.body(blocks[:explained], look).split("\n") if explained else []
    return Body([*above, *terminal.body(blocks[explained:], look).split("\n")], len(above))


def _place(work: Work) -> Text | None:
    """Return which of several failures is looked at, or that it is not of this run."""
    if work.busy and work.report is not None and (work.seconds or 0) >= SHOWN_FROM:
        return _("of the run before") if work.pane is Pane.FOUND else None
    names = [one.name for one in work.failing]
    if work.pane is not Pane.FOUND or len(names) < 2:
        return None
    if work.check and work.check not in names:
        return None
    number = names.index(work.check) + 1 if work.check else 1
    return _("failure {number} of {count}", number=number, count=len(names))


def _told(
    work: Work, then: Exercise | None, look: Look, keys: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a sentence or two below what was found, and what may be left out."""
    report, exercise = work.report, work.exercise
    if work.pane is Pane.RESET:
        return (), ()
    if work.seconds is not None and (work.seconds >= SHOWN_FROM or report is None):
        return _under_way(work, look, keys), ()
    if work.say:
        return tuple(line for one in work.say for line in wrap(one, 0, width=look.width)), ()
    if work.pane is not Pane.FOUND:
        return (), ()
    if work.fault is not None:
        return (draw(_("Nothing was marked.")),), ()
    if report is None:
        return (), ()
    if report.passed:
        return _told_next(exercise, then, keys), ()
    if report.untouched:
        save = _("Write in {path} and save: it is judged at once.", path=work.path)
        return tuple(wrap(save, 0, width=look.width)), ()
    score = next(one for one in reading.read(report) if isinstance(one, reading.Score))
    lines = wrap(score.text, 0, width=look.width)
    lines += wrap(score.note, 0, width=look.width) if score.note is not None else []
    if not work.script or report.problem is not None:
        return tuple(lines), ()
    script = terminal.step(Step(_("Try it yourself:"), f"python {work.script}"), " ")
    return tuple(lines), (script,)


def _under_way(work: Work, look: Look, keys: bool) -> tuple[str, ...]:
    """Return for how long a run is under way, and what is asked; nothing at its beginning."""
    seconds = work.seconds
    if seconds is None or seconds < SHOWN_FROM:
        return ()
    what = work.doing or doing(None)
    lines = wrap(_("{what} ... {seconds:.1f} s", what=what, seconds=seconds), 0, "", look.width)
    if seconds >= SLOW and keys:
        lines.append(draw(_("This is slow. x stops it.")))
    elif seconds >= SLOW:
        lines.append(draw(_("This is slow. Ctrl-C stops it.")))
    return tuple(lines)


def doing(student: Student | None) -> Text:
    """Return what is being done in a run."""
    if student is None:
        return _("starting")
    if not student.asking:
        return _("loading your file")
    if student.asked > student.foreseen:
        return _("asking {function} again, to find the reason", function=student.asking)
    return _("asking {function}, call {number} of {total}",
             function=student.asking, number=student.asked,
             total=student.foreseen)  # fmt: skip


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


# Lists to choose from.


def _checks(work: Work, look: Look) -> Body:
    if not work.checks:
        return Body(
            ["", *wrap(_("There are no checks to choose from yet."), 2, "", look.width)]
        )
    lines, cursor = [""], 1
    for number, check in enumerate(work.checks):
        chosen = number == work.cursor
        cursor = len(lines) if chosen else cursor
        mark = look.mark(reading.mark_of(check))
        claim = reading.claim(work.exercise.name, check)
        first = f"{CHOSEN if chosen else OTHER}{mark}"
        lines += wrap(claim, columns_of(first) + 2, first, look.width)
    return Body(lines, cursor=cursor)


def _exercises(work: Work, course: Course, look: Look) -> Body:
    narrower = look._replace(width=look.width - len(OTHER))
    rows = overview.table(listed(course, progress.load(course.root)), datetime.now(), narrower)
    chosen = course.order[work.cursor]
    lines, cursor = [""], 1
    for row in rows:
        is_chosen = row.exercise is not None and row.exercise.name == chosen
        cursor = len(lines) if is_chosen else cursor
        lines.append(f"{CHOSEN if is_chosen else OTHER}{row.line}")
    return Body(lines, cursor=cursor)


# What there is to read.


def _statement(exercise: Exercise, look: Look) -> list[str]:
    at = progress.load(exercise.root).of(exercise.name)
    try:
        text, functions = statement.statement(exercise), statement.functions(exercise, at)
    except GradeError as error:
        return wrap(error.message, 0, width=look.width)
    return written.statement(text, functions, look).split("\n")


def _hints(work: Work, look: Look) -> Body:
    """Return the hints so far; the newest is seen."""
    given = work.given
    if given is None:
        return Body(())
    lines, first = [""], 0
    for one in given.hints:
        first = len(lines)
        hint = written.hints(given._replace(hints=(one,), steps=()), look.width)
        lines += [*hint.rstrip("\n").split("\n"), ""]
    # Their commands are for a shell: here are keys for that.
    for step in given.steps:
        if not step.command:
            lines += wrap(step.text, 0, width=look.width)
    return Body(lines, first)


def _reset(work: Work, look: Look) -> list[str]:
    shown = f"exercises/{work.exercise.stub.name}"
    becomes = _("{file} becomes the file that the course came with.", file=shown)
    kept = _("What you wrote is kept beside it, with the time in its name.")
    return [
        "",
        *wrap(becomes, 2, width=look.width),
        *wrap(kept, 2, width=look.width),
        "",
        *wrap(_("Begin anew? y does it, any other key goes back."), 2, width=look.width),
    ]


# Keys.


def _all_keys(look: Look) -> list[str]:
    rows = (
        (_("space"), _("shows more, and at the end the beginning")),
        (_("up, down"), _("move by a line; Page Up and Page Down by a screen")),
        (_("right, left"), _("show the next failing check, and the one before")),
        (_("c"), _("lists the checks, to choose one")),
        (_("l"), _("lists the exercises, to choose one")),
        (_("h"), _("shows your hints so far; pressed again, the next one")),
        (_("s"), _("shows the statement")),
        (_("r"), _("runs the same file again")),
        (_("x"), _("stops a run")),
        (_("n"), _("goes on to the next exercise, after full marks")),
        (_("b"), _("begins the exercise anew, after a question")),
        (_("Escape"), _("goes back to what was found")),
        (_("q"), _("quits")),
    )
    wide = max(columns_of(draw(name)) for name, _does in rows)
    lines = []
    for name, does in rows:
        lines += wrap(does, 2 + wide + 2, "  " + draw(name), look.width)
    return lines


def _keys(work: Work, can_go_on: bool) -> tuple[Key, ...]:
    """Return the keys that are told below; all others are told by `?`."""
    leave = Key(draw(_("q quit")))
    if work.pane is Pane.RESET:
        return Key(draw(_("y begin anew"))), Key(draw(_("other keys: back")), 1)
    back = Key(draw(_("Escape back")), 1)
    if work.pane in (Pane.CHECKS, Pane.EXERCISES):
        return Key(draw(_("up, down")), 2), Key(draw(_("Enter choose"))), back, leave
    if work.pane is Pane.HINTS:
        return Key(draw(_("h next hint"))), back, Key(draw(_("space more")), 2), leave
    if work.pane is not Pane.FOUND:
        return back, Key(draw(_("space more")), 2), leave
    keys = [Key(draw(_("x stop")))] if work.busy and (work.seconds or 0) >= SHOWN_FROM else []
    keys += [Key(draw(_("n next")))] if can_go_on else []
    keys += [] if work.passed else [Key(draw(_("h hint")), 1)]
    keys += [Key(draw(_("s statement")), 5)]
    keys += [Key(draw(_("c checks")), 3)] if work.checks else []
    keys += [Key(draw(_("l list")), 2), Key(draw(_("r run again")), 4)]
    keys += [Key(draw(_("? keys"))), leave]
    return tuple(keys)


def left(minutes: int, seconds: int) -> Text:
    """Return a time as a person says it."""
    if minutes >= 60:
        return _("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return _("{minutes} min", minutes=minutes) if minutes else _("{seconds} s", seconds=seconds)


def summary(seconds: float, judged: int, best: Sequence[tuple[Exercise, int, int]]) -> Text:
    """Return what was done while somebody watched.

    Args:
        seconds: for how long.
        judged: how often something was judged.
        best: the exercises that were judged, each with the most points of a run, and of all.
    """
    time = left(int(seconds) // 60, int(seconds))
    if not best:
        return _("Watched for {time}; nothing was judged.", time=time)
    points = [f"{exercise.id} {most}/{total}" for exercise, most, total in best]
    return plural("Watched for {time}: judged {count} time. Best: {points}.",
                  "Watched for {time}: judged {count} times. Best: {points}.",
                  judged, time=time, points=literal(", ".join(points)))  # fmt: skip
