"""What of a student's report other eyes may see: a list of what passes, field by field.

A student's code knows the hidden inputs while it runs, and could write them into any text:
what it prints, raises or warns, the name of a class, a key. So whatever is not listed here
is withheld, also a field or a code that comes new. What passes is the kit's, the suite's
and the instructor's own, numbers, and of Python the names that everybody has. Names of
files and folders pass too: they were there before the code ran.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grader.judge.grade import DEFAULT_SEED
from grader.report import (
    Call,
    Candidate,
    Check,
    Comparison,
    Diagnosis,
    File,
    Function,
    Given,
    Oracle,
    Panel,
    Problem,
    Reason,
    Report,
    Source,
)
from grader.words import reasons

Functions = frozenset[str]  # names of the exercise's own functions
Passes = Callable[[Any, Functions], Any]


def for_others(report: Report) -> Report:
    """Return a report without any text that student code can have influenced.

    What is withheld is None or empty, so that a sentence can still be made of the rest.
    """
    known = frozenset(function.name for function in report.functions)
    passed: Report = _record(report, known)
    return passed


MOST_AXES = 6
MOST_DIGITS = 2  # of a number that an answer decides; a whole one has two more


def handed_out(report: Report) -> Report:
    """Return a report without anything in which an answer could carry the inputs out.

    The inputs of a seed that not everybody has are worth marks: a table of them answers the
    next time. An answer can be an array of them, digit for digit, so its student is told
    what it is and how far away, not its cells: the call is there, to be made at home.

    Args:
        report: as the gradebook keeps it; its seed is None where it is a secret.
    """
    if report.seed is not None:
        return report
    problem = report.problem and report.problem._replace(line=_short(report.problem.line))
    return report._replace(
        checks=tuple(map(_few_bits, report.checks)),
        problem=problem,
        seconds=_short(report.seconds),
        idle=_short(report.idle),
    )


def _few_bits(check: Check) -> Check:
    reason, comparison = check.reason, check.comparison
    if reason is not None:
        check = check._replace(reason=reason._replace(facts=_short(reason.facts)))
    if comparison is not None:
        yours, expected = comparison.yours, comparison.expected
        yours = yours._replace(rows=(), marks=(), window=(), cut=(), shape=_short(yours.shape))
        yours = yours._replace(what=_short(yours.what))
        comparison = comparison._replace(
            yours=yours,
            expected=expected._replace(marks=()),
            differing=_short(comparison.differing),
            worst=_short(comparison.worst),
            relative=_short(comparison.relative),
        )
    said = tuple(one._replace(facts=_short(one.facts)) for one in check.diagnoses)
    return check._replace(
        comparison=comparison,
        diagnoses=said,
        line=_short(check.line),  # where code raises, and when, it can choose as well
        seconds=_short(check.seconds),
    )


def _short(value: Any) -> Any:
    """Return a value with few digits in every number, None for one that needs more."""
    if isinstance(value, Mapping):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, tuple):
        short = tuple(map(_short, value))
        return None if len(short) > MOST_AXES or None in short else short
    if isinstance(value, float):
        return float(f"{value:.{MOST_DIGITS - 1}e}")
    if isinstance(value, int) and abs(value) >= 100 * 10**MOST_DIGITS:
        return None
    if isinstance(value, str) and sum(map(str.isdigit, value)) > 2 + MOST_DIGITS:
        return None
    return value


def _record(record: Any, known: Functions) -> Any:
    fields, usual = FIELDS[type(record)], record._field_defaults
    return record._replace(
        **{
            name: usual.get(name)
            if fields.get(name, withheld) is withheld
            else fields[name](value, known)
            for name, value in zip(record._fields, record, strict=True)
        }
    )


# What passes how. Each takes a value and the names of the exercise's functions.


def withheld(value: Any, known: Functions) -> None:
    """Nothing passes."""


def ours(value: Any, known: Functions) -> Any:
    """The kit, the suite or the instructor made it, and no student's code."""
    return value


def number(value: Any, known: Functions) -> Any:
    """A number, or numbers; None stays None."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(number(item, known) for item in value)
    return value if isinstance(value, int | float) else None


def everybodys(value: Any, known: Functions = frozenset()) -> Any:
    """The seed that everybody has; with any other, answers could be prepared."""
    return value if value == DEFAULT_SEED else None


def number_in_text(value: Any, known: Functions) -> str | None:
    """A number as Python writes it, such as `-inf` or `(nan+1j)`."""
    return value if isinstance(value, str) and NUMBER.fullmatch(value) else None


def builtin(value: Any, known: Functions) -> str | None:
    """The name of a type that is Python's own."""
    return value if isinstance(value, str) and value in BUILTINS else None


def dtype(value: Any, known: Functions) -> str | None:
    """The name of a dtype, or of a plain type."""
    return value if isinstance(value, str) and DTYPE.fullmatch(value) else None


def function(value: Any, known: Functions) -> str | None:
    """The name of one of the exercise's functions: a student's own may be made of anything."""
    return value if isinstance(value, str) and value in known else None


def warning(value: Any, known: Functions) -> str | None:
    """One of NumPy's own warnings about numbers."""
    return value if isinstance(value, str) and WARNING.fullmatch(value) else None


def path(value: Any, known: Functions) -> Any:
    """A name of a file or folder, or several, with what cannot be printed escaped."""
    if isinstance(value, str):
        return "".join(
            letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
            for letter in value
        )
    return tuple(path(item, known) for item in value) if value else value


def what(value: Any, known: Functions) -> dict[str, Any] | None:
    """What kind of thing a value is, see `judge.compare.kind_of`."""
    texts = value if isinstance(value, Mapping) else {}
    kind, why, detail = (str(texts.get(name)) for name in ("kind", "why", "detail"))
    if kind not in KINDS:
        return None
    passed = {
        "kind": kind,
        "shape": number(value.get("shape"), known),
        "length": number(value.get("length"), known),
        "type": dtype(value.get("type"), known) or builtin(value.get("type"), known),
        "why": why if why in WHYS else None,
        "detail": detail if DETAIL.fullmatch(detail) else None,
    }
    return {name: fact for name, fact in passed.items() if fact is not None}


def nested(value: Any, known: Functions) -> Any:
    """A record of a report, several, or none: as far as its own fields pass."""
    if isinstance(value, Reason):
        return Reason(value.code, _facts(FACTS.get(value.code, {}), value.facts, known))
    if isinstance(value, Diagnosis):
        return _diagnosis(value, known)
    if type(value) in FIELDS:
        return _record(value, known)
    return tuple(nested(item, known) for item in value) if value else value


def answer(panel: Panel, known: Functions) -> Panel:
    """A student's answer: its cells where they are numbers, else what kind of thing it is."""
    passed: Panel = _record(panel, known)
    if panel.numeric:
        return passed._replace(rows=panel.rows)
    return passed._replace(what={"kind": "withheld"}) if panel.rows else passed


def _diagnosis(diagnosis: Diagnosis, known: Functions) -> Diagnosis:
    passed: Diagnosis = _record(diagnosis, known)
    if diagnosis.kind == "mistake":
        return passed._replace(text=diagnosis.text)  # its author's, for everybody who makes it
    if diagnosis.kind == "condition":
        told = _facts(CONDITION, diagnosis.facts, known)
        return passed._replace(facts=told, text=diagnosis.text)  # its author's too
    if diagnosis.kind == "earlier":
        told = _facts({**CONDITION, **EARLIER}, diagnosis.facts, known)
        return passed._replace(facts=told, text=diagnosis.text)
    facts = NOTES.get(diagnosis.id) or FACTS.get(diagnosis.id, {})
    return passed._replace(facts=_facts(facts, diagnosis.facts, known))


def _facts(
    passing: Mapping[str, Passes], facts: Mapping[str, Any], known: Functions
) -> dict[str, Any]:
    return {
        name: passing[name](value, known) for name, value in facts.items() if name in passing
    }


BUILTINS = frozenset(name for name, value in vars(builtins).items() if isinstance(value, type))
NUMBER = re.compile(r"(?:nan|inf|[-+.\dej()])+")
DTYPE = re.compile(
    r"bool|u?int(?:8|16|32|64)|float(?:16|32|64)|complex(?:64|128)|(?:str|<U)\d{1,5}|object"
    r"|ndarray|NoneType|int|float|complex|str|bytes|list|tuple|dict"
)
DETAIL = re.compile(rf"{DTYPE.pattern}|\([\d, ]*\)|[\d,]+")
KINDS = frozenset({*reasons.KINDS, "array", "other"})
WHYS = frozenset({*reasons.OTHERS, *reasons.DETAILED, "class", "raised"})
WARNING = re.compile(
    r"(?:divide by zero|overflow|underflow|invalid value) encountered in (?:scalar )?"
    r"(?:absolute|accumulate|add|arccos|arccosh|arcsin|arcsinh|arctan|arctanh|cast|cbrt|cos"
    r"|cosh|divide|divmod|dot|exp|exp2|expm1|floor_divide|fmod|hypot|log|log10|log1p|log2"
    r"|logaddexp|logaddexp2|matmul|multiply|negative|power|reciprocal|reduce|remainder|sin"
    r"|sinh|sqrt|square|subtract|tan|tanh|true_divide)"
)

# For each record what passes how. A field that is not here is withheld; those that are here
# as withheld were thought about.
FIELDS: dict[type, dict[str, Passes]] = {
    Report: {
        "exercise": ours,
        "title": ours,
        "submission": nested,
        "status": ours,
        "score": number,
        "max_score": number,
        "seed": everybodys,
        "versions": ours,
        "seconds": number,
        "checks": nested,
        "calls": number,
        "functions": nested,
        "problem": nested,
        "oracle": nested,
        "unjudged": ours,
        "idle": number,
        "schema": number,
    },
    Source: {
        "student": path,
        "path": path,
        "sha256": ours,
        "files": nested,
        "candidates": nested,
        "note": nested,
        "solutions": ours,
    },
    File: {"name": path, "sha256": ours},
    Candidate: {"path": path, "sha256": ours, "counts": ours},
    Function: {"name": ours, "line": number},
    Oracle: {"name": ours, "version": ours},
    Problem: {
        "reason": nested,
        "line": number,
        "source": withheld,
        "hint": nested,
        "printed": withheld,
        "file": ours,  # it is among those that were judged
    },
    Check: {
        "name": ours,
        "title": ours,
        "function": ours,
        "points": number,
        "earned": number,
        "outcome": ours,
        "aspect": ours,
        "reason": nested,
        "call": nested,
        "comparison": nested,
        "diagnoses": nested,
        "line": number,
        "source": withheld,
        "printed": withheld,
        "seconds": number,
        "file": ours,
        "calling_line": number,
        "calling_source": withheld,
    },
    # What a suite asks is the same for everybody: the record holds a digest of it.
    # The right answer is only for the script that asks again, and can be large.
    Call: {
        "function": ours,
        "text": ours,
        "given": nested,
        "expected": withheld,
        "raises": ours,
    },
    Given: {"name": ours, "source": ours, "dtype": ours, "shape": ours, "layout": ours},
    Comparison: {
        "yours": answer,
        "expected": ours,
        "differing": number,
        "size": number,
        "worst": number,
        "relative": number,
        "input": ours,
        "image": ours,
    },
    # Of the student's answer: the two others are the kit's.
    Panel: {
        "owner": ours,
        "name": ours,  # which part of the result is expected
        "dtype": lambda value, known: dtype(value, known) or "",
        "shape": number,
        "layout": ours,
        "window": ours,
        "rows": withheld,  # but see `answer`
        "marks": number,
        "cut": ours,
        "numeric": ours,
        "what": what,
    },
    Diagnosis: {
        "role": ours,
        "kind": ours,
        "id": ours,
        "facts": withheld,  # but see `_diagnosis`
        "text": withheld,
    },
}

# For each reason what passes of its facts. A code that is not here passes none.
FACTS: dict[str, dict[str, Passes]] = {
    "not_raised": {"function": ours, "expected": ours},
    "exception_returned": {"function": ours, "expected": ours},
    "raised": {"type": builtin, "builtin": builtin, "message": withheld},
    "raised_another": {
        "function": ours,
        "expected": ours,
        "type": builtin,
        "builtin": builtin,
    },
    "wrong_arity": {"function": ours, "takes": withheld, "called": ours},
    "unwritten": {"function": function},
    "earlier_unwritten": {"function": function, "file": ours},
    "earlier_file_absent": {"file": ours},
    "earlier_name_absent": {"file": ours},
    "absent": {"function": ours, "near": withheld, "near_line": withheld},
    "not_callable": {"function": ours},
    "none_returned": {"part": ours, "expected": ours},
    "one_array": {"expected": number, "names": ours},
    "wrong_type": {"part": ours, "yours": what, "expected": ours},
    "wrong_length": {"part": ours, "yours": number, "expected": number},
    "wrong_keys": {"part": ours, "yours": withheld, "expected": ours},
    "wrong_shape": {"part": ours, "yours": number, "expected": ours},
    "wrong_dtype": {"part": ours, "yours": dtype, "expected": ours},
    "not_finite": {"part": ours, "count": number},
    "not_a_finite_number": {"part": ours, "value": number_in_text},
    "too_many_bits": {"part": ours, "bits": number},
    "wrong_value": {"function": ours},
    "wrong_beside": {"function": ours},
    "unstable": {"function": ours},
    "drew_otherwise": {"function": ours},
    "claim": {"text": withheld},  # a suite may put the answer into it
    "argument_changed": {"function": ours, "arguments": ours},
    "memory_shared": {"function": ours, "argument": ours},
    "earlier_result_shared": {"function": ours},
    "cpu_time": {"seconds": number},
    "clock_time": {"seconds": number, "idle": ours},
    "idle_time": {"seconds": number},
    "stopped_twice": {"function": ours},
    "died": {"signal": ours},
    "too_many_files": {"most": number},
    "failed_second_load": {"type": builtin, "builtin": builtin},
    "waits": {"function": ours, "written": ours},
    "kit_failed": {"type": ours, "place": ours},
    "not_handled": {"type": ours, "place": ours},
    "kit_error": {"text": ours},
    "judge_died": {"times": number},
    "judge_too_slow": {"times": number},
    "machines_died": {"type": ours},
    "load_cpu_time": {"seconds": number},
    "load_clock_time": {"seconds": number, "idle": ours},
    "load_died": {"signal": ours},
    "cannot_be_read": {"what": ours, "path": path, "system": path},
    "not_regular": {"what": ours},
    "too_large": {"bytes": number, "most": number},
    "not_utf8": {"byte": number},
    "not_handed_in": {"file": ours},
    "is_a_link": {"what": ours},
    "link_leads_out": {"name": path},
    "too_many_entries": {"most": number},
    "exchanged": {"path": path},
    "judged_as": {"path": path, "file": ours},
    "newest_of": {"count": number, "exercise": ours, "path": path, "tie": ours},
    "best_placed_of": {"count": number, "exercise": ours, "path": path},
    "best_named_of": {"count": number, "exercise": ours, "path": path},
    "begun_of": {"count": number, "exercise": ours, "path": path},
    "did_you_mean": {"name": path},  # a file beside it, or a module of Python's
    "folder_holds": {"names": path, "more": number},
    "remove_plot_module": {"module": ours},  # these two are of a few that the kit knows
    "shortcut": {"module": ours},
    # What comes from Python's text, or a name of the student's, may be made of anything.
    "assert_for_error": {"due": ours},
    "unpacked_shape": {"name": withheld, "shape": withheld, "wanted": number},
    "unpacked_too_few": {"wanted": number, "got": number},
    "product_needs_transpose": {
        "one": withheld,
        "first": withheld,
        "two": withheld,
        "second": withheld,
    },
    "product_does_not_fit": {
        "one": withheld,
        "first": withheld,
        "two": withheld,
        "second": withheld,
    },
    "star_for_product": {"first": number, "second": number},
    "rows_lie_along_columns": {"whole": number, "rows": number},
    "does_not_broadcast": {"first": number, "second": number},
    "pairs_of_padding": {"pairs": number, "axes": number},
    "array_for_a_shape": {"function": ours, "name": withheld, "shape": withheld},
    "index_beyond_the_end": {"index": number, "axis": number, "size": number},
    "too_many_indices": {"axes": number, "given": number},
    "no_such_axis": {"axis": number, "axes": number},
    "other_number_of_cells": {"size": number},
    "argument_missing": {"function": function},
    "bars_before_comparisons": {"sign": ours},
    "parameters_renamed": {"yours": withheld, "expected": ours},
    "parameters_missing": {"names": ours},
    "parameters_extra": {"names": withheld},
}

PARTS: dict[str, Passes] = {"parts": ours}  # as the statement calls them

# For each note what passes of its facts, likewise.
NOTES: dict[str, dict[str, Passes]] = {
    "part_negated": PARTS,
    "part_times": {**PARTS, "by": ours, "negated": ours},
    "part_over": {**PARTS, "by": ours, "negated": ours},
    "part_one_more": PARTS,
    "part_one_less": PARTS,
    "part_floored": PARTS,
    "part_through": {**PARTS, "function": ours},
    "part_flipped": {**PARTS, "axis": number},
    "part_transposed": PARTS,
    "part_without": {**PARTS, "arguments": ours},
    "part_with": {**PARTS, "arguments": ours},
    "change_negated": {**PARTS, "arguments": ours},
    "change_times": {**PARTS, "arguments": ours, "by": ours},
    "change_over": {**PARTS, "arguments": ours, "by": ours},
    "parts_exchanged": {"yours": ours, "expected": ours},
    "parts_right": PARTS,
    "some_parts_right": {"right": ours, "wrong": ours},
    "order": {"yours": ours, "expected": ours},
    "default": {"parameter": ours, "expected": ours, "yours": withheld},
    "chance": {"times": number, "different": number},
    "activation_twice": {"part": ours, "activation": ours},
    "pre_activation": {"part": ours, "activation": ours},
    "boxed": {"part": ours, "shape": number},
    "column_and_row": {"size": number},
    "divided": {"part": ours, "factor": number, "name": ours},
    "factor": {"part": ours, "factor": number, "name": ours},
    "flipped": {"part": ours, "axis": number},
    "in_a_list": {"type": builtin},
    "not_finite": {
        "part": ours,
        "count": number,
        "size": number,
        "what": ours,
        "warning": warning,
    },
    "off_by_one": {"part": ours, "more": number},
    "offset": {"part": ours, "amount": number, "more": number},
    "row_sums": {"row": number, "yours": number, "expected": number},
    "shifted": {"part": ours, "axis": number, "after": number},
    "transposed": {"part": ours, "order": number},
    "type_only": {"part": ours, "numbers": number, "what": ours},
    "warning": {"warning": warning},
    **{
        name: {"part": ours}
        for name in (
            "float32",
            "integer_division",
            "negated",
            "not_rounded",
            "repeated",
            "reshaped",
            "rounding",
            "zero",
        )
    },
}

# Of any condition: how many calls, and the names that the statement has for what it is about.
CONDITION: dict[str, Passes] = {
    "one": ours,
    "other": ours,
    "argument": ours,
    "count": number,
    "holds": number,
    "inside": number,
    "wrong": number,
    "right": number,
}
# What is beside them in the facts of a cause that lies in an earlier exercise.
EARLIER: dict[str, Passes] = {"exercise": ours, "function": ours, "kind": ours}
