"""just: the recipes of a justfile are opened and interpreted as shell text."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.recipes import justfile_recipes
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Listing and dry runs run nothing."""
    command = arguments.value("command")
    if command is not None:
        call.launch(RunShell(command, via="just"))
    if arguments.has("list", "summary", "show", "dry-run", "evaluate", "dump", "fmt", "init"):
        return
    given = arguments.value("justfile")
    folder = call.cwd.rstrip("/")
    names = (
        (call.path(given).value,)
        if given is not None
        else (f"{folder}/justfile", f"{folder}/Justfile", f"{folder}/.justfile")
    )
    for name in names:
        fact = call.inquiry.ask(TextQuery(name, bounds.SCRIPT_BYTES))
        if fact is not None and fact.text is not None:
            wanted = [texts.pattern(word) for word in arguments.operands if "=" not in texts.pattern(word)]
            for recipe in justfile_recipes(fact.text, wanted):
                call.launch(RunShell(recipe, via="just", cwd=name.rpartition("/")[0]))
            return
