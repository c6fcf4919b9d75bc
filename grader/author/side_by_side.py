"""Does one thing to several exercises at once, in as many processes as there are cores.

    side_by_side --exercise--> process: work(exercise)
                 <--outcome--  ... and the next exercise, until none is left

A process stays for several exercises: importing PyTorch takes longer than proving one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from grader.course import Exercise, name_course, named_course
from grader.errors import GradeError, KitFault
from grader.processes import begin, connect, cores
from grader.words.text import _

R = TypeVar("R")
Work = Callable[[Exercise], R]

GRACE = 10.0  # seconds for a process that was interrupted to clean up


def side_by_side(
    work: Work[R],
    exercises: Sequence[Exercise],
    at_once: int | None = None,
    apart: bool = False,
) -> Generator[R | GradeError]:
    """Yield what comes of each exercise, in their order, each as soon as it can be told.

    Close the iterator if it is left early: that ends all that still works.

    Args:
        work: a function of a module, or a partial one, and so is known in every process.
        at_once: how many exercises, if not as many as there are cores.
        apart: whether to work in other processes also where one would do.

    Yields:
        What `work` returned; the GradeError that it raised; or a KitFault where its process
        ended.

    Raises:
        Exception: what else `work` raised, in the turn of its exercise.
    """
    at_once = min(at_once or cores(), len(exercises))
    if sys.platform == "win32" or at_once < 1 or (at_once < 2 and not apart):
        for exercise in exercises:
            yield _told(_outcome(work, exercise))
        return
    # An interrupt can come between a folder and whoever would remove it.
    with tempfile.TemporaryDirectory(prefix="grade-", ignore_cleanup_errors=True) as scratch:
        yield from _apart(work, exercises, at_once, scratch)


def _apart(
    work: Work[R], exercises: Sequence[Exercise], at_once: int, scratch: str
) -> Generator[R | GradeError]:
    """Yield the same, from processes that make their temporary folders in `scratch`."""
    left = iter(enumerate(exercises))
    done: dict[int, R | Exception] = {}
    processes: list[_Process[R]] = []
    try:
        processes += [_Process(work, scratch) for _number in range(at_once)]
        for turn in range(len(exercises)):
            while turn not in done:
                heard = wait([one.channel for one in processes if not one.channel.closed])
                for place, one in enumerate(processes):
                    if one.channel not in heard:
                        continue
                    done |= one.told()
                    if one.died:
                        processes[place] = _Process(work, scratch)
                    else:
                        one.take(next(left, None))
            yield _told(done.pop(turn))
    finally:
        for one in processes:
            one.interrupt()
        for one in processes:
            one.end()


def _outcome(work: Work[R], exercise: Exercise) -> R | Exception:
    try:
        return work(exercise)
    except Exception as error:
        return error


def _told(outcome: R | Exception) -> R | GradeError:
    if isinstance(outcome, Exception) and not isinstance(outcome, GradeError):
        raise outcome
    return outcome


class _Process(Generic[R]):
    """A process that works on one exercise after the other, once it said that it is ready.

    Attributes:
        died: whether it ended with the exercise that it had.
    """

    def __init__(self, work: Work[R], scratch: str) -> None:
        self._process, self.channel = begin("grader.author.side_by_side")
        self._work = work
        self._scratch = scratch
        self._at: tuple[int, Exercise] | None = None
        self.died = False

    def take(self, next_: tuple[int, Exercise] | None) -> None:
        """Give it an exercise to work on; without one it ends."""
        if next_ is None:
            self.channel.close()
            return
        self._at = next_
        _place, exercise = next_
        # A process that is gone shows when its outcome is read.
        with contextlib.suppress(OSError):
            self.channel.send((named_course(), self._scratch, self._work, exercise))

    def told(self) -> dict[int, R | Exception]:
        """Return what came of its exercise, which is there: nothing where it had none.

        Raises:
            KitFault: it ended before it was ready.
        """
        at, self._at = self._at, None
        try:
            outcome = self.channel.recv()
        except (OSError, EOFError):
            self.died = True
            self.end()
            code = self._process.returncode
            outcome = KitFault(
                _("a process ended with {code} before it began to work", code=code)
                if at is None
                else _("the process that worked on {exercise} ended with {code}",
                       exercise=at[1].id, code=code),
                _("run the same command again; if it stays so, please report it"),
            )  # fmt: skip
            if at is None:
                raise outcome from None
        return {} if at is None else {at[0]: outcome}

    def interrupt(self) -> None:
        """Have it give up what it works on, its workers and their folders too."""
        if self._process.poll() is not None:
            return
        if self._at is None:
            self._process.kill()
        else:
            self._process.send_signal(signal.SIGINT)

    def end(self) -> None:
        """Wait until it has ended, and end it where that takes too long."""
        self.channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        self._process.kill()  # its workers end with it
        self._process.wait()


def main() -> None:
    """Work on what is sent, until the channel closes."""
    channel = connect()
    # After an interrupt, or when the channel is closed, nobody waits for an answer.
    with contextlib.suppress(KeyboardInterrupt, EOFError, OSError):
        channel.send(None)
        while True:
            order: tuple[Path | None, str, Work[Any], Exercise] = channel.recv()
            named, tempfile.tempdir, work, exercise = order
            name_course(named)
            outcome = _outcome(work, exercise)
            if isinstance(outcome, Exception):  # a traceback does not cross by itself
                outcome.add_note("".join(traceback.format_exception(outcome)))
            channel.send(outcome)
    os._exit(0)  # without taking PyTorch apart


if __name__ == "__main__":
    main()
