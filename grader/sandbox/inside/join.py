"""The zygote: imports NumPy once, and forks a parent of workers into each sandbox.

    trusted side --order, holder, channel--> zygote --fork--> parent: joins, gives up its rights
    trusted side <----- see `warm` -----> parent --fork--> worker

It runs in a file system like that of the sandboxes, so that no path in it is another's, and
reads nothing of the course or of a student: all that forks share is Python and NumPy.
"""

from __future__ import annotations

import _socket
import ctypes
import os
import signal
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

# Parts that NumPy imports when they are used.
import numpy.fft
import numpy.linalg
import numpy.ma
import numpy.polynomial
import numpy.random  # noqa: F401

from grader.sandbox.inside import warm

assert sys.platform == "linux"

READY = b"R"

PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_CAP_AMBIENT = 24, 36, 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
CAPABILITIES_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def join_sandboxes(serve: Callable[[IO[bytes], IO[bytes]], None]) -> None:
    """Fork a parent of workers for every order on standard input, until that closes.

    Args:
        serve: what a worker does with its two pipes.
    """
    os.closerange(3, 64)
    control = _socket.socket(fileno=os.dup(0))
    # Nobody waits for the parents; workers that lose theirs come here, and not to the host.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    control.send(READY)
    while True:
        order, ancillary, _, _ = control.recvmsg(warm.ORDER.size, _socket.CMSG_SPACE(3 * 4))
        if not order:
            break
        namespaces, user = warm.ORDER.unpack(order)
        given = array("i", ancillary[0][2])
        forked = -1
        with suppress(OSError):  # too many processes
            forked = os.fork()
        if forked == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # Whoever ordered it sees its channel close.
            with suppress(OSError):
                _join(namespaces, user, *given)
                warm.fork_workers(serve)
            os._exit(0)
        for descriptor in given:
            os.close(descriptor)
    # Last of all: a sandbox stays until whoever adopted its processes took leave of them.
    with suppress(ChildProcessError):
        os.wait()


def _join(
    namespaces: int,
    user: int,
    holder: int,
    channel: int,
    group: int = -1,
) -> None:
    """Become a process of a sandbox, without any right, with its channel as standard input.

    Args:
        holder: a descriptor of the process that holds the namespaces.
        group: one of the file through which the group that bounds its memory is joined.

    Raises:
        OSError: the system refuses.
    """
    if group >= 0:
        os.write(group, b"0")
        os.close(group)
    # In one call: the rights that a user namespace gives are needed for the others.
    _ask(_libc.setns, holder, namespaces)
    os.close(holder)
    os.dup2(channel, 0)
    os.close(channel)
    capability = 0
    while _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    _ask(_libc.prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    warm.drop_root(user)
    none = (ctypes.c_uint32 * 6)()
    _ask(_libc.capset, (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0), none)
    os.setsid()
    os.chdir(os.environ["HOME"])


def _ask(call: Any, *arguments: Any) -> None:
    if call(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
