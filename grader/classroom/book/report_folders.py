"""Names the folder of each student's reports: safe on Linux, macOS and Windows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set
from unicodedata import normalize

MOST = 100  # bytes
SLUG = 40  # characters
FORBIDDEN = re.compile(r'[<>:"/\\|?*~]')  # `~`: Windows calls a long name LONGNA~1 as well
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.I)


def name_for(student: str, taken: Set[str]) -> str:
    """Return a student's own name where that is a safe file name, else a slug with a digest.

    Args:
        student: any text.
        taken: the names that others have, as `folded` returns them.
    """
    if is_safe(student) and folded(student) not in taken:
        return student
    ascii_only = normalize("NFKD", student).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:SLUG].rstrip("-") or "student"
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    length = 8
    while f"{slug}-{digest[:length]}" in taken:
        length += 1
    return f"{slug}-{digest[:length]}"


def folded(name: str) -> str:
    """Return what two names share that some system takes for one: case, accents composed."""
    return normalize("NFD", normalize("NFD", name).casefold())


def is_safe(name: str) -> bool:
    """Whether every system can have a folder of this name, and shows it as it is."""
    return (
        bool(name)
        and name.isprintable()
        and name == normalize("NFC", name)
        and not FORBIDDEN.search(name)
        and not RESERVED.fullmatch(name)
        and name[0] not in ".- "
        and name[-1] not in ". "
        and len(name.encode("utf-8", "surrogatepass")) <= MOST
    )
