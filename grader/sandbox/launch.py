"""Says what a sandbox is: it launches workers, which have pipes and an end."""

from __future__ import annotations

from typing import IO, Protocol

from grader.errors import GradeError
from grader.report import Reason

# Seconds in which a submission may let others wait and compute nothing: in one grading, and
# in all gradings of one student that are made together.
IDLE = 30.0
IDLE_OF_STUDENT = 90.0


class Launched(Protocol):
    """A worker that runs, and its end."""

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """The pipe towards the worker and the one from it; frames travel over them."""

    def ended(self) -> bool:
        """Whether the worker is known to have ended."""

    def cpu_seconds(self) -> float:
        """Return the CPU time that the worker has used so far, 0.0 once it is gone."""

    def busy_seconds(self) -> float:
        """Return for how long anything of the worker has computed or waited for a processor.

        It falls where a part of the worker ends; only its growth says something.
        """

    def excess(self) -> Reason | None:
        """Return what the worker has too much of, where no system limit bounds it."""

    def release(self) -> None:
        """Let go of a worker that answered all it was asked; its pipes close after this."""

    def kill(self, grace: float = 0.0) -> int | None:
        """End the worker and every process it left behind.

        Args:
            grace: seconds to wait for an end of its own, where its pipes have closed.

        Returns:
            The exit code if the worker had ended by itself, else None.
        """

    def why_it_never_started(self) -> GradeError:
        """Return the error to raise for a worker that was killed before its first word."""


class Sandbox(Protocol):
    """Confines workers in one way; those of one sandbox may share what it set up."""

    def launch(self) -> Launched:
        """Start a worker.

        Raises:
            GradeError: it cannot be started here.
        """

    def close(self) -> None:
        """End all that is left of it."""
