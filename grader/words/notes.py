"""What each diagnosis of a report says: a function for each note, its parameters the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.report import Diagnosis, Reason
from grader.words import conditions, reasons
from grader.words.names import typed
from grader.words.text import Text, _, listed, literal, of_exercise, plural, unbroken

ACTIVATIONS = {
    "relu": _("the ReLU"),
    "sigmoid": _("the sigmoid"),
    "tanh": _("the tanh"),
    "softmax": _("the softmax"),
    "abs": _("the absolute value"),
    "log": _("the logarithm"),
    "exp": _("the exponential"),
    "square": _("the square"),
    "root": _("the square root"),
    "reciprocal": _("the reciprocal"),
}

# What stands before a diagnosis.
ROLES = {"why": _("why"), "also": _("also"), "when": _("when"), "note": _("note")}


def label(diagnosis: Diagnosis) -> Text:
    """Return the word before a diagnosis: a note is no cause."""
    return ROLES[diagnosis.kind if diagnosis.kind == "note" else diagnosis.role]


def sentence(diagnosis: Diagnosis, exercise: str) -> Text:
    """Return what a diagnosis says.

    Args:
        exercise: full name; the sentence about a mistake is the exercise's own.
    """
    if diagnosis.kind == "mistake":
        return of_exercise(exercise, f"mistake.{diagnosis.id}", diagnosis.text or diagnosis.id)
    if diagnosis.kind == "condition":
        return conditions.sentence(diagnosis, exercise)
    if diagnosis.kind == "earlier":
        return _earlier(diagnosis)
    say = NOTES.get(diagnosis.id)
    if say is None:  # what to try after an exception
        return reasons.sentence(Reason(diagnosis.id, diagnosis.facts))
    names = say.__code__.co_varnames[: say.__code__.co_argcount]
    return say(**{name: diagnosis.facts.get(name) for name in names})


def _earlier(diagnosis: Diagnosis) -> Text:
    """Return that an earlier exercise's function is wrong, and how, as far as that is sure."""
    facts = diagnosis.facts
    exercise = str(facts.get("exercise"))
    id = exercise[:4]
    own = Diagnosis("why", str(facts.get("kind")), diagnosis.id, facts, diagnosis.text)
    whose = {
        "function": facts.get("function"),
        "id": id,
        "command": unbroken(typed("grade", id)),
    }
    if own.kind == "mistake":
        return _("{function} of your {id} is wrong: {mistake} Run   {command}",
                 mistake=sentence(own, exercise), **whose)  # fmt: skip
    if own.kind == "condition":
        whose["condition"] = conditions.which(own, exercise)
        everywhere = facts.get("wrong") == facts.get("inside")
        if facts.get("holds") and everywhere:
            return _("{function} of your {id} is wrong where {condition}. Run   {command}",
                     **whose)  # fmt: skip
        if facts.get("holds"):
            return _("{function} of your {id} is wrong in some calls where {condition}. "
                     "Run   {command}", **whose)  # fmt: skip
        if everywhere:
            return _("{function} of your {id} is right only where {condition}. Run   {command}",
                     **whose)  # fmt: skip
        return _("{function} of your {id} is right where {condition}, and wrong in some other "
                 "calls. Run   {command}", **whose)  # fmt: skip
    return _("{function} of your {id} is wrong. Run   {command}", **whose)


NOTES: dict[str, Callable[..., Text]] = {}


def noted(say: Callable[..., Text]) -> Callable[..., Text]:
    """Make a function's name the name of a note."""
    NOTES[say.__name__] = say
    return say


def yours(part: str | None) -> Text:
    """Return what a fact is about: the result, or one part of it."""
    return _("Your {part}", part=part) if part else _("Yours")


def of_yours(part: str | None) -> Text:
    """Return the same inside a sentence."""
    return _("your {part}", part=part) if part else _("yours")


@noted
def activation_twice(activation: str, part: str | None) -> Text:
    return _("{yours} is {activation} of the expected.",
             yours=yours(part), activation=ACTIVATIONS[activation])  # fmt: skip


@noted
def pre_activation(activation: str, part: str | None) -> Text:
    return _("Take {activation} of {yours}, and you have the expected.",
             yours=of_yours(part), activation=ACTIVATIONS[activation])  # fmt: skip


@noted
def boxed(shape: Sequence[int], part: str | None) -> Text:
    if part:
        return _("{part} is the right number, but inside an array of shape {shape}.",
                 part=part, shape=reasons.shape(shape))  # fmt: skip
    return _("The number is right, but it is inside an array of shape {shape}.",
             shape=reasons.shape(shape))  # fmt: skip


@noted
def column_and_row(size: int) -> Text:
    return _(
        "Shape ({n}, {n}) is what an array of shape ({n}, 1) gives together with one of shape "
        "({n},).",
        n=size,
    )


@noted
def divided(factor: float, name: str | None, part: str | None) -> Text:
    if name == "N":
        return _(
            "{yours} is the expected divided by N = {factor:.0f}.",
            yours=yours(part),
            factor=factor,
        )
    if name == "values":
        return _(
            "{yours} is the expected divided by {factor:.0f}, the number of values.",
            yours=yours(part),
            factor=factor,
        )
    return _(
        "{yours} is the expected divided by {factor:.6g}.", yours=yours(part), factor=factor
    )


@noted
def factor(factor: float, name: str | None, part: str | None) -> Text:
    if name == "N":
        return _(
            "{yours} is N = {factor:.0f} times the expected.", yours=yours(part), factor=factor
        )
    if name == "values":
        return _("{yours} is {factor:.0f} times the expected; {factor:.0f} is the number of "
                 "values.", yours=yours(part), factor=factor)  # fmt: skip
    return _("{yours} is {factor:.6g} times the expected.", yours=yours(part), factor=factor)


@noted
def flipped(axis: int | None, part: str | None) -> Text:
    if axis is None:
        return _("{yours} is the expected, flipped along its last two axes.", yours=yours(part))
    return _(
        "{yours} is the expected, flipped along axis {axis}.", yours=yours(part), axis=axis
    )


@noted
def float32(part: str | None) -> Text:
    return _("{yours} is right to 7 digits: it was computed in float32.", yours=yours(part))


@noted
def in_a_list(type: str) -> Text:
    if type == "tuple":
        return _("The values are right, but they are in a tuple.")
    return _("The values are right, but they are in a list.")


@noted
def integer_division(part: str | None) -> Text:
    return _(
        "{yours} is the expected without its fraction: look for // or an integer dtype.",
        yours=yours(part),
    )


@noted
def negated(part: str | None) -> Text:
    return _("{yours} is the expected with the opposite sign.", yours=yours(part))


@noted
def not_finite(count: int, size: int, what: str, warning: str | None, part: str | None) -> Text:
    facts = {"size": size, "warning": literal(warning or ""), "yours": of_yours(part)}
    if what == "nan":
        if warning:
            return plural(
                "{count} of {size} values of {yours} is nan. NumPy warned: {warning}.",
                "{count} of {size} values of {yours} are nan. NumPy warned: {warning}.",
                count, **facts,
            )  # fmt: skip
        return plural(
            "{count} of {size} values of {yours} is nan.",
            "{count} of {size} values of {yours} are nan.",
            count,
            **facts,
        )
    if what == "inf":
        if warning:
            return plural(
                "{count} of {size} values of {yours} is infinite. NumPy warned: {warning}.",
                "{count} of {size} values of {yours} are infinite. NumPy warned: {warning}.",
                count, **facts,
            )  # fmt: skip
        return plural("{count} of {size} values of {yours} is infinite.",
                      "{count} of {size} values of {yours} are infinite.",
                      count, **facts)  # fmt: skip
    if warning:
        return plural(
            "{count} of {size} values of {yours} is nan or infinite. NumPy warned: {warning}.",
            "{count} of {size} values of {yours} are nan or infinite. NumPy warned: {warning}.",
            count, **facts,
        )  # fmt: skip
    return plural("{count} of {size} values of {yours} is nan or infinite.",
                  "{count} of {size} values of {yours} are nan or infinite.",
                  count, **facts)  # fmt: skip


@noted
def not_rounded(part: str | None) -> Text:
    if part:
        return _("Rounded down, your {part} would be the expected.", part=part)
    return _("Rounded down, yours would be the expected.")


@noted
def off_by_one(more: bool, part: str | None) -> Text:
    return (
        _("{yours} is one more than expected.", yours=yours(part))
        if more
        else _("{yours} is one less than expected.", yours=yours(part))
    )


@noted
def offset(amount: float, more: bool, part: str | None) -> Text:
    if more:
        return _(
            "Every value of {yours} is {amount:.6g} more than expected.",
            yours=of_yours(part),
            amount=amount,
        )
    return _(
        "Every value of {yours} is {amount:.6g} less than expected.",
        yours=of_yours(part),
        amount=amount,
    )


@noted
def repeated(part: str | None) -> Text:
    return _("{yours} is the expected array, repeated along an axis.", yours=yours(part))


@noted
def reshaped(part: str | None) -> Text:
    return _(
        "{yours} has the right values in the right order, only the shape is another.",
        yours=yours(part),
    )


@noted
def rounding(part: str | None) -> Text:
    return _(
        "{yours} is right to 5 digits: look for a small constant or float32.", yours=yours(part)
    )


@noted
def row_sums(row: int, yours: float, expected: float) -> Text:
    return _(
        "Row {row} of yours sums to {yours:.4g}; every row of the expected sums to "
        "{expected:g}.",
        row=row, yours=yours, expected=expected,
    )  # fmt: skip


@noted
def shifted(axis: int, after: bool, part: str | None) -> Text:
    if after:
        return _(
            "{yours} is the expected, shifted along axis {axis}: each value is one cell after "
            "its place.",
            yours=yours(part),
            axis=axis,
        )
    return _(
        "{yours} is the expected, shifted along axis {axis}: each value is one cell before its "
        "place.",
        yours=yours(part),
        axis=axis,
    )


@noted
def transposed(order: Sequence[int] | None, part: str | None) -> Text:
    if order is None:
        return _("{yours} is the expected with its last two axes exchanged.", yours=yours(part))
    return _(
        "{yours} is the expected array with its axes in the order {order}.",
        yours=yours(part),
        order=reasons.shape(order),
    )


@noted
def type_only(numbers: int, what: str, part: str | None) -> Text:
    if part:
        if what == "dtype":
            return plural("{part}: the value is right, only the dtype is not.",
                          "{part}: the values are right, only the dtype is not.",
                          numbers, part=part)  # fmt: skip
        return plural("{part}: the number is right, only the type is not.",
                      "{part}: the values are right, only the type is not.",
                      numbers, part=part)  # fmt: skip
    if what == "dtype":
        return plural("The value is right, only the dtype is not.",
                      "The values are right, only the dtype is not.", numbers)  # fmt: skip
    return plural("The number is right, only the type is not.",
                  "The values are right, only the type is not.", numbers)  # fmt: skip


@noted
def warning(warning: str | None) -> Text:
    if warning is None:
        return _("NumPy warned during this call.")
    return _("NumPy warned during this call: {warning}.", warning=literal(warning))


@noted
def zero(part: str | None) -> Text:
    return _("Every value of {yours} is 0.", yours=of_yours(part))


# What was done to the right answer, in every call; `parts` are nothing where it is one value.


@noted
def part_negated(parts: Sequence[str] | None) -> Text:
    if not parts:
        return _("Your result has the opposite sign in every call.")
    return plural("{parts} has the opposite sign in every call.",
                  "{parts} have the opposite sign in every call.",
                  len(parts), parts=listed(parts))  # fmt: skip


@noted
def part_times(parts: Sequence[str] | None, by: str, negated: bool) -> Text:
    if negated:
        if not parts:
            return _("In every call your result is -{by} times the right one.", by=by)
        return _("In every call {parts}: -{by} times the right one.",
                 parts=listed(parts), by=by)  # fmt: skip
    if not parts:
        return _("In every call your result is {by} times the right one.", by=by)
    return _("In every call {parts}: {by} times the right one.", parts=listed(parts), by=by)


@noted
def part_over(parts: Sequence[str] | None, by: str, negated: bool) -> Text:
    if negated:
        if not parts:
            return _("In every call your result is the right one divided by -{by}.", by=by)
        return _("In every call {parts}: the right one divided by -{by}.",
                 parts=listed(parts), by=by)  # fmt: skip
    if not parts:
        return _("In every call your result is the right one divided by {by}.", by=by)
    return _("In every call {parts}: the right one divided by {by}.",
             parts=listed(parts), by=by)  # fmt: skip


@noted
def part_one_more(parts: Sequence[str] | None) -> Text:
    if not parts:
        return _("Your result is one more than expected in every call.")
    return plural("{parts} is one more than expected in every call.",
                  "{parts} are one more than expected in every call.",
                  len(parts), parts=listed(parts))  # fmt: skip


@noted
def part_one_less(parts: Sequence[str] | None) -> Text:
    if not parts:
        return _("Your result is one less than expected in every call.")
    return plural("{parts} is one less than expected in every call.",
                  "{parts} are one less than expected in every call.",
                  len(parts), parts=listed(parts))  # fmt: skip


@noted
def part_floored(parts: Sequence[str] | None) -> Text:
    if not parts:
        return _("In every call your result is the right one without its fraction: look for // "
                 "or an integer dtype.")  # fmt: skip
    return _("In every call {parts}: the right one without its fraction. Look for // or an "
             "integer dtype.", parts=listed(parts))  # fmt: skip


@noted
def part_through(parts: Sequence[str] | None, function: str) -> Text:
    name = ACTIVATIONS.get(function) or _("a function")
    if not parts:
        return _("In every call your result is {function} of the right one.", function=name)
    return _("In every call {parts}: {function} of the right one.",
             parts=listed(parts), function=name)  # fmt: skip


@noted
def part_flipped(parts: Sequence[str] | None, axis: int) -> Text:
    if not parts:
        return _("In every call your result is the right one in reverse order along axis "
                 "{axis}.", axis=axis)  # fmt: skip
    return _("In every call {parts}: the right one in reverse order along axis {axis}.",
             parts=listed(parts), axis=axis)  # fmt: skip


@noted
def part_transposed(parts: Sequence[str] | None) -> Text:
    if not parts:
        return _("In every call your result is the right one with its last two axes exchanged "
                 "(.T).")  # fmt: skip
    return _("In every call {parts}: the right one with its last two axes exchanged (.T).",
             parts=listed(parts))  # fmt: skip


@noted
def part_without(parts: Sequence[str] | None, arguments: Sequence[str]) -> Text:
    if not parts:
        return _("In every call your result is the right one minus {arguments}.",
                 arguments=listed(arguments))  # fmt: skip
    return _("In every call {parts}: the right one minus {arguments}.",
             parts=listed(parts), arguments=listed(arguments))  # fmt: skip


@noted
def part_with(parts: Sequence[str] | None, arguments: Sequence[str]) -> Text:
    if not parts:
        return _("In every call your result is the right one plus {arguments}.",
                 arguments=listed(arguments))  # fmt: skip
    return _("In every call {parts}: the right one plus {arguments}.",
             parts=listed(parts), arguments=listed(arguments))  # fmt: skip


@noted
def change_negated(parts: Sequence[str] | None, arguments: Sequence[str]) -> Text:
    if not parts:
        return _("In every call your step from {arguments} has the opposite sign.",
                 arguments=listed(arguments))  # fmt: skip
    return _("In every call your step ({arguments} to {parts}) has the opposite sign.",
             arguments=listed(arguments), parts=listed(parts))  # fmt: skip


@noted
def change_times(parts: Sequence[str] | None, arguments: Sequence[str], by: str) -> Text:
    if not parts:
        return _(
            "In every call your step from {arguments} is {by} times the right one.",
            arguments=listed(arguments),
            by=by,
        )
    return _("In every call your step ({arguments} to {parts}) is {by} times the right one.",
             arguments=listed(arguments), parts=listed(parts), by=by)  # fmt: skip


@noted
def change_over(parts: Sequence[str] | None, arguments: Sequence[str], by: str) -> Text:
    if not parts:
        return _(
            "In every call your step from {arguments} is the right one divided by {by}.",
            arguments=listed(arguments),
            by=by,
        )
    return _("In every call your step ({arguments} to {parts}) is the right one divided by "
        "{by}.", arguments=listed(arguments), parts=listed(parts), by=by)  # fmt: skip


@noted
def parts_exchanged(yours: Sequence[str], expected: Sequence[str]) -> Text:
    return _("You return ({yours}); the statement says ({expected}).",
             yours=listed(yours), expected=listed(expected))  # fmt: skip


@noted
def parts_right(parts: Sequence[str]) -> Text:
    return plural("{parts} is right in every call.", "{parts} are right in every call.",
                  len(parts), parts=listed(parts))  # fmt: skip


@noted
def some_parts_right(right: Sequence[str], wrong: Sequence[str]) -> Text:
    return plural("{right} is right in every call: look at {wrong}.",
                  "{right} are right in every call: look at {wrong}.",
                  len(right), right=listed(right), wrong=listed(wrong))  # fmt: skip


# What asking again in another way has shown.


@noted
def order(yours: Sequence[str] | None, expected: Sequence[str] | None) -> Text:
    if yours is None or expected is None:
        return _("You take the parameters in another order than the statement.")
    return _("You take ({yours}); the statement says ({expected}).",
             yours=listed(yours), expected=listed(expected))  # fmt: skip


@noted
def default(parameter: str, expected: str, yours: str | None) -> Text:
    if yours is not None:
        return _("In yours the default of {parameter} is {yours}; the statement says "
                 "{parameter}={expected}.",
                 parameter=parameter, expected=expected, yours=yours)  # fmt: skip
    return _("Yours is right with {parameter}={expected}, but not with {parameter} left out, "
             "which means the same.", parameter=parameter, expected=expected)  # fmt: skip


@noted
def state() -> Text:
    return _("Asked first, before any other call, yours is right: it keeps something from "
             "earlier calls.")  # fmt: skip


@noted
def chance(times: int, different: int) -> Text:
    return _("Asked {times} times, the same call got {different} different answers from you.",
             times=times, different=different)  # fmt: skip


@noted
def read_only() -> Text:
    return _("Yours is right where arrays may be written, and wrong where they are read-only.")


@noted
def layout() -> Text:
    return _("Yours is right for the same numbers in the usual order in memory (C), and wrong "
             "for views such as x.T: use indices, never the order in memory.")  # fmt: skip


@noted
def rows() -> Text:
    return _("Given one example at a time, yours is right in every call. With several "
             "it is not.")  # fmt: skip
