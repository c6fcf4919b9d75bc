"""Gives one hint after the other, for the function that fails first."""

from __future__ import annotations

from grader.course import Exercise
from grader.errors import UsageError
from grader.learn import progress
from grader.learn.progress import Standing
from grader.render.text import WIDTH, wrap


def next_hint(exercise: Exercise, width: int = WIDTH) -> str:
    """Return the next hint as a screen, and remember that it was shown.

    It is for the function that failed first in the last run; before the first run none
    passes, so the first function is meant.

    Args:
        exercise: whose hints.
        width: columns of the terminal.

    Raises:
        UsageError: the exercise has no hints.
    """
    held = progress.load(exercise.root)
    at = held.of(exercise.name)
    function = _stuck_at(exercise, at)
    if at.all_passed:
        return _nothing_to_hint(exercise, at)
    hints, shown = exercise.hints[function], _shown(exercise, at, function)
    again = f"grade hint {exercise.id} --again"
    if shown == len(hints):
        return f"All {shown} hints for {function} were shown.\n\nRead them again:   {again}"
    lines = [_title(exercise, function, shown), "", *wrap(hints[shown], 2, width=width), ""]
    if not at.when:
        lines += [f"Judge your file first, and the hint fits it:   grade {exercise.id}"]
    told = {**at.hints, function: shown + 1}
    if not progress.save(exercise.root, held.with_hints(exercise.name, told)):
        lines += ["This was not remembered: .grade/progress.json cannot be written."]
    elif shown + 1 < len(hints):
        lines += [f"Still stuck?   grade hint {exercise.id}"]
    if shown:
        lines += [f"All so far:    {again}"]
    return "\n".join(lines)


def shown_hints(exercise: Exercise, width: int = WIDTH) -> str:
    """Return the hints that were shown, oldest first, for the function that fails first.

    Args:
        exercise: whose hints.
        width: columns of the terminal.

    Raises:
        UsageError: the exercise has no hints.
    """
    at = progress.load(exercise.root).of(exercise.name)
    function = _stuck_at(exercise, at)
    if at.all_passed:
        return _nothing_to_hint(exercise, at)
    shown = _shown(exercise, at, function)
    lines = []
    for index in range(shown):
        text = wrap(exercise.hints[function][index], 2, width=width)
        lines += [_title(exercise, function, index), "", *text, ""]
    left = len(exercise.hints[function]) - shown
    if not shown:
        lines += [f"No hint for {function} was shown yet."]
    lines += [f"The next one:   grade hint {exercise.id}" if left else "There are no more."]
    return "\n".join(lines)


def _stuck_at(exercise: Exercise, at: Standing) -> str:
    """Return the function that failed first, else the first that has hints."""
    hinted = [function for function, hints in exercise.hints.items() if hints]
    if not hinted:
        raise UsageError(f"{exercise.id} has no hints", f"read   grade show {exercise.id}")
    return at.failing if at.failing in hinted else hinted[0]


def _shown(exercise: Exercise, at: Standing, function: str) -> int:
    return min(max(at.hints.get(function, 0), 0), len(exercise.hints[function]))


def _title(exercise: Exercise, function: str, index: int) -> str:
    of = len(exercise.hints[function])
    return f"{exercise.id} {function}, hint {index + 1} of {of}"


def _nothing_to_hint(exercise: Exercise, at: Standing) -> str:
    told = f"{exercise.heading}: every check passed in the last run, no hint is needed."
    if at.done and exercise.solution.is_file():
        told += f"\n\nCompare with the solution:   grade show {exercise.id} --solution"
    return told
