"""The command of instructors: grade batch."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.command import Argument, Command, Option, exercise_names
from grader.errors import UsageError
from grader.report import Outcome
from grader.sandbox.modes import MODES
from grader.words.text import N_, _, listed, unbroken

if TYPE_CHECKING:
    from grader.classroom.book.plan import Seed

NEW = "new"


def _outcomes(
    context: click.Context, parameter: click.Parameter, value: str
) -> frozenset[Outcome]:
    """Return the outcomes that are separated by commas.

    Raises:
        UsageError: one of them is none.
    """
    try:
        return frozenset(Outcome(word.strip()) for word in value.split(",") if word)
    except ValueError as error:
        raise UsageError(
            _("{option} does not know {value!r}", option=parameter.opts[0], value=value),
            _("choose from {outcomes}", outcomes=listed(Outcome)),
        ) from error


def _seed(context: click.Context, parameter: click.Parameter, value: str | None) -> Seed | None:
    """Return the seed that is asked for, one that is drawn, or None.

    Raises:
        UsageError: it is neither a number that can be kept, nor `new`.
    """
    from grader.classroom.book.plan import MOST_SEED, Seed, new_seed

    if value is None:
        return None
    if value == NEW:
        return Seed(new_seed(), drawn=True)
    if value.isascii() and value.isdecimal() and len(value) < 20 and int(value) <= MOST_SEED:
        return Seed(int(value), drawn=False)
    option, new = parameter.opts[0], unbroken(f"--seed {NEW}")
    raise UsageError(
        _("{option} does not know {value!r}", option=option, value=value),
        _("{option}, or a number up to {most}", option=new, most=MOST_SEED),
    )


def _own_files(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Refuse solutions in place of students' files.

    Raises:
        UsageError: they are asked for.
    """
    if value is not None:
        option = parameter.opts[0]
        alone = unbroken(f"grade EXERCISE FILE {option} {value}")
        raise UsageError(
            _("{option} is not for a class: marks are for the students' own files",
              option=option),
            _("judge one file so:   {command}", command=alone),
        )  # fmt: skip


@click.command(
    cls=Command,
    help=N_("Judge a class: a folder or a zip with one folder for each student."),
    more=N_(
        "What was judged is kept in OUT and not judged again: run the same command to go on."
    ),
)
@click.argument(
    "submissions", cls=Argument, metavar=N_("SUBMISSIONS"), type=click.Path(path_type=Path)
)
@click.argument(
    "names",
    cls=Argument,
    nargs=-1,
    metavar=N_("[EXERCISE]..."),
    shell_complete=exercise_names,
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    cls=Option,
    help=N_("Folder of the results."),
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    cls=Option,
    help=N_("Students at once; default: the cores."),
)
@click.option(
    "--cluster",
    metavar=N_("ADDRESS"),
    cls=Option,
    help=N_("A Dask scheduler, tcp://host:8786."),
)
@click.option(
    "--sandbox",
    type=click.Choice(MODES),
    default="bubblewrap",
    show_default=True,
    cls=Option,
    help=N_("How student code is confined; process only for files that you trust."),
)
@click.option(
    "--seed",
    callback=_seed,
    metavar=N_("NUMBER"),
    cls=Option,
    help=N_("Inputs of this seed, or `new` ones; else those that OUT keeps to itself."),
)
@click.option(
    "--with-solutions",
    hidden=True,
    expose_value=False,
    callback=_own_files,
    cls=Option,
    help=N_("Refused: a class is judged by its own files."),
)
@click.option(
    "--regrade",
    multiple=True,
    is_flag=False,
    flag_value="all",  # batch.ALL
    metavar=N_("[EXERCISE]"),
    cls=Option,
    help=N_("Judge again what was judged: everything, or one exercise."),
)
@click.option(
    "--regrade-outcome",
    "outcomes",
    callback=_outcomes,
    default="",
    metavar=N_("OUTCOME,..."),
    cls=Option,
    help=N_("Judge again where a check ended so: timeout,internal,crashed."),
)
@click.option(
    "--student",
    "students",
    multiple=True,
    metavar=N_("NAME"),
    cls=Option,
    help=N_("Judge only this one."),
)
@click.option(
    "--dry-run",
    is_flag=True,
    cls=Option,
    help=N_("Show what is taken for what, judge nothing."),
)
@click.option(
    "--as-shown", is_flag=True, cls=Option, help=N_("Go on where a batch stopped to show that.")
)
@click.option(
    "--yes", is_flag=True, cls=Option, help=N_("Let other exercises or another seed count.")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    cls=Option,
    help=N_("A screen to read, or one JSON object."),
)
def batch(**asked: Any) -> None:
    """Judge a class."""
    if sys.platform == "win32":
        raise UsageError(
            _("{command} runs on Linux and macOS", command=unbroken("grade batch")),
            _("use it in WSL"),
        )
    from grader.classroom.batch import Asked, run

    sys.exit(run(Asked(**asked)))
