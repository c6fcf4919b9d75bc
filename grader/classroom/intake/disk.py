"""A class in a folder on disk, read so that no link is followed and no pipe waited for."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import pathlib
import stat
from collections.abc import Iterator, Sequence

from grader.classroom.intake.names import shown
from grader.classroom.intake.tree import (
    Entry,
    Kind,
    Path,
    Refused,
    Unreadable,
    check_kind,
    check_size,
)
from grader.judge.submission import MAX_BYTES
from grader.report import Reason
from grader.words.text import Text

# Each step is taken from the open folder before it, so that nothing between can be exchanged.
# Windows cannot; there each step is looked at first.
STEPWISE = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, the link that Windows calls a folder


def _flags(*names: str) -> int:
    return sum(getattr(os, name, 0) for name in names)


TOP = _flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC")
FOLDER = TOP | _flags("O_NOFOLLOW")
FILE = _flags("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
# What the system says of a link under O_NOFOLLOW, and of a folder in a file's place.
EXCHANGED = {errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.EISDIR}

NOT_REGULAR = Reason("not_regular", {"what": "file"})


class Disk:
    """A folder on disk."""

    def __init__(self, root: pathlib.Path) -> None:
        self._root = root.resolve()
        self.notes: Sequence[Text] = ()
        self.outside: Sequence[str] = ()  # nothing on a disk does

    def entries(self, folder: Path, most: int) -> list[Entry]:
        """Return at most so many of the entries of a folder, in no order."""
        with (
            _refusing("folder", folder),
            self._inside(folder) as held,
            os.scandir(held) as inner,
        ):
            return [_entry(folder, item) for item in itertools.islice(inner, most)]

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of a file."""
        check_kind(entry)
        with (
            _refusing("file", entry.path),
            self._inside(entry.path[:-1]) as held,
            open(entry.name, "rb", opener=lambda name, _: _open(name, FILE, held)) as stream,
        ):
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Refused(NOT_REGULAR)
            check_size(status.st_size)
            data = stream.read(MAX_BYTES + 1)
        check_size(len(data))
        return data

    @contextlib.contextmanager
    def _inside(self, folder: Path) -> Iterator[int | str]:
        """Hold a folder open: a descriptor, or its path where that cannot be."""
        if not STEPWISE:
            path = str(self._root)
            for name in folder:
                path = os.path.join(path, name)
                if _kind(os.lstat(path)) is not Kind.FOLDER:
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            yield path
            return
        held = os.open(self._root, TOP)
        try:
            for name in folder:
                inner = os.open(name, FOLDER, dir_fd=held)
                os.close(held)
                held = inner
            yield held
        finally:
            os.close(held)


def _open(name: str, flags: int, held: int | str) -> int:
    if isinstance(held, int):
        return os.open(name, flags, dir_fd=held)
    path = os.path.join(held, name)
    if _kind(os.lstat(path)) is not Kind.FILE:
        raise Refused(NOT_REGULAR)
    return os.open(path, flags)


def _entry(folder: Path, item: os.DirEntry[str]) -> Entry:
    status = item.stat(follow_symlinks=False)
    return Entry((*folder, item.name), _kind(status), status.st_mtime)


def _kind(status: os.stat_result) -> Kind:
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == JUNCTION:
        return Kind.LINK
    if stat.S_ISDIR(status.st_mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_ISREG(status.st_mode) else Kind.OTHER


@contextlib.contextmanager
def _refusing(what: str, path: Path) -> Iterator[None]:
    """Turn what the system says of a `file` or a `folder` into what intake says."""
    try:
        yield
    except OSError as error:
        if error.errno in EXCHANGED:
            raise Refused(Reason("exchanged", {"path": shown(path)})) from error
        system = error.strerror or type(error).__name__
        closed = isinstance(error, PermissionError)
        raise Unreadable(
            Reason("cannot_be_read", {"what": what, "path": shown(path), "system": system}),
            Reason("make_readable" if closed else "check_the_disk"),
        ) from error
