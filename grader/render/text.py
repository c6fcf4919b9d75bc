"""Small pieces that every terminal screen is made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

WIDTH = 80


def clean(text: str) -> str:
    """Return text of a submission without characters that could command a terminal.

    Control characters go, except line ends and tabs; so do those that turn the direction
    of writing.
    """
    return "".join(
        character
        for character in text.replace("\t", "    ").replace("\r\n", "\n")
        if character == "\n"
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )


def columns_of(text: str) -> int:
    """Return how many columns a text takes on a terminal: two for a Korean syllable."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def cut(text: str, width: int) -> str:
    """Return the beginning of a text that fits `width` columns."""
    used = 0
    for index, character in enumerate(text):
        used += columns_of(character)
        if used > width:
            return text[:index]
    return text


def wrap(text: str, indent: int, first: str = "", width: int = WIDTH) -> list[str]:
    """Return a paragraph as lines; `first` stands in the indent of the first one."""
    room = width - indent
    lines = [""]
    for word in clean(text).split():
        while columns_of(word) > room:  # such a word is broken over lines of its own
            part = cut(word, room)
            lines += [part] if lines[-1] else []
            lines[-1] = part
            lines.append("")
            word = word[len(part) :]
        if lines[-1] and columns_of(lines[-1]) + 1 + columns_of(word) > room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [f"{first:<{indent}}{lines[0]}".rstrip(), *(" " * indent + x for x in lines[1:])]


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
