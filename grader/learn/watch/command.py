"""The command `grade watch`."""

from __future__ import annotations

import sys

import click

from grader.command import Argument, Command, Option, exercise_names
from grader.console import say
from grader.course import here
from grader.words.text import N_, _


@click.command(
    cls=Command,
    help=N_("Judge an exercise now, and again each time its file is saved."),
    more=N_("Without EXERCISE it is what is best done next."),
)
@click.argument(
    "name",
    cls=Argument,
    metavar=N_("[EXERCISE]"),
    required=False,
    shell_complete=exercise_names,
)
@click.option(
    "--poll",
    cls=Option,
    is_flag=True,
    help=N_("Look for changes five times a second, where the system does not tell of them."),
)
def watch(name: str | None, poll: bool) -> None:
    """Watch an exercise."""
    from grader.learn.watch.watcher import Watcher, first_unfinished

    course = here()
    exercise = course.find(name) if name else first_unfinished(course)
    if exercise is None:
        say(_("All exercises are done. To watch one again, name it."))
        return
    no_color = click.get_current_context().color is False
    sys.exit(Watcher(course, exercise, poll, no_color).run())
