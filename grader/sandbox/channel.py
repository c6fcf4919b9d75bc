"""Carries frames to a worker and back, with a deadline that student code cannot move."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from typing import IO, Any

from grader.sandbox import wire
from grader.sandbox.launch import Launched

FIRST_LOOK = 0.2  # seconds before the CPU clock is read at all
LOOK = 0.05  # seconds between two readings


class WorkerEnded(Exception):
    """The worker closed its side: it died or ended itself."""


class ProtocolBroken(Exception):
    """The worker sent something else than the answer that was due."""


class Excess(Exception):
    """The worker holds more than it may of what no system limit bounds."""


class TimeIsUp(Exception):
    """No answer within the limit; `cpu` tells whether CPU time or the clock ran out."""

    def __init__(self, cpu: bool, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.cpu = cpu
        self.seconds = seconds


class Channel:
    """Requests and replies over a worker's pipes.

    Threads move the bytes, since no other way of waiting on a pipe with a deadline serves
    every system.
    """

    def __init__(self, launched: Launched) -> None:
        self._launched = launched
        self._number = 0
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._incoming: queue.SimpleQueue[tuple[int, bytes] | Exception] = queue.SimpleQueue()
        # One frame is read per request, so a flood stays in the pipe. The first is hello.
        self._due = threading.Semaphore(1)
        for target, pipe in zip((self._write, self._read), launched.pipes, strict=True):
            threading.Thread(target=target, args=(pipe,), daemon=True).start()

    def send(self, value: Any) -> None:
        """Send a request; its number is the next one."""
        self._number += 1
        self._outgoing.put(wire.frame(self._number, wire.encode(value)))
        self._due.release()

    def receive(self, wall: float, cpu: float | None = None) -> Any:
        """Return the value of the reply to the last request.

        Args:
            wall: seconds to wait at most.
            cpu: CPU seconds that the worker may use meanwhile, or None.

        Raises:
            TimeIsUp: one of the two ran out.
            WorkerEnded: the worker's side was closed.
            ProtocolBroken: what came is not a reply to this request.
            Excess: it took too much of something else.
        """
        number, body = self._wait(wall, cpu)
        self._refuse_excess()
        if number != self._number:
            raise ProtocolBroken(f"reply {number} to request {self._number}")
        try:
            return wire.decode(body)
        except wire.WireError as error:
            raise ProtocolBroken(str(error)) from error

    def close(self) -> None:
        """Let both threads end and close their pipes."""
        self._outgoing.put(None)
        self._due.release()

    def _wait(self, wall: float, cpu: float | None) -> tuple[int, bytes]:
        start = time.monotonic()
        used_before: float | None = None
        pause = FIRST_LOOK
        while True:
            left = start + wall - time.monotonic()
            if left <= 0:
                raise TimeIsUp(False, wall)
            with contextlib.suppress(queue.Empty):
                got = self._incoming.get(timeout=min(pause, left))
                if isinstance(got, Exception):
                    raise got
                return got
            pause = LOOK
            if self._launched.ended() and self._incoming.empty():
                # A child that it left may hold the pipe open for ever.
                raise WorkerEnded
            if cpu is not None:
                used = self._launched.cpu_seconds()
                if used_before is None:
                    used_before = used
                elif used - used_before > cpu:
                    raise TimeIsUp(True, cpu)
            self._refuse_excess()

    def _refuse_excess(self) -> None:
        if excess := self._launched.excess():
            raise Excess(excess)

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
                if length > wire.MAX_FRAME:
                    self._incoming.put(ProtocolBroken(f"a frame of {length} bytes"))
                    return
                body = pipe.read(length)
                if len(body) < length:
                    break
                self._incoming.put((number, body))
        self._incoming.put(WorkerEnded())
