"""The commands of students beside judging: where they are, statements, hints, a new start."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from grader.command import Argument, Command, Option, exercise_names
from grader.console import NOTHING_CHANGED, agreed, look_of_command, say
from grader.course import command, here
from grader.errors import UsageError
from grader.learn import where
from grader.words.text import N_, _, unbroken

_exercise = click.argument(
    "name",
    cls=Argument,
    metavar=N_("[EXERCISE]"),
    required=False,
    shell_complete=exercise_names,
)


@click.command("list", cls=Command, help=N_("List the exercises: state, best score, last run."))
def list_exercises() -> None:
    """List the exercises."""
    where.list_exercises(here())


@click.command(
    cls=Command,
    help=N_("Print the statement of an exercise, or its solution."),
    more=N_("Without EXERCISE it is the one that you are at, or whose solution you may see."),
)
@_exercise
@click.option(
    "--solution",
    "solved",
    cls=Option,
    is_flag=True,
    help=N_("Show the solution instead: after full marks."),
)
def show(name: str | None, solved: bool) -> None:
    """Print the statement of an exercise, or its solution."""
    from grader.learn import progress, statement
    from grader.render import statement as drawn
    from grader.render.terminal import step
    from grader.words.reading import Step

    course = here()
    exercise = where.at(course, name, done=solved)
    held = progress.load(course.root)
    at = held.of(exercise.name)
    if solved:
        source = statement.solution(exercise, at)
        if look_of_command().colour:
            source = drawn.coloured(source)
        click.echo(source, nl=False)
        if exercise.after:
            # The source alone is data: it can be written into a file.
            told = drawn.remark(statement.after(exercise), look_of_command())
            click.echo(f"\n{told}", err=True)
        return
    text, functions = statement.statement(exercise), statement.functions(exercise, at)
    after = statement.after(exercise) if at.done and exercise.after else None
    click.echo(drawn.statement(text, functions, look_of_command(), after))
    # At the end: a statement is longer than a screen.
    click.echo()
    first = None if at.done else statement.before(course, exercise, held)
    if first is not None:
        say(first)
    edit = _("Edit {path}, then run", path=exercise.stub.relative_to(exercise.root).as_posix())
    click.echo(step(Step(edit, f"grade {exercise.id}")))


@click.command(
    cls=Command,
    help=N_("Give the next hint for the function that failed first."),
    more=N_(
        "That is the function that failed first in the last run. Its hints go from a nudge to "
        "nearly the answer, one at a time. Without EXERCISE it is the one that you are at."
    ),
)
@_exercise
@click.option(
    "--again",
    cls=Option,
    is_flag=True,
    help=N_("Show the hints that you have had: oldest first."),
)
def hint(name: str | None, again: bool) -> None:
    """Give the next hint, or those that were given."""
    where.hint(here(), name, again)


@click.command(
    cls=Command,
    help=N_("Begin an exercise anew, and keep your file beside it."),
    more=N_(
        "The best score stays. The hints begin with the first one again. Without EXERCISE it "
        "is the one that you are at."
    ),
)
@_exercise
@click.option("--yes", cls=Option, is_flag=True, help=N_("Do not ask."))
def reset(name: str | None, yes: bool) -> None:
    """Begin an exercise anew."""
    from grader.learn import reset as resetting

    exercise = where.at(here(), name)
    planned = resetting.plan(exercise)
    shown = f"exercises/{exercise.stub.name}"
    if not planned.needed:
        say(_("{file} is as the course came with it.", file=shown))
        say(NOTHING_CHANGED)
        return
    if planned.there and not yes and not _agreed(shown, exercise.id):
        say(NOTHING_CHANGED)
        return
    kept = resetting.carry_out(planned, datetime.now())
    if kept is not None:
        say(_("Your file is kept:   exercises/{file}", file=kept.name))
    say(_("Begin anew:          {file}", file=shown))
    show = unbroken(command("show", exercise.id))
    say(_("Read it:             {command}", command=show))


@click.command(
    cls=Command,
    help=N_("Start Python's debugger at the call that failed first."),
    more=N_(
        "It stops where your function begins: n is the next line, s steps into a call, p x "
        "prints x, c goes on, q quits. Without EXERCISE it is the one that you are at."
    ),
)
@_exercise
def debug(name: str | None) -> None:
    """Start a debugger at the call that failed first."""
    from grader.learn import debugging

    sys.exit(debugging.start(here(), where.at(here(), name)))


def _agreed(shown: str, exercise_id: str) -> bool:
    say(_("{file} becomes the file that the course came with.", file=shown))
    say(_("What you wrote is kept beside it, with the time in its name."))
    try:
        return agreed(_("Begin anew?"))
    except click.Abort:
        click.echo()
        raise UsageError(
            _("nobody answered, so nothing was changed"),
            _(
                "without a question:   {command}",
                command=unbroken(command("reset", exercise_id, "--yes")),
            ),
        ) from None
