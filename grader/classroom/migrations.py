"""The numbered steps that make a gradebook's tables: a released one is never changed.

A gradebook's `user_version` says how many of them it has had. What comes new is a new
step at the end, and an older gradebook gets it when a batch opens it.
"""

from __future__ import annotations

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
)
