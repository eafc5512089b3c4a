"""npx and its kin: run a program of a package, fetched when it is not installed."""

from __future__ import annotations

import json

from bailiwick.interpret.effects import RunWords, Text, literal
from bailiwick.interpret.programs import index, texts
from bailiwick.interpret.programs.packages import package
from bailiwick.interpret.programs.semantics.project_task import ANCESTORS
from bailiwick.model import bounds
from bailiwick.model.fact import FileType, PathQuery, TextQuery
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_DEPENDENCIES = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
_PROGRAMS: Mapping[str, str] = {
    "typescript": "tsc",
    "@angular/cli": "ng",
    "@arethetypeswrong/cli": "attw",
    "@babel/cli": "babel",
    "@biomejs/biome": "biome",
    "@capacitor/cli": "cap",
    "@changesets/cli": "changeset",
    "@commitlint/cli": "commitlint",
    "@graphql-codegen/cli": "graphql-codegen",
    "@lhci/cli": "lhci",
    "@nestjs/cli": "nest",
    "@openapitools/openapi-generator-cli": "openapi-generator-cli",
    "@playwright/test": "playwright",
    "@redocly/cli": "redocly",
    "@stoplight/spectral-cli": "spectral",
    "@svgr/cli": "svgr",
    "@swc/cli": "swc",
    "@tauri-apps/cli": "tauri",
}
"""Programs whose package has another name."""

_REMOTE = ("git+", "git:", "git@", "ssh:", "http:", "https:", "github:", "gitlab:", "bitbucket:", "gist:", "file:")


def run(call: Call, arguments: Arguments) -> None:
    """`npx -p PKG -c TEXT` runs shell text; otherwise the first operand is the program."""
    for word in arguments.values("package", "from", "with", "spec"):
        _fetched(call, arguments, word)
    if arguments.has("call"):
        return
    words = arguments.operands
    if call.program == "pipx" and words[:1] and words[0].known == "run":
        words = words[1:]
    run_package(call, words, arguments, named=arguments.has("package", "from"))


def run_package(
    call: Call, words: tuple[Text, ...], arguments: Arguments | None = None, *, named: bool = False
) -> None:
    """The program of the first word, with the rest as its words."""
    from bailiwick.interpret.programs.arguments import Arguments as Empty

    if not words:
        return
    first = words[0]
    if not named:
        _fetched(call, arguments or Empty(), first)
    name = _program_name(texts.pattern(first))
    if name.startswith("create-"):
        name = ""
    if name and index.family_of(name):
        call.launch(RunWords((literal(name), *words[1:]), call.program, call.stdin))


def _fetched(call: Call, arguments: Arguments, word: Text) -> None:
    """A URL or repository is code from the network; a package of the registry that is not installed is added."""
    given = texts.pattern(word)
    name = _program_name(given)
    spec = given.partition("@")[2] if given.partition("@")[0] else given
    if given.startswith(_REMOTE) or spec.startswith(_REMOTE) or (call.program in ("npx", "bunx") and _shorthand(given)):
        package(call, arguments, word)
        call.emit(
            Kind.EXEC_RUN, call.name(given), program=name, fetched_raw=_unknown_place(given, spec), downloaded=True
        )
    elif not index.family_of(name) and not _installed(call, name, _package_name(given)):
        package(call, arguments, word)


def _unknown_place(given: str, spec: str) -> bool:
    """True for a raw URL, or a repository on a host that is not well known."""
    from bailiwick.interpret.programs.packages import FORGES

    return not any(host in given or host in spec for host in FORGES) and not given.startswith(
        ("github:", "gitlab:", "bitbucket:", "file:")
    )


def _shorthand(given: str) -> bool:
    """`user/repo` is a repository of GitHub to npm."""
    return given.count("/") == 1 and not given.startswith(("@", ".", "/"))


def _installed(call: Call, name: str, package_name: str) -> bool:
    """True when the project has the program, or its manifest names the package, so that the lock file fixes it."""
    directory = call.cwd
    for _ in range(ANCESTORS):
        base = directory.rstrip("/")
        program = call.inquiry.ask(PathQuery(f"{base}/node_modules/.bin/{name}"))
        manifest = call.inquiry.ask(TextQuery(f"{base}/package.json", bounds.SCRIPT_BYTES))
        if program is None or manifest is None or program.type is not FileType.MISSING:
            return True
        if manifest.text is not None and package_name in _dependencies(manifest.text):
            return True
        if directory in {call.place.project, "/", ""}:
            return False
        directory = base.rpartition("/")[0] or "/"
    return False


def _dependencies(text: str) -> frozenset[str]:
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError):
        return frozenset()
    groups = [manifest.get(key) for key in _DEPENDENCIES] if isinstance(manifest, dict) else []
    return frozenset(name for group in groups if isinstance(group, dict) for name in group)


def _package_name(given: str) -> str:
    """`@scope/tool@1.2` is the package `@scope/tool`."""
    return given[:1] + given[1:].partition("@")[0]


def _program_name(given: str) -> str:
    """`@scope/tool@1.2` runs `tool`, `eslint@8` runs `eslint`, unless it is known better."""
    if _package_name(given) in _PROGRAMS:
        return _PROGRAMS[_package_name(given)]
    name = given[1:].partition("/")[2] if given.startswith("@") else given
    return name.partition("@")[0].partition("==")[0].partition("[")[0]
