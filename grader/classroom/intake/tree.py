"""What intake asks of a folder or a zip: what lies in it, and a file's bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from grader.judge.submission import MAX_BYTES, too_large
from grader.report import Outcome, Reason
from grader.words.text import Text

JUNK = ("__macosx", "__pycache__", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
Path = tuple[str, ...]  # names from the top down, as they are stored


class Kind(Enum):
    """What an entry of a folder is."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    OTHER = auto()  # a pipe, a device, a socket


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder.

    Attributes:
        path: where it lies.
        kind: what it is, a link being a link.
        modified: when it was last changed, seconds since 1970, where that is known.
        position: its place in a zip's directory, which may hold a name twice.
    """

    path: Path
    kind: Kind
    modified: float | None = None
    position: int = 0

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


class Refused(Exception):
    """Something handed in is not read.

    Attributes:
        reason: what is not read and why.
        hint: what to do about it, or None.
        outcome: what the checks of its exercise become.
    """

    outcome = Outcome.ERROR

    def __init__(self, reason: Reason, hint: Reason | None = None) -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.hint = hint


class Unreadable(Refused):
    """The machine does not let it be read: nobody's mark may suffer."""

    outcome = Outcome.INTERNAL


class Tree(Protocol):
    """A folder or a zip, of which nothing is reached through a link."""

    @property
    def notes(self) -> Sequence[Text]:
        """What the instructor must know of it."""

    @property
    def outside(self) -> Sequence[str]:
        """Names of files that were ignored because they lead out of it."""

    def entries(self, folder: Path, most: int) -> list[Entry]:
        """Return at most so many of the entries of a folder, in no order.

        Raises:
            Refused: it is not a folder, or not any more.
            Unreadable: the system refuses.
        """

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of a file.

        Raises:
            Refused: it is no plain file of at most `MAX_BYTES`.
            Unreadable: the system refuses.
        """


def check_size(size: int) -> None:
    """Refuse a file that is larger than any answer.

    Raises:
        Refused: it is.
    """
    if size > MAX_BYTES:
        raise Refused(too_large(size))


def check_kind(entry: Entry, what: str = "file") -> None:
    """Refuse what is neither a file nor a folder of its own.

    Args:
        what: in whose place it is: a `file`, or a student's `folder`.

    Raises:
        Refused: it is a link, a pipe, a device or a socket.
    """
    if entry.kind is Kind.LINK:
        raise Refused(Reason("is_a_link", {"what": what}), Reason("hand_in_no_links"))
    if entry.kind is Kind.OTHER:
        raise Refused(Reason("not_regular", {"what": what}))


def counts(entry: Entry) -> bool:
    """Whether an entry is neither hidden nor what a system leaves beside files."""
    return not entry.name.startswith(".") and entry.name.lower() not in JUNK
