"""Lays a screen of watch mode out: what was found above, how far it is and the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.render.text import COLOUR, WIDTH, columns_of, cut
from grader.words.text import _, draw

GAP = "   "


def checking() -> tuple[str, ...]:
    """Return what stands where nothing was found yet."""
    return "", f"  {draw(_('checking ...'))}"


@dataclass(frozen=True)
class View:
    """What is to be shown, before anyone knows on how large a screen.

    Attributes:
        heading: which exercise, and its file.
        busy: whether it is being judged, so that nothing was found yet.
        body: what was found, line by line.
        first: the line of `body` to begin with where not all of them fit.
        told: one or two short sentences below it.
        progress: how many exercises are done.
        when: time of the run, or empty.
        file: what to edit.
        keys: what can be pressed, `h hint`.
    """

    heading: str
    busy: bool = False
    body: tuple[str, ...] = ()
    first: int = 0
    told: tuple[str, ...] = ()
    progress: str = ""
    when: str = ""
    file: str = ""
    keys: tuple[str, ...] = ()


def laid_out(view: View, columns: int, rows: int, page: int = 0) -> list[str]:
    """Return the lines of a screen, as many as it has rows.

    Args:
        page: how often whoever reads asked for more; after the last page comes the first.
    """
    head = folded([view.heading], columns)
    body = folded(checking() if view.busy else view.body, columns)
    foot = _foot(view, min(columns, WIDTH))
    room = rows - len(head) - len(foot)
    if len(body) <= room:
        return [*head, *body, *[""] * (room - len(body)), *foot]
    room = max(1, room - 1)
    first = len(folded(view.body[: view.first], columns))
    starts = [*range(first, len(body), room), *range(0, first, room)]
    start = starts[page % len(starts)]
    if start != first:
        start = min(start, len(body) - room)  # a last page is a full one
    shown = body[start : start + room]
    lines = _("lines {first} to {last} of {total}",
              first=start + 1, last=start + len(shown), total=len(body))  # fmt: skip
    where = f"  {draw(lines)}{GAP}{draw(_('space for more'))}"
    filling = [""] * (room - len(shown))
    return [*head, *shown, *filling, cut(where, columns), *foot][-rows:]


def _foot(view: View, columns: int) -> list[str]:
    told = _beside(view.told, columns)
    progress = _apart(view.progress, view.when, columns)
    keys = _apart(view.file, "  ".join(view.keys), columns)
    return folded(["", *told, *progress, *keys], columns)


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
