"""Cmdlets about items: files, and what other drives hold."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import Data, Hole, Text, join, literal, unknown
from bailiwick.interpret.powershell import ambient, values
from bailiwick.interpret.powershell.use import flat
from bailiwick.interpret.powershell.values import NULL, Array
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.powershell.use import Action, Found, Use
    from bailiwick.interpret.powershell.values import Datum


def provider(use: Use) -> Found:
    """Items of a drive that holds no files."""
    path = use.text("path")
    if ambient.drive(path) in ("hklm", "hkcu", "hkcr", "hku", "hkcc", "registry"):
        ambient.registry(use.shell, path)
    elif ambient.drive(path) == "env":
        name = path.shown().partition(":")[2].strip("\\/").upper()
        use.shell.start([literal("unset"), literal(name)], capture=True)
    elif ambient.drive(path) == "cert":
        use.shell.world.emit(Kind.SYS_CONFIG, source=path.shown(), what="certificates")
    return ()


def _read(use: Use) -> Found:
    drive = ambient.drive(use.text("path"))
    if drive == "env":
        return _environment(use)
    if drive:
        return ()
    return use.start("cat", *use.paths("path"))


def _environment(use: Use) -> Found:
    name = use.text("path").shown().partition(":")[2].strip("\\/*")
    if name and "*" not in name:
        return (ambient.variable(use.shell, f"env:{name.lower()}"),)
    return use.start("printenv")


def _written(use: Use, *, append: bool) -> Found:
    value = use.given.get("value", use.given.get("inputobject", NULL))
    text = values.joined(values.items_of(value), "\n")
    data = Data(join(text, literal("\n")) if text.parts else text, text.labels | values.labels_of(value))
    target = use.text("filepath", "path")
    if ambient.drive(target):
        return _assigned_item(use, target, value)
    for path in use.paths("filepath", "path"):
        use.shell.write(path, data, append=append or "append" in use.given)
    return ()


def _assigned_item(use: Use, target: Text, value: Datum) -> Found:
    name = target.shown().lower()
    if name.startswith(("env:", "alias:", "function:", "variable:")):
        ambient.assign(use.shell, name.removeprefix("variable:").replace("\\", ""), value)
    return provider(use) if not name.startswith("env:") else ()


def _write(use: Use) -> Found:
    return _written(use, append=False)


def _append(use: Use) -> Found:
    return _written(use, append=True)


def _tee(use: Use) -> Found:
    if "variable" in use.given:
        use.shell.variables[use.text("variable").shown().lower()] = use.given.get("inputobject", NULL)
    else:
        _written(use, append=False)
    return values.items_of(use.given.get("inputobject", NULL))


def _make(use: Use) -> Found:
    kind = use.text("itemtype").shown().lower()
    path = use.text("path")
    if ambient.drive(path):
        return provider(use) if ambient.drive(path) != "env" else ()
    if "name" in use.given:
        name = use.text("name")
        use.given["path"] = ambient.dotted(path, name) if path.parts else name
    paths = use.shell.paths(use.given.get("path", NULL), literally=True)
    if kind.startswith(("d", "container")):
        return use.start("mkdir", "-p", *paths)
    if "link" in kind or kind == "junction":
        use.start("ln", "-s", *use.paths("value"), *paths)
    elif "value" in use.given or "force" in use.given:
        for target in paths:
            text = use.text("value")
            if text.parts:
                use.shell.write(target, Data(text, text.labels), append=False)
            else:
                use.start("touch", target)
    else:
        use.start("touch", *paths)
    return tuple(paths)


def _rename(use: Use) -> Found:
    new = use.text("newname")
    for path in use.paths("path"):
        directory, slash, _name = path.prefix.rpartition("/")
        here = "/" in new.prefix or not slash
        use.start("mv", path, new if here else join(literal(directory + slash), new))
    return ()


def _look(use: Use) -> Found:
    if ambient.drive(use.text("path")):
        return (unknown("item"),)
    return _quietly(use, "stat", *use.paths("path"))


def _quietly(use: Use, *words: Text | str) -> Found:
    """Asks about files: its answer is not known, the paths go on."""
    use.shell.start([literal(word) if isinstance(word, str) else word for word in words], capture=True)
    return tuple(word for word in words[1:] if isinstance(word, Text))


def _list(use: Use) -> Found:
    drive = ambient.drive(use.text("path"))
    if drive == "env":
        return _environment(use)
    if drive:
        return ()
    shell = use.shell
    bases = use.paths("path") or [literal(".")]
    deep = "recurse" in use.given or "depth" in use.given
    names = [text for name in ("filter", "include") for text in flat(use.given.get(name, NULL))] or [literal("*")]
    if not use.capture:
        return use.start("find" if deep else "ls", *bases)
    shell.start([literal("find" if deep else "ls"), *bases], capture=True)
    found: list[Datum] = []
    for base in bases:
        for name in names:
            if deep:
                found.append(below(base, name.shown()))
            elif len(bases) > 1 and name.known == "*":
                found.append(base)
            else:
                found.extend(shell.paths(ambient.dotted(base, name)))
    return tuple(found)


def is_tree(value: Datum) -> bool:
    """True for everything that a recursive listing found."""
    if isinstance(value, Array):
        return any(is_tree(item) for item in value.items)
    last = value.parts[-1] if isinstance(value, Text) and value.parts else ""
    return isinstance(last, Hole) and last.why == _ANYWHERE


_ANYWHERE = "**"


def below(base: Text, pattern: str) -> Text:
    """Any file below `base` whose name matches."""
    first = next((at for at, letter in enumerate(pattern) if letter in "*?["), -1)
    anywhere = Text((Hole(_ANYWHERE, glob=True),))
    if first < 0:
        return join(ambient.dotted(base, NULL), anywhere, literal("/" + pattern))
    tail = re.split(r"[*?\]]", pattern)[-1]
    head = f"/{pattern[:first]}" if first else ""
    return join(ambient.dotted(base, NULL), anywhere, *((literal(head), anywhere) if head else ()), literal(tail))


def narrowed(found: Found, names: Sequence[Text]) -> Found:
    """Paths of which only those with certain names go on."""
    if not names:
        return found
    made: list[Datum] = []
    for value in found:
        text = values.text_of(value)
        last = text.parts[-1] if text.parts else ""
        if isinstance(last, Hole) and last.glob:
            base = Text(text.parts[:-1], text.labels)
            made.extend(below(base, name.shown()) for name in names)
        elif text.known is not None and all(name.known is not None and "*" not in name.known for name in names):
            if text.known.rpartition("/")[2].lower() in {(name.known or "").lower() for name in names}:
                made.append(value)
        else:
            made.append(value)
    return tuple(made)


def _search(use: Use) -> Found:
    pattern = use.text("pattern")
    paths = use.paths("path")
    if not paths:
        return use.start("grep", "-e", pattern, fed=use.fed or ())
    return use.start("grep", "-e", pattern, *paths)


def _join(use: Use) -> Found:
    path = use.text("path")
    for name in ("childpath", "additionalchildpath"):
        if name in use.given:
            for child in flat(use.given[name]):
                path = ambient.dotted(path, child)
    return (path,)


def _directory(use: Use) -> Found:
    path = values.text_of(use.given.get("path", NULL))
    known = path.known
    if known is None:
        return (path,)
    plain = ambient.slashes(known)
    if "leaf" in use.given:
        return (literal(plain.rpartition("/")[2], path.labels),)
    return (literal(plain.rpartition("/")[0] or ".", path.labels),)


def _property(use: Use) -> Found:
    path = use.text("path")
    if ambient.drive(path) not in ("", "env"):
        shown = join(path, literal("\\"), use.text("name"))
        ambient.registry(use.shell, shown)
    elif not ambient.drive(path):
        use.start("touch", *use.paths("path"))
    return ()


def _go(use: Use) -> Found:
    paths = use.paths("path")
    if ambient.drive(use.text("path")) or not paths:
        return ()
    use.shell.start([literal("cd"), *paths[:1]], capture=True)
    return ()


ACTIONS: Mapping[str, Action] = {
    "read": _read, "write": _write, "append": _append, "tee": _tee, "make": _make, "rename": _rename, "look": _look,
    "list": _list, "search": _search, "join": _join, "directory": _directory, "property": _property, "go": _go,
}  # fmt: skip
"""What `cmdlets` calls by these names."""
