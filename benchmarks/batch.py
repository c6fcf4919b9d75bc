"""Compares `grade batch` with one pytest process for each file, on a whole class."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import per_file, screen
from benchmarks.class_of import Made, with_loops, write_class
from benchmarks.stage import START, set_up
from benchmarks.timing import Broken
from grader.course import Course, Exercise
from grader.sandbox.process import descendants

JOBS = 2
FASTER = 6.0  # times the baseline's throughput, at least, without the students who loop
WHOLE = 0.25  # of the baseline's time for the whole class, at most
GROWTH = (10, 100, 1000)
LOOK = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True)
class Ran:
    """One run of `grade batch`.

    Attributes:
        seconds: from its start to its end.
        main, largest: the most bytes that its main process, and any process below it,
            ever held.
    """

    seconds: float
    main: int = 0
    largest: int = 0


@dataclass(frozen=True)
class _Room:
    """Where a class is judged by both sides."""

    course: Course
    exercises: Sequence[Exercise]
    folder: Path
    made: Made

    def without_loops(self) -> list[str]:
        """Return the students who have no code that loops for ever."""
        loops = with_loops(self.made)
        return [student for student in self.made if student not in loops]

    def part(self, name: str, students: Sequence[str]) -> tuple[Path, Made]:
        """Copy some students' folders into one of their own."""
        for student in students:
            shutil.copytree(self.folder / "class" / student, self.folder / name / student)
        return self.folder / name, {student: self.made[student] for student in students}

    def grade(self, handed_in: Path, made: Made) -> Ran:
        """Run `grade batch`; it must find what was handed in."""
        out = handed_in.with_name(f"{handed_in.name}-graded")
        ran = _run(self.course.root, handed_in, [one.id for one in self.exercises], out)
        for student, work in made.items():
            for exercise, one in work.items():
                path = out / "reports" / student / f"{exercise}.json"
                status = json.loads(path.read_text(encoding="utf-8"))["status"]
                if status != ("passed" if one.kind == "right" else "failed"):
                    raise Broken(f"grade batch on {student} {exercise}, {one}: {status}")
        return ran

    def pytest(self, handed_in: Path, made: Made, strict: bool = False) -> float:
        """Run the baseline and return its seconds; it must tell right from wrong."""
        tests = self.folder / ("strict" if strict else "stored")
        own = handed_in.with_name(f"{handed_in.name}-{tests.name}-files")
        jobs = per_file.lay_out(made, handed_in, own, tests)
        found, seconds = per_file.judge(jobs, JOBS)
        for job, verdict in found.items():
            one = made[job.student][job.exercise]
            # It looks neither for changed arguments nor for shared memory.
            unseen = verdict.right and "mistake" in one.kind
            if verdict.right != (one.kind == "right") and not unseen:
                raise Broken(f"pytest on {job.student} {job.exercise}, {one}: {verdict}")
        return seconds


def compare(folder: Path, quick: bool) -> bool:
    """Measure and print; return whether the targets are met, which a quick run does not ask."""
    students, count = (4, 2) if quick else (100, 7)
    course = set_up(folder).course
    made = write_class(folder / "class", students, exercises=count)
    room = _Room(course, course.exercises[:count], folder, made)
    per_file.write_tests(room.exercises, folder / "stored")
    per_file.write_tests(room.exercises, folder / "strict", strict=True)
    kinds = Counter(one.kind for work in made.values() for one in work.values())
    print(f"A class of {students} students, {count} exercises, {_files(made)} files:")
    print(f"  {', '.join(f'{number} {kind}' for kind, number in kinds.most_common())}")
    print(f"Both sides judge {JOBS} at a time, a call has {per_file.LIMIT:g} s.\n")
    met = _throughput(room, quick)
    met = _whole(room, quick) and met
    _cost(room)
    if not quick:
        _growth(room)
    return met or quick


def _throughput(room: _Room, quick: bool) -> bool:
    """Compare on the class without loops: half of pytest's files, the batch, the other half.

    What else the machine does at one time then counts for both sides.
    """
    students = room.without_loops()
    handed_in, made = room.part("without-loops", students)
    halves = [room.part(f"half-{number}", students[number::2]) for number in range(2)]
    theirs = room.pytest(*halves[0])
    mine = room.grade(handed_in, made).seconds
    theirs += room.pytest(*halves[1])
    files = _files(made)
    faster = theirs / mine
    print(f"Without those who loop: {len(students)} students, {files} files:")
    rows = [
        ("pytest, a process a file", *_rate(theirs, files), "", "", ""),
        (
            "grade batch", *_rate(mine, files),
            f"{faster:.2f}", f">= {FASTER:g}", _told(faster >= FASTER, quick),
        ),
    ]  # fmt: skip
    print(screen.table(("", "seconds", "files/s", "times faster", "target", ""), rows))
    return faster >= FASTER


def _whole(room: _Room, quick: bool) -> bool:
    """Compare the time for the whole class, two who loop among them."""
    handed_in = room.folder / "class"
    files = _files(room.made)
    ran = room.grade(handed_in, room.made)
    theirs = room.pytest(handed_in, room.made)
    strict = room.pytest(handed_in, room.made, strict=True)
    part = ran.seconds / theirs
    print(f"\nThe whole class with its loops: {len(room.made)} students, {files} files:")
    rows = [
        (f"pytest, {per_file.LIMIT:g} s for a call", *_rate(theirs, files), "", "", ""),
        (
            f"pytest, {per_file.LIMIT:g} s for a check", *_rate(strict, files),
            f"{strict / theirs:.2f}", "", "",
        ),
        (
            "grade batch", *_rate(ran.seconds, files),
            f"{part:.2f}", f"<= {WHOLE:g}", _told(part <= WHOLE, quick),
        ),
    ]  # fmt: skip
    print(screen.table(("", "seconds", "files/s", "part of it", "target", ""), rows))
    print(f"  most memory: main process {_mb(ran.main)}, largest other {_mb(ran.largest)}")
    return part <= WHOLE


def _growth(room: _Room) -> None:
    """Show time and memory for classes of several sizes, without students who loop."""
    rows = []
    for students in GROWTH:
        folder = room.folder / f"growth-{students}"
        made = write_class(folder, students + 2, seed=students)
        for student in with_loops(made):
            shutil.rmtree(folder / student)
            del made[student]
        files = _files(made)
        ran = room.grade(folder, made)
        each = f"{1000 * ran.seconds / files:.1f}"
        rate = _rate(ran.seconds, files)
        rows.append((f"{students}", f"{files}", *rate, each, _mb(ran.main), _mb(ran.largest)))
    print("\nHow grade batch grows:")
    heads = ("students", "files", "seconds", "files/s", "ms/file", "main", "largest other")
    print(screen.table(heads, rows))


def _cost(room: _Room) -> None:
    """Show where the time of a grading goes: one process, one after the other, no loops."""
    from grader.classroom.book.gradebook import Gradebook
    from grader.classroom.book.plan import Again, Planner
    from grader.classroom.handout import results
    from grader.classroom.intake import open_intake
    from grader.classroom.judging.task import judge, prepare

    handed_in, made = room.part("cost", room.without_loops()[:25])
    out = room.folder / "cost-graded"
    intake = open_intake(handed_in)
    planner = Planner(room.course, intake, room.exercises, 0, out / "references", "bubblewrap")
    with Gradebook.open(out) as gradebook, _timed() as inside:
        plan = planner.plan(gradebook, Again(), frozenset())
        start = time.perf_counter()
        for task in planner.tasks(plan):
            reports = list(judge(task, prepare(task)))
            keys = [planner.key(one) for one in task.submissions]
            gradebook.add(list(zip(keys, reports, strict=True)))
            results.write_student(gradebook, out, task.student)
        whole = time.perf_counter() - start
    parts = {
        "sandbox: start, fork, end": inside["launch"] + inside["hello"] + inside["end"],
        "worker: load the file, answer": inside["load"] - inside["hello"] + inside["call"],
        "draw arguments, compare": inside["run"] - inside["call"],
        "store: gradebook and reports": inside["add"] + inside["write"],
    }
    parts |= {"read, explain, report": whole - sum(parts.values()), "whole": whole}
    files = _files(made)
    rows = [
        (name, f"{1000 * seconds / files:.2f}", f"{100 * seconds / whole:.0f} %")
        for name, seconds in parts.items()
    ]
    print(f"\nA grading, one at a time in one process: {len(made)} students, {files} files:")
    print(screen.table(("", "ms", ""), rows))


@contextlib.contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """Give the seconds that calls of some functions of the kit take."""
    from grader.classroom.book.gradebook import Gradebook
    from grader.classroom.handout import results
    from grader.judge import suite
    from grader.sandbox.confined.bubblewrap import Bubblewrap
    from grader.sandbox.student import Student

    spots: dict[str, tuple[Any, str]] = {
        "launch": (Bubblewrap, "launch"),
        "hello": (Student, "_hello"),
        "load": (Student, "load"),
        "call": (Student, "call"),
        "end": (Bubblewrap, "close"),
        "run": (suite, "run"),
        "add": (Gradebook, "add"),
        "write": (results, "write_student"),
    }
    inside: dict[str, float] = defaultdict(float)

    def timed(part: str, original: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                inside[part] += time.perf_counter() - start

        return call

    with contextlib.ExitStack() as after:
        for part, (owner, name) in spots.items():
            original = getattr(owner, name)
            after.callback(setattr, owner, name, original)
            setattr(owner, name, timed(part, original))
        yield inside


def _run(root: Path, handed_in: Path, exercises: Sequence[str], out: Path) -> Ran:
    """Run `grade batch` in a course, and look at its memory meanwhile."""
    command = [sys.executable, "-P", "-c", START, "batch", str(handed_in), *exercises]
    command += ["--out", str(out), "--jobs", str(JOBS), "--sandbox", "bubblewrap"]
    most: Counter[int] = Counter()
    told = out.with_name(f"{out.name}.txt")
    start = time.perf_counter()
    with told.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
    try:
        while True:
            for pid in (process.pid, *descendants(process.pid)):
                most[pid] = max(most[pid], _held(pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LOOK)
                break
    finally:
        process.kill()
    seconds = time.perf_counter() - start
    if process.returncode:
        text = told.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise Broken(f"grade batch ended with {process.returncode}:\n{text}")
    main = most.pop(process.pid)
    return Ran(seconds, main, max(most.values(), default=0))


def _held(pid: int) -> int:
    """Return the most bytes that a process ever held, 0 once it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) << 10
    return 0


def _files(made: Made) -> int:
    return sum(bool(one.file) for work in made.values() for one in work.values())


def _rate(seconds: float, files: int) -> tuple[str, str]:
    return f"{seconds:.1f}", f"{files / seconds:.1f}"


def _told(met: bool, quick: bool) -> str:
    return "" if quick else "met" if met else "MISSED"


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
