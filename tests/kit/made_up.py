"""Draws in the made-up language, and finds the words that nobody can translate.

In it each sentence of the kit, and each text of an exercise, stands in brackets. What
stands outside must be named here: code, names, numbers, signs, and click's own words.
"""

import re

from click.testing import CliRunner

from grader.cli import main
from tests.kit.workshop import commands

OPEN, CLOSE = "\u27e6\u27ea", "\u27e7\u27eb"

# What is no word of anybody: exercises, functions and parameters, files, dtypes, values.
NAMES = (
    r"[%!]?(?<![.\w])grade( (all|batch|hint|list|record|release|reset|show|verify|watch)\b)?"
    r"( ex\d\d\w*)?( --[a-z]+)?( exercises/\S+)?",
    r"python \.grade/failing_call\.py",
    r"ex\d\d(_\w+)?",
    r"(exercises|solutions|datasets|tests|\.grade)/[\w./-]+",
    r"\w+\.(py|json|csv|sqlite|zip|md)",
    r"[a-z_]\w*\([^()]*(\([^()]*\)[^()]*)*\)",  # a call, a signature
    r"(u?int|float|bool|complex)\d*\b",
    r"(nan|inf|True|False|None)\b",
    r"[-+]?\d[\d.,:eE+%x/-]*",
)
# click's own lines and words.
CLICK = (
    r"Usage: \S.*",
    r"Try '.*' for help\.",
    r"Error: (Missing argument|No such option|Invalid value for|Got unexpected).*",
    r"(Options|Commands):",
    r"-h, --help +Show this message and exit\.",
    r"--version +Show the version and exit\.",
    r"--[a-z-]+( (\[[a-z|]+\]|INTEGER RANGE|PATH|INTEGER))?",
    r"\[(default:[\w;\s>=]+|x>=\d+|required)\]",
    r"\[y/N\]: \w?",
    r"(?m)^  (" + "|".join(sorted(commands())) + r")\b",
)


def outside(text, cut=False):
    """Return what of a text stands outside all brackets, a mark in the place of each.

    What ends in dots, before the end of a line or what follows a claim in parentheses, is
    cut off, and its brackets with it.

    Args:
        cut: whether every line is cut at the width of a screen.
    """
    depth, kept = 0, []
    for line in text.split("\n"):
        for part in re.split(r"(?<= \.\.\.)(?= \(|$)", line):
            for letter in part:
                depth += letter in OPEN
                kept.append("" if depth else letter)
                if letter in CLOSE:
                    assert cut or depth, f"a bracket is cut off: {text}"
                    depth = max(depth - 1, 0)
                    kept.append("\x00")
            depth = 0 if cut or part.endswith(" ...") else depth
        kept.append("\n")
    assert depth == 0, f"a bracket is cut off: {text}"
    return "".join(kept)


def forgotten(text, *known, cut=False):
    """Return the words outside all brackets that nothing names; see `outside`."""
    rest = outside(text, cut)
    for pattern in (*known, *NAMES):
        rest = re.sub(pattern, "", rest)
    return re.findall(r"[^\W\d_]\w*", rest)


def run(*words, **given):
    """Run a command in this process."""
    return CliRunner().invoke(main, list(words), **given)
