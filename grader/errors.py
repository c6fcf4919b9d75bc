"""The kit's own errors: what went wrong, what to do next, and the exit code it means."""

from __future__ import annotations

from grader.words.text import Text, draw


class GradeError(Exception):
    """An error that a person can act on.

    Attributes:
        message: what happened and where, one sentence.
        hint: what to do next, or None.
        exit_code: what the process returns: 2 usage, 3 a fault of the kit.
    """

    exit_code = 3

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message as whoever reads a traceback sees it."""
        return draw(self.message)


class UsageError(GradeError):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class KitFault(GradeError):
    """The kit or its data is broken; no mark is given."""

    exit_code = 3


class StaleRecord(KitFault):
    """A suite asks what its record does not hold."""
