"""A submission: the bytes of a student's file, read without trusting it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.report import Outcome, Problem, Source

MAX_BYTES = 1 << 20
MAIN = "submission.py"  # neutral: no student and no course in it


@dataclass(frozen=True)
class Submission:
    """Files to judge.

    Attributes:
        path: how the main file is shown, without any part outside the course.
        files: contents by name; `main` is among them unless there is a problem.
        main: the file that holds the functions.
        student: whose it is, where that is known.
        exercise: full name of the exercise it is for, where it came with others.
        received_at: when it came in, seconds since 1970, where that is known.
        note: what whoever reads the report must know about how it was found, or empty.
        problem: why it cannot be judged, or None.
        outcome: what every check becomes because of the problem.
    """

    path: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    main: str = MAIN
    student: str | None = None
    exercise: str = ""
    received_at: float | None = None
    note: str = ""
    problem: Problem | None = None
    outcome: Outcome = Outcome.MISSING

    @property
    def source(self) -> Source:
        """The report's account of it."""
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        return Source(self.student, self.path, digest.hexdigest(), self.note)

    def line(self, number: int | None) -> str:
        """Return the text of a line of the main file, or an empty string."""
        lines = self.files.get(self.main, b"").decode("utf-8-sig", "replace").splitlines()
        return lines[number - 1].strip()[:200] if number and number <= len(lines) else ""


def read(path: Path, root: Path) -> Submission:
    """Read one file as a submission; whatever is wrong with it becomes its `problem`.

    Args:
        path: the file.
        root: the course's folder, which shown paths are relative to.
    """
    resolved = path.resolve()
    inside = resolved.is_relative_to(root.resolve())
    shown = resolved.relative_to(root.resolve()).as_posix() if inside else path.name
    try:
        data = _bytes(path)
    except FileNotFoundError:
        hint = _similar(path) or "check the name, or take the file from a fresh copy"
        return _broken(shown, "there is no such file", hint, Outcome.MISSING)
    except IsADirectoryError:
        hint = "name the file itself"
        return _broken(shown, "this is a folder, not a file", hint, Outcome.MISSING)
    except OSError as error:
        text = f"the file cannot be read: {error.strerror or error}"
        return _broken(shown, text, "", Outcome.ERROR)
    return of_bytes(shown, data)


def of_bytes(path: str, data: bytes) -> Submission:
    """Return a file's bytes as a submission; text that is not UTF-8 is its `problem`.

    Args:
        path: how the file is shown.
        data: what it holds.
    """
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text = f"the file is not UTF-8: byte 0x{data[error.start]:02x} in this line"
        hint = "save it with the encoding UTF-8"
        return _broken(path, text, hint, Outcome.ERROR, line)
    return Submission(path, {MAIN: data})


def _bytes(path: Path) -> bytes:
    # A pipe must not be waited for, nor a device read.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(descriptor, "rb") as stream:
        kind = os.fstat(stream.fileno())
        if stat.S_ISDIR(kind.st_mode):
            raise IsADirectoryError(str(path))
        if not stat.S_ISREG(kind.st_mode):
            raise OSError(0, "it is not a regular file")
        if kind.st_size > MAX_BYTES:
            raise OSError(0, f"it has {kind.st_size:,} bytes, at most {MAX_BYTES:,} count")
        return stream.read(MAX_BYTES + 1)


_BINARY = getattr(os, "O_BINARY", 0)


def _similar(path: Path) -> str:
    import difflib

    folder = path.parent
    names = os.listdir(folder) if folder.is_dir() else []
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.9)
    return f"did you mean {near[0]}?" if near else ""


def _broken(
    shown: str, message: str, hint: str, outcome: Outcome, line: int | None = None
) -> Submission:
    problem = Problem(message, line=line, hint=hint)
    return Submission(shown, problem=problem, outcome=outcome)
