"""Tells what is asked while a grading takes long: one line, gone before the report comes.

It is imported once half a second has passed, so that a quick grading pays nothing for it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

from grader.render.look import Look
from grader.render.text import columns_of, fitted, line_of
from grader.words.text import Text, _

if TYPE_CHECKING:
    from grader.learn.turn import Patience

AGAIN = 0.1  # seconds between two looks at what is asked
SLOW = 3.0  # seconds after which it is said how to stop


def tell(patience: Patience, stream: TextIO, look: Look) -> None:
    """Write what is asked, over and over, until the grading has ended."""
    while True:
        seconds = time.monotonic() - patience.since
        line = fitted(
            f"  {line_of(said(patience, seconds))}", look.width - 1, look.signs.beside
        )
        if not patience.write(stream, line, columns_of(line)):
            return
        time.sleep(AGAIN)


def said(patience: Patience, seconds: float) -> Text:
    """Return what is being done, for how long, and from some time on how to stop it."""
    if seconds < SLOW:
        return _("{what} ... {seconds:.1f} s", what=doing(patience), seconds=seconds)
    return _("{what} ... {seconds:.0f} s, slow: Ctrl-C stops it",
             what=doing(patience), seconds=seconds)  # fmt: skip


def doing(patience: Patience) -> Text:
    """Return what is being done, and for which exercise where nothing else says so."""
    if patience.called is None:
        return _doing(patience)
    return _("{exercise}: {what}", exercise=patience.called, what=_doing(patience))


def _doing(patience: Patience) -> Text:
    student = patience.student
    if student is None:
        return _("starting")
    if not student.asking:
        return _("loading your file")
    if student.asked > student.foreseen:
        return _("asking {function} again, to find the reason", function=student.asking)
    return _("asking {function}, call {number} of {total}",
             function=student.asking, number=student.asked,
             total=student.foreseen)  # fmt: skip


def stopped(patience: Patience) -> Text:
    """Return where a grading was when its student stopped it."""
    student = patience.student
    if student is None or not student.asking:
        return _("Stopped before anything was asked. Nothing was marked.")
    return _("Stopped while {function} was asked, call {number} of {total}. Nothing was "
             "marked.", function=student.asking, number=student.asked,
             total=max(student.asked, student.foreseen))  # fmt: skip
