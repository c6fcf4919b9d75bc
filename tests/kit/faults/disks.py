"""Gives a test a small disk of its own, without asking for a right to mount."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path


class SmallDisk:
    """A disk that only those see who are started by `before`.

    bubblewrap mounts it, for root and for ordinary users alike.

    Args:
        folder: where it is mounted.
        size: bytes that it holds.
        course: the folder that commands start in.

    Attributes:
        before: the start of a command that sees the disk.
    """

    def __init__(self, folder, size, course):
        folder.mkdir()
        self._holder = subprocess.Popen(
            ["bwrap", "--dev-bind", "/", "/", "--size", str(size), "--tmpfs", str(folder)]
            + ["--chdir", str(course), "--die-with-parent", "cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._holder.stdin.write(b"x")
        self._holder.stdin.flush()
        self._holder.stdout.read(1)  # it is mounted
        pid = self._holder.pid
        (inside,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        as_well = [] if os.getuid() == 0 else ["-U", "--preserve-credentials"]
        self.before = ("nsenter", "-t", inside, "-m", "-w", *as_well)
        self._seen = Path(f"/proc/{inside}/root", *folder.parts[1:])

    def fill(self, left):
        """Fill it with another file until so many bytes are left."""
        free = os.statvfs(self._seen)
        (self._seen / "filler").write_bytes(bytes(free.f_bavail * free.f_frsize - left))

    def clear(self):
        """Remove that file."""
        (self._seen / "filler").unlink()

    def copy(self, name, target):
        """Copy a folder of it to where everybody sees it; return where."""
        return shutil.copytree(self._seen / name, target, symlinks=True)

    def link(self, name, target):
        """Put a link on it."""
        (self._seen / name).symlink_to(target)

    def close(self):
        """Let go of it, with all that is on it."""
        self._holder.kill()
        self._holder.communicate()


@contextlib.contextmanager
def small_disk(folder, size, course):
    """Keep such a disk while a test runs."""
    disk = SmallDisk(folder, size, course)
    try:
        yield disk
    finally:
        disk.close()
