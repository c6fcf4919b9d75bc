"""Moves frames over a worker's pipes without ever waiting longer than it was told to.

`Polled` does so in the thread that asks; `Threaded` serves Windows, where nobody can wait
for a pipe with a deadline. `Usual` is the one for this system.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import sys
import threading
import time
from typing import IO, Protocol

from grader.sandbox.inside import wire

CHUNK = 1 << 16  # bytes of one read or write

Frame = tuple[int, bytes]  # number and body


class WorkerEnded(Exception):
    """The worker closed its side: it died or ended itself."""


class ProtocolBroken(Exception):
    """The worker sent something else than the answer that was due."""


class Pipes(Protocol):
    """Frames in both directions; one is read for each that was put, and one before them."""

    def put(self, data: bytes, frames: int) -> None:
        """Send some frames, now or while waiting for the next one."""

    def get(self, seconds: float) -> Frame | None:
        """Return the next frame, or None where it takes longer.

        Raises:
            WorkerEnded: the worker's side was closed.
            ProtocolBroken: the frame is too long.
        """

    def close(self) -> None:
        """Close both pipes, as soon as nothing waits on them."""


class Threaded:
    """Moves bytes in two threads, which hand over whole frames."""

    def __init__(self, outgoing: IO[bytes], incoming: IO[bytes]) -> None:
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._incoming: queue.SimpleQueue[Frame | Exception] = queue.SimpleQueue()
        # One frame is read per request, so a flood stays in the pipe. The first is hello.
        self._due = threading.Semaphore(1)
        for target, pipe in ((self._write, outgoing), (self._read, incoming)):
            threading.Thread(target=target, args=(pipe,), daemon=True).start()

    def put(self, data: bytes, frames: int) -> None:
        """Hand frames to the writing thread."""
        self._outgoing.put(data)
        if frames:
            self._due.release(frames)

    def get(self, seconds: float) -> Frame | None:
        """Return the next frame; see `Pipes`."""
        try:
            got = self._incoming.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(got, Exception):
            raise got
        return got

    def close(self) -> None:
        """Let both threads end and close their pipes."""
        self._outgoing.put(None)
        self._due.release()

    def _write(self, pipe: IO[bytes]) -> None:
        # A worker that is gone shows on the reading side.
        with contextlib.suppress(OSError, ValueError), pipe:
            while (data := self._outgoing.get()) is not None:
                pipe.write(data)
                pipe.flush()

    def _read(self, pipe: IO[bytes]) -> None:
        head = wire.FRAME_HEAD
        # Closed here: closing waits for a read that another thread is in.
        with pipe, contextlib.suppress(OSError, ValueError):
            while self._due.acquire() and len(start := pipe.read(head.size)) == head.size:
                number, length = head.unpack(start)
                try:
                    _refuse_long(length)
                except ProtocolBroken as broken:
                    self._incoming.put(broken)
                    return
                body = pipe.read(length)
                if len(body) < length:
                    break
                self._incoming.put((number, body))
        self._incoming.put(WorkerEnded())


if sys.platform == "win32":
    Usual = Threaded
else:

    class Polled:
        """Moves bytes only while somebody waits for a frame, in the same thread."""

        def __init__(self, outgoing: IO[bytes], incoming: IO[bytes]) -> None:
            self._files = outgoing, incoming
            self._out, self._in = outgoing.fileno(), incoming.fileno()
            os.set_blocking(self._out, False)
            os.set_blocking(self._in, False)
            self._unsent = memoryview(b"")
            self._read = bytearray()
            self._poll = select.poll()
            self._poll.register(self._in, select.POLLIN)

        def put(self, data: bytes, frames: int) -> None:
            """Send what the pipe takes; the rest goes out while waiting for the answer."""
            self._unsent = memoryview(bytes(self._unsent) + data)
            self._push()
            if self._unsent:
                self._poll.register(self._out, select.POLLOUT)

        def get(self, seconds: float) -> Frame | None:
            """Return the next frame; see `Pipes`."""
            deadline = time.monotonic() + seconds
            while (frame := self._frame()) is None:
                left = deadline - time.monotonic()
                if left <= 0:
                    return None
                for descriptor, _ in self._poll.poll(left * 1000):
                    if descriptor == self._out:
                        self._push()
                        if not self._unsent:
                            self._poll.unregister(self._out)
                    else:
                        self._pull()
            return frame

        def close(self) -> None:
            """Close both pipes."""
            for file in self._files:
                with contextlib.suppress(OSError):
                    file.close()

        def _push(self) -> None:
            try:
                while self._unsent:
                    self._unsent = self._unsent[os.write(self._out, self._unsent[:CHUNK]) :]
            except BlockingIOError:
                return
            except OSError:
                # A worker that is gone shows on the reading side.
                self._unsent = memoryview(b"")

        def _pull(self) -> None:
            with contextlib.suppress(BlockingIOError):
                got = os.read(self._in, CHUNK)
                if not got:
                    raise WorkerEnded
                self._read += got

        def _frame(self) -> Frame | None:
            head = wire.FRAME_HEAD
            if len(self._read) < head.size:
                return None
            number, length = head.unpack(self._read[: head.size])
            _refuse_long(length)
            end = head.size + length
            if len(self._read) < end:
                return None
            body = bytes(self._read[head.size : end])
            del self._read[:end]
            return number, body

    Usual = Polled


def _refuse_long(length: int) -> None:
    if length > wire.MAX_FRAME:
        raise ProtocolBroken(f"a frame of {length} bytes")
