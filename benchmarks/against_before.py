"""Compares the kit with itself before it was made fast, as git has it."""

from __future__ import annotations

from pathlib import Path

from benchmarks import kits, proof
from benchmarks.compared import Compared, tabulate
from benchmarks.interval import Target
from benchmarks.kits import Absent, Kit
from benchmarks.stage import EXERCISE, WRONG_FILE
from benchmarks.timing import Side, output

# Time of a command divided by what it took before, at most.
FAILING, COMMANDS = Target(0.70), Target(0.75)


def compare(folder: Path, commit: str, most: int, decide: bool) -> bool:
    """Measure and print; return whether no target is missed, which few pairs cannot decide.

    Args:
        folder: an empty one, for both kits.
        commit: the kit before.

    Raises:
        Broken: a kit does not do what it claims.
    """
    try:
        before = kits.from_git(commit, folder / "before")
    except Absent as absent:
        print(f"  left out: {absent}")
        return True
    now = kits.present(folder / "now")
    mine, theirs = _sides(now), _sides(before)
    targets = [FAILING, *[COMMANDS] * (len(mine) - 1)]
    rows = [
        Compared(" ".join(("grade", *one.command[3:])), one, other, target)
        for one, other, target in zip(mine, theirs, targets, strict=True)
    ]
    return tabulate(rows, most, decide)


def _sides(kit: Kit) -> list[Side]:
    """Return what is compared, shown to work: a failing file, then three quick commands.

    The stub is judged first, so that there is progress to show. A hint is remembered, and
    forgotten before the next run.
    """
    kit.prove()
    failing = kit.side(EXERCISE, WRONG_FILE, code=1)
    proof.prove_wrong(failing)
    proof.prove_stub(kit.side(EXERCISE, code=1))
    progress = kit.root / ".grade" / "progress.json"
    commands = [
        kit.side(),
        kit.side("list"),
        kit.side("hint", EXERCISE, given={progress: progress.read_bytes()}),
    ]
    for side in commands:
        proof.prove_tells(side, EXERCISE)
    output(commands[-1])
    return [failing, *commands]
