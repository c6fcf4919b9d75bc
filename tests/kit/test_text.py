"""A sentence can be put together, compared with another and drawn; nothing else."""

import ast
import pickle
import subprocess
import sys
import textwrap

import pytest

from grader.words import text as words
from grader.words.text import (
    English,
    _,
    draw,
    listed,
    literal,
    of_exercise,
    plural,
    sentences,
    unbroken,
)
from tests.kit.workshop import ROOT

SENTENCE = _("{function} is not written yet.", function="pad2d")
TEXTS = [
    SENTENCE,
    plural("{count} check", "{count} checks", 2),
    literal("pad2d(x)"),
    of_exercise("ex05_padding", "title", "Padding"),
    sentences(SENTENCE, None, literal("again")),
    listed(["a", SENTENCE]),
    unbroken("grade ex05 --seed 7"),
]
# Who turns texts into what a person sees. Everybody else passes them on.
DRAWERS = {
    "grader/errors.py",  # str(error), for tracebacks
    "grader/console.py",
    "grader/pytest_plugin.py",
    "grader/words/reading.py",  # the sentences of a report as JSON
    "grader/render",
    "grader/learn/failing_call.py",
    "grader/learn/tried.py",  # what that script prints
    "grader/learn/watch/panes.py",
    "grader/learn/watch/terminal.py",
    "grader/learn/watch/view.py",
    "grader/learn/watch/watcher.py",
    "grader/notebook/magic.py",
    "grader/notebook/shown.py",
    "grader/classroom/screen.py",
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: type(text).__name__)
def test_a_text_is_no_str(text):
    """str(), f-strings, + and a comparison with a str are refused while a program runs."""
    for use in (
        lambda: str(text),
        lambda: f"{text}",
        lambda: "{}".format(text),  # noqa: UP032
        lambda: text + "!",
        lambda: text == "pad2d is not written yet.",
        lambda: "pad2d" in text,
        lambda: text in ["pad2d is not written yet."],
    ):
        with pytest.raises(TypeError):
            use()


def test_what_a_text_says():
    """Each kind of text is drawn as it was put together."""
    assert list(map(draw, TEXTS)) == [
        "pad2d is not written yet.", "2 checks", "pad2d(x)", "Padding",
        "pad2d is not written yet. again", "a, pad2d is not written yet.",
        "grade ex05 --seed 7",
    ]  # fmt: skip
    assert draw(plural("{count:,} file of {total}", "{count:,} files", 1, total=3)) == (
        "1 file of 3"
    )
    assert draw(_("{a} beside {b}", a=literal("{b}"), b=2)) == "{b} beside 2"


def test_texts_are_alike_by_what_they_are_made_of():
    """Two texts are equal where template and places are, in whatever language."""
    assert _("{a} is", a=1) == _("{a} is", a=1)
    assert _("{a} is", a=1) != _("{a} is", a=2)
    assert _("1 is") != literal("1 is")
    assert len({*TEXTS, *TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: type(text).__name__)
def test_a_text_crosses_to_another_process(text):
    """It is pickled as template and places, and drawn by whoever gets it."""
    assert pickle.loads(pickle.dumps(text)) == text


def test_what_is_typed_is_drawn_as_it_is_typed():
    """A command in a sentence has its own spaces, whoever draws it, also inside others."""
    command = unbroken("grade reset ex05 --yes")
    assert draw(_("type   {command}", command=command)) == "type   grade reset ex05 --yes"
    assert draw(sentences(_("Or {it}.", it=command), SENTENCE)) == (
        "Or grade reset ex05 --yes. pad2d is not written yet."
    )


class Wrong(English):
    """A catalog whose translations have other places than their sentences."""

    def one(self, english):
        """Return a template with a place that nobody fills."""
        return "{nobody} " + english

    def plural(self, one, many, count):
        """Return a template that is none."""
        return "{count"


def test_a_bad_translation_falls_back_to_english():
    """A translated template that cannot be filled is no crash: the English one is drawn."""
    words.use(Wrong())
    try:
        assert draw(SENTENCE) == "pad2d is not written yet."
        assert draw(plural("{count} check", "{count} checks", 1)) == "1 check"
    finally:
        words.use(English())


SNIPPET = """
    from grader.errors import UsageError
    from grader.words.text import _

    text = _("{function} is missing", function="f")
    if text == "f is missing":  # wrong
        pass
    if "missing" in text:  # wrong
        pass
    text.startswith("f")  # wrong
    text.split()  # wrong
    len(text)  # wrong
    whole: str = text  # wrong
    "".join([text])  # wrong
    raise UsageError("f is missing")  # wrong
"""


@pytest.mark.slow
def test_mypy_refuses_to_take_a_sentence_for_data(tmp_path):
    """Every way to look into a sentence, and a plain str for one, is a type error."""
    snippet = textwrap.dedent(SNIPPET).lstrip()
    (tmp_path / "snippet.py").write_text(snippet, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "",
         "--cache-dir", str(tmp_path / "cache"), str(tmp_path / "snippet.py")],
        cwd=ROOT,
        env={"PATH": "", "MYPYPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    refused = {
        int(line.split(":")[1])
        for line in ran.stdout.splitlines()
        if "snippet.py" in line and ": error:" in line
    }
    due = {number for number, line in enumerate(snippet.split("\n"), 1) if "# wrong" in line}
    assert refused == due, ran.stdout + ran.stderr


def test_only_drawers_draw():
    """No module but those that print and lay out turns a text into a str."""
    importers = set()
    for path in (ROOT / "grader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "grader.words.text":
                names = {alias.name for alias in node.names}
                if {"draw", "draw_joined"} & names and path.name != "text.py":
                    importers.add(path.relative_to(ROOT).as_posix())
            if isinstance(node, ast.Attribute) and path.name != "text.py":
                assert ast.unparse(node) not in {"text.draw", "words.draw"}, path
                whose = ast.unparse(node.value)
                assert node.attr != "_drawn" or whose == "self", path
    rooms = {"grader/render" if "/render/" in name else name for name in importers}
    assert rooms == DRAWERS
