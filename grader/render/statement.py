"""Draws what authors wrote for students: statements, hints, solutions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.render.look import Look
from grader.render.terminal import steps
from grader.render.text import clean, columns_of, line_of, wrap
from grader.words.reading import Mark
from grader.words.text import Text, _, draw, literal

if TYPE_CHECKING:
    from grader.learn.hints import Hints
    from grader.learn.statement import Asked

WIDEST = 88  # columns; longer lines of prose are hard to read
VERBATIM = 4  # columns of indent; from here on lines stay as they are
STATES: dict[str, tuple[Mark, Text | None]] = {
    "passed": (Mark.PASS, None),
    "failed": (Mark.FAIL, None),
    "missing": (Mark.OPEN, _("not written yet")),
    "not_run": (Mark.OPEN, _("waits for another function")),
    "": (Mark.OPEN, _("not judged yet")),
}


@dataclass
class _Block:
    """Lines that belong together: a paragraph, an item of a list, or verbatim lines."""

    kind: str  # "prose", "item", "verbatim" or "blank"
    indent: int = 0
    lines: list[str] = field(default_factory=list)


def statement(
    text: Text, functions: Sequence[Asked], look: Look, after: Text | None = None
) -> str:
    """Return a statement as a screen.

    Args:
        text: the statement; its first line is the title, lines indented by four columns or
            more, and `>>>` examples, stay as they are.
        functions: those to write, in order.
        look: how to draw.
        after: what there is to read after full marks, or None.
    """
    look = look._replace(width=min(look.width, WIDEST))
    title, _newline, body = clean(draw(text)).strip("\n").partition("\n")
    lines = _heading(literal(title.rstrip(".")), "=", look)
    for block in _blocks(body):
        lines += _drawn(block, look)
    lines += ["", *_heading(_("Functions to write"), "-", look), ""]
    for function in functions:
        lines += _function(function, look)
    if after is not None:
        lines += ["", *_heading(_("After full marks"), "-", look), ""]
        lines += wrap(after, 0, width=look.width)
    return "\n".join(lines)


def remark(text: Text, look: Look) -> str:
    """Return a paragraph that stands below a source."""
    return "\n".join(wrap(text, 0, width=min(look.width, WIDEST)))


def _heading(title: Text, rule: str, look: Look) -> list[str]:
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
    lines = wrap(literal(" ".join(block.lines)), block.indent, first, look.width)
    leads_in = len(block.lines) == len(lines) == 1 and lines[0].endswith(":")
    return [look.paint(lines[0], "strong")] if leads_in else lines


def _verbatim(lines: list[str], width: int) -> list[str]:
    """Lines as they are, moved to the left by as much as they are too wide."""
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    too_wide = max(columns_of(line) for line in lines) - width
    return [line[min(indent, max(too_wide, 0)) :] for line in lines]


def _function(function: Asked, look: Look) -> list[str]:
    mark, state = STATES.get(function.state, STATES[""])
    lines = wrap(literal(function.signature), 6, look.mark(mark), look.width)
    told = line_of(state) if state is not None else ""
    if told and columns_of(lines[-1]) + 3 + columns_of(told) <= look.width:
        lines[-1] += f"   {told}"
    elif told:
        lines.append(f"      {told}")
    if function.first_line is not None:
        lines += wrap(function.first_line, 6, width=look.width)
    return lines


def hints(given: Hints, width: int) -> str:
    """Return hints as a screen, and what to do when they do not help.

    Args:
        width: columns of the terminal.
    """
    lines = []
    for title, text in given.hints:
        lines += [line_of(title), "", *wrap(text, 2, width=width), ""]
    said = [one for one in given.steps if not one.command]
    for one in said:
        lines += wrap(one.text, 0, width=width)
    return "\n".join([*lines, *steps(*(one for one in given.steps if one.command))])


def coloured(source: str) -> str:
    """Return a Python source whose words are coloured by what they are."""
    from rich.console import Console
    from rich.syntax import Syntax

    screen = Console(file=io.StringIO(), force_terminal=True, color_system="standard")
    syntax = Syntax(source, "python", theme="ansi_dark", background_color="default")
    with screen.capture() as capture:
        screen.print(syntax.highlight(source), soft_wrap=True, end="")
    return capture.get()
