"""Which exercise a file's name means, whatever a person, a platform or a copy made of it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from grader.course import Exercise

# Google Drive appends to the whole name: `ex05.py의 사본`.
PYTHON = re.compile(r"(?P<stem>.*)\.py(?:\.txt)?(?:의 사본)?", re.DOTALL)
# What can hold an answer and is not opened here.
HOLDING = re.compile(r".*\.(?:ipynb|pyw|zip|tar|gz|tgz|7z|rar|alz|egg)", re.DOTALL)
# What can be Python under another name: `ex05`, `ex05.txt`, `ex05.py (1)`.
TEXT = re.compile(r"[^.]*|.*\.txt|.*\.py(?![a-z]).*", re.DOTALL)

# `ex05`, `ex5`, `Ex 05`; a letter before it would make it the end of another word.
ID = re.compile(r"(?<![a-z])ex[ _-]?0*([0-9]{1,2})(?![0-9])")
# What makes a list or a range of an id: `ex05,06`, `ex01to07`, `ex1~7`. With a hyphen or an
# underscore the number is that of a copy.
MORE = re.compile(r" ?(?:[,~&+]|to|and|및) ?(?:ex)?0*([0-9]{1,2})(?![0-9])")
# The same with less certainty: `hw5`, `과제5`, `complex05`, `5주차`, `05.py`.
NUMBER = re.compile(
    r"(?:(?<![a-z])(?:exer|exercise|hw|homework|assignment|assign|problem|prob|question|q|task"
    r"|week|lab|p?set|ps)|ex|과제|숙제|문제|연습|실습)(?:no|num)?[ _.#(\[-]*"
    r"0*([0-9]{1,2})(?![0-9])"
    r"|(?<![0-9])0*([0-9]{1,2}) ?주차?(?![가-힣])"
    r"|^0*([0-9]{1,2})(?![0-9a-z])(?![._-][0-9]+[._-][0-9])"  # not a date
)
# `20260308`, `2026-03-08`, `260308`, perhaps with a time behind it: what a person adds to a
# version. A student's number can look like that too, so whoever reads it asks what is beside.
DATE = re.compile(
    r"(?<![0-9])(?:20)?(?P<year>[2-9][0-9])(?P<between>[-_. ]?)(?P<month>0[1-9]|1[0-2])"
    r"(?P=between)(?P<day>0[1-9]|[12][0-9]|3[01])"
    r"(?:[-_ t]?(?P<hour>[01][0-9]|2[0-3])[-_.:]?(?P<minute>[0-5][0-9])"
    r"(?:[-_.:]?[0-5][0-9])?)?(?![0-9])"
)
CLOSE = 0.8  # of difflib: `pading` is close to `padding`, `pool` not to `max_pooling`
SHORTEST = 4  # letters of a name that is compared with titles, such as `conv`
LONGEST = 60  # characters of one

# A test of an answer and an old copy of one are no answers; `grade reset` keeps the last kind.
NEVER = re.compile(
    r"tests?[ _-].*|.*[ _-]tests?"
    r"|.*\.[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{4}(?:-[0-9]+)?"
    r"|(?:.*[^a-z])?(?:bak|backup|old|orig|백업)(?:[^a-z].*)?",
    re.DOTALL,
)
NEVER_FOLDERS = re.compile(
    r"(?:.*[^a-z])?(?:solutions?|tests?|checkpoints?|backups?|bak|old|백업|정답)(?:[^a-z].*)?",
    re.DOTALL,
)
# What is added to a name without saying whose it is.
ADDED = re.compile(
    r"\([0-9]+\)|copy of|copy|의 사본|복사본|사본|final|최종|수정|제출|완성|new|late"
    r"|(?:version|ver|v|week|attempt|try|차시)[ _.-]*[0-9]+|[0-9]+ ?(?:주차|차)"
    r"|exercises?|(?<![0-9])[0-9]{1,2}(?![0-9])"
)


class Meant(NamedTuple):
    """What a name means.

    Attributes:
        exercise: the exercise's full name.
        number: the date in it, as one number, and after that the number that was appended,
            the last of several; or 0.
        by_id: whether the name says the exercise's id: its title alone is less certain.
        alone: whether it says nothing else, but for dates, numbers and marks of copies.
    """

    exercise: str
    number: int
    by_id: bool
    alone: bool


class Names:
    """The names that files for some exercises may have.

    A name means an exercise if it holds its id or its title, in any case and with anything
    around it, and those of no other exercise.
    """

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._numbers: dict[int, list[str]] = {}
        self._titles: dict[str, re.Pattern[str]] = {}
        self._squeezed: dict[str, str] = {}
        for exercise in exercises:
            id_, _, title = exercise.name.partition("_")
            self._numbers.setdefault(int(id_[2:]), []).append(exercise.name)
            words = r"[ _.-]*".join(map(re.escape, title.split("_")))
            self._titles[exercise.name] = re.compile(rf"(?<![a-z]){words}(?![a-z])")
            self._squeezed[title.replace("_", "")] = exercise.name
        # The files of a class are called alike: each name is read once.
        self.meaning: Callable[[str], Meant | None] = lru_cache(4096)(self._meaning)
        self.near: Callable[[str], tuple[str, ...]] = lru_cache(4096)(self._near)

    def _meaning(self, name: str) -> Meant | None:
        """Return what a file's name means, or None."""
        stem = _stem(name)
        if stem is None or NEVER.fullmatch(stem):
            return None
        held = self._held(stem)
        if not held.sure:
            return None
        ((exercise, end),) = held.ends.items()
        numbers = re.findall(r"[0-9]+", DATE.sub(" ", stem[end:]))
        number = int(numbers[-1][-9:]) if numbers else 0
        if dates := [*map(_ordered, DATE.finditer(stem))]:
            number += max(dates) * 10**9
        return Meant(exercise, number, held.by_id, alone=not self.rest(undated(name)))

    def _near(self, name: str) -> tuple[str, ...]:
        """Return the exercises that a file could be for, judging by its name."""
        plain = _plain(name)
        if not (can_hold_answers(name) or TEXT.fullmatch(plain)):
            return ()
        found = {*self._held(plain).ends}
        if not found and can_hold_answers(name):
            stem = plain.partition(".")[0]
            for match in NUMBER.finditer(stem):
                number = next(filter(None, match.groups()))
                found.update(self._numbers.get(int(number), ()))
            squeezed = re.sub(r"[^a-z]", "", stem[:LONGEST])
            alike = difflib.get_close_matches(squeezed, self._squeezed, cutoff=CLOSE)
            alike += [title for title in self._squeezed if title.startswith(squeezed)]
            found.update(self._squeezed[title] for title in alike if len(squeezed) >= SHORTEST)
        return tuple(sorted(found))

    def called(self, folder: str) -> bool:
        """Whether a folder's name is an exercise's, and nothing else."""
        return any(not re.search(r"[^\W_]", rest) for rest in self._without(_plain(folder)))

    def rest(self, name: str) -> str:
        """Return what a name says beside an exercise: whose it is, where it says that.

        Numbers of copies, weeks and versions say nothing, a number alone is a name.
        """
        plain = _stem(name) or _plain(name)
        if plain.isdecimal():
            return plain
        rest = min(self._without(plain), key=len, default=plain)
        return re.sub(r"[\W_]", "", ADDED.sub(" ", rest))

    def _held(self, text: str) -> _Held:
        """Return the exercises that a text names.

        Two ids, two titles, or an id and the title of another exercise leave a doubt.
        """
        ends = {
            exercise: match.end()
            for exercise, pattern in self._titles.items()
            if (match := pattern.search(text))
        }
        titles = {exercise: exercise.partition("_")[2] for exercise in ends}
        for exercise, title in titles.items():
            # `pooling` inside of `max_pooling` is not meant.
            if any(title != other and title in other for other in titles.values()):
                del ends[exercise]
        ids = {int(match[1]): match.end() for match in ID.finditer(text)}
        for end in [*ids.values()]:
            while more := MORE.match(text, end):
                end = more.end()
                ids.setdefault(int(more[1]), end)
        if not ids:
            return _Held(ends, len(ends) == 1, by_id=False)
        named = {
            exercise: end
            for number, end in ids.items()
            for exercise in self._numbers.get(number, ())
        }
        both = {
            exercise: max(end, ends.get(exercise, 0))
            for exercise, end in named.items()
            if not ends or exercise in ends
        }
        if len(ids) == 1 and len(both) == 1 and ends.keys() <= named.keys():
            return _Held(both, True, by_id=True)
        return _Held(named | ends, False, by_id=True)

    def _without(self, text: str) -> list[str]:
        """Return a text without the name of an exercise, for each that it names."""
        rests = []
        for exercise, pattern in self._titles.items():
            number = int(exercise[2:].partition("_")[0])
            rest = pattern.sub(" ", text)
            for match in reversed([*ID.finditer(rest)]):
                if int(match[1]) == number:
                    rest = f"{rest[: match.start()]} {rest[match.end() :]}"
            if rest != text:
                rests.append(rest)
        return rests


class _Held(NamedTuple):
    """The exercises that a text names, each with the end of its name in the text.

    Attributes:
        sure: whether it is one, and nothing in the text speaks against it.
        by_id: whether the text holds an id.
    """

    ends: dict[str, int]
    sure: bool
    by_id: bool


def undated(name: str) -> str:
    """Return a name without the dates in it."""
    return DATE.sub(" ", normalize("NFKC", name))


def _ordered(date: re.Match[str]) -> int:
    """Return a date, and its time if it has one, as a number that is higher for later ones."""
    parts = date["year"], date["month"], date["day"], date["hour"], date["minute"]
    return int("".join(part or "00" for part in parts))


def is_python(name: str) -> bool:
    """Whether a file's name says that it is Python's."""
    return _stem(name) is not None


def can_hold_answers(name: str) -> bool:
    """Whether a file's name says that answers can be in it: Python, a notebook, an archive."""
    return is_python(name) or HOLDING.fullmatch(_plain(name)) is not None


def can_be_read(name: str) -> bool:
    """Whether a file's name says that it is a text with functions in it, perhaps."""
    plain = _plain(name)
    return is_python(name) or plain.endswith((".ipynb", ".pyw")) or bool(TEXT.fullmatch(plain))


def never_counts(folder: str) -> bool:
    """Whether a folder is one of solutions, tests, checkpoints or backups."""
    return NEVER_FOLDERS.fullmatch(_plain(folder)) is not None


def is_set_aside(path: Sequence[str]) -> bool:
    """Whether a file lies in such a folder, or is named as a test or an old copy."""
    return (
        any(map(never_counts, path[:-1])) or NEVER.fullmatch(_stem(path[-1]) or "") is not None
    )


def _stem(name: str) -> str | None:
    match = PYTHON.fullmatch(_plain(name))
    return match["stem"] if match else None


def _plain(name: str) -> str:
    # Also what an East Asian keyboard writes in full width: digits, letters.
    return normalize("NFKC", name).lower()
