"""Measures what students whose code sleeps cost the others of a class."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.class_of import exercises_of, with_loops, write_class
from benchmarks.timing import Broken
from grader.course import find_course

EVERY = 10  # one of so many students sleeps
MOST = 1.1  # times the others' time without them
SECONDS = 600.0  # no class here takes longer
# Appended to a solution: every function sleeps before it answers.
SLEEPS = """

import time


def _asleep(function):
    def asleep(*arguments, **named):
        time.sleep(19.5)
        return function(*arguments, **named)

    return asleep


for _name in [name for name, value in globals().items() if callable(value)]:
    if not _name.startswith("_") and not isinstance(globals()[_name], type):
        globals()[_name] = _asleep(globals()[_name])
"""


def compare(folder: Path, students: int, rounds: int) -> bool:
    """Time the others of a class with the sleepers and without; return whether it is met.

    Args:
        folder: is there, and empty.
    """
    exercises = exercises_of(find_course(Path(__file__).parent), 7)
    class_ = folder / "with"
    made = write_class(class_, students, exercises=len(exercises))
    for student in with_loops(made):  # their own time would hide that of the sleepers
        shutil.rmtree(class_ / student)
    present = sorted(path.name for path in class_.iterdir())
    sleepers = present[EVERY // 2 :: EVERY]
    for student in sleepers:
        for path in (class_ / student).iterdir():
            path.unlink()
        for exercise in exercises:
            text = exercise.solution.read_text(encoding="utf-8") + SLEEPS
            (class_ / student / f"{exercise.name}.py").write_text(text, encoding="utf-8")
    without = folder / "without"
    shutil.copytree(class_, without)
    for student in sleepers:
        shutil.rmtree(without / student)
    others = len(present) - len(sleepers)
    print(f"{others} students, and {len(sleepers)} more who sleep 19.5 s in each call:")
    ratios = []
    for number in range(rounds):
        times = {}
        for name in ("without", "with") if number % 2 else ("with", "without"):
            out = folder / f"out-{name}-{number}"
            due = others * len(exercises)
            times[name] = _until_judged(folder / name, out, due, set(sleepers))
        ratios.append(times["with"] / times["without"])
        print(f"  the others take {times['without']:.1f} s, and {times['with']:.1f} s beside"
              f" those who sleep: {ratios[-1]:.2f}")  # fmt: skip
    ratio = statistics.median(ratios)
    print(f"  median {ratio:.2f}, at most {MOST}: {'met' if ratio <= MOST else 'missed'}")
    return ratio <= MOST


def _until_judged(class_: Path, out: Path, due: int, sleepers: set[str]) -> float:
    """Return the seconds from a batch's start until all but the sleepers are judged."""
    words = ["batch", str(class_), "--out", str(out), "--jobs", "2"]
    course = find_course(Path(__file__).parent)
    names = [exercise.id for exercise in exercises_of(course, 7)]
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "grader.start", *words, *names],
        cwd=course.root,
        env={**os.environ, "PYTHONPATH": str(course.root)},
        stdout=subprocess.DEVNULL,
    ) as batch:
        try:
            while _judged(out, sleepers) < due:
                if batch.poll() is not None and _judged(out, sleepers) < due:
                    raise Broken(f"the batch ended with {batch.returncode}")
                if time.perf_counter() - start > SECONDS:
                    raise Broken("the batch takes too long")
                time.sleep(0.05)
            return time.perf_counter() - start
        finally:
            batch.terminate()
            batch.wait()


def _judged(out: Path, sleepers: set[str]) -> int:
    """Return how many gradings of others a gradebook holds."""
    with contextlib.suppress(sqlite3.Error):
        address = f"file:{out / 'gradebook.sqlite'}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as book:
            rows = book.execute("SELECT student, count(*) FROM grading GROUP BY student")
            return sum(count for student, count in rows if student not in sleepers)
    return 0
