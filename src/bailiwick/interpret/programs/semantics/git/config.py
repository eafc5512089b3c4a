"""git config: reading is reading; a value may be a command that git runs later."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.harmless import harmless
from bailiwick.interpret.programs.semantics.git.settings import (
    COMMAND_KEYS,
    LOADING_KEYS,
    REMOTE_KEYS,
    is_any,
    redirect,
)
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_READS = ("get", "get-all", "get-regexp", "get-urlmatch", "list", "get-color", "get-colorbool")
_REMOVES = ("unset", "unset-all", "remove-section", "rename-section")
_VERBS = frozenset({"list", "get", "set", "unset", "rename-section", "remove-section", "edit"})


def run(call: Call, arguments: Arguments) -> None:
    """Both forms: `git config KEY VALUE` and `git config set KEY VALUE` (git 2.46)."""
    words = list(arguments.operands)
    verb = words.pop(0).known if words and words[0].known in _VERBS else None
    reads = arguments.has(*_READS) or verb in ("list", "get")
    removes = arguments.has(*_REMOVES) or verb in ("unset", "remove-section", "rename-section")
    edits = arguments.has("edit") or verb == "edit"
    file = arguments.value("file")
    if file is not None:
        if reads:
            call.read(file)
        else:
            call.file(Kind.FILE_WRITE, file, appends=True)
    if reads or (len(words) < 2 and not removes and not edits):
        call.emit(Kind.VCS_READ, call.name("config"), verb="config")
        return
    key = texts.pattern(words[0]).lower() if words else "*"
    value = words[1] if len(words) > 1 and not removes else literal("")
    wide = arguments.has("global", "system")
    if is_any(key, REMOTE_KEYS):
        redirect(call, key, value)
    else:
        call.emit(
            Kind.VCS_CONFIG,
            call.name(key),
            key=key,
            executes=_executes(key, value),
            wildcard="*" in key,
            more={"global": wide},
        )
    _later(call, key, value)


def _executes(key: str, value: Text) -> bool:
    if is_any(key, LOADING_KEYS):
        return bool(value.parts)
    if key.startswith("alias."):
        return value.prefix.startswith("!")
    return is_any(key, COMMAND_KEYS) and not harmless(value)


def _later(call: Call, key: str, value: Text) -> None:
    """What will run later is judged now."""
    if key == "core.hookspath" and value.parts:
        call.emit(Kind.SYS_PERSIST, call.name(key), by="git-hook")
    if key.startswith("alias.") and value.parts and not value.prefix.startswith("!"):
        call.launch(RunWords((literal("git"), *split_words(value)), "git alias"))
    if _executes(key, value) and not is_any(key, LOADING_KEYS):
        text = texts.drop(value, 1) if value.prefix.startswith("!") else value
        call.launch(RunShell(text, f"git config {key}"))
