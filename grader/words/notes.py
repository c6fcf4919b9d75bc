"""What each diagnosis of a report says: a function for each note, its parameters the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.report import Diagnosis, Reason
from grader.words import reasons
from grader.words.text import Text, _, literal, of_exercise, plural

ACTIVATIONS = {
    "relu": _("the ReLU"),
    "sigmoid": _("the sigmoid"),
    "tanh": _("the tanh"),
    "softmax": _("the softmax"),
    "abs": _("the absolute value"),
    "log": _("the logarithm"),
    "exp": _("the exponential"),
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
    say = NOTES.get(diagnosis.id)
    if say is None:  # what to try after an exception
        return reasons.sentence(Reason(diagnosis.id, diagnosis.facts))
    names = say.__code__.co_varnames[: say.__code__.co_argcount]
    return say(**{name: diagnosis.facts.get(name) for name in names})


NOTES: dict[str, Callable[..., Text]] = {}


def noted(say: Callable[..., Text]) -> Callable[..., Text]:
    """Make a function's name the name of a note."""
    NOTES[say.__name__] = say
    return say


@noted
def activation_twice(activation: str) -> Text:
    return _("Yours is {activation} of the expected.", activation=ACTIVATIONS[activation])


@noted
def pre_activation(activation: str) -> Text:
    return _("Take {activation} of yours, and you have the expected.",
             activation=ACTIVATIONS[activation])  # fmt: skip


@noted
def boxed(shape: Sequence[int]) -> Text:
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
def divided(factor: float, name: str | None) -> Text:
    if name == "N":
        return _("Yours is the expected divided by N = {factor:.0f}.", factor=factor)
    if name == "values":
        return _("Yours is the expected divided by {factor:.0f}, the number of values.",
                 factor=factor)  # fmt: skip
    return _("Yours is the expected divided by {factor:.6g}.", factor=factor)


@noted
def factor(factor: float, name: str | None) -> Text:
    if name == "N":
        return _("Yours is N = {factor:.0f} times the expected.", factor=factor)
    if name == "values":
        return _("Yours is {factor:.0f} times the expected; {factor:.0f} is the number of "
                 "values.", factor=factor)  # fmt: skip
    return _("Yours is {factor:.6g} times the expected.", factor=factor)


@noted
def flipped(axis: int | None) -> Text:
    if axis is None:
        return _("Yours is the expected, flipped along its last two axes.")
    return _("Yours is the expected, flipped along axis {axis}.", axis=axis)


@noted
def float32() -> Text:
    return _("Yours is right to 7 digits: it was computed in float32.")


@noted
def in_a_list(type: str) -> Text:
    if type == "tuple":
        return _("The values are right, but they are in a tuple.")
    return _("The values are right, but they are in a list.")


@noted
def integer_division() -> Text:
    return _("Yours is the expected without its fraction: look for // or an integer dtype.")


@noted
def negated() -> Text:
    return _("Yours is the expected with the opposite sign.")


@noted
def not_finite(count: int, size: int, what: str, warning: str | None) -> Text:
    facts = {"size": size, "warning": literal(warning or "")}
    if what == "nan":
        if warning:
            return plural(
                "{count} of {size} values of yours is nan. NumPy warned: {warning}.",
                "{count} of {size} values of yours are nan. NumPy warned: {warning}.",
                count, **facts,
            )  # fmt: skip
        return plural("{count} of {size} values of yours is nan.",
                      "{count} of {size} values of yours are nan.", count, **facts)  # fmt: skip
    if what == "inf":
        if warning:
            return plural(
                "{count} of {size} values of yours is infinite. NumPy warned: {warning}.",
                "{count} of {size} values of yours are infinite. NumPy warned: {warning}.",
                count, **facts,
            )  # fmt: skip
        return plural("{count} of {size} values of yours is infinite.",
                      "{count} of {size} values of yours are infinite.",
                      count, **facts)  # fmt: skip
    if warning:
        return plural(
            "{count} of {size} values of yours is nan or infinite. NumPy warned: {warning}.",
            "{count} of {size} values of yours are nan or infinite. NumPy warned: {warning}.",
            count, **facts,
        )  # fmt: skip
    return plural("{count} of {size} values of yours is nan or infinite.",
                  "{count} of {size} values of yours are nan or infinite.",
                  count, **facts)  # fmt: skip


@noted
def not_rounded() -> Text:
    return _("Rounded down, yours would be the expected.")


@noted
def off_by_one(more: bool) -> Text:
    return _("Yours is one more than expected.") if more else _(
        "Yours is one less than expected.")  # fmt: skip


@noted
def offset(amount: float, more: bool) -> Text:
    if more:
        return _("Every value of yours is {amount:.6g} more than expected.", amount=amount)
    return _("Every value of yours is {amount:.6g} less than expected.", amount=amount)


@noted
def repeated() -> Text:
    return _("Yours is the expected array, repeated along an axis.")


@noted
def reshaped() -> Text:
    return _("Yours has the right values in the right order, only the shape is another.")


@noted
def rounding() -> Text:
    return _("Yours is right to 5 digits: look for a small constant or float32.")


@noted
def row_sums(row: int, yours: float, expected: float) -> Text:
    return _(
        "Row {row} of yours sums to {yours:.4g}; every row of the expected sums to "
        "{expected:g}.",
        row=row, yours=yours, expected=expected,
    )  # fmt: skip


@noted
def shifted(axis: int, after: bool) -> Text:
    if after:
        return _(
            "Yours is the expected, shifted along axis {axis}: each value is one cell after "
            "its place.",
            axis=axis,
        )
    return _(
        "Yours is the expected, shifted along axis {axis}: each value is one cell before its "
        "place.",
        axis=axis,
    )


@noted
def transposed(order: Sequence[int] | None) -> Text:
    if order is None:
        return _("Yours is the expected with its last two axes exchanged.")
    return _("Yours is the expected array with its axes in the order {order}.",
             order=reasons.shape(order))  # fmt: skip


@noted
def type_only(numbers: int, what: str) -> Text:
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
def zero() -> Text:
    return _("Every value of yours is 0.")
