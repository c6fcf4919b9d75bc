"""Measures pairs of sides, one after the other, and draws a table with their verdicts."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import screen
from benchmarks.interval import MISSED, Target
from benchmarks.timing import Side, in_pairs, on_one_core

HEADS = ("", "ms", "other", "pairs", "ratio", "from", "to", "target", "", "load")


@dataclass(frozen=True)
class Compared:
    """Two sides to compare.

    Attributes:
        name: what the table calls the two.
        target: of the ratio mine / theirs; None where it is only shown.
        one_core: whether both get one core only.
    """

    name: str
    mine: Side
    theirs: Side
    target: Target | None
    one_core: bool = False


def tabulate(rows: Sequence[Compared], most: int, decide: bool) -> bool:
    """Measure and print; return whether no target is missed, which few pairs cannot decide.

    Raises:
        Broken: a side does not end as it must.
    """
    drawn, left_out, met = [], [], True
    for row in rows:
        with on_one_core() if row.one_core else contextlib.nullcontext(True) as works:
            if not works:
                left_out.append(row.name)
                continue
            pairs = in_pairs(row.mine, row.theirs, most)
        verdict = row.target.verdict(pairs.ratio) if row.target and decide else ""
        met = met and verdict != MISSED
        drawn.append(
            (
                row.name,
                f"{1000 * pairs.mine.median:.0f}",
                f"{1000 * pairs.theirs.median:.0f}",
                f"{pairs.ratio.count}",
                *screen.ends(pairs.ratio),
                str(row.target or ""),
                verdict,
                screen.load(),
            )
        )
    print(screen.table(HEADS, drawn))
    for name in left_out:
        print(f"  {name} is left out: this system cannot bind a process to a core.")
    return met
