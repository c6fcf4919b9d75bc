"""Reads keys without Enter, on every system."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import threading
import time
from collections.abc import Callable, Iterator

ENTER, ESCAPE, TAB, BACKSPACE, REDRAW = "\n", "\x1b", "\t", "\x7f", "\x0c"
UP, DOWN, LEFT, RIGHT = "up", "down", "left", "right"
PAGE_UP, PAGE_DOWN, FIRST, LAST = "page up", "page down", "first", "last"
GONE = "q"  # what a terminal that is gone types

# What terminals send for keys that have no character, behind an escape and a bracket.
SENT = {
    "A": UP,
    "B": DOWN,
    "C": RIGHT,
    "D": LEFT,
    "H": FIRST,
    "F": LAST,
    "Z": LEFT,
    "1~": FIRST,
    "4~": LAST,
    "5~": PAGE_UP,
    "6~": PAGE_DOWN,
    "7~": FIRST,
    "8~": LAST,
}
SEQUENCE = re.compile(r"\x1b(?:\[([0-9]*)[0-9;]*([A-Za-z~])|O([A-Za-z]))")
BEGUN = re.compile(r"\x1b(?:\[[0-9;]*|O)?\Z")
SPLIT = 0.05  # seconds in which the rest of a sequence comes; else it was the key Escape


def keys_of(typed: str) -> tuple[list[str], str]:
    """Return the keys in what a terminal sent, and the beginning of a sequence at its end.

    A key with a character is that character, small; what no key is known for is left out.
    """
    keys = []
    while typed:
        if not typed.startswith(ESCAPE):
            keys.append(typed[0].lower())
            typed = typed[1:]
        elif sequence := SEQUENCE.match(typed):
            number, letter, other = sequence.groups("")
            keys.append(SENT.get(f"{number}~" if letter == "~" else letter or other, ""))
            typed = typed[sequence.end() :]
        elif BEGUN.match(typed):
            break
        else:
            keys.append(ESCAPE)
            typed = typed[1:]
    return [key for key in keys if key], typed


if sys.platform == "win32":
    import msvcrt

    CODES = {
        "H": UP,
        "P": DOWN,
        "K": LEFT,
        "M": RIGHT,
        "I": PAGE_UP,
        "Q": PAGE_DOWN,
        "G": FIRST,
        "O": LAST,
    }

    class Keyboard:
        """The keyboard of this process's console."""

        def take(self) -> bool:
            """Have keys come at once; return whether they will."""
            os.system("")  # a side effect: from now on the console obeys escape sequences
            return True

        def give_back(self) -> None:
            """Need nothing: this console has no state that was changed."""

        @contextlib.contextmanager
        def typed(self, put: Callable[[str], None]) -> Iterator[None]:
            """Call `put` with each key, in a thread."""
            stop = threading.Event()

            def read() -> None:
                while not stop.is_set():
                    while msvcrt.kbhit():
                        key = msvcrt.getwch()
                        if key in "\x00\xe0":  # an arrow or the like comes as two
                            key = CODES.get(msvcrt.getwch(), "")
                        else:
                            key = {"\r": ENTER, "\b": BACKSPACE}.get(key, key.lower())
                        if key:
                            put(key)
                    time.sleep(0.02)

            thread = threading.Thread(target=read, daemon=True)
            thread.start()
            try:
                yield
            finally:
                stop.set()
                thread.join(timeout=1)

else:
    import termios
    import tty

    class Keyboard:
        """The keyboard of the terminal on standard input."""

        def __init__(self) -> None:
            self._before = termios.tcgetattr(sys.stdin)
            self._taken = False

        def take(self) -> bool:
            """Have keys come at once; return False in the background, where none come."""
            if os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp():
                return False
            self._taken = True
            tty.setcbreak(sys.stdin, termios.TCSANOW)
            return True

        def give_back(self) -> None:
            """Leave the terminal as it was found, where it was taken and is still there."""
            if self._taken:
                self._taken = False
                with contextlib.suppress(OSError, termios.error):
                    termios.tcsetattr(sys.stdin, termios.TCSANOW, self._before)

        @contextlib.contextmanager
        def typed(self, put: Callable[[str], None]) -> Iterator[None]:
            """Call `put` with each key, in a thread."""
            stopped, stop = os.pipe()

            def read() -> None:
                begun = ""
                while True:
                    patience = SPLIT if begun else None
                    ready = select.select([sys.stdin, stopped], [], [], patience)[0]
                    if stopped in ready:
                        return
                    if not ready:
                        if begun == ESCAPE:
                            put(ESCAPE)
                        begun = ""
                        continue
                    try:
                        typed = os.read(sys.stdin.fileno(), 1024).decode("utf-8", "replace")
                    except OSError:
                        typed = ""
                    if not typed:
                        put(GONE)
                        return
                    keys, begun = keys_of(begun + typed)
                    for key in keys:
                        put(key)

            thread = threading.Thread(target=read, daemon=True)
            thread.start()
            try:
                yield
            finally:
                os.close(stop)
                thread.join(timeout=1)
                os.close(stopped)
