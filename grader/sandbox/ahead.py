"""Starts a worker before it is asked for, so that a grading need not wait for one."""

from __future__ import annotations

from grader.sandbox.launch import Launched, Sandbox


class Ahead:
    """A sandbox that can have one worker ready; all else is that of another sandbox.

    Workers must be started by the thread that lives as long as they do: on Linux they end
    with it (see `worker.tie_family`).

    Args:
        sandbox: starts the workers; it is closed with this one.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._ready: Launched | None = None

    def prepare(self) -> None:
        """Start a worker, unless one is ready and alive.

        Raises:
            GradeError: it cannot be started here.
        """
        self._drop_dead()
        if self._ready is None:
            self._ready = self._sandbox.launch()

    def launch(self) -> Launched:
        """Hand out the worker that is ready, or start one; see `Sandbox`."""
        self._drop_dead()
        ready, self._ready = self._ready, None
        return ready or self._sandbox.launch()

    def close(self) -> None:
        """End the worker that nobody asked for, and the sandbox."""
        ready, self._ready = self._ready, None
        if ready is not None:
            _end(ready)
        self._sandbox.close()

    def _drop_dead(self) -> None:
        if self._ready is not None and self._ready.ended():
            dead, self._ready = self._ready, None
            _end(dead)


def _end(worker: Launched) -> None:
    worker.kill()
    for pipe in worker.pipes:
        pipe.close()
