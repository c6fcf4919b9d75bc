"""Reads keys without Enter, on every system."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
import time
from collections.abc import Callable, Iterator

ESCAPE = "\x1b"
GONE = "q"  # what a terminal that is gone types

if sys.platform == "win32":
    import msvcrt

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
                        if key in "\x00\xe0":
                            msvcrt.getwch()  # an arrow or the like comes as two
                        else:
                            put(key.lower())
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
                while stopped not in select.select([sys.stdin, stopped], [], [])[0]:
                    try:
                        typed = os.read(sys.stdin.fileno(), 1024).decode("utf-8", "replace")
                    except OSError:
                        typed = ""
                    if not typed:
                        put(GONE)
                        return
                    if ESCAPE not in typed:  # an arrow or the like
                        for key in typed.lower():
                            put(key)

            thread = threading.Thread(target=read, daemon=True)
            thread.start()
            try:
                yield
            finally:
                os.close(stop)
                thread.join(timeout=1)
                os.close(stopped)
