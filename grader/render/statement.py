"""Draws a statement: prose in the terminal's width, formulas and examples as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.render.look import Look
from grader.render.text import clean, columns_of, wrap

WIDEST = 88  # columns; longer lines of prose are hard to read
VERBATIM = 4  # columns of indent; from here on lines stay as they are
STATES = {
    "passed": ("pass", ""),
    "failed": ("FAIL", ""),
    "missing": ("----", "not written yet"),
    "not_run": ("----", "waits for another function"),
    "": ("----", "not judged yet"),
}


@dataclass(frozen=True)
class Asked:
    """A function to write.

    Attributes:
        signature: `pad2d(x, pad, value=0.0)`.
        first_line: of its docstring, or empty.
        state: in the last run: passed, failed, missing, not_run, or empty.
    """

    signature: str
    first_line: str
    state: str


@dataclass
class _Block:
    """Lines that belong together: a paragraph, an item of a list, or verbatim lines."""

    kind: str  # "prose", "item", "verbatim" or "blank"
    indent: int = 0
    lines: list[str] = field(default_factory=list)


def statement(text: str, functions: Sequence[Asked], look: Look) -> str:
    """Return a statement as a screen.

    Args:
        text: the statement; its first line is the title, lines indented by four columns or
            more, and `>>>` examples, stay as they are.
        functions: those to write, in order.
        look: how to draw.
    """
    look = replace(look, width=min(look.width, WIDEST))
    title, _, body = clean(text).strip("\n").partition("\n")
    lines = _heading(title.rstrip("."), "=", look)
    for block in _blocks(body):
        lines += _drawn(block, look)
    lines += ["", *_heading("Functions to write", "-", look), ""]
    for function in functions:
        lines += _function(function, look)
    return "\n".join(lines)


def _heading(title: str, rule: str, look: Look) -> list[str]:
    lines = wrap(title, 0, width=look.width)
    return [*(look.paint(line, "strong") for line in lines), rule * max(map(columns_of, lines))]


def _blocks(text: str) -> list[_Block]:
    blocks = [_Block("blank")]
    for line in text.rstrip().split("\n"):
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        open_one = blocks[-1]
        if not words:
            if open_one.kind != "blank":
                blocks.append(_Block("blank"))
        elif open_one.kind == "verbatim" or (
            open_one.kind in ("prose", "item")
            and indent == open_one.indent
            and not words.startswith(("- ", ">>> "))
        ):
            open_one.lines.append(line)
        elif words.startswith("- "):
            blocks.append(_Block("item", indent + 2, [words[2:]]))
        elif indent >= VERBATIM or words.startswith(">>> "):
            blocks.append(_Block("verbatim", indent, [line]))
        else:
            blocks.append(_Block("prose", indent, [line]))
    return blocks


def _drawn(block: _Block, look: Look) -> list[str]:
    if block.kind == "blank":
        return [""]
    if block.kind == "verbatim":
        return _verbatim(block.lines, look.width)
    first = "-".rjust(block.indent - 1) if block.kind == "item" else ""
    lines = wrap(" ".join(block.lines), block.indent, first, look.width)
    leads_in = len(block.lines) == len(lines) == 1 and lines[0].endswith(":")
    return [look.paint(lines[0], "strong")] if leads_in else lines


def _verbatim(lines: list[str], width: int) -> list[str]:
    """Lines as they are, moved to the left by as much as they are too wide."""
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    too_wide = max(columns_of(line) for line in lines) - width
    return [line[min(indent, max(too_wide, 0)) :] for line in lines]


def _function(function: Asked, look: Look) -> list[str]:
    mark, told = STATES.get(function.state, STATES[""])
    signature = wrap(function.signature, 6, mark, look.width)
    if told and columns_of(signature[-1]) + 3 + len(told) <= look.width:
        signature[-1] += f"   {told}"
    elif told:
        signature.append(f"      {told}")
    signature[0] = signature[0].replace(mark, look.paint(mark, mark), 1)
    lines = wrap(function.first_line, 6, width=look.width) if function.first_line else []
    return [*signature, *lines]
