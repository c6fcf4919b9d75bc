"""Has sandboxes joined by forks of one process, so that Python and NumPy start once for all.

    Zygote.join -> bwrap, which makes a sandbox and then waits in it (the holder)
                -> order to the zygote, whose fork joins the holder's namespaces

One process begins it and may lend it to others (`Lent`): each of them joins sandboxes of
its own.

The zygote (see `inside.join`) lies in a sandbox like the others, but with the rights to
join them: those of root, or of an ordinary user in a user namespace in which those of the
sandboxes are made.

Each of them ends by itself where the other end of its standard input closes, and so when all
who have it are killed, at whatever moment: the zygote, a holder, and the fork that joined it.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from grader.sandbox.confined import filesystem
from grader.sandbox.confined.group import Group
from grader.sandbox.inside import warm
from grader.sandbox.process import KILL, descendants

assert sys.platform == "linux"

STARTS = 30.0  # seconds for the zygote to import NumPy
PARTS = 5.0  # to end when nobody has it any more
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


class Lent(NamedTuple):
    """What another process is told of a zygote, beside its two descriptors.

    Attributes:
        number: the zygote's, as it is called outside.
        outside: the start of a command that makes a sandbox which it can join.
    """

    number: int
    outside: tuple[str, ...]


class Zygote:
    """The process whose forks join sandboxes.

    Args:
        lent: what is known of it.
        channel: a descriptor of the socket that takes orders; it is ours from now on.
        process: the same of the zygote itself.
        bwrap: its sandbox, where this process made it.
    """

    def __init__(
        self,
        lent: Lent,
        channel: int,
        process: int,
        bwrap: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self.lent = lent
        self._channel = socket.socket(fileno=channel)
        self._process = process
        self._bwrap = bwrap

    def descriptors(self) -> tuple[int, int]:
        """Return the two that another process needs, in the order of the arguments here."""
        return self._channel.fileno(), self._process

    def alive(self) -> bool:
        """Whether it still runs: after its first word it says nothing until its end."""
        return self._is_open() and not select.select([self._channel], [], [], 0)[0]

    def _is_open(self) -> bool:
        return self._channel.fileno() >= 0

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
        words = [*self.lent.outside, *command, "--block-fd", "0", "--", "/"]
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
                self.kill()  # it hangs: no other sandbox is to wait for it
            raise CannotJoin from error
        return holder, channel

    def _order(self, holder: int, user: int, channel: socket.socket, group: Group) -> None:
        """Have a fork join the namespaces of a holder.

        Raises:
            OSError: the zygote, or the holder, has ended.
        """
        namespaces = 0
        for name, flag in FLAGS.items():
            own, other = (f"/proc/{pid}/ns/{name}" for pid in (self.lent.number, holder))
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

    def kill(self) -> None:
        """End it at once, for all who have it."""
        if self._is_open():
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
        self.end()

    def end(self) -> None:
        """Let go of it; where it was begun, end it, and whoever joined."""
        if self._is_open():
            self._channel.close()
            os.close(self._process)
        if self._bwrap is not None:
            # A sandbox that ends waits until all who were in it are taken leave of: killed
            # too early, the zygote would leave that to whoever adopts them.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._bwrap.wait(PARTS)
            end(self._bwrap)


def begin(command: Sequence[str]) -> Zygote:
    """Start a zygote.

    Args:
        command: starts a sandbox, without what runs in it.

    Raises:
        CannotJoin: it does not start.
    """
    words = [word for word in command if word != FREE]
    words += ["--cap-add", "ALL", "--", *filesystem.program(), "joins"]
    channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        bwrap, number = _begun(None, words, theirs.fileno())
    try:
        if number is None:
            raise CannotJoin
        lent = Lent(number, _entering(command, number))
        if not _says_something(channel, STARTS):
            raise CannotJoin
        channel.recv(1)
        process = os.pidfd_open(number)
    except (CannotJoin, OSError) as error:
        channel.close()
        end(bwrap)
        raise CannotJoin from error
    return Zygote(lent, channel.detach(), process, bwrap)


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


def _entering(command: Sequence[str], zygote: int) -> tuple[str, ...]:
    """Return the start of a command that runs in the zygote's user namespace.

    Only there an ordinary user's zygote has rights over the namespaces that are made.

    Raises:
        CannotJoin: nothing on this system enters one.
    """
    if "--unshare-user" not in command:
        return ()
    nsenter = shutil.which("nsenter")
    if nsenter is None:
        raise CannotJoin
    return nsenter, "--preserve-credentials", f"--user=/proc/{zygote}/ns/user"


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
