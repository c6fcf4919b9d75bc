"""Finds how exercises are judged: in their authors' folders, or in the pack of an edition.

    tests/hidden/<exercise>/<file>    the course as its authors have it
    datasets/suites.pack              an edition for students: the same names in one zip

Whichever is there is read, the folders first.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import KitFault, UsageError
from grader.words.text import Text, _, unbroken

if TYPE_CHECKING:
    import zipfile

FOLDER = "tests/hidden"
PACK = "datasets/suites.pack"
DESCRIPTION = "exercise.toml"  # title, track, limits and hints


def is_edition(root: Path) -> bool:
    """Whether a course is an edition for students, without its authors' sources."""
    return not (root / FOLDER).is_dir() and (root / PACK).is_file()


def require_sources(root: Path, purpose: str) -> None:
    """Go on only where the authors' sources are.

    Args:
        purpose: the command that needs them, `grade verify`.

    Raises:
        UsageError: the course is an edition for students.
    """
    if is_edition(root):
        raise sources_needed(purpose)


def sources_needed(command: str) -> UsageError:
    """Return the error of a command that an edition for students does not have."""
    return UsageError(
        _("{command} needs the whole course; this is its edition for students",
          command=command),
        _("run it in the course that the edition was made from"),
    )  # fmt: skip


def fresh_copy(root: Path) -> Text:
    """Return what to do where something of how exercises are judged is damaged."""
    if is_edition(root):
        return _("take the folder datasets/ from a fresh copy of the course")
    restore = f"git restore {FOLDER}/"
    return _("{command}, or take it from a fresh copy", command=unbroken(restore))


def names(root: Path) -> list[str]:
    """Return the names of all exercises of a course, in no order.

    Raises:
        KitFault: the pack is damaged.
    """
    if is_edition(root):
        return list({name.partition("/")[0] for name in _pack(root / PACK).namelist()})
    folder = root / FOLDER
    return os.listdir(folder) if folder.is_dir() else []


def read(root: Path, exercise: str, file: str) -> str:
    """Return the text of a file that says how an exercise is judged.

    Raises:
        FileNotFoundError: there is none of that name.
        OSError: it cannot be read.
        ValueError: it is not UTF-8.
        KitFault: the pack is damaged.
    """
    if not is_edition(root):
        return (root / FOLDER / exercise / file).read_text(encoding="utf-8")
    pack, name = _pack(root / PACK), f"{exercise}/{file}"
    if name not in pack.namelist():
        raise FileNotFoundError(f"{PACK} has no {name}")
    try:
        return pack.read(name).decode("utf-8")
    except Exception as error:
        raise _damaged(error) from error


@functools.lru_cache(maxsize=4)
def _pack(path: Path) -> zipfile.ZipFile:
    import io
    import zipfile  # most commands in a whole course need none

    try:
        return zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    except (OSError, zipfile.BadZipFile) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> KitFault:
    return KitFault(
        _("{file} is damaged: {error}", file=PACK, error=error),
        _("take the folder datasets/ from a fresh copy of the course"),
    )
