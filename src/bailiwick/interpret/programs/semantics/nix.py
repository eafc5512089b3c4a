"""nix run, shell, build: an installable is code, from a flake, a forge or an address; `-c` runs a command in it."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunWords, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.packages import FORGES
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.interpret.web import target
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHORTHANDS = ("github:", "gitlab:", "sourcehut:")
_RUNS = frozenset({"run", "shell", "develop", "build"})


def run(call: Call, arguments: Arguments) -> None:
    """An address whose host is no known forge is run unseen."""
    words = arguments.operands
    verb = words[0].known if words and call.program == "nix" else "shell"
    for code in arguments.values("E", "expr", "apply"):
        call.launch(RunCode("nix", code, "nix", call.stdin))
    if verb not in _RUNS:
        return
    for word in words[1:] if call.program == "nix" else words:
        plain = texts.drop(word, len("git+")) if word.prefix.startswith("git+") else word
        if "://" in plain.prefix and str(target(plain)[1].get("host", "")) not in FORGES:
            run_address(call, plain)
        elif plain.prefix.startswith(_SHORTHANDS):
            call.emit(Kind.PKG_INSTALL, call.name(plain), manager="nix", packages=(texts.pattern(plain),), git=True)
    at = next((at for at, word in enumerate(call.words) if word.known == "--"), 0)
    name = (words[1].known or "").rpartition("#")[2].rpartition("/")[2] if len(words) > 1 else ""
    if verb == "run" and at and name:
        call.launch(RunWords((literal(name), *call.words[at + 1 :]), via="nix", stdin=call.stdin))
    for position, word in enumerate(call.words):
        if word.known in ("-c", "--command") and call.words[position + 1 :]:
            call.launch(RunWords(call.words[position + 1 :], via="nix", stdin=call.stdin))
            break
