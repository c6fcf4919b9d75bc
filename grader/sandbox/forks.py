"""Starts plain workers as forks of one process, which has imported NumPy for all of them.

An author's hundred known mistakes begin in a twentieth of the time. Strangers' files never
meet here: what forks is no sandbox.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from grader.errors import KitFault
from grader.sandbox.host import base_python, environment, numpy_folder
from grader.sandbox.launch import Launched
from grader.sandbox.process import (
    KILL,
    START_HINT,
    WORKER,
    LaunchedProcess,
    launch_process,
)
from grader.words.text import _

STARTS = 30.0  # seconds for NumPy to be imported


class Forks:
    """Workers as in `process.Plain`, but all of them forks; one after the other.

    A second one beside one that lives is started by itself, as all are where the system is
    not Linux: only there NumPy is known to stand a fork.
    """

    def __init__(self) -> None:
        self._parent: _Parent | None = None

    def launch(self) -> Launched:
        """Start a worker.

        Raises:
            KitFault: the system refuses, or NumPy cannot be imported.
        """
        if sys.platform != "linux":
            return launch_process()
        if self._parent is None or self._parent.process.poll() is not None:
            self.close()
            self._parent = _Parent()
        return self._parent.fork() or launch_process()

    def close(self) -> None:
        """End the process that forks, and a worker that is left."""
        if self._parent is not None:
            self._parent.end()
            self._parent = None


class _Parent:
    """The process that forks workers; see `warm.fork_plain`.

    Attributes:
        process: it.
    """

    process: subprocess.Popen[bytes]
    _scratch: str
    _control: socket.socket
    _last: _Fork | None

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise NotImplementedError
        numpy_parent = str(numpy_folder().parent)
        self._scratch = tempfile.mkdtemp(prefix="grade-")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(STARTS)
        self._last = None
        with theirs:
            try:
                self.process = subprocess.Popen(
                    [base_python(), "-I", "-S", str(WORKER), numpy_parent, "forks"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=self._scratch,
                    env=environment(self._scratch),
                    start_new_session=True,
                )
            except OSError as error:
                self._control.close()
                shutil.rmtree(self._scratch, ignore_errors=True)
                raise KitFault(
                    _("the worker process cannot be started: {error}", error=error)
                ) from error

    def fork(self) -> LaunchedProcess | None:
        """Return a new worker; None while the one before it lives."""
        if sys.platform != "linux":
            raise NotImplementedError
        if self._last is not None and self._last.poll() is None:
            return None
        scratch = tempfile.mkdtemp(prefix="grade-")
        request_out, request_in = os.pipe()
        reply_out, reply_in = os.pipe()
        try:
            socket.send_fds(self._control, [scratch.encode()], [request_out, reply_in])
            told = self._control.recv(4)
        except OSError:
            told = b""
        os.close(request_out)
        os.close(reply_in)
        if not told:
            os.close(request_in)
            os.close(reply_out)
            os.rmdir(scratch)
            raise KitFault(_("the worker process does not start"), START_HINT)
        pipes = os.fdopen(request_in, "wb"), os.fdopen(reply_out, "rb")
        self._last = _Fork(int.from_bytes(told, "little", signed=True), *pipes, self)
        return LaunchedProcess(self._last, Path(scratch))

    def status(self, seconds: float | None) -> int | None:
        """Return the last worker's exit code if it ends within some seconds."""
        if self._control.fileno() < 0:
            return -KILL
        if not select.select([self._control], [], [], seconds)[0]:
            return None
        with contextlib.suppress(OSError):
            if told := self._control.recv(4):
                return int.from_bytes(told, "little", signed=True)
        return -KILL  # with the one that forked it

    def end(self) -> None:
        """End it; the kernel ends its worker with it."""
        self._control.close()
        self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        shutil.rmtree(self._scratch, ignore_errors=True)


class _Fork:
    """A forked worker; see `process.Process`."""

    def __init__(
        self, pid: int, stdin: IO[bytes] | None, stdout: IO[bytes] | None, parent: _Parent
    ) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self._parent = parent
        self._status: int | None = None

    def poll(self) -> int | None:
        """Return the exit code if it has ended."""
        return self._within(0)

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code once it has ended.

        Raises:
            TimeoutExpired: that takes longer.
        """
        status = self._within(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("worker", timeout or 0)
        return status

    def kill(self) -> None:
        """End it at once."""
        if self.poll() is None:
            os.kill(self.pid, KILL)

    def _within(self, seconds: float | None) -> int | None:
        if self._status is None:
            self._status = self._parent.status(seconds)
        return self._status
