"""The command `python -m benchmarks`: stages, proves, measures, prints."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import against_pytest, batch, exercises, proof, screen, watch, where
from benchmarks.stage import EXERCISE, set_up
from benchmarks.timing import Broken
from grader.errors import GradeError

ROUNDS, QUICK_ROUNDS = 20, 2


def main() -> int:
    """Return 0, or 1 where a side is broken or, in a full run, a target is missed."""
    options = _options()
    rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    print(screen.machine("numpy", "pytest", "torch"))
    if options.batch:
        return _batch(options.quick)
    print(f"{rounds} rounds in turn, after one that is not counted; medians\n")
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        try:
            stage = set_up(Path(folder))
            checks, calls = proof.prove(stage)
            print(f"All sides ask {EXERCISE} the same {calls} calls in {checks} checks,")
            print("accept the solution and refuse a wrong answer.\n")
            if options.where:
                where.explain(stage, rounds)
                return 0
            if options.watch:
                return 0 if watch.compare(stage, rounds, decide=True) else 1
            print(f"grade {EXERCISE}, whole process, against test files made at home:")
            met = against_pytest.compare(stage, rounds, decide=not options.quick)
            print("\ngrade, whole process:")
            exercises.tabulate(stage, rounds)
            if options.quick:
                print("\ngrade watch, in a terminal:")
                watch.compare(stage, rounds, decide=False)
                print()
                where.explain(stage, 1)
        except (Broken, GradeError) as broken:
            print(f"broken: {broken}", file=sys.stderr)
            return 1
    return 0 if met else 1


def _batch(quick: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        try:
            return 0 if batch.compare(Path(folder), quick) else 1
        except (Broken, GradeError) as broken:
            print(f"broken: {broken}", file=sys.stderr)
            return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--quick",
        action="store_true",
        help=f"the self-check of CI: {QUICK_ROUNDS} rounds, no time makes it fail",
    )
    kind.add_argument(
        "--where", action="store_true", help=f"where the time of grade {EXERCISE} goes"
    )
    kind.add_argument(
        "--watch", action="store_true", help="from a saved file to its verdict, in watch mode"
    )
    parser.add_argument("--rounds", type=int, help=f"how often, {ROUNDS} by default")
    parser.add_argument("--batch", action="store_true", help="grade batch, on a whole class")
    options = parser.parse_args()
    if options.batch and (options.where or options.watch or options.rounds):
        parser.error("--batch goes with --quick only")
    return options


sys.exit(main())
