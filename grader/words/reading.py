"""A stand-in until the reading of reports is there: a report with its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.report import Comparison, Diagnosis, Panel, Reason, Report
from grader.words import notes, reasons
from grader.words.text import Text, draw


def with_sentences(report: Report) -> dict[str, Any]:
    """Return a report's facts as plain values, with what they say in `message`.

    Every reason and every diagnosis has its sentence, a comparison how far the answers are
    apart (None where they were not compared by value), a panel of a value that could not be
    shown what that is. They are drawn in the language of this process, for whoever reads
    the JSON without the kit; `Report.from_dict` ignores them.
    """
    plain: dict[str, Any] = _with_sentences(report, report.exercise)
    return plain


def _with_sentences(value: Any, exercise: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _with_sentences(item, exercise) for key, item in value.items()}
    if not isinstance(value, tuple):
        return value
    names = getattr(value, "_fields", None)
    if names is None:
        return [_with_sentences(item, exercise) for item in value]
    plain = {
        name: _with_sentences(item, exercise) for name, item in zip(names, value, strict=True)
    }
    message: Text | None = None
    if isinstance(value, Reason):
        message = reasons.sentence(value)
    elif isinstance(value, Diagnosis):
        message = notes.sentence(value, exercise)
    elif isinstance(value, Comparison):
        message = reasons.how_far(value)
    elif isinstance(value, Panel):
        message = None if value.what is None else reasons.kind(value.what)
    else:
        return plain
    return {**plain, "message": None if message is None else draw(message)}
