"""The kit's own errors: what went wrong, what to do next, and the exit code it means."""


class GradeError(Exception):
    """An error that a person can act on.

    Attributes:
        message: what happened and where, one sentence.
        hint: what to do next, or an empty string.
        exit_code: what the process returns: 2 usage, 3 a fault of the kit.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type["GradeError"], tuple[str, str]]:
        """Cross to another process of the kit with the hint."""
        return type(self), (self.message, self.hint)


class UsageError(GradeError):
    """The command cannot be carried out as it was given."""

    exit_code = 2


class KitFault(GradeError):
    """The kit or its data is broken; no mark is given."""

    exit_code = 3


class StaleRecord(KitFault):
    """A suite asks what its record does not hold."""
