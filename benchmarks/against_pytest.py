"""Compares `grade ex05` with the two test files that a course would have without it."""

from __future__ import annotations

from benchmarks import screen
from benchmarks.compared import Compared, tabulate
from benchmarks.interval import Target
from benchmarks.stage import HAS_TORCH, Stage

# Time of `grade ex05` divided by theirs, at most.
STORED, STORED_ONE_CORE, TORCH = Target(0.50), Target(0.75), Target(0.08)


def compare(stage: Stage, most: int, decide: bool) -> bool:
    """Measure and print; return whether no target is missed, which few pairs cannot decide."""
    kit, a = stage.graded, stage.stored
    rows = [
        Compared(a.name, kit, a, STORED),
        Compared(f"{a.name}, one core", kit, a, STORED_ONE_CORE, one_core=True),
        Compared(stage.stored_with_plugins.name, kit, stage.stored_with_plugins, None),
    ]
    if screen.cores() < 2:
        del rows[0]
    if HAS_TORCH:
        rows.append(Compared(stage.torch.name, kit, stage.torch, TORCH))
    met = tabulate(rows, most, decide)
    if screen.cores() < 2:
        print("  A on two cores is left out: there is one.")
    if not HAS_TORCH:
        print("  B is left out: PyTorch is not installed.")
    return met
