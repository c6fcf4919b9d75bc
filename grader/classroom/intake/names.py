"""Gives every student's folder a name that can be printed, and never one name to two."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from grader.words.text import Text, listed, plural

# Letters to Unicode, nothing to the eye: fillers, joiners and blanks.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
LONGEST = 60  # characters of a name inside a sentence


def readable(raw: str) -> str:
    r"""Return a name with only printable characters, different for different names.

    Whatever cannot be seen becomes an escape, as in Python: `\n`, `\x1b`, `\u202e`, a byte
    without a character `\udcff`; a backslash is doubled. Two spellings of one text (macOS
    writes Korean and accented letters in pieces) give the same name: see `tell_apart`.

    Args:
        raw: a file's or folder's name, as the system gives it.
    """
    return "".join(
        character
        if character.isprintable() and character != "\\" and character not in UNSEEN
        else character.encode("unicode_escape").decode("ascii")
        for character in normalize("NFC", raw)
    )


def tell_apart(folders: Iterable[str]) -> dict[str, str]:
    r"""Return a readable name for each folder, and the folder that has it.

    Of folders whose names are spellings of one text, the composed one keeps it; each other
    one gets `\~` and a short digest appended, which no readable name holds.
    """
    named: dict[str, str] = {}
    for folder in sorted(set(folders), key=lambda raw: (raw != normalize("NFC", raw), raw)):
        name = readable(folder)
        if name in named:
            digest = hashlib.sha256(folder.encode("utf-8", "surrogatepass")).hexdigest()
            name = f"{name}\\~{digest[:12]}"
        named[name] = folder
    return named


def shown(path: Iterable[str]) -> str:
    """Return a path as readable names with slashes between."""
    return "/".join(map(readable, path))


def few(paths: Sequence[Sequence[str]], most: int) -> tuple[tuple[str, ...], int]:
    """Return the first of some paths, cut where they are long, and how many more there are."""
    first = tuple(
        name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
        for name in map(shown, paths[:most])
    )
    return first, len(paths) - len(first)


def some(paths: Sequence[Sequence[str]]) -> Text:
    """Return the first few of some paths, and how many more there are."""
    first, more = few(paths, 5)
    if not more:
        return listed(first)
    return plural(
        "{names} and {count} more", "{names} and {count} more", more, names=listed(first)
    )
