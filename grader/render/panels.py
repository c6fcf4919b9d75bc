"""Draws two answers beside each other, cell by cell, and images with what they came from."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.render.look import Look
from grader.render.text import clean, columns_of, cut, wrap
from grader.report import Comparison, Panel

if TYPE_CHECKING:
    from rich.text import Text

# rich puts grids beside each other and knows about colour. The cells of a grid are put in
# place here: they are of one width, marked behind, and left out where the room ends.

INDENT = 6
LABEL = 10  # columns of `expected` and the gap behind it
FEWEST = 4  # columns of a cut array that are worth standing beside another one
LONGEST = 24  # columns of a cell
MARK = "*"
COLUMNS = re.compile(r"\b(\d+):\d+\]$")  # of a part, its last slice
COMMA = re.compile(r", (?![^(\[]*[)\]])")  # outside of brackets
GREYS = range(232, 256)  # of a terminal with 256 colours, from black to white
FLAG = "bold color(231) on color(160)"


@dataclass(frozen=True)
class Grid:
    """A panel on its way to the screen.

    Attributes:
        name: whose values they are: `yours`, `expected`, or an argument's name.
        part: which of them are shown, `[0, 2, 4:12]`, ` result[1]`, or nothing.
        kind: dtype and shape.
        rows: the cells, each at most LONGEST columns wide.
        marks: (row, column) of the cells that differ.
        cut: the edges behind which there is more.
        style: of the name and of the cells that differ.
        wide: columns of the widest cell.
        flags: whether there is a column for a mark behind each cell.
    """

    name: str
    part: str
    kind: str
    rows: tuple[tuple[str, ...], ...]
    marks: frozenset[tuple[int, int]]
    cut: frozenset[str]
    style: str
    wide: int
    flags: bool

    @property
    def heading(self) -> tuple[str, str]:
        """The two lines above the cells."""
        return self.name + self.part, self.kind

    @property
    def columns(self) -> int:
        """How many columns the array has."""
        return max(map(len, self.rows))

    def width(self, look: Look) -> int:
        """Return how many columns of the screen it takes."""
        dots = (1 + len(look.signs.beside)) * len(self.cut & {"left", "right"})
        cells = (1 + self.wide + self.flags) * self.columns
        return max(dots + cells, *map(columns_of, self.heading))

    def only(self, number: int, at: int) -> Grid:
        """Return the grid with at most `number` of its columns, around column `at`."""
        if self.columns <= number:
            return self
        start = min(max(at - number // 2, 0), self.columns - number)
        stop = start + number
        edges = {"left"} if start else set()
        edges |= {"right"} if stop < self.columns else set()

        def moved(columns: re.Match[str]) -> str:
            return f"{int(columns[1]) + start}:{int(columns[1]) + stop}]"

        return replace(
            self,
            part=COLUMNS.sub(moved, self.part),
            rows=tuple(row[start:stop] for row in self.rows),
            marks=frozenset((i, j - start) for i, j in self.marks if start <= j < stop),
            cut=self.cut | edges,
        )


def comparison(shown: Comparison, look: Look) -> list[str]:
    """Return the lines that show an answer and the expected one.

    Grids stand beside each other where the screen has room, an image's input to their
    left; else one above the other. A cell that differs has an asterisk behind it.

    Args:
        shown: what a report holds.
        look: how to draw.
    """
    both = {"yours": shown.yours, "expected": shown.expected}
    values = {name: _value(panel, shown.image) for name, panel in both.items()}
    if all(values.values()):
        return [line for name, value in values.items() for line in _labelled(name, value, look)]
    if any(values.values()):
        lines: list[str] = []
        for name, panel in both.items():
            grid = _grid(name, panel, flags=False)
            lines += [""] * bool(lines)
            lines += _labelled(name, values[name], look) or _tables([[grid]], look)
        return lines
    yours, expected = (
        _grid(name, panel, flags=bool(panel.marks)) for name, panel in both.items()
    )
    wide = max(yours.wide, expected.wide)
    yours, expected = replace(yours, wide=wide), replace(expected, wide=wide)
    first = min(yours.marks, default=(0, 0))[1]
    title = shown.expected.title
    if len(yours.rows) == 1 and shown.yours.title == title and shown.input is None:
        return _below_each_other(yours, expected, first, look)
    others = [_grid("", shown.input, flags=False)] if shown.input else []
    return _tables(_laid_out(others, yours, expected, first, look), look, shown.image)


def _value(panel: Panel, image: bool) -> str:
    """Return the words for a panel that needs no grid, or nothing."""
    if len(panel.rows) != 1 or len(panel.rows[0]) != 1 or image and panel.title:
        return ""
    text = " ".join(clean(panel.rows[0][0]).split()) or '""'
    return f"{text}   ({clean(panel.title)})" if panel.title else text


def _labelled(name: str, text: str, look: Look) -> list[str]:
    if not text:
        return []
    lines = [f"{'':{INDENT}}{name:<{LABEL}}{text}"]
    if columns_of(lines[0]) > look.width:
        lines = wrap(text, INDENT + LABEL, f"{'':{INDENT}}{name}", look.width)
    return [lines[0].replace(name, look.paint(name, name), 1), *lines[1:]]


def _grid(name: str, panel: Panel, flags: bool) -> Grid:
    """Return a panel as a grid; its title is taken apart into its name and its kind."""
    parts = COMMA.split(" ".join(clean(panel.title).split()))
    shape = next((i for i, part in enumerate(parts) if part.endswith(")")), 0)
    owner, kinds = "".join(parts[:shape]), parts[shape:]
    index = "".join(part.removeprefix("part ") for part in kinds if part.startswith("part "))
    kinds = [part for part in kinds if not part.startswith("part ")]
    rows = tuple(tuple(map(_cell, row)) for row in panel.rows) or ((),)
    return Grid(
        name=name or owner,
        part=(f" {owner}" if name and owner else "") + index,
        kind=", ".join(kinds),
        rows=rows,
        marks=frozenset(panel.marks),
        cut=frozenset(panel.cut),
        style=name or "strong",
        wide=max((columns_of(cell) for row in rows for cell in row), default=0),
        flags=flags,
    )


def _cell(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if columns_of(line) <= LONGEST else cut(line, LONGEST - 3) + "..."


def _laid_out(
    others: list[Grid], yours: Grid, expected: Grid, first: int, look: Look
) -> list[list[Grid]]:
    """Return which grids stand beside each other, line by line."""
    room = look.width - INDENT
    beside = [*others, yours, replace(expected, flags=False)]
    if _width(beside, look) <= room:
        return [beside]
    above = [_narrowed([other], other.columns // 2, look) for other in others]
    pair = _narrowed(beside[-2:], first, look)
    enough = all(
        one.columns >= min(FEWEST, whole.columns)
        for one, whole in zip(pair, (yours, expected), strict=True)
    )
    if enough and _width(pair, look) <= room:
        return [*above, pair]
    return [*above, *(_narrowed([one], first, look) for one in (yours, expected))]


def _narrowed(grids: list[Grid], first: int, look: Look) -> list[Grid]:
    """Return grids with as many of their columns as fit beside each other, at least one."""
    narrow = grids
    for number in range(max(grid.columns for grid in grids), 0, -1):
        narrow = [grid.only(number, first) for grid in grids]
        if _width(narrow, look) <= look.width - INDENT:
            break
    return narrow


def _width(grids: Sequence[Grid], look: Look, gap: int = 1) -> int:
    return sum(grid.width(look) for grid in grids) + gap * (len(grids) - 1)


def _tables(lines: Sequence[Sequence[Grid]], look: Look, image: bool = False) -> list[str]:
    """Return grids under their headings, those of a line beside each other."""
    from rich.text import Text

    room = look.width - INDENT
    # A wild value of the student's must not take the light from all others.
    ours = [grid for grids in lines for grid in grids if grid.style != "yours"]
    shades = _shades(ours) if image else None
    drawn: list[str] = []
    for grids in lines:
        texts = []
        for grid in grids:
            name, kind = (cut(words, room) for words in grid.heading)
            rule = look.signs.rule * min(grid.width(look), room)
            heading = ((name, _style(grid.style)), "\n", (f"{kind}\n{rule}\n", "dim"))
            texts.append(Text.assemble(*heading, _cells(grid, look, shades)))
        gap = next(gap for gap in (3, 2, 1) if gap == 1 or _width(grids, look, gap) <= room)
        drawn += [""] * bool(drawn) + _beside(texts, gap, look)
    return drawn


def _below_each_other(yours: Grid, expected: Grid, first: int, look: Look) -> list[str]:
    """Return two single rows under one heading, so that cells stand below each other."""
    from rich.text import Text

    room = replace(look, width=look.width - LABEL)
    rows = _narrowed([replace(yours, name="", part="", kind="")], first, room)
    rows += _narrowed([replace(expected, name="", kind="")], first, room)
    title = ", ".join(filter(None, [rows[1].part.strip(), expected.kind]))
    title = cut(title, room.width - INDENT)
    width = max(columns_of(title), *(row.width(look) for row in rows))
    values = Text(f"{title}\n{look.signs.rule * width}", "dim")
    names = Text("\n")
    for row in rows:
        names = Text.assemble(names, "\n", (row.style, _style(row.style)))
        values = Text.assemble(values, "\n", _cells(row, look))
    return _beside([names, values], LABEL - len("expected"), look)


def _beside(texts: Sequence[Text], gap: int, look: Look) -> list[str]:
    """Return the lines of some texts that stand beside each other."""
    from rich.console import Console
    from rich.table import Table

    table = Table.grid(padding=(0, gap, 0, 0))
    for _ in texts:
        table.add_column(no_wrap=True, overflow="crop")
    table.add_row(*texts)
    console = Console(
        file=io.StringIO(),
        width=look.width - INDENT,
        color_system="256" if look.colour else None,
        force_terminal=look.colour,
        no_color=not look.colour,
        legacy_windows=False,
        force_jupyter=False,
    )
    with console.capture() as drawn:
        console.print(table)
    lines = drawn.get().rstrip("\n").split("\n")
    return [f"{'':{INDENT}}{line}".rstrip() for line in lines]


def _cells(grid: Grid, look: Look, shades: tuple[float, float] | None = None) -> Text:
    """Return the cells as lines; between the limits `shades` their values are shaded."""
    from rich.text import Text

    dots = f" {look.signs.beside}"
    left, right = (dots * (edge in grid.cut) for edge in ("left", "right"))
    lines = []
    for i, row in enumerate(grid.rows):
        line = Text(left)
        for j, cell in enumerate(row):
            marked = (i, j) in grid.marks
            shade = _shade(cell, shades)
            style = shade or (_style(grid.style) if marked else "")
            flag = marked and grid.style == "yours"
            line.append(" " * (1 + grid.wide - columns_of(cell)) + cell, style)
            if grid.flags:
                line.append(MARK if flag else " ", FLAG if flag and shade else style)
        lines.append(line.append(right))
    one = f" {look.signs.below:>{grid.wide}}" + " " * grid.flags
    below = Text(" " * len(left) + one * grid.columns, "dim")
    lines = [below] * ("above" in grid.cut) + lines + [below] * ("below" in grid.cut)
    return Text("\n").join(lines)


def _style(name: str) -> str:
    return {"yours": "bold red", "expected": "bold green"}.get(name, "bold")


def _shades(grids: Sequence[Grid]) -> tuple[float, float] | None:
    """Return the values that are drawn black and white, or None where all are the same."""
    values = [_number(cell) for grid in grids for row in grid.rows for cell in row]
    finite = [value for value in values if math.isfinite(value)]
    return (min(finite), max(finite)) if finite and min(finite) < max(finite) else None


def _shade(cell: str, shades: tuple[float, float] | None) -> str:
    value = _number(cell)
    if shades is None or not math.isfinite(value):
        return ""
    low, high = shades
    grey = round((min(max(value, low), high) - low) / (high - low) * (len(GREYS) - 1))
    letters = "color(16)" if grey >= len(GREYS) // 2 else "color(231)"
    return f"{letters} on color({GREYS[grey]})"


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan
