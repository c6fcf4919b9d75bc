"""Where watch mode is seen: a terminal with a screen of its own, or plain lines."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Protocol

import click

from grader.learn.watch.keys import Keyboard
from grader.learn.watch.view import Screen, View, laid_out
from grader.learn.watch.work import CHECKING
from grader.render.look import NARROWEST, WIDEST, Look
from grader.words.text import draw

OPENED, CLOSED = "\x1b[?1049h", "\x1b[?1049l"  # a screen of our own, and the one before it
HOME, CLEARED_LINE, CLEARED_BELOW = "\x1b[H", "\x1b[2K", "\x1b[J"


class Face(Protocol):
    """Whatever shows views.

    Attributes:
        keys: whether there is anyone to press them.
    """

    keys: bool

    def look(self) -> Look:
        """Return how to draw on it now."""

    def opened(self, put: Callable[[str], None]) -> contextlib.AbstractContextManager[None]:
        """Begin; `put` is called with each key, in another thread."""

    def show(self, view: View, top: int | None) -> Screen:
        """Show a view in place of the last one, from a line on; return what is seen of it."""

    def say(self, line: str) -> None:
        """Say a last word, once all is closed."""

    def suspend(self) -> None:
        """Stop this process, as Ctrl-Z asks."""

    def resume(self) -> None:
        """Begin again after a stop."""


def face(no_color: bool) -> Face:
    """Return how this process is looked at; `no_color` is whether none was asked for."""
    seen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return Terminal(no_color) if seen else Lines()


class Terminal:
    """A terminal that somebody sits at; it is left as it was."""

    keys = True

    def __init__(self, no_color: bool) -> None:
        self._no_color = no_color
        self._keyboard = Keyboard()
        self._open = False

    def look(self) -> Look:
        """Return how to draw, in the width that the terminal has now."""
        columns = min(max(_size()[0], NARROWEST), WIDEST)
        return Look.of(sys.stdout, self._no_color)._replace(width=columns)

    @contextlib.contextmanager
    def opened(self, put: Callable[[str], None]) -> Iterator[None]:
        """Have keys without Enter and a screen of our own."""
        try:
            self.resume()
            with self._keyboard.typed(put):
                yield
        finally:
            self._close()

    def show(self, view: View, top: int | None) -> Screen:
        """Draw a view, each line over the one before: to clear them all would flicker."""
        screen = laid_out(view, *_size(), top)
        drawn = "\n".join(CLEARED_LINE + line for line in screen.lines)
        _write(f"{HOME}{drawn}{CLEARED_BELOW}")
        return screen

    def say(self, line: str) -> None:
        """Write a line where the shell goes on."""
        _write(f"{line}\n")

    def suspend(self) -> None:
        """Give the terminal back, and stop."""
        self._close()
        _stop()

    def resume(self) -> None:
        """Take the terminal; in the background there is none, so stop again."""
        if self._keyboard.take():
            self._open = True
            _write(OPENED)
        else:
            _stop()

    def _close(self) -> None:
        if self._open:
            self._open = False
            _write(CLOSED)
        self._keyboard.give_back()


class Lines:
    """No terminal: plain lines, nothing cleared, no keys."""

    keys = False

    def __init__(self) -> None:
        self._last = View("")
        self._ended = 0  # number of the last run of which the result was printed

    def look(self) -> Look:
        """Return how to draw: without colour."""
        return Look.of(sys.stdout, no_color=True)

    @contextlib.contextmanager
    def opened(self, put: Callable[[str], None]) -> Iterator[None]:
        """Need nothing."""
        yield

    def show(self, view: View, top: int | None) -> Screen:
        """Print what is new since the last view."""
        last, self._last = self._last, view
        lines: list[str] = []
        if view.run != last.run:
            lines += [view.heading, "", "  " + draw(CHECKING)]
        if view.slow and not last.slow:
            lines += view.told
        if view.run != self._ended and not view.busy and view.body:
            self._ended = view.run
            lines += [*view.body, "", *view.told, *view.beside, view.progress, ""]
        elif not view.busy and view.told != last.told:
            lines += view.told
        if lines:
            click.echo("\n".join(lines))
            sys.stdout.flush()
        return Screen(())

    def say(self, line: str) -> None:
        """Print a line; behind the sign of Ctrl-C, where that is seen, a line of its own."""
        _write(f"\n{line}\n" if sys.stdout.isatty() else f"{line}\n")

    def suspend(self) -> None:
        """Stop."""
        _stop()

    def resume(self) -> None:
        """Go on."""


def _size() -> tuple[int, int]:
    """Return columns and rows; what COLUMNS says was true when the shell said it."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        size = os.terminal_size((0, 0))
    return size.columns or 80, size.lines or 24


def _write(text: str) -> None:
    # Not by click, which drops what it takes for colour. A terminal that is gone is told
    # by a signal, or by its keyboard.
    with contextlib.suppress(OSError):
        sys.stdout.write(text)
        sys.stdout.flush()


def _stop() -> None:
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGSTOP)
