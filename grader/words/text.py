"""Sentences that can only be drawn: nothing compares, searches or cuts them.

A `Text` is an English template with named places, and what stands in them. It becomes a
`str` in `draw` alone, in the language of the process, and only drawers call that. So no
code can take a sentence for data: a `Text` is no `str`, which mypy holds, and at run time
it refuses to be made one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, final

from grader.words.names import plain

JOINT = "\ue000"  # stands for a space where no line ends, from within a text to its drawer


class Language(Protocol):
    """Turns English templates into another language's.

    Attributes:
        code: such as `ko`.
    """

    code: str

    def one(self, english: str) -> str:
        """Return a template in this language."""

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the template that fits a number."""

    def of_exercise(self, exercise: str, key: str, english: str) -> str:
        """Return a text of an exercise: its title, a hint, a claim, a mistake."""


class English:
    """The language of the templates: nothing to look up, nothing to load."""

    code = "en"

    def one(self, english: str) -> str:
        """Return the template."""
        return english

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the template that fits a number."""
        return one if count == 1 else many

    def of_exercise(self, exercise: str, key: str, english: str) -> str:
        """Return the text."""
        return english


class Text:
    """What a person reads. It can stand in another `Text`, be compared with one, be drawn."""

    __slots__ = ("_key",)

    def __init__(self, *key: Any) -> None:
        self._key = key

    if not TYPE_CHECKING:  # so that mypy refuses to compare it with a str

        def __eq__(self, other: object) -> bool:
            """Whether two texts are the same, places included.

            Raises:
                TypeError: the other is a `str`: what a sentence says is not for code to read.
            """
            if isinstance(other, str):
                raise TypeError("a Text is not compared with a str")
            return type(self) is type(other) and self._key == other._key

    def __hash__(self) -> int:
        """Return the hash of what it is made of."""
        return hash(repr(self._key))

    def __str__(self) -> str:
        """Refuse: only `draw` makes a `str` of it."""
        raise TypeError("a Text is drawn by grader.words.text.draw")

    def __format__(self, form: str) -> str:
        """Refuse, as `__str__` does: sentences are not glued from pieces."""
        return str(self)

    def __repr__(self) -> str:
        """Return what it is made of, for whoever debugs."""
        return f"{type(self).__name__}{self._key!r}"

    def _drawn(self, language: Language) -> str:
        raise NotImplementedError


@final
class _Sentence(Text):
    """A template and its places."""

    __slots__ = ()

    def _drawn(self, language: Language) -> str:
        english, values = self._key
        return _filled((language.one(english), english), values, language)


@final
class _Plural(Text):
    """Two templates, the number that chooses between them, and their places."""

    __slots__ = ()

    def _drawn(self, language: Language) -> str:
        one, many, count, values = self._key
        templates = language.plural(one, many, count), one if count == 1 else many
        return _filled(templates, {"count": count, **values}, language)


@final
class _Literal(Text):
    """Code, a name, a number: the same in every language."""

    __slots__ = ()

    def _drawn(self, language: Language) -> str:
        return plain(str(self._key[0]))


@final
class _Unbroken(Text):
    """What is typed, the same in every language."""

    __slots__ = ()

    def _drawn(self, language: Language) -> str:
        return plain(str(self._key[0])).replace(" ", JOINT)


@final
class _OfExercise(Text):
    """An exercise's own text."""

    __slots__ = ()

    def _drawn(self, language: Language) -> str:
        return language.of_exercise(*self._key)


@final
class _Several(Text):
    """Whole sentences after each other, or items of a list."""

    __slots__ = ()

    def _drawn(self, language: Language) -> str:
        between, texts = self._key
        return str(between).join(text._drawn(language) for text in texts)


def _filled(templates: tuple[str, str], values: dict[str, Any], language: Language) -> str:
    """Fill a translated template, or the English one where its places are others."""
    translated, english = templates
    if not values:
        return translated
    drawn = {name: _place(value, language) for name, value in values.items()}
    try:
        return translated.format(**drawn)
    except (LookupError, ValueError):
        return english.format(**drawn)


def _place(value: Any, language: Language) -> Any:
    """Return what is put into a place: a name is a stranger's, and can hold anything."""
    if isinstance(value, Text):
        return value._drawn(language)
    if value is None or isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else str(value)
    return value if text.isprintable() else _Name(text)


class _Name(str):
    """A text that stands in a sentence as one clean line; `!r` spells it out as ever."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return format(plain(self), form)


def _(english: str, /, **values: Any) -> Text:
    """Return a whole sentence: `_("{function} is not written yet", function=name)`.

    Args:
        english: a template in the form of `str.format`, written out where it is used:
            Babel collects it. Without values it stands as it is.
        values: what stands in its places: plain values, or other texts.
    """
    return _Sentence(english, values)


def plural(one: str, many: str, count: int, /, **values: Any) -> Text:
    """Return one of two sentences, as a number wants it; the number is their place `count`."""
    return _Plural(one, many, count, values)


def N_(english: str) -> str:
    """Mark a text for the catalog that `draw` does not reach: click draws help by itself."""
    return english


def literal(text: object) -> Text:
    """Return what is the same in every language: code, a name, a path, Python's own words."""
    return _Literal(text)


def unbroken(typed: str) -> Text:
    """Return a command, or an option with its value: whoever copies it wants one line."""
    return _Unbroken(typed)


def of_exercise(exercise: str, key: str, english: str) -> Text:
    """Return a text of an exercise: the one door for all of them.

    Args:
        exercise: full name, `ex05_padding`.
        key: which text: `title`, `track`, `statement`, `claim.test_x`,
            `mistake.extra_cell_before`, `hint.pad2d.0`. A translation is looked up by it.
        english: the text in the exercise's files.
    """
    return _OfExercise(exercise, key, english)


def sentences(*texts: Text | None) -> Text:
    """Return whole sentences after each other; None is left out."""
    return _Several(" ", tuple(text for text in texts if text is not None))


def listed(texts: Iterable[Text | str]) -> Text:
    """Return items with commas between them."""
    return _Several(
        ", ", tuple(text if isinstance(text, Text) else literal(text) for text in texts)
    )


_language: Language = English()


def use(language: Language) -> None:
    """Have everything drawn in a language from now on."""
    global _language
    _language = language


def in_use() -> Language:
    """Return the language of this process."""
    return _language


def draw(text: Text) -> str:
    """Return a text in the language of this process. Only drawers call this."""
    return draw_joined(text).replace(JOINT, " ")


def draw_joined(text: Text) -> str:
    """Return the same with `JOINT` for the spaces of what is typed: for who breaks lines."""
    return text._drawn(_language)
