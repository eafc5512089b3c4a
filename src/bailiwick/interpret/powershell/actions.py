"""What cmdlets do: templates of `cmdlets` filled in, and those that need more than a template."""

from __future__ import annotations

from bailiwick.interpret.effects import Text, literal, unknown
from bailiwick.interpret.powershell import ambient, items, objects, running, values
from bailiwick.interpret.powershell.use import Use
from bailiwick.interpret.powershell.values import NULL, Array
from bailiwick.model.operation import Kind, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.powershell.cmdlets import Cmdlet
    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.use import Action, Found, Given

_PATHS = frozenset({"path", "filepath", "destination", "destinationpath", "infile", "outfile", "literalpath"})

_ACTIONS: Mapping[str, Action] = {**items.ACTIONS, **objects.ACTIONS, **running.ACTIONS}


def perform(shell: PowerShell, name: str, cmdlet: Cmdlet, given: Given, fed: Found | None, *, capture: bool) -> Found:
    """Run a cmdlet; returns what it yields and has not printed."""
    if "whatif" in given:
        return ()
    if fed is not None and cmdlet.fed not in ("", "-") and cmdlet.fed not in given:
        given[cmdlet.fed] = Array(fed)
    use = Use(shell, name, given, fed, capture=capture)
    if cmdlet.does == "":
        return ()
    if cmdlet.does == "|":
        return values.items_of(given["inputobject"]) if "inputobject" in given else (unknown(f"output of {name}"),)
    head, _, rest = cmdlet.does.partition(" ")
    if head == "!":
        return _ACTIONS[rest](use)
    if head == "=":
        _operation(use, rest)
        return ()
    if ambient.drive(use.text("path")):
        return items.provider(use)
    if name == "remove-item" and any(items.is_tree(item) for item in values.items_of(given.get("path", NULL))):
        given["recurse"] = literal("True")
    return use.start(*_filled(use, cmdlet.does), fed=fed if cmdlet.fed == "-" else None)


def _filled(use: Use, template: str) -> list[Text]:
    words: list[Text] = []
    for piece in template.split(" "):
        if piece[0] != "{":
            words.append(literal(piece))
            continue
        slot = piece[1:-1]
        name, sign, word = slot.partition("?") if "?" in slot else slot.partition("!")
        if sign:
            if (name in use.given) == (sign == "?"):
                words.append(literal(word))
        elif name in _PATHS:
            words.extend(use.paths(name))
        elif name in use.given:
            words.extend(values.text_of(item) for item in values.items_of(use.given[name]))
    return words


def _operation(use: Use, text: str) -> None:
    kind, *attributes = text.split(" ")
    given = {name: value if sign else True for name, sign, value in (item.partition("=") for item in attributes)}
    shown = use.text("name", "taskname", "path").shown()
    use.shell.world.emit(
        Kind(kind), Resource(ResourceType.NAME, shown or use.name), source=f"{use.name} {shown}".rstrip(), more=given
    )
