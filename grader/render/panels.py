"""Draws two answers beside each other, cell by cell."""

from __future__ import annotations

from grader.render.text import WIDTH, Paint, clean, plain
from grader.report import Comparison, Panel

INDENT = 8
GAP = 4


def comparison(shown: Comparison, paint: Paint = plain) -> list[str]:
    """Return the lines that show an answer and the expected one.

    Single values stand on two lines. Grids stand side by side where 80 columns have room
    for both, else one above the other. Cells that differ are between asterisks.
    """
    yours, expected = shown.yours, shown.expected
    if _single(yours) and _single(expected):
        return [
            f"{'':{INDENT}}yours     {_value(yours)}",
            f"{'':{INDENT}}expected  {_value(expected)}",
        ]
    left = _grid("yours", yours, mark=True)
    right = _grid("expected", expected, mark=False)
    width = max(map(len, left))
    if INDENT + width + GAP + max(map(len, right)) > WIDTH:
        lines = [*left, "", *right]
    else:
        height = max(len(left), len(right))
        left += [""] * (height - len(left))
        right += [""] * (height - len(right))
        lines = [f"{one:<{width + GAP}}{two}" for one, two in zip(left, right, strict=True)]
    return [f"{'':{INDENT}}{line}".rstrip() for line in lines]


def _single(panel: Panel) -> bool:
    return len(panel.rows) == 1 and len(panel.rows[0]) == 1 and not panel.marks


def _value(panel: Panel) -> str:
    text = clean(panel.rows[0][0])
    return f"{text}   ({panel.title})" if panel.title else text


def _grid(name: str, panel: Panel, mark: bool) -> list[str]:
    cells = [[clean(cell) for cell in row] for row in panel.rows]
    total = sum(len(row) for row in cells)
    # Where every cell differs, marking all of them says nothing.
    marks = set(panel.marks) if mark and len(panel.marks) < total else set()
    width = max((len(cell) for row in cells for cell in row), default=1)
    star = 1 if marks else 0
    lines = [f"{name}  {panel.title}".rstrip()]
    for i, row in enumerate(cells):
        words = [
            f"*{cell}*".rjust(width + 2) if (i, j) in marks
            else f"{cell:>{width + star}}" + " " * star
            for j, cell in enumerate(row)
        ]  # fmt: skip
        lines += _folded(words)
    return lines


def _folded(words: list[str]) -> list[str]:
    """Return one row as lines that fit the screen."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > WIDTH - INDENT:
            lines.append("")
        lines[-1] += f" {word}"
    return lines
