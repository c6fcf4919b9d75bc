"""Carries frames to a worker and back, with a deadline that student code cannot move."""

from __future__ import annotations

import time
from typing import Any

from grader.report import Reason
from grader.sandbox.inside import wire
from grader.sandbox.launch import Launched
from grader.sandbox.pipes import Pipes, ProtocolBroken, Usual, WorkerEnded

FIRST_LOOK = 0.2  # seconds before the CPU clock is read at all
LOOK = 0.05  # seconds between two readings
QUICK = 0.001  # seconds in which a call cannot take much of anything


class Excess(Exception):
    """The worker holds more than it may of what no system limit bounds."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


class TimeIsUp(Exception):
    """No answer within the limit; `cpu` tells whether CPU time or the clock ran out."""

    def __init__(self, cpu: bool, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.cpu = cpu
        self.seconds = seconds


class Channel:
    """Requests and replies over a worker's pipes."""

    def __init__(self, launched: Launched) -> None:
        self._launched = launched
        self._sent = 0
        self._due = 0  # number of the next reply; 0 is the worker's hello
        self._pipes: Pipes = Usual(*launched.pipes)

    def send(self, *requests: bytes) -> None:
        """Send encoded requests in one write; their numbers are the next ones."""
        frames = []
        for request in requests:
            self._sent += 1
            frames.append(wire.frame(self._sent, request))
        self._pipes.put(b"".join(frames), len(frames))

    def receive(self, wall: float, cpu: float | None = None) -> Any:
        """Return the value of the next reply: they come in the order of the requests.

        Args:
            wall: seconds to wait at most.
            cpu: CPU seconds that the worker may use meanwhile, or None.

        Raises:
            TimeIsUp: one of the two ran out.
            WorkerEnded: the worker's side was closed.
            ProtocolBroken: what came is not a reply to this request.
            Excess: it took too much of something else.
        """
        start = time.monotonic()
        number, body = self._wait(wall, cpu)
        if time.monotonic() - start > QUICK:
            self._refuse_excess()
        if number != self._due:
            raise ProtocolBroken(f"reply {number} to request {self._due}")
        self._due += 1
        try:
            return wire.decode(body)
        except Exception as error:  # no memory for it, for instance: its sender's doing
            raise ProtocolBroken(str(error)) from error

    def close(self) -> None:
        """Close the pipes."""
        self._pipes.close()

    def _wait(self, wall: float, cpu: float | None) -> tuple[int, bytes]:
        start = time.monotonic()
        used_before: float | None = None
        pause = FIRST_LOOK
        while True:
            left = start + wall - time.monotonic()
            if left <= 0:
                raise TimeIsUp(False, wall)
            got = self._pipes.get(min(pause, left))
            # A child that it left may hold the pipe open for ever.
            if got is None and self._launched.ended():
                got = self._pipes.get(0)
                if got is None:
                    raise WorkerEnded
            if got is not None:
                return got
            pause = LOOK
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
