"""A class in a zip, read member by member with bounds, never extracted."""

from __future__ import annotations

import datetime
import errno
import io
import os
import pathlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence

from grader.classroom.intake.names import shown, some
from grader.classroom.intake.tree import (
    Entry,
    Kind,
    Path,
    Refused,
    Unreadable,
    check_kind,
    check_size,
)
from grader.errors import UsageError
from grader.judge.submission import MAX_BYTES
from grader.report import Reason
from grader.words.text import Text, _

MAX_DIRECTORY = 16 << 20  # bytes that list the members: enough for 100,000
DEEPEST = 11  # names of a path: a wrapper, a student, and what is looked through below
BEGINS = b"PK"

DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError,
    OverflowError,
)  # fmt: skip
ENCRYPTED = 0x1 | 0x40 | 0x2000  # the flags of all three ways
UTF8 = 0x800  # the flag that says so
# bzip2 and LZMA are not bounded by zipfile: 4 KiB of them can hold gigabytes.
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# Old names carry no encoding. macOS writes UTF-8, Korean Windows cp949; the standard
# says cp437, which gives every byte a character.
ENCODINGS = ("utf-8", "cp949", "cp437")
DRIVE = re.compile(r"[A-Za-z]:")


class Archive:
    """A zip file.

    A backslash separates names only in a zip without any slash, as old Windows programs
    write it. Members whose path leads out of the zip are ignored, and noted.
    """

    def __init__(self, path: pathlib.Path) -> None:
        """Read the list of members.

        Raises:
            UsageError: it is not a zip, damaged, or lists too many members.
        """
        self._zip = _opened(path)
        self._members = self._zip.infolist()
        self._entries: dict[Path, list[Entry]] = {(): []}
        self.outside: list[str] = []
        names, encoding = _names(self._members)
        separator = "/" if any("/" in name for name in names) else "\\"
        for position, name in enumerate(names):
            self._add(name, separator, position)
        self.notes = self._notes(encoding)

    def entries(self, folder: Path, most: int) -> list[Entry]:
        """Return at most so many of the entries of a folder, in no order."""
        return self._entries.get(folder, [])[:most]

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of a member."""
        check_kind(entry)
        member = self._members[entry.position]
        if member.flag_bits & ENCRYPTED:
            raise Refused(Reason("encrypted"), Reason("hand_in_unencrypted"))
        if member.compress_type not in BOUNDED:
            raise Refused(Reason("unusual_compression"), Reason("use_the_usual_zip"))
        check_size(member.file_size)
        if member.compress_size > 2 * MAX_BYTES:  # packing can add a little, not this
            raise Refused(Reason("packed_too_large"), Reason("use_the_usual_zip"))
        try:
            with self._zip.open(member) as stream:
                data = stream.read(MAX_BYTES + 1)
        except (*DAMAGED, OSError) as error:
            # A damaged zip may point before its own beginning: EINVAL. The rest is the disk's.
            if isinstance(error, OSError) and error.errno != errno.EINVAL:
                system = error.strerror or type(error).__name__
                facts = {"what": "file", "path": shown(entry.path), "system": system}
                raise Unreadable(
                    Reason("cannot_be_read", facts), Reason("check_the_disk")
                ) from error
            raise Refused(Reason("damaged_in_zip"), Reason("download_again")) from error
        check_size(len(data))
        return data

    def _add(self, name: str, separator: str, position: int) -> None:
        path = tuple(part for part in name.split(separator) if part not in ("", "."))
        if name.startswith(separator) or ".." in path or DRIVE.match(name):
            self.outside.append(name)
            return
        member = self._members[position]
        kind = Kind.FOLDER if name.endswith(separator) else _kind(member)
        for depth in range(1, min(len(path), DEEPEST) + 1):
            above, here = path[: depth - 1], path[:depth]
            if depth == len(path) and kind is not Kind.FOLDER:
                entry = Entry(here, kind, _modified(member), position)
                self._entries[above].append(entry)
            elif here not in self._entries:
                self._entries[here] = []
                self._entries[above].append(Entry(here, Kind.FOLDER))

    def _notes(self, encoding: str | None) -> Sequence[Text]:
        notes = []
        if self.outside:
            outside = some([(name,) for name in sorted(self.outside)])
            notes.append(_("ignored, because they lead out of the zip: {names}", names=outside))
        if encoding is None:
            notes.append(
                _("the names in the zip carry no encoding, and were read as several encodings")
            )
        elif encoding != "utf-8":
            notes.append(
                _(
                    "the names in the zip carry no encoding, and were read as {encoding}",
                    encoding=encoding,
                )
            )
        return notes


class _TooLong(Exception):
    """The zip wants more read at once than a list of members may have."""


class _Stream(io.BufferedReader):
    """A file that refuses to be read in large pieces.

    zipfile reads the whole list of members at once, whatever length the file claims.
    """

    def __init__(self, path: pathlib.Path) -> None:
        raw = io.FileIO(path)
        super().__init__(raw)
        self._size = os.fstat(raw.fileno()).st_size

    def read(self, size: int | None = -1) -> bytes:
        """Return bytes, or raise `_TooLong`."""
        left = self._size - self.tell()
        if (left if size is None or size < 0 else min(size, left)) > MAX_DIRECTORY:
            raise _TooLong
        return super().read(size)


def _opened(path: pathlib.Path) -> zipfile.ZipFile:
    stream = None
    try:
        stream = _Stream(path)
        begins = stream.read(2)
        return zipfile.ZipFile(stream)
    except (*DAMAGED, OSError, _TooLong) as error:
        if stream is None:
            system = error.strerror if isinstance(error, OSError) else error
            raise UsageError(
                _("{path} cannot be read: {system}", path=path, system=system)
            ) from error
        stream.close()
        if isinstance(error, _TooLong):
            message = _("{path} lists too many files", path=path)
            hint = _("unpack it and give the folder")
        elif begins == BEGINS:
            message = _("{path} is a zip that is cut off or damaged", path=path)
            hint = _("download it again")
        else:
            message = _("{path} is not a zip", path=path)
            hint = _("give a zip, or a folder with one folder per student")
        raise UsageError(message, hint) from error


def _names(members: Sequence[zipfile.ZipInfo]) -> tuple[list[str], str | None]:
    """Return every member's name, and the encoding of those that carry none.

    One encoding serves all if it can: alone, a short Korean name may look like UTF-8. Where
    it cannot, it is None.
    """
    # zipfile cuts its `filename` at a null byte, and has read what is not UTF-8 as cp437.
    old = [
        member.orig_filename.encode("cp437")
        for member in members
        if not member.flag_bits & UTF8
    ]
    encoding = next((each for each in ENCODINGS[:2] if _all_are(old, each)), "")
    return [
        member.orig_filename
        if member.flag_bits & UTF8
        else _decoded(member.orig_filename.encode("cp437"), encoding)
        for member in members
    ], encoding or None


def _all_are(names: Sequence[bytes], encoding: str) -> bool:
    try:
        for name in names:
            name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(name: bytes, encoding: str) -> str:
    if encoding:
        return name.decode(encoding)
    # Part by part, so that a folder has one name whatever lies in it.
    return "/".join(
        next(part.decode(each) for each in ENCODINGS if _all_are([part], each))
        for part in name.split(b"/")
    )


def _kind(member: zipfile.ZipInfo) -> Kind:
    mode = member.external_attr >> 16  # as Unix writes it; others leave it zero
    if stat.S_ISLNK(mode):
        return Kind.LINK
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_IFMT(mode) in (0, stat.S_IFREG) else Kind.OTHER


def _modified(member: zipfile.ZipInfo) -> float | None:
    try:
        return datetime.datetime(*member.date_time).timestamp()
    except (ValueError, OverflowError, OSError):
        return None  # the thirteenth month, say
