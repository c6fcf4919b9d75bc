"""The command `grade watch`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.completion import exercise_names
from grader.course import find_course


@click.command()
@click.argument("name", metavar="[EXERCISE]", required=False, shell_complete=exercise_names)
@click.option(
    "--poll",
    is_flag=True,
    help="Look for changes five times a second, where the system does not tell of them.",
)
def watch(name: str | None, poll: bool) -> None:
    """Judge an exercise now, and again each time its file is saved.

    Without EXERCISE it is the first that is not done yet.
    """
    from grader.learn.watch.watcher import Watcher, first_unfinished

    course = find_course(Path.cwd())
    exercise = course.find(name) if name else first_unfinished(course)
    if exercise is None:
        click.echo("All exercises are done. To watch one again, name it.")
        return
    no_color = click.get_current_context().color is False
    sys.exit(Watcher(course, exercise, poll, no_color).run())
