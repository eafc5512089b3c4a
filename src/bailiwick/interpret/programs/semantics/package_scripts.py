"""npm pkg set scripts.NAME=TEXT, npm set-script NAME TEXT: a script of the manifest, which `npm run` will run."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The text is interpreted now: when it runs later, nobody looks at the manifest again."""
    call.file(Kind.FILE_WRITE, literal("package.json"))
    if call.command[-1:] == ("set-script",):
        scripts = arguments.operands[1:2]
    else:
        parts = (texts.partition(word, "=") for word in arguments.operands if word.prefix.startswith("scripts."))
        scripts = tuple(script for _, script in parts if script is not None)
    for script in scripts:
        call.launch(RunShell(script, via=f"{call.program} script"))
