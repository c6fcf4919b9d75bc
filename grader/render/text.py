"""Small pieces that every terminal screen is made of."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterable

WIDTH = 80

Paint = Callable[[str, str], str]  # (text, colour) -> text


def plain(text: str, colour: str) -> str:
    """Return the text as it is: no colour carries a meaning of its own."""
    return text


def clean(text: str) -> str:
    """Return text of a submission without characters that could command a terminal.

    Control characters go, except line ends and tabs; so do those that turn the direction
    of writing.
    """
    return "".join(
        character
        for character in text.replace("\t", "    ").replace("\r\n", "\n")
        if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )


def wrap(text: str, indent: int, first: str = "", width: int = WIDTH) -> list[str]:
    """Return a paragraph as lines; `first` stands in the indent of the first one."""
    lines = textwrap.wrap(clean(text), width - indent) or [""]
    return [
        f"{first:<{indent}}{lines[0]}",
        *(" " * indent + line for line in lines[1:]),
    ]


def bar(done: int, total: int, length: int = 20) -> str:
    """Return `[####....]`."""
    full = round(length * done / total) if total else 0
    return f"[{'#' * full}{'.' * (length - full)}]"


def count(number: int, noun: str) -> str:
    """Return `1 check`, `2 checks`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def columns(rows: Iterable[tuple[str, ...]], gap: int = 2) -> list[str]:
    """Return rows of texts as aligned columns."""
    table = list(rows)
    if not table:
        return []
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    lines = (
        (" " * gap).join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))
        for row in table
    )
    return [line.rstrip() for line in lines]
