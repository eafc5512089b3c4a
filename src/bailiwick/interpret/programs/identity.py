"""Which program a word starts.

A name without a slash is looked up along PATH and is trusted to be the program of that name. A path is
trusted only when it leads to a directory of installed programs, or to the `bin` directory of the
project's own packages; anything else (`./ls`) is a file that is opened like any script.
"""

from __future__ import annotations

from bailiwick.interpret.programs import index
from bailiwick.model import bounds
from bailiwick.model.fact import PathQuery, ProgramQuery, TextQuery
from bailiwick.model.operation import Resource, ResourceClass, ResourceType
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

_WRAPPERS = frozenset({"gradlew", "mvnw", "manage.py", "artisan", "rails", "rake", "console"})
"""Scripts that frameworks put into projects, known by name wherever they stand; their content is opened too."""

_PACKAGE_BINS = ("/node_modules/.bin/", "/.venv/bin/", "/venv/bin/", "/env/bin/", "/vendor/bin/", "/.venv/Scripts/")


class Identity(Value):
    """The program that a word starts."""

    name: str
    """Name in the catalogue, or the base name as written."""
    known: bool
    resource: Resource
    where: str = ""
    file: str = ""
    """Absolute path of a file whose content decides what runs; empty for installed programs."""


def identify(call: Call, word: Text) -> Identity:
    """The program behind `word`, which is wholly known."""
    given = word.known or ""
    if "/" in given:
        return _by_path(call, word, given)
    name = catalogue_name(given, call)
    search = call.invocation.environment.get("PATH")
    if name and search is None:
        return Identity(name, known=True, resource=Resource(ResourceType.PROGRAM, name, given))
    path = call.place.path if search is None else tuple((search.known or "").split(":"))
    fact = call.inquiry.ask(ProgramQuery(given, path))
    if fact is None or not fact.path:
        where = "" if search is None or search.known is not None else "unknown"
        return Identity(name or given, known=bool(name), resource=Resource(ResourceType.PROGRAM, given), where=where)
    return _found(call, fact.path, name or given, given)


def _by_path(call: Call, word: Text, given: str) -> Identity:
    resource = call.path(word)
    written = given.rpartition("/")[2]
    return _found(call, resource.value, written, given, resource)


def _found(call: Call, path: str, name: str, given: str, resource: Resource | None = None) -> Identity:
    from bailiwick.interpret.effects import literal

    resource = resource or call.path(literal(path))
    program = Resource(ResourceType.PROGRAM, resource.value, given, resource.classes)
    if place_of(resource) == "program-dir":
        known = catalogue_name(name, call) or catalogue_name(resource.value.rpartition("/")[2], call)
        return Identity(known or name, known=bool(known), resource=program, where="program-dir")
    where = place_of(resource)
    if where == "temp" and _is_seen(call, resource.value):
        where = "project"
    known = catalogue_name(name, call)
    if known and (
        known in _WRAPPERS or any(directory in f"/{given}" or directory in path for directory in _PACKAGE_BINS)
    ):
        return Identity(known, known=True, resource=program, where=where, file=resource.value)
    return Identity(name, known=False, resource=program, where=where, file=resource.value)


def _is_seen(call: Call, path: str) -> bool:
    """A temporary program is as good as one of the project when the same call compiled it, or it is a readable script.

    Both decide by their content, as `go run` or `sh FILE` would: the script is opened like any other.
    """
    compiled = call.inquiry.ask(PathQuery(path))
    script = call.inquiry.ask(TextQuery(path, bounds.SCRIPT_BYTES))
    return (compiled is not None and compiled.compiled) or (script is not None and bool(script.text))


def place_of(resource: Resource) -> str:
    """The `where` attribute of a program at this resource."""
    if resource.value.startswith("/opt/") and "/bin/" not in resource.value:
        return "outside"
    for where, cls in (
        ("program-dir", ResourceClass.PROGRAM_DIR),
        ("project", ResourceClass.PROJECT),
        ("temp", ResourceClass.TEMP),
        ("outside", ResourceClass.OUTSIDE),
    ):
        if cls in resource.classes:
            return where
    return "unknown"


def catalogue_name(written: str, call: Call) -> str:
    """The name under which the catalogue knows a program, or empty: `python3.11` is `python3`, `RM.EXE` is `rm`."""
    name = written
    if call.place.ignores_case or call.place.platform == "windows":
        name = name.lower().removesuffix(".exe").removesuffix(".cmd")
    if index.family_of(name):
        return name
    stem = name.rstrip("0123456789.").rstrip("-")
    if stem != name and index.family_of(stem):
        return stem
    return ""
