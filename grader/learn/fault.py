"""Keeps the traceback of a fault of the kit, for whoever can fix it."""

from __future__ import annotations

import hashlib
import tempfile
import traceback
from pathlib import Path

from grader import files
from grader.course import find_course
from grader.errors import GradeError, KitFault
from grader.words.text import _


def kept(error: Exception) -> KitFault:
    """Keep the traceback of any error; return what is said of it."""
    return KitFault(
        _("the grader failed, not your code; nothing was marked"),
        _("try once more, or send {file} to your instructor", file=keep(error)),
    )


def keep(error: Exception) -> str:
    """Write the traceback to `.grade/fault-<number>.txt`; return the file's path.

    The number is made from the traceback, so that the same fault has the same one.
    """
    text = "".join(traceback.format_exception(error))
    name = f"fault-{hashlib.sha256(text.encode()).hexdigest()[:6]}.txt"
    try:
        root = find_course(Path.cwd()).root
        files.replace(root / ".grade" / name, text.encode())
        return f".grade/{name}"
    except (OSError, GradeError):
        path = Path(tempfile.gettempdir()) / name
        path.write_text(text, encoding="utf-8")
        return str(path)
