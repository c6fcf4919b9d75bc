"""Times `grade` on every exercise's solution, on a wrong answer and on the stub."""

from __future__ import annotations

from benchmarks import screen
from benchmarks.stage import Stage
from benchmarks.timing import in_turn, spread
from grader.judge import references


def tabulate(stage: Stage, rounds: int) -> None:
    """Measure and print."""
    judged = [item for item in stage.course.exercises if item.record.is_file()]
    rows = [
        (stage.grade(f"{item.id} solution", item.id, item.solution), item) for item in judged
    ]
    mine = stage.exercise
    rows.append((stage.grade(f"{mine.id} wrong answer", mine.id, stage.wrong, 1), mine))
    rows.append((stage.grade(f"{mine.id} untouched stub", mine.id, None, 1), mine))
    taken = in_turn([side for side, _ in rows], rounds)
    shown = []
    for side, item in rows:
        calls = references.find(item, 0).calls
        counts = (str(len({call.key[0] for call in calls})), str(len(calls)))
        shown.append((side.name, *counts, *screen.milliseconds(spread(taken[side.name]))))
    print(screen.table(("", "checks", "calls", "ms", "min", "max"), shown))
