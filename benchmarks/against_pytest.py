"""Compares `grade ex05` with the two test files that a course would have without it."""

from __future__ import annotations

from benchmarks import screen
from benchmarks.stage import HAS_TORCH, Stage
from benchmarks.timing import in_turn, ratios, spread

# Time of `grade ex05` divided by theirs, at most.
STORED, TORCH = 1.0, 0.17


def compare(stage: Stage, rounds: int, decide: bool) -> bool:
    """Measure and print; return whether the targets are met, which few rounds cannot decide."""
    kit = stage.graded
    others = [(stage.stored, STORED), (stage.stored_with_plugins, None)]
    if HAS_TORCH:
        others.append((stage.torch, TORCH))
    taken = in_turn([kit, *(side for side, _ in others)], rounds)
    rows = [(kit.name, *screen.milliseconds(spread(taken[kit.name])), *[""] * 5)]
    met = True
    for side, target in others:
        ratio = ratios(taken[kit.name], taken[side.name])
        verdict = ("", "")
        if target is not None:
            good = ratio.median <= target
            met = met and good
            told = "met" if good else "MISSED"
            verdict = (f"<= {target:.2f}", told if decide else "")
        times = screen.milliseconds(spread(taken[side.name]))
        rows.append((side.name, *times, *screen.factors(ratio), *verdict))
    print(screen.table(HEADS, rows))
    if not HAS_TORCH:
        print("  B is left out: PyTorch is not installed.")
    return met or not decide


HEADS = ("", "ms", "min", "max", "grade / it", "min", "max", "target", "")
