"""Members of .NET and COM that PowerShell text calls, as the programs that do the same."""

from __future__ import annotations

import base64
import binascii

from bailiwick.interpret.effects import Data, Label, RunShell, Text, join, literal, unknown
from bailiwick.interpret.powershell import ambient, values
from bailiwick.interpret.powershell.values import NULL, Array, Closure, Hash, Object
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.values import Datum

_FILES: Mapping[str, str] = {
    "readalltext": "cat", "readalllines": "cat", "readallbytes": "cat", "readlines": "cat", "openread": "cat",
    "opentext": "cat", "open": "cat", "delete": "rm -rf", "copy": "cp -r", "move": "mv", "replace": "mv",
    "exists": "stat", "getfiles": "ls", "getdirectories": "ls", "getfilesystementries": "ls", "enumeratefiles": "ls",
    "enumeratedirectories": "ls", "getlastwritetime": "stat", "getattributes": "stat", "createdirectory": "mkdir -p",
    "getcreationtime": "stat", "getparent": "stat", "setattributes": "touch", "setlastwritetime": "touch",
}  # fmt: skip
_WRITERS = frozenset({"writealltext", "writealllines", "writeallbytes", "appendalltext", "appendalllines", "create"})
_DOWNLOADS = frozenset(
    {
        "downloadstring",
        "downloaddata",
        "getstringasync",
        "openread",
        "getasync",
        "downloadstringtaskasync",
        "getbytearrayasync",
    }
)
_UPLOADS = frozenset({"uploadstring", "uploaddata", "postasync", "putasync", "uploadvalues", "sendasync"})
_STARTS = frozenset({"start", "run", "exec", "shellexecute", "create"})
_PROPERTIES = frozenset(
    {
        "length",
        "count",
        "exitcode",
        "lastwritetime",
        "creationtime",
        "statuscode",
        "hasexited",
        "handle",
        "id",
        "success",
    }
)
_COMPUTING = frozenset(
    ("math", "string", "datetime", "datetimeoffset", "guid", "int", "int32", "int64", "long", "double", "decimal",
    "bool",
     "regex", "io.path", "timespan", "version", "array", "uri", "web.httputility", "net.webutility", "enum", "xml",
     "globalization.cultureinfo", "console", "net.servicepointmanager", "net.securityprotocoltype", "byte", "char",
     "threading.thread", "diagnostics.stopwatch", "pscustomobject", "ordered", "environment",
     "collections.generic.list",
     "psobject", "hashtable", "io.fileinfo", "io.directoryinfo", "xml.xmldocument", "text.regularexpressions.regex",
     "security.cryptography.sha256", "security.cryptography.md5", "io.searchoption", "io.compression.compressionlevel",
     "runtime.interopservices.runtimeinformation", "runtime.interopservices.osplatform", "net.ipaddress", "void", "gc",
     "security.principal.windowsidentity", "security.principal.windowsprincipal", "random", "linq.enumerable",
     "text.encoding",
     "security.principal.windowsbuiltinrole", "environment+specialfolder", "stringsplitoptions", "io.fileattributes")
)  # fmt: skip
_DANGEROUS = ("reflection.assembly", "appdomain", "runtime.interopservices.marshal", "reflection.emit", "ref")


def made(kind: str, arguments: Sequence[Datum]) -> Datum:
    """`New-Object kind arguments`."""
    if kind in ("io.streamreader", "io.memorystream", "io.compression.gzipstream", "io.compression.deflatestream"):
        text = values.joined(arguments, "")
        hidden = {Label.DECODED} if "compression" in kind else set()
        return unknown(kind, text.labels | hidden) if hidden or text.known is None else text
    return Object(kind, tuple(arguments))


def static(shell: PowerShell, kind: str, name: str, arguments: Sequence[Datum] | None) -> Datum:
    """`[kind]::name` or `[kind]::name(arguments)`."""
    given = list(arguments or ())
    if name == "new":
        return made(kind, given)
    if kind in ("io.file", "io.directory", "microsoft.visualbasic.fileio.filesystem"):
        return _of_files(shell, name.removesuffix("file").removesuffix("directory") or name, given)
    if kind == "convert":
        return _decoded(given[0]) if name == "frombase64string" and given else _computed(given)
    if kind.startswith("text.") and name in ("getstring", "getbytes") and given:
        return given[-1]
    if kind in ("scriptblock", "management.automation.scriptblock"):
        return Object("scriptblock", tuple(given))
    if kind == "environment" or kind.startswith("environment"):
        return _environment(shell, name, given)
    if kind == "diagnostics.process" and name == "start" and given:
        return _started(shell, given)
    if kind in ("net.webrequest", "net.httpwebrequest") and name == "create":
        return Object("net.webrequest", tuple(given))
    if kind == "net.dns" and given:
        return _one(shell.start([literal("dig"), values.text_of(given[0])], capture=True))
    if kind.startswith("microsoft.win32.registry"):
        ambient.registry(shell, values.joined(given, "\\"))
        return NULL
    if kind == "array" and name == "reverse":
        _reversed_in_place(shell, given)
        return NULL
    return _other(shell, kind, name, given)


def _other(shell: PowerShell, kind: str, name: str, given: list[Datum]) -> Datum:
    if kind == "io.path":
        return _path(shell, name, given)
    if kind == "string" and name in ("join", "concat"):
        separator = values.text_of(given.pop(0)).shown() if name == "join" and given else ""
        return values.joined([item for value in given for item in values.items_of(value)], separator)
    if kind == "string" and name == "format" and given:
        return values.operate("f", given[0], Array(tuple(given[1:])))
    if kind == "char" and name == "convertfromutf32" and given:
        return values.character(given[0])
    if kind in _COMPUTING or name in ("", "parse", "tryparse", "empty", "maxvalue", "minvalue"):
        return _computed(given)
    labels = values.labels_of(*given)
    shell.hide(
        f"[{kind}]::{name}",
        decoded=Label.DECODED in labels,
        fetched=Label.NETWORK in labels,
        suspicious=kind.startswith(_DANGEROUS) and name != "loadwithpartialname",
    )
    return unknown(f"[{kind}]::{name}", labels)


def _path(shell: PowerShell, name: str, given: list[Datum]) -> Datum:
    texts = [values.text_of(item) for item in given]
    if name == "combine" and texts:
        path = texts[0]
        for text in texts[1:]:
            path = ambient.dotted(path, text)
        return path
    if name == "gettemppath":
        return ambient.variable(shell, "env:temp")
    if name == "gettempfilename":
        return ambient.dotted(values.text_of(ambient.variable(shell, "env:temp")), literal("tmp.tmp"))
    return texts[0] if texts else unknown("path")


def _reversed_in_place(shell: PowerShell, given: list[Datum]) -> None:
    for name, value in list(shell.variables.items()):
        if given and value is given[0]:
            text = values.text_of(value, "")
            known = text.known
            hidden = text.labels | {Label.DECODED}
            shell.variables[name] = literal(known[::-1], hidden) if known else unknown("reversed text", hidden)


def _computed(given: Sequence[Datum]) -> Datum:
    labels = values.labels_of(*given)
    if len(given) == 1 and isinstance(given[0], Text) and given[0].known is None:
        return given[0]
    return unknown("computed value", labels)


def _decoded(value: Datum) -> Datum:
    text = values.text_of(value)
    labels = text.labels | {Label.DECODED}
    if text.known is None:
        return unknown("decoded text", labels)
    try:
        raw = base64.b64decode(text.known + "=" * (-len(text.known) % 4))
        wide = len(raw) > 1 and raw[1::2].count(0) * 2 > len(raw) // 2
        return literal(raw.decode("utf-16-le" if wide else "utf-8"), labels)
    except (ValueError, binascii.Error):
        return unknown("decoded text", labels)


def _environment(shell: PowerShell, name: str, given: list[Datum]) -> Datum:
    if name == "getenvironmentvariable" and given:
        return ambient.variable(shell, f"env:{values.text_of(given[0]).shown().lower()}")
    if name == "setenvironmentvariable" and given:
        scope = values.text_of(given[2]).shown().lower() if len(given) > 2 else "process"
        if scope != "process":
            shell.world.emit(Kind.SYS_CONFIG, source="SetEnvironmentVariable", what="global")
        ambient.assign(shell, f"env:{values.text_of(given[0]).shown().lower()}", given[1] if len(given) > 1 else NULL)
        return NULL
    if name == "getenvironmentvariables":
        return _one(shell.start([literal("printenv")], capture=True))
    if name == "getfolderpath":
        return literal(shell.world.place.home)
    if name == "currentdirectory" and shell.state.cwd:
        return literal(shell.state.cwd)
    return unknown(f"[environment]::{name}")


def _of_files(shell: PowerShell, name: str, given: list[Datum]) -> Datum:
    paths = [path for value in given for path in shell.paths(value, literally=True)]
    if name in _WRITERS and given:
        value = given[1] if len(given) > 1 else NULL
        text = values.text_of(value, "\n")
        for path in paths[:1]:
            shell.write(path, Data(text, text.labels | values.labels_of(value)), append=name.startswith("append"))
        return NULL
    program = _FILES.get(name) or _FILES.get(name + "file")
    if program is None or not paths:
        shell.hide(f"[io.file]::{name}")
        return unknown(f"[io.file]::{name}")
    many = program.split(" ")
    count = 2 if many[0] in ("cp", "mv") else 1
    found = shell.start([*(literal(word) for word in many), *paths[:count]], capture=True)
    return Array(tuple(paths[:1])) if many[0] == "ls" else _one(found)


def _one(found: Sequence[Datum]) -> Datum:
    return found[0] if len(found) == 1 else Array(tuple(found)) if found else NULL


def _started(shell: PowerShell, given: Sequence[Datum]) -> Datum:
    words = [ambient.word(shell, values.text_of(given[0]), bare=True)[0]]
    for value in given[1:]:
        text = values.text_of(value)
        words.extend(literal(word, text.labels) for word in text.known.split()) if text.known else words.append(text)
    return _one(shell.start(words, capture=True))


def member(shell: PowerShell, value: Datum, name: str, arguments: Sequence[Datum] | None) -> Datum:
    """`value.name` or `value.name(arguments)`."""
    given = list(arguments or ())
    if isinstance(value, Hash) and arguments is None:
        return value.items.get(name, NULL if name not in ("keys", "values", "count") else unknown(name))
    if isinstance(value, Object):
        return _of_object(shell, value, name, given, called=arguments is not None)
    if isinstance(value, Closure) or name in ("invokereturnasis", "invokescript", "invoke"):
        return _invoked(shell, value, name, given)
    if isinstance(value, Array) and not value.either and arguments is None and name not in _PROPERTIES:
        return Array(tuple(member(shell, item, name, None) for item in value.items))
    text = values.text_of(value)
    if arguments is None:
        return unknown(name) if name in _PROPERTIES else text
    if name in ("delete", "moveto", "copyto") and shell.paths(text):
        program = {"delete": "rm -rf", "moveto": "mv", "copyto": "cp"}[name].split(" ")
        targets = [values.text_of(item) for item in given if name != "delete"]
        return _one(shell.start([*(literal(word) for word in program), *shell.paths(text), *targets], capture=True))
    return _of_text(text, name, given)


def _invoked(shell: PowerShell, value: Datum, name: str, given: list[Datum]) -> Datum:
    if isinstance(value, Closure):
        if name.startswith("invoke"):
            return _one(shell.call(value, given, capture=True))
        return value if name in ("getnewclosure", "tostring", "ast") else unknown(name)
    text = values.text_of(given[0] if name != "invoke" and given else value)
    if name == "invoke" and text.known is not None:
        return text
    return _one(shell.interpret(text, via="Invoke", capture=True))


def _of_text(text: Text, name: str, given: list[Datum]) -> Datum:
    known = text.known
    if name == "replace" and len(given) == 2:
        return values.replaced(text, given[0], given[1])
    if name in ("tostring", "trim", "trimend", "trimstart", "trimstart", "normalize", "tochararray", "getenumerator"):
        return text
    if known is not None and name in ("tolower", "toupper", "tolowerinvariant", "toupperinvariant"):
        return literal(known.lower() if "lower" in name else known.upper(), text.labels)
    numbers = [values.number_of(item) for item in given]
    if known is not None and name == "substring" and numbers and numbers[0] is not None:
        end = None if len(numbers) < 2 or numbers[1] is None else numbers[0] + numbers[1]
        return literal(known[numbers[0] : end], text.labels)
    if name == "split" and given:
        return values.operate("split", text, given[0])
    if name == "insert" and len(given) == 2:
        return join(text, values.text_of(given[1]))
    labels = text.labels | values.labels_of(*given)
    return unknown(f"result of {name}", labels)


def _of_object(shell: PowerShell, value: Object, name: str, given: list[Datum], *, called: bool) -> Datum:
    kind = value.type
    texts = [values.text_of(item) for item in given]
    if name in _DOWNLOADS and texts:
        return _one(shell.start([literal("curl"), literal("-fsSL"), texts[0]], capture=True))
    if name.startswith("downloadfile") and len(texts) > 1:
        path = shell.paths(given[1], literally=True)[0]
        return _one(shell.start([literal("curl"), literal("-fsSL"), literal("-o"), path, texts[0]], capture=True))
    if name.startswith("uploadfile") and len(texts) > 1:
        path = shell.paths(given[-1], literally=True)[0]
        return _one(shell.start([literal("curl"), literal("-T"), path, texts[0]], capture=True))
    if name in _UPLOADS and len(texts) > 1:
        return _one(shell.start([literal("curl"), literal("--data-raw"), texts[-1], texts[0]], capture=True))
    if kind == "net.webrequest" and name.startswith("getresponse"):
        words = [literal("curl"), literal("-fsSL"), values.text_of(value)]
        return _one(shell.start(words, capture=True))
    if "sockets." in kind:
        return _socket(shell, value, name, texts)
    if kind == "scriptblock" and name.startswith("invoke"):
        return _one(shell.interpret(values.text_of(value), via="scriptblock", capture=True))
    if kind.startswith("com:"):
        return _of_com(shell, value, name, texts, called=called)
    if kind == "management.automation.powershell" or name in ("addscript", "begininvoke"):
        return _one(shell.interpret(texts[0], via="AddScript", capture=True)) if texts else value
    if kind == "diagnostics.process" and name == "start":
        shell.hide("Diagnostics.Process")
    labels = values.labels_of(value, *given)
    return unknown(name, labels) if called else value if value.arguments else unknown(name, labels)


def _socket(shell: PowerShell, value: Object, name: str, texts: Sequence[Text]) -> Datum:
    """A stream to another machine from PowerShell's own text is what its reverse shells are made of."""
    peer = [*(values.text_of(item) for item in value.arguments), *texts]
    if name == "getstream":
        shell.world.emit(
            Kind.EXEC_RUN, source=f"{value.type}.GetStream", program="powershell", reverse_shell=True, opaque=True
        )
        return unknown("stream", frozenset({Label.NETWORK}))
    if name in ("connect", "connectasync", "send", "sendto", "bind", "start", "accepttcpclient"):
        words = [literal("nc"), *((literal("-l"),) if "listener" in value.type else ()), *peer[:2]]
        shell.start(words, capture=True)
    return value


def _of_com(shell: PowerShell, value: Object, name: str, texts: Sequence[Text], *, called: bool) -> Datum:
    if "schedule.service" in value.type and called:
        shell.world.emit(Kind.SYS_PERSIST, source=f"{value.type}.{name}", by="scheduled-task")
        return value
    if "xmlhttp" in value.type or "winhttp" in value.type:
        if name == "open" and len(texts) > 1:
            return value.replace(arguments=(texts[1],))
        if name in ("send", "responsetext"):
            return unknown("answer", frozenset({Label.NETWORK}))
        return unknown(name, frozenset({Label.NETWORK}))
    if name in _STARTS and texts:
        shell.machine.launcher.follow(RunShell(values.joined(texts, " "), value.type, language="cmd"), shell.state)
        return unknown(f"output of {value.type}")
    if called and name not in ("popup", "createshortcut", "save", "quit", "sendkeys", "namespace", "items"):
        shell.hide(f"{value.type}.{name}")
    return value
