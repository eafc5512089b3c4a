"""chattr and chflags: removing immutability opens what was protected."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`chattr -i FILE`, `chflags nouchg FILE`; lsattr only shows."""
    words = [word for word in call.words if word.known not in ("-R", "-V", "-f", "--recursive")]
    if call.program == "lsattr":
        for word in arguments.operands:
            call.file(Kind.FILE_LIST, word)
        return
    modes = [texts.pattern(word) for word in words if word.prefix[:1] in ("-", "+", "=")]
    paths = [word for word in words if word.prefix[:1] not in ("-", "+", "=")]
    if call.program == "chflags" and paths:
        modes, paths = [texts.pattern(paths[0])], paths[1:]
    opens = any(
        (mode.startswith("-") and set(mode) & set("iau")) or mode.startswith("no") or mode == "0" for mode in modes
    )
    for word in paths:
        call.file(Kind.FILE_META, word, immutable=opens, recursive=arguments.has("recursive"), mode=" ".join(modes))
