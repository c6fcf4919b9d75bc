"""Decides how screens are drawn: their width, their colour, and the signs in them."""

import codecs
import os
import shutil
from typing import Any, NamedTuple, Self, TextIO

from grader.words.reading import Mark
from grader.words.text import draw

NARROWEST, USUAL, WIDEST = 40, 80, 120

STYLES = {
    "pass": "1;32",
    "FAIL": "1;31",
    "----": "1;33",
    "expected": "1;32",
    "yours": "1;31",
    "strong": "1",
    "why": "1;36",
    "faint": "2",
}

# What stands for a sign in a text where the stream cannot encode it.
FORMS = {
    **dict.fromkeys("\u2018\u2019\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212\u2500", "-"),
    **dict.fromkeys("\u00b7\u2022\u22c5", "*"),
    "\u00a0": " ",
    "\u2026": "...",
    "\u22ee": ":",
    "\u00d7": "x",
    "\u00f7": "/",
    "\u00b1": "+-",
    "\u00b2": "^2",
    "\u2248": "~",
    "\u2260": "!=",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2190": "<-",
    "\u2192": "->",
    "\u221a": "sqrt",
    "\u221e": "inf",
    "\u2202": "d",
    "\u2207": "grad",
    "\u2211": "sum",
    "\u03a3": "sum",
    "\u0394": "delta",
    "\u03b1": "alpha",
    "\u03b4": "delta",
    "\u03b5": "epsilon",
    "\u03b7": "eta",
    "\u03b8": "theta",
    "\u03bc": "mu",
    "\u03c0": "pi",
    "\u03c3": "sigma",
    "\u2713": "ok",
    "\u2717": "x",
}


class Signs(NamedTuple):
    """The signs that a drawing is made of.

    Attributes:
        rule: what the line below a panel's title is made of.
        beside: stands for the cells of a row that are not shown.
        below: stands for the rows that are not shown.
    """

    rule: str = "-"
    beside: str = "..."
    below: str = ":"


ASCII = Signs()
DRAWN = Signs("\u2500", "\u2026", "\u22ee")


class Look(NamedTuple):
    """How a screen is drawn. Without arguments it is 80 columns of plain ASCII.

    Attributes:
        width: columns of the screen.
        colour: whether escape sequences may be written.
        signs: what lines and gaps are made of.
    """

    width: int = USUAL
    colour: bool = False
    signs: Signs = ASCII

    @classmethod
    def of(cls, stream: TextIO, no_color: bool = False) -> Self:
        """Return how to draw on a stream.

        Args:
            stream: where the screen will be written.
            no_color: whether the user asked for none.
        """
        asked_not_to = no_color or bool(os.environ.get("NO_COLOR"))
        able = stream.isatty() and os.environ.get("TERM") != "dumb"
        return cls(
            width=min(max(shutil.get_terminal_size((USUAL, 24)).columns, NARROWEST), WIDEST),
            colour=able and not asked_not_to,
            signs=_signs_of(stream.encoding or "ascii"),
        )

    def paint(self, text: str, style: str) -> str:
        """Return a text in one of STYLES where there is colour: it only repeats words."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.colour and text else text

    def mark(self, mark: Mark) -> str:
        """Return a mark, drawn."""
        return self.paint(draw(mark.text), mark)


def _signs_of(encoding: str) -> Signs:
    """Return the drawn signs for Unicode only.

    cp949 and its like have lines too, but a sign of theirs takes two columns.
    """
    return DRAWN if codecs.lookup(encoding).name.startswith("utf") else ASCII


def settle(stream: Any) -> None:
    """Let a stream write what it cannot encode in ASCII forms, else as question marks.

    A console that cannot print a character must not turn a pass into a crash.
    """
    if not hasattr(stream, "reconfigure"):
        return
    encoding = stream.encoding
    if codecs.lookup(encoding).name == "ascii":
        # click takes a stream of that name for misconfigured, and writes UTF-8 to it.
        encoding = "ascii_forms"
    stream.reconfigure(encoding=encoding, errors="ascii_forms")


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    unknown = error.object[error.start : error.end]
    return "".join(FORMS.get(letter, "?") for letter in unknown), error.end


def _ascii_by_another_name(name: str) -> codecs.CodecInfo | None:
    if name != "ascii_forms":
        return None
    known = codecs.lookup("ascii")
    return codecs.CodecInfo(
        known.encode,
        known.decode,
        known.streamreader,
        known.streamwriter,
        known.incrementalencoder,
        known.incrementaldecoder,
        name=name,
    )


codecs.register_error("ascii_forms", _in_ascii)
codecs.register(_ascii_by_another_name)
