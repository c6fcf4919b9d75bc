"""Confines workers with bubblewrap: one sandbox with NumPy warm, a fork for each exercise.

    Bubblewrap.launch -> bwrap -> python begin.py (the parent, see `warm`) -> fork -> worker

Inside are the interpreter, its standard library, NumPy and a small temporary folder, with
no network, no other process and no capability. The trusted side never depends on the
parent: whatever is not answered in time costs the whole sandbox, and the next exercise
gets a new one.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import IO

from grader.errors import GradeError, KitFault, UsageError
from grader.report import Reason
from grader.sandbox import host, process
from grader.sandbox.confined import filesystem, seccomp
from grader.sandbox.confined.group import Group
from grader.sandbox.confined.refusal import INSTALL, explain
from grader.words.text import _

assert sys.platform == "linux"

TEMPORARY = 64 << 20  # bytes
TEMPORARY_FILES = 10_000  # files and folders; each costs memory that TEMPORARY does not count
PATIENCE = 0.3  # seconds for a worker that is done to be gone: nothing bounds it any more
NOBODY = 65534  # a user, and a group


class Bubblewrap:
    """A sandbox for the exercises of one student; it starts with the first worker.

    Raises:
        UsageError: this system has no bubblewrap, or no libseccomp.
    """

    def __init__(self) -> None:
        self._command = command()
        self._filter = seccomp.program()
        self._parent: Parent | None = None

    def launch(self) -> Worker:
        """Fork a worker, from a new sandbox where there is none in good order."""
        if self._parent is None or not self._parent.free(PATIENCE):
            self.close()
            self._parent = Parent(self._command)
        return self._parent.fork(self._filter)

    def close(self) -> None:
        """End the sandbox with all that is in it."""
        if self._parent is not None:
            self._parent.kill()
            self._parent = None


class Parent:
    """The program inside a sandbox that forks workers.

    Attributes:
        process: bubblewrap itself; all others are below it.
        complaint: what it had written to its standard error when it was killed.
    """

    def __init__(self, command: tuple[str, ...]) -> None:
        self._group = Group()
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self.process = subprocess.Popen(
                    self._group.command(*command, str(_user())),
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    env={},
                    # Ctrl-C in the terminal is for us.
                    start_new_session=True,
                )
            except OSError as error:
                mine.close()
                self._group.remove()
                raise KitFault(
                    _("bubblewrap cannot be started: {error}", error=error)
                ) from error
        self._control = mine
        self.complaint = ""
        self._busy = False
        self._inside: list[int] = []
        self._temporary: int | None = None

    def fork(self, filter_: bytes) -> Worker:
        """Have a worker forked; it need not be there yet when this returns."""
        request_out, request_in = os.pipe()
        reply_out, reply_in = os.pipe()
        # A sandbox that has ended already shows when its worker says nothing.
        with contextlib.suppress(OSError):
            socket.send_fds(self._control, [filter_], [request_out, reply_in])
        os.close(request_out)
        os.close(reply_in)
        self._busy = True
        return Worker(self, os.fdopen(request_in, "wb"), os.fdopen(reply_out, "rb"))

    def free(self, seconds: float) -> bool:
        """Whether the last worker is gone, and the parent in order, within some seconds."""
        if self._control.fileno() < 0 or self.process.poll() is not None:
            return False
        return not self._busy or self.status(seconds) is not None

    def status(self, seconds: float) -> int | None:
        """Return the last worker's exit code once the parent tells it, else None."""
        deadline = time.monotonic() + seconds
        while told := self._told(deadline - time.monotonic()):
            if len(told) == 4:
                self._busy = False
                return int.from_bytes(told, "little", signed=True)
        return None

    def files(self) -> int:
        """Return how many files and folders the temporary folder holds.

        The parent hands the folder out before it forks. A way through the worker's own
        entry in /proc would end where its main thread ends, or where a container hides it.
        """
        if self._temporary is None:
            self._told(0)
        if self._temporary is None:
            return 0
        held = os.fstatvfs(self._temporary)
        return held.f_files - held.f_ffree

    def _told(self, seconds: float) -> bytes:
        """Return the parent's next message, b'' if none comes in time."""
        if not select.select([self._control], [], [], max(0, seconds))[0]:
            return b""
        try:
            told, folders, _flags, _address = socket.recv_fds(self._control, 64, 1)
        except OSError:
            return b""
        for folder in folders:
            self._temporary = folder
        return told

    def inside(self) -> list[int]:
        """Return the processes in the sandbox, its worker last, as they are called outside.

        While a worker runs there can be no new ones.
        """
        if not self._inside:
            self._inside = process.descendants(self.process.pid)
        return self._inside

    def forget_inside(self) -> None:
        """Look again for processes the next time: a worker was forked."""
        self._inside = []

    def kill(self) -> None:
        """End the sandbox at once; the kernel ends everything in its process namespace."""
        if self._control.fileno() < 0:
            return
        self._control.close()
        if self._temporary is not None:
            os.close(self._temporary)
            self._temporary = None
        self.complaint = self._complaint()
        pids = process.descendants(self.process.pid)
        self.process.kill()
        for pid in pids:
            # bubblewrap dies with us by itself; this does not rest on it.
            with contextlib.suppress(OSError):
                os.kill(pid, process.KILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        assert self.process.stderr is not None
        self.process.stderr.close()
        self._group.remove()

    def _complaint(self) -> str:
        """Return what bubblewrap or Python wrote about its own start, at most 4 KiB."""
        assert self.process.stderr is not None
        descriptor = self.process.stderr.fileno()
        if not select.select([descriptor], [], [], 0)[0]:
            return ""
        return os.read(descriptor, 4096).decode("utf-8", "replace").strip()


class Worker:
    """A forked worker; see `launch.Launched`."""

    def __init__(self, parent: Parent, to_worker: IO[bytes], from_worker: IO[bytes]) -> None:
        self._parent = parent
        self.pipes = to_worker, from_worker
        self._counted: dict[int, float] = {}
        parent.forget_inside()

    def ended(self) -> bool:
        """Whether the whole sandbox is gone; the end of the worker alone closes its pipe."""
        return self._parent.process.poll() is not None

    def cpu_seconds(self) -> float:
        """Return the CPU time of all processes in the sandbox."""
        import psutil

        for pid in self._parent.inside():
            with contextlib.suppress(psutil.Error):
                times = psutil.Process(pid).cpu_times()
                self._counted[pid] = float(times.user + times.system)
        return sum(self._counted.values())

    def busy_seconds(self) -> float:
        """Return the same of all processes in the sandbox; see `Launched`."""
        return process.busy_seconds(self._parent.inside())

    def excess(self) -> Reason | None:
        """Return that the temporary folder holds too many files, where it does."""
        if self._parent.files() > TEMPORARY_FILES:
            return Reason("too_many_files", {"most": TEMPORARY_FILES})
        return None

    def release(self) -> None:
        """Leave the worker to its end: with its pipe closed it has nothing to wait for."""

    def kill(self, grace: float = 0.0) -> int | None:
        """End the worker, and the sandbox with it where it does not end by itself."""
        status = self._parent.status(grace) if grace else None
        if status is None:
            self._parent.kill()
        return status

    def why_it_never_started(self) -> GradeError:
        """Return why sandboxes do not work on this system."""
        return explain(self._parent.complaint)


def _user() -> int:
    """Return the number of a user that nobody else has.

    Only for root: limits count by user, so two sandboxes must not share one.
    """
    # In a container that maps fewer users, the numbers end earlier.
    most = min(1 << 31, _end(_users()))
    return most - 2 - random.SystemRandom().randrange(max(1, most // 16))


def _users() -> list[tuple[int, int, int]]:
    """Return which users there are here: the first number, what it is outside, how many."""
    with contextlib.suppress(OSError, ValueError):
        numbers = [*map(int, Path("/proc/self/uid_map").read_text().split())]
        if numbers:
            return list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    return [(0, 0, 1 << 32)]


def _end(users: Iterable[tuple[int, int, int]]) -> int:
    """Return the first number above those of all users."""
    return max(first + count for first, _outside, count in users)


def _by_root() -> bool:
    """Whether root starts sandboxes, who becomes another user in each.

    Raises:
        UsageError: it is root, and there is nobody whom it could become.
    """
    if os.getuid() != 0:
        return False
    users = _users()
    if _end(users) > NOBODY:
        return True
    if any(first == outside == 0 for first, outside, count in users):
        raise UsageError(
            _("root in a user namespace without other users cannot give up its rights"),
            _("start it outside of that namespace (unshare -r makes one), or as another user"),
        )
    return False  # `unshare -r` calls an ordinary user root


@cache
def command() -> tuple[str, ...]:
    """Return the command that starts a sandbox, but for the worker's user.

    Raises:
        UsageError: bubblewrap is not installed.
    """
    found = shutil.which("bwrap")
    if found is None:
        raise UsageError(_("bubblewrap is not installed"), INSTALL)
    if Path("/tmp") in Path(filesystem.python()).parents:
        raise UsageError(
            _("this Python lies below /tmp, where a sandbox has its own empty folder"),
            _("use a Python that is installed elsewhere"),
        )
    words = [found, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    if _by_root():
        # With a user namespace root would stay root outside; the parent drops it instead.
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        words += ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY)]
    words += ["--hostname", "grader", "--clearenv"]
    for name, text in host.environment("/tmp").items():
        words += ["--setenv", name, text]
    words += ["--size", "1048576", "--tmpfs", "/", *filesystem.arguments()]
    words += ["--size", str(TEMPORARY), "--perms", "1777", "--tmpfs", "/tmp"]
    words += ["--remount-ro", "/", "--chdir", "/tmp", "--"]
    return *words, filesystem.python(), "-I", "-S", filesystem.WORKER, filesystem.numpy_parent()
