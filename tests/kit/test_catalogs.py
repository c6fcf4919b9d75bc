"""Languages: every message can be translated, and the right catalog is chosen."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from grader.author.edition.contents import _pyproject
from grader.cli import main
from grader.words import catalogs
from grader.words.catalogs import MadeUp
from grader.words.text import English, _, draw, of_exercise, plural, use
from tests.kit.messages import faults, messages, sources
from tests.kit.workshop import ROOT, commands

EXTRACT = "pybabel extract -k plural:1,2 -o grade.pot grader"
ONE = "a course without {what}"
TWO = ("{count} check", "{count} checks")


@pytest.fixture(autouse=True)
def no_language(monkeypatch):
    """Let no variable of this machine choose, and speak English afterwards."""
    for name in (catalogs.VARIABLE, *catalogs.SYSTEM):
        monkeypatch.delenv(name, raising=False)
    yield
    use(English())


@pytest.fixture
def catalog_of(tmp_path, monkeypatch):
    """A function that makes a catalog of some messages, Korean unless another is named."""

    def make(translations, code="ko"):
        monkeypatch.setattr(catalogs, "FOLDER", str(tmp_path))
        catalogs._loaded.cache_clear()
        catalog = Catalog(locale=code)
        for english, translated in translations.items():
            catalog.add(english, translated)
        file = tmp_path / code / "LC_MESSAGES" / "grade.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_mo(stream, catalog)
        return file

    yield make
    catalogs._loaded.cache_clear()


@pytest.mark.parametrize("path", sources())
def test_every_message_can_be_translated(path):
    """Templates are constants, their places are names, and each place gets a value."""
    assert faults(sources()[path]) == []


@pytest.mark.parametrize(
    "line",
    [
        '_(f"no {name}", name=name)',
        "_(message)",
        '_("no " + name)',
        '_("no {name}")',
        '_("no name", name=name)',
        '_("no {name}", other=name)',
        '_("no {}", name)',
        '_("no {0}", name=name)',
        '_("no {name.first}", name=name)',
        '_("no {name", name=name)',
        '_("no {name}", name=f"{first} {last}")',
        'plural("one", count)',
        'plural("{count} of {size}", "{count} of {all}", count, size=size)',
        "N_(text)",
        'def f(text):\n    head, _, rest = text.partition("=")\n    return _("no {x}", x=head)',
    ],
)
def test_what_cannot_be_translated_is_found(line):
    """Each way to lose a message for the catalog is a fault."""
    assert faults(line) != []


# What is typed, among words: a command with what it is given, an option with its value.
TYPED = re.compile(
    r"\bgrade [a-z]+ (\{|ex\d|[A-Z]{2})|\b(pip|apt|dnf) install|\bsudo |\bgit [a-z]+ \{"
    r"|--[a-z-]+[ =](\{|[A-Z]{2}|process\b|bubblewrap\b)"
)


@pytest.mark.parametrize("path", sources())
def test_no_command_stands_in_a_sentence(path):
    """What is typed has a place of its own, or a line could end in it; help is click's."""
    for node in ast.walk(ast.parse(sources()[path])):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "plural"):
            for word in node.args[:2]:
                text = getattr(word, "value", "")
                assert not (isinstance(text, str) and TYPED.search(text)), text


def test_babel_finds_every_message(tmp_path):
    """The documented command writes every message into a template, without a warning."""
    assert EXTRACT in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    template = tmp_path / "grade.pot"
    words = EXTRACT.replace("grade.pot", str(template)).split()[1:]
    done = subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.lower()
    with template.open("rb") as stream:
        extracted = {message.id for message in read_po(stream) if message.id}
    assert extracted == set().union(*map(messages, sources().values()))


def lacking(file):
    """Return the messages of the kit that a catalog does not translate."""
    with open(file, "rb") as stream:
        ids = [message.id for message in read_mo(stream) if message.string]
    translated = {tuple(id) if isinstance(id, list) else id for id in ids}
    return set().union(*map(messages, sources().values())) - translated


def test_a_sentence_that_a_catalog_lacks_is_found(catalog_of):
    """No catalog of the kit lacks a sentence; one that does is found out."""
    ours = (ROOT / "grader" / "words" / "locale").glob("*/LC_MESSAGES/grade.mo")
    assert {file: lacking(file) for file in ours if lacking(file)} == {}
    every = {one: one for one in set().union(*map(messages, sources().values()))}
    assert lacking(catalog_of(every)) == set()
    left_out = next(iter(every))
    del every[left_out]
    assert lacking(catalog_of(every)) == {left_out}


def test_a_catalog_translates(catalog_of):
    """Sentences, plural forms and places come from the catalog of the chosen language."""
    catalog_of({ONE: "{what} 없는 과정", TWO: ("검사 {count}개",)})
    use(catalogs.chosen("ko"))
    assert draw(_("a course without {what}", what="ex05")) == "ex05 없는 과정"
    assert [draw(plural("{count} check", "{count} checks", n)) for n in (1, 2)] == [
        "검사 1개",
        "검사 2개",
    ]


def test_plural_forms_are_those_of_the_language(catalog_of):
    """A language may have more forms than English: the number chooses by its rule."""
    catalog_of({TWO: ("{count} test", "{count} testy", "{count} testów")}, "pl")
    use(catalogs.chosen("pl"))
    told = [draw(plural("{count} check", "{count} checks", n)) for n in (1, 2, 5, 22)]
    assert told == ["1 test", "2 testy", "5 testów", "22 testy"]


def test_help_is_among_the_messages():
    """Every help, and every metavar of ours, is marked for the catalog."""
    known = set().union(*map(messages, sources().values()))
    for name, command in {"grade": main, **commands()}.items():
        for part in (command, *command.params):
            for key in ("help", "more", "metavar"):
                text = vars(part).get(f"_english_{key}")
                assert not text or text in known, f"{name}: {text}"


def test_what_a_catalog_lacks_is_english(catalog_of):
    """A sentence that is not there, or has other places, is drawn in English."""
    catalog_of({ONE: "{who} 없는 과정"})
    use(catalogs.chosen("ko"))
    assert draw(_("a course without {what}", what="ex05")) == "a course without ex05"
    assert draw(_("nobody translated this")) == "nobody translated this"
    assert draw(plural("{count} check", "{count} checks", 2)) == "2 checks"
    assert draw(of_exercise("ex05_padding", "title", "Padding")) == "Padding"


@pytest.mark.parametrize("data", [b"", b"no catalog", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_damaged_catalog_is_none(catalog_of, data):
    """A catalog that cannot be read is as if it were not there: English is spoken."""
    catalog_of({}).write_bytes(data)
    catalogs._loaded.cache_clear()
    assert catalogs.language("ko") is None
    assert catalogs.chosen("ko").code == "en"


@pytest.mark.parametrize(
    ("option", "course", "variables", "code"),
    [
        (None, None, {}, "en"),
        ("ko", "en", {"GRADE_LANGUAGE": "en", "LANG": "en_US.UTF-8"}, "ko"),
        (None, "en", {"GRADE_LANGUAGE": "ko", "LANG": "en_US.UTF-8"}, "ko"),
        (None, "ko", {"LANG": "en_US.UTF-8"}, "ko"),
        (None, "en", {"LANG": "ko_KR.UTF-8"}, "en"),
        (None, None, {"LANG": "ko_KR.UTF-8"}, "ko"),
        (None, None, {"LANG": "C", "LC_MESSAGES": "ko_KR"}, "ko"),
        (None, None, {"LC_ALL": "C.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
        (None, None, {"LANGUAGE": "xx:ko:en", "LANG": "en_US.UTF-8"}, "ko"),
        (None, None, {"LANGUAGE": "en:ko"}, "en"),
        (None, None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, None, {"GRADE_LANGUAGE": "", "LANG": "ko_KR"}, "ko"),
        (None, "ko", {"GRADE_LANGUAGE": "no such"}, "en"),
        ("KO", None, {}, "ko"),
        ("en-xa", None, {}, "en-XA"),
        (None, None, {"GRADE_LANGUAGE": "en-XA"}, "en-XA"),
    ],
)
def test_the_first_that_is_asked_for_is_spoken(
    catalog_of, monkeypatch, option, course, variables, code
):
    """The option decides, then GRADE_LANGUAGE, then the course, then the system."""
    catalog_of({ONE: "{what} 없는 과정"})
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert catalogs.chosen(option, course).code == code


def test_an_edition_keeps_language_and_catalogs():
    """What is handed out has the course's language, and installs the catalogs."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = text.replace("[tool.grade]\n", '[tool.grade]\nlanguage = "ko"\n')
    told = tomllib.loads(_pyproject(text.encode())[1].decode())["tool"]
    assert told["grade"]["language"] == "ko"
    (pattern,) = told["setuptools"]["package-data"]["grader"]
    file = Path(catalogs.FOLDER) / "ko" / "LC_MESSAGES" / f"{catalogs.DOMAIN}.mo"
    assert file.relative_to(ROOT / "grader").match(pattern)


def test_the_made_up_language_brackets_each_message():
    """Sentences of the kit and texts of an exercise stand in brackets, each in its own kind."""
    use(MadeUp())
    title = of_exercise("ex05_padding", "title", "padding")
    assert draw(_("read {what}", what=title)) == "\u27e6read \u27eapadding\u27eb\u27e7"
    assert draw(plural("{count} check", "{count} checks", 2)) == "\u27e62 checks\u27e7"
