"""Makes the edition to hand out: built, looked through and tried before it is there."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from grader import files
from grader.author.edition import committed, leaks
from grader.author.edition.bodies import functions_of
from grader.author.edition.contents import COMPILED, archive, edition_of
from grader.author.edition.tryout import Answers, attempt, with_mistake
from grader.author.mistakes import known_mistakes
from grader.course import Course
from grader.errors import KitFault, UsageError
from grader.hidden import FOLDER, require_sources
from grader.judge import sources
from grader.words.text import Text, _, listed, plural

# What is in an edition, or decides about it, lies in these.
SOURCES = (
    "datasets/",
    "docs/",
    "exercises/",
    "grader/",
    "solutions/",
    f"{FOLDER}/",
    "pyproject",
)
SHOWN = 3  # changed files that are named


def release(course: Course, out: Path, *, public: bool, trial: bool) -> Iterator[Text]:
    """Write the edition of a course for students, as the last commit has it.

    Args:
        out: the zip file. It is written last, when all steps have held.
        public: whether the hidden suites stay out, and the examples of the statements are
            judged instead.
        trial: whether the edition is installed and used before it is written.

    Yields:
        What was done, one line each.

    Raises:
        UsageError: the course is itself an edition, it is not committed, or `out` cannot
            be written; or the machine cannot install the edition.
        KitFault: a file is not committed, the edition would hold what it must not, or it
            does not work.
    """
    require_sources(course.root, "grade release")
    if not out.parent.is_dir() or out.is_dir():
        raise UsageError(
            _("{file} cannot be written", file=out),
            _("name a zip file in a folder that exists"),
        )
    tree = committed.read(course.root)
    changed = [
        path
        for path in tree.changed
        if path.startswith(SOURCES) and not path.endswith(COMPILED)
    ]
    if changed:
        files_shown, more = listed(changed[:SHOWN]), max(len(changed) - SHOWN, 0)
        yield (
            plural("note  without changes that are not committed: {files} and {count} more",
                   "note  without changes that are not committed: {files} and {count} more",
                   more, files=files_shown) if more
            else _("note  without changes that are not committed: {files}", files=files_shown)
        )  # fmt: skip
    edition = edition_of(tree.files, public)
    data = archive(
        {f"{edition.name}/{path}": held for path, held in edition.files.items()},
        zipfile.ZIP_STORED,
    )
    yield _(
        "ok    built from commit {commit}: {exercises}, {files}",
        commit=tree.commit,
        exercises=plural("{count} exercise", "{count} exercises", len(edition.exercises)),
        files=plural("{count} file", "{count} files", len(edition.files)),
    )
    suites = leaks.suites_of(tree.files)
    secrets = leaks.secrets_of(tree.files) + (suites if public else [])
    functions = functions_of(tree.files[f"exercises/{name}.py"] for name in edition.exercises)
    looked_at = leaks.refuse(data, secrets, suites, functions, _machine(course.root))
    yield _("ok    {bytes:,} bytes hold no four lines of a solution, reference or mistake, no "
            "function of theirs and no path of this machine", bytes=looked_at)  # fmt: skip
    if trial:
        with tempfile.TemporaryDirectory() as folder:
            tried = _answers(tree.files, Path(folder) / "course", public)
            for line in attempt(data, tried, Path(folder) / "student"):
                yield _("ok    {step}", step=line)
    else:
        yield _("----  not installed, not tried: --no-try")
    try:
        files.replace(out, data)
    except OSError as error:
        raise UsageError(
            _("{file} cannot be written: {error}", file=out, error=error.strerror or error)
        ) from error
    digest = hashlib.sha256(data).hexdigest()[:16]
    yield _("wrote {file}, {bytes:,} bytes, SHA-256 {digest}",
            file=out, bytes=len(data), digest=digest)  # fmt: skip


def _machine(root: Path) -> list[str]:
    """Return the folders that nobody but this machine has, as paths in a file may begin."""
    places = (root, Path.home())
    known = {str(form) for place in places for form in (place, place.resolve())}
    # Others have the first level too: /root.
    return sorted(place for place in known if len(Path(place).parts) > 2)


def _answers(tree: dict[str, bytes], folder: Path, public: bool) -> list[Answers]:
    """Return what the exercises are tried with, from the committed sources.

    Args:
        folder: where to lay them, since mistakes are read from files.
    """
    for path, data in tree.items():
        if path.startswith(("exercises/", "solutions/", f"{FOLDER}/")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    answers = []
    for exercise in Course(folder).exercises:
        solution, earlier = sources.read(exercise.solution), sources.solutions_for(exercise)
        if public:
            answers.append(Answers(exercise.name, solution, earlier=earlier))
            continue
        known = next(iter(known_mistakes(exercise)), None)
        if known is None:
            raise KitFault(
                _("{exercise} has no known mistake to try", exercise=exercise.name),
                _("see docs/authors.md"),
            )
        mistakes = sources.read(exercise.mistakes)
        wrong = with_mistake(known, solution, mistakes)
        answers.append(Answers(exercise.name, solution, wrong, known.id, earlier))
    return answers
