"""Gives one hint after the other, for the function that fails first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from grader.course import Exercise, command
from grader.errors import UsageError
from grader.learn import progress
from grader.learn.progress import Standing
from grader.words import reading
from grader.words.reading import Step
from grader.words.text import Text, _, plural, unbroken


class Hints(NamedTuple):
    """Hints to show.

    Attributes:
        hints: title and text of each, the oldest first.
        steps: what to do where they do not help; one without a command only says something.
    """

    hints: tuple[tuple[Text, Text], ...]
    steps: tuple[Step, ...]


def next_hint(exercise: Exercise) -> Hints:
    """Return the next hint, and remember that it was shown.

    It is for the function that failed first in the last run, and about the check that failed
    first where a hint is left that names it. A function that is not written yet has no such
    check; before the first run none passes, so the first function is meant.

    Raises:
        UsageError: the exercise has no hints.
    """
    held = progress.load(exercise.root)
    at = held.of(exercise.name)
    function = _stuck_at(exercise, at)
    if at.all_passed:
        return _nothing_to_hint(exercise, at)
    count, shown = len(exercise.hints[function]), _shown(exercise, at, function)
    again = f"grade hint {exercise.id} --again"
    if len(shown) == count:
        all_shown = plural("The only hint for {function} was shown.",
                           "All {count} hints for {function} were shown.",
                           count, function=function)  # fmt: skip
        return Hints((), (Step(all_shown), Step(_("Read them again:"), again)))
    steps = []
    if not at.when:
        judge_first = _("Judge your file first, and the hint fits it:")
        steps.append(Step(judge_first, f"grade {exercise.id}"))
    unwritten = at.functions.get(function) == progress.MISSING
    helping = exercise.hints_in_order(function, "" if unwritten else at.check)
    order = [*shown, next(place for place in helping if place not in shown)]
    after = held.with_hints(exercise.name, function, order)
    if not progress.save(exercise.root, after):
        steps.append(
            Step(_("This was not remembered: .grade/progress.json cannot be written."))
        )
    elif len(order) < count:
        steps.append(Step(_("Still stuck?"), f"grade hint {exercise.id}"))
    if shown:
        steps.append(Step(_("All so far:"), again))
    return Hints((_hint(exercise, function, order, len(shown)),), tuple(steps))


def shown_hints(exercise: Exercise) -> Hints:
    """Return the hints that were shown, oldest first, for the function that fails first.

    Raises:
        UsageError: the exercise has no hints.
    """
    at = progress.load(exercise.root).of(exercise.name)
    function = _stuck_at(exercise, at)
    if at.all_passed:
        return _nothing_to_hint(exercise, at)
    shown = _shown(exercise, at, function)
    steps = []
    if not shown:
        steps.append(Step(_("No hint for {function} was shown yet.", function=function)))
    if len(shown) < len(exercise.hints[function]):
        steps.append(Step(_("The next one:"), f"grade hint {exercise.id}"))
    else:
        steps.append(Step(_("There are no more.")))
    return Hints(
        tuple(_hint(exercise, function, shown, index) for index in range(len(shown))),
        tuple(steps),
    )


def _stuck_at(exercise: Exercise, at: Standing) -> str:
    """Return the function that failed first, else the first that has hints."""
    hinted = [function for function, hints in exercise.hints.items() if hints]
    if not hinted:
        raise UsageError(
            _("{exercise} has no hints", exercise=exercise.id),
            _("read   {command}", command=unbroken(command("show", exercise.id))),
        )
    return at.failing if at.failing in hinted else hinted[0]


def _shown(exercise: Exercise, at: Standing, function: str) -> list[int]:
    """Return the places of the hints that were shown, oldest first.

    How many there were is what counts: an older kit showed them in the order of the file.
    """
    count = len(exercise.hints[function])
    number = min(max(at.hints.get(function, 0), 0), count)
    told = [place for place in at.hint_order.get(function, []) if 0 <= place < count]
    return list(dict.fromkeys([*told, *range(count)]))[:number]


def _hint(
    exercise: Exercise, function: str, shown: Sequence[int], index: int
) -> tuple[Text, Text]:
    hints, place = exercise.hints[function], shown[index]
    title = reading.hint_title(exercise.name, function, index + 1, len(hints))
    return title, reading.hint(exercise.name, function, place, hints[place].text)


def _nothing_to_hint(exercise: Exercise, at: Standing) -> Hints:
    steps = [Step(_("{exercise}: every check passed in the last run, no hint is needed.",
                    exercise=exercise.called))]  # fmt: skip
    if at.done and exercise.solution.is_file():
        compare = _("Compare with the solution:")
        steps.append(Step(compare, f"grade show {exercise.id} --solution"))
    return Hints((), tuple(steps))
