"""npm run, yarn X, composer run: scripts of the project's manifest are opened and interpreted."""

from __future__ import annotations

import json

from bailiwick.interpret.effects import RunShell, RunWords, join, literal
from bailiwick.interpret.programs import index, texts
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_NAMED = frozenset({"test", "t", "tst", "start", "stop", "restart", "preview"})
_RUNS_PROGRAMS = frozenset({"pnpm", "pn", "yarn", "yarnpkg"})
"""Managers that run an installed program when no script has the name."""
_ALIASES = {"t": "test", "tst": "test"}
_RUN = frozenset({"run", "run-script", "rum", "urn", "task"})
_MANIFESTS = {"composer": ("composer.json",), "deno": ("deno.json", "deno.jsonc", "package.json")}
ANCESTORS = 16
"""How many directories above the working directory are searched for a manifest."""


def run(call: Call, arguments: Arguments) -> None:
    """The script with its pre- and post-scripts; words after its name are appended to it."""
    words = list(arguments.operands)
    name = call.command[-1] if call.command else ""
    if name in _RUN or not name:
        if not words:
            return
        name = texts.pattern(words.pop(0))
    else:
        name = _ALIASES.get(name, name)
    directory = arguments.known("prefix", "dir", "cwd", "working-dir")
    start = call.path(literal(directory)).value if directory else call.cwd
    found = manifest(call, start)
    if not call.command and call.program in _RUNS_PROGRAMS and (found is None or name not in found[1]):
        if index.family_of(name):
            call.launch(RunWords((literal(name), *words), call.program, call.stdin))
        return
    if found is None:
        return
    folder, scripts = found
    for key in (f"pre{name}", name, f"post{name}"):
        for script in _texts(scripts.get(key)):
            text = literal(script)
            if key == name and words:
                text = join(text, literal(" "), texts.words_joined(words))
            call.launch(RunShell(text, via=f"{call.program} {name}", stdin=call.stdin, cwd=folder))


def manifest(call: Call, directory: str) -> tuple[str, Mapping[str, object]] | None:
    """The nearest manifest's directory and its scripts."""
    for _ in range(ANCESTORS):
        for name in _MANIFESTS.get(call.program, ("package.json",)):
            fact = call.inquiry.ask(TextQuery(f"{directory.rstrip('/')}/{name}", bounds.SCRIPT_BYTES))
            if fact is not None and fact.text is not None:
                return directory, _scripts(fact.text)
        if directory in {call.place.project, "/", ""}:
            return None
        directory = directory.rstrip("/").rpartition("/")[0] or "/"
    return None


def _scripts(text: str) -> Mapping[str, object]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(document, dict):
        return {}
    scripts = document.get("scripts") or document.get("tasks")
    return scripts if isinstance(scripts, dict) else {}


def _texts(script: object) -> list[str]:
    if isinstance(script, list):
        return [item for item in script if isinstance(item, str)]
    if isinstance(script, dict):
        script = script.get("command")
    return [script] if isinstance(script, str) else []
