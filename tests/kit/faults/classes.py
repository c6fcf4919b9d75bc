"""Makes classes: honest students of every kind, and the odd things that others hand in."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import zipfile
from itertools import cycle, islice
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
PADDING, SIZES = "ex05_padding.py", "ex04_conv_output_size.py"

STYLES = sorted((KIT / "right" / "ex05_padding").glob("*.py"))
SITUATIONS = [
    KIT / "submissions" / name / PADDING
    for name in (
        "wrong_as_a_known_mistake",
        "exception_in_a_call",
        "returns_wrong_shape",
        "os_exit_in_a_call",
        "file_untouched",
    )
]
HEAVY = [
    "allocates_8_gib",
    "exception_text_of_64_mib",
    "prints_1_gib",
    "returns_a_huge_array",
    "returns_itself_inside",
    "returns_nested_200000_deep",
    "returns_an_object_array",
    "writes_to_every_descriptor",
]
ROOT = KIT.parents[1]
GOOD = ROOT / "solutions" / PADDING
ENTRIES = 10_000  # of one student that are looked at


def honest(folder, count):
    """Hand in for some students: right answers in several styles, wrong ones, some missing."""
    found = islice(cycle([*SITUATIONS, None, *STYLES]), count)
    for number, source in enumerate(found, 1):
        student = folder / f"student{number:02}"
        student.mkdir(parents=True)
        if source is not None:
            shutil.copy(source, student / PADDING)
        if number % 3:
            shutil.copy(ROOT / "solutions" / SIZES, student / SIZES)
    return folder


def of_situations(folder, names):
    """Hand in one situation for each student, and a right answer before and behind them."""
    for student in ("0", "z"):
        put(folder / student)
    for name in names:
        (folder / name).mkdir()
        shutil.copy(KIT / "submissions" / name / PADDING, folder / name)
    return folder


def put(student, name=PADDING):
    """Hand in a right answer; return the student's folder."""
    student.mkdir(parents=True, exist_ok=True)
    shutil.copy(GOOD, student / name)
    return student


NAMES = (
    "new\nline",
    "=cmd()",
    "\N{SNOWMAN} \N{GRINNING FACE}",
    "\uae40\ubbfc\uc218",  # Korean, composed
    "\u110b\u1175\u1109\u116e",  # Korean, in pieces
    "n" * 255,
    os.fsdecode(b"not\xfftext"),
    "Kim",
    "kim",
)
SHOWN = {  # where a name is not shown as it is
    "new\nline": "new\\nline",
    "=cmd()": "'=cmd()",
    "\u110b\u1175\u1109\u116e": "\uc774\uc218",
    os.fsdecode(b"not\xfftext"): "not\\udcfftext",
}


def odd(folder):
    """Hand in everything that a folder can hold beside honest files.

    Returns:
        For each student as grades.csv shows them, a piece of the reason in the gradebook
        why nothing was judged; empty where the file counts.
    """
    expected = {}
    for name in ("0 first", *NAMES, "zz last"):
        put(folder / name)
        expected[SHOWN.get(name, name)] = ""

    def student(name, reason):
        expected[name] = reason
        (folder / name).mkdir()
        return folder / name

    for name, count, reason in (
        ("full", ENTRIES - 1, ""),
        ("overfull", ENTRIES, "too_many_entries"),
    ):
        place = put(student(name, reason))
        for number in range(count):
            (place / f"{number}.txt").touch()
    with open(student("sparse", '"bytes":1073741824') / PADDING, "wb") as stream:
        stream.truncate(1 << 30)
    for name, target in (
        ("links out", "/etc/passwd"),
        ("links to a neighbour", f"../0 first/{PADDING}"),
        ("links to itself", PADDING),
    ):
        (student(name, "is_a_link") / PADDING).symlink_to(target)
    expected["is a link"] = "is_a_link"
    (folder / "is a link").symlink_to("0 first")
    os.mkfifo(student("pipe", "not_regular") / PADDING)
    with socket.socket(socket.AF_UNIX) as listener:
        place = student("socket", "not_regular")
        here = os.open(place, os.O_RDONLY)  # the whole path is too long for a socket
        listener.bind(f"/proc/self/fd/{here}/{PADDING}")
        os.close(here)
    put(student("closed", "Permission denied")).chmod(0)
    (put(student("closed file", "Permission denied")) / PADDING).chmod(0)
    return expected


def odd_zip(path):
    """Write a zip of everything that a zip can hold beside honest files; see `odd`."""
    good = GOOD.read_bytes()
    expected = {"=cmd()": "", "\uae40\ubbfc\uc218": "", "0 first": "", "zz last": ""}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name, data, reason, **changes):
            member = zipfile.ZipInfo(f"{name}/{PADDING}", (2026, 3, 2, 12, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
            for attribute, value in changes.items():  # in the list at the zip's end
                setattr(member, attribute, value)
            expected[name] = reason

        for name in list(expected):
            add(name, good, "")
        add("bomb", bytes(100 << 20), '"bytes":104857600')
        add("bomb that lies", bytes(100 << 20), "damaged_in_zip", file_size=100)
        add("encrypted", good, "encrypted", flag_bits=1)
        add("link", b"/etc/passwd", "is_a_link", external_attr=(stat.S_IFLNK | 0o777) << 16)
        add("unusual", good, "unusual_compression", compress_type=zipfile.ZIP_LZMA)
        for name in ("../outside", "/outside", "0 first/../../outside", "C:/outside"):
            archive.writestr(f"{name}/{PADDING}", good)
    return {("'" * name.startswith("=")) + name: why for name, why in expected.items()}
