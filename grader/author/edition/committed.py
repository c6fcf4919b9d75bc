"""Reads a course as it is committed, whatever the working copy holds."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from grader.errors import KitFault, UsageError
from grader.words.text import _

FILES = (b"100644", b"100755")  # modes; a link or a submodule is not a file


@dataclass(frozen=True)
class Committed:
    """A course at the last commit.

    Attributes:
        commit: its short name.
        files: contents by path from the course's folder.
        changed: paths that differ in the working copy, or are not committed.
    """

    commit: str
    files: dict[str, bytes]
    changed: tuple[str, ...]


def read(root: Path) -> Committed:
    """Return all files of a course as the last commit has them.

    Raises:
        UsageError: there is no git, no repository, or no commit.
    """
    commit = _git(root, "rev-parse", "--short", "HEAD").decode().strip()
    entries = []
    for line in _git(root, "ls-tree", "-r", "-z", "HEAD").split(b"\0"):
        about, _tab, name = line.partition(b"\t")
        if about[:6] in FILES:
            entries.append((name.decode(errors="replace"), about.split()[2]))
    told = _git(root, "cat-file", "--batch", given=b"\n".join(blob for _, blob in entries))
    files: dict[str, bytes] = {}
    at = 0
    for path, _blob in entries:
        # <name> blob <size>\n<contents>\n
        start = told.index(b"\n", at) + 1
        at = start + int(told[at:start].split()[2])
        files[path] = told[start:at]
        at += 1
    return Committed(commit, files, _changed(root))


def _changed(root: Path) -> tuple[str, ...]:
    listed = _git(root, "diff", "--name-only", "--relative", "-z", "HEAD")
    listed += _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return tuple(sorted(path.decode(errors="replace") for path in listed.split(b"\0") if path))


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=root, input=given, capture_output=True)
    except FileNotFoundError as error:
        raise UsageError(
            _("git is not installed: an edition is made from what is committed"),
            _("install git"),
        ) from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    if words[0] == "rev-parse":
        reason = said.splitlines()[0] if said else "git"
        raise UsageError(
            _("nothing is committed in {course}, and an edition is made from what is "
              "committed ({reason})", course=root.name, reason=reason),
            _("commit the course with git"),
        )  # fmt: skip
    raise KitFault(_("git {command} failed: {error}", command=words[0], error=said))
