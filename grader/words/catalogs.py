"""Which language a command speaks, and the catalog of its sentences.

    --language CODE, else GRADE_LANGUAGE, else the course's table, else the system's own

English needs no catalog: nothing is looked up for it, and gettext is not imported. Other
languages lie in `locale/<code>/LC_MESSAGES/grade.mo` beside this file.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from grader.words.text import English, Language

if TYPE_CHECKING:
    from gettext import NullTranslations

FOLDER = os.path.join(os.path.dirname(__file__), "locale")
DOMAIN = "grade"
VARIABLE = "GRADE_LANGUAGE"
SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set, as gettext does


class MadeUp:
    """English in brackets: whatever stands outside of them, no translator would see.

    Sentences of the kit stand in U+27E6 and U+27E7, texts of an exercise in U+27EA and
    U+27EB. For developers and translators.
    """

    code = "en-XA"

    def one(self, english: str) -> str:
        """Return a template in brackets."""
        return f"\u27e6{english}\u27e7"

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the template that fits a number, in brackets."""
        return self.one(one if count == 1 else many)

    def of_exercise(self, exercise: str, key: str, english: str) -> str:
        """Return a text of an exercise in brackets of its own."""
        return f"\u27ea{english}\u27eb"


class Catalog:
    """A language whose sentences gettext finds; those that it lacks are English."""

    def __init__(self, code: str, translations: NullTranslations) -> None:
        self.code = code
        self._translations = translations

    def one(self, english: str) -> str:
        """Return a template in this language."""
        return self._translations.gettext(english)

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the template that fits a number, by the rule of this language."""
        return self._translations.ngettext(one, many, count)

    def of_exercise(self, exercise: str, key: str, english: str) -> str:
        """Return a text of an exercise: there are no translations of them yet."""
        return english


def chosen(option: str | None = None, course: str | None = None) -> Language:
    """Return the language to speak; English where the one that is asked for is not there.

    Args:
        option: what was typed after `--language`.
        course: what the course's table asks for.
    """
    for code in (option, os.environ.get(VARIABLE), course):
        if code:
            return language(code) or English()
    system = next(filter(None, map(os.environ.get, SYSTEM)), "")
    return next(filter(None, map(language, system.split(":"))), English())


def language(code: str) -> Language | None:
    """Return a language by its code, or None where the kit does not speak it.

    Args:
        code: `ko`, and also as systems write it, `ko_KR.UTF-8`.
    """
    whole = _plain(code)
    for wanted in (whole, whole.partition("_")[0]):
        if wanted == _plain(MadeUp.code):
            return MadeUp()
        if wanted == English.code:
            return English()
        folder = {_plain(name): name for name in _folders()}.get(wanted)
        if folder is not None:
            return _loaded(folder)
    return None


def codes() -> list[str]:
    """Return the codes of all languages that the kit speaks, without the made-up one."""
    return sorted([English.code, *_folders()])


def _plain(code: str) -> str:
    return code.partition(".")[0].partition("@")[0].replace("-", "_").lower()


def _folders() -> list[str]:
    try:
        return os.listdir(FOLDER)
    except OSError:
        return []


@cache
def _loaded(folder: str) -> Language | None:
    """Return the language of a folder, or None where its catalog is absent or damaged."""
    import gettext
    import struct

    try:
        return Catalog(folder, gettext.translation(DOMAIN, FOLDER, [folder]))
    except (OSError, ValueError, struct.error):
        return None
