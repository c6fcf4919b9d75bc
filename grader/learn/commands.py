"""The commands of students beside judging: lists, statements, hints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from grader.course import Course, find_course


@click.command("list")
def list_exercises() -> None:
    """List the exercises: state, best score, last run."""
    from grader.render.overview import listing

    click.echo(listing(listed(find_course(Path.cwd()))))


@click.command()
@click.argument("name", metavar="EXERCISE")
def show(name: str) -> None:
    """Print the statement of an exercise."""
    from grader.learn.statement import statement

    click.echo(statement(find_course(Path.cwd()).find(name)))


@click.command()
@click.argument("name", metavar="EXERCISE")
@click.argument("number", required=False, type=click.IntRange(min=1), default=1)
def hint(name: str, number: int) -> None:
    """Print hint NUMBER for the function that failed first in the last run.

    The hints of a function go from a nudge to nearly the answer.
    """
    from grader.learn.statement import numbered_hint

    course = find_course(Path.cwd())
    click.echo(numbered_hint(course.find(name), number))


def listed(course: Course) -> list[Any]:
    """Return all exercises of a course with the student's standing in each."""
    from grader.learn import progress
    from grader.render.overview import Listed

    held = progress.load(course.root)
    listed = []
    for exercise in course.exercises:
        at = held.of(exercise.name)
        listed.append(Listed(exercise.name, exercise.heading, at.best, at.max_score,
                             at.passed, at.checks, at.done, at.failing, at.when))  # fmt: skip
    return listed
