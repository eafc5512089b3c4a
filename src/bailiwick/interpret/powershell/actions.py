"""What cmdlets do: templates of `cmdlets` filled in, and those that need more than a template."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import (
    Data,
    Hole,
    Label,
    RunFile,
    RunShell,
    Text,
    join,
    literal,
    unknown,
)
from bailiwick.interpret.powershell import ambient, cmdlets, members, values
from bailiwick.interpret.powershell.syntax import Member, Operation, Pipeline, Shown, String, Variable
from bailiwick.interpret.powershell.values import NULL, Array, Closure, Hash, Object
from bailiwick.model.operation import Kind, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from bailiwick.interpret.powershell.cmdlets import Cmdlet
    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.syntax import Expression, Node
    from bailiwick.interpret.powershell.values import Datum

    Given: TypeAlias = dict[str, Datum]
    Found: TypeAlias = tuple[Datum, ...]
    Action: TypeAlias = Callable[["Use"], Found]

_PATHS = frozenset({"path", "filepath", "destination", "destinationpath", "infile", "outfile", "literalpath"})
_POSIX = frozenset("rm rmdir cp mv ls cat curl wget kill ps sort tee sleep man mount diff echo mkdir start".split())  # noqa: SIM905 - names
"""Names that are also programs, with options of their own."""


class Use:
    """One use of a cmdlet."""

    __slots__ = ("capture", "fed", "given", "name", "shell")

    def __init__(self, shell: PowerShell, name: str, given: Given, fed: Found | None, *, capture: bool) -> None:
        self.shell = shell
        self.name = name
        self.given = given
        self.fed = fed
        self.capture = capture

    def text(self, *names: str) -> Text:
        """The first of the parameters that is given, as a string."""
        return next((values.text_of(self.given[name]) for name in names if name in self.given), NULL)

    def paths(self, *names: str) -> list[Text]:
        """The paths in the first of the parameters that is given."""
        literally = "literal" in self.given
        return next(
            (self.shell.paths(self.given[name], literally=literally) for name in names if name in self.given), []
        )

    def start(self, *words: Text | str, fed: Sequence[Datum] | None = None) -> Found:
        """Start a program."""
        texts = [literal(word) if isinstance(word, str) else word for word in words]
        return self.shell.start(texts, fed, capture=self.capture)


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
        return _provider(use)
    if name == "remove-item" and any(_is_tree(item) for item in values.items_of(given.get("path", NULL))):
        given["recurse"] = literal("True")
    return use.start(*_filled(use, cmdlet.does), fed=fed if cmdlet.fed == "-" else None)


def is_program_option(name: str, cmdlet: Cmdlet, short: str) -> bool:
    """True when `-short` makes the words those of the program `name`, not of the cmdlet with that alias."""
    lowered = name.lower()
    if lowered not in _POSIX:
        return False
    if short.startswith("-"):
        return True
    if lowered in ("curl", "wget"):
        return (
            len(short.partition(":")[0]) <= 2 or cmdlets.parameter(cmdlet, short.partition(":")[0].lower())[1] is None
        )
    return cmdlets.parameter(cmdlet, short.partition(":")[0].lower())[1] is None


def script(
    shell: PowerShell, path: Text, words: Sequence[Text], fed: Found | None, language: str = "powershell"
) -> Found:
    """Run a script file."""
    where = shell.machine.redirector.absolute(path, shell.state)
    stdin = Data(Text()) if fed is None else Data(values.joined(fed, "\n"), values.labels_of(*fed))
    if where:
        shell.machine.launcher.follow(RunFile(where, language, "powershell", stdin, tuple(words)), shell.state)
    else:
        shell.hide(path.shown())
    return (unknown(f"output of {path.shown()}"),)


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


def _provider(use: Use) -> Found:
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


# Reading and writing


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
    return _provider(use) if not name.startswith("env:") else ()


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
        return _provider(use) if ambient.drive(path) != "env" else ()
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
    names = [text for name in ("filter", "include") for text in _flat(use.given.get(name, NULL))] or [literal("*")]
    if not use.capture:
        return use.start("find" if deep else "ls", *bases)
    shell.start([literal("find" if deep else "ls"), *bases], capture=True)
    found: list[Datum] = []
    for base in bases:
        for name in names:
            if deep:
                found.append(_below(base, name.shown()))
            elif len(bases) > 1 and name.known == "*":
                found.append(base)
            else:
                found.extend(shell.paths(ambient.dotted(base, name)))
    return tuple(found)


def _flat(value: Datum) -> list[Text]:
    return [values.text_of(item) for item in values.items_of(value)]


def _is_tree(value: Datum) -> bool:
    """True for everything that a recursive listing found."""
    if isinstance(value, Array):
        return any(_is_tree(item) for item in value.items)
    last = value.parts[-1] if isinstance(value, Text) and value.parts else ""
    return isinstance(last, Hole) and last.why == _ANYWHERE


_ANYWHERE = "**"


def _below(base: Text, pattern: str) -> Text:
    """Any file below `base` whose name matches."""
    first = next((at for at, letter in enumerate(pattern) if letter in "*?["), -1)
    anywhere = Text((Hole(_ANYWHERE, glob=True),))
    if first < 0:
        return join(ambient.dotted(base, NULL), anywhere, literal("/" + pattern))
    tail = re.split(r"[*?\]]", pattern)[-1]
    head = f"/{pattern[:first]}" if first else ""
    return join(ambient.dotted(base, NULL), anywhere, *((literal(head), anywhere) if head else ()), literal(tail))


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
            for child in _flat(use.given[name]):
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


# Values


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


def _block(use: Use, *names: str) -> Closure | None:
    for name in names:
        for value in values.items_of(use.given.get(name, NULL)):
            if isinstance(value, Closure):
                return value
    return None


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
    block = _block(use, "filterscript")
    fed = use.fed or ()
    if block is None:
        wanted = _flat(use.given.get("value", use.given.get("rest", NULL)))
        name = use.text("property", "filterscript").shown().lower()
        equal = use.given.keys() & {"eq", "in", "like"}
        for key in ("eq", "in", "like"):
            wanted = wanted or [text for text in _flat(use.given.get(key, NULL)) if text.known != "True"]
        return _narrowed(fed, wanted) if name == "name" and equal and wanted else fed
    for item in fed[:1]:
        use.shell.call(block, (), (item,), capture=True)
    nodes = block.block.body.items
    return _narrowed(fed, _names_wanted(use.shell, nodes[0])) if len(nodes) == 1 else fed


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
    return [join(literal(star), text) for text in _flat(shell.evaluate(test.right))]


def _narrowed(found: Found, names: Sequence[Text]) -> Found:
    """Paths of which only those with certain names go on."""
    if not names:
        return found
    made: list[Datum] = []
    for value in found:
        text = values.text_of(value)
        last = text.parts[-1] if text.parts else ""
        if isinstance(last, Hole) and last.glob:
            base = Text(text.parts[:-1], text.labels)
            made.extend(_below(base, name.shown()) for name in names)
        elif text.known is not None and all(name.known is not None and "*" not in name.known for name in names):
            if text.known.rpartition("/")[2].lower() in {(name.known or "").lower() for name in names}:
                made.append(value)
        else:
            made.append(value)
    return tuple(made)


# Network


def _web(use: Use) -> Found:
    words: list[Text] = [literal("curl"), literal("-fsSL")]
    method = use.text("method")
    if method.parts:
        words += [literal("-X"), method]
    headers = use.given.get("headers")
    for name, value in headers.items.items() if isinstance(headers, Hash) else ():
        words += [literal("-H"), join(literal(f"{name}: "), values.text_of(value))]
    for name in ("body", "form"):
        for item in values.items_of(use.given.get(name, NULL)):
            words += [literal("--data-raw"), _sent(item)]
    for path in use.paths("infile"):
        words += [literal("-T"), path]
    for path in use.paths("outfile"):
        words += [literal("-o"), path]
    words.extend(
        text if text.prefix[:1] != "-" else join(literal("./"), text) for text in _flat(use.given.get("uri", NULL))
    )
    return use.start(*words)


def _sent(value: Datum) -> Text:
    text = values.text_of(value)
    secret = any(isinstance(part, Hole) and _CREDENTIAL.match(part.why) for part in text.parts)
    return Text(text.parts, text.labels | values.labels_of(value) | ({Label.ENVIRONMENT} if secret else set()))


_CREDENTIAL = re.compile(r"\$\w*(?:TOKEN|SECRET|PASSW|API_?KEY|CREDENTIAL)")
"""Variables of the environment that hold what must not be in the body of a request."""


def _transfer(use: Use) -> Found:
    kind = use.text("transfertype").shown().lower()
    if kind.startswith("upload"):
        return use.start("curl", "-T", *use.paths("source"), *_flat(use.given.get("destination", NULL)))
    return use.start("curl", "-fsSL", "-o", *use.paths("destination")[:1], *_flat(use.given.get("source", NULL)))


def _mail(use: Use) -> Found:
    text = values.joined([use.given[name] for name in ("subject", "body") if name in use.given], " ")
    words: list[Text | str] = ["mail", "-s", text]
    for path in use.paths("attachments"):
        words += ["-a", path]
    return use.start(*words, use.text("to"), fed=(text,))


def _invoke(use: Use) -> Found:
    block = _block(use, "scriptblock", "expression", "initializationscript")
    hosts = _flat(use.given.get("computername", use.given.get("hostname", NULL)))
    local = all(host.known in ("localhost", ".", "127.0.0.1") for host in hosts)
    if hosts and not local:
        source = block.block.source if block is not None else ""
        for host in hosts:
            use.shell.world.emit(Kind.NET_SEND, Resource(ResourceType.NAME, host.shown()), source="Invoke-Command "
            "{host.shown()}",
                                 host=host.shown(), method="winrm")  # fmt: skip
        launch = RunShell(literal(source), "Invoke-Command", language="powershell", remote=True)
        use.shell.machine.launcher.follow(launch, use.shell.state)
        return (unknown("output of Invoke-Command"),)
    for path in use.paths("filepath"):
        script(use.shell, path, (), use.fed)
    if block is None:
        value = use.given.get("scriptblock")
        return use.shell.interpret(values.text_of(value), via=use.name, capture=use.capture) if value else ()
    arguments = values.items_of(use.given.get("argumentlist", NULL))
    return use.shell.call(block, arguments, use.fed, capture=use.capture)


# Code


def _evaluate(use: Use) -> Found:
    found: list[Datum] = []
    value = use.given.get("command", NULL)
    for item in values.items_of(value) if isinstance(value, Array) and not value.either else (value,):
        if isinstance(item, Array):
            for one in item.items:
                found.extend(use.shell.interpret(values.text_of(one), via="Invoke-Expression", capture=use.capture))
        else:
            found.extend(use.shell.interpret(values.text_of(item), via="Invoke-Expression", capture=use.capture))
    return tuple(found)


def _start(use: Use) -> Found:
    if use.text("verb").shown().lower() == "runas":
        use.shell.world.emit(Kind.PRIV_ESCALATE, source="Start-Process -Verb RunAs", by="runas")
    program = use.text("filepath", "path")
    known = program.known
    if known is not None and known.startswith(("http://", "https://")):
        return use.start("xdg-open", program)
    words = ambient.word(use.shell, program, bare=True)
    arguments: list[Text] = []
    for text in _flat(use.given.get("argumentlist", NULL)):
        arguments.extend(_split(text))
    if known is not None and known.lower().endswith(".ps1"):
        return script(use.shell, words[0], arguments, None)
    if use.name == "invoke-item" or not words:
        return use.start("xdg-open", *words)
    name = (words[0].known or "").removesuffix(".exe")
    found = use.start(*([literal(name)] if name else words[:1]), *arguments)
    for path in use.paths("redirectstandardoutput"):
        use.shell.write(path, Data(), append=False)
    return found


def _split(text: Text) -> list[Text]:
    """The argument list of a process is one command line; quotes in it hold words together."""
    if text.known is None:
        return [text]
    return [
        literal(found[1] or found[2] or found[0], text.labels)
        for found in re.finditer(r"\"([^\"]*)\"|'([^']*)'|\S+", text.known)
    ]


def _module(use: Use) -> Found:
    name = use.text("name", "path")
    if name.known and name.known.lower().endswith((".psm1", ".ps1", ".psd1")) and not name.known.endswith(".psd1"):
        return script(use.shell, use.paths("name", "path")[0], (), None)
    if name.known and name.known.lower().endswith(".dll"):
        use.shell.hide(f"Import-Module {name.known}")
    return ()


def _wmi(use: Use) -> Found:
    line = values.text_of(use.given.get("argumentlist", use.given.get("arguments", NULL)))
    created = use.text("name", "methodname").shown().lower() == "create"
    if created and line.parts:
        use.shell.machine.launcher.follow(RunShell(line, use.name, language="cmd"), use.shell.state)
    else:
        use.shell.hide(use.name)
    return ()


def _property(use: Use) -> Found:
    path = use.text("path")
    if ambient.drive(path) not in ("", "env"):
        shown = join(path, literal("\\"), use.text("name"))
        ambient.registry(use.shell, shown)
    elif not ambient.drive(path):
        use.start("touch", *use.paths("path"))
    return ()


def _policy(use: Use) -> Found:
    if use.text("scope").shown().lower() != "process":
        use.shell.world.emit(Kind.SYS_CONFIG, source="Set-ExecutionPolicy", what="execution-policy", disables=True)
    return ()


def _go(use: Use) -> Found:
    paths = use.paths("path")
    if ambient.drive(use.text("path")) or not paths:
        return ()
    use.shell.start([literal("cd"), *paths[:1]], capture=True)
    return ()


_ACTIONS: Mapping[str, Action] = {
    "read": _read, "write": _write, "append": _append, "tee": _tee, "make": _make, "rename": _rename, "look": _look,
    "list": _list, "search": _search, "join": _join, "directory": _directory, "show": _show, "quiet": _quiet,
    "unknown": _unknown, "secret": _secret, "variable": _variable, "assign": _assign, "alias": _alias,
    "object": _object, "compile": _compile, "each": _each, "filter": _filter, "web": _web, "transfer": _transfer,
    "mail": _mail, "invoke": _invoke, "evaluate": _evaluate, "start": _start, "module": _module, "wmi": _wmi,
    "property": _property, "policy": _policy, "go": _go,
}  # fmt: skip
