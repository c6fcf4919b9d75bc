"""Prints where a student is: how far, the list of exercises, the next hint.

These and `turn` answer by themselves, without click: see `grader.start`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from grader.console import look_of_command, say
from grader.course import Course, find_course
from grader.learn import progress
from grader.learn.progress import Progress
from grader.words.text import _

BROKEN = _(
    "hint:  .grade/progress.json cannot be read, so this starts afresh;\n"
    "       the next run keeps it as progress-broken.json"
)


def where_you_are() -> None:
    """Print how far the student is, and what to do next."""
    from grader.learn.standings import listed
    from grader.render.overview import overview

    course, held = _loaded()
    print(overview(listed(course, held), held.last, look_of_command()), flush=True)
    _say_broken(held)


def list_exercises() -> None:
    """Print all exercises: state, best score, last run."""
    from grader.learn.standings import listed
    from grader.render.overview import listing

    course, held = _loaded()
    print(listing(listed(course, held), datetime.now(), look_of_command()), flush=True)
    _say_broken(held)


def hint(name: str, again: bool = False) -> None:
    """Print the next hint of an exercise, or those that were given."""
    from grader.learn import hints
    from grader.render import statement as drawn

    exercise = find_course(Path.cwd()).find(name)
    given = hints.shown_hints(exercise) if again else hints.next_hint(exercise)
    print(drawn.hints(given, look_of_command().width), flush=True)


def _loaded() -> tuple[Course, Progress]:
    course = find_course(Path.cwd())
    return course, progress.load(course.root)


def _say_broken(held: Progress) -> None:
    if held.broken:
        say(BROKEN, err=True)
