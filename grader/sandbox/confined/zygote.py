"""Has sandboxes joined by forks of one process, so that Python and NumPy start once for all.

    Zygote.join -> bwrap, which makes a sandbox and then waits in it (the holder)
                -> order to the zygote, whose fork joins the holder's namespaces

The zygote (see `inside.join`) lies in a sandbox like the others, but with the rights to
join them: those of root, or of an ordinary user in a user namespace in which those of the
sandboxes are made.

Each of them ends by itself where the other end of its standard input closes, and so when we
are killed, at whatever moment: the zygote, a holder, and the fork that joined it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from grader.sandbox.confined import filesystem
from grader.sandbox.confined.group import Group
from grader.sandbox.inside import warm
from grader.sandbox.process import KILL, descendants

assert sys.platform == "linux"

STARTS = 30.0  # seconds for the zygote to import NumPy
JOINS = 5.0  # for a sandbox to be made, and for a fork to join it
LOOK = 0.0005  # seconds between two looks at a sandbox that is being made
# clone's flag for each namespace, by its name in /proc.
FLAGS = {
    "mnt": 0x20000, "cgroup": 0x2000000, "uts": 0x4000000, "ipc": 0x8000000,
    "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000,
}  # fmt: skip
FREE = "--unshare-pid"  # a process joins only namespaces of processes below its own


class CannotJoin(Exception):
    """This system, or the zygote, lets no fork join a sandbox."""


class Zygote:
    """The process whose forks join sandboxes.

    Args:
        command: starts a sandbox, without what runs in it.

    Raises:
        CannotJoin: it does not start.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        words = [word for word in command if word != FREE]
        words += ["--cap-add", "ALL", "--", *filesystem.program(), "joins"]
        with theirs:
            self._bwrap, self._pid = _begun(None, words, theirs.fileno())
        try:
            self._outside = [] if self._pid is None else _entering(command, self._pid)
            if self._pid is None or not _says_something(self._channel, STARTS):
                raise CannotJoin
        except (CannotJoin, OSError) as error:
            self.end()
            raise CannotJoin from error

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._bwrap.poll() is None

    def join(
        self, command: Sequence[str], user: int, group: Group
    ) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """Make a sandbox and have a fork join it.

        Args:
            command: makes the sandbox.
            user: which user the fork becomes, where this is root.
            group: bounds the memory of both.

        Returns:
            The holder, whose end ends all that is in the sandbox; and the channel to the
            parent of workers in it, whose first message is there.

        Raises:
            CannotJoin: it does not work now, or not on this system.
        """
        words = [*self._outside, *command, "--block-fd", "0", "--", "/"]
        holder, number = _begun(group, words, subprocess.PIPE)
        channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                if number is None or not _is_made(number):
                    raise CannotJoin
                self._order(number, user, theirs, group)
            if not _says_something(channel, JOINS):
                raise CannotJoin
        except (CannotJoin, OSError) as error:
            channel.close()
            end(holder)
            if isinstance(error, TimeoutError):
                self.end()  # it hangs: no other sandbox is to wait for it
            raise CannotJoin from error
        return holder, channel

    def _order(self, holder: int, user: int, channel: socket.socket, group: Group) -> None:
        """Have a fork join the namespaces of a holder.

        Raises:
            OSError: the zygote, or the holder, has ended.
        """
        namespaces = 0
        for name, flag in FLAGS.items():
            own, other = (f"/proc/{pid}/ns/{name}" for pid in (self._pid, holder))
            namespaces |= flag * (os.readlink(own) != os.readlink(other))
        given = [os.pidfd_open(holder)]
        try:
            door = group.open_door()
            given += [] if door is None else [door]
            given.insert(1, channel.fileno())
            socket.send_fds(self._channel, [warm.ORDER.pack(namespaces, user)], given)
        finally:
            for descriptor in {*given} - {channel.fileno()}:
                os.close(descriptor)

    def end(self) -> None:
        """End it at once, and whoever joined a sandbox."""
        self._channel.close()
        end(self._bwrap)


def end(bwrap: subprocess.Popen[bytes]) -> None:
    """End a sandbox at once; the kernel ends everything in its process namespace."""
    if bwrap.returncode is None:
        # Not `Popen.kill`, which does nothing in a fork of who started it.
        for pid in (*descendants(bwrap.pid), bwrap.pid):
            with contextlib.suppress(OSError):
                os.kill(pid, KILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        bwrap.wait(timeout=5)
    for stream in (bwrap.stdin, bwrap.stderr):
        if stream is not None:
            stream.close()


def _begun(
    group: Group | None, words: Sequence[str], stdin: int
) -> tuple[subprocess.Popen[bytes], int | None]:
    """Start bubblewrap; return it and the number of the process in the sandbox, if it is one.

    Raises:
        CannotJoin: it cannot be started.
    """
    info = told, tells = os.pipe()
    place = words.index("--")
    words = [*words[:place], "--info-fd", str(tells), *words[place:]]
    try:
        bwrap = subprocess.Popen(
            words if group is None else group.command(*words),
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            # Both: it would die writing if we were gone, and leave a child that waits for it.
            pass_fds=info,
            # Ctrl-C in the terminal is for us.
            start_new_session=True,
        )
    except OSError as error:
        os.close(told)
        raise CannotJoin from error
    finally:
        os.close(tells)
    with os.fdopen(told, "rb") as pieces:
        text = pieces.read()  # ends where bubblewrap does
    try:
        return bwrap, int(json.loads(text)["child-pid"])
    except (ValueError, LookupError):
        return bwrap, None


def _entering(command: Sequence[str], zygote: int) -> list[str]:
    """Return the start of a command that runs in the zygote's user namespace.

    Only there an ordinary user's zygote has rights over the namespaces that are made.

    Raises:
        CannotJoin: nothing on this system enters one.
    """
    if "--unshare-user" not in command:
        return []
    nsenter = shutil.which("nsenter")
    if nsenter is None:
        raise CannotJoin
    return [nsenter, "--preserve-credentials", f"--user=/proc/{zygote}/ns/user"]


def _is_made(pid: int) -> bool:
    """Whether bubblewrap makes the sandbox of a process, waiting for it.

    Its last step before it waits is that it gives up its rights.
    """
    deadline = time.monotonic() + JOINS
    with contextlib.suppress(OSError):
        while time.monotonic() < deadline:
            status = Path(f"/proc/{pid}/status").read_text()
            if "\nCapEff:\t0000000000000000\n" in status:
                return True
            time.sleep(LOOK)
    return False


def _says_something(channel: socket.socket, seconds: float) -> bool:
    """Whether a message comes, which is left there, and not the channel's end.

    Raises:
        OSError: nothing comes within some seconds.
    """
    channel.settimeout(seconds)
    try:
        return bool(channel.recv(1, socket.MSG_PEEK))
    finally:
        channel.settimeout(None)
