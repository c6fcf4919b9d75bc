"""The commands that judge: grade ex05, grade all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from grader.command import LANGUAGE, Argument, Command, Option, exercise_names
from grader.console import print_json, say_behind
from grader.course import Exercise, here
from grader.errors import GradeError
from grader.hidden import sources_needed
from grader.judge.grade import DEFAULT_SEED, NotReached
from grader.learn import turn
from grader.sandbox.launch import IDLE, IDLE_OF_STUDENT
from grader.sandbox.modes import MODES
from grader.words.reading import Mark, with_sentences
from grader.words.text import N_, _, literal

Function = TypeVar("Function", bound=Callable[..., Any])


def _judging(function: Function) -> Function:
    """Add the options of every command that judges."""
    for option in (
        click.option(
            "--sandbox",
            type=click.Choice(MODES),
            default="process",
            show_default=True,
            cls=Option,
            help=N_("How the worker process is confined."),
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            cls=Option,
            help=N_("A screen to read, or one JSON object."),
        ),
        click.option(
            "--seed",
            type=click.IntRange(min=0),
            default=DEFAULT_SEED,
            show_default=True,
            cls=Option,
            help=N_("Which arguments are drawn. Another than 0 needs PyTorch."),
        ),
    ):
        function = option(function)
    return function


@click.command(
    "judge",
    cls=Command,
    help=N_("Judge one exercise; `judge` itself can be left out."),
    more=N_("FILE is the stub in exercises/ unless another one is named."),
)
@click.argument("name", cls=Argument, metavar=N_("EXERCISE"), shell_complete=exercise_names)
@click.argument(
    "file",
    cls=Argument,
    metavar=N_("[FILE]"),
    required=False,
    type=click.Path(path_type=Path),
)
@_judging
def judge(name: str, file: Path | None, seed: int, form: str, sandbox: str) -> None:
    """Judge one exercise."""
    language = click.get_current_context().meta.get(LANGUAGE)
    code = turn.take(
        name, file, seed=seed, form=form, sandbox=sandbox, language=language,
        prepare=lambda exercise: _record(exercise, seed),
    )  # fmt: skip
    sys.exit(code)


@click.command("all", cls=Command, help=N_("Judge all exercises of the course, one line each."))
@_judging
def judge_all(seed: int, form: str, sandbox: str) -> None:
    """Judge all exercises of the course."""
    from grader.judge import submission
    from grader.render.overview import row

    course = here()
    reports, worst, idle = [], 0, IDLE_OF_STUDENT
    for exercise in course.exercises:
        try:
            _record(exercise, seed)
            handed_in = submission.read(exercise.stub, course.root)
            report = turn.judge(
                course, exercise, exercise.stub, handed_in,
                seed=seed, sandbox=sandbox, idle=min(IDLE, idle),
            )  # fmt: skip
        except GradeError as error:
            if isinstance(error, NotReached):
                idle = 0.0
            worst = max(worst, error.exit_code)
            mark = Mark.OPEN.text
            not_judged = _("{exercise}: not judged: {message}",
                           exercise=exercise.called, message=error.message)  # fmt: skip
            say_behind(mark, not_judged, 6)
            if error.hint is not None:
                say_behind(literal(""), _("hint: {hint}", hint=error.hint), 6)
            continue
        idle -= report.idle
        reports.append(report)
        worst = max(worst, turn.exit_code(report))
        if form == "text":
            click.echo(row(exercise.called, report))
    if form == "json":
        print_json([with_sentences(report) for report in reports])
    sys.exit(worst)


def _record(exercise: Exercise, seed: int) -> None:
    """Make sure that there is a record for a seed.

    Raises:
        UsageError: there is none, and it cannot be made here.
    """
    if seed == DEFAULT_SEED:
        return
    try:
        from grader.author.record import ensure
    except ModuleNotFoundError as error:
        raise sources_needed(f"grade {exercise.id} --seed {seed}") from error
    ensure(exercise, seed)
