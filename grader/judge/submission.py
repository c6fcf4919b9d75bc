"""A submission: the bytes of a student's file, read without trusting it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader import files
from grader.report import File, Outcome, Problem, Reason, Source

MAX_BYTES = files.MOST
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
        candidates: other files that could have been meant, as they are shown.
        note: how it was found, where whoever reads the report must know; else None.
        problem: why it cannot be judged, or None.
        outcome: what every check becomes because of the problem.
    """

    path: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    main: str = MAIN
    student: str | None = None
    exercise: str = ""
    received_at: float | None = None
    candidates: tuple[str, ...] = ()
    note: Reason | None = None
    problem: Problem | None = None
    outcome: Outcome = Outcome.MISSING

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
        lines = self.files.get(self.main, b"").decode("utf-8-sig", "replace").splitlines()
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
    """Return a file's bytes as a submission; text that is not UTF-8 is its `problem`.

    Args:
        path: how the file is shown.
        data: what it holds.
    """
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reason = Reason("not_utf8", {"byte": data[error.start]})
        return broken(path, reason, Reason("save_as_utf8"), Outcome.ERROR, line)
    return Submission(path, {MAIN: data})


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
