"""Finds the course that one works in, and its exercises.

A course is a folder whose pyproject.toml has a `[tool.grade]` table, see `settings`. It is
the one that `--course` names, or the nearest above the working directory.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from grader import hidden, settings
from grader.errors import KitFault, UsageError
from grader.settings import Settings
from grader.words.names import typed
from grader.words.text import Text, _, listed, of_exercise, unbroken

FULL_NAME = re.compile(r"ex\d\d_[a-z0-9_]+")
ID = re.compile(r"ex\d\d")
FIRST_TABLE = re.compile(r"^\[", re.MULTILINE)


class Limits(NamedTuple):
    """What a submission may use.

    Attributes:
        cpu_seconds: CPU time of one call, and of loading the file.
        wall_factor: a call's outer guard on the clock, in multiples of `cpu_seconds`.
        start_seconds: clock time for the worker to start, before student code is near.
        patience_factor: clock time of all calls of a grading, in multiples of what one may
            take: code that answers slowly every time holds up the others no longer.
        restarts: how many times a worker that died is replaced.
    """

    cpu_seconds: float = 2.0
    wall_factor: float = 10.0
    start_seconds: float = 30.0
    patience_factor: float = 5.0
    restarts: int = 4

    @property
    def wall_seconds(self) -> float:
        """Clock time of one call."""
        return self.cpu_seconds * self.wall_factor

    @property
    def patience_seconds(self) -> float:
        """Clock time of all calls of one grading."""
        return self.wall_seconds * self.patience_factor


class Hint(NamedTuple):
    """What helps with a function: a text, and the checks whose failure it is about, if any."""

    text: str
    checks: tuple[str, ...] = ()


class Exercise(NamedTuple):
    """One exercise of a course.

    Attributes:
        name: its full name, `ex05_padding`, which its files share.
        title: a few words, `Padding`.
        root: the course's folder.
        limits: what a submission may use.
        hints: for each function, from a nudge to nearly the answer.
        after: what its solution shows and where it leads, to be read after full marks.
        track: the part of the course that it belongs to, `foundations`.
        builds_on: the exercises that are best done before it, as `ex01`.
        imports: full names of the exercises whose files a file of this one may import, the
            last first: also those that these files may import in turn.
    """

    name: str
    title: str
    root: Path
    limits: Limits = Limits()
    hints: Mapping[str, tuple[Hint, ...]] = {}
    after: str = ""
    track: str = ""
    builds_on: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The short name that a student types, `ex05`."""
        return self.name.partition("_")[0]

    @property
    def heading(self) -> str:
        """`ex05 padding`, as screens begin."""
        return f"{self.id} {self.title[:1].lower()}{self.title[1:]}"

    @property
    def called(self) -> Text:
        """The same, in the language of whoever reads."""
        title = f"{self.title[:1].lower()}{self.title[1:]}"
        return _("{id} {title}", id=self.id, title=of_exercise(self.name, "title", title))

    @property
    def track_called(self) -> Text:
        """Its track as a heading, `Foundations`, in the language of whoever reads."""
        return of_exercise(self.name, "track", f"{self.track[:1].upper()}{self.track[1:]}")

    @property
    def earlier(self) -> "tuple[Exercise, ...]":
        """The exercises whose files may be imported, the first one first.

        Of them only name and place are known: enough to find their files and probes.
        """
        return tuple(Exercise(name, "", self.root) for name in reversed(self.imports))

    def hints_in_order(self, function: str, check: str) -> list[int]:
        """Return the places of a function's hints in the order in which they help.

        Those that name the check that failed come first, all others in the order of the file.
        """
        hints = self.hints.get(function, ())
        return sorted(range(len(hints)), key=lambda place: check not in hints[place].checks)

    @property
    def stub(self) -> Path:
        """The file that a student edits."""
        return self.root / "exercises" / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The right answer in NumPy."""
        return self.root / "solutions" / f"{self.name}.py"

    @property
    def hidden(self) -> Path:
        """The folder that holds how the exercise is judged."""
        return self.root / hidden.FOLDER / self.name

    @property
    def suite(self) -> Path:
        """The hidden suite: its text is `judge.sources.suite_of`, from wherever it is."""
        return self.hidden / f"test_{self.name}.py"

    @property
    def reference(self) -> Path:
        """The same functions in PyTorch."""
        return self.hidden / "reference.py"

    @property
    def mistakes(self) -> Path:
        """The known wrong answers."""
        return self.hidden / "mistakes.py"

    @property
    def probes(self) -> Path:
        """The probes: calls that explain, and are worth no points."""
        return self.hidden / "probes.py"

    @property
    def pristine(self) -> Path:
        """A copy of the stub as the course hands it out."""
        return self.hidden / "stub.py"

    @property
    def record(self) -> Path:
        """The recorded answers of reference and mistakes for the default seed."""
        return self.root / "datasets" / "references" / f"{self.name}.record"

    @property
    def probe_record(self) -> Path:
        """The recorded answers of reference and mistakes to the probes, for all seeds."""
        return self.record.with_suffix(".probes")


class Placed(Protocol):
    """What an order for learning has to know of an exercise; see `Exercise`."""

    @property
    def name(self) -> str:
        """Its full name."""

    @property
    def track(self) -> str:
        """The part of the course that it belongs to, or empty."""

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The exercises that are best done before it, as `ex01`."""


One = TypeVar("One", bound=Placed)


class Place(NamedTuple):
    """Where an exercise stands among the others: no more than that is read for it."""

    name: str
    track: str = ""
    builds_on: tuple[str, ...] = ()


def first_of(left: Sequence[One]) -> One:
    """Return the first that builds on none of the others; where there is none, the first.

    Exercises that build on each other in a ring stop nobody: `grade verify` refuses them.

    Args:
        left: at least one.
    """
    ids = {one.name[:4] for one in left}
    return next((one for one in left if ids.isdisjoint(one.builds_on)), left[0])


def in_learning_order(placed: Iterable[One], tracks: Sequence[str]) -> list[One]:
    """Return exercises track by track, each behind those of its track that it builds on.

    Args:
        placed: the exercises.
        tracks: come first, in this order; then all others in the order of their first
            exercise, and at the end the exercises without a track.
    """
    by_number = sorted(placed, key=lambda one: one.name)
    groups: dict[str, list[One]] = {track: [] for track in tracks}
    for one in sorted(by_number, key=lambda one: not one.track):
        groups.setdefault(one.track, []).append(one)
    order = []
    for left in groups.values():
        while left:
            order.append(first_of(left))
            left.remove(order[-1])
    return order


class Course:
    """A folder of exercises.

    Attributes:
        root: the folder.
        settings: what its pyproject.toml says of it.
    """

    def __init__(self, root: Path, settings: Settings | None = None) -> None:
        self.root = root
        self.settings = settings or Settings()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Full names of all exercises, also of those that are being written."""
        # Not from exercises/: students keep copies of their files there.
        found = hidden.names(self.root)
        return tuple(sorted(name for name in found if FULL_NAME.fullmatch(name)))

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises, by number.

        Raises:
            KitFault: the course has none.
        """
        self._require_names()
        return tuple(self._read(name) for name in self.names)

    def find(self, word: str) -> Exercise:
        """Return the exercise that `word` names: `ex05`, `5`, `ex5`, `ex05_padding`, `padding`.

        Any unambiguous beginning of one of these will do; a file's name or path too.

        Raises:
            UsageError: none is meant, or several.
            KitFault: the course has none.
        """
        self._require_names()
        wanted = word.replace("\\", "/").rpartition("/")[2].removesuffix(".py").lower()
        if number := re.fullmatch(r"(ex)?0*([0-9]{1,2})", wanted):
            full = f"ex{int(number[2]):02d}"
            # `ex1` begins several names, but means the first.
            if not number[1] or any(name.startswith(f"{full}_") for name in self.names):
                wanted = full
        matches = [
            name
            for name in self.names
            if name.startswith(wanted) or name.partition("_")[2].startswith(wanted)
        ]
        exact = [name for name in matches if wanted in (name, *name.split("_", 1))]
        if len(exact or matches) == 1:
            return self._read((exact or matches)[0])
        if matches and wanted:
            raise UsageError(
                _("{word!r} could mean {names}", word=word, names=listed(matches)),
                _("type a little more of it"),
            )
        import difflib

        spellings = [part for name in self.names for part in (name, *name.split("_", 1))]
        near = difflib.get_close_matches(wanted, spellings, n=3, cutoff=0.5)
        raise UsageError(
            _("there is no exercise {word!r} in {course}", word=word, course=self.root.name),
            _("did you mean one of these: {names}?", names=listed(near)) if len(near) > 1
            else _("did you mean {name}?", name=near[0]) if near
            else _("{command} shows all", command=unbroken(command("list"))),
        )  # fmt: skip

    @property
    def order(self) -> tuple[str, ...]:
        """Full names of all exercises in an order for learning.

        Track by track, as the course's settings list them. Inside a track an exercise comes
        after all of that track that it builds on, else by number.
        """
        return tuple(one.name for one in self._places)

    def next_to_do(self, done: Collection[str], last: str = "") -> Exercise | None:
        """Return what is best done next, or None where all is done.

        That is the first in the order for learning that is not done and builds on nothing
        that is not done; where there is none such, the first that is not done. Whoever has
        begun a track stays in it as long as it has one: those behind the last come first,
        then those before it.

        Args:
            done: full names of the exercises that are done.
            last: full name of the one that was at hand, or empty.
        """
        names = self.order
        after = names.index(last) if last in names else len(names)
        track = self._places[after].track if last in names else None

        def distance(place: int) -> int:
            if self._places[place].track != track:
                return 2
            return 0 if place > after else 1

        nearest = sorted(range(len(names)), key=distance)
        left = [self._places[place] for place in nearest if names[place] not in done]
        return self._read(first_of(left).name) if left else None

    def before(self, exercise: Exercise) -> tuple[Exercise, ...]:
        """Return the exercises that one builds on, as far as the course has them."""
        return tuple(self._read(one) for one in self.names if one[:4] in exercise.builds_on)

    def _require_names(self) -> None:
        if not self.names:
            raise KitFault(
                _(
                    "{course} has neither {folder}/ nor {pack}, and so no exercises",
                    course=self.root.name,
                    folder=hidden.FOLDER,
                    pack=hidden.PACK,
                ),
                _("take the folder datasets/ from a fresh copy of the course"),
            )

    @cached_property
    def _places(self) -> list[Place]:
        return in_learning_order(map(self._place, self.names), self.settings.tracks)

    def _place(self, name: str) -> Place:
        """Return where an exercise stands; a damaged description is told by `_read`."""
        try:
            text = hidden.read(self.root, name, hidden.DESCRIPTION)
            try:
                # Hints are most of the file, and after the first full marks time counts.
                described = tomllib.loads(FIRST_TABLE.split(text, 1)[0])
            except ValueError:  # a text with such a line
                described = tomllib.loads(text)
            one = _exercise(name, self.root, described)
        except (OSError, ValueError, KitFault):
            return Place(name)
        return Place(name, one.track, one.builds_on)

    def _read(self, name: str) -> Exercise:
        file = hidden.DESCRIPTION
        try:
            described = tomllib.loads(hidden.read(self.root, name, file))
        except FileNotFoundError:
            described = {}  # it is being written: `grade verify` names what is missing
        except (OSError, ValueError) as error:
            raise KitFault(
                _("{file} of {exercise} cannot be read: {error}",
                  file=file, exercise=name, error=error),
                hidden.fresh_copy(self.root),
            ) from error  # fmt: skip
        exercise = _exercise(name, self.root, described)
        if not exercise.imports:
            return exercise
        return exercise._replace(imports=self._imported(exercise))

    def _imported(self, exercise: Exercise) -> tuple[str, ...]:
        """Return the full names of all exercises whose files one may import, the last first.

        Raises:
            KitFault: one is not in the course, or no earlier one: then there is no end.
        """
        full: set[str] = set()
        for id in exercise.imports:
            name = next((one for one in self.names if one[:4] == id), None)
            if name is None or id >= exercise.id:
                raise KitFault(
                    _("{file} of {exercise} names {other} in {key}, which is no earlier "
                      "exercise of the course", file=hidden.DESCRIPTION, exercise=exercise.name,
                      other=id, key="imports"),
                    _("name exercises with a lower number; see {page}", page="docs/authors.md"),
                )  # fmt: skip
            full |= {name, *self._read(name).imports}
        return tuple(sorted(full, reverse=True))


def _exercise(name: str, root: Path, described: dict[str, Any]) -> Exercise:
    limits, hints = described.get("limits", {}), described.get("hints", {})
    title = described.get("title", name.partition("_")[2].replace("_", " "))
    after, track = described.get("after", ""), described.get("track", "")
    builds_on, imports = described.get("builds_on", []), described.get("imports", [])
    known = Limits._fields
    as_it_should_be = (
        isinstance(title, str)
        and isinstance(after, str)
        and isinstance(track, str)
        and isinstance(builds_on, list)
        and isinstance(imports, list)
        and all(
            isinstance(other, str) and ID.fullmatch(other) for other in (*builds_on, *imports)
        )
        and isinstance(limits, dict)
        and all(key in known and type(limits[key]) in (int, float) for key in limits)
        and isinstance(hints, dict)
        and all(isinstance(given, list) for given in hints.values())
    )
    try:
        if as_it_should_be:
            told = {key: tuple(map(_hint, given)) for key, given in hints.items()}
            return Exercise(
                name, title, root, Limits(**limits), told, after.strip(), track,
                (*builds_on,), (*imports,),
            )  # fmt: skip
    except (TypeError, ValueError, LookupError):
        pass
    raise KitFault(
        _(
            "{file} of {exercise} is not as it should be",
            file=hidden.DESCRIPTION,
            exercise=name,
        ),
        _(
            "it may have title, track, builds_on, imports, after, [limits] and [hints]; see "
            "{page}",
            page="docs/authors.md",
        ),
    )


def _hint(given: Any) -> Hint:
    """Return a hint as a description has it: a text, or a table with `text` and `checks`.

    Raises:
        TypeError, LookupError, ValueError: it is neither.
    """
    if isinstance(given, str):
        return Hint(given)
    text, checks = given["text"], given.get("checks", [])
    if {*given} - {*Hint._fields} or {*map(type, [text, *checks])} != {str}:
        raise ValueError
    return Hint(text, tuple(checks))


_named: Path | None = None  # what `--course` names


def name_course(folder: Path | None) -> None:
    """Have a folder be the course of this process, or again none."""
    global _named
    _named = folder


def named_course() -> Path | None:
    """Return the folder that was named to be the course of this process, or None."""
    return _named


def is_named() -> bool:
    """Whether the course of this process was named, so that nobody can be surprised by it."""
    return _named is not None


def here() -> Course:
    """Return the course that was named, or else the one upwards from the working directory.

    What lies beside a judged file never decides: a suite runs in this process.

    Raises:
        UsageError: there is none.
        KitFault: its settings are not as they should be.
    """
    if _named is None:
        return find_course(Path.cwd())
    folder = _named.resolve()
    table = settings.read(folder)
    if table is None:
        raise UsageError(
            _("{folder} is no course: its pyproject.toml has no table [tool.grade]",
              folder=_named),
            _("name the folder that holds exercises/"),
        )  # fmt: skip
    return Course(folder, table)


def command(*words: str) -> str:
    """Return a command of the kit as it is typed, for the course of this process."""
    named = () if _named is None else ("--course", str(_named))
    return typed("grade", *words, *named)


def find_course(*starts: Path) -> Course:
    """Return the course found upwards from the first of `starts` that lies in one.

    Raises:
        UsageError: none of them does.
        KitFault: its settings are not as they should be.
    """
    for start in starts:
        start = start.resolve()
        for folder in (start, *start.parents):
            table = settings.read(folder)
            if table is not None:
                return Course(folder, table)
    raise UsageError(
        _("there is no course in {folder} or above it", folder=starts[-1].resolve()),
        _("go to the folder that holds exercises/ and run grade there, or name it:   {option}",
          option=unbroken("--course FOLDER")),
    )  # fmt: skip


def root_above(folder: Path) -> Path | None:
    """Return the nearest course that a folder lies in, whatever its settings say, or None."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        try:
            if settings.read(place) is not None:
                return place
        except KitFault:
            return place
    return None


def refuse_foreign(course: Course, file: Path, hint: Text) -> None:
    """Go on only with a file that lies in no other course, unless the course was named.

    Args:
        hint: what to do.

    Raises:
        UsageError: it lies in another one; the message names both.
    """
    other = None if is_named() else root_above(file.parent)
    if other is not None and not other.samefile(course.root):
        raise UsageError(
            _("{file} lies in another course, {other}; the course here is {course}",
              file=file.name, other=other, course=course.root),
            hint,
        )  # fmt: skip
