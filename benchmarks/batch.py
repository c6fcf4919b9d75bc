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
from benchmarks.class_of import Made, exercises_of, with_loops, write_class
from benchmarks.interval import MET, MISSED, Target, interval, until_narrow
from benchmarks.stage import START, set_up
from benchmarks.timing import Broken, ordinary
from grader.course import Course, Exercise, Limits
from grader.sandbox.modes import begin_joining, end_joining, open_sandbox
from grader.sandbox.process import descendants
from grader.sandbox.student import Student
from grader.sandbox.tryout import keep_warm

JOBS = 2
# Times the baseline's files a second, without the students who loop.
FASTER = Target(12, least=True)
WHOLE = Target(0.25)  # of the baseline's time for the whole class
WHOLE_PAIRS = 6  # takes long: one pair is enough where it meets the target
SANDBOXES = 25  # pairs of them
PARTS = 8  # of the class: the baseline judges one of them in each pair
GROWTH = (10, 100, 1000)
LOOK = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True)
class Ran:
    """One run of `grade batch`.

    Attributes:
        seconds: from its start to its end.
        main, largest: the most bytes that its main process, and any process below it,
            ever held.
        together: the most bytes that all of them had at once, shared ones counted once.
    """

    seconds: float
    main: int = 0
    largest: int = 0
    together: int = 0


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
        shutil.rmtree(out, ignore_errors=True)  # a batch judges only what is not judged yet
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
        shutil.rmtree(own, ignore_errors=True)
        jobs = per_file.lay_out(made, handed_in, own, tests)
        found, seconds = per_file.judge(jobs, JOBS)
        for job, verdict in found.items():
            one = made[job.student][job.exercise]
            # It looks neither for changed arguments nor for shared memory.
            unseen = verdict.right and "mistake" in one.kind
            if verdict.right != (one.kind == "right") and not unseen:
                raise Broken(f"pytest on {job.student} {job.exercise}, {one}: {verdict}")
        return seconds


def compare(folder: Path, quick: bool, most: int, loops: bool = True) -> bool:
    """Measure and print; return whether no target is missed, which a quick run does not ask.

    Args:
        folder: an empty one.
        most: how many pairs there may be without those who loop.
        loops: whether to compare on the whole class too, which takes minutes.
    """
    students, count = (4, 2) if quick else (100, 7)
    course = set_up(folder).course
    made = write_class(folder / "class", students, exercises=count)
    room = _Room(course, exercises_of(course, count), folder, made)
    per_file.write_tests(room.exercises, folder / "stored")
    per_file.write_tests(room.exercises, folder / "strict", strict=True)
    kinds = Counter(one.kind for work in made.values() for one in work.values())
    print(f"A class of {students} students, {count} exercises, {_files(made)} files:")
    print(f"  {', '.join(f'{number} {kind}' for kind, number in kinds.most_common())}")
    print(f"Both sides judge {JOBS} at a time, a call has {per_file.LIMIT:g} s.\n")
    met = _throughput(room, 1 if quick else most, quick)
    if loops:
        met = _whole(room, quick) and met
    _sandboxes(1 if quick else SANDBOXES)
    _cost(room)
    if not quick:
        _growth(room)
    return met


def _throughput(room: _Room, most: int, quick: bool) -> bool:
    """Compare on the class without loops: in each pair the batch, and a part by pytest.

    The batch judges the whole class, as it starts once for all; the baseline starts for each
    file, so that a part of the class shows its files a second. The parts take turns.
    """
    students = room.without_loops()
    handed_in, made = room.part("without-loops", students)
    count = min(PARTS, len(students))
    parts = [room.part(f"part-{number}", students[number::count]) for number in range(count)]
    mine: list[float] = []
    theirs: list[float] = []

    def pair() -> float:
        mine.append(_files(made) / room.grade(handed_in, made).seconds)
        folder, held = parts[len(theirs) % count]
        theirs.append(_files(held) / room.pytest(folder, held))
        return mine[-1] / theirs[-1]

    pair()  # not counted, as in the others
    mine.clear()
    theirs.clear()
    found = until_narrow(pair, most)
    verdict = "" if quick else FASTER.verdict(found)
    print(f"Without those who loop: {len(students)} students, {_files(made)} files:")
    told = (f"{found.count}", *screen.ends(found), str(FASTER), verdict, screen.load())
    rows = [
        ("pytest, a process a file", *screen.ends(interval(theirs), 1), *[""] * 7),
        ("grade batch", *screen.ends(interval(mine), 1), *told),
    ]
    heads = (
        "", "files/s", "from", "to",
        "pairs", "times faster", "from", "to", "target", "", "load",
    )  # fmt: skip
    print(screen.table(heads, rows))
    return verdict != MISSED


def _whole(room: _Room, quick: bool) -> bool:
    """Compare the time for the whole class, two who loop among them.

    Where the first pair does not meet the target, more of them decide.
    """
    handed_in = room.folder / "class"
    files = _files(room.made)
    ran = room.grade(handed_in, room.made)
    theirs = room.pytest(handed_in, room.made)
    strict = room.pytest(handed_in, room.made, strict=True)
    parts = [ran.seconds / theirs]
    while parts[0] > WHOLE.limit and len(parts) < WHOLE_PAIRS and not quick:
        again = room.grade(handed_in, room.made).seconds
        parts.append(again / room.pytest(handed_in, room.made))
    found = interval(parts)
    verdict = MET if parts[0] <= WHOLE.limit else WHOLE.verdict(found)
    told = (f"{found.count}", str(WHOLE), "" if quick else verdict, screen.load())
    print(f"\nThe whole class with its loops: {len(room.made)} students, {files} files:")
    rows = [
        (f"pytest, {per_file.LIMIT:g} s for a call", *_rate(theirs, files), *[""] * 7),
        (
            f"pytest, {per_file.LIMIT:g} s for a check", *_rate(strict, files),
            f"{strict / theirs:.2f}", *[""] * 6,
        ),
        ("grade batch", *_rate(ran.seconds, files), *screen.ends(found), *told),
    ]  # fmt: skip
    heads = (
        "", "seconds", "files/s", "part of it", "from", "to", "pairs", "target", "", "load"
    )  # fmt: skip
    print(screen.table(heads, rows))
    print(
        f"  most memory: main process {_mb(ran.main)}, largest other {_mb(ran.largest)}, "
        f"all together {_mb(ran.together)}"
    )
    return quick or verdict != MISSED


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
        memory = (_mb(size) for size in (ran.main, ran.largest, ran.together))
        rows.append((f"{students}", f"{files}", *rate, each, *memory))
    print("\nHow grade batch grows:")
    heads = (
        "students", "files", "seconds", "files/s", "ms/file",
        "main", "largest other", "together",
    )  # fmt: skip
    print(screen.table(heads, rows))


def _sandboxes(pairs: int) -> None:
    """Compare sandboxes that a zygote joins with those that each start NumPy, in turn."""
    joined: list[float] = []
    anew: list[float] = []
    for _ in range(pairs):
        if not begin_joining("bubblewrap"):
            raise Broken("no sandbox can be joined here")
        joined.append(_of_a_sandbox())
        end_joining("bubblewrap")
        anew.append(_of_a_sandbox())
    ratios = interval([new / old for new, old in zip(joined, anew, strict=True)])
    rows = [
        ("NumPy started anew", *screen.ends(interval([1000 * one for one in anew]), 1), ""),
        ("joined by a zygote", *screen.ends(interval([1000 * one for one in joined]), 1),
         f"{ratios.median:.2f}"),
    ]  # fmt: skip
    print(f"\nA sandbox from its start to its end, with one call, {pairs} pairs:")
    print(screen.table(("", "ms", "from", "to", "of it"), rows))


def _of_a_sandbox() -> float:
    """Return the seconds of a sandbox that answers one call."""
    start = time.perf_counter()
    sandbox = open_sandbox("bubblewrap")
    student = Student(sandbox.launch(), sandbox.launch, Limits())
    student.load("submission.py", {"submission.py": b"def f(): return 1"}, ("f",))
    if student.call("f", (), {}).value != 1:
        raise Broken("a sandbox does not answer")
    student.close()
    sandbox.close()
    return time.perf_counter() - start


def _cost(room: _Room) -> None:
    """Show where the time of a grading goes: one process, one after the other, no loops."""
    from grader.classroom.book.gradebook import Gradebook
    from grader.classroom.book.plan import Again, Planner
    from grader.classroom.handout import results
    from grader.classroom.intake import open_intake
    from grader.classroom.judging.task import judge, prepare

    handed_in, made = room.part("cost", room.without_loops()[:25])
    out = room.folder / "cost-graded"
    intake = open_intake(handed_in, room.course.exercises)
    planner = Planner(room.course, intake, room.exercises, 0, out / "references", "bubblewrap")
    keep_warm("bubblewrap")  # as a batch does, once for all
    with Gradebook.open(out) as gradebook, _timed() as inside:
        plan = planner.plan(gradebook, Again(), frozenset())
        start = time.perf_counter()
        for task in planner.tasks(plan):
            reports = list(judge(task, prepare(task)))
            keys = [planner.key(one) for one in task.submissions]
            judged = gradebook.add(list(zip(keys, reports, strict=True)))
            results.write_judged(gradebook, out, judged)
        whole = time.perf_counter() - start
    end_joining("bubblewrap")
    parts = {
        "sandbox: start, fork, end": inside["launch"] + inside["hello"] + inside["end"],
        "worker: load the file, answer": (
            inside["load"] - inside["hello"] + inside["foresee"] + inside["call"]
        ),
        "load suites, draw calls, once for all": inside["plan"],
        "compare": inside["run"] - inside["call"],
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
    from grader.judge import suite, trial
    from grader.sandbox.confined.bubblewrap import Bubblewrap
    from grader.sandbox.student import Student

    spots: dict[str, tuple[Any, str]] = {
        "launch": (Bubblewrap, "launch"),
        "hello": (Student, "_hello"),
        "load": (Student, "load"),
        "foresee": (Student, "foresee"),
        "call": (Student, "call"),
        "end": (Bubblewrap, "close"),
        "plan": (trial, "draw"),
        "run": (suite, "run"),
        "add": (Gradebook, "add"),
        "write": (results, "write_judged"),
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
    # The baseline has the answers to the same inputs.
    command += ["--out", str(out), "--seed", "0"]
    command += ["--jobs", str(JOBS), "--sandbox", "bubblewrap"]
    most: Counter[int] = Counter()
    together = 0
    told = out.with_name(f"{out.name}.txt")
    start = time.perf_counter()
    with told.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=ordinary(),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    try:
        while True:
            there = (process.pid, *descendants(process.pid))
            for pid in there:
                most[pid] = max(most[pid], _bytes(pid, "status", "VmHWM:"))
            together = max(together, sum(_bytes(pid, "smaps_rollup", "Pss:") for pid in there))
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
    return Ran(seconds, main, max(most.values(), default=0), together)


def _bytes(pid: int, file: str, name: str) -> int:
    """Return what a file of /proc says of a process, in bytes, 0 once it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) << 10
    return 0


def _files(made: Made) -> int:
    return sum(bool(one.file) for work in made.values() for one in work.values())


def _rate(seconds: float, files: int) -> tuple[str, str]:
    return f"{seconds:.1f}", f"{files / seconds:.1f}"


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
