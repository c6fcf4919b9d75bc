"""The parent inside a sandbox: imports NumPy once and forks a worker for every exercise.

`fork_plain` does so without a sandbox, for files of one's own. All else here is for
strangers' code:

    trusted side  <--number, folder-----  parent
                  --filter, two pipes-->  parent --fork--> worker, on the two pipes
                  <--worker's number----  parent
                  <--exit status--------  parent <-exit--- worker

The worker has the parent's user, so it begins by closing the parent's channel and by
installing the filter: it can neither speak in the parent's place nor stop or kill it.
"""

from __future__ import annotations

import _socket
import ctypes
import os
import resource
import struct
import sys
from collections.abc import Callable
from typing import IO

# Stands for the worker's own process number in the filter: only the worker knows it.
OWN_PID = 0x7E57ED51

assert sys.platform == "linux"

MAX_FILTER = 64 << 10  # bytes
FOLDER = struct.Struct("i")
PIPES = struct.Struct("2i")
STATUS = struct.Struct("<i")
NUMBER = struct.Struct("<q")
# For `join`: which namespaces, and the user to become where it is root.
ORDER = struct.Struct("=iI")
PROCESSES = 64  # with those of the sandbox: the filter leaves threads only
PENDING = 32  # signals that wait: outside they count among those of the user

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
PR_SET_NO_NEW_PRIVS = 38


def drop_root(user: int) -> None:
    """Give up root for good, where the sandbox was started by it.

    Raises:
        OSError: the system refuses; nothing may be judged then.
    """
    if os.getuid() == 0:
        nobody = 65534
        os.setgroups([])
        os.setresgid(nobody, nobody, nobody)
        os.setresuid(user, user, user)


def fork_workers(serve: Callable[[IO[bytes], IO[bytes]], None]) -> None:
    """Fork a worker for every message on standard input, until it closes.

    Args:
        serve: what a worker does with its two pipes.
    """
    control = _socket.socket(fileno=os.dup(0))
    _hand_out(os.getcwd(), control)
    while True:
        filter_, ancillary, _, _ = control.recvmsg(MAX_FILTER, _socket.CMSG_SPACE(PIPES.size))
        if not filter_:
            return
        incoming, outgoing = PIPES.unpack(ancillary[0][2][: PIPES.size])
        worker = os.fork()
        if worker == 0:
            _become_worker(incoming, outgoing, filter_)
            serve(os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb"))
            os._exit(0)
        os.close(incoming)
        os.close(outgoing)
        control.send(NUMBER.pack(worker))
        _, status = os.waitpid(worker, 0)
        _empty(os.getcwd())
        control.send(STATUS.pack(os.waitstatus_to_exitcode(status)))


def fork_plain(serve: Callable[[IO[bytes], IO[bytes]], None]) -> None:
    """Fork a plain worker for every folder named on standard input, until that closes.

    Each has a session of its own, and the folder is its home. Its process number is told,
    and then its exit code.

    Args:
        serve: what a worker does with its two pipes.
    """
    control = _socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    while True:
        folder, ancillary, _, _ = control.recvmsg(4096, _socket.CMSG_SPACE(PIPES.size))
        if not folder:
            return
        incoming, outgoing = PIPES.unpack(ancillary[0][2][: PIPES.size])
        worker = os.fork()
        if worker == 0:
            control.close()
            os.setsid()
            os.chdir(folder)
            os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP"), folder.decode()))
            serve(os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb"))
            os._exit(0)
        os.close(incoming)
        os.close(outgoing)
        control.send(STATUS.pack(worker))
        _, status = os.waitpid(worker, 0)
        control.send(STATUS.pack(os.waitstatus_to_exitcode(status)))


def _hand_out(folder: str, control: _socket.socket) -> None:
    """Give the trusted side this process's number, and a folder to look at.

    It may have no other way to it.
    """
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    rights = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, FOLDER.pack(opened))
    control.sendmsg([NUMBER.pack(os.getpid())], [rights])
    os.close(opened)


def _become_worker(incoming: int, outgoing: int, filter_: bytes) -> None:
    """Keep the two pipes and nothing else of the parent, and shut the door."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    low, high = sorted((incoming, outgoing))
    for first, last in ((3, low), (low + 1, high), (high + 1, 1024)):
        os.closerange(first, last)
    resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
    resource.setrlimit(resource.RLIMIT_SIGPENDING, (PENDING, PENDING))
    mine = struct.pack("=I", os.getpid())
    install(filter_.replace(struct.pack("=I", OWN_PID), mine))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


# Made once, not by each worker.
_prctl = ctypes.CDLL(None, use_errno=True).prctl


def install(filter_: bytes) -> None:
    """Filter the system calls of this process from now on.

    Raises:
        OSError: the kernel refuses the filter.
    """
    given = _Program(len(filter_) // 8, filter_)
    if (
        _prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        or _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(given), 0, 0)
    ):  # fmt: skip
        code = ctypes.get_errno()
        raise OSError(code, f"the filter was refused: {os.strerror(code)}")


def _empty(folder: str) -> None:
    """Remove what a worker left in the temporary folder.

    Raises:
        OSError: something stays, so this sandbox must not serve another exercise.
    """

    def stop(error: OSError) -> None:
        raise error

    for root, folders, files in os.walk(folder, topdown=False, onerror=stop):
        for name in files:
            os.unlink(os.path.join(root, name))
        for name in folders:
            path = os.path.join(root, name)
            (os.unlink if os.path.islink(path) else os.rmdir)(path)
