"""Confines workers with bubblewrap: one sandbox with NumPy warm, a fork for each exercise.

    Bubblewrap.launch -> bwrap -> python begin.py (the parent, see `warm`) -> fork -> worker
                      or, in a batch: a fork of the zygote becomes the parent, see `zygote`

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
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from grader.errors import GradeError, KitFault, UsageError
from grader.report import Reason
from grader.sandbox import host, process
from grader.sandbox.confined import filesystem, seccomp, zygote
from grader.sandbox.confined.group import Group
from grader.sandbox.confined.refusal import INSTALL, explain
from grader.sandbox.inside import warm
from grader.words.text import _

assert sys.platform == "linux"

TEMPORARY = 64 << 20  # bytes
TEMPORARY_FILES = 10_000  # files and folders; each costs memory that TEMPORARY does not count
PATIENCE = 0.3  # seconds for a worker that is done to be gone: nothing bounds it any more
NOBODY = 65534  # a user, and a group


class Bubblewrap:
    """A sandbox for the exercises of one student; it starts with the first worker.

    A zygote that this process, or the one that it was forked from, has (see `begin_zygote`
    and `take_zygote`) joins it; else Python and NumPy are started in it.

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
            self._parent = _joined(self._command) or _started(self._command)
        return self._parent.fork(self._filter)

    def close(self) -> None:
        """End the sandbox with all that is in it."""
        if self._parent is not None:
            self._parent.kill()
            self._parent = None


class Parent:
    """The program inside a sandbox that forks workers.

    Attributes:
        process: bubblewrap itself. All others are below it; but a parent that joined, and
            its workers, are below the zygote.
        joined: whether the parent is such a one.
        complaint: what it had written to its standard error when it was killed.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        control: socket.socket,
        group: Group,
        joined: bool,
    ) -> None:
        self.process = process
        self.joined = joined
        self.complaint = ""
        self._control = control
        self._group = group
        self._busy = False
        self._status: int | None = None
        # As they are called outside, which a parent knows that joined.
        self._number: int | None = None
        self._worker: int | None = None
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
        self._busy, self._status = True, None
        return Worker(self, os.fdopen(request_in, "wb"), os.fdopen(reply_out, "rb"))

    def free(self, seconds: float) -> bool:
        """Whether the last worker is gone, and the parent in order, within some seconds."""
        if self._control.fileno() < 0 or self.process.poll() is not None:
            return False
        # A worker that was killed may have been so with the whole process namespace.
        return not self._busy or self.status(seconds) not in (None, -process.KILL)

    def status(self, seconds: float) -> int | None:
        """Return the last worker's exit code once the parent tells it, else None."""
        deadline = time.monotonic() + seconds
        while self._busy and self._hears(deadline - time.monotonic()):
            pass
        return self._status

    def files(self) -> int:
        """Return how many files and folders the temporary folder holds.

        The parent hands the folder out before it forks. A way through the worker's own
        entry in /proc would end where its main thread ends, or where a container hides it.
        """
        if self._temporary is None:
            self._hears(0)
        if self._temporary is None:
            return 0
        held = os.fstatvfs(self._temporary)
        return held.f_files - held.f_ffree

    def _hears(self, seconds: float) -> bool:
        """Take in the parent's next message; whether one comes in time."""
        if not select.select([self._control], [], [], max(0, seconds))[0]:
            return False
        try:
            told, folders, _flags, _address = socket.recv_fds(self._control, 64, 1)
        except OSError:
            return False
        if len(told) == warm.STATUS.size:
            self._busy, self._worker = False, None
            (self._status,) = warm.STATUS.unpack(told)
        elif folders:
            (self._number,) = warm.NUMBER.unpack(told)
            (self._temporary,) = folders
        elif told:
            (self._worker,) = warm.NUMBER.unpack(told)
        return bool(told)

    def inside(self) -> list[int]:
        """Return the processes in the sandbox, its worker last, as they are called outside.

        While a worker runs there can be no new ones.
        """
        if not self._inside:
            found = process.descendants(self.process.pid)
            if self.joined:
                # Its number may be told after its first word.
                while self._busy and self._worker is None and self._hears(PATIENCE):
                    pass
                found += filter(None, (self._number, self._worker))
                if self._worker is None:
                    return found  # not one to keep
            self._inside = found
        return self._inside

    def forget_inside(self) -> None:
        """Look again for processes the next time: a worker was forked."""
        self._inside = []

    def kill(self) -> None:
        """End the sandbox at once; the kernel ends everything in its process namespace."""
        if self._control.fileno() < 0:
            return
        if self._temporary is not None:
            os.close(self._temporary)
            self._temporary = None
        self.complaint = self._complaint()
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)
        zygote.end(self.process)
        if self.joined:
            self._outlive_parent()
        self._control.close()
        self._group.remove()

    def _outlive_parent(self) -> None:
        """Wait for a parent that joined: it is not in the process namespace that was ended."""
        while self._hears(PATIENCE):
            pass  # it ends when it reads no more
        closed = bool(select.select([self._control], [], [], 0)[0])
        if self._number is not None and not closed:
            with contextlib.suppress(OSError):
                os.kill(self._number, process.KILL)

    def _complaint(self) -> str:
        """Return what bubblewrap or Python wrote about its own start, at most 4 KiB."""
        if self.process.stderr is None:
            return ""
        descriptor = self.process.stderr.fileno()
        if not select.select([descriptor], [], [], 0)[0]:
            return ""
        return os.read(descriptor, 4096).decode("utf-8", "replace").strip()


_zygote: zygote.Zygote | None = None


def begin_zygote() -> bool:
    """Have the sandboxes of this process, and of its forks, joined from now on.

    One that is there already stays, unless it has ended.

    Returns:
        Whether that works on this system.

    Raises:
        UsageError: see `command`.
    """
    global _zygote
    if _zygote is not None and not _zygote.alive():
        end_zygote()
    if _zygote is None:
        with contextlib.suppress(zygote.CannotJoin):
            _zygote = zygote.begin(command())
            # Whether a sandbox can be joined shows when one is.
            try:
                _parent(_zygote, command()).kill()
            except zygote.CannotJoin:
                end_zygote()
    return _zygote is not None


def has_zygote() -> bool:
    """Whether sandboxes are joined by a zygote that lives."""
    return _zygote is not None and _zygote.alive()


def lend_zygote() -> tuple[zygote.Lent, tuple[int, int]] | None:
    """Return what another process needs to `take_zygote`, facts and descriptors."""
    return None if _zygote is None else (_zygote.lent, _zygote.descriptors())


def take_zygote(lent: zygote.Lent, channel: int, process: int) -> None:
    """Have the sandboxes of this process, and of its forks, joined by another's zygote."""
    global _zygote
    end_zygote()
    _zygote = zygote.Zygote(lent, channel, process)


def end_zygote() -> None:
    """Have sandboxes started by themselves again."""
    global _zygote
    if _zygote is not None:
        _zygote.end()
        _zygote = None


def _joined(command: Sequence[str]) -> Parent | None:
    """Return a new sandbox that a fork of the zygote joined, or None."""
    if _zygote is not None and _zygote.alive():
        with contextlib.suppress(zygote.CannotJoin):
            return _parent(_zygote, command)
    return None


def _parent(joining: zygote.Zygote, command: Sequence[str]) -> Parent:
    """Return a new sandbox that a fork of a zygote joined.

    Raises:
        zygote.CannotJoin: it does not work now, or not here.
    """
    group = Group()
    try:
        return Parent(*joining.join(command, _user(), group), group, joined=True)
    except zygote.CannotJoin:
        group.remove()
        raise


def _started(command: Sequence[str]) -> Parent:
    """Return a new sandbox in which Python and NumPy are started."""
    words = [*command, "--die-with-parent"]
    if "--unshare-user" not in words:
        # The parent gives root up itself.
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    words += ["--", *filesystem.program(), str(_user())]
    group = Group()
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        try:
            bwrap = subprocess.Popen(
                group.command(*words),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={},
                # Ctrl-C in the terminal is for us.
                start_new_session=True,
            )
        except OSError as error:
            mine.close()
            group.remove()
            raise KitFault(_("bubblewrap cannot be started: {error}", error=error)) from error
    return Parent(bwrap, mine, group, joined=False)


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
    """Return the start of a command that makes a sandbox: all but what runs in it.

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
    words += ["--unshare-cgroup-try", "--new-session", "--cap-drop", "ALL"]
    if not _by_root():
        # With one root would stay root outside.
        words += ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY)]
    words += ["--hostname", "grader", "--clearenv"]
    for name, text in host.environment("/tmp").items():
        words += ["--setenv", name, text]
    words += ["--size", "1048576", "--tmpfs", "/", *filesystem.arguments()]
    words += ["--size", str(TEMPORARY), "--perms", "1777", "--tmpfs", "/tmp"]
    return *words, "--remount-ro", "/", "--chdir", "/tmp"
