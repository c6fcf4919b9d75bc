"""Lays a screen of watch mode out: what was found above, how far it is and the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from grader.render.text import COLOUR, WIDTH, columns_of, cut, shortened, wrap
from grader.words.text import Text, _, draw

GAP = "   "
SMALLEST = 40, 12  # columns and rows that a screen needs
LOW = 18  # rows; with fewer, only what is needed stands below what was found
LEAST = 3  # lines of what was found that are seen whatever stands below it


class Key(NamedTuple):
    """A key that can be pressed.

    Attributes:
        text: the key and what it does, `h hint`.
        spare: those with the highest number are left out first where there is no room.
    """

    text: str
    spare: int = 0


@dataclass(frozen=True)
class View:
    """What is to be shown, before anyone knows on how large a screen.

    Attributes:
        title: which exercise.
        file: what to edit.
        body: what was found, line by line.
        first: the line of `body` to begin with where not all of them fit.
        cursor: the line of `body` that must be seen, or None.
        place: which part of what was found this is, where there are several, or None.
        told: one or two short sentences below it.
        beside: another one, where there is room.
        progress: how many exercises are done.
        when: time of the run, or empty.
        keys: what can be pressed.
        run: which run this is about; 0 before the first.
        busy: whether that is still under way.
        slow: whether it takes so long that whoever waits should know.
    """

    title: str
    file: str = ""
    body: tuple[str, ...] = ()
    first: int = 0
    cursor: int | None = None
    place: Text | None = None
    told: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    progress: str = ""
    when: str = ""
    keys: tuple[Key, ...] = ()
    run: int = 0
    busy: bool = False
    slow: bool = False

    @property
    def heading(self) -> str:
        """Exercise and file on one line."""
        return f"{self.title}{GAP}{self.file}" if self.file else self.title


class Screen(NamedTuple):
    """A view for one size.

    Attributes:
        lines: as many as the screen has rows.
        top: the line of the body that is seen first.
        room: how many lines of it are seen at once.
        length: how many it has.
    """

    lines: tuple[str, ...]
    top: int = 0
    room: int = 1
    length: int = 0


def laid_out(view: View, columns: int, rows: int, top: int | None = None) -> Screen:
    """Return a view for a screen of some size.

    Args:
        top: the line of the body to begin with; None begins with the view's first line, or
            where its cursor is seen. Beyond the end it is the last that fills the screen, or
            that first line.
    """
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return Screen(tuple(_too_small(columns, rows)))
    foot = _foot(view, columns, rows)
    body = folded(view.body, columns)
    room = rows - 2 - len(foot)
    first, cursor = (
        len(folded(view.body[:line], columns)) for line in (view.first, view.cursor or 0)
    )
    if rows < LOW and body[first : first + 1] == [""]:
        first += 1
    if top is None:
        top = first if len(body) > room else 0
    if view.cursor is not None:
        top = min(max(top, cursor - room + 1), cursor)
    top = min(max(top, 0), max(len(body) - room, first if len(body) > room else 0))
    shown = body[top : top + room]
    filling = [""] * (room - len(shown))
    where = _where(view.place, top, len(shown), len(body), min(columns, WIDTH))
    lines = [_heading(view, columns), *shown, *filling, where, *foot]
    return Screen(tuple(lines), top, room, len(body))


def _too_small(columns: int, rows: int) -> list[str]:
    told = _("This terminal is {columns} wide and {rows} high. "
             "grade watch needs {wide} and {high}.",
             columns=columns, rows=rows, wide=SMALLEST[0], high=SMALLEST[1])  # fmt: skip
    lines = [*wrap(told, 0, width=max(columns, 2)), draw(_("q quit"))]
    lines = folded(lines, columns)[:rows]
    return [*lines, *[""] * (rows - len(lines))]


def _heading(view: View, columns: int) -> str:
    """Return exercise and file, or the exercise alone where both are too wide."""
    if columns_of(view.heading) <= columns:
        return view.heading
    return view.title if columns_of(view.title) <= columns else shortened(view.title, columns)


def _where(place: Text | None, top: int, shown: int, length: int, columns: int) -> str:
    """Return which part is seen, as far as there is room for that: else an empty line."""
    lines = short = more = None
    if shown < length:
        lines = _("lines {first} to {last} of {total}",
                  first=top + 1, last=top + shown, total=length)  # fmt: skip
        short = _("{first}-{last} of {total}", first=top + 1, last=top + shown, total=length)
        more = _("space for more") if top + shown < length else _("space for the beginning")
    for texts in ((place, lines, more), (place, lines), (place, short), (short,)):
        told = GAP.join(draw(text) for text in texts if text is not None)
        if told and 2 + columns_of(told) <= columns:
            return f"  {told}"
    return ""


def _foot(view: View, columns: int, rows: int) -> list[str]:
    keys = _fitting(view.keys, columns)
    wide, low = min(columns, WIDTH), rows < LOW
    told = _beside((*view.told, *(() if low else view.beside)), wide)
    progress = [] if low else _apart(view.progress, view.when, wide)
    foot = folded([*told, *progress], columns)
    most = rows - 3 - LEAST
    return [*foot[:most], keys]


def _fitting(keys: Sequence[Key], columns: int) -> str:
    """Return keys on one line; where it is too narrow, those that are needed most."""
    left = list(keys)
    while columns_of(line := "  ".join(key.text for key in left)) > columns and len(left) > 1:
        left.remove(max(left, key=lambda key: key.spare))
    return cut(line, columns)


def _beside(texts: Sequence[str], columns: int) -> list[str]:
    """Return short texts on one line where there is room, else each on its own."""
    line = GAP.join(texts)
    return [line] if texts and columns_of(line) <= columns else list(texts)


def _apart(left: str, right: str, columns: int) -> list[str]:
    """Return two texts at the two ends of a line, or on two lines."""
    space = columns - columns_of(left) - columns_of(right)
    if not right or space < len(GAP):
        return [text for text in (left, right) if text]
    return [f"{left}{' ' * space}{right}"]


def folded(lines: Sequence[str], columns: int) -> list[str]:
    """Return lines so that none is wider than the screen, which would break them itself."""
    found = []
    for line in lines:
        if columns_of(line) <= columns:
            found.append(line)
            continue
        part, used = "", 0
        for piece in COLOUR.split(line):
            if COLOUR.fullmatch(piece):
                part += piece
                continue
            for character in piece:
                width = columns_of(character)
                if used + width > columns:
                    found.append(part)
                    part, used = "", 0
                part += character
                used += width
        found.append(part)
    return found
