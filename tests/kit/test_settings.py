"""A course's settings: what the table may hold, and where the error is when it holds more."""

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course import find_course
from grader.errors import KitFault
from grader.settings import Settings, read
from grader.words.text import draw

HEAD = '[project]\nname = "a"\n\n'


@pytest.fixture
def written(tmp_path):
    """A function that writes a pyproject.toml into a folder and returns the folder."""

    def write(text, head=HEAD):
        (tmp_path / "pyproject.toml").write_text(head + text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("[tool.grade]\n", Settings()),
        ('[tool.grade]\ntitle = "T"\nlanguage = "en"\n', Settings("T", "en")),
        ('[tool.grade]  # ours\ntitle = "T"\n\n[tool.ruff]\nlanguage = 5\n', Settings("T")),
        ('[tool.grade]\ntitle = """\n[not a table]\n"""\n', Settings("[not a table]\n")),
        ('[tool.grade]\ntracks = [\n  "a",\n  "b",\n]\n', Settings(tracks=("a", "b"))),
        ('[tool.grade]\r\ntitle = "T"\r\n[[other]]\r\n', Settings("T")),
    ],
)
def test_the_table_is_read(written, text, settings):
    """Keys that are there are read, the others are empty, and the table ends where it ends."""
    assert read(written(text)) == settings


def test_only_the_table_is_read(written):
    """What is wrong elsewhere in the file keeps nobody from judging."""
    assert read(written('[tool.grade]\ntitle = "T"\n[tool.x]\ny =\n', "a = = b\n")).title == "T"


BROKEN = {
    "unknown": (
        'title = "T"\nlangage = "en"\n', "line 6: ", "no key langage", "did you mean language"
    ),
    "nothing_near": ('xyz = "1"\n', "line 5: ", "no key xyz", "title, language"),
    "table": ('title = "T"\n[tool.grade.more]\nx = 1\n', "line 6: ", "no key more", "title"),
    "type": ("# language\ntitle = 5\n", "line 6: ", "title must be a text", 'title = "..."'),
    "list": ('"language" = ["en"]\n', "line 5: ", "language must be a text", "in quotes"),
    "tracks": ('title = "T"\ntracks = "a"\n', "line 6: ", "tracks must be a list", '= ["fo'),
    "no_texts": ("tracks = [1]\n", "line 5: ", "must be a list of texts", "networks"),
    "unhashable": ("tracks = [[]]\n", "line 5: ", "must be a list of texts", "networks"),
    "twice": ('tracks = ["a", "a"]\n', "line 5: ", "each once", "networks"),
    "empty": ('tracks = [""]\n', "line 5: ", "must be a list of texts", "networks"),
    "language": (
        'title = "language"\nlanguage = "em"\n', "line 6: ", "language is 'em'", "mean en?"
    ),
    "far_language": ('language = ""\n', "line 5: ", "language is ''", "these are there: en"),
    "toml": ('title = "T"\nlanguage = en\n', "line 6,", "cannot be read", "docs/authors.md"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_named(written, name, monkeypatch):
    """Whatever is wrong, file, line and key are named, and what is right; exit code 3."""
    text, line, message, hint = BROKEN[name]
    folder = written(f"[tool.grade]\n{text}")
    with pytest.raises(KitFault) as refused:
        find_course(folder)
    told = str(refused.value)
    assert str(folder / "pyproject.toml") in told
    assert line in told
    assert message in told
    assert hint in draw(refused.value.hint)
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["list"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert told in " ".join(result.stderr.split())


def test_help_is_there_in_a_broken_course(written, monkeypatch):
    """--help and --version answer whatever the table holds."""
    monkeypatch.chdir(written("[tool.grade]\ntitle = 5\n"))
    for words in (["--help"], ["list", "--help"], ["--version"]):
        assert CliRunner().invoke(main, words).exit_code == 0
