"""Sends the trusted side whatever a worker could send: no frame makes `internal`.

Two fuzzers. One changes the bytes of frames, which are refused or decoded, parsed and
compared. The other changes the values of honest replies and lets a whole grading read them,
from the pipe to the screen.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import struct
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np

from benchmarks.timing import Broken
from grader.classroom.book.others import for_others
from grader.course import Exercise, Limits, find_course
from grader.errors import GradeError, KitFault
from grader.judge import references, trial
from grader.judge.compare import compare
from grader.judge.inquiry import Question
from grader.judge.submission import MAIN, Submission
from grader.render import html, terminal
from grader.render.look import Look
from grader.report import Report
from grader.sandbox import reply
from grader.sandbox.inside import wire
from grader.sandbox.launch import Launched
from grader.sandbox.student import Student
from grader.words.reading import read, with_sentences
from grader.words.text import literal

READS_LATE = sys.platform != "win32"  # a forged worker's replies, when they are due
FRAMES = 2_000_000  # each fuzzer reads so many in a full run
QUICK = 5_000
DRAWN = 20  # of so many gradings one is drawn on a screen too
ASIDE = 0.1  # how many of the replies to what counts for nothing are changed
RATES = (0.05, 0.3, 1)  # how many of the replies of a grading are changed
VALUE = 0.95  # of these, where it is the answer's value that is changed


class Fuzzed(NamedTuple):
    """What became of the frames of one fuzzer.

    Attributes:
        frames: how many were read.
        found: how many came to what.
        peak: MiB of memory that this process had at its peak.
    """

    frames: int
    found: Counter[str]
    seconds: float
    peak: float


def run(frames: int, seed: int = 0) -> None:
    """Run both fuzzers and print what became of the frames.

    Raises:
        Broken: a frame did what no frame may do.
    """
    for name, fuzzer in (("bytes", fuzz_bytes), ("replies", fuzz_replies)):
        done = fuzzer(frames, seed)
        words = ", ".join(f"{count:,} {what}" for what, count in sorted(done.found.items()))
        print(f"  {name:8} {done.frames:,} frames in {done.seconds:.0f} s: {words};"
              f" {done.peak:.0f} MiB at the peak")  # fmt: skip


def fuzz_bytes(frames: int, seed: int = 0) -> Fuzzed:
    """Change the bytes of honest replies; each is refused, or parsed and compared.

    Raises:
        Broken: another error than a refusal came out.
    """
    draw = random.Random(seed)
    desks = _desks()
    found: Counter[str] = Counter()
    start = time.perf_counter()
    for number in range(frames):
        question = draw.choice(draw.choice(desks).questions)
        honest = draw.choice((_honest(question),) * 8 + OTHER_REPLIES)
        body = wire.encode(_changed(honest, draw) if draw.random() < 0.5 else honest)
        body = _bytes_changed(body, draw)
        try:
            found[_read(body, question)] += 1
        except Exception as error:
            raise Broken(f"frame {number} of seed {seed}: {error!r}; {body[:200]!r}") from error
    return Fuzzed(frames, found, time.perf_counter() - start, peak())


def _read(body: bytes, question: Question) -> str:
    """Return what becomes of a frame."""
    try:
        value = wire.decode(body)
    except wire.WireError:
        return "no value"
    for parse in (reply.loaded, reply.signature):
        with contextlib.suppress(reply.Malformed):
            parse(value)
            return "another reply"
    try:
        answer = reply.answer(value)
    except reply.Malformed:
        return "no reply"
    different = compare(question.expected, answer, question.tolerance, question.function)
    return "right" if different is None else "wrong"


def fuzz_replies(frames: int, seed: int = 0) -> Fuzzed:
    """Let whole gradings read changed replies; none ends as `internal`.

    Raises:
        Broken: one did, or could not be told.
    """
    draw = random.Random(seed)
    desks = _desks()
    found: Counter[str] = Counter()
    done = gradings = 0
    start = time.perf_counter()
    while done < frames:
        desk = draw.choice(desks)
        gradings += 1
        try:
            report, count = desk.graded(draw)
            tell(report, drawn=gradings % DRAWN == 0)
        except Exception as error:
            raise Broken(
                f"grading {gradings} of seed {seed}, {desk.name}: {error!r}"
            ) from error
        if report.status == "internal":
            reasons = [check.reason for check in report.checks if check.outcome == "internal"]
            raise Broken(f"grading {gradings} of seed {seed}, {desk.name}: {reasons}")
        done += count
        found["replies aside"] += desk.aside
        found.update(f"checks {check.outcome}" for check in report.checks)
    for what in ("checks passed", "checks failed", "replies aside"):
        if not found[what] and (READS_LATE or what != "replies aside"):
            raise Broken(f"no {what}: nobody reads these replies, {dict(found)}")
    return Fuzzed(done, found, time.perf_counter() - start, peak())


def tell(report: Report, drawn: bool) -> None:
    """Make of a report all that is made of reports."""
    for told in (report, for_others(report)):
        plain = json.loads(json.dumps(told.to_dict()))
        Report.from_dict(plain)
        if drawn:
            json.dumps(with_sentences(told))
            blocks = read(told)
            terminal.body(blocks, Look())
            html.fragment(literal(told.title), "", blocks)


def peak() -> float:
    """Return how many MiB this process had at its peak, 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


class Desk:
    """An exercise, and all that its suite asks.

    Attributes:
        aside: how many replies to what counts for nothing the last grading read.
    """

    def __init__(self, exercise: Exercise) -> None:
        record = references.find(exercise, 0)
        self._exercise = exercise
        self._standard = trial.Standard.of(record)
        self._plan = trial.draw(exercise, self._standard, 0)
        self.name = exercise.name
        self.questions = list(self._plan.questions)
        self.aside = 0

    def graded(
        self, draw: random.Random, replies: Sequence[Any] | None = None
    ) -> tuple[Report, int]:
        """Return the report of a grading whose worker sends changed replies.

        Args:
            replies: to the loading and to the calls; drawn by default.

        Returns:
            The report, and how many frames were there to be read.
        """
        functions = list(self._standard.functions)
        calls = [(name, functions[:1]) for name in functions]
        loaded = ("L", None, [(name, 3) for name in functions], [], [("g", 7)], "", calls)
        if replies is None:
            whole = (loaded, *map(_honest, self.questions))
            rate = draw.choice(RATES)
            replies = [
                _changed(one, draw, VALUE) if draw.random() < rate else one for one in whole
            ]
            replies[0] = loaded if draw.random() < 0.9 else _changed(loaded, draw)
        worker = Forged([("H", "2"), *replies])

        def launch() -> Forged:
            return Forged([("H", "2"), loaded, *map(_honest, self.questions)])

        def reply_aside(request: tuple[Any, ...]) -> Any:
            answers = {"C": _honest(draw.choice(self.questions)), "L": loaded, "S": TAKES}
            honest = answers[request[0]]
            value = VALUE if request[0] == "C" else 0.0
            return _changed(honest, draw, value) if draw.random() < ASIDE else honest

        student = Aside(worker, launch, self._exercise.limits, reply_aside)
        submission = Submission(MAIN, {MAIN: b"\n" * 40})
        try:
            judged = trial.Trial(
                self._exercise, submission, student, self._standard, 0, self._plan
            )
            report = judged.run()
        finally:
            student.close()
        self.aside = student.read
        return report, len(replies) + student.read


def _desks() -> list[Desk]:
    return [Desk(exercise) for exercise in find_course(Path(__file__).parent).exercises]


class Aside(Student):
    """A submission whose forged worker replies to what is asked aside when it is asked.

    Args:
        answer: returns the reply to a request.

    Attributes:
        read: how many of these replies were taken.
    """

    def __init__(
        self,
        launched: Launched,
        launch: Callable[[], Launched],
        limits: Limits,
        answer: Callable[[tuple[Any, ...]], Any],
    ) -> None:
        super().__init__(launched, launch, limits)
        self._reply_to = answer
        self.read = 0

    def _spared(
        self,
        requests: Sequence[tuple[Any, ...]],
        parse: Sequence[Callable[[Any], Any]],
    ) -> list[Any]:
        # Elsewhere a thread of its own has read to the end of the file.
        if isinstance(self._launched, Forged) and READS_LATE:
            self._launched.say(*map(self._reply_to, requests))
        replies = super()._spared(requests, parse)
        self.read += len(replies)
        return replies


class Forged:
    """A worker that has sent all its replies already; see `launch.Launched`.

    Args:
        replies: values, or the bytes of frames' bodies.
    """

    def __init__(self, replies: Sequence[Any]) -> None:
        incoming = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads closes it
        nowhere = open(os.devnull, "wb")  # noqa: SIM115
        self.pipes: tuple[IO[bytes], IO[bytes]] = nowhere, incoming
        self._said = 0
        self.say(*replies)

    def say(self, *replies: Any) -> None:
        """Send more replies, behind those that are not read yet."""
        frames = []
        for value in replies:
            body = value if type(value) is bytes else wire.encode(value)
            frames.append(wire.frame(self._said, body))
            self._said += 1
        at = self.pipes[1].fileno()
        read = os.lseek(at, 0, os.SEEK_CUR)
        os.lseek(at, 0, os.SEEK_END)
        os.write(at, b"".join(frames))
        os.lseek(at, read, os.SEEK_SET)

    def ended(self) -> bool:
        """Never: its end shows when there is nothing more to read."""
        return False

    def cpu_seconds(self) -> float:
        """Nothing was computed."""
        return 0.0

    def busy_seconds(self) -> float:
        """Nothing was computed."""
        return 0.0

    def excess(self) -> None:
        """Nothing was used."""

    def release(self) -> None:
        """Nothing is held."""

    def kill(self, grace: float = 0.0) -> int | None:
        """It had ended by itself."""
        return 0

    def why_it_never_started(self) -> GradeError:
        """Return what nobody should see."""
        return KitFault(literal("a forged worker said nothing"))


TAKES = ("S", [("x", False, None), ("pad", True, 0), ("value", True, 0.0)])
# What is sent besides answers: what is loaded, and what a function takes.
OTHER_REPLIES = (("L", None, [("f", 3)], [], [("g", 7)], "", [("f", ["f"])]), TAKES)


def _honest(question: Question) -> tuple[Any, ...]:
    """Return the reply of somebody who is right."""
    value, raises = question.expected
    raised = (raises, [raises, "Exception"], "no", 3, "f", False, "", []) if raises else None
    return "C", raised, value, [], [], "", []


def _changed(honest: Any, draw: random.Random, value: float = 0.0) -> Any:
    """Return a reply with some of its parts, at any depth, exchanged.

    Args:
        value: how often only the value of an answer is.
    """
    places = list(_places(honest, ()))
    if draw.random() < value:
        places = [place for place in places if place[0] == 2]
    changed = honest
    for _ in range(draw.choice((1, 1, 1, 2, 5))):
        changed = _exchanged(changed, draw.choice(places), draw)
    try:
        wire.frame(0, wire.encode(changed))
    except wire.WireError:
        return honest
    return changed


def _places(value: Any, at: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield where the parts of a value are."""
    if at:
        yield at
    if isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _places(item, (*at, index))


def _exchanged(value: Any, at: tuple[Any, ...], draw: random.Random) -> Any:
    if not at:
        return _odd(value, draw)
    if not isinstance(value, list | tuple) or at[0] >= len(value):
        return value  # another change was there before
    items = list(value)
    items[at[0]] = _exchanged(items[at[0]], at[1:], draw)
    return type(value)(items)


NUMBERS = (
    0, -1, 1, 3, 10**9, -(10**9), 1 << 62, -(1 << 63), 1 << 4000, -(1 << 999), True,
    0.0, -0.0, 1e308, -1e308, 5e-324, float("nan"), float("inf"), 1j, 1e308j,
)  # fmt: skip
TEXTS = (
    "",
    "x",
    "é" * 300,
    "\x1b[31m",
    "\u202e",
    "x" * 60_000,
    "🙂" * 10_000,
    "\0",
    "a\nb",
    "'",
)
# What reads the texts of exceptions looks for these.
MISHAPS = (
    "operands could not be broadcast together with shapes (2,3) (4,5) ",
    "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature"
    " (n?,k),(k,m?)->(n?,m?) (size 3 is different from 2)",
    "shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)",
    "index 99999999999999999999999 is out of bounds for axis 0 with size 3",
    "not enough values to unpack (expected 2, got 1)",
    "cannot reshape array of size 6 into shape (4,)",
    "f() missing 1 required positional argument: 'x'",
)  # fmt: skip
FLOATS = (0.0, -1.0, 1e308, -1e308, 5e-324, float("nan"), float("inf"), float("-inf"))


def _odd(value: Any, draw: random.Random) -> Any:
    """Return another value in the place of one."""
    if isinstance(value, np.ndarray) and draw.random() < 0.7:
        return _odd_array(value, draw)
    match draw.randrange(10):
        case 0 | 1 | 2:
            return draw.choice(NUMBERS)
        case 3:
            return draw.choice(TEXTS)
        case 4:
            return draw.choice((None, [], (), {}, b"", [[]], ((),), {"": None}))
        case 5:
            size = draw.choice((1, 2, 5, 100, 2000))
            return [draw.choice((*NUMBERS, *TEXTS[:5]))] * size
        case 6:
            return {draw.choice(TEXTS): value, "a": draw.choice(NUMBERS)}
        case 7:
            why = draw.choice(wire.WHYS)
            return wire.Other(draw.choice(TEXTS), why, draw.choice(TEXTS))
        case 8:
            names = draw.choice(("SyntaxError", "ValueError", "NotImplementedError", "Own"))
            line = draw.choice((3, 0, -(10**9), 1 << 4000, None))
            bases = [names, "Exception"] * draw.choice((1, 400))
            arity, module = draw.random() < 0.3, draw.choice(("", "torch", "nunpy", TEXTS[5]))
            side = draw.choice((0, 3, 1 << 62, 1 << 4000))
            arrays = [(draw.choice((*TEXTS, "x")), (2, side))] * draw.choice((0, 1, 20, 400))
            text, inside = draw.choice((*TEXTS, *MISHAPS)), draw.choice(TEXTS)
            return names, bases, text, line, inside, arity, module, arrays
        case _:
            return _odd_array(np.arange(6.0).reshape(2, 3), draw)


def _odd_array(array: np.ndarray[Any, Any], draw: random.Random) -> np.ndarray[Any, Any]:
    """Return an array of another shape, dtype, layout or with other values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        match draw.randrange(7):
            case 0:
                return np.zeros(array.shape, draw.choice(wire.DTYPES))
            case 1:
                return np.asarray(array.T.copy().T)
            case 2:
                sides = (0, 1, 2, 3, 40) if draw.random() < 0.5 else (0, 1, 2)
                shape = [draw.choice(sides) for _ in range(draw.randrange(4))]
                kind = draw.choice(wire.DTYPES)
                return np.full(shape, draw.choice((0, 1, 100)), kind)
            case 3:
                return np.zeros((1,) * draw.choice((6, 16)), array.dtype)
            case 4:
                return np.array(["x" * 64, "\x1b", ""] * draw.choice((1, 50)))
            case 5:
                return np.repeat(array, 2, -1)[..., ::2] if array.ndim else array[...]
            case _:
                changed = array.copy()
                if array.size and array.dtype.kind in "fc":
                    for _ in range(draw.choice((1, 3, array.size))):
                        changed.flat[draw.randrange(array.size)] = draw.choice(FLOATS)
                    return changed
                return -changed if array.dtype.kind in "iu" else changed


def _bytes_changed(body: bytes, draw: random.Random) -> bytes:
    """Return bytes with a few of them changed, lost, repeated or new."""
    data = bytearray(body)
    for _ in range(draw.choice((0, 1, 1, 2, 4))):
        at = draw.randrange(len(data)) if data else 0
        match draw.randrange(6):
            case 0:
                data[at : at + 1] = bytes((draw.randrange(256),))
            case 1:
                data[at : at + 1] = draw.choice(
                    (b"N", b"L", b"U", b"M", b"A", b"I", b"X", b"S")
                )
            case 2:
                del data[at : at + draw.choice((1, 4, 100))]
            case 3:
                data[at:at] = data[at : at + draw.choice((1, 8, 50))]
            case 4:
                data[at : at + 4] = struct.pack("!I", draw.choice((0, 1, 20_000, 1 << 31)))
            case _:
                data[at : at + 8] = struct.pack("!Q", draw.choice((0, 1, 1 << 20, 1 << 63)))
    return bytes(data)
