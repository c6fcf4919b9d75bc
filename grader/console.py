"""What every command prints with: texts, errors, JSON, and how its screen is drawn."""

from __future__ import annotations

import codecs
import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader import files
from grader.course import here
from grader.errors import GradeError, KitFault
from grader.render.look import Look
from grader.render.text import clean, wrap
from grader.words.text import Text, _, draw

INTERRUPTED = 130  # exit code, as shells know it

# A process that asks for it by this variable is told errors on standard output, as one JSON
# object: `{"error": {"exit_code": 2, "message": "...", "hint": "..."}}`, the hint or null.
ERRORS = "GRADE_ERRORS"

HINT = _("hint:")

# Whether `--no-color` was typed.
no_color = False


def say(text: Text, *, err: bool = False) -> None:
    """Print a sentence: on standard output, or where people are talked to."""
    print(clean(draw(text)), file=sys.stderr if err else sys.stdout, flush=True)


def say_behind(
    label: Text, text: Text, indent: int = len("error: "), *, err: bool = True
) -> None:
    """Print a sentence behind a word, in the width of the screen.

    Args:
        indent: columns before the other lines.
        err: whether it is printed where people are talked to, else on standard output.
    """
    stream = sys.stderr if err else sys.stdout
    lines = wrap(text, indent, draw(label), Look.of(stream).width, whole=True)
    print("\n".join(lines), file=stream, flush=True)


def say_error(error: GradeError) -> None:
    """Print what went wrong and what to do next."""
    if os.environ.get(ERRORS) == "json":
        hint = None if error.hint is None else draw(error.hint)
        facts = {"exit_code": error.exit_code, "message": draw(error.message), "hint": hint}
        print_json({"error": facts})
        return
    say_behind(_("error:"), error.message)
    if error.hint is not None:
        say_behind(HINT, error.hint)


def ended(command: Callable[[], int]) -> int:
    """Run a command to its end, whatever that is; return its exit code.

    Raises:
        OSError: whoever read our output has read enough.
    """
    try:
        return command()
    except GradeError as error:
        say_error(error)
        return error.exit_code
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            raise
        say_error(fault(error))
        return KitFault.exit_code


def fault(error: Exception) -> KitFault:
    """Keep the traceback of any error, for whoever can fix it; return what is said of it."""
    return KitFault(
        _("the grader failed, not your code; nothing was marked"),
        _("try once more, or send {file} to your instructor", file=_kept(error)),
    )


def _kept(error: Exception) -> str:
    """Write a traceback to `.grade/fault-<number>.txt`; return the file's path.

    The number is made from the traceback, so that the same fault has the same one.
    """
    import hashlib
    import tempfile
    import traceback

    text = "".join(traceback.format_exception(error))
    name = f"fault-{hashlib.sha256(text.encode()).hexdigest()[:6]}.txt"
    try:
        root = here().root
        files.replace(root / ".grade" / name, text.encode())
        return f".grade/{name}"
    except (OSError, GradeError):
        path = Path(tempfile.gettempdir()) / name
        path.write_text(text, encoding="utf-8")
        return str(path)


NOTHING_CHANGED = _("Nothing was changed.")


def agreed(question: Text, err: bool = False) -> bool:
    """Ask a question that is answered by yes or no.

    Raises:
        click.Abort: nobody answered.
    """
    import click

    width = Look.of(sys.stderr).width - len(" [y/N]: y")
    return click.confirm("\n".join(wrap(question, 0, width=width, whole=True)), err=err)


def confirm(question: Text) -> None:
    """Ask before anything is changed; whoever does not agree ends the command.

    Raises:
        SystemExit: they do not.
        click.Abort: nobody answered.
    """
    if not agreed(question, err=True):
        say(NOTHING_CHANGED, err=True)
        raise SystemExit(1)


def print_json(value: Any) -> None:
    """Print plain values as one JSON text: in letters where the stream is UTF-8, as JSON is."""
    letters = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    print(files.json_text(value) if letters else json.dumps(value, indent=1), flush=True)


def look_of_command() -> Look:
    """Return how the command that runs draws its screen."""
    return Look.of(sys.stdout, no_color=no_color)
