"""Prints where a student is: how far, at which exercise, the list of all, the next hint.

These and `turn` answer by themselves, without click: see `grader.start`.
"""

from __future__ import annotations

from datetime import datetime

from grader.console import HINT, look_of_command, say_behind
from grader.course import Course, Exercise, command
from grader.errors import UsageError
from grader.learn import progress
from grader.learn.progress import Progress
from grader.words.text import _, unbroken

BROKEN = _(
    ".grade/progress.json cannot be read, so this starts afresh; the next run keeps it as "
    "progress-broken.json"
)


def where_you_are(course: Course) -> None:
    """Print how far the student is, and what to do next."""
    from grader.learn.standings import listed
    from grader.render.overview import overview

    held = progress.load(course.root)
    rows = listed(course, held)
    then = course.next_to_do([row.exercise.name for row in rows if row.at.done], held.last)
    print(overview(rows, held.last, then, look_of_command()), flush=True)
    _say_broken(held)


def list_exercises(course: Course) -> None:
    """Print all exercises: state, best score, last run."""
    from grader.learn.standings import listed
    from grader.render.overview import listing

    held = progress.load(course.root)
    print(listing(listed(course, held), datetime.now(), look_of_command()), flush=True)
    _say_broken(held)


def at(course: Course, name: str | None, done: bool = False) -> Exercise:
    """Return the exercise that is named, or else the one that the student is at.

    That is the one judged last where it is not done, or else what is best done next.

    Args:
        done: whether one that is done is meant: the one judged last, or else the last that
            is, in the order for learning.

    Raises:
        UsageError: none is named, and the student is at none.
    """
    if name:
        return course.find(name)
    held = progress.load(course.root)
    if held.last in course.names and held.of(held.last).done is done:
        return course.find(held.last)
    are_done = [one for one in course.order if held.of(one).done]
    if done and not are_done:
        raise UsageError(
            _("no exercise is done yet"), _("a solution is shown after full marks")
        )
    found = course.find(are_done[-1]) if done else course.next_to_do(are_done, held.last)
    if found is None:
        any_one = course.order[0].partition("_")[0] if course.order else "ex01"
        raise UsageError(
            _("all exercises are done"),
            _("name one, such as   {command}", command=unbroken(command("show", any_one))),
        )
    return found


def hint(course: Course, name: str | None, again: bool = False) -> None:
    """Print the next hint of an exercise, or those that were given."""
    from grader.learn import hints
    from grader.render import statement as drawn

    exercise = at(course, name)
    given = hints.shown_hints(exercise) if again else hints.next_hint(exercise)
    print(drawn.hints(given, look_of_command().width), flush=True)


def _say_broken(held: Progress) -> None:
    if held.broken:
        say_behind(HINT, BROKEN)
