"""Reads and writes records: what PyTorch, and each known mistake, answered to a suite.

A record is one flat file:

    magic | length of head (8) | SHA-256 of that and of all that follows (32)
          | head, JSON, compressed | body

The head lists the calls in the order in which the suite asks them, with the place of the
reference's answer in the body. A mistake's answers are kept only where they differ from
the reference's; those of all mistakes of a function are compressed together, for they have
much in common, and one is decoded only when a diagnosis asks for it. The keys of a call are
(check, case, ordinal); a digest of function and arguments guards against a record that is
older than its suite. Two older formats are read: in 2 the head was not compressed, and 1
kept the answers of each mistake by itself, too.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from grader import files
from grader.course import Exercise, command
from grader.errors import KitFault, StaleRecord
from grader.report import SOLUTIONS, Oracle
from grader.sandbox.answer import Answer, Raised
from grader.sandbox.inside import wire
from grader.words.text import Text, _, unbroken

MAGIC = b"grade record 3\n"
OLDER = b"grade record 1\n", b"grade record 2\n"
MAX_HEAD = 4 << 20  # bytes, decompressed
MAX_MISTAKES = 32 << 20  # bytes, decompressed
# What the head of a record holds at least.
HEAD = {"exercise", "seed", "versions", "sources", "functions", "calls", "mistakes"}
VERSIONS = {"torch", "numpy"}
MISTAKE = {"id", "function", "text"}

Key = tuple[str, int, int]  # check, case, ordinal of the call in the case


class Expected(NamedTuple):
    """The right answer to a call: a value, or the name of a built-in exception."""

    value: Any = None
    raises: str | None = None


class Asked(NamedTuple):
    """A call that a suite asks, with its right answer."""

    key: Key
    function: str
    digest: str
    expected: Expected


class Mistake(NamedTuple):
    """A known wrong answer.

    Attributes:
        id: its function's name in mistakes.py.
        function: the function of the exercise that it replaces.
        text: what its author is told.
        answers: its answers where they differ from the reference's.
    """

    id: str
    function: str
    text: str
    answers: Mapping[Key, Answer]


class _Pool:
    """Answers as bytes, one after the other, decoded when they are asked for."""

    def __init__(self, starts: Sequence[int], data: bytes) -> None:
        self._starts = starts
        self._data = data
        self._known: dict[int, Answer] = {}

    def answer(self, number: int) -> Answer:
        """Return one of them."""
        if number not in self._known:
            data = self._data[self._starts[number] : self._starts[number + 1]]
            self._known[number] = _answer(wire.decode(data))
        return self._known[number]


class Answers(Mapping[Key, Answer]):
    """A mistake's answers by the keys of their calls, decoded when they are asked for."""

    def __init__(self, numbers: Mapping[Key, int], pool: _Pool) -> None:
        self._numbers = numbers
        self._pool = pool

    def __getitem__(self, key: Key) -> Answer:
        return self._pool.answer(self._numbers[key])

    def __contains__(self, key: object) -> bool:
        return key in self._numbers  # a Mapping's own would decode

    def __iter__(self) -> Iterator[Key]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _answer(fields: Sequence[Any]) -> Answer:
    value, raised, changed, shared = fields
    raised = None if raised is None else Raised(raised[0], raised[1])
    return Answer(value=value, raised=raised, changed=changed, shared=shared)


def form_of(value: Any) -> Any:
    """Return zeros in the form of a value: what is kept of one that depends on chance."""
    if isinstance(value, np.ndarray):
        return np.zeros_like(value)
    if isinstance(value, dict):
        return {key: form_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(form_of, value))
    return type(value)() if type(value) in (bool, int, float, complex, str) else value


def digest(
    function: str, arguments: Sequence[Any], named: Mapping[str, Any]
) -> tuple[str, bytes]:
    """Return the digest of a call, and the call as bytes: function, arguments, named ones."""
    encoded = wire.encode((function, tuple(arguments), dict(named)))
    return hashlib.sha256(encoded).hexdigest()[:24], encoded


class Record:
    """A record that was read: an oracle for one exercise and one seed.

    Attributes:
        head: `exercise`, `seed`, `versions`, `sources` (digests), `functions` (signatures).
    """

    def __init__(self, head: dict[str, Any], body: bytes) -> None:
        self.head = head
        self._body = body
        self._mistakes: dict[str, list[Mistake]] = {}
        self._answers: dict[tuple[int, int], Expected] = {}
        self._places = {
            (check, case, ordinal): (function, guard, start, size)
            for check, case, ordinal, function, guard, start, size in head["calls"]
        }

    @property
    def functions(self) -> dict[str, str]:
        """The exercise's functions and their signatures, in order."""
        return dict(self.head["functions"])

    @property
    def oracle(self) -> Oracle:
        """Whose answers it holds; those of solutions have no version of PyTorch."""
        versions = self.head["versions"]
        if versions["torch"]:
            return Oracle(version=str(versions["torch"]))
        return Oracle(SOLUTIONS, str(versions["numpy"]))

    def function_of(self, check: str) -> str:
        """Return the function that a check asks first, or an empty string."""
        key = (check, 0, 0)
        return str(self._places[key][0]) if key in self._places else ""

    @property
    def standard(self) -> str:
        """A digest of what marks rest on: functions, calls and right answers, in their order.

        Neither the known mistakes nor versions and digests of sources are part of it.
        """
        digest = hashlib.sha256(json.dumps(self.head["functions"]).encode())
        for key, (function, guard, start, size) in self._places.items():
            digest.update(json.dumps([*key, function, guard, size]).encode())
            digest.update(self._body[start : start + size])
        return digest.hexdigest()

    @property
    def calls(self) -> list[Asked]:
        """All calls with their right answers, in the order of the suite."""
        return [
            Asked(key, function, guard, self._expected(start, size))
            for key, (function, guard, start, size) in self._places.items()
        ]

    def expect(
        self,
        key: Key,
        function: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
        digest: str,
    ) -> Expected:
        """Return the right answer to a call.

        Args:
            digest: of function and arguments, see `digest`.

        Raises:
            StaleRecord: the record has no such call, or one with other arguments.
        """
        place = self._places.get(key)
        if place is None or place[:2] != (function, digest):
            check, case, ordinal = key
            exercise = str(self.head["exercise"])
            raise StaleRecord(
                _("the record of {exercise} does not hold call {ordinal} of case {case} in "
                  "{check}: the suite is newer than its record",
                  exercise=exercise, ordinal=ordinal, case=case, check=check),
                _hint(exercise.partition("_")[0]),
            )  # fmt: skip
        return self._expected(place[2], place[3])

    def mistakes_of(self, function: str) -> list[Mistake]:
        """Return the known mistakes of a function; they are decoded once."""
        if function not in self._mistakes:
            self._mistakes[function] = self._decoded(function)
        return self._mistakes[function]

    def decode_all(self) -> None:
        """Decode every answer now, for all processes that are forked afterwards."""
        for _function, _guard, start, size in self._places.values():
            self._expected(start, size)
        for function in self.functions:
            for mistake in self.mistakes_of(function):
                dict(mistake.answers)

    def _decoded(self, function: str) -> list[Mistake]:
        items = [item for item in self.head["mistakes"] if item["function"] == function]
        if "answers" not in self.head:
            return [
                Mistake(item["id"], function, item["text"], self._each(item)) for item in items
            ]
        if not items:
            return []
        which, starts, pool = wire.decode(self._unpacked(*self.head["answers"][function]))
        # One call may stand there twice: where a suite makes a claim of its own.
        keys = [(check, case, ordinal) for check, case, ordinal, *_ in self.head["calls"]]
        held = _Pool(starts.tolist(), pool)
        return [
            Mistake(
                item["id"],
                function,
                item["text"],
                Answers({keys[call]: number for call, number in rows.tolist()}, held),
            )
            for item, rows in zip(items, which, strict=True)
        ]

    def _each(self, item: Mapping[str, Any]) -> dict[Key, Answer]:
        """Return a mistake's answers as format 1 has them."""
        unpacked = self._unpacked(item["start"], item["size"])
        return {tuple(key): _answer(fields) for key, *fields in wire.decode(unpacked)}

    def _unpacked(self, start: int, size: int) -> bytes:
        packed = self._body[start : start + size]
        return zlib.decompressobj().decompress(packed, MAX_MISTAKES)

    def _expected(self, start: int, size: int) -> Expected:
        if (start, size) not in self._answers:
            value, raises = wire.decode(self._body[start : start + size])
            self._answers[start, size] = Expected(value, raises)
        return self._answers[start, size]


def write(
    path: Path,
    about: Mapping[str, Any],
    calls: Sequence[Asked],
    mistakes: Sequence[Mistake],
) -> int:
    """Write a record atomically; return its size in bytes.

    Args:
        about: the head's `exercise`, `seed`, `versions`, `sources` and `functions`.
    """
    data = pack(about, calls, mistakes)
    files.replace(path, data)
    return len(data)


def pack(
    about: Mapping[str, Any], calls: Sequence[Asked], mistakes: Sequence[Mistake]
) -> bytes:
    """Return the bytes of a record, see `write`."""
    body = bytearray()
    places: dict[bytes, int] = {}  # the same answer is stored once

    def put(data: bytes) -> tuple[int, int]:
        if data not in places:
            places[data] = len(body)
            body.extend(data)
        return places[data], len(data)

    rows = [
        [*asked.key, asked.function, asked.digest,
         *put(wire.encode((asked.expected.value, asked.expected.raises)))]
        for asked in calls
    ]  # fmt: skip
    known = [
        {"id": mistake.id, "function": mistake.function, "text": mistake.text}
        for mistake in mistakes
    ]
    numbers = {asked.key: number for number, asked in enumerate(calls)}
    answers = {
        function: put(_packed([one for one in mistakes if one.function == function], numbers))
        for function in dict.fromkeys(mistake.function for mistake in mistakes)
    }
    about = {**about, "calls": rows, "mistakes": known, "answers": answers}
    head = zlib.compress(json.dumps(about).encode(), 9)
    rest = head + bytes(body)
    size = len(head).to_bytes(8, "big")
    return MAGIC + size + hashlib.sha256(size + rest).digest() + rest


def _packed(mistakes: Sequence[Mistake], numbers: Mapping[Key, int]) -> bytes:
    """Return the answers of all mistakes of a function.

    For each mistake rows of two: the number of a call, and that of an answer; then where
    each answer begins; then the answers.
    """
    pool: dict[bytes, int] = {}
    which = []
    for mistake in mistakes:
        rows = [
            (numbers[key], pool.setdefault(_encoded(answer), len(pool)))
            for key, answer in mistake.answers.items()
        ]
        which.append(np.array(rows, "int64").reshape(-1, 2))
    ends = np.cumsum([0, *map(len, pool)])
    encoded = wire.encode((which, ends.astype("int64"), b"".join(pool)))
    return zlib.compress(encoded, 9)


def _encoded(answer: Answer) -> bytes:
    raised = answer.raised and (answer.raised.type_name, answer.raised.builtins)
    return wire.encode((answer.value, raised, answer.changed, answer.shared))


def read(path: Path, exercise_id: str) -> Record:
    """Return the record at `path`.

    Raises:
        KitFault: there is none, or it is damaged.
    """
    return parse(read_bytes(path, exercise_id), path.name, exercise_id)


def read_bytes(path: Path, exercise_id: str) -> bytes:
    """Return the bytes of the record at `path`.

    Raises:
        KitFault: there is none.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise KitFault(
            _("the recorded references of {exercise} are missing ({file})",
              exercise=exercise_id, file=path.name),
            _hint(exercise_id),
        ) from error  # fmt: skip


def checksum(path: Path) -> str:
    """Return the digest that a record says it has.

    Raises:
        OSError: there is none.
    """
    with open(path, "rb") as stream:
        return stream.read(len(MAGIC) + 8 + 32)[-32:].hex()


def parse(data: bytes, name: str, exercise_id: str) -> Record:
    """Return the record that the bytes of a file called `name` hold.

    Raises:
        KitFault: it is damaged.
    """
    size = data[len(MAGIC) : len(MAGIC) + 8]
    start = len(MAGIC) + 8 + 32
    rest = data[start:]
    if (
        not data.startswith((MAGIC, *OLDER))
        or hashlib.sha256(size + rest).digest() != data[start - 32 : start]
    ):
        raise _damaged(name, exercise_id)
    end = int.from_bytes(size, "big")
    try:
        head = json.loads(_head(rest[:end]) if data.startswith(MAGIC) else rest[:end])
        whole = (
            HEAD.issubset(head)
            and VERSIONS.issubset(head["versions"])
            and all(MISTAKE.issubset(item) for item in head["mistakes"])
        )
        if whole:
            return Record(head, rest[end:])
    except (ValueError, TypeError, AttributeError, zlib.error):
        pass
    raise _damaged(name, exercise_id)


def _head(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, MAX_HEAD)


def _damaged(name: str, exercise_id: str) -> KitFault:
    return KitFault(
        _("the recorded references of {exercise} are damaged ({file})",
          exercise=exercise_id, file=name),
        _hint(exercise_id),
    )  # fmt: skip


def _hint(exercise_id: str) -> Text:
    return _("take it from a fresh copy of the course, or run   {command}",
             command=unbroken(command("record", exercise_id)))  # fmt: skip


def path_for(exercise: Exercise, seed: int, folder: Path | None = None) -> Path:
    """Return where the record for a seed is: with the course, or in its cache.

    Args:
        folder: where a class keeps those for other seeds than everybody's.
    """
    if seed == 0:
        return exercise.record
    folder = folder or exercise.root / ".grade" / "references"
    return folder / f"{exercise.name}.seed{seed}.record"


def find(exercise: Exercise, seed: int) -> Record:
    """Return the record of an exercise for a seed.

    Raises:
        KitFault: there is none, or it is damaged.
    """
    return read(path_for(exercise, seed), exercise.id)
