"""What every command prints with: texts, errors, JSON, and how its screen is drawn."""

from __future__ import annotations

import json
import os
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


# A process that asks for it by this variable is told errors on standard output, as one JSON
# object: `{"error": {"exit_code": 2, "message": "...", "hint": "..."}}`, the hint or null.
ERRORS = "GRADE_ERRORS"


def say_error(error: GradeError) -> None:
    """Print what went wrong and what to do next."""
    if os.environ.get(ERRORS) == "json":
        hint = None if error.hint is None else draw(error.hint)
        facts = {"exit_code": error.exit_code, "message": draw(error.message), "hint": hint}
        print_json({"error": facts})
        return
    say(_("error: {message}", message=error.message), err=True)
    if error.hint is not None:
        say(_("hint:  {hint}", hint=error.hint), err=True)


def agreed(question: Text) -> bool:
    """Ask a question that is answered by yes or no.

    Raises:
        click.Abort: nobody answered.
    """
    return click.confirm(clean(draw(question)))


def print_json(value: Any) -> None:
    """Print plain values as one JSON text."""
    click.echo(json.dumps(value, indent=1))


def look_of_command() -> Look:
    """Return how the command that runs draws its screen."""
    return Look.of(sys.stdout, no_color=click.get_current_context().color is False)
