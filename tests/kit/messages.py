"""The messages of the kit as its sources have them, and what is wrong with how they stand."""

import ast
import string

from tests.kit.workshop import ROOT

PACKAGE = ROOT / "grader"
# How many of the first arguments are templates.
MARKED = {"_": 1, "N_": 1, "plural": 2}


def sources():
    """Return the text of every module of the kit by its path."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def marked(text):
    """Yield the calls in a source that mark a message."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED:
            yield node


def messages(text):
    """Return the messages of a source: an id, or the two forms of a plural."""
    found = set()
    for call in marked(text):
        forms = tuple(
            given.value
            for given in call.args[: MARKED[call.func.id]]
            if isinstance(given, ast.Constant)
        )
        found.add(forms if call.func.id == "plural" else forms[0])
    return found


def faults(text):
    """Return what no translator could work with, each with its line."""
    found = [f"{call.lineno}: {why}" for call in marked(text) for why in _faults(call)]
    for scope in ast.walk(ast.parse(text)):
        if isinstance(scope, ast.FunctionDef | ast.Lambda):
            inside = [*ast.walk(scope)]
            bound = {n.id for n in inside if isinstance(n, ast.Name) and not _read(n)}
            bound |= {n.arg for n in inside if isinstance(n, ast.arg)}
            called = {getattr(n.func, "id", "") for n in inside if isinstance(n, ast.Call)}
            found += [f"{scope.lineno}: {name} is bound" for name in bound & called & {*MARKED}]
    return found


def _read(name):
    return isinstance(name.ctx, ast.Load)


def _faults(call):
    forms = call.args[: MARKED[call.func.id]]
    if len(forms) < MARKED[call.func.id]:
        yield "a template is missing"
        return
    for form in forms:
        if not (isinstance(form, ast.Constant) and isinstance(form.value, str)):
            yield f"{ast.unparse(form)} is no constant"
            return
    if call.func.id == "N_":
        return
    if any(isinstance(node, ast.JoinedStr) for node in ast.walk(call)):
        yield "an f-string, which Babel takes for a template"
    if len(call.args) > len(forms) + (call.func.id == "plural"):
        yield "a value without a name"
    given = {keyword.arg for keyword in call.keywords}
    open_ended = None in given
    wanted = set()
    for form in forms:
        try:
            fields = [
                name
                for _, name, _, _ in string.Formatter().parse(form.value)
                if name is not None
            ]
        except ValueError as error:
            yield str(error)
            return
        for name in fields:
            if not name.isidentifier():
                yield f"the place {{{name}}} is no name"
        wanted |= {*fields}
    if call.func.id == "plural":
        wanted -= {"count"}
    if wanted - given and not open_ended:
        yield f"nothing is given for {sorted(wanted - given)}"
    if given - wanted - {None}:
        yield f"there is no place for {sorted(given - wanted - {None})}"
