"""Tells where the time of `grade ex05` goes: its steps, and its imports by package."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import screen
from benchmarks.stage import ENTRY_POINT, Stage
from benchmarks.timing import Broken, Side, environment
from grader.sandbox.process import launch_process
from grader.sandbox.student import Student

STEPS = Path(__file__).with_name("steps.py")
IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def explain(stage: Stage, rounds: int) -> None:
    """Measure and print both tables."""
    print("Steps, in the order in which they happen; the worker starts meanwhile:")
    runs = [_steps(stage.graded) for _ in range(rounds + 1)][1:]
    steps = [(name, *_figures([run[name] for run in runs])) for name in runs[0]]
    steps.append(("whole", *_figures([sum(run.values()) for run in runs])))
    print(screen.table(("", "ms", "min", "max"), steps))
    alone = [_worker(stage) for _ in range(rounds + 1)][1:]
    text = "a worker alone, from its launch until the file is loaded"
    print(f"\n  {text}: {1000 * statistics.median(alone):.0f} ms")
    print("\nImports, ms by top package (Python's own clock makes them slower):")
    mine, theirs = _imports(stage.graded, rounds), _imports(_loud(stage.stored), rounds)
    packages = sorted(mine | theirs, key=lambda name: -mine[name])
    rows = [(name, _ms(mine[name]), _ms(theirs[name])) for name in packages[:12]]
    rows.append(("all", _ms(sum(mine.values())), _ms(sum(theirs.values()))))
    print(screen.table(("", stage.graded.name, "A"), rows))


def _steps(side: Side) -> dict[str, float]:
    """Run the side's grading under `steps` once; return the seconds of each step."""
    python, _, _, *words = side.command
    start = time.time()
    done = subprocess.run(
        [python, "-P", str(STEPS), ENTRY_POINT, *words],
        cwd=side.folder,
        env=environment(side),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    gone = time.time()
    try:
        told = json.loads(done.stderr)
        missing = {"plan", "draw", "load", "foresee", "call", "run", "close"} - {
            *told["inside"]
        }
        if missing:
            raise ValueError(missing)
    except ValueError:
        told = done.stderr.decode()[-2000:]
        raise Broken(f"steps.py no longer fits the kit:\n{told}") from None
    steps = {"start Python": told["started"] - start}
    before = told["started"]
    for name, end in told["ends"]:
        steps[name] = end - before
        before = end
    inside: dict[str, float] = told["inside"]
    judging = steps.pop("judge")
    steps["load the suite"] = inside["plan"] - inside["draw"]
    steps["draw the calls"] = inside["draw"]
    steps["load the file, once the worker is up"] = inside["load"]
    steps["send all calls, wait for the answers"] = inside["foresee"] + inside["call"]
    steps["compare"] = inside["run"] - inside["call"]
    steps["end the worker"] = inside["close"]
    steps["find, read, report, print"] = judging - sum(
        inside[name] for name in ("plan", "load", "foresee", "run", "close")
    )
    steps["leave Python"] = gone - before
    return steps


def _worker(stage: Stage) -> float:
    start = time.perf_counter()
    student = Student(launch_process(), launch_process, stage.exercise.limits)
    student.load("submission.py", {"submission.py": stage.exercise.solution.read_bytes()}, ())
    seconds = time.perf_counter() - start
    student.close()
    return seconds


def _loud(side: Side) -> Side:
    """Return a pytest side that does not capture the lines of `-X importtime`."""
    return replace(side, command=(*side.command, "-s"))


def _imports(side: Side, rounds: int) -> Counter[str]:
    """Return the seconds of imports by top package; the standard library is one."""
    found: dict[str, list[float]] = {}
    python, *rest = side.command
    for number in range(rounds + 1):
        lines = subprocess.run(
            [python, "-X", "importtime", *rest],
            cwd=side.folder,
            env=environment(side),
            capture_output=True,
            text=True,
            check=False,
        ).stderr
        sums: Counter[str] = Counter()
        for microseconds, module in IMPORTED.findall(lines):
            top = module.partition(".")[0]
            own = "(standard library)" if top in sys.stdlib_module_names else top
            sums[own] += int(microseconds)
        for name in sums if number else ():
            found.setdefault(name, []).append(sums[name] / 1e6)
    return Counter({name: statistics.median(times) for name, times in found.items()})


def _figures(seconds: Sequence[float]) -> tuple[str, str, str]:
    return _ms(statistics.median(seconds)), _ms(min(seconds)), _ms(max(seconds))


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"
