"""What happens while a file is watched, in one queue: keys, saves, verdicts, signals."""

from __future__ import annotations

import contextlib
import queue
import signal
import sys
from collections.abc import Iterator
from types import FrameType

# Beside keys, see `keys`.
SAVED, FOUND, RESIZED, SUSPENDED, RESUMED, OVER = (
    "saved",
    "found",
    "resized",
    "suspended",
    "resumed",
    "over",
)
QUIT = "q"


class Events:
    """A queue that threads and signals put into, and the main thread takes from.

    Signals become events too, so nothing is ever cut short.

    Attributes:
        exit_code: what the process is to return, once it is to end.
    """

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.exit_code: int | None = None

    def put(self, event: str) -> None:
        """Put an event, from any thread; the key that quits ends everything."""
        if event == QUIT:
            self._end(0)
        else:
            self._queue.put(event)

    def get(self, seconds: float) -> str | None:
        """Return the next event, or None where none comes in time."""
        try:
            return self._queue.get(timeout=seconds)
        except queue.Empty:
            return None

    @contextlib.contextmanager
    def signals(self) -> Iterator[None]:
        """Take over the signals of this process for a while; main thread only."""
        names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
        ending = [getattr(signal, name) for name in names if hasattr(signal, name)]
        # What is ignored stays so: under nohup, and in the background of a script.
        heeded = [number for number in ending if signal.getsignal(number) != signal.SIG_IGN]
        takers = dict.fromkeys(heeded, self._on_end)
        if sys.platform != "win32":
            told = {
                signal.SIGWINCH: RESIZED,
                signal.SIGTSTP: SUSPENDED,
                signal.SIGCONT: RESUMED,
            }

            def on_told(number: int, _: FrameType | None) -> None:
                self._queue.put(told[signal.Signals(number)])

            takers |= dict.fromkeys(told, on_told)
        before = {number: signal.signal(number, take) for number, take in takers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_end(self, number: int, _: FrameType | None) -> None:
        self._end(128 + number)

    def _end(self, code: int) -> None:
        if self.exit_code is None:
            self.exit_code = code
        self._queue.put(OVER)
