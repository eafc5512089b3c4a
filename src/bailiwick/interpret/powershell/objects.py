"""Cmdlets about values: variables, objects, what goes through a pipe."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, Text, join, literal, unknown
from bailiwick.interpret.powershell import ambient, members, values
from bailiwick.interpret.powershell.items import narrowed
from bailiwick.interpret.powershell.syntax import Member, Operation, Pipeline, Shown, String, Variable
from bailiwick.interpret.powershell.use import flat
from bailiwick.interpret.powershell.values import NULL, Closure, Object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.syntax import Expression, Node
    from bailiwick.interpret.powershell.use import Action, Found, Use
    from bailiwick.interpret.powershell.values import Datum


def _show(use: Use) -> Found:
    value = use.given.get("object", use.given.get("inputobject", use.given.get("string", NULL)))
    if use.name == "write-output" or use.capture or use.fed is not None:
        return values.items_of(value)
    return ()


def _quiet(use: Use) -> Found:
    return (unknown(f"output of {use.name}"),)


def _unknown(use: Use) -> Found:
    return (unknown(f"output of {use.name}"),)


def _secret(use: Use) -> Found:
    return (unknown(f"output of {use.name}", frozenset({Label.SECRET})),)


def _variable(use: Use) -> Found:
    return (use.shell.variables.get(use.text("name").shown().lower(), unknown("variable")),)


def _assign(use: Use) -> Found:
    ambient.assign(use.shell, use.text("name").shown().lower(), use.given.get("value", NULL))
    return ()


def _alias(use: Use) -> Found:
    name, value = use.text("name").known, use.text("value").known
    if name and value:
        use.shell.aliases[name.lower()] = value
    else:
        use.shell.hide("Set-Alias")
    return ()


def _object(use: Use) -> Found:
    if "comobject" in use.given:
        return (Object("com:" + use.text("comobject").shown().lower()),)
    arguments = values.items_of(use.given.get("argumentlist", NULL))
    return (members.made(use.text("typename").shown().lower().removeprefix("system."), arguments),)


def _compile(use: Use) -> Found:
    code = use.text("typedefinition", "memberdefinition")
    if ("typedefinition" in use.given and "assemblyname" not in use.given) or "memberdefinition" in use.given:
        use.shell.hide("Add-Type", suspicious="DllImport" in code.shown() or not code.labels.isdisjoint(_FOREIGN))
    return ()


_FOREIGN = frozenset({Label.NETWORK, Label.DECODED})


def _each(use: Use) -> Found:
    found: list[Datum] = []
    blocks = [item for name in ("begin", "process", "end", "rest") for item in _blocks(use.given.get(name, NULL))]
    if not blocks:
        name = values.text_of(use.given.get("process", use.given.get("membername", NULL))).shown().lower()
        return tuple(members.member(use.shell, item, name, None) for item in use.fed or ())
    items = use.fed if use.fed is not None else (NULL,)
    many = len(items) > use.shell.world.room
    for item in (unknown("item", values.labels_of(*items)),) if many else items:
        for block in blocks:
            found.extend(use.shell.call(block, (), (item,), capture=True))
    return tuple(found)


def _blocks(value: Datum) -> list[Closure]:
    return [item for item in values.items_of(value) if isinstance(item, Closure)]


def _filter(use: Use) -> Found:
    block = use.block("filterscript")
    fed = use.fed or ()
    if block is None:
        wanted = flat(use.given.get("value", use.given.get("rest", NULL)))
        name = use.text("property", "filterscript").shown().lower()
        equal = use.given.keys() & {"eq", "in", "like"}
        for key in ("eq", "in", "like"):
            wanted = wanted or [text for text in flat(use.given.get(key, NULL)) if text.known != "True"]
        return narrowed(fed, wanted) if name == "name" and equal and wanted else fed
    for item in fed[:1]:
        use.shell.call(block, (), (item,), capture=True)
    nodes = block.block.body.items
    return narrowed(fed, _names_wanted(use.shell, nodes[0])) if len(nodes) == 1 else fed


def _names_wanted(shell: PowerShell, node: Node) -> list[Text]:
    """The names that a condition on `$_.Name` lets through; empty when it is another condition."""
    stage = node.stages[0] if isinstance(node, Pipeline) and len(node.stages) == 1 else None
    test = stage.expression if isinstance(stage, Shown) else None
    return _wanted(shell, test) if test is not None else []


def _wanted(shell: PowerShell, test: Expression) -> list[Text]:
    if not isinstance(test, Operation) or test.left is None:
        return []
    if test.operator == "or":
        left, right = _wanted(shell, test.left), _wanted(shell, test.right)
        return [*left, *right] if left and right else []
    if test.operator == "and":
        return _wanted(shell, test.left) or _wanted(shell, test.right)
    of_name = (
        isinstance(test.left, Member)
        and isinstance(test.left.target, Variable)
        and isinstance(test.left.name, String)
        and test.left.name.parts in (("Name",), ("name",), ("Extension",), ("extension",))
    )
    if not of_name or test.operator not in ("eq", "in", "like"):
        return []
    assert isinstance(test.left, Member)  # noqa: S101 - it is one
    assert isinstance(test.left.name, String)  # noqa: S101 - it is one
    star = "*" if test.left.name.parts[0] in ("Extension", "extension") else ""
    return [join(literal(star), text) for text in flat(shell.evaluate(test.right))]


ACTIONS: Mapping[str, Action] = {
    "show": _show, "quiet": _quiet, "unknown": _unknown, "secret": _secret, "variable": _variable, "assign": _assign,
    "alias": _alias, "object": _object, "compile": _compile, "each": _each, "filter": _filter,
}  # fmt: skip
"""What `cmdlets` calls by these names."""
