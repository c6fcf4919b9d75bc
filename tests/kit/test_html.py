"""The HTML of a report says what it holds, and nothing that a student wrote becomes markup."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.render import html
from grader.render.html import fragment
from grader.render.text import clean
from grader.report import (
    Call,
    Check,
    Comparison,
    Diagnosis,
    Function,
    Given,
    Outcome,
    Panel,
    Problem,
    Reason,
    Report,
    Source,
)
from grader.words import reading
from grader.words.reading import Next
from grader.words.text import literal

NEXT = Next("%grade ex05", literal("Edit cell 3, then run"))


def page_of(made, what_next=NEXT, place=reading.in_file, left_out=(), hints=()):
    """Return the HTML of a report."""
    blocks = reading.read(made, what_next, place)
    texts, said = map(literal, hints), tuple(map(literal, left_out))
    path = made.submission.path
    return fragment(literal("ex05 padding"), path, blocks, said, tuple(texts))


def read_page(made, **setting):
    """Return the HTML of a report as a browser reads it."""
    return Read(page_of(made, **setting))


def raised(text):
    """Return the reason of an exception with some text."""
    return Reason("raised", {"type": "ValueError", "message": text})


def report_of(*checks, **fields):
    """Return a report of some checks."""
    passed = bool(checks) and all(check.outcome is Outcome.PASSED for check in checks)
    known = {
        "exercise": "ex05_padding",
        "title": "Padding",
        "submission": Source(None, "cells 2 and 3", "00"),
        "status": "passed" if passed else "failed",
        "score": sum(check.earned for check in checks),
        "max_score": sum(check.points for check in checks),
        "seed": 0,
        "versions": {},
        "seconds": 0.1,
        "checks": checks,
    }
    return Report(**{**known, **fields})


def failed(text="pad2d: a wrong answer", marks=((0, 1),), **fields):
    """Return a failed check of which every text of a student is `text`."""
    known = {
        "name": "test_a",
        "title": "pad2d adds cells",
        "function": "pad2d",
        "points": 3,
        "earned": 0,
        "outcome": Outcome.FAILED,
        "reason": raised(text),
        "call": Call("pad2d", "pad2d(x, 1)", (Given("x", "np.zeros(3)", "float64", (3,)),)),
        "comparison": Comparison(
            Panel("yours", text, text, (2, 2), rows=(("1", text), ("3", "4")), marks=marks),
            Panel("expected", "", "int64", (2, 2), rows=(("1", "2"), ("3", "4"))),
            1,
            4,
        ),
        "diagnoses": (Diagnosis("why", "mistake", "other", text="Another one was meant."),),
        "line": 7,
        "source": text,
        "printed": text,
    }
    return Check(**{**known, **fields})


PASSED = Check("test_b", "pad2d keeps the dtype", "pad2d", 2, 2, Outcome.PASSED)


class Read(HTMLParser):
    """Reads a fragment as a browser does: its tags with their attributes, and its text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.texts, self.open, self.other = [], [], [], []
        self.deepest = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, tuple(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.tags.append((f"/{tag}", ()))
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)
            self.deepest[data.strip()] = self.open.count("details")

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    @property
    def text(self):
        """All text, in order."""
        return "".join(self.texts)


HOSTILE = [
    "<script>alert(1)</script>",
    "</div></td></table></pre></style>",
    "<!-- ",
    "]]>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "&lt;b&gt; &#60;b&#62; &amp",
    "<style>body{display:none}</style>",
    "\x1b[2J\x00\x08\x9b31m",
    "\u202e\u2066 turned",
    "패딩이 틀렸습니다 <b>",
    "$\\href{javascript:alert(1)}{x}$",
]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1))


def with_text(text):
    """Return reports that hold a text wherever a student's can stand."""
    problem = Problem(raised(text), 3, text, raised(text), text)
    source = Source(None, text, "00")
    missing = failed(text, outcome=Outcome.MISSING)
    return [
        report_of(PASSED, failed(text), submission=source),
        report_of(PASSED, failed(text, comparison=None, outcome=Outcome.ERROR)),
        report_of(PASSED, missing._replace(comparison=None)),
        report_of(failed(text), problem=problem, submission=source),
        report_of(missing, functions=(Function("pad2d", 3), Function("pad2d", None))),
    ]


@given(TEXTS)
def test_what_a_student_wrote_is_never_markup(text):
    """Tags and attributes are the same whatever text a submission puts into its report."""
    for hostile, plain in zip(with_text(text), with_text("x"), strict=True):
        page = read_page(hostile, left_out=[text], place=lambda line: literal(text))
        harmless = read_page(plain, left_out=["x"], place=lambda line: literal("x"))
        assert page.tags == harmless.tags
        assert page.open == page.other == []


@given(TEXTS)
def test_what_a_student_wrote_is_shown_without_its_controls(text):
    """All of a short text is there, and no character of it that commands or turns."""
    for hostile in with_text(text):
        page = read_page(hostile)
        shown = " ".join(page.text.split())
        assert " ".join(clean(text).split()) in shown
        assert clean(page.text) == page.text


def test_a_failure_is_told_whole():
    """Marks, points, call, both answers, why, printed text, what to do: all is there."""
    reason = Reason("wrong_value", {"function": "pad2d"})
    check = failed("시작\n둘째 줄", reason=reason, line=None)
    page = read_page(report_of(PASSED, check))
    shown = " ".join(" ".join(page.texts).split())
    for words in (
        "ex05 padding", "cells 2 and 3", "pass 2/2 pad2d keeps the dtype",
        "FAIL 0/3 pad2d adds cells", "x = np.zeros(3) pad2d(x, 1)", "expected int64 (2, 2)",
        "1 of 4 values differs", "why Another one was meant.",
        "printed by your code: 시작 둘째 줄", "1 of 2 checks, 2 of 5 points.",
        "Edit cell 3, then run %grade ex05",
    ):  # fmt: skip
        assert words in shown, words
    assert "another value" not in shown  # the comparison says more


def test_cells_that_differ_have_a_sign():
    """A differing cell has an asterisk behind it, so colour is not needed to find it."""
    page = page_of(report_of(PASSED, failed("2.5")))
    assert '<td class="grade-differs">2.5<mark>*</mark></td>' in page
    assert page.count("<mark>") == 1


def pictured(**fields):
    """Return a failed check whose panels are those of an image."""
    kind = {"dtype": "float64", "shape": (1, 1, 9, 9)}
    shown = Comparison(
        Panel("yours", rows=(("9", "nan"), ("-3", "<b>")), marks=((0, 0),), **kind),
        Panel("expected", rows=(("0", "1"), ("2", "4")), **kind),
        1,
        4,
        input=Panel("input", "x", "float64", (1, 1, 3, 3), rows=(("0", "4"),)),
        image=True,
    )
    return failed(comparison=shown._replace(**fields))


def test_an_image_is_shaded_by_value():
    """Cells go from black, the least value that is right, to white, with letters to suit."""
    page = read_page(report_of(PASSED, pictured()))
    cells = [dict(attributes) for tag, attributes in page.tags if tag == "td"][6:]
    shades = [re.findall(r"rgb\((\d+),", cell.get("style", "")) for cell in cells]
    assert shades == [
        ["0", "255"], ["255", "0"],  # the input
        ["255", "0"], [], ["0", "255"], [],  # yours, of which some is wild or no number
        ["0", "255"], ["64", "255"], ["128", "0"], ["255", "0"],  # expected
    ]  # fmt: skip
    assert "x \xa0 float64 (1, 1, 3, 3)" in page.text


def test_only_images_are_shaded():
    """A table of numbers is no image, and what is all the same has no shades."""
    assert " style=" not in page_of(report_of(PASSED, pictured(image=False)))
    same = {"expected": Panel("expected", rows=(("1", "1"),)), "input": None}
    assert " style=" not in page_of(report_of(PASSED, pictured(**same)))


def test_dots_stand_for_what_is_cut_off():
    """Where there is more behind an edge, dots stand there."""
    cut = Panel("expected", rows=(("1", "2"),), cut=("above", "left"))
    page = page_of(report_of(PASSED, pictured(expected=cut, input=None, image=False)))
    assert "<tr><td>\u22ee</td><td>\u22ee</td><td>\u22ee</td></tr>" in page
    assert "<tr><td>\u2026</td><td>1</td><td>2</td></tr>" in page
    assert page.count("\u22ee") == 3


def test_answers_are_tables_with_captions():
    """A screen reader meets real tables: each answer has its name, each column its head."""
    page = read_page(report_of(PASSED, failed()))
    names = [tag for tag, _ in page.tags]
    assert names.count("table") == 3
    assert names.count("caption") == 2
    assert [a for tag, a in page.tags if tag == "th"] == [(("scope", "col"),)] * 3


def test_a_line_is_named_by_its_place():
    """Where a line stands is the caller's to say: a notebook has cells."""
    there = read_page(
        report_of(PASSED, failed()), place=lambda line: literal(f"cell 3, line {line - 5}")
    )
    assert "cell 3, line 2" in there.text
    assert "line 7" in read_page(report_of(PASSED, failed())).text


def test_data_sets_come_with_their_import():
    """A call on real data runs as it is pasted: its import stands above it."""
    call = Call("f", "f(iris.x[::15, :3], gates.x)")
    page = read_page(report_of(PASSED, failed(call=call)))
    assert "from grader.datasets import gates, iris\nf(iris.x" in page.text


def test_each_hint_opens_from_the_one_before():
    """No two hints are opened by one click: each lies inside the one before it."""
    hints = ["Look at the sum.", "Halve it.", "Round down."]
    page = read_page(report_of(failed()), hints=hints)
    assert [page.deepest[hint] for hint in hints] == [1, 2, 3]
    assert ("details", ()) in page.tags  # closed at first
    assert "(3 of 3)" in page.text


def test_full_marks():
    """Full marks say how much was asked, and offer no hint."""
    page = read_page(report_of(PASSED, calls=44), hints=["a"])
    assert "1 of 1 check, 2 of 2 points. Same answers as PyTorch on 44 calls." in page.text
    assert "hint" not in page.text


def test_a_fault_of_the_kit_is_not_the_students():
    """With a fault of the kit nothing is marked, and nobody is told to edit."""
    fault = failed(outcome=Outcome.INTERNAL, comparison=None)
    page = read_page(report_of(PASSED, fault, status="internal", score=None))
    assert "Nothing was marked" in page.text
    assert "Edit cell 3" not in page.text


def test_long_output_is_cut():
    """Of much printed output the beginning is shown, with the number of lines left out."""
    printed = "\n".join(f"line {number}" for number in range(1000))
    page = read_page(report_of(failed(printed=printed)))
    assert "line 0\n" in page.text
    assert f"... and {1000 - html.LONG_PRINT} lines more" in page.text


def test_it_stands_alone():
    """No script runs, nothing is fetched, and no formula is typeset from a student's text."""
    page = page_of(report_of(PASSED, failed()))
    for word in ("script", "src=", "href=", "url(", "@import", "http"):
        assert word not in page, word
    names = {name for _, attributes in Read(page).tags for name, _ in attributes}
    assert names == {"class", "lang", "scope"}
    classes = dict(Read(page).tags[0][1])["class"].split()
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(classes)


def luminance(colour):
    """Return the relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("theme", "paper", "ink"),
    [(html.LIGHT, "#ffffff", "#000000"), (html.DARK, "#1e1e1e", "#ffffff")],
)
def test_colours_can_be_read(theme, paper, ink):
    """Words in colour, and words on a coloured cell, have a contrast of 4.5 or more."""
    colours = dict(re.findall(r"--(\w+):(#\w{6})", theme))
    assert set(colours) == {"pass", "fail", "none", "wrong"}
    assert contrast(colours.pop("wrong"), ink) >= 4.5
    assert all(contrast(colour, paper) >= 4.5 for colour in colours.values())


@pytest.mark.parametrize("grey", range(0, 256, 5))
def test_letters_on_a_shade_can_be_read(grey):
    """On every shade of an image the letters have a contrast of 4.5 or more."""
    found = re.findall(r"rgb\((\d+),", html._shade(str(grey), (0.0, 255.0)))
    paper, ink = (f"#{int(one):02x}" + f"{int(one):02x}" * 2 for one in found)
    assert contrast(paper, ink) >= 4.5
