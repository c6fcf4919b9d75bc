"""Keeps a copy of each stub as the course hands it out: `grade reset` restores it."""

from __future__ import annotations

import ast

from grader import files
from grader.course import Exercise, command
from grader.errors import KitFault
from grader.judge import sources
from grader.words.text import _, unbroken


def keep(exercise: Exercise) -> None:
    """Copy the stub to where `grade reset` finds it.

    Raises:
        KitFault: it is no stub, because somebody's answer is in it.
    """
    text = sources.read(exercise.stub)
    try:
        name = answered(ast.parse(text))
    except SyntaxError:
        name = ""  # whoever loads the stub says where
    if name:
        body = f"raise NotImplementedError({name!r})"
        raise KitFault(
            _("{function} is written in exercises/{file}, which must be the stub",
              function=name, file=exercise.stub.name),
            _("{command} keeps your answer beside it and restores the stub; or make the "
              "function's body   {body}", command=unbroken(command("reset", exercise.id)),
              body=unbroken(body)),
        )  # fmt: skip
    files.replace(exercise.pristine, text.encode())


def is_kept(exercise: Exercise) -> bool:
    """Whether the copy holds what the stub holds."""
    try:
        return sources.read(exercise.pristine) == sources.read(exercise.stub)
    except KitFault:
        return False


def answered(tree: ast.Module) -> str:
    """Return the first function that does more than raise an error, or an empty string."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if len(body) != 1 or not isinstance(body[0], ast.Raise):
                return node.name
    return ""
