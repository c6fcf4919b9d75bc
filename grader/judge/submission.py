"""A submission: the bytes of a student's file, read without trusting it."""

import codecs
import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Collection, Mapping
from encodings.aliases import aliases
from pathlib import Path
from typing import NamedTuple

from grader import files
from grader.course import Exercise
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
        solutions: exercises whose files are the course's, by their full names.
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
    solutions: tuple[str, ...] = ()
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
            self.student, self.path, digest.hexdigest(), files, self.candidates, self.note,
            self.solutions,
        )  # fmt: skip

    def line(self, number: int | None, file: str = "") -> str:
        """Return the text of a line of the main file, or of another one, or an empty string."""
        lines = text_of(self.files.get(file or self.main, b"")).splitlines()
        return lines[number - 1].strip()[:200] if number and 0 < number <= len(lines) else ""


def read(path: Path, exercise: Exercise, with_solutions: Collection[str] = ()) -> Submission:
    """Read a file for an exercise, and the earlier ones beside it that it imports.

    Whatever is wrong with them becomes the submission's `problem`.

    Args:
        path: the file; it is shown as it lies in the course.
        with_solutions: exercises whose solutions stand for the files beside it.
    """

    def earlier(name: str) -> Submission:
        folder = exercise.solution.parent if name in with_solutions else path.parent
        return _read(folder / f"{name}.py", exercise.root)

    found = with_imported(_read(path, exercise.root), exercise.imports, earlier)
    theirs = (name for name in exercise.imports if name in with_solutions)
    return found._replace(
        solutions=tuple(name for name in theirs if f"{name}.py" in found.files)
    )


def with_imported(
    main: Submission, imports: Collection[str], find: Callable[[str], Submission]
) -> Submission:
    """Return a submission with the earlier files that it imports, each under its own name.

    Those are the ones whose names stand in its text, or in that of another one. What is not
    there is left out: Python says so where it is imported.

    Args:
        main: a submission of one file.
        imports: full names of exercises, the last first; see `course.Exercise`.
        find: returns the file for an exercise as a submission.
    """
    for name in () if main.problem else imports:
        word = re.compile(rb"\b" + name.encode() + rb"\b")
        if not any(map(word.search, main.files.values())):
            continue
        one = find(name)
        if one.problem is not None:
            if one.outcome is Outcome.MISSING:
                continue
            problem = one.problem._replace(file=f"{name}.py")
            return main._replace(problem=problem, outcome=one.outcome)
        times = [at for at in (main.received_at, one.received_at) if at is not None]
        main = main._replace(
            files={**main.files, f"{name}.py": one.files[one.main]},
            received_at=max(times, default=None),
        )
    return main


def with_solutions(main: Submission, exercise: Exercise) -> Submission:
    """Return an author's submission with the solutions of earlier exercises it imports."""
    folder, root = exercise.solution.parent, exercise.root
    return with_imported(
        main, exercise.imports, lambda name: _read(folder / f"{name}.py", root)
    )


def _read(path: Path, root: Path) -> Submission:
    """Read one file as a submission; whatever is wrong with it becomes its `problem`."""
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
