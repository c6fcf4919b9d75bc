"""Measures watch mode: from a saved file until its verdict is on a real terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from dataclasses import replace

from benchmarks import screen
from benchmarks.stage import EXERCISE, START, Stage
from benchmarks.timing import Broken, environment, in_turn, ratios, spread

TARGET = 0.1  # seconds, median
PAUSE = 0.6  # seconds between two saves: nobody saves faster, and the next worker is ready
PATIENCE = 60  # seconds
CHECKING = b"checking ..."
VERDICT = b"Same answers as PyTorch"
WHOLE = b"q quit"  # the end of a screen


def compare(stage: Stage, rounds: int, decide: bool) -> bool:
    """Measure and print; return whether the target is met, which few rounds cannot decide."""
    if sys.platform == "win32":
        print("  left out: this system has no pseudo-terminals")
        return True
    cold, warm = [], []
    side = replace(stage.graded, name="cold")
    with Watched(stage) as watched:
        for number in range(rounds + 1):
            cold += in_turn([side], 1)["cold"]
            taken = watched.save(number)
            if number:  # the first one is not counted, as in the others
                warm.append(taken)
    cold = cold[1:]
    seconds, ratio = spread(warm), ratios(warm, cold)
    good = seconds.median <= TARGET
    rows = [
        (f"grade {EXERCISE}, cold", *screen.milliseconds(spread(cold)), *[""] * 5),
        (
            "grade watch, saved file to verdict",
            *screen.milliseconds(seconds),
            *screen.factors(ratio),
            f"<= {1000 * TARGET:.0f} ms",
            ("met" if good else "MISSED") if decide else "",
        ),
    ]
    print(
        screen.table(("", "ms", "min", "max", "watch / cold", "min", "max", "target", ""), rows)
    )
    return good or not decide


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
            self._until(CHECKING, b"not written yet", WHOLE)
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
            """Save the solution with another comment; return the seconds to its verdict."""
            time.sleep(PAUSE)
            start = time.perf_counter()
            self._file.write_bytes(self._solution + b"\n# save %d\n" % number)
            self._until(CHECKING, VERDICT, WHOLE)
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
