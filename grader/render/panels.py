"""Draws two answers beside each other, cell by cell, and images with what they came from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from grader.render import shade
from grader.render.look import Look
from grader.render.text import clean, columns_of, cut, fitted, line_of, padded, wrap
from grader.words.reading import Compared, Shown
from grader.words.text import _

if TYPE_CHECKING:
    from rich.text import Text as Drawn

# rich puts grids beside each other and knows about colour. The cells of a grid are put in
# place here: they are of one width, marked behind, and left out where the room ends.

INDENT = 6
GAP = 2  # columns between a label and its value
FEWEST = 4  # columns of a cut array that are worth standing beside another one
LONGEST = 24  # columns of a cell
MARK = "*"
GREYS = range(232, 256)  # of a terminal with 256 colours, from black to white
FLAG = "bold color(231) on color(160)"


@dataclass(frozen=True)
class Grid:
    """A panel on its way to the screen.

    Attributes:
        label: whose values they are: `yours`, `expected`, or an argument's name; drawn.
        name: which part of a result they are, `result[1]`, or empty.
        window: the slice of it that is shown, `0`, `2`, `4:12`; nothing where it is whole.
        kind: dtype and shape, drawn.
        axes: how many axes the array has.
        rows: the cells, each at most LONGEST columns wide.
        marks: (row, column) of the cells that differ.
        cut: the edges behind which there is more.
        style: of the label and of the cells that differ.
        wide: columns of the widest cell.
        flags: whether there is a column for a mark behind each cell.
    """

    label: str
    name: str
    window: tuple[str, ...]
    kind: str
    axes: int
    rows: tuple[tuple[str, ...], ...]
    marks: frozenset[tuple[int, int]]
    cut: frozenset[str]
    style: str
    wide: int
    flags: bool

    @property
    def part(self) -> str:
        """Which values are shown: `result[1][0, 4:12]`, or empty."""
        return self.name + (f"[{', '.join(self.window)}]" if self.window else "")

    @property
    def heading(self) -> tuple[str, str]:
        """The two lines above the cells."""
        gap = " " if self.name else ""
        return f"{self.label}{gap}{self.part}", self.kind

    @property
    def columns(self) -> int:
        """How many columns are shown."""
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
        return replace(
            self,
            window=_narrower(self.window, self.axes, start, stop),
            rows=tuple(row[start:stop] for row in self.rows),
            marks=frozenset((i, j - start) for i, j in self.marks if start <= j < stop),
            cut=self.cut | edges,
        )


def _narrower(window: tuple[str, ...], axes: int, start: int, stop: int) -> tuple[str, ...]:
    """Return a window of which only some columns are shown, counted from its first one."""
    if not axes:
        return window
    whole = ["0"] * (axes - 2) + [":"] * min(axes, 2)  # leading axes have one item each
    full = [*window, *whole[len(window) :]]
    first = int(full[-1].partition(":")[0] or 0)
    return (*full[:-1], f"{first + start}:{first + stop}")


def comparison(shown: Compared, look: Look) -> list[str]:
    """Return the lines that show an answer and the expected one.

    Grids stand beside each other where the screen has room, an image's input to their
    left; else one above the other. A cell that differs has an asterisk behind it.

    Args:
        shown: of a failure.
        look: how to draw.
    """
    both = (shown.yours, shown.expected)
    if all(one.value is not None for one in both):
        return [line for one in both for line in _labelled(one, both, look)]
    if any(one.value is not None for one in both):
        lines: list[str] = []
        for one in both:
            lines += [""] * bool(lines)
            lines += _labelled(one, both, look) or _tables([[_grid(one, flags=False)]], look)
        return lines
    yours, expected = (_grid(one, flags=bool(one.panel.marks)) for one in both)
    wide = max(yours.wide, expected.wide)
    yours, expected = replace(yours, wide=wide), replace(expected, wide=wide)
    first = min(yours.marks, default=(0, 0))[1]
    if len(yours.rows) == 1 and shown.input is None and _alike(yours, expected):
        return _below_each_other(yours, expected, first, look)
    others = [_grid(shown.input, flags=False)] if shown.input else []
    return _tables(_laid_out(others, yours, expected, first, look), look, shown.image)


def _alike(one: Grid, other: Grid) -> bool:
    """Whether two grids show the same part of arrays of the same kind."""
    return (one.part, one.kind) == (other.part, other.kind)


def _labelled(shown: Shown, both: Sequence[Shown], look: Look) -> list[str]:
    """Return a value that needs no grid behind its label, or nothing."""
    if shown.value is None:
        return []
    text = shown.value
    if shown.kind is not None:
        text = _("{value} ({kind})", value=text, kind=shown.kind)
    first = " " * INDENT + look.paint(_label(shown), shown.panel.owner)
    return wrap(text, INDENT + _labels(both), first, look.width)


def _label(shown: Shown) -> str:
    """Return whose a value is, and which part of a result: `yours result[1]`."""
    return f"{line_of(shown.label)} {clean(shown.panel.name)}".rstrip()


def _labels(both: Sequence[Shown]) -> int:
    """Return how many columns labels and the gap behind them take."""
    return max(columns_of(_label(one)) for one in both) + GAP


def _grid(shown: Shown, flags: bool) -> Grid:
    """Return a panel as a grid."""
    panel = shown.panel
    rows = tuple(tuple(map(_cell, row)) for row in panel.rows) or ((),)
    return Grid(
        label=line_of(shown.label),
        name="" if panel.owner == "input" else clean(panel.name),
        window=panel.window,
        kind=line_of(shown.kind) if shown.kind is not None else "",
        axes=len(panel.shape or ()),
        rows=rows,
        marks=frozenset(panel.marks),
        cut=frozenset(panel.cut),
        style=panel.owner,
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
    from rich.text import Text as Drawn

    room = look.width - INDENT
    # A wild value of the student's must not take the light from all others.
    ours = [grid for grids in lines for grid in grids if grid.style != "yours"]
    cells = (cell for grid in ours for row in grid.rows for cell in row)
    shades = shade.limits(cells) if image else None
    drawn: list[str] = []
    for grids in lines:
        texts = []
        for grid in grids:
            name, kind = (fitted(words, room, look.signs.beside) for words in grid.heading)
            rule = look.signs.rule * min(grid.width(look), room)
            heading = ((name, _style(grid.style)), "\n", (f"{kind}\n{rule}\n", "dim"))
            texts.append(Drawn.assemble(*heading, _cells(grid, look, shades)))
        gap = next(gap for gap in (3, 2, 1) if gap == 1 or _width(grids, look, gap) <= room)
        drawn += [""] * bool(drawn) + _beside(texts, gap, look)
    return drawn


def _below_each_other(yours: Grid, expected: Grid, first: int, look: Look) -> list[str]:
    """Return two single rows under one heading, so that cells stand below each other."""
    from rich.text import Text as Drawn

    labels = max(columns_of(one.label) for one in (yours, expected)) + GAP
    room = look._replace(width=look.width - labels)
    rows = _narrowed([replace(yours, label="", name="", window=(), kind="")], first, room)
    rows += _narrowed([replace(expected, label="", kind="")], first, room)
    title = ", ".join(filter(None, [rows[1].part, expected.kind]))
    title = fitted(title, room.width - INDENT, look.signs.beside)
    width = max(columns_of(title), *(row.width(look) for row in rows))
    values = Drawn(f"{title}\n{look.signs.rule * width}", "dim")
    names = Drawn("\n")
    for row, label in zip(rows, (yours.label, expected.label), strict=True):
        names = Drawn.assemble(names, "\n", (padded(label, labels - GAP), _style(row.style)))
        values = Drawn.assemble(values, "\n", _cells(row, look))
    return _beside([names, values], GAP, look)


def _beside(texts: Sequence[Drawn], gap: int, look: Look) -> list[str]:
    """Return the lines of some texts that stand beside each other."""
    from rich.console import Console
    from rich.table import Table

    table = Table.grid(padding=(0, gap, 0, 0))
    for _text in texts:
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


def _cells(grid: Grid, look: Look, shades: shade.Limits | None = None) -> Drawn:
    """Return the cells as lines; between the limits `shades` their values are shaded."""
    from rich.text import Text as Drawn

    dots = f" {look.signs.beside}"
    left, right = (dots * (edge in grid.cut) for edge in ("left", "right"))
    lines = []
    for i, row in enumerate(grid.rows):
        line = Drawn(left)
        for j, cell in enumerate(row):
            marked = (i, j) in grid.marks
            shaded = _shade(cell, shades)
            style = shaded or (_style(grid.style) if marked else "")
            flag = marked and grid.style == "yours"
            line.append(" " * (1 + grid.wide - columns_of(cell)) + cell, style)
            if grid.flags:
                line.append(MARK if flag else " ", FLAG if flag and shaded else style)
        lines.append(line.append(right))
    one = f" {look.signs.below:>{grid.wide}}" + " " * grid.flags
    below = Drawn(" " * len(left) + one * grid.columns, "dim")
    lines = [below] * ("above" in grid.cut) + lines + [below] * ("below" in grid.cut)
    return Drawn("\n").join(lines)


def _style(name: str) -> str:
    return {"yours": "bold red", "expected": "bold green"}.get(name, "bold")


def _shade(cell: str, between: shade.Limits | None) -> str:
    light = shade.lightness(cell, between)
    if light is None:
        return ""
    grey = round(light * (len(GREYS) - 1))
    letters = "color(16)" if grey >= len(GREYS) // 2 else "color(231)"
    return f"{letters} on color({GREYS[grey]})"
