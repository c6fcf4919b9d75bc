"""Draws the source of a solution for a terminal with colour."""

from __future__ import annotations

import io


def coloured(source: str) -> str:
    """Return a Python source whose words are coloured by what they are."""
    from rich.console import Console
    from rich.syntax import Syntax

    screen = Console(file=io.StringIO(), force_terminal=True, color_system="standard")
    syntax = Syntax(source, "python", theme="ansi_dark", background_color="default")
    with screen.capture() as capture:
        screen.print(syntax.highlight(source), soft_wrap=True, end="")
    return capture.get()
