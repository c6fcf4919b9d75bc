"""Judges a class without the kit: one pytest process for each file, two at a time.

It is as fast as we could make it. The right answers are stored in one test file for each
exercise, which Python has compiled before; pytest looks for no plugin but pytest-timeout, and
loads only its own parts that are needed; NumPy starts no threads. One test is one check of
the hidden suite, with all its calls; that is faster than one test for each call. The limit is
that of the kit for each call, so a test may take as long as all its calls together may. With
`strict` it is the kit's limit for a call: that stops loops sooner, and slow right code too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks import home_made
from benchmarks.class_of import Made
from benchmarks.timing import Broken, ordinary
from grader.course import Exercise, Limits

# Parts of pytest that the stored tests do not use; without them it starts 30 ms earlier.
UNUSED = (
    "cacheprovider", "junitxml", "pastebin", "doctest", "unittest", "faulthandler",
    "setuponly", "setupplan", "stepwise", "debugging", "logging", "recwarn", "monkeypatch",
    "tmpdir", "threadexception", "unraisableexception", "legacypath", "pytester",
)  # fmt: skip
LEAN = [word for name in UNUSED for word in ("-p", f"no:{name}")]

LIMIT = Limits().cpu_seconds  # seconds for a call, on both sides

# The limit of a test stops what Python can interrupt. This is for the rest.
PATIENCE = 900


@dataclass(frozen=True)
class Job:
    """One file to judge.

    Attributes:
        student: whose it is.
        exercise: full name.
        folder: holds the file alone, under the name that the test imports.
        tests: the exercise's stored test.
    """

    student: str
    exercise: str
    folder: Path
    tests: Path


@dataclass(frozen=True)
class Verdict:
    """How many tests passed, of how many, and how pytest ended."""

    passed: int
    tests: int
    exit_code: int

    @property
    def right(self) -> bool:
        """Whether every test passed; a process that died early says nothing."""
        return self.exit_code == 0 and self.passed == self.tests > 0


def write_tests(exercises: Iterable[Exercise], folder: Path, strict: bool = False) -> None:
    """Write the test of each exercise and run it on the solution, which compiles it.

    Args:
        strict: whether all calls of a check have together the time of one.

    Raises:
        Broken: a test refuses the solution, or the kit has another limit for a call.
    """
    for exercise in exercises:
        if exercise.limits.cpu_seconds != LIMIT:
            raise Broken(f"a call of {exercise.id} has another limit than {LIMIT:g} s")
        limit = None if strict else LIMIT
        home_made.write_stored(exercise, folder / exercise.name, limit)
        tests = folder / exercise.name / home_made.STORED
        found = _judge(Job("", exercise.name, exercise.solution.parent, tests))
        if not found.right:
            raise Broken(f"the stored test of {exercise.id} refuses the solution: {found}")


def lay_out(made: Made, handed_in: Path, folder: Path, tests: Path) -> list[Job]:
    """Copy each file that counts into a folder of its own, for the tests in a folder."""
    jobs = []
    for student, work in made.items():
        for exercise, one in work.items():
            if one.file:
                own = folder / student / exercise
                own.mkdir(parents=True)
                shutil.copy(handed_in / one.file, own / f"{exercise}.py")
                jobs.append(Job(student, exercise, own, tests / exercise / home_made.STORED))
    return jobs


def judge(jobs: Iterable[Job], at_once: int = 2) -> tuple[dict[Job, Verdict], float]:
    """Judge files; return what was found, and the seconds that it took in all."""
    jobs = list(jobs)
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as threads:
        found = list(threads.map(_judge, jobs))
    return dict(zip(jobs, found, strict=True)), time.perf_counter() - start


def _judge(job: Job) -> Verdict:
    # -P: nothing but the file's own folder may stand in for a module.
    command = [sys.executable, "-P", "-m", "pytest", "-q", "--tb=no", "--assert=plain"]
    command += ["--noconftest", "-c", os.devnull, "--rootdir", str(job.tests.parent), *LEAN]
    command += ["-p", "pytest_timeout", f"--timeout={LIMIT:g}", str(job.tests)]
    own = ordinary() | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(job.folder)}
    own["OPENBLAS_NUM_THREADS"] = "1"
    try:
        done = subprocess.run(
            command,
            cwd=job.folder,
            env=own,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Verdict(0, 0, -9)
    last = done.stdout.rpartition("\n")[0].rpartition("\n")[2]
    counts = {word: int(count) for count, word in re.findall(r"(\d+) (\w+)", last)}
    passed = counts.get("passed", 0)
    tests = passed + counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0)
    return Verdict(passed, tests, done.returncode)
