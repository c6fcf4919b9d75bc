"""Prints where a student is: how far, the list of exercises, the next hint.

These and `turn` answer by themselves, without click: see `grader.start`.
"""

from __future__ import annotations

from datetime import datetime

from grader.console import HINT, look_of_command, say_behind
from grader.course import Course
from grader.learn import progress
from grader.learn.progress import Progress
from grader.words.text import _

BROKEN = _(
    ".grade/progress.json cannot be read, so this starts afresh; the next run keeps it as "
    "progress-broken.json"
)


def where_you_are(course: Course) -> None:
    """Print how far the student is, and what to do next."""
    from grader.learn.standings import listed
    from grader.render.overview import overview

    held = progress.load(course.root)
    print(overview(listed(course, held), held.last, look_of_command()), flush=True)
    _say_broken(held)


def list_exercises(course: Course) -> None:
    """Print all exercises: state, best score, last run."""
    from grader.learn.standings import listed
    from grader.render.overview import listing

    held = progress.load(course.root)
    print(listing(listed(course, held), datetime.now(), look_of_command()), flush=True)
    _say_broken(held)


def hint(course: Course, name: str, again: bool = False) -> None:
    """Print the next hint of an exercise, or those that were given."""
    from grader.learn import hints
    from grader.render import statement as drawn

    exercise = course.find(name)
    given = hints.shown_hints(exercise) if again else hints.next_hint(exercise)
    print(drawn.hints(given, look_of_command().width), flush=True)


def _say_broken(held: Progress) -> None:
    if held.broken:
        say_behind(HINT, BROKEN)
