"""Keeps every grading of a class in one SQLite file: the one truth about its marks.

One batch at a time writes. Anybody may read meanwhile. What `add` was given is on the disk
when it returns, whatever happens afterwards.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from grader.classroom.book import store
from grader.classroom.book.grading import (
    Basis,
    Grading,
    Key,
    Mark,
    Unread,
    columns_of,
    diagnoses_of,
    diagnosis_of,
    grading_of,
)
from grader.classroom.book.others import for_others
from grader.classroom.book.report_folders import folded, name_for
from grader.classroom.book.store import in_words
from grader.errors import KitFault, UsageError
from grader.judge.submission import Submission
from grader.report import PYTORCH, Diagnosis, Outcome, Report
from grader.words.text import Text, _, plural

__all__ = ["Basis", "Gradebook", "Grading", "Key", "Mark", "Unread"]


Kind = TypeVar("Kind")


class Gradebook:
    """The gradebook of one class; see `open` and `read`. Closed by `with` or `close`.

    Attributes:
        unread: what was to be read and could not be, by its `id`. It counts as not judged,
            and stays as it is.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: store.Lock | None
    ) -> None:
        self._path = path
        self._connection = connection
        self._lock = lock
        self.unread: dict[int, Unread] = {}

    @classmethod
    def open(cls, folder: Path) -> Gradebook:
        """Open the gradebook of a folder to write; make folder and file where needed.

        Raises:
            UsageError: another batch has it open, a newer kit wrote it, or the file is
                not a gradebook.
            KitFault: it is damaged or cannot be written.
        """
        return cls(*store.open_to_write(folder))

    @classmethod
    def read(cls, folder: Path) -> Gradebook:
        """Open the gradebook of a folder to read, also while a batch writes.

        Raises:
            UsageError: there is none, or a newer kit wrote it.
            KitFault: it is damaged.
        """
        return cls(*store.open_to_read(folder), None)

    def close(self) -> None:
        """Let go of the file and of the lock."""
        self._connection.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def exercises(self) -> tuple[str, ...] | None:
        """Full names of the exercises that count; None before the first batch."""
        value = self._setting("exercises", list)
        return None if value is None else tuple(value)

    @property
    def seed(self) -> int | None:
        """Which arguments are drawn; None before the first batch."""
        return self._setting("seed", int)

    @property
    def drawn(self) -> bool | None:
        """Whether the kit drew the seed itself; None where no batch kept that."""
        return self._setting("drawn", bool)

    @property
    def course(self) -> str | None:
        """The folder of the course that judged last; None where no batch kept it."""
        return self._setting("course", str)

    @property
    def oracle(self) -> str | None:
        """Who answered the seed's calls, a name of `report.Oracle`; None if never kept."""
        return self._setting("oracle", str)

    def remember(
        self,
        exercises: Sequence[str],
        seed: int,
        *,
        drawn: bool = False,
        oracle: str = PYTORCH,
        course: str | None = None,
        bases: Mapping[str, Basis] | None = None,
    ) -> None:
        """Keep what counts from now on.

        Args:
            exercises: full names of those that count.
            seed: which arguments are drawn.
            drawn: whether the kit drew the seed itself; else somebody named it.
            oracle: who answers the seed's calls, a name of `report.Oracle`.
            course: the folder of the course.
            bases: on what marks of each exercise rest now; another mark is outdated.
        """
        settings = {"exercises": list(exercises), "seed": seed, "oracle": oracle}
        settings["drawn"] = drawn
        if course is not None:
            settings["course"] = course
        with self._transaction() as connection:
            self._set(settings)
            connection.executemany(
                "INSERT OR REPLACE INTO basis VALUES (?, ?, ?, ?)",
                [(exercise, *basis) for exercise, basis in (bases or {}).items()],
            )

    def made_otherwise(self, bases: Mapping[str, Basis]) -> set[str]:
        """Return who has a mark of these exercises that rests on something else."""
        with in_words(self._path):
            return {
                student
                for student, exercise, *basis in self._connection.execute(RESTS_ON)
                if exercise in bases and bases[exercise] != tuple(basis)
            }

    def handed_in(self) -> set[tuple[str, str]]:
        """Return whose mark for which exercise comes from a file."""
        with in_words(self._path):
            return set(self._connection.execute(HANDED_IN))

    @property
    def seen(self) -> frozenset[str]:
        """Keys of what did not look right in a class, and that somebody went on with."""
        return frozenset(self._setting("seen", list) or ())

    @property
    def wrappers(self) -> frozenset[str]:
        """Names of the folders around a class that earlier batches entered."""
        return frozenset(self._setting("wrappers", list) or ())

    def accept(self, seen: Iterable[str], wrapper: str, over: Iterable[str] = ()) -> None:
        """Keep what somebody was shown and went on with.

        Args:
            seen: keys of what did not look right.
            wrapper: the folder around the class that was entered, or empty.
            over: keys to forget: somebody is to be asked when it happens again.
        """
        wrappers = self.wrappers | ({wrapper} if wrapper else set())
        everything = self.seen.difference(over).union(seen)
        if (everything, wrappers) == (self.seen, self.wrappers):
            return
        with self._transaction():
            self._set({"seen": sorted(everything), "wrappers": sorted(wrappers)})

    def enrol(self, students: Iterable[str]) -> None:
        """Enter students, also those who handed in nothing, and name their report folders.

        A folder's name never changes again. Of students who would get the same one, the
        first entered has it; of those entered together, the first by name.

        Raises:
            UsageError: a name is not text that can be stored.
        """
        with self._transaction():
            self._enrol(students)

    def folders(self) -> dict[str, str]:
        """Return all students, sorted, and the name of each one's report folder."""
        with in_words(self._path):
            rows = self._connection.execute(
                "SELECT student, folder FROM student ORDER BY student"
            ).fetchall()
        return {student: self._a_name(student, folder) for student, folder in rows}

    def folder_of(self, student: str) -> str:
        """Return the name of a student's report folder.

        Raises:
            KeyError: the student was never entered.
        """
        with in_words(self._path):
            row = self._connection.execute(
                "SELECT folder FROM student WHERE student = ?", (student,)
            ).fetchone()
        if row is None:
            raise KeyError(student)
        return self._a_name(student, row[0])

    def _a_name(self, student: str, folder: Any) -> str:
        """Return a report folder's name, which somebody may have changed by hand."""
        if isinstance(folder, str) and folder.strip(".") and not {*folder} & {*"/\\\0"}:
            return folder
        raise KitFault(
            _("the report folder of {student} in {path} is no name of a folder",
              student=student, path=self._path),
            _("put back a copy of the gradebook, or write that value anew"),
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many gradings it holds."""
        with in_words(self._path):
            (count,) = self._connection.execute("SELECT count(*) FROM grading").fetchone()
        return int(count)

    def outcomes_of(self, key: Key) -> frozenset[Outcome] | None:
        """Return how the checks of the last grading with this key ended.

        None where there is none that can be read.
        """
        with in_words(self._path):
            row = self._connection.execute(LAST_READ, astuple(key)).fetchone()
        grading = None if row is None else self._read(row)
        return None if grading is None else grading.outcomes

    def add(
        self,
        graded: Sequence[tuple[Key, Report]],
        handed_in: Mapping[Key, Submission] | None = None,
    ) -> list[tuple[Key, Report]]:
        """Keep gradings: all of them, on the disk, or none.

        Text that student code can have made does not come in: see `others.for_others`.

        Args:
            graded: what was judged, and what was found.
            handed_in: the files of it, and when they came in, where that is to be kept.

        Returns:
            Those that count now, with their reports as they are kept.

        Raises:
            KitFault: they cannot be written; what was there before is unharmed.
        """
        now = _utc(datetime.now(UTC))
        counting = []
        with self._transaction() as connection:
            self._enrol({key.student for key, _ in graded})
            for key, whole in graded:
                report, submission = for_others(whole), (handed_in or {}).get(key)
                received = None if submission is None else _at(submission.received_at)
                row = (*astuple(key), *columns_of(report), now, received)
                if submission is not None:
                    self._keep_files(key.submission, submission.files)
                number = connection.execute(INSERT, row).lastrowid
                connection.executemany(
                    INSERT_DIAGNOSIS, [(number, *one) for one in diagnoses_of(report)]
                )
                if self._settle(key) == number:
                    counting.append((key, report))
        return counting

    def reinstate(self, keys: Iterable[Key]) -> set[str]:
        """Let earlier gradings count again: these are handed in now, and were judged before.

        A file that came back after another one, or after none, gets its mark back.

        Returns:
            The students whose marks changed.
        """
        with self._transaction() as connection:
            # Of one key: kit 0.1.0 let marks stand in that rest on something else.
            held = {
                (row[0], row[1]): Key(*row)
                for row in connection.execute(
                    f"SELECT {KEY} FROM mark JOIN grading ON grading.id = mark.grading"
                    f" JOIN grading AS last ON last.id = mark.latest AND ({KEY}) = ({LAST_KEY})"
                )
            }
            return {
                key.student
                for key in keys
                if held.get((key.student, key.exercise)) != key
                and self._settle(key) is not None
            }

    def marks(self, student: str | None = None) -> Iterator[Mark]:
        """Yield what students have now, sorted by student and exercise.

        What cannot be read is left out, see `unread`.

        Args:
            student: only this one's.
        """
        one = "" if student is None else "WHERE mark.student = ?"
        with in_words(self._path):
            for fault, outdated, *row in self._connection.execute(
                MARKS.format(one), () if student is None else (student,)
            ):
                grading = self._read(row)
                if grading is not None:
                    yield Mark(grading, bool(fault), bool(outdated))

    def history(self, student: str, exercise: str) -> list[Grading]:
        """Return all gradings of a student's exercise that can be read, oldest first."""
        with in_words(self._path):
            rows = self._connection.execute(HISTORY, (student, exercise)).fetchall()
        return [grading for row in rows if (grading := self._read(row)) is not None]

    def diagnoses(self) -> Iterator[tuple[Key, str, Diagnosis]]:
        """Yield what explains the wrong answers of the marks that count now.

        Gradings of kit 0.1.0 have none: their reports are not read.

        Yields:
            What was judged, the function, and the diagnosis; the same one once.
        """
        with in_words(self._path):
            for number, *row in self._connection.execute(DIAGNOSES):
                if number not in self.unread:
                    yield Key(*row[:6]), row[6], diagnosis_of(*row[7:])

    def files(self, grading: Grading) -> dict[str, bytes]:
        """Return the files that were judged, by their neutral names.

        Those that were forgotten are left out, and those that were judged before any were
        kept.
        """
        with in_words(self._path):
            rows = self._connection.execute(FILES, (grading.key.submission,)).fetchall()
        return {name: zlib.decompress(data) for name, data in rows}

    def report(self, grading: Grading) -> str:
        """Return a grading's report as it is kept: the facts as JSON text, without sentences.

        One of schema 1 is what `grade ... --format json` of kit 0.1.0 printed.
        """
        with in_words(self._path):
            (text,) = self._connection.execute(
                "SELECT report FROM grading WHERE id = ?", (grading.id,)
            ).fetchone()
        return str(text)

    def _read(self, row: Sequence[Any]) -> Grading | None:
        """Return a row that is sound; of another one remember that it is not."""
        grading = grading_of(row)
        if isinstance(grading, Unread):
            self.unread.setdefault(grading.grading, grading)
            return None
        return None if grading.id in self.unread else grading

    def _set(self, settings: Mapping[str, Any]) -> None:
        self._connection.executemany(
            "INSERT INTO setting VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [(name, json.dumps(value)) for name, value in settings.items()],
        )

    def _setting(self, name: str, kind: type[Kind]) -> Kind | None:
        with in_words(self._path):
            row = self._connection.execute(
                "SELECT value FROM setting WHERE name = ?", (name,)
            ).fetchone()
        try:
            value = None if row is None else json.loads(row[0])
            if value is None or type(value) is kind:
                return value
            raise ValueError(kind)
        except ValueError as error:
            raise KitFault(
                _("the setting {name} of {path} cannot be read", name=name, path=self._path),
                _("put back a copy of the gradebook, or write that value anew"),
            ) from error

    def _keep_files(self, submission: str, files: Mapping[str, bytes]) -> None:
        for name, data in files.items():
            sha256 = hashlib.sha256(data).hexdigest()
            self._connection.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (submission, name, sha256)
            )
            there = "SELECT 1 FROM content WHERE sha256 = ?"
            if not self._connection.execute(there, (sha256,)).fetchone():
                row = sha256, len(data), zlib.compress(data, 9)
                self._connection.execute("INSERT INTO content VALUES (?, ?, ?)", row)

    def _enrol(self, students: Iterable[str]) -> None:
        asked = "SELECT 1 FROM student WHERE student = ?"
        try:
            new = [
                student
                for student in sorted(set(students))
                if self._connection.execute(asked, (student,)).fetchone() is None
            ]
        except UnicodeEncodeError as error:
            raise UsageError(
                _("the name {name!r} is not Unicode text", name=error.object),
                _("rename the student's folder"),
            ) from error
        taken = {folded(folder) for folder in self.folders().values()} if new else set()
        for student in new:
            folder = name_for(student, taken)
            taken.add(folded(folder))
            self._connection.execute("INSERT INTO student VALUES (?, ?)", (student, folder))

    def _settle(self, key: Key) -> int | None:
        """Decide which grading counts, now that this key is what is handed in.

        Returns:
            Its number, or None where the key was never judged.
        """
        last = self._connection.execute(LAST_OF_KEY, astuple(key)).fetchone()
        if last is None:
            return None
        counts = last[0]
        if last[1] == "internal":
            counts = self._connection.execute(LAST_GOOD, astuple(key)).fetchone()[0] or counts
        self._connection.execute(
            "INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)",
            (key.student, key.exercise, counts, last[0]),
        )
        return int(counts)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with in_words(self._path):
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
        except KitFault as fault:
            message = _("{fault}; {kept}", fault=fault.message, kept=self._kept())
            raise KitFault(message, fault.hint) from fault

    def _kept(self) -> Text:
        with contextlib.suppress(sqlite3.Error):
            (count,) = self._connection.execute("SELECT count(*) FROM grading").fetchone()
            return plural(
                "{count:,} grading is kept", "{count:,} gradings are kept", int(count)
            )
        return _("what was written before is kept")


def _utc(time: datetime) -> str:
    return time.isoformat(timespec="seconds")


def _at(seconds: float | None) -> str | None:
    """Return a time as the gradebook keeps it; one that no calendar has is not known."""
    try:
        return None if seconds is None else _utc(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


KEY = """grading.student, grading.exercise, grading.submission, grading.standard,
    grading.seed, grading.judging"""
LAST_KEY = KEY.replace("grading.", "last.")
# The last column: which of its texts are no JSON. Reports of kit 0.1.0 are never read.
ROW = f"""grading.id, {KEY}, grading.status, grading.score, grading.max_score,
    grading.outcomes, grading.absent, grading.reason, grading.kit, grading.graded_at,
    grading.seconds, grading.schema, grading.received_at, grading.oracle,
    CASE WHEN grading.schema > 1 AND NOT json_valid(grading.report) THEN 'report'
         WHEN EXISTS (SELECT 1 FROM diagnosis WHERE diagnosis.grading = grading.id
                      AND NOT json_valid(facts)) THEN 'facts' END"""
OF_KEY = """student = ? AND exercise = ? AND submission = ? AND standard = ? AND seed = ?
    AND judging = ?"""
LAST_READ = f"SELECT {ROW} FROM grading WHERE {OF_KEY} ORDER BY id DESC LIMIT 1"
LAST_OF_KEY = f"SELECT id, status FROM grading WHERE {OF_KEY} ORDER BY id DESC LIMIT 1"
LAST_GOOD = f"SELECT max(id) FROM grading WHERE {OF_KEY} AND status <> 'internal'"
INSERT = f"""INSERT INTO grading (student, exercise, submission, standard, seed, judging,
    status, score, max_score, outcomes, absent, reason, kit, seconds, report, schema, oracle,
    graded_at, received_at) VALUES ({", ".join("?" * 19)})"""
INSERT_DIAGNOSIS = "INSERT INTO diagnosis VALUES (?, ?, ?, ?, ?, ?, ?)"
OUTDATED = """ifnull((grading.standard, grading.seed, grading.judging)
    <> (basis.standard, basis.seed, basis.judging), 0)"""
DIAGNOSES = f"""SELECT DISTINCT grading.id, {KEY}, function, kind, diagnosis.id, facts, text
    FROM mark
    JOIN grading ON grading.id = mark.grading AND status = 'failed'
    JOIN diagnosis ON diagnosis.grading = mark.grading AND role <> 'when'
    LEFT JOIN basis ON basis.exercise = mark.exercise
    WHERE json_valid(facts) AND NOT {OUTDATED}
    ORDER BY mark.exercise, function, kind, diagnosis.id, facts, mark.student"""
MARKS = f"""SELECT last.status = 'internal', {OUTDATED}, {ROW} FROM mark
    JOIN grading ON grading.id = mark.grading
    JOIN grading AS last ON last.id = mark.latest
    LEFT JOIN basis ON basis.exercise = mark.exercise
    {{}} ORDER BY mark.student, mark.exercise"""
RESTS_ON = """SELECT mark.student, mark.exercise, standard, seed, judging
    FROM mark JOIN grading ON grading.id = mark.grading"""
HANDED_IN = """SELECT mark.student, mark.exercise
    FROM mark JOIN grading ON grading.id = mark.grading WHERE NOT absent"""
HISTORY = f"SELECT {ROW} FROM grading WHERE student = ? AND exercise = ? ORDER BY id"
FILES = """SELECT name, data FROM file JOIN content USING (sha256)
    WHERE submission = ? ORDER BY name"""
