"""mkdir and install: what `-m MODE` opens in what they make."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics import copy
from bailiwick.interpret.programs.semantics.mode import mode_attributes
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`mkdir` makes every operand; `install` copies, unless `-d` makes directories of all operands."""
    made = arguments.operands
    if call.program not in _MAKERS and not arguments.has("directory"):
        copy.run(call, arguments)
        made = arguments.operands[-1:]
    else:
        for word in made:
            in_cache = call.path(word).value.lower().startswith(_caches(call.place.home))
            call.file(Kind.FILE_WRITE, word, appends=True, cache_directory=in_cache)
    for mode in arguments.values("mode"):
        given = mode_attributes(texts.pattern(mode))
        if given.get("world_writable") or given.get("setuid"):
            for word in made:
                call.file(Kind.FILE_META, word, mode=texts.pattern(mode), more=given)


_MAKERS = frozenset({"mkdir", "gmkdir", "mkdirp"})


def _caches(home: str) -> tuple[str, ...]:
    return tuple(f"{home}/{name}/".lower() for name in (".cache", "Library/Caches"))
