"""The command `python -m benchmarks`: stages, proves, measures, prints."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import grader
from benchmarks import (
    against_before,
    against_pytest,
    batch,
    exercises,
    fuzz,
    idle,
    kits,
    naming,
    proof,
    screen,
    watch,
    where,
)
from benchmarks.fresh import EXERCISES
from benchmarks.stage import EXERCISE, compiled, set_up
from benchmarks.timing import Broken
from grader.errors import GradeError
from grader.sandbox.tryout import try_out

# How many rounds at most; those that only show something take FEW of them.
ROUNDS, BATCH_ROUNDS, QUICK_ROUNDS, FEW = 60, 24, 2, 8


def main() -> int:
    """Return 0, or 1 where a side is broken or, in a full run, a target is missed."""
    options = _options()
    print(screen.machine("numpy", "pytest", "torch"))
    package = Path(grader.__file__).parent
    if not compiled(package):
        print(f"No .pyc files can be written in {package}: grade compiles itself at each run,")
        print("and takes longer than it would.")
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        try:
            met = _measure(options, Path(folder))
        except (Broken, GradeError) as broken:
            print(f"broken: {broken}", file=sys.stderr)
            return 1
    return 0 if met else 1


def _measure(options: argparse.Namespace, folder: Path) -> bool:
    """Measure what was asked for; return whether no target is missed."""
    quick = options.quick
    if options.fuzz:
        print("Frames that no honest worker sends, and what became of them:")
        fuzz.run(fuzz.QUICK if quick else fuzz.FRAMES, options.seed)
        return True
    if options.naming is not None:
        return naming.count(quick, options.naming)
    if options.idle:
        return idle.compare(folder, 20 if quick else 100, options.rounds or FEW)
    if options.batch:
        return batch.compare(folder, quick, options.rounds or BATCH_ROUNDS)
    rounds = options.rounds or (QUICK_ROUNDS if quick else ROUNDS)
    few = min(rounds, FEW)
    print(f"At most {rounds} pairs, after one that is not counted; medians\n")
    stage = set_up(folder)
    checks, calls = proof.prove(stage)
    print(f"All sides ask {EXERCISE} the same {calls} calls in {checks} checks,")
    print("accept the solution and refuse a wrong answer.\n")
    if options.where:
        where.explain(stage, few)
        return True
    if options.watch:
        return watch.compare(stage, rounds, decide=True)
    print(f"grade {EXERCISE}, whole process, against test files made at home:")
    met = against_pytest.compare(stage, rounds, decide=not quick)
    print(f"\nCommands, whole process, against the kit at {options.before}:")
    met &= against_before.compare(folder, options.before, rounds, decide=not quick)
    print("\ngrade, whole process:")
    exercises.tabulate(stage, few)
    if quick:
        print("\ngrade watch, in a terminal:")
        watch.compare(stage, rounds, decide=False)
        print()
        where.explain(stage, 1)
        print("\nframes that no honest worker sends:")
        fuzz.run(fuzz.QUICK, options.seed)
        print("\nwhat is said of wrong files, and what of it is false:")
        met &= naming.count(quick)
        print("\ngrade batch:")
        _batch_without_loops(folder / "batch")
    return met


def _batch_without_loops(folder: Path) -> None:
    """Check both sides of a class, where it can be confined."""
    try:
        try_out("bubblewrap")
    except GradeError as error:
        print(f"  left out: {error}")
        return
    folder.mkdir()
    batch.compare(folder, True, 1, loops=False)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--where", action="store_true", help=f"where the time of grade {EXERCISE} goes"
    )
    kind.add_argument(
        "--watch", action="store_true", help="from a saved file to its verdict, in watch mode"
    )
    kind.add_argument("--batch", action="store_true", help="grade batch, on a whole class")
    kind.add_argument(
        "--idle", action="store_true", help="a class in which one of ten sleeps in each call"
    )
    kind.add_argument(
        "--naming",
        nargs="*",
        metavar="EXERCISE",
        choices=EXERCISES,
        help="what each rule says of wrong files, and how often that is false; of ex05 alone, "
        "or of all exercises",
    )
    kind.add_argument(
        "--fuzz",
        action="store_true",
        help=f"{fuzz.FRAMES:,} frames to each fuzzer of the trusted side",
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="which frames the fuzzers draw; 0 by default"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"the self-check of CI: {QUICK_ROUNDS} rounds, no time makes it fail",
    )
    parser.add_argument(
        "--rounds",
        type=int,
        help=f"how many pairs at most: {ROUNDS}, or {BATCH_ROUNDS} of a class, by default",
    )
    parser.add_argument(
        "--before",
        metavar="COMMIT",
        default=kits.BEFORE,
        help=f"the kit that it is compared with, {kits.BEFORE} by default",
    )
    options = parser.parse_args()
    if options.quick and (options.where or options.watch):
        parser.error("--quick goes with --batch, --idle, --naming or --fuzz only, or alone")
    if options.rounds is not None and options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    return options


sys.exit(main())
