"""Opens a gradebook's SQLite file: its tables, who may write, and its errors in words."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.errors import GradeError, KitFault, UsageError
from grader.words.text import Text, _, unbroken

FILE = "gradebook.sqlite"
LOCK = "gradebook.lock"
APPLICATION = 0x67726462  # tells SQLite files apart
MAGIC = b"SQLite format 3\0"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
HELD = errno.EACCES, errno.EAGAIN
LOCKED_BYTE = 1 << 40  # of the gradebook; SQLite locks others, and no gradebook is as large

Connection = sqlite3.Connection
Lock = contextlib.ExitStack


def kept_in(folder: Path) -> bool:
    """Whether a folder has a gradebook."""
    return (folder / FILE).is_file()


def open_to_write(folder: Path) -> tuple[Path, Connection, Lock]:
    """Return a gradebook's path, its connection, and the lock, to be closed after it.

    Folder and file are made where needed, and missing migrations applied.

    Raises:
        UsageError: another batch has it open, a newer kit wrote it, or the file is not a
            gradebook.
        KitFault: it is damaged or cannot be written.
    """
    path = folder / FILE
    with in_words(path), contextlib.ExitStack() as lock, contextlib.ExitStack() as opened:
        folder.mkdir(parents=True, exist_ok=True)
        lock.enter_context(contextlib.closing(_locked(folder)))
        _refuse_other_files(path)
        connection = sqlite3.connect(path, isolation_level=None)
        opened.enter_context(contextlib.closing(connection))
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: to the disk, not to its cache
        connection.execute("PRAGMA foreign_keys = ON")
        version = _version(path, connection)
        (finding,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if finding != "ok":
            raise _damaged(path, finding)
        connection.execute("PRAGMA journal_mode = WAL")
        _version(path, connection)  # from its first look on SQLite never unlocks the whole file
        lock.callback(os.close, _held(path))
        migrate(connection, version)
        opened.pop_all()
        return path, connection, lock.pop_all()


def open_to_read(folder: Path) -> tuple[Path, Connection]:
    """Return a gradebook's path and a connection that cannot write.

    Raises:
        UsageError: there is none, or another version of the kit wrote it.
        KitFault: it is damaged.
    """
    path = folder / FILE
    if not path.is_file():
        raise UsageError(
            _("{folder} has no gradebook", folder=folder),
            _(
                "name the folder that {command} got as {option}",
                command=unbroken("grade batch"),
                option="--out",
            ),
        )
    with in_words(path), contextlib.ExitStack() as opened:
        _refuse_other_files(path)
        connection = _read_only(path)
        opened.enter_context(contextlib.closing(connection))
        if _version(path, connection) < len(MIGRATIONS):
            raise UsageError(
                _("{path} was written by an older version of the kit", path=path),
                _("run its grade batch once more: that brings it up to date"),
            )
        opened.pop_all()
    return path, connection


def migrate(connection: Connection, version: int) -> None:
    """Apply the migrations that a gradebook lacks, each one wholly or not at all."""
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE; {step}; PRAGMA application_id = {APPLICATION};"
                f" PRAGMA user_version = {number}; COMMIT"
            )
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system raises into an error that a person can act on."""
    try:
        yield
    except sqlite3.Error as error:
        raise _of_sqlite(path, error) from error
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> KitFault:
    """Return the fault that a file cannot be written."""
    if error.errno in FULL:
        return _full(path)
    return _not_writable(path, error.strerror or error)


def _not_writable(path: Path, system: object) -> KitFault:
    return KitFault(
        _("{path} cannot be written: {system}", path=path, system=system),
        _("make the folder writable, or name another one with {option}", option="--out"),
    )


def _of_sqlite(path: Path, error: sqlite3.Error) -> GradeError:
    # The low byte is the kind; SQLite's own functions for Python raise without a code.
    exact = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = exact & 0xFF
    if code == sqlite3.SQLITE_FULL or exact == sqlite3.SQLITE_IOERR_SHMSIZE:
        return _full(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path, str(error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return UsageError(
            _("{path} is being changed by another program", path=path),
            _("close that program, then run the same command again"),
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return _not_writable(path, error)
    return KitFault(
        _("{path} could not be read or written: {system}", path=path, system=error),
        _("check that the disk works and has space, then run the same command again"),
    )


def _full(path: Path) -> KitFault:
    return KitFault(
        _("the disk is full: {path} could not be written", path=path),
        _("make space, then run the same command again"),
    )


def _damaged(path: Path, finding: str) -> KitFault:
    beside = f"{path.name}-wal"
    return KitFault(
        _("{path} is damaged: {system}", path=path, system=finding),
        _("put back a copy of it, or move it and {other} away and judge again", other=beside),
    )


def _locked(folder: Path) -> Connection:
    """Return a connection that no second batch can have, until this process ends.

    An SQLite lock works on every system and ends with the process. A lock of one's own
    file by `flock` would be inherited by forked children and outlive it.
    """
    # Of two that come at once, each would see the other's first step and refuse at once.
    lock = sqlite3.connect(folder / LOCK, timeout=0.1, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise _taken(folder) from None
    return lock


def _held(path: Path) -> int:
    """Return a descriptor that holds the gradebook itself: the file of the lock can be removed.

    Closing it gives up whatever this process has locked in the gradebook, SQLite's locks too.
    """
    if sys.platform == "win32":
        raise NotImplementedError
    import fcntl

    held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        # A lock of the process: no child inherits it, and it ends with the process.
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, LOCKED_BYTE)
    except OSError as error:
        os.close(held)
        if error.errno not in HELD:
            raise
        raise _taken(path.parent) from None
    return held


def _taken(folder: Path) -> UsageError:
    return UsageError(
        _("another grade batch is writing to {folder}", folder=folder),
        _(
            "wait until it is done, stop it, or name another folder with {option}",
            option="--out",
        ),
    )


def _refuse_other_files(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise UsageError(_("{path} is not a file", path=path), _another_folder())
    if path.exists() and path.stat().st_size:
        with path.open("rb") as stream:
            if stream.read(len(MAGIC)) != MAGIC:
                raise _not_a_gradebook(path)


def _not_a_gradebook(path: Path) -> UsageError:
    return UsageError(
        _("{path} is not a gradebook of this kit", path=path),
        _("move it away, or name another folder with {option}", option="--out"),
    )


def _another_folder() -> Text:
    return _("name another folder with {option}", option="--out")


def _version(path: Path, connection: Connection) -> int:
    """Return how many migrations a gradebook has had.

    Raises:
        UsageError: it is not a gradebook, or one of a newer kit.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        # A batch that was killed before its first migration leaves an empty file.
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application or version or tables:
            raise _not_a_gradebook(path)
    if version > len(MIGRATIONS):
        raise UsageError(
            _("{path} was written by a newer version of the kit", path=path),
            _("install that version, or name another folder with {option}", option="--out"),
        )
    return int(version)


def _read_only(path: Path) -> Connection:
    """Return a connection that reads; in a folder without write access, as from a DVD."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(f"{FILE}-wal").exists():
            raise
        # Nobody writes: SQLite need not make the files that readers and a writer share.
        return sqlite3.connect(f"{address}&immutable=1", uri=True, isolation_level=None)
    return connection


# The numbered steps that make the tables; a released one is never changed. A gradebook's
# `user_version` says how many of them it has had; it gets the others when a batch opens it.
# The columns are described in docs/gradebook.md.
MIGRATIONS = (
    """
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    );
    CREATE TABLE student (
        student TEXT PRIMARY KEY,
        folder TEXT NOT NULL UNIQUE
    );
    CREATE TABLE grading (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        student TEXT NOT NULL REFERENCES student,
        exercise TEXT NOT NULL,
        submission TEXT NOT NULL,
        standard TEXT NOT NULL,
        seed INTEGER NOT NULL,
        judging INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('passed', 'failed', 'internal')),
        score NUMERIC,
        max_score NUMERIC NOT NULL,
        outcomes TEXT NOT NULL,
        absent INTEGER NOT NULL CHECK (absent IN (0, 1)),
        reason TEXT NOT NULL,
        kit TEXT NOT NULL,
        graded_at TEXT NOT NULL,
        seconds REAL NOT NULL,
        report TEXT NOT NULL,
        CHECK ((score IS NULL) = (status = 'internal'))
    );
    CREATE INDEX grading_by_key
        ON grading (student, exercise, submission, standard, seed, judging);
    CREATE TABLE mark (
        student TEXT NOT NULL REFERENCES student,
        exercise TEXT NOT NULL,
        grading INTEGER NOT NULL REFERENCES grading,
        latest INTEGER NOT NULL REFERENCES grading,
        PRIMARY KEY (student, exercise)
    ) WITHOUT ROWID;
    CREATE VIEW grade AS
        SELECT mark.student, mark.exercise, score, max_score, status, outcomes, absent,
               reason, seconds, graded_at, kit, mark.grading, mark.latest, report
        FROM mark JOIN grading ON grading.id = mark.grading;
    """,
    # Of reports which schema they have; and what explains wrong answers, so that a class is
    # counted without reading its reports.
    """
    ALTER TABLE grading ADD COLUMN schema INTEGER NOT NULL DEFAULT 1;
    CREATE TABLE diagnosis (
        grading INTEGER NOT NULL REFERENCES grading,
        function TEXT NOT NULL,
        role TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('mistake', 'note')),
        id TEXT NOT NULL,
        facts TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (grading, function, role, kind, id)
    ) WITHOUT ROWID;
    """,
    # What explains a mark later: the files that were judged, each once, by the digest of its
    # bytes; when they came in; whose answers were expected; and on what a mark of each
    # exercise must rest to count now.
    """
    ALTER TABLE grading ADD COLUMN oracle TEXT;
    ALTER TABLE grading ADD COLUMN received_at TEXT;
    CREATE TABLE file (
        submission TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (submission, name)
    ) WITHOUT ROWID;
    CREATE TABLE content (
        sha256 TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        data BLOB NOT NULL
    );
    CREATE TABLE basis (
        exercise TEXT PRIMARY KEY,
        standard TEXT NOT NULL,
        seed INTEGER NOT NULL,
        judging INTEGER NOT NULL
    ) WITHOUT ROWID;
    DROP VIEW grade;
    CREATE VIEW grade AS
        SELECT mark.student, mark.exercise, score, max_score, status, outcomes, absent,
               reason, seconds, graded_at, kit, mark.grading, mark.latest, report,
               received_at, oracle,
               ifnull((grading.standard, grading.seed, grading.judging)
                      <> (basis.standard, basis.seed, basis.judging), 0) AS outdated
        FROM mark JOIN grading ON grading.id = mark.grading
        LEFT JOIN basis ON basis.exercise = mark.exercise;
    """,
    # A diagnosis is of the kind of the rule that gave it, and there may be new rules.
    """
    CREATE TABLE told (
        grading INTEGER NOT NULL REFERENCES grading,
        function TEXT NOT NULL,
        role TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        facts TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (grading, function, role, kind, id)
    ) WITHOUT ROWID;
    INSERT INTO told SELECT * FROM diagnosis;
    DROP TABLE diagnosis;
    ALTER TABLE told RENAME TO diagnosis;
    """,
)
