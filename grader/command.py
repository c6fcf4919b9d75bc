"""Commands, options and arguments whose help is in the reader's language, and completed.

Their texts are marked with `N_` where they are declared, and looked up when click asks for
them: by then the language is known. What click itself says stays as it is.
"""

from __future__ import annotations

from typing import Any, overload

import click

from grader.course import here
from grader.errors import GradeError
from grader.words.text import in_use

# What a student may type behind `grade`, beside the name of an exercise.
COMMANDS = ("all", "debug", "hint", "list", "reset", "show", "watch")

# Where a context of click keeps what was typed after `--language`.
LANGUAGE = f"{__name__}.language"


class _Translated:
    """A text of a command, kept in English."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_english_{name}"

    @overload
    def __get__(self, holder: None, owner: type) -> _Translated: ...

    @overload
    def __get__(self, holder: object, owner: type) -> Any: ...

    def __get__(self, holder: object | None, owner: type) -> Any:
        """Return the text in the language of this process, or what stands in its place."""
        if holder is None:
            return self
        english = vars(holder).get(self._name)
        return in_use().one(english) if english else english

    def __set__(self, holder: object, english: Any) -> None:
        """Keep the text."""
        vars(holder)[self._name] = english


class Command(click.Command):
    """A command with one sentence of help, and perhaps more.

    Args:
        help: one short sentence: the list of all commands shows it too.
        more: what `--help` says below it.
    """

    help = _Translated()
    more = _Translated()

    def __init__(self, *args: Any, more: str = "", **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.more = more

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the sentence for the list of all commands; click would cut it."""
        return str(self.help or "").removesuffix(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, each paragraph in as many lines as it needs."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(filter(None, (self.help, self.more))))


class Option(click.Option):
    """An option whose help and metavar are translated."""

    help = _Translated()
    metavar = _Translated()


class Argument(click.Argument):
    """An argument whose metavar is translated."""

    metavar = _Translated()


def exercise_names(ctx: click.Context, param: click.Parameter | None, word: str) -> list[str]:
    """Return the exercises that a word may become: `ex05_padding`, or `padding` for `pad`.

    Outside of a course there are none: a shell has no place for an error.
    """
    try:
        names = here().names
    except (GradeError, OSError):
        return []
    full = [name for name in names if name.startswith(word)]
    short = [name.partition("_")[2] for name in names]
    return full or [name for name in short if name.startswith(word)]
