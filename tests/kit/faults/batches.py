"""Runs the real `grade batch`, watches all its processes, and reads what it left."""

from __future__ import annotations

import contextlib
import csv
import ctypes
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 90  # no batch of these tests takes longer, whatever happens
SOON = 10.0  # seconds for all processes of a killed batch to be gone, on a busy machine
OFTEN = 0.01  # seconds between two looks

PR_SET_CHILD_SUBREAPER = 36

# With the seed that everybody has: what two batches find can be compared.
BATCH = ("batch", "--seed", "0")


class Batch:
    """A running `grade batch`.

    Args:
        course: the folder it runs in.
        words: behind `grade batch`.
        before: a command that starts it, `setpriv ...`.
        variables: of its environment.
    """

    def __init__(self, course, *words, before=(), **variables):
        # Files, so that nobody has to read while it runs; closed by `finish`.
        self._streams = [tempfile.TemporaryFile("w+", encoding="utf-8") for _ in range(2)]  # noqa: SIM115
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "grader", *BATCH, *map(str, words)],
            cwd=course,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **variables},
            stdin=subprocess.DEVNULL,
            stdout=self._streams[0],
            stderr=self._streams[1],
        )

    def finish(self):
        """Return exit code, output and errors once it has ended."""
        try:
            code = self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            pytest.fail(f"no end within {SECONDS} s")
        told = []
        for stream in self._streams:
            stream.seek(0)
            told.append(stream.read())
            stream.close()
        return code, *told

    def wait_until(self, condition):
        """Wait until something holds, and return it; fail where the batch ends before."""
        deadline = time.monotonic() + SECONDS
        while not (found := condition()):
            assert self.process.poll() is None, ("it ended too early", self.finish())
            assert time.monotonic() < deadline, "this did not come"
            time.sleep(OFTEN)
        return found

    def templates(self):
        """Return the processes that judging processes are forked from."""
        return [each for each in below(self.process.pid, 1) if "grader.classroom" in each[1]]

    def judges(self):
        """Return the processes that judge."""
        held = [below(template, 1) for template, _ in self.templates()]
        return [each for some in held for each in some if "grader.classroom" in each[1]]

    def zygotes(self):
        """Return the process that has NumPy, whose forks join sandboxes, if there is one."""
        made = [
            pid
            for pid, command in below(self.process.pid, 1)
            if "bwrap" in command.split("\0")[0]
        ]
        return [each for bwrap in made for each in below(bwrap, 1)]

    def parents(self):
        """Return the forks that joined sandboxes, and fork workers there."""
        return [each for zygote, _ in self.zygotes() for each in below(zygote, 1)]

    def sandboxes(self):
        """Return the outermost process of every sandbox of a judging process."""
        held = [below(judge, 1) for judge, _ in self.judges()]
        return [each for some in held for each in some if "bwrap" in each[1].split("\0")[0]]


def run(course, *words, before=(), **variables):
    """Run `grade batch` to its end; return exit code, output and errors."""
    return Batch(course, *words, before=before, **variables).finish()


def below(pid, depth=99):
    """Return the living processes below one, each with its command line."""
    found = []
    for task in glob_tasks(pid):
        with contextlib.suppress(OSError):
            for child in Path(task, "children").read_text().split():
                command = Path(f"/proc/{child}/cmdline").read_bytes().decode()
                if command:  # empty: a zombie
                    found.append((int(child), command))
                    if depth > 1:
                        found += below(int(child), depth - 1)
    return found


def glob_tasks(pid):
    """Return the threads of a process, as folders of /proc."""
    try:
        return [entry.path for entry in os.scandir(f"/proc/{pid}/task")]
    except OSError:
        return []


@contextlib.contextmanager
def nobody_left():
    """Have all that is started here end with the test: orphans become our children.

    Yields:
        A function that returns who of them is alive.
    """
    me = psutil.Process()
    before = {child.pid for child in me.children()}
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def alive():
        found = []
        for child in me.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if child.pid not in before and child.status() != psutil.STATUS_ZOMBIE:
                    found.append(child)
        return found

    try:
        yield alive
    finally:
        while left := alive():
            for child in left:
                with contextlib.suppress(psutil.Error):
                    child.kill()
            time.sleep(OFTEN)
        libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
        for child in me.children():
            if child.pid not in before:
                with contextlib.suppress(OSError):
                    os.waitpid(child.pid, os.WNOHANG)


def wait_until_gone(alive):
    """Fail unless all processes are gone soon."""
    deadline = time.monotonic() + SOON
    looks = 0
    while looks < 2:  # one alone can miss whoever is just being adopted
        left = alive()
        looks = 0 if left else looks + 1
        assert not left or time.monotonic() < deadline, f"{left} are left"
        time.sleep(OFTEN)


def kill(pid):
    """Kill a process, which may just have ended."""
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)


class Peaks:
    """Watches how much memory the processes of a batch take, student code left out."""

    def __init__(self, batch):
        self._batch = batch
        self._mib = {"main": 0.0, "judge": 0.0}
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def finish(self):
        """Return the peaks in MiB after a batch: of `main`, and of the largest `judge`."""
        self._thread.join(SECONDS)
        return self._mib

    def _watch(self):
        while self._batch.process.poll() is None:
            self._look("main", self._batch.process.pid)
            for pid, _ in self._batch.templates() + self._batch.judges():
                self._look("judge", pid)
            time.sleep(OFTEN)

    def _look(self, kind, pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self._mib[kind] = max(self._mib[kind], int(line.split()[1]) / 1024)


# What a batch left


@dataclass(frozen=True)
class Results:
    """All that a batch found, without times.

    Attributes:
        gradings: the rows of the gradebook, sorted: whose, for what, and the verdict.
        reports: the files below `reports/`.
        grades: the lines of grades.csv.
    """

    gradings: list
    reports: dict
    grades: list


ROWS = """SELECT student, exercise, seed, submission, standard, judging, status, score,
    max_score, outcomes, absent, reason FROM grading"""


def rows_of(out, query=ROWS):
    """Return rows of a gradebook that passes SQLite's integrity check; [] if there is none."""
    path = out / "gradebook.sqlite"
    if not path.exists():
        return []
    with contextlib.closing(sqlite3.connect(path)) as book:
        assert book.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if book.execute("PRAGMA user_version").fetchone() == (0,):
            return []
        return sorted(book.execute(query), key=repr)


def judged(out):
    """Return how many gradings are kept, also while a batch writes."""
    address = f"file:{out / 'gradebook.sqlite'}?mode=ro"
    with (
        contextlib.suppress(sqlite3.OperationalError),
        contextlib.closing(sqlite3.connect(address, uri=True)) as book,
    ):
        return int(book.execute("SELECT count(*) FROM grading").fetchone()[0])
    return 0


def results_of(out):
    """Return all that a batch found."""
    reports = {
        str(path.relative_to(out)): timeless(json.loads(path.read_text(encoding="utf-8")))
        for path in (out / "reports").rglob("*")
        if path.is_file()
    }
    return Results(rows_of(out), reports, grades_of(out))


def grades_of(out):
    """Return the lines of grades.csv without its heading, a list of texts each."""
    with open(out / "grades.csv", encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def timeless(report):
    """Return a report without how long it took."""
    clock = ("seconds", "idle")
    report = {name: value for name, value in report.items() if name not in clock}
    report["checks"] = [
        {name: value for name, value in check.items() if name != "seconds"}
        for check in report["checks"]
    ]
    return report
