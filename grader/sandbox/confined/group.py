"""Bounds the memory of a whole sandbox, the kernel's part included, where a group can be made.

A group of processes (cgroup) is made inside of that which this process is in, so that its
limits hold too. Who may make one: root under version 1; under version 2 whoever owns the
group and has its memory controller passed on to groups inside, as with
`systemd-run --scope -p Delegate=yes` after `+memory` was written to `cgroup.subtree_control`.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path
from typing import NamedTuple

MEMORY = (2 << 30) + (512 << 20)  # bytes: what a worker may address, `/tmp`, and the parent
PATIENCE = 10  # times to try to remove a group whose processes were just ended
NAME = "grade-"
ROOT = Path("/sys/fs/cgroup")
# Joins the group whose file is named first, and becomes the command behind it.
JOIN = ("/bin/sh", "-c", '{ echo 0 > "$0"; } 2> /dev/null; exec "$@"')

_numbers = itertools.count()
_late: set[Path] = set()  # this process's that are to be removed


class Group:
    """A group with bounded memory; nothing where none can be made.

    Attributes:
        folder: where the kernel shows it, or None.
    """

    def __init__(self) -> None:
        self.folder: Path | None = None
        home = _home()
        if home is None:
            return
        _sweep(home.folder)
        folder = home.folder / f"{NAME}{os.getpid()}-{next(_numbers)}"
        try:
            folder.mkdir()
            (folder / home.limit).write_text(f"{MEMORY}\n")
        except OSError:
            with contextlib.suppress(OSError):
                folder.rmdir()
            return
        self.folder = folder
        self._door = folder / home.door

    def command(self, *words: str) -> list[str]:
        """Return a command that runs in the group."""
        if self.folder is None:
            return [*words]
        return [*JOIN, str(self._door), *words]

    def open_door(self) -> int | None:
        """Return a descriptor that whoever writes `0` to it joins by; None without a group."""
        return None if self.folder is None else os.open(self._door, os.O_WRONLY)

    def remove(self) -> None:
        """Remove the group, once its processes were ended."""
        if self.folder is None:
            return
        _late.add(self.folder)
        for _try in range(PATIENCE):
            _remove_late()
            if self.folder not in _late:
                break
            time.sleep(0.002)
        self.folder = None


def can_be_made() -> bool:
    """Whether a sandbox has a group here."""
    group = Group()
    made = group.folder is not None
    group.remove()
    return made


class Home(NamedTuple):
    """Where groups can be made, and what the kernel's files in each are called.

    Attributes:
        folder: the group that they are made in.
        limit: the file of the limit.
        door: the file through which the shell, which has one thread, joins. A thread that
            moves itself by `tasks` takes no lock; through `cgroup.procs` it waits 15 to 25 ms
            until all others have let go of one. Version 2 moves no single thread.
    """

    folder: Path
    limit: str
    door: str


def _home() -> Home | None:
    """Return where groups can be made, or None."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            number, controllers, path = line.split(":", 2)
            if "memory" in controllers.split(","):
                return Home(_inside(ROOT / "memory", path), "memory.limit_in_bytes", "tasks")
            folder = _inside(ROOT, path)
            passed_on = folder / "cgroup.subtree_control"
            if (
                number == "0"
                and passed_on.exists()
                and "memory" in passed_on.read_text().split()
            ):
                return Home(folder, "memory.max", "cgroup.procs")
    return None


def _inside(mount: Path, path: str) -> Path:
    """Return a group's folder; a container shows its own group as the first of all."""
    own = mount / path.lstrip("/")
    return own if own.is_dir() else mount


def _remove_late() -> None:
    """Remove the groups of this process whose last process is gone by now."""
    for folder in [*_late]:
        with contextlib.suppress(OSError):
            folder.rmdir()
            _late.discard(folder)


def _sweep(home: Path) -> None:
    """Remove groups that are late, and those of processes that ended without doing so."""
    _remove_late()
    with contextlib.suppress(OSError):
        for folder in home.glob(f"{NAME}*-*"):
            maker = folder.name.removeprefix(NAME).partition("-")[0]
            if maker.isdecimal() and not Path("/proc", maker).exists():
                with contextlib.suppress(OSError):
                    folder.rmdir()
