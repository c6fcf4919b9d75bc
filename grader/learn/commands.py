"""The commands of students beside judging: where they are, statements, hints, a new start."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.completion import exercise_names
from grader.console import look_of_command
from grader.course import find_course
from grader.errors import UsageError
from grader.words.text import _

if TYPE_CHECKING:
    from grader.learn.progress import Progress

BROKEN = (
    "hint:  .grade/progress.json cannot be read, so this starts afresh;\n"
    "       the next run keeps it as progress-broken.json"
)


_exercise = click.argument("name", metavar="EXERCISE", shell_complete=exercise_names)


def where_you_are() -> None:
    """Print how far the student is, and what to do next."""
    from grader.learn import progress
    from grader.learn.standings import listed
    from grader.render.overview import overview

    course = find_course(Path.cwd())
    held = progress.load(course.root)
    click.echo(overview(listed(course, held), held.last, look_of_command()))
    _tell_broken(held)


@click.command("list")
def list_exercises() -> None:
    """List the exercises: state, best score, last run."""
    from grader.learn import progress
    from grader.learn.standings import listed
    from grader.render.overview import listing

    course = find_course(Path.cwd())
    held = progress.load(course.root)
    click.echo(listing(listed(course, held), datetime.now(), look_of_command()))
    _tell_broken(held)


@click.command()
@_exercise
@click.option(
    "--solution", "solved", is_flag=True, help="Show the solution instead: after full marks."
)
def show(name: str, solved: bool) -> None:
    """Print the statement of an exercise, or its solution."""
    from grader.learn import progress, statement
    from grader.render import statement as drawn
    from grader.render.terminal import step
    from grader.words.reading import Step

    exercise = find_course(Path.cwd()).find(name)
    at = progress.load(exercise.root).of(exercise.name)
    if solved:
        source = statement.solution(exercise, at)
        if look_of_command().colour:
            source = drawn.coloured(source)
        click.echo(source, nl=False)
        return
    text, functions = statement.statement(exercise), statement.functions(exercise, at)
    click.echo(drawn.statement(text, functions, look_of_command()))
    edit = _("Edit {path}, then run", path=f"exercises/{exercise.name}.py")
    click.echo(f"\n{step(Step(edit, f'grade {exercise.id}'))}")


@click.command()
@_exercise
@click.option("--again", is_flag=True, help="Show the hints that you have had: oldest first.")
def hint(name: str, again: bool) -> None:
    """Give the next hint for the function that failed first in the last run.

    The hints of a function go from a nudge to nearly the answer, one at a time.
    """
    from grader.learn import hints
    from grader.render import statement as drawn

    exercise = find_course(Path.cwd()).find(name)
    given = hints.shown_hints(exercise) if again else hints.next_hint(exercise)
    click.echo(drawn.hints(given, look_of_command().width))


@click.command()
@_exercise
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset(name: str, yes: bool) -> None:
    """Begin an exercise anew, and keep your file beside it.

    The best score stays. The hints begin with the first one again.
    """
    from grader.learn import reset as resetting

    exercise = find_course(Path.cwd()).find(name)
    planned = resetting.plan(exercise)
    shown = f"exercises/{exercise.stub.name}"
    if not planned.needed:
        click.echo(f"{shown} is as the course came with it.\nNothing was changed.")
        return
    if planned.there and not yes and not _agreed(shown, exercise.id):
        click.echo("Nothing was changed.")
        return
    kept = resetting.carry_out(planned, datetime.now())
    if kept is not None:
        click.echo(f"Your file is kept:   exercises/{kept.name}")
    click.echo(f"Begin anew:          {shown}")
    click.echo(f"Read it:             grade show {exercise.id}")


def _agreed(shown: str, exercise_id: str) -> bool:
    click.echo(f"{shown} becomes the file that the course came with.")
    click.echo("What you wrote is kept beside it, with the time in its name.")
    try:
        return click.confirm("Begin anew?")
    except click.Abort:
        click.echo()
        raise UsageError(
            "nobody answered, so nothing was changed",
            f"without a question:   grade reset {exercise_id} --yes",
        ) from None


def _tell_broken(held: Progress) -> None:
    if held.broken:
        click.echo(BROKEN, err=True)
