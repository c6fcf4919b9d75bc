"""The commands that judge: grade ex05, grade all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from grader.command import COMMANDS, LANGUAGE, Argument, Command, Option, exercise_names
from grader.console import print_json, say_behind
from grader.course import Course, Exercise, command, here
from grader.errors import GradeError, UsageError
from grader.hidden import sources_needed
from grader.judge.grade import DEFAULT_SEED, NotReached, grade
from grader.learn import turn
from grader.sandbox.launch import IDLE, IDLE_OF_STUDENT
from grader.sandbox.modes import MODES
from grader.words.reading import Mark, Step, with_sentences
from grader.words.text import N_, _, literal, unbroken

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
    more=N_(
        "FILE is the stub in exercises/ unless another one is named. Several exercises are "
        "judged one line each."
    ),
)
@click.argument("name", cls=Argument, metavar=N_("EXERCISE"), shell_complete=exercise_names)
@click.argument(
    "rest",
    cls=Argument,
    metavar=N_("[FILE | EXERCISE...]"),
    nargs=-1,
    type=click.Path(),  # completed as one
)
@_judging
@click.option(
    "--with-solutions",
    metavar=N_("EXERCISE"),
    multiple=True,
    cls=Option,
    shell_complete=exercise_names,
    # An edition for students has neither solutions nor those who write them.
    hidden=not (Path(__file__).parent / "author").is_dir(),
    help=N_("Put the course's solution in place of an earlier file that is imported."),
)
def judge(
    name: str,
    rest: tuple[str, ...],
    seed: int,
    form: str,
    sandbox: str,
    with_solutions: tuple[str, ...],
) -> None:
    """Judge one exercise, or several."""
    exercises = _several(here(), (name, *rest)) if rest else []
    if exercises and with_solutions:
        raise UsageError(
            _("{option} is for one exercise", option=unbroken("--with-solutions")),
            _("judge one alone:   {command}", command=unbroken(command(exercises[0].id))),
        )
    if exercises:
        sys.exit(_one_line_each(exercises, seed, form, sandbox))
    file = Path(rest[0]) if rest else None
    language = click.get_current_context().meta.get(LANGUAGE)
    code = turn.take(
        name, file, seed=seed, form=form, sandbox=sandbox, language=language,
        prepare=lambda exercise: _record(exercise, seed), with_solutions=with_solutions,
    )  # fmt: skip
    sys.exit(code)


def _several(course: Course, words: Sequence[str]) -> list[Exercise]:
    """Return the exercises that words name; none where the second word is a file.

    Raises:
        UsageError: there is more than one file, or a command in the wrong place.
    """
    exercises, files = [], []
    for word in words:
        try:
            if Path(word).is_file() or len(Path(word).parts) > 1:
                exercise, file = turn.meant(course, word, None)
                files += [word] if file is not None else []
            else:
                exercise = course.find(word)
            exercises.append(exercise)
        except UsageError:
            files.append(word)
    if not files:
        return exercises
    if files[0] in COMMANDS:
        raise UsageError(
            _("{word!r} is a command, not a file", word=files[0]),
            _("did you mean   {command}", command=unbroken(command(files[0], words[0]))),
        )
    if len(words) > 2:
        raise UsageError(
            _("several are judged only as they lie in exercises/, and {file!r} does not",
              file=files[0]),
            _("judge it alone:   {command}", command=unbroken(command(words[0], files[0]))),
        )  # fmt: skip
    return []


@click.command("all", cls=Command, help=N_("Judge all exercises of the course, one line each."))
@_judging
def judge_all(seed: int, form: str, sandbox: str) -> None:
    """Judge all exercises of the course."""
    sys.exit(_one_line_each(here().exercises, seed, form, sandbox))


def _one_line_each(exercises: Iterable[Exercise], seed: int, form: str, sandbox: str) -> int:
    """Judge exercises as they lie in the course, one line each; return the exit code."""
    from grader.judge import submission
    from grader.render.overview import row
    from grader.render.terminal import step

    course = here()
    reports, worst, idle = [], 0, IDLE_OF_STUDENT
    wrong: list[Exercise] = []
    kept = True
    for exercise in exercises:
        try:
            _record(exercise, seed)
            handed_in = submission.read(exercise.stub, exercise)
            with turn.Patience(exercise.called) as patience:
                report = grade(
                    exercise, handed_in,
                    seed=seed, sandbox=sandbox, idle=min(IDLE, idle), follow=patience.follow,
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
        kept &= turn.remember(course, exercise, exercise.stub, report, seed)[0]
        idle -= report.idle
        reports.append(report)
        worst = max(worst, turn.exit_code(report))
        wrong += [exercise] * (not report.passed)
        if form == "text":
            click.echo(row(exercise.called, report))
    if form == "json":
        print_json([with_sentences(report) for report in reports])
    elif wrong:
        click.echo("\n" + step(Step(_("All about one:"), command(wrong[0].id))))
    if not kept:
        say_behind(turn.NOTE, turn.UNKEPT)
    return worst


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
