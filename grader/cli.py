"""The command `grade`: each command parses, makes one call, renders, returns an exit code."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grader import __version__
from grader.author.commands import new, record, release, verify
from grader.classroom.commands import batch
from grader.completion import exercise_names
from grader.console import look_of_command, print_json, say, say_error
from grader.course import Course, find_course
from grader.errors import GradeError
from grader.judge.grade import DEFAULT_SEED
from grader.learn import turn
from grader.learn.commands import (
    hint,
    list_exercises,
    reset,
    show,
    where_you_are,
)
from grader.learn.watch.command import watch
from grader.render import look
from grader.report import Report
from grader.sandbox.launch import MODES
from grader.words.reading import read, with_sentences
from grader.words.text import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from grader.judge.submission import Submission

Command = TypeVar("Command", bound=Callable[..., Any])

JUDGE = "judge"


def _without_colour(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        ctx.color = False  # click takes colour out of all that it prints, commands inherit it


NO_COLOR = click.Option(
    ["--no-color"],
    is_flag=True,
    expose_value=False,
    callback=_without_colour,
    help="No colour; NO_COLOR=1 means it for good.",
)


class Grade(click.Group):
    """`grade ex05` is `grade judge ex05`; an error of the kit becomes its exit code."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, which may print in colour, and so can be told not to."""
        cmd.params.append(NO_COLOR)
        super().add_command(cmd, name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a first word that is no command for the name of an exercise."""
        if args and self.get_command(ctx, args[0]) is None:
            args = [JUDGE, *args]
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, and exercises in their place."""
        from click.shell_completion import CompletionItem

        commands = super().shell_complete(ctx, incomplete)
        return commands + [CompletionItem(n) for n in exercise_names(ctx, None, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; say what, where and what to do next where it cannot be done."""
        try:
            return super().invoke(ctx)
        except GradeError as error:
            say_error(error)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # whoever read our output has read enough
            from grader.learn import fault

            say_error(fault.kept(error))
            ctx.exit(3)


@click.group(
    cls=Grade,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="grade")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Judge your exercises:  grade ex05

    Without a command it says what is done and what is next.
    """
    for stream in (sys.stdout, sys.stderr):
        look.settle(stream)
    if ctx.invoked_subcommand is None:
        where_you_are()


def _judging(command: Command) -> Command:
    """Add the options of every command that judges."""
    for option in (
        click.option(
            "--sandbox",
            type=click.Choice(MODES),
            default="process",
            show_default=True,
            help="How the worker process is confined.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="A screen to read, or one JSON object.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(min=0),
            default=DEFAULT_SEED,
            show_default=True,
            help="Which arguments are drawn. Another than 0 needs PyTorch.",
        ),
    ):
        command = option(command)
    return command


@main.command(JUDGE)
@click.argument("name", metavar="EXERCISE", shell_complete=exercise_names)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@_judging
def judge(name: str, file: Path | None, seed: int, form: str, sandbox: str) -> None:
    """Judge one exercise; `judge` itself can be left out.

    FILE is the stub in exercises/ unless another one is named.
    """
    course = _course_of(file)
    exercise = course.find(name)
    target = file or exercise.stub
    submission = _read(course, target)
    if form == "text":
        from grader.render.terminal import heading

        click.echo(heading(exercise.called, submission.path))
        sys.stdout.flush()
    report = turn.judge(course, exercise, target, submission, seed=seed, sandbox=sandbox)
    if form == "json":
        print_json(with_sentences(report))
    else:
        from grader.learn import failing_call
        from grader.render import terminal

        script = failing_call.write(course.root, report, target)
        what_next = turn.what_next(course, exercise, file, script)
        click.echo(terminal.body(read(report, what_next), look_of_command()))
    sys.exit(_exit_code(report))


@main.command("all")
@_judging
def judge_all(seed: int, form: str, sandbox: str) -> None:
    """Judge all exercises of the course, one line each."""
    from grader.render.overview import row

    course = find_course(Path.cwd())
    reports, worst = [], 0
    for exercise in course.exercises:
        try:
            submission = _read(course, exercise.stub)
            report = turn.judge(
                course, exercise, exercise.stub, submission, seed=seed, sandbox=sandbox
            )
        except GradeError as error:
            worst = max(worst, error.exit_code)
            say(
                _("----  {exercise}: not judged: {message}",
                  exercise=exercise.called, message=error.message),
                err=True,
            )  # fmt: skip
            if error.hint is not None:
                say(_("      hint: {hint}", hint=error.hint), err=True)
            continue
        reports.append(report)
        worst = max(worst, _exit_code(report))
        if form == "text":
            click.echo(row(exercise.called, report))
    if form == "json":
        print_json([with_sentences(report) for report in reports])
    sys.exit(worst)


for _command in (list_exercises, show, hint, reset, watch, verify, record, new, release, batch):
    main.add_command(_command)
main.params.append(NO_COLOR)


def _course_of(file: Path | None) -> Course:
    starts = [Path.cwd()] if file is None else [file.parent, Path.cwd()]
    return find_course(*starts)


def _read(course: Course, file: Path) -> Submission:
    from grader.judge import submission

    return submission.read(file, course.root)


def _exit_code(report: Report) -> int:
    return {"passed": 0, "failed": 1}.get(report.status, 3)


if __name__ == "__main__":
    main()
