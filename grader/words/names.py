"""Names and paths as screens show them, and as a shell takes them: both can be a stranger's."""

from __future__ import annotations

import sys
import unicodedata


def clean(text: str) -> str:
    """Return a text without characters that could command a terminal.

    Control characters go, except line ends and tabs; so do those that turn the direction
    of writing.
    """
    return "".join(
        character
        for character in text.replace("\t", "    ").replace("\r\n", "\n")
        if character == "\n"
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )


def plain(name: str) -> str:
    """Return a name that is clean and takes one line, whatever it is made of."""
    return name if name.isprintable() else clean(name).replace("\n", " ")


def typed(*words: str) -> str:
    """Return a command line to type: each word reaches the program as it is here.

    What cannot be seen is spelled out, as Bash and Zsh read it.
    """
    if sys.platform == "win32":
        import subprocess

        return subprocess.list2cmdline(words)
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if word.isprintable():
        import shlex

        return shlex.quote(word)
    letters = (
        f"\\{letter}"
        if letter in "\\'"
        else letter
        if letter.isprintable()
        else "".join(f"\\x{byte:02x}" for byte in letter.encode(errors="surrogateescape"))
        for letter in word
    )
    return f"$'{''.join(letters)}'"
