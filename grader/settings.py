"""Reads the settings of a course: the table `[tool.grade]` of its pyproject.toml.

A folder with that table is a course. Only the text of the table is given to a TOML parser:
the whole file would cost every grading a millisecond.
"""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from grader.errors import KitFault
from grader.words import catalogs
from grader.words.text import Text, _, listed, unbroken

FILE = "pyproject.toml"
MOST = 1 << 20  # its bytes
TABLE = re.compile(rb"^\[tool\.grade\][ \t]*(#.*)?\r?$", re.MULTILINE)
NEXT = re.compile(rb"^[ \t]*\[(?!tool\.grade\.)", re.MULTILINE)


class Settings(NamedTuple):
    """What the table may hold: every key may be left out.

    Attributes:
        title: of the course.
        language: code of the language that `grade` speaks in it.
        tracks: the parts of the course, in the order in which they are learned.
    """

    title: str = ""
    language: str = ""
    tracks: tuple[str, ...] = ()


def read(folder: Path) -> Settings | None:
    """Return the settings of a course, or None where the folder is none.

    Raises:
        KitFault: the table holds what it may not; the message names file, line and key.
    """
    file = folder / FILE
    try:
        # It may be a student's, who made a pipe or a giant of it.
        kind = file.stat()
        if not stat.S_ISREG(kind.st_mode) or kind.st_size > MOST:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    begin = TABLE.search(data)
    if begin is None:
        return None
    end = NEXT.search(data, begin.end())
    piece = data[begin.start() : end.start() if end else len(data)]
    table = _parsed(file, data, piece)
    for key, value in table.items():
        line = _line_of(key, piece) + data.count(b"\n", 0, begin.start())
        _refuse(file, line, key, value)
    return Settings(**{**table, "tracks": tuple(table.get("tracks", ()))})


def unknown_language(code: str) -> Text:
    """Return what to do about a language that the kit does not speak."""
    import difflib

    there = catalogs.codes()
    near = difflib.get_close_matches(code, there, n=1, cutoff=0.5)
    if near:
        return _("did you mean {near}? There are: {codes}", near=near[0], codes=listed(there))
    return _("these are there: {codes}", codes=listed(there))


def _parsed(file: Path, data: bytes, piece: bytes) -> dict[str, Any]:
    for text in (piece, data):  # the whole file knows its lines, and texts of several lines
        try:
            return dict(tomllib.loads(text.decode())["tool"]["grade"])
        except (ValueError, TypeError, KeyError) as error:
            problem = error
    raise KitFault(
        _("{file} cannot be read: {error}", file=file, error=problem),
        _("its table [tool.grade] is described in docs/authors.md"),
    ) from problem


def _line_of(key: str, piece: bytes) -> int:
    """Return in which line of the table a key stands, counted from 1."""
    begins = rb"^[ \t]*(\[tool\.grade\.)?[\"']?" + re.escape(key.encode()) + rb"\b"
    at = re.compile(begins, re.MULTILINE).search(piece, piece.find(b"\n") + 1)
    return piece.count(b"\n", 0, at.start() if at else 0) + 1


def _refuse(file: Path, line: int, key: str, value: Any) -> None:
    if key not in Settings._fields:
        import difflib

        near = difflib.get_close_matches(key, Settings._fields, n=1)
        raise KitFault(
            _("{file}, line {line}: the table [tool.grade] has no key {key}",
              file=file, line=line, key=key),
            _("did you mean {near}?", near=near[0]) if near
            else _("it may have these: {keys}", keys=listed(Settings._fields)),
        )  # fmt: skip
    if key == "tracks":
        texts = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
        if not texts or len({*value}) < len(value):
            raise KitFault(
                _("{file}, line {line}: {key} must be a list of texts, each once",
                  file=file, line=line, key=key),
                _("write it like this:   {example}",
                  example=unbroken('tracks = ["foundations", "networks"]')),
            )  # fmt: skip
    elif not isinstance(value, str):
        raise KitFault(
            _("{file}, line {line}: {key} must be a text", file=file, line=line, key=key),
            _("write it in quotes:   {key} = \"...\"", key=key),
        )  # fmt: skip
    if key == "language" and catalogs.language(value) is None:
        raise KitFault(
            _("{file}, line {line}: {key} is {value!r}, a language that grade does not speak",
              file=file, line=line, key=key, value=value),
            unknown_language(value),
        )  # fmt: skip
