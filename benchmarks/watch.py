"""Measures watch mode: from a saved file until its verdict is on a real terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from dataclasses import replace

from benchmarks import screen
from benchmarks.interval import MISSED, Target, interval, until_narrow
from benchmarks.stage import EXERCISE, START, Stage
from benchmarks.timing import Broken, environment, seconds

TARGET = Target(50)  # milliseconds
PAUSE = 0.6  # seconds between two saves: nobody saves faster, and the next worker is ready
PATIENCE = 60  # seconds
STUB = b"not written yet"
VERDICT = b"Same answers as PyTorch"
WHOLE = b"q quit"  # the end of a screen


def compare(stage: Stage, most: int, decide: bool) -> bool:
    """Measure and print; return whether the target is not missed.

    Each round is a pair: `grade ex05` cold, and a saved file.

    Args:
        decide: few rounds cannot.
    """
    if sys.platform == "win32":
        print("  left out: this system has no pseudo-terminals")
        return True
    cold: list[float] = []
    warm: list[float] = []
    side = replace(stage.graded, name="cold")
    with Watched(stage) as watched:

        def pair() -> float:
            cold.append(1000 * seconds(side))
            warm.append(1000 * watched.save(len(warm)))
            return warm[-1]

        pair()  # not counted, as in the others
        cold.clear()
        found = until_narrow(pair, most)
    verdict = TARGET.verdict(found) if decide else ""
    told = (str(TARGET), verdict, screen.load())
    ratio = interval([a / b for a, b in zip(warm[1:], cold, strict=True)])
    rows = [
        (
            f"grade {EXERCISE}, cold",
            f"{len(cold)}",
            *screen.ends(interval(cold), 0),
            "",
            "",
            "",
        ),
        ("grade watch, saved file to verdict", f"{found.count}", *screen.ends(found, 0), *told),
        ("watch / cold", f"{ratio.count}", *screen.ends(ratio), "", "", ""),
    ]
    heads = ("", "rounds", "ms", "from", "to", "target", "", "load")
    print(screen.table(heads, rows))
    return verdict != MISSED


if sys.platform != "win32":
    import fcntl
    import pty
    import struct
    import termios

    class Watched:
        """`grade watch` in a pseudo-terminal of 80 columns, on a file that can be saved."""

        def __init__(self, stage: Stage) -> None:
            self._file = stage.exercise.stub
            self._solution = stage.exercise.solution.read_bytes()
            self._stub = self._file.read_bytes()
            self._master, slave = pty.openpty()
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, "watch", EXERCISE],
                cwd=stage.course.root,
                env=environment(stage.graded),
                stdin=slave,
                stdout=slave,
                stderr=slave,
                start_new_session=True,
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            )
            os.close(slave)

        def __enter__(self) -> Watched:
            self._until(STUB, WHOLE)
            return self

        def __exit__(self, *_: object) -> None:
            os.write(self._master, b"q")
            try:
                code = self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired as late:
                self._process.kill()
                raise Broken("grade watch does not end") from late
            finally:
                os.close(self._master)
                self._file.write_bytes(self._stub)
            if code != 0:
                raise Broken(f"grade watch ended with {code}")

        def save(self, number: int) -> float:
            """Save the stub, then the solution; return the seconds to the second verdict.

            Nothing but the verdict changes the screen, so it must not be there already.
            """
            comment = b"\n# save %d\n" % number
            self._file.write_bytes(self._stub + comment)
            self._until(STUB, WHOLE)
            time.sleep(PAUSE)
            start = time.perf_counter()
            self._file.write_bytes(self._solution + comment)
            self._until(VERDICT, WHOLE)
            return time.perf_counter() - start

        def _until(self, *words: bytes) -> None:
            """Read the terminal until it showed some words, one after the other."""
            shown, deadline = b"", time.monotonic() + PATIENCE
            for word in words:
                while word not in shown:
                    left = deadline - time.monotonic()
                    if left <= 0 or not select.select([self._master], [], [], left)[0]:
                        raise Broken(f"grade watch never showed {word!r}")
                    shown += os.read(self._master, 1 << 16)
                shown = shown.partition(word)[2]
