"""The commands of students beside judging: where they are, statements, hints, a new start."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.completion import exercise_names
from grader.course import Course, find_course
from grader.errors import GradeError, UsageError

if TYPE_CHECKING:
    from grader.learn.progress import Progress
    from grader.render.look import Look
    from grader.render.overview import Listed

BROKEN = (
    "hint:  .grade/progress.json cannot be read, so this starts afresh;\n"
    "       the next run keeps it as progress-broken.json"
)


_exercise = click.argument("name", metavar="EXERCISE", shell_complete=exercise_names)


def where_you_are() -> None:
    """Print how far the student is, and what to do next."""
    from grader.learn import progress
    from grader.render.overview import overview

    course = find_course(Path.cwd())
    held = progress.load(course.root)
    click.echo(overview(listed(course, held), held.last, _look()))
    _tell_broken(held)


@click.command("list")
def list_exercises() -> None:
    """List the exercises: state, best score, last run."""
    from grader.learn import progress
    from grader.render.overview import listing

    course = find_course(Path.cwd())
    held = progress.load(course.root)
    click.echo(listing(listed(course, held), datetime.now(), _look()))
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

    exercise = find_course(Path.cwd()).find(name)
    at = progress.load(exercise.root).of(exercise.name)
    if solved:
        source = statement.solution(exercise, at)
        if _look().colour:
            from grader.render.solution import coloured

            source = coloured(source)
        click.echo(source, nl=False)
        return
    text, functions = statement.statement(exercise), statement.functions(exercise, at)
    click.echo(drawn.statement(text, functions, _look()))
    click.echo(f"\nEdit exercises/{exercise.name}.py, then run   grade {exercise.id}")


@click.command()
@_exercise
@click.option("--again", is_flag=True, help="Show the hints that you have had: oldest first.")
def hint(name: str, again: bool) -> None:
    """Give the next hint for the function that failed first in the last run.

    The hints of a function go from a nudge to nearly the answer, one at a time.
    """
    from grader.learn import hints

    exercise = find_course(Path.cwd()).find(name)
    told = hints.shown_hints if again else hints.next_hint
    click.echo(told(exercise, _look().width))


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


def listed(course: Course, held: Progress) -> list[Listed]:
    """Return all exercises of a course with the student's standing in each."""
    from grader.learn.progress import MISSING
    from grader.learn.statement import checks_of
    from grader.render.overview import Listed

    rows = []
    for exercise in course.exercises:
        at = held.of(exercise.name)
        try:
            checks = checks_of(exercise)
        except GradeError:  # its suite is damaged, which `grade ex05` tells
            checks = at.checks
        rows.append(
            Listed(
                name=exercise.name,
                heading=exercise.heading,
                best=at.best,
                max_score=at.max_score,
                passed=min(at.passed, checks),
                checks=checks,
                done=at.done,
                failing=at.failing,
                claim=at.claim,
                missing=at.functions.get(at.failing) == MISSING,
                when=at.when,
            )
        )
    return rows


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


def _look() -> Look:
    from grader.render.look import Look

    return Look.of(sys.stdout, no_color=click.get_current_context().color is False)
