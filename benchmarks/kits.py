"""Makes kits to compare, each in folders of its own: the present one, and one from git."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import grader
from benchmarks import stage
from benchmarks.timing import Broken, Side, output
from grader.course import find_course

BEFORE = "a87a3cc"  # the last commit of kit 0.1.0 before it was made fast


class Absent(Exception):
    """The commit cannot be had here, and why."""


@dataclass(frozen=True)
class Kit:
    """A kit, and a copy of the course as it was then.

    Attributes:
        name: what tables call it.
        code: the folder of the package `grader`, for PYTHONPATH.
        root: the course.
        start: what the console script does.
    """

    name: str
    code: Path
    root: Path
    start: str

    def side(
        self, *words: str, code: int = 0, given: Mapping[Path, bytes] | None = None
    ) -> Side:
        """Return `grade` with some words as a side."""
        return Side(
            " ".join(("grade", *words, f"({self.name})")),
            (sys.executable, "-c", self.start, *words),
            self.root,
            code,
            {"PYTHONPATH": str(self.code)},
            given or {},
        )

    def prove(self) -> None:
        """Check that it is this kit which runs, and none that is installed.

        Raises:
            Broken: it is another one.
        """
        words = (sys.executable, "-c", "import grader.start; print(grader.__file__)")
        found = output(Side(self.name, words, self.root, env={"PYTHONPATH": str(self.code)}))
        if Path(found.strip()).parents[1].resolve() != self.code.resolve():
            raise Broken(f"the kit {self.name} is not what runs, but {found.strip()}")


def present(folder: Path) -> Kit:
    """Copy the kit that is installed, so that both kits are found in the same way."""
    real = find_course(Path(__file__).parent)
    package = Path(grader.__file__).parent
    shutil.copytree(
        package, folder / "kit" / "grader", ignore=shutil.ignore_patterns("__pycache__")
    )
    return _kit("now", folder, real.root, stage.START)


def from_git(commit: str, folder: Path) -> Kit:
    """Take a kit and its course from git.

    Raises:
        Absent: there is no git, no repository, or no such commit in it.
    """
    real = find_course(Path(__file__).parent)
    taken = ("pyproject.toml", "grader", *stage.COPIED)
    words = ["git", "archive", "--format=zip", commit, "--", *taken]
    try:
        done = subprocess.run(words, cwd=real.root, capture_output=True, check=False)
    except OSError as error:
        raise Absent(f"git cannot be run: {error}") from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason told"]
        raise Absent(f"git has no commit {commit} here ({told[-1]})")
    whole = folder / "whole"
    zipfile.ZipFile(io.BytesIO(done.stdout)).extractall(whole)
    (folder / "kit").mkdir()
    (whole / "grader").rename(folder / "kit" / "grader")
    project = tomllib.loads((whole / "pyproject.toml").read_text(encoding="utf-8"))
    return _kit(commit, folder, whole, stage.start(project["project"]["scripts"]["grade"]))


def _kit(name: str, folder: Path, course: Path, start: str) -> Kit:
    kit = Kit(name, folder / "kit", folder / "course", start)
    stage.copy_course(course, kit.root)
    stage.write_wrong(find_course(kit.root).find(stage.EXERCISE))
    if not stage.compiled(kit.code):
        raise Broken(f"no .pyc files can be written in {kit.code}")
    return kit
