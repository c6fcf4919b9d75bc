"""The command `python -m benchmarks.book_size`: how large the gradebook of a class becomes.

A class of 100 students and 7 exercises is judged by `grade batch`. Its gradings, with their
files and reports, then fill a gradebook of 1,000 students and 33 exercises; every file gets
comments and names of its own, so that no two have the same bytes but the untouched stubs.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.class_of import write_class
from grader.classroom.book.gradebook import Gradebook, Key
from grader.judge.submission import MAIN, Submission
from grader.report import Report

STUDENTS, EXERCISES = 1000, 33
MOST = 500e6  # bytes
WORDS = [
    "kernel",
    "axis",
    "week 3",
    "why",
    "sum over each row",
    "the",
    "of",
    "to",
    "copy",
    "합",
    "축",
]
LOCAL = re.compile(r"\b(out|res|result|total|i|j|n|k|grad|diff|error|rows|cols)\b")


def main() -> int:
    """Return 0, or 1 where the gradebook is larger than it may be."""
    with tempfile.TemporaryDirectory(prefix="book-") as name:
        folder = Path(name)
        judged = _judged(folder)
        with Gradebook.open(folder / "large") as book:
            book.remember([f"ex{n:02}_exercise" for n in range(1, EXERCISES + 1)], 0)
            chance = random.Random(0)
            for student in range(STUDENTS):
                _fill(book, f"{20260000 + student} 김민준", judged, chance)
        return _tell(folder / "large" / "gradebook.sqlite", len(judged))


def _judged(folder: Path) -> list[tuple[Key, Report, bytes]]:
    """Judge a class of the usual size; return all that was found, with the bytes judged."""
    write_class(folder / "class")
    words = ["batch", str(folder / "class"), "--out", str(folder / "small")]
    command = [sys.executable, "-m", "grader.cli", *words]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    with Gradebook.read(folder / "small") as book:
        return [
            (
                mark.grading.key,
                Report.from_dict(json.loads(book.report(mark.grading))),
                book.files(mark.grading).get(MAIN, b""),
            )
            for mark in book.marks()
        ]


def _fill(
    book: Gradebook,
    student: str,
    judged: list[tuple[Key, Report, bytes]],
    chance: random.Random,
) -> None:
    graded, handed_in = [], {}
    for number in range(1, EXERCISES + 1):
        was, report, data = chance.choice(judged)
        name = f"ex{number:02}_exercise"
        key = replace(was, student=student, exercise=name)
        if data and report.score:
            data = _ones_own(data, chance)
            key = replace(key, submission=f"{chance.getrandbits(96):024x}")
        graded.append((key, report._replace(exercise=name)))
        files = {MAIN: data} if data else {}
        handed_in[key] = Submission(f"{name}.py", files, received_at=1.79e9)
    book.add(graded, handed_in)


def _ones_own(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a comment every eight lines, and other names for its variables."""
    end = chance.choice(["", "_", "1", "_sum", "s", "_new"])
    lines = []
    for line in LOCAL.sub(rf"\g<1>{end}", data.decode()).splitlines():
        lines.append(line)
        if chance.random() < 1 / 8:
            lines.append("    # " + " ".join(chance.choices(WORDS, k=8)))
    return "\n".join(lines).encode()


def _tell(path: Path, judged: int) -> int:
    size = path.stat().st_size
    connection = sqlite3.connect(path)
    gradings, reports = connection.execute(
        "SELECT count(*), sum(length(report)) FROM grading"
    ).fetchone()
    files, packed, plain = connection.execute(
        "SELECT count(*), sum(length(data)), sum(size) FROM content"
    ).fetchone()
    connection.close()
    print(f"{gradings:,} gradings, made of {judged} that were judged")
    print(f"the whole gradebook   {size / 1e6:6.1f} MB, {size / gradings:,.0f} bytes a grading")
    print(f"of that reports       {reports / 1e6:6.1f} MB")
    print(f"of that files         {packed / 1e6:6.1f} MB, {files:,} of them")
    print(f"files as handed in    {plain / 1e6:6.1f} MB, {plain / files:,.0f} bytes each")
    return int(size > MOST)


if __name__ == "__main__":
    sys.exit(main())
