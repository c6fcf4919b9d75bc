"""Keeps every grading of a class in one SQLite file: the one truth about its marks.

One batch at a time writes. Anybody may read meanwhile. What `add` was given is on the disk
when it returns, whatever happens afterwards.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.classroom.book import store
from grader.classroom.book.grading import (
    Grading,
    Key,
    Mark,
    columns_of,
    diagnoses_of,
    diagnosis_of,
    grading_of,
    outcomes_in,
)
from grader.classroom.book.others import for_others
from grader.classroom.book.report_folders import folded, name_for
from grader.classroom.book.store import in_words
from grader.errors import KitFault, UsageError
from grader.report import Diagnosis, Outcome, Report
from grader.words.text import Text, _, plural

__all__ = ["Gradebook", "Grading", "Key", "Mark"]


class Gradebook:
    """The gradebook of one class; see `open` and `read`. Closed by `with` or `close`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: sqlite3.Connection | None
    ) -> None:
        self._path = path
        self._connection = connection
        self._lock = lock

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
        value = self._setting("exercises")
        return None if value is None else tuple(value)

    @property
    def seed(self) -> int | None:
        """Which arguments are drawn; None before the first batch."""
        value = self._setting("seed")
        return None if value is None else int(value)

    def remember(self, exercises: Sequence[str], seed: int) -> None:
        """Keep which exercises count, and the seed."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO setting VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [("exercises", json.dumps(list(exercises))), ("seed", json.dumps(seed))],
            )

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
            return dict(
                self._connection.execute("SELECT student, folder FROM student ORDER BY student")
            )

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
        return str(row[0])

    def outcomes_of(self, key: Key) -> frozenset[Outcome] | None:
        """Return how the checks of the last grading with this key ended, or None."""
        with in_words(self._path):
            row = self._connection.execute(LAST_OF_KEY, astuple(key)).fetchone()
        return None if row is None else outcomes_in(row[1])

    def add(self, graded: Sequence[tuple[Key, Report]]) -> list[tuple[Key, Report]]:
        """Keep gradings: all of them, on the disk, or none.

        Text that student code can have made does not come in: see `others.for_others`.

        Returns:
            Those that count now, with their reports as they are kept.

        Raises:
            KitFault: they cannot be written; what was there before is unharmed.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        counting = []
        with self._transaction() as connection:
            self._enrol({key.student for key, _ in graded})
            for key, whole in graded:
                report = for_others(whole)
                row = (*astuple(key), *columns_of(report), now)
                number = connection.execute(INSERT, row).lastrowid
                connection.executemany(
                    INSERT_DIAGNOSIS, [(number, *one) for one in diagnoses_of(report)]
                )
                if self._settle(key) == number:
                    counting.append((key, report))
        return counting

    def reinstate(self, keys: Iterable[Key]) -> int:
        """Let earlier gradings count again: these are handed in now, and were judged before.

        A file that came back after another one, or after none, gets its mark back.

        Returns:
            How many marks changed.
        """
        with self._transaction() as connection:
            held = {
                (row[0], row[1]): Key(*row)
                for row in connection.execute(
                    f"SELECT {KEY} FROM mark JOIN grading ON grading.id = mark.latest"
                )
            }
            changed = 0
            for key in keys:
                if held.get((key.student, key.exercise)) != key:
                    changed += self._settle(key) is not None
        return changed

    def marks(self, student: str | None = None) -> Iterator[Mark]:
        """Yield what students have now, sorted by student and exercise.

        Args:
            student: only this one's.
        """
        one = "" if student is None else "WHERE mark.student = ?"
        with in_words(self._path):
            for *row, fault in self._connection.execute(
                MARKS.format(one), () if student is None else (student,)
            ):
                yield Mark(grading_of(row), bool(fault))

    def history(self, student: str, exercise: str) -> list[Grading]:
        """Return all gradings of a student's exercise, oldest first."""
        with in_words(self._path):
            rows = self._connection.execute(HISTORY, (student, exercise)).fetchall()
        return [grading_of(row) for row in rows]

    def diagnoses(self) -> Iterator[tuple[str, str, Diagnosis, int]]:
        """Yield what explains the wrong answers of all marks, and how many students got it.

        Gradings of kit 0.1.0 have none: their reports are not read.

        Yields:
            Exercise, function, diagnosis, number of students. A note is there once for all
            of its facts that are alike.
        """
        with in_words(self._path):
            for exercise, which, *row, students in self._connection.execute(DIAGNOSES):
                yield exercise, which, diagnosis_of(*row), students

    def report(self, grading: Grading) -> str:
        """Return a grading's report as it is kept: the facts as JSON text, without sentences.

        One of schema 1 is what `grade ... --format json` of kit 0.1.0 printed.
        """
        with in_words(self._path):
            (text,) = self._connection.execute(
                "SELECT report FROM grading WHERE id = ?", (grading.id,)
            ).fetchone()
        return str(text)

    def _setting(self, name: str) -> Any:
        with in_words(self._path):
            row = self._connection.execute(
                "SELECT value FROM setting WHERE name = ?", (name,)
            ).fetchone()
        return None if row is None else json.loads(row[0])

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
        if last[2] == "internal":
            same = (key.student, key.exercise, key.submission)
            counts = self._connection.execute(LAST_GOOD, same).fetchone()[0] or counts
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


KEY = """grading.student, grading.exercise, grading.submission, grading.standard,
    grading.seed, grading.judging"""
ROW = f"""grading.id, {KEY}, grading.status, grading.score, grading.max_score,
    grading.outcomes, grading.absent, grading.reason, grading.kit, grading.graded_at,
    grading.seconds, grading.schema"""
LAST_OF_KEY = """SELECT id, outcomes, status FROM grading
    WHERE student = ? AND exercise = ? AND submission = ? AND standard = ? AND seed = ?
        AND judging = ?
    ORDER BY id DESC LIMIT 1"""
LAST_GOOD = """SELECT max(id) FROM grading
    WHERE student = ? AND exercise = ? AND submission = ? AND status <> 'internal'"""
INSERT = f"""INSERT INTO grading (student, exercise, submission, standard, seed, judging,
    status, score, max_score, outcomes, absent, reason, kit, seconds, report, schema, graded_at)
    VALUES ({", ".join("?" * 17)})"""
INSERT_DIAGNOSIS = "INSERT INTO diagnosis VALUES (?, ?, ?, ?, ?, ?, ?)"
# Of a student who got one with several facts the smallest count, so that nobody counts twice.
DIAGNOSES = """WITH one AS (
        SELECT mark.exercise, mark.student, function, kind, diagnosis.id, min(facts) AS facts,
            min(text) AS text
        FROM mark
        JOIN grading ON grading.id = mark.grading AND status = 'failed'
        JOIN diagnosis ON diagnosis.grading = mark.grading AND role <> 'when'
        GROUP BY 1, 2, 3, 4, 5
    )
    SELECT exercise, function, kind, id, facts, text, count(*) FROM one
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"""
MARKS = f"""SELECT {ROW}, last.status = 'internal' FROM mark
    JOIN grading ON grading.id = mark.grading
    JOIN grading AS last ON last.id = mark.latest
    {{}} ORDER BY mark.student, mark.exercise"""
HISTORY = f"SELECT {ROW} FROM grading WHERE student = ? AND exercise = ? ORDER BY id"
