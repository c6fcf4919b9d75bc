"""Holds a submission in a worker process and asks it, whatever the submission does.

  launch -> hello -> loaded -> idle <-> busy
              \\________\\_________________\\__ stopped (timeout, crash): the worker is
killed; the next question launches another one, at most `limits.restarts` times.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from grader.course import Limits
from grader.report import Outcome, Reason
from grader.sandbox import reply
from grader.sandbox.answer import Answer, Loaded, Parameter, Raised, Stopped
from grader.sandbox.channel import Channel, Excess, Idle, Idled, TimeIsUp
from grader.sandbox.inside import wire
from grader.sandbox.launch import IDLE, Launched
from grader.sandbox.pipes import ProtocolBroken, WorkerEnded

T = TypeVar("T")
Call = tuple[tuple[Any, ...], Mapping[str, Any]]  # arguments, and named ones

GRACE = 1.0  # seconds for a worker whose pipe has closed to end by itself
# Seconds of a grading for what is asked aside: on the clock, and after these as many of
# computing or idling, so that a busy machine explains as much as an idle one.
SPARE = 0.15
SPARE_FACTOR = 10.0  # the clock's guard, in multiples of these seconds
SPARE_BYTES = 4 << 20  # of all these replies; honest ones have a few thousand
SLICE = 0.02  # seconds between two looks at what was computed
LONG_IDLE = 10.0  # seconds after which no end of a worker is in doubt


class Foreseen(Protocol):
    """A call that will be asked.

    Attributes:
        function, arguments: as `Student.call` is given them.
        call: function, arguments and named ones, encoded as one tuple.
    """

    @property
    def function(self) -> str: ...
    @property
    def arguments(self) -> tuple[Any, ...]: ...
    @property
    def call(self) -> bytes: ...


class Student:
    """A submission that can be asked.

    Args:
        launched: a worker that was started ahead of time.
        launch: starts another one; see `sandbox.launch.Sandbox`.
        limits: what the submission may use.
        idle: for how many seconds it may let others wait and compute nothing.
        provisional: whether the first end of a worker that is in doubt is the last.

    Attributes:
        numpy_version: the worker's.
        doubtful: whether a worker died or had to be ended, and what else this machine did
            may have to do with it.
        idle: how long it let others wait and computed nothing.
        asking: the function that is asked, or was last; empty before the first call.
        asked: how many calls were asked, that one among them.
        foreseen: how many were known to come.
    """

    def __init__(
        self,
        launched: Launched,
        launch: Callable[[], Launched],
        limits: Limits,
        idle: float = IDLE,
        provisional: bool = False,
    ) -> None:
        self._launch = launch
        self._limits = limits
        self._launched: Launched | None = launched
        self._channel: Channel | None = None
        self._restarts = 0
        self._waited = 0.0
        self._ahead: deque[Foreseen] = deque()
        self._question: tuple[str, dict[str, bytes], tuple[str, ...]] | None = None
        self._provisional = provisional
        self._spare = _Spare()
        self.numpy_version = ""
        self.doubtful = False
        self.idle = Idle(idle)
        self.asking = ""
        self.asked = self.foreseen = 0

    def load(self, main: str, files: Mapping[str, bytes], functions: tuple[str, ...]) -> Loaded:
        """Load the submission.

        Args:
            main: name of the file that holds the functions, a neutral one.
            files: contents by name, UTF-8, `main` among them.
            functions: the functions that will be asked for.
        """
        self._question = (main, dict(files), functions)
        try:
            loaded = self._open()
        except _Gone as gone:
            return Loaded(lines={}, stopped=gone.stopped)
        return loaded._replace(raised=self._placed(loaded.raised))

    def foresee(self, questions: Iterable[Foreseen]) -> None:
        """Send calls that will be asked, in this order: the worker need not wait between.

        Nothing else changes: each call has its own limits, and after a stop those that are
        left are asked one by one of another worker. A worker that died is not told of any.
        """
        if self._channel is not None:
            self._ahead.extend(questions)
            self.foreseen = len(self._ahead)
            self._channel.send(*(wire.prepended("C", item.call) for item in self._ahead))

    def call(
        self, function: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> Answer:
        """Return what `function(*arguments, **named)` answers in the worker."""
        self.asking = function
        self.asked += 1
        try:
            if self.idle.over:
                raise _Gone(Outcome.NOT_RUN, Reason("idle_used_up"))
            if self._waited >= self._limits.patience_seconds:
                raise _Gone(Outcome.NOT_RUN, Reason("time_used_up"))
            if self._channel is None:
                self._restart()
            if self._was_sent(function, arguments, named):
                answer = self._receive(reply.answer)
            else:
                answer = self._ask(("C", function, arguments, dict(named)), reply.answer)
        except _Gone as gone:
            return Answer(stopped=gone.stopped)
        return answer._replace(raised=self._placed(answer.raised)) if answer.raised else answer

    def _placed(self, raised: Raised | None) -> Raised | None:
        """Return an exception, placed in no file but those that were given."""
        assert self._question is not None
        if raised is None or raised.file in self._question[1]:
            return raised
        return raised._replace(file="")

    def aside(
        self,
        function: str,
        calls: Sequence[Call],
        *,
        anew: bool = False,
        of: tuple[str, Mapping[str, bytes]] | None = None,
    ) -> list[Answer]:
        """Ask calls that count for nothing, in one write, when all that counts was asked.

        Whatever comes of it changes no limit, no attribute and no answer before it. A worker
        that takes too long, says too much, dies or breaks the protocol is ended, and nobody
        is asked aside after that: no other one is launched.

        Args:
            function: who is asked.
            calls: arguments and named ones.
            anew: whether the file is loaded once more before, in the same worker.
            of: another main file and its files, where the function is not the submission's;
                that is loaded again behind the calls.

        Returns:
            The answers to the first calls, as many as came.
        """
        requests: list[tuple[Any, ...]] = [
            ("C", function, tuple(arguments), dict(named)) for arguments, named in calls
        ]
        assert self._question is not None
        own = ("L", *self._question)
        before = [("L", of[0], dict(of[1]), (function,))] if of else [own] if anew else []
        after = [own] if of else []
        replies = self._spared(
            [*before, *requests, *after],
            [_loaded_again] * len(before)
            + [reply.answer] * len(requests)
            + [_loaded_again] * len(after),
        )
        return replies[len(before) : len(before) + len(requests)]

    def takes(self, function: str) -> tuple[Parameter, ...]:
        """Return a function's parameters, asked aside; nothing where they cannot be told."""
        found = self._spared([("S", function)], [reply.signature])
        return (found[0] or ()) if found else ()

    def _spared(
        self,
        requests: Sequence[tuple[Any, ...]],
        parse: Sequence[Callable[[Any], Any]],
    ) -> list[Any]:
        """Return the first replies to requests that count for nothing, as many as came."""
        channel, launched = self._channel, self._launched
        if channel is None or launched is None:
            return []
        late = len(self._ahead)  # nobody asked for the replies to these
        self._ahead.clear()
        replies: list[Any] = []
        try:
            channel.send(*map(wire.encode, requests))
            for _ in range(late):
                self._spare.receive(channel, launched)
            for read in parse:
                replies.append(read(self._spare.receive(channel, launched)))
        except Exception:  # whatever it is, it counts for nothing
            self._kill()
        return replies

    def _was_sent(
        self, function: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> bool:
        """Whether a call was sent ahead; the replies to others before it are dropped."""
        call: bytes | None = None
        while self._ahead:
            sent = self._ahead.popleft()
            if sent.arguments is arguments and sent.function == function:
                return True
            call = call or wire.encode((function, arguments, dict(named)))
            if sent.call == call:
                return True
            self._receive(reply.answer)  # a suite that asks otherwise than it drew
        return False

    def close(self) -> None:
        """End the worker and all that it left behind."""
        if self._launched is not None:
            # Before its pipes close: a worker that ends by itself leaves its children.
            self._launched.release()
            self._launched = None
        self._close_channel()

    def _restart(self) -> None:
        most = 0 if self._provisional and self.doubtful else self._limits.restarts
        if self._restarts >= most:
            raise _Gone(Outcome.NOT_RUN, Reason("died_too_often"))
        self._restarts += 1
        again = self._open()
        if again.raised is not None:
            self._kill()
            raised = again.raised
            facts = {"type": raised.type_name, "builtin": raised.builtin}
            raise _Gone(Outcome.CRASHED, Reason("failed_second_load", facts))

    def _open(self) -> Loaded:
        """Start a worker if none runs, and load the submission."""
        if self._launched is None:
            self._launched = self._launch()
        assert self._question is not None
        self._channel = Channel(self._launched)
        self.idle.begin()
        hello = self._hello()
        self.numpy_version = hello[1]
        return self._ask(("L", *self._question), reply.loaded)

    def _hello(self) -> tuple[str, str]:
        """Wait for the worker's first word, said before student code is near."""
        assert self._channel is not None
        assert self._launched is not None
        try:
            hello = self._channel.receive(self._limits.start_seconds)
            if type(hello) is tuple and len(hello) == 2 and type(hello[1]) is str:
                return hello
        except (TimeIsUp, ProtocolBroken, WorkerEnded, Excess):
            pass
        launched = self._launched
        self._kill()
        raise launched.why_it_never_started()

    def _ask(self, request: tuple[Any, ...], parse: Callable[[Any], T]) -> T:
        assert self._channel is not None
        self._channel.send(wire.encode(request))
        return self._receive(parse)

    def _receive(self, parse: Callable[[Any], T]) -> T:
        """Return the next reply, read with the limits of one call."""
        wall = min(self._limits.wall_seconds, self._limits.patience_seconds - self._waited)
        start = time.monotonic()
        try:
            got = self._next(wall, self._limits.cpu_seconds)
        finally:
            self._waited += time.monotonic() - start
        try:
            return parse(got)
        except Exception as error:  # whatever it is, the reply brought it about
            raise self._end(Outcome.CRASHED, BROKEN) from error

    def _next(self, wall: float, cpu: float | None) -> Any:
        assert self._channel is not None
        before = self.idle.spent
        try:
            return self._channel.receive(wall, cpu, self.idle)
        except TimeIsUp as late:
            slept = not late.cpu and self.idle.spent - before > wall / 2
            reason = Reason("cpu_time", {"seconds": late.seconds})
            if not late.cpu:
                reason = Reason("clock_time", {"seconds": late.seconds, "idle": slept})
            raise self._end(Outcome.TIMEOUT, reason, certain=slept) from late
        except Idled as idled:
            reason = Reason("idle_time", {"seconds": idled.seconds})
            raise self._end(Outcome.TIMEOUT, reason, certain=True) from idled
        except ProtocolBroken as error:
            raise self._end(Outcome.CRASHED, BROKEN) from error
        except Excess as error:
            raise self._end(Outcome.CRASHED, error.reason) from error
        except WorkerEnded as error:
            raise self._end(Outcome.CRASHED, None) from error

    def _end(self, outcome: Outcome, reason: Reason | None, certain: bool = False) -> _Gone:
        """End the worker; without a reason, its own end says why.

        Args:
            certain: whether nothing but the submission's own waiting can have led to it.
        """
        # What was idle for long has cost enough: it is not judged a second time.
        self.doubtful |= not certain and self.idle.spent < LONG_IDLE
        start = time.monotonic()
        code = self._kill(grace=0.0 if reason else GRACE)
        if code is None and reason is None:
            self.idle.spent += time.monotonic() - start  # its pipe closed, and it did not end
        return _Gone(outcome, reason or _why_it_died(code))

    def _kill(self, grace: float = 0.0) -> int | None:
        code = None
        if self._launched is not None:
            code = self._launched.kill(grace)
            self._launched = None
        self._close_channel()
        return code

    def _close_channel(self) -> None:
        self._ahead.clear()
        if self._channel is not None:
            self._channel.close()
            self._channel = None


def _loaded_again(fields: Any) -> Loaded:
    """Return what a file defines that was loaded once more.

    Raises:
        _TooMuch: it raised this time.
    """
    loaded = reply.loaded(fields)
    if loaded.raised is not None:
        raise _TooMuch
    return loaded


class _Spare:
    """Waits for what is asked aside, as long as a grading has time and room for it."""

    def __init__(self) -> None:
        self._waited = 0.0
        self._taken = 0  # bytes
        self._idle = Idle(SPARE)
        self._before: float | None = None  # CPU seconds, once anybody looked

    def receive(self, channel: Channel, launched: Launched) -> Any:
        """Return the next reply.

        Raises:
            _TooMuch: the time is up, or the replies are too large to be kept.
            Idled, WorkerEnded, ProtocolBroken, Excess: see `Channel.receive`.
        """
        while True:
            self._refuse_more(launched)
            start, before = time.monotonic(), channel.taken
            try:
                got = channel.receive(SLICE, idle=self._idle)
                self._taken += channel.taken - before
                if self._taken > SPARE_BYTES:
                    raise _TooMuch
                return got
            except TimeIsUp:
                pass  # what was not read yet is read next time
            finally:
                self._waited += time.monotonic() - start

    def _refuse_more(self, launched: Launched) -> None:
        if self._waited > SPARE_FACTOR * SPARE:
            raise _TooMuch
        if self._waited > SPARE:
            computed = launched.cpu_seconds()
            if self._before is None:
                self._before = computed
            elif computed - self._before > SPARE:
                raise _TooMuch


class _TooMuch(Exception):
    """A worker that was asked aside took longer, or said more, than it may."""


BROKEN = Reason("broke_protocol")


class _Gone(Exception):
    """The worker was ended, and why."""

    def __init__(self, outcome: Outcome, reason: Reason) -> None:
        super().__init__(reason.code)
        self.stopped = Stopped(outcome, reason)


def _why_it_died(code: int | None) -> Reason:
    if code is None or code >= 0:
        return Reason("ended_itself")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return Reason("died", {"signal": name})
