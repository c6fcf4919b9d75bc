"""The command `grade`: what all its commands share, and where each of them is."""

from __future__ import annotations

import contextlib
import difflib
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader import console
from grader.command import LANGUAGE, Command, Option, exercise_names
from grader.console import say_error
from grader.course import command, here, name_course
from grader.errors import GradeError, UsageError
from grader.hidden import is_edition, sources_needed
from grader.render import look
from grader.settings import unknown_language
from grader.version import __version__
from grader.words import catalogs
from grader.words.names import plain
from grader.words.text import N_, _, unbroken, use

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


JUDGE = "judge"
# Imported when they are called. An edition for students has neither of the two rooms of
# which only the whole course makes use.
STUDENTS = {
    "all": "grader.judging:judge_all",
    "debug": "grader.learn.commands:debug",
    "hint": "grader.learn.commands:hint",
    JUDGE: "grader.judging:judge",
    "list": "grader.learn.commands:list_exercises",
    "reset": "grader.learn.commands:reset",
    "show": "grader.learn.commands:show",
    "watch": "grader.learn.watch.command:watch",
}
WHOLE_COURSE = {
    "batch": "grader.classroom.commands:batch",
    "new": "grader.author.commands:new",
    "record": "grader.author.commands:record",
    "release": "grader.author.commands:release",
    "verify": "grader.author.commands:verify",
}
OPTIONS = ("help", "version")  # what people type as if it were a command
ELSEWHERE = {**STUDENTS, **WHOLE_COURSE}


def _without_colour(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        ctx.color = False  # click takes colour out of all that it prints
        console.no_color = True


def _in_language(ctx: click.Context, param: click.Parameter, code: str | None) -> None:
    if code is None:
        return
    if catalogs.language(code) is None:
        raise UsageError(_("there is no language {code!r}", code=code), unknown_language(code))
    ctx.meta[LANGUAGE] = code
    use(catalogs.chosen(code))


def _in_course(ctx: click.Context, param: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        name_course(folder)
        use(catalogs.chosen(ctx.meta.get(LANGUAGE), here().settings.language))


def _cleaned(error: Exception) -> Exception:
    """Return what click refuses with, so that a name among the words commands no terminal."""
    if isinstance(error, click.ClickException):
        vars(error).update(message=plain(error.message))  # it is final to mypy
    return error


EVERYWHERE = (
    Option(
        ["--no-color"],
        is_flag=True,
        expose_value=False,
        callback=_without_colour,
        help=N_("No colour; NO_COLOR=1 means it for good."),
    ),
    Option(
        ["--language"],
        metavar=N_("CODE"),
        is_eager=True,  # --help comes in it
        expose_value=False,
        callback=_in_language,
        help=N_("Language of the sentences; GRADE_LANGUAGE=CODE means it for good."),
    ),
    Option(
        ["--course"],
        metavar=N_("FOLDER"),
        type=click.Path(path_type=Path),
        is_eager=True,  # exercises are completed from it, and --help lists its commands
        expose_value=False,
        callback=_in_course,
        help=N_("The course; otherwise it is found upwards from the working directory."),
    ),
)


def _refuse_misspelt(args: list[str]) -> None:
    """Refuse a word that is nearer to a command than to an exercise or a file.

    Raises:
        UsageError: it names the command.
    """
    word = args[0]
    with contextlib.suppress(GradeError):
        here().find(word)
        return
    near = difflib.get_close_matches(word, ELSEWHERE, n=1, cutoff=0.6)
    if word in OPTIONS:
        meant = command(f"--{word}")
    elif near and not {*word} & {*"./\\"}:
        meant = command(near[0], *args[1:])
    else:
        return
    raise UsageError(
        _("there is neither a command nor an exercise {word!r}", word=word),
        _("did you mean   {command}", command=unbroken(meant)),
    )


class Grade(Command, click.Group):
    """`grade ex05` is `grade judge ex05`; an error of the kit becomes its exit code."""

    def make_context(self, *args: Any, **rest: Any) -> click.Context:
        """Read the command line in the language of the environment or the course."""
        name_course(None)
        try:
            course = here()
        except (GradeError, OSError):
            course = None  # the command says what is wrong, if it needs a course
        use(catalogs.chosen(course=course.settings.language if course else None))
        try:
            return super().make_context(*args, **rest)
        except GradeError as error:
            say_error(error)
            raise click.exceptions.Exit(error.exit_code) from error
        except click.ClickException as error:
            raise _cleaned(error) from None

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, with the options that every command has."""
        cmd.params.extend(EVERYWHERE)
        super().add_command(cmd, name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; it is imported now. In an edition some are absent."""
        if cmd_name in ELSEWHERE and cmd_name not in self.commands:
            module, attribute = ELSEWHERE[cmd_name].split(":")
            try:
                command = getattr(importlib.import_module(module), attribute)
            except ModuleNotFoundError as error:
                if error.name is None or not module.startswith(error.name):
                    raise
                return None
            self.add_command(command, cmd_name)
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands that work here."""
        try:
            edition = is_edition(here().root)
        except (GradeError, OSError):
            edition = False
        names = {*self.commands, *ELSEWHERE} - (WHOLE_COURSE.keys() if edition else set())
        return sorted(name for name in names if self.get_command(ctx, name) is not None)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a first word that is no command for the name of an exercise.

        Raises:
            UsageError: it is a command that this edition does not have, or nearly one.
        """
        if args and self.get_command(ctx, args[0]) is None:
            if args[0] in ELSEWHERE:
                raise sources_needed(f"grade {args[0]}")
            if not args[0].startswith("-"):
                _refuse_misspelt(args)
            args = [JUDGE, *args]
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, and exercises in their place."""
        from click.shell_completion import CompletionItem

        commands = super().shell_complete(ctx, incomplete)
        return commands + [CompletionItem(n) for n in exercise_names(ctx, None, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; say what, where and what to do next where it cannot be done."""
        ends = (click.ClickException, click.exceptions.Exit, click.Abort)
        own: list[Exception] = []

        def run() -> int:
            try:
                super(Grade, self).invoke(ctx)
            except ends as end:
                own.append(end)
            return 0

        code = console.ended(run)
        if own:
            raise _cleaned(own[0])
        ctx.exit(code)


@click.group(
    cls=Grade,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Judge your exercises:  grade ex05"),
    more=N_("Without a command it says what is done and what is next."),
)
@click.version_option(__version__, prog_name="grade")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Judge an exercise, or whatever the command is."""
    for stream in (sys.stdout, sys.stderr):
        look.settle(stream)
    if ctx.invoked_subcommand is None:
        from grader.learn.where import where_you_are

        where_you_are(here())


main.params.extend(EVERYWHERE)


if __name__ == "__main__":
    main()
