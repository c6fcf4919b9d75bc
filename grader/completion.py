"""Completes the names of exercises in a shell."""

from __future__ import annotations

from pathlib import Path

import click

from grader.course import find_course
from grader.errors import GradeError


def exercise_names(ctx: click.Context, param: click.Parameter | None, word: str) -> list[str]:
    """Return the exercises that a word may become: `ex05_padding`, or `padding` for `pad`.

    Outside of a course there are none: a shell has no place for an error.
    """
    try:
        names = find_course(Path.cwd()).names
    except (GradeError, OSError):
        return []
    full = [name for name in names if name.startswith(word)]
    short = [name.partition("_")[2] for name in names]
    return full or [name for name in short if name.startswith(word)]
