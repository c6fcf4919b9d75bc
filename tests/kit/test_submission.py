"""A submission's bytes become text by the encoding that the file names, and else by UTF-8."""

import codecs
import tokenize
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judge.submission import MAIN, MAX_BYTES, of_bytes, text_of

WORDS = "x = '한글'\n"


@pytest.mark.parametrize(
    ("cookie", "encoding"),
    [
        ("# -*- coding: cp949 -*-\n", "cp949"),
        ("# -*- coding: CP949 -*-\r\n", "cp949"),
        ("#!/usr/bin/python\n# vim: set fileencoding=euc-kr :\n", "euc-kr"),
        ("\n# coding:ms949\n", "cp949"),
        ("# coding: cp949\n", "utf-8"),  # saved anew by an editor that did not look
        ("# coding: utf-8\n", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_file_is_read_by_the_encoding_it_names(cookie, encoding):
    """Also where it names one and is in UTF-8; the judged text is in UTF-8, the bytes stay."""
    data = (cookie + WORDS).encode(encoding)
    submission = of_bytes("a.py", data)
    assert submission.problem is None
    assert submission.files == {MAIN: data}
    assert submission.texts == {MAIN: (cookie + WORDS).encode()}
    assert submission.line(cookie.count("\n") + 1) == WORDS.strip()


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x = 1\n# coding: cp949\n",
        "\n\n# coding: cp949\n",
        "# coding: rot13\n",
        "# coding: hex\n",
        "# coding: utf-7\n",
        "# coding: ../../etc/passwd\n",
        "# coding: site\n",
    ],
)
def test_any_other_file_is_utf_8(cookie):
    """A cookie in the third line, behind code, or of no usual encoding is none."""
    refused = of_bytes("a.py", (cookie + WORDS).encode("cp949"))
    assert refused.problem.reason.code == "not_utf8"
    assert of_bytes("a.py", (cookie + WORDS).encode()).problem is None


LINES = st.lists(
    st.sampled_from([
        "", " ", "\f#", "# coding: cp949", "#coding=euc_kr", "# vim: fileencoding=latin-1",
        "x = 1", "# encoding : cp949", '"""', "# coding: utf-8", "# Coding: cp949",
    ]),
    max_size=4,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_a_cookie_is_found_where_python_finds_it(lines, end):
    """For every beginning of a file the text is the one that Python itself would read."""
    data = end.join([*lines, "# "]).encode() + "한글".encode("cp949")
    try:
        encoding = tokenize.detect_encoding(BytesIO(data).readline)[0]
        due = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        due = None
    problem = of_bytes("a.py", data).problem
    assert (None if problem else text_of(data)) == due


def test_a_mark_of_utf_8_comes_before_a_name():
    """A byte order mark says UTF-8, whatever the file says afterwards."""
    data = codecs.BOM_UTF8 + f"# coding: cp949\n{WORDS}".encode()
    assert text_of(data) == f"# coding: cp949\n{WORDS}"


def test_a_text_that_grows_beyond_the_limit_is_refused():
    """What crosses to the worker is UTF-8: that is bounded, not only the file."""
    data = b"# coding: latin-1\n#" + b"\xe9" * (3 * MAX_BYTES // 4)
    assert of_bytes("a.py", data[: MAX_BYTES // 3]).problem is None
    assert of_bytes("a.py", data).problem.reason.code == "too_large"
