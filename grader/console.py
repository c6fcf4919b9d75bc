"""What every command prints with: texts, errors, JSON, and how its screen is drawn."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from grader.errors import GradeError
from grader.render.look import Look
from grader.render.text import clean
from grader.words.text import Text, _, draw


def say(text: Text, *, err: bool = False) -> None:
    """Print a sentence: on standard output, or where people are talked to."""
    click.echo(clean(draw(text)), err=err)


def say_error(error: GradeError) -> None:
    """Print what went wrong and what to do next."""
    say(_("error: {message}", message=error.message), err=True)
    if error.hint is not None:
        say(_("hint:  {hint}", hint=error.hint), err=True)


def confirm(question: Text) -> None:
    """Ask; whoever does not agree ends the command.

    Raises:
        click.Abort: they do not.
    """
    click.confirm(clean(draw(question)), abort=True, err=True)


def print_json(value: Any) -> None:
    """Print plain values as one JSON text."""
    click.echo(json.dumps(value, indent=1))


def look_of_command() -> Look:
    """Return how the command that runs draws its screen."""
    return Look.of(sys.stdout, no_color=click.get_current_context().color is False)
