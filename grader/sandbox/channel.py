"""Carries frames to a worker and back, with a deadline that student code cannot move."""

from __future__ import annotations

import time
from pathlib import Path
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


class Idled(Exception):
    """The worker let others wait for as long as it may, and computed nothing; `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.seconds = seconds


class Idle:
    """Counts the seconds in which workers are waited for and do nothing.

    Args:
        most: how many there may be.

    Attributes:
        spent: how many there were.
    """

    def __init__(self, most: float) -> None:
        self.most = most
        self.spent = 0.0
        self._unseen = 0.0  # seconds waited since the last look
        self._busy = 0.0
        self._first = True
        self._credit = 0.0  # clocks that tick 100 times a second give too much or too little

    @property
    def over(self) -> bool:
        """Whether there were as many as there may be."""
        return self.spent >= self.most

    def begin(self) -> None:
        """Look at another worker from now on: at its first look nothing counts as idle."""
        self._first = True

    def waited(self, seconds: float, launched: Launched) -> None:
        """Count seconds that somebody waited for a worker."""
        self._unseen += seconds
        if self._unseen < LOOK:
            return
        before, self._busy = self._busy, launched.busy_seconds() + _own_seconds()
        if not self._first:
            self._credit += max(0.0, self._busy - before) - self._unseen
            self.spent += max(0.0, -self._credit)
            self._credit = min(max(0.0, self._credit), LOOK)
        self._unseen, self._first = 0.0, False


def _own_seconds() -> float:
    """Return for how long this thread has computed, and on Linux waited for a processor.

    Then it is not the worker that lets it wait.
    """
    try:
        computed, waited, _ = Path("/proc/thread-self/schedstat").read_text().split()
        return (int(computed) + int(waited)) / 1e9
    except (OSError, ValueError):
        return time.thread_time()


class Channel:
    """Requests and replies over a worker's pipes.

    Attributes:
        taken: how many bytes all replies had.
    """

    def __init__(self, launched: Launched) -> None:
        self._launched = launched
        self.taken = 0
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

    def receive(self, wall: float, cpu: float | None = None, idle: Idle | None = None) -> Any:
        """Return the value of the next reply: they come in the order of the requests.

        Args:
            wall: seconds to wait at most.
            cpu: CPU seconds that the worker may use meanwhile, or None.
            idle: counts the seconds in which the worker does nothing meanwhile, or None.

        Raises:
            TimeIsUp: one of the first two ran out.
            Idled: the third did.
            WorkerEnded: the worker's side was closed.
            ProtocolBroken: what came is not a reply to this request.
            Excess: it took too much of something else.
        """
        start = time.monotonic()
        number, body = self._wait(wall, cpu, idle)
        if time.monotonic() - start > QUICK:
            self._refuse_excess()
        if number != self._due:
            raise ProtocolBroken(f"reply {number} to request {self._due}")
        self._due += 1
        self.taken += len(body)
        try:
            return wire.decode(body)
        except Exception as error:  # no memory for it, for instance: its sender's doing
            raise ProtocolBroken(str(error)) from error

    def close(self) -> None:
        """Close the pipes."""
        self._pipes.close()

    def _wait(self, wall: float, cpu: float | None, idle: Idle | None) -> tuple[int, bytes]:
        start = looked = time.monotonic()
        used_before: float | None = None
        pause = FIRST_LOOK if idle is None else LOOK
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
            now = time.monotonic()
            if idle is not None:
                idle.waited(now - looked, self._launched)
                looked = now
            if got is not None:
                return got
            if idle is not None and idle.over:
                raise Idled(idle.most)
            pause = LOOK
            if cpu is not None and now - start >= FIRST_LOOK:
                used = self._launched.cpu_seconds()
                if used_before is None:
                    used_before = used
                elif used - used_before > cpu:
                    raise TimeIsUp(True, cpu)
            self._refuse_excess()

    def _refuse_excess(self) -> None:
        if excess := self._launched.excess():
            raise Excess(excess)
