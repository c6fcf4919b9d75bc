"""Which exercise a file's name means, also after a platform or a copy changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from grader.course import Exercise

# Exercises are named with letters, digits and underscores, so a hyphen, a space or a
# bracket begins what somebody else appended. `_1` may belong to the name and is not taken.
APPENDED = r"""
    -[0-9]+                               # Canvas: ex05_padding-1
  | \ ?\([0-9]+\)                         # browsers: ex05_padding (1), ex05_padding(1)
  | \ -\ (?:copy|복사본)                  # Windows: ex05_padding - Copy (2)
  | \ (?:copy|사본)(?:\ [0-9]+)?          # macOS: ex05_padding copy 2
"""
NAME = re.compile(
    rf"(?P<name>ex[0-9][0-9](?:_[a-z0-9_]+)?)(?P<appended>(?:{APPENDED})*)\.py", re.VERBOSE
)


@dataclass(frozen=True)
class Meant:
    """What a name means.

    Attributes:
        exercise: the exercise's full name.
        number: the number that was appended, the last of several, or 0.
    """

    exercise: str
    number: int


class Names:
    """The names that files for some exercises may have: in full or as `ex05`, in any case."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        ids = Counter(exercise.id for exercise in exercises)
        self._known = {each.id: each.name for each in exercises if ids[each.id] == 1}
        self._known |= {exercise.name: exercise.name for exercise in exercises}

    def meaning(self, name: str) -> Meant | None:
        """Return what a file's name means, or None."""
        match = NAME.fullmatch(normalize("NFC", name).lower())
        if match is None or match["name"] not in self._known:
            return None
        numbers = re.findall(r"[0-9]+", match["appended"])
        return Meant(self._known[match["name"]], int(numbers[-1][-9:]) if numbers else 0)


def looks_handed_in(name: str) -> bool:
    """Whether a file's name could mean an exercise of some course."""
    return NAME.fullmatch(normalize("NFC", name).lower()) is not None
