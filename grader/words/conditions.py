"""What a condition says: in which calls a function is wrong, and in which it is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.report import Diagnosis
from grader.words.text import Text, _, literal, of_exercise, plural


def sentence(diagnosis: Diagnosis, exercise: str) -> Text:
    """Return what a condition says.

    Args:
        exercise: full name; what only it can say of a call is its own.
    """
    facts, where = diagnosis.facts, which(diagnosis, exercise)
    counts = {name: facts.get(name) for name in ("right", "wrong")}
    if not facts.get("holds"):
        others = facts.get("inside")
        if facts.get("wrong") == others:
            return _("Right in all {right} calls where {condition}; wrong in all {wrong} "
                     "others.", condition=where, **counts)  # fmt: skip
        return _("Right in all {right} calls where {condition}; wrong in {wrong} of the "
                 "{others} others.", condition=where, others=others, **counts)  # fmt: skip
    if facts.get("wrong") == facts.get("inside"):
        return _("Wrong in all {wrong} calls where {condition}; right in all {right} others.",
                 condition=where, **counts)  # fmt: skip
    return _("Wrong in {wrong} of the {inside} calls where {condition}; right in all {right} "
             "others.", condition=where, inside=facts.get("inside"), **counts)  # fmt: skip


def which(diagnosis: Diagnosis, exercise: str) -> Text:
    """Return which calls a condition means: what stands behind "where"."""
    says = CONDITIONS.get(diagnosis.id)
    if says is None or diagnosis.text:
        key = f"condition.{diagnosis.id}"
        return of_exercise(exercise, key, diagnosis.text or diagnosis.id)
    return says(diagnosis.facts)


def _relation(form: str) -> Callable[[Mapping[str, Any]], Text]:
    """Return what says a relation between numbers, which is written alike everywhere."""
    return lambda facts: literal(form.format(**facts))


CONDITIONS: dict[str, Callable[[Mapping[str, Any]], Text]] = {
    "is_one": _relation("{one} = 1"),
    "is_zero": _relation("{one} = 0"),
    "is_negative": _relation("{one} < 0"),
    "equal": _relation("{one} = {other}"),
    "less": _relation("{one} < {other}"),
    "greater": _relation("{one} > {other}"),
    "even": lambda facts: _("{size} is even", size=facts.get("one")),
    "not_given": lambda facts: _("{argument} is not given", argument=facts.get("argument")),
    "zero": lambda facts: _("{argument} is 0", argument=facts.get("argument")),
    "negative": lambda facts: _("{argument} is negative", argument=facts.get("argument")),
    "infinite": lambda facts: _("{argument} is infinite", argument=facts.get("argument")),
    "axes": lambda facts: plural("{argument} has {count} axis", "{argument} has {count} axes",
                                 facts.get("count") or 0, argument=facts.get("argument")),
    "read_only": lambda facts: _("an array cannot be written to"),
    "layout": lambda facts: _("an array does not lie row by row in memory"),
}  # fmt: skip
