"""A submission: the bytes of a student's file, read without trusting it."""

import codecs
import contextlib
import hashlib
import os
import re
from collections.abc import Mapping
from encodings.aliases import aliases
from pathlib import Path
from typing import NamedTuple

from grader import files
from grader.report import Candidate, File, Outcome, Problem, Reason, Source

MAX_BYTES = files.MOST
MAIN = "submission.py"  # neutral: no student and no course in it

# What a file says of its encoding, in one of its first two lines, as Python reads it (PEP 263).
COOKIE = rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)"
EMPTY = rb"[ \t\f]*(?:#.*)?\r?"
LONGEST_COOKIE = 1 << 10  # bytes of the first two lines
# Names that students' files carry. Others are not looked up: a codec is found by importing it.
ENCODINGS = frozenset({
    "utf_8", "ascii", "latin_1", "cp949", "euc_kr", "cp1252", "cp932", "shift_jis", "euc_jp",
    "gbk", "gb2312", "gb18030", "big5", "cp1250", "cp1251", "cp1253", "cp1254", "cp1258",
    "iso8859_2", "iso8859_5", "iso8859_9", "iso8859_15", "koi8_r", "tis_620",
})  # fmt: skip


class Submission(NamedTuple):
    """Files to judge.

    Attributes:
        path: how the main file is shown, without any part outside the course.
        files: contents by name; `main` is among them unless there is a problem.
        main: the file that holds the functions.
        student: whose it is, where that is known.
        exercise: full name of the exercise it is for, where it came with others.
        received_at: when it came in, seconds since 1970, where that is known.
        candidates: the files that could have been meant, where that is not plain.
        note: how it was found, where whoever reads the report must know; else None.
        problem: why it cannot be judged, or None.
        outcome: what every check becomes because of the problem.
    """

    path: str
    files: Mapping[str, bytes] = {}
    main: str = MAIN
    student: str | None = None
    exercise: str = ""
    received_at: float | None = None
    candidates: tuple[Candidate, ...] = ()
    note: Reason | None = None
    problem: Problem | None = None
    outcome: Outcome = Outcome.MISSING

    @property
    def texts(self) -> dict[str, bytes]:
        """The files in UTF-8, as they are judged."""
        return {name: text_of(data).encode() for name, data in self.files.items()}

    @property
    def source(self) -> Source:
        """The report's account of it."""
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        files = tuple(
            File(name, hashlib.sha256(data).hexdigest())
            for name, data in sorted(self.files.items())
        )
        return Source(
            self.student, self.path, digest.hexdigest(), files, self.candidates, self.note
        )

    def line(self, number: int | None) -> str:
        """Return the text of a line of the main file, or an empty string."""
        lines = text_of(self.files.get(self.main, b"")).splitlines()
        return lines[number - 1].strip()[:200] if number and 0 < number <= len(lines) else ""


def read(path: Path, root: Path) -> Submission:
    """Read one file as a submission; whatever is wrong with it becomes its `problem`.

    Args:
        path: the file.
        root: the course's folder, which shown paths are relative to.
    """
    place, top = Path(os.path.realpath(path.parent), path.name), root.resolve()
    shown = place.relative_to(top).as_posix() if place.is_relative_to(top) else path.name
    try:
        data = files.read(path, (top, Path.cwd()), MAX_BYTES)
    except FileNotFoundError:
        return broken(shown, Reason("no_file"), _similar(path), Outcome.MISSING)
    except IsADirectoryError:
        hint = Reason("name_the_file")
        return broken(shown, Reason("is_a_folder"), hint, Outcome.MISSING)
    except files.Stray as stray:
        facts = {"name": stray.link.name}
        hint = Reason("name_where_it_lies")
        return broken(shown, Reason("link_leads_out", facts), hint, Outcome.ERROR)
    except files.Irregular:
        return broken(shown, Reason("not_regular", {"what": "file"}), None, Outcome.ERROR)
    except files.TooLarge as large:
        return broken(shown, too_large(large.size), None, Outcome.ERROR)
    except OSError as error:
        facts = {"what": "file", "system": error.strerror or str(error)}
        return broken(shown, Reason("cannot_be_read", facts), None, Outcome.ERROR)
    return of_bytes(shown, data)


def of_bytes(path: str, data: bytes) -> Submission:
    """Return a file's bytes as a submission; what is no text is its `problem`.

    Args:
        path: how the file is shown.
        data: what it holds.
    """
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reason = Reason("not_utf8", {"byte": data[error.start]})
        return broken(path, reason, Reason("save_as_utf8"), Outcome.ERROR, line)
    size = len(text.encode())  # a letter can take more bytes than in the file's encoding
    if size > MAX_BYTES:
        return broken(path, too_large(size), None, Outcome.ERROR)
    return Submission(path, {MAIN: data})


def text_of(data: bytes) -> str:
    """Return a file's text, by the encoding that it names, or else by UTF-8.

    A file in UTF-8 that names another encoding, in which it makes no text, is read as well.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    encoding = _named_encoding(data)
    if encoding is not None and not data.startswith(codecs.BOM_UTF8):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("utf-8-sig")


def _named_encoding(data: bytes) -> str | None:
    """Return the encoding that one of the first two lines names, if it is a usual one."""
    head = data[:LONGEST_COOKIE]
    for line in head.split(b"\n", 2)[:2] if b"coding" in head else ():
        if match := re.match(COOKIE, line):
            name = match[1].decode("ascii").lower().replace("-", "_").replace(".", "_")
            name = aliases.get(name, name)
            return name if name in ENCODINGS else None
        if not re.fullmatch(EMPTY, line):
            return None
    return None


def too_large(size: int) -> Reason:
    """Return that a file of this many bytes is not read."""
    return Reason("too_large", {"bytes": size, "most": MAX_BYTES})


def _similar(path: Path) -> Reason:
    import difflib

    folder = path.parent
    names = os.listdir(folder) if folder.is_dir() else []
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.9)
    return Reason("did_you_mean", {"name": near[0]}) if near else Reason("check_the_name")


def broken(
    path: str, reason: Reason, hint: Reason | None, outcome: Outcome, line: int | None = None
) -> Submission:
    """Return a submission that cannot be judged."""
    return Submission(path, problem=Problem(reason, line=line, hint=hint), outcome=outcome)
