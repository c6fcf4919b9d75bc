"""Notices saved files, by what the system tells about a folder."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

QUIET = 10  # milliseconds without another change: a save is often several


@contextlib.contextmanager
def noticed(folder: Path, saved: Callable[[], None]) -> Iterator[None]:
    """Call `saved`, in a thread, after each change in a folder.

    The folder is watched, not a file: many editors save by renaming, and the file that
    was watched would be the old one. Where the system tells nothing (some network drives,
    too many watches), `saved` is never called: whoever must not miss a change looks for
    himself now and then.
    """
    stop = threading.Event()

    def notice() -> None:
        from watchfiles import watch

        # A folder that cannot be watched, or too many watches: then there is only looking.
        with contextlib.suppress(Exception):
            for _ in watch(
                folder,
                watch_filter=None,
                debounce=100,
                step=QUIET,
                rust_timeout=1000,
                stop_event=stop,
                recursive=False,
                raise_interrupt=False,
            ):
                saved()

    thread = threading.Thread(target=notice, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=2)
