"""Small pieces that every terminal screen is made of."""

from __future__ import annotations

import re
import unicodedata

from grader.words.names import clean as clean
from grader.words.text import JOINT, Text, draw, draw_joined

WIDTH = 80
APART = "   "  # stands around what is typed, on the same line
GAP = re.compile(r"(\s*)(\S+)")
COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")


def line_of(text: Text) -> str:
    """Return a text drawn on one line."""
    return " ".join(clean(draw(text)).split())


def columns_of(text: str) -> int:
    """Return how many columns a text takes on a terminal: two for a Korean syllable.

    Our own colours take none.
    """
    text = COLOUR.sub("", text) if "\x1b" in text else text
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def padded(text: str, width: int) -> str:
    """Return a text with spaces behind it, so that it takes at least `width` columns."""
    return text + " " * (width - columns_of(text))


def cut(text: str, width: int) -> str:
    """Return the beginning of a text that fits `width` columns."""
    used = 0
    for index, character in enumerate(text):
        used += columns_of(character)
        if used > width:
            return text[:index]
    return text


def fitted(text: str, width: int, sign: str = "...") -> str:
    """Return a text that fits `width` columns: where it is cut, a sign stands at its end."""
    if columns_of(text) <= width:
        return text
    return cut(text, width - columns_of(sign)) + sign


def shortened(text: str, width: int) -> str:
    """Return a text on one line; where it is too long, whole words and dots.

    A word that would leave half of the width empty is cut.
    """
    indent = text[: len(text) - len(text.lstrip(" "))]
    line = indent + " ".join(clean(text).split())
    if columns_of(line) <= width:
        return line
    short = cut(line, width - 4)
    whole = short.rpartition(" ")[0] if line[len(short)] != " " else short
    enough = 2 * columns_of(whole.strip()) >= columns_of(short.strip())
    return f"{whole if enough else short} ..."


def wrap(
    text: Text,
    indent: int,
    first: str = "",
    width: int = WIDTH,
    longest: int = 0,
    whole: bool = False,
) -> list[str]:
    """Return a paragraph as lines; a command in it stands in one line, however long.

    Args:
        text: what is drawn.
        indent: columns before each line.
        first: what stands in the indent of the first line, drawn already, perhaps in
            colour; where it is wider, that line begins behind it.
        width: columns of the screen.
        longest: how many characters are drawn at most; 0 for all.
        whole: whether no word is broken, however long: a path that is to be copied, say.
    """
    words = clean(draw_joined(text))
    if longest and len(words) > longest:
        words = f"{words[:longest]} ..."
    lead = padded(first, indent) if columns_of(first) < indent or not first else f"{first} "
    lines, starts = [""], [columns_of(lead)]
    typed = False
    for gap, word in GAP.findall(words):
        before, typed = typed, JOINT in word
        gap = APART if gap == APART and (typed or before) else " "
        kept = whole or typed
        word = word.replace(JOINT, " ")
        while not kept and columns_of(word) > width - indent:  # broken over lines of its own
            if lines[-1]:
                lines.append("")
                starts.append(indent)
            part = cut(word, width - starts[-1]) or word[:1]
            lines[-1] = part
            lines.append("")
            starts.append(indent)
            word = word[len(part) :]
        used = columns_of(lines[-1])
        if lines[-1] and starts[-1] + used + len(gap) + columns_of(word) > width:
            lines.append("")
            starts.append(indent)
        lines[-1] = f"{lines[-1]}{gap}{word}" if lines[-1] else word
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [f"{lead}{lines[0]}".rstrip(), *(" " * indent + line for line in lines[1:])]


def bar(done: int, total: int, length: int = 20) -> str:
    """Return `[####....]`."""
    full = round(length * done / total) if total else 0
    return f"[{'#' * full}{'.' * (length - full)}]"
