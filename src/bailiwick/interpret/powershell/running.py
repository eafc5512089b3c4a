"""Cmdlets that run code, start programs or talk to hosts."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import Data, Hole, Label, RunFile, RunShell, Text, join, literal, unknown
from bailiwick.interpret.powershell import ambient, values
from bailiwick.interpret.powershell.use import flat
from bailiwick.interpret.powershell.values import NULL, Array, Hash
from bailiwick.model.operation import Kind, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.use import Action, Found, Use
    from bailiwick.interpret.powershell.values import Datum


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
        text if text.prefix[:1] != "-" else join(literal("./"), text) for text in flat(use.given.get("uri", NULL))
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
        return use.start("curl", "-T", *use.paths("source"), *flat(use.given.get("destination", NULL)))
    return use.start("curl", "-fsSL", "-o", *use.paths("destination")[:1], *flat(use.given.get("source", NULL)))


def _mail(use: Use) -> Found:
    text = values.joined([use.given[name] for name in ("subject", "body") if name in use.given], " ")
    words: list[Text | str] = ["mail", "-s", text]
    for path in use.paths("attachments"):
        words += ["-a", path]
    return use.start(*words, use.text("to"), fed=(text,))


def _invoke(use: Use) -> Found:
    block = use.block("scriptblock", "expression", "initializationscript")
    hosts = flat(use.given.get("computername", use.given.get("hostname", NULL)))
    local = all(host.known in ("localhost", ".", "127.0.0.1") for host in hosts)
    if hosts and not local:
        source = block.block.source if block is not None else ""
        for host in hosts:
            use.shell.world.emit(
                Kind.NET_SEND,
                Resource(ResourceType.NAME, host.shown()),
                source=f"Invoke-Command {host.shown()}",
                more={"host": host.shown(), "method": "winrm"},
            )
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
    for text in flat(use.given.get("argumentlist", NULL)):
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


def _policy(use: Use) -> Found:
    if use.text("scope").shown().lower() != "process":
        use.shell.world.emit(Kind.SYS_CONFIG, source="Set-ExecutionPolicy", what="execution-policy", disables=True)
    return ()


ACTIONS: Mapping[str, Action] = {
    "web": _web, "transfer": _transfer, "mail": _mail, "invoke": _invoke, "evaluate": _evaluate, "start": _start,
    "module": _module, "wmi": _wmi, "policy": _policy,
}  # fmt: skip
"""What `cmdlets` calls by these names."""
