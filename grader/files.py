"""Reads a named file as it lies there, and writes files that are never half written."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MOST = 1 << 20  # bytes of a file that somebody wrote by hand
ELSEWHERE = re.compile(r"[^\n -~]")  # what is not plain ASCII

# A pipe is not waited for, and no link followed in the last moment; Windows has no such flags.
FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
    FLAGS |= getattr(os, _flag, 0)

# Set in what Windows calls the tag of a link or a junction, and not in that of a file which
# is fetched from elsewhere when it is opened.
NAME_SURROGATE = 0x20000000


class Stray(OSError):
    """A link leads out of the folder that it lies in, so nothing was read."""

    def __init__(self, link: Path) -> None:
        super().__init__(errno.ELOOP, os.strerror(errno.ELOOP), str(link))
        self.link = link


class Irregular(OSError):
    """There is a pipe, a device or the like in place of a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


class TooLarge(OSError):
    """There is more in a file than is read of any.

    Attributes:
        size: its bytes.
    """

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        self.size = size


def json_text(value: Any) -> str:
    """Return plain values as JSON for people, too: letters of every language as they are.

    What cannot be printed is escaped, so that no text of a stranger's commands a terminal,
    and every text is UTF-8.
    """
    text = json.dumps(value, indent=1, ensure_ascii=False)
    return ELSEWHERE.sub(_escaped, text)


def _escaped(letter: re.Match[str]) -> str:
    return letter[0] if letter[0].isprintable() else json.dumps(letter[0])[1:-1]


def read(path: Path, homes: Iterable[Path] = (), most: int = MOST) -> bytes:
    """Return what an ordinary file holds.

    Args:
        homes: see `followed`.
        most: bytes that it may have.

    Raises:
        Stray: a link leads out of its folder.
        IsADirectoryError: it is a folder.
        Irregular, TooLarge: it is not read.
        OSError: the system refuses.
    """
    place = followed(path, homes)
    kind = os.lstat(place)
    if stat.S_ISDIR(kind.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if is_link(kind):  # since it was looked at
        raise Stray(place)
    if not stat.S_ISREG(kind.st_mode):
        raise Irregular(path)
    with os.fdopen(os.open(place, FLAGS), "rb") as stream:
        kind = os.fstat(stream.fileno())
        if not stat.S_ISREG(kind.st_mode):
            raise Irregular(path)
        if kind.st_size > most:
            raise TooLarge(path, kind.st_size)
        data = stream.read(most + 1)
    if len(data) > most:
        raise TooLarge(path, len(data))
    return data


def followed(path: Path, homes: Iterable[Path] = ()) -> Path:
    """Return where a file lies, without a link on the way.

    The file itself may be a link only to what lies in its folder. So may every folder that
    lies deep in one of `homes`: it came with what was handed in. What lies in a home itself,
    or outside of all, is the user's own: a course, a folder of submissions or a whole home
    folder may lie behind a link.

    Args:
        homes: folders whose content is looked at more closely: the course, the working
            directory.

    Raises:
        Stray: a link leads out of its folder.
    """
    above = {_real(home) for home in {*homes}} - {Path(path.anchor or os.sep)}
    here = _real(Path(path.anchor or os.curdir))
    deep = False
    parts = path.parts[1:] if path.anchor else path.parts
    for number, part in enumerate(parts, 1):
        if part == os.pardir:
            here, deep = here.parent, False
            continue
        step, deep = here / part, deep or not above.isdisjoint(here.parents)
        if _is_link(step):
            target = _real(step)
            if (deep or number == len(parts)) and here not in (target, *target.parents):
                raise Stray(step)
            step = target
        deep = deep or here in above
        here = step
    return here


def is_link(kind: os.stat_result) -> bool:
    """Whether what `os.lstat` says is said of a link, or of a junction of Windows."""
    tag = getattr(kind, "st_reparse_tag", 0)
    return stat.S_ISLNK(kind.st_mode) or bool(tag & NAME_SURROGATE)


def _is_link(path: Path) -> bool:
    try:
        return is_link(os.lstat(path))
    except (OSError, ValueError):
        return False  # to open it says what is wrong


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def replace(path: Path, data: bytes) -> None:
    """Make a file hold `data`: whatever happens meanwhile, it is the old or the new one.

    Folders above it are made.

    Raises:
        OSError: it cannot be written; the old file is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(temporary, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
