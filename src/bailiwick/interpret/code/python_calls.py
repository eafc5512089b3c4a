"""What calls of functions in Python code do: a table by dotted name.

Longer than other files because it is one thing: the table, and the small actions that it names.
"""

from __future__ import annotations

from bailiwick.interpret.code import python_folding as folding
from bailiwick.interpret.code.python_values import (
    UNKNOWN,
    Function,
    Instance,
    Items,
    Known,
    Ref,
    Site,
    Unknown,
    as_text,
    labels_of,
)
from bailiwick.interpret.effects import NO_DATA, Data, Label, RunShell, RunWords, Text, join, literal, unknown
from bailiwick.model.operation import EMPTY, Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.code.python_values import Abstract

    Action: TypeAlias = Callable[["Site"], Abstract]

_NETWORK = frozenset({Label.NETWORK})
_ENVIRONMENT = frozenset({Label.ENVIRONMENT})
_COMMAND = frozenset({Label.COMMAND})
HIDING = frozenset({Label.NETWORK, Label.DECODED})
"""Labels of code that was never to be seen."""
_ONE_LINER = 500
"""Characters; in code up to this length everything is about the same thing."""


def _delete(*, recursive: bool = False) -> Action:
    def act(site: Site) -> Abstract:
        attributes = {"recursive": True} if recursive else {}
        site.emit.file(Kind.FILE_DELETE, site.text(0, "path"), site.source, **attributes)
        return Known(None)

    return act


def move_action(site: Site) -> Abstract:
    """A rename or move: the old name is gone, the new one is written; within the project nothing is lost."""
    target = site.emit.file(Kind.FILE_WRITE, site.text(1, "dst"), site.source)
    away = ResourceClass.PROJECT not in target.classes or ResourceClass.TEMP in target.classes
    away = away or ResourceClass.GIT_DIR in site.emit.locate(site.text(0, "src")).classes
    site.emit.file(Kind.FILE_DELETE, site.text(0, "src"), site.source, recursive=away, moved_away=away)
    return Known(None)


def _copy(site: Site) -> Abstract:
    labels = site.emit.read(site.text(0, "src"), site.source)
    site.emit.write(site.text(1, "dst"), site.source, labels)
    return Known(None)


def _open(site: Site) -> Abstract:
    return opened(site, site.text(0, "file"), site.argument(1, "mode") if site.given(1, "mode") else literal("r"))


def _descriptor(site: Site) -> Abstract:
    """`os.open(path, flags)`; flags that are not known are taken for reading."""
    flags = site.argument(1, "flags")
    writes = isinstance(flags, Known) and isinstance(flags.value, int) and flags.value & 3
    return opened(site, site.text(0, "path"), literal("w" if writes else "r"))


def opened(site: Site, path: Text, mode: Abstract) -> Instance:
    """`open(path, mode)`: the operation, and a file object that remembers its path."""
    letters = as_text(mode).known
    if letters is None or not letters or letters[0] == "r":
        labels = site.emit.read(path, site.source)
        if letters is not None and "+" not in letters:
            return Instance("file", path, labels)
        site.emit.write(path, site.source, frozenset())
        return Instance("file", path, labels)
    appends = letters[0] == "a"
    site.emit.write(path, site.source, frozenset(), appends=appends, truncates=not appends)
    return Instance("file", path)


def _truncate(site: Site) -> Abstract:
    site.emit.write(site.text(0, "path"), site.source, frozenset(), truncates=True)
    return Known(None)


def link_action(site: Site) -> Abstract:
    """A link is made; its target is the first argument."""
    shown = site.text(0, "src").shown()
    site.emit.file(Kind.FILE_LINK, site.text(1, "dst"), site.source, target=shown)
    return Known(None)


def _chmod(site: Site) -> Abstract:
    report_mode(site, site.text(0, "path"), site.argument(1, "mode"))
    return Known(None)


def report_mode(site: Site, path: Text, mode: Abstract) -> None:
    """A permission change, with what it opens up."""
    bits = mode.value if isinstance(mode, Known) and isinstance(mode.value, int) else 0
    attributes: dict[str, str | bool] = {"mode": f"{bits:o}"}
    attributes |= {"world_writable": True} if bits & 0o002 else {}
    attributes |= {"setuid": True} if bits & 0o6000 else {}
    attributes |= {"executable": True} if bits & 0o111 else {}
    site.emit.file(Kind.FILE_META, path, site.source, **attributes)


def _read(site: Site) -> Abstract:
    return Unknown(site.emit.read(site.text(0, "path"), site.source))


def _glob(site: Site) -> Abstract:
    pattern = site.text(0, "pathname")
    return Items((folding.globbed(pattern.known) if pattern.known is not None else pattern,), complete=False)


def _walk(site: Site) -> Abstract:
    path = site.text(0, "top")
    site.emit.file(Kind.FILE_LIST, path, site.source, recursive=True)
    names = Items((unknown("entry"),), complete=False)
    return Items((Items((join(path, literal("/"), unknown("directory")), names, names)),), complete=False)


def _reads(path: str) -> Action:
    return lambda site: Unknown(site.emit.read(literal(path), site.source))


def _load_dotenv(site: Site) -> Abstract:
    """Puts the variables of `.env` into the environment; a secret leaves only with the whole environment."""
    if len(site.interpreter.launch.text.prefix) <= _ONE_LINER and "environ" in site.interpreter.launch.text.prefix:
        _dotenv(site)
    return Known(None)


def _namespace(site: Site) -> Abstract:
    owner = site.argument(0)
    return Ref(f"{owner.name}.__dict__") if isinstance(owner, Ref) else UNKNOWN


def _dotenv(site: Site) -> Abstract:
    path = site.text(0, "dotenv_path") if site.given(0, "dotenv_path") else literal(".env")
    return Unknown(site.emit.read(path, site.source))


def _list(site: Site) -> Abstract:
    path = site.text(0, "path") if site.given(0, "path") else literal(".")
    site.emit.file(Kind.FILE_LIST, path, site.source)
    return Items((join(path, literal("/"), unknown("entry")),), complete=False)


def _shell(site: Site) -> Abstract:
    site.emit.launch(RunShell(site.text(0, "command"), via="python"))
    return Unknown(_COMMAND)


def _process(site: Site) -> Abstract:
    command = site.argument(0, "args")
    shell = site.keywords.get("shell")
    given = site.keywords.get("input")
    stdin = Data(as_text(given)) if given is not None else NO_DATA
    if any(isinstance(end, Instance) and end.type in {"socket", "connected"} for end in site.keywords.values()):
        site.emit.run(site.source, reverse_shell=True, interpreter=True)
    directory = as_text(site.keywords["cwd"]).known if "cwd" in site.keywords else None
    if isinstance(shell, Known) and shell.value:
        text = as_text(command.items[0]) if isinstance(command, Items) and command.items else as_text(command)
        site.emit.launch(RunShell(text, via="python", cwd=directory))
        started = text
    else:
        items = command.items if isinstance(command, Items) else (command,)
        words = tuple(as_text(item) for item in items) if items else (unknown("a list"),)
        site.emit.launch(RunWords(words, "python", stdin, cwd=directory))
        started = words[0]
    return (
        Instance("process", started, _COMMAND) if site.source.partition("(")[0].endswith("Popen") else Unknown(_COMMAND)
    )


def _vector(skip: int, *, listed: bool) -> Action:
    """`os.execv(file, [argv])` (listed) and `os.execl(file, arg0, ...)`."""

    def act(site: Site) -> Abstract:
        words = [site.text(skip)]
        rest = site.argument(skip + 1) if listed else Items(site.arguments[skip + 1 :])
        if isinstance(rest, Items):
            words += [as_text(item) for item in rest.items[1:]]
        site.emit.launch(RunWords(tuple(words), via="python"))
        return UNKNOWN

    return act


def _pty(site: Site) -> Abstract:
    command = site.argument(0)
    words = tuple(as_text(item) for item in command.items) if isinstance(command, Items) else (as_text(command),)
    site.emit.launch(RunWords(words, via="python"))
    return UNKNOWN


def fetch_action(site: Site) -> Abstract:
    """A request; with data it sends, without it fetches."""
    target = site.argument(0, "url")
    url = _url(target)
    sent = site.keywords.get("data", site.keywords.get("json"))
    if isinstance(target, Instance) and target.labels:
        sent = target
    if sent is None and len(site.arguments) > 1 and "requests" not in site.source.split("(")[0]:
        sent = site.arguments[1]
    if sent is not None and sent != Known(None):
        site.emit.send(url, site.source, labels_of(sent) | url.labels)
    else:
        report_fetch(site, url)
    return Instance("response", url, _NETWORK)


def report_fetch(site: Site, url: Text) -> None:
    """A fetch, or a send when the URL carries data of this machine."""
    if url.labels & {Label.SECRET, Label.ENVIRONMENT, Label.FILE}:
        site.emit.send(url, site.source, url.labels)
    else:
        site.emit.fetch(url, site.source)


def _url(value: Abstract) -> Text:
    return value.text if isinstance(value, Instance) else as_text(value)


def posting(position: int) -> Action:
    """An action that sends all its arguments to the URL at `position`."""

    def act(site: Site) -> Abstract:
        url = _url(site.argument(position, "url"))
        site.emit.send(url, site.source, site.labels)
        return Instance("response", url, _NETWORK)

    return act


def _download(site: Site) -> Abstract:
    report_fetch(site, _url(site.argument(0, "url")))
    if site.given(1, "filename"):
        path = site.text(1, "filename")
        site.emit.write(path, site.source, _NETWORK, download=True)
        site.interpreter.fetched.add((path.known or "").rpartition("/")[2])
    return UNKNOWN


def _request(site: Site) -> Abstract:
    url = _url(site.argument(0, "url"))
    labels = labels_of(site.argument(1, "data")) if site.given(1, "data") else frozenset()
    return Instance("url", url, labels)


def _connection(kind: str) -> Action:
    return lambda site: Instance(kind, site.text(0, "host"), labels_of(site.argument(0, "host")))


def _exec(site: Site) -> Abstract:
    site.interpreter.run_code(site.argument(0, "source"), site.source)
    return UNKNOWN


def _run_file(site: Site) -> Abstract:
    site.emit.run_file(site.text(0, "path_name"))
    return UNKNOWN


def _run_module(site: Site) -> Abstract:
    site.emit.run_module(site.text(0, "mod_name").known or "")
    return UNKNOWN


def _import(site: Site) -> Abstract:
    known = site.text(0, "name").known
    if known and len(site.interpreter.launch.text.prefix) <= _ONE_LINER:
        site.emit.run_module(known)
    return Ref(known.partition(".")[0] if site.source.startswith("__import__") else known) if known else UNKNOWN


def _getattr(site: Site) -> Abstract:
    owner, name = site.argument(0), site.text(1).known
    if isinstance(owner, Ref) and name is not None:
        return named(f"{owner.name}.{name}")
    if isinstance(owner, Ref):
        site.emit.run(site.source, opaque=True, suspicious=True, interpreter=True)
    return UNKNOWN


def _decode(name: str) -> Action:
    return lambda site: folding.decode(name, site.argument(0))


def _hidden(site: Site) -> Abstract:
    known = site.text(0).known
    if Label.NETWORK in site.labels:
        site.emit.run(site.source, fetched=True, interpreter=True)  # loading such data runs what it names
    elif known and not known.isprintable() and "pickle" in site.source.partition("(")[0]:
        site.emit.run(site.source, decoded=True, interpreter=True)
    return Unknown(site.labels | {Label.DECODED})


def _codecs(site: Site) -> Abstract:
    return folding.recode(site.text(0), site.text(1).known or "")


def _print(site: Site) -> Abstract:
    site.emit.prints(site.labels)
    if any(isinstance(value, Text) and Label.ENVIRONMENT in value.labels for value in site.arguments):
        site.emit.other(Kind.INFRA_READ, "environment", site.source, system="environment", secret=True)
    return Known(None)


def _character(site: Site) -> Abstract:
    value = site.argument(0)
    if isinstance(value, Known) and isinstance(value.value, int) and 0 <= value.value < 0x110000:
        return literal(chr(value.value), frozenset({Label.DECODED}))
    return unknown("chr", labels_of(value) | {Label.DECODED})


def _bytes(site: Site) -> Abstract:
    value = site.argument(0)
    if isinstance(value, Items) and value.complete:
        codes = [item.value for item in value.items if isinstance(item, Known) and isinstance(item.value, int)]
        if len(codes) == len(value.items) and all(0 <= code < 256 for code in codes):
            return literal("".join(map(chr, codes)), frozenset({Label.DECODED}))
    return as_text(value)


def _map(site: Site) -> Abstract:
    function, over = site.argument(0), site.argument(1)
    if isinstance(over, Items) and over.items:
        return Items(tuple(_apply(site, function, item) for item in over.items), over.complete)
    return Items((_apply(site, function, Unknown(labels_of(over))),), complete=False)


def _apply(site: Site, function: Abstract, item: Abstract) -> Abstract:
    inner = site.replace(arguments=(item,), keywords=EMPTY)
    if isinstance(function, Ref):
        return call(inner, function.name)
    return unknown_call(inner, function)


def _path(site: Site) -> Abstract:
    return folding.joined_path(*site.arguments) if site.arguments else Instance("path", literal("."))


def _joined(site: Site) -> Abstract:
    return folding.joined_path(*site.arguments).text


def _home(site: Site) -> Abstract:  # noqa: ARG001 - an action's signature
    return Instance("path", literal("~"))


def _expanded(site: Site) -> Abstract:
    return site.text(0)


def _kill(site: Site) -> Abstract:
    site.emit.other(Kind.PROC_KILL, site.text(0).shown(), site.source)
    return Known(None)


def environment_action(site: Site) -> Abstract:
    """A variable is read; names that sound like credentials taint the value."""
    return _variable(site.text(0).known)


def member(owner: Abstract, name: str | None) -> Abstract | None:
    """`os.environ[name]`, `os.__dict__[name]`, `sys.modules[name]`; None when the owner is none of them."""
    if isinstance(owner, Unknown) and owner.labels == _ENVIRONMENT and name is not None:
        return _variable(name)
    if isinstance(owner, Ref) and name is not None:
        if owner.name == "plumbum.local":
            return Ref(f"plumbum.cmd.{name}")
        if owner.name == "sys.modules":
            return Ref(name)
        if owner.name.endswith(".__dict__"):
            return named(f"{owner.name.removesuffix('.__dict__')}.{name}".removeprefix("globals."))
    return None


def _variable(name: str | None) -> Abstract:
    if name in {"HOME", "USERPROFILE"}:
        return literal("~")
    return unknown(f"${name}" if name else "environment", _ENVIRONMENT if _looks_secret(name) else frozenset())


def _looks_secret(name: str | None) -> bool:
    return name is None or any(word in name.upper() for word in ("KEY", "SECRET", "TOKEN", "PASSW", "CREDENTIAL"))


def _listen(site: Site) -> Abstract:
    site.emit.other(Kind.NET_LISTEN, "server", site.source)
    return UNKNOWN


def _socket_source(site: Site) -> Abstract:  # noqa: ARG001 - an action's signature
    return Instance("socket")


def connect(site: Site, owner: Instance) -> Abstract:
    """A socket connects: what is sent leaves, and a shell behind it is a reverse shell."""
    address = site.argument(0)
    host = as_text(address.items[0]) if isinstance(address, Items) and address.items else unknown("host")
    site.emit.send(host, site.source, host.labels, channel="socket")
    source = site.interpreter.launch.text.shown()
    if "dup2" in source or ("subprocess" in source and "fileno" in source) or "pty.spawn" in source:
        site.emit.run(site.source, reverse_shell=True, interpreter=True)
    return Instance("connected", host, owner.labels)


_PROCESS_NAMES = ("run", "call", "check_call", "check_output", "Popen")
_VERBS = ("post", "put", "patch", "delete")

CALLS: Mapping[str, Action] = {
    **dict.fromkeys(("os.remove", "os.unlink", "os.rmdir", "os.removedirs"), _delete()),
    **dict.fromkeys(
        ("shutil.rmtree", "distutils.dir_util.remove_tree", "send2trash.send2trash"), _delete(recursive=True)
    ),
    **dict.fromkeys(("os.rename", "os.renames", "os.replace", "shutil.move"), move_action),
    **dict.fromkeys(("shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree"), _copy),
    **dict.fromkeys(("open", "io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open", "builtins.open"), _open),
    **dict.fromkeys(("os.symlink", "os.link"), link_action),
    **dict.fromkeys(
        ("linecache.getlines", "fileinput.input", "numpy.loadtxt", "numpy.fromfile", "numpy.genfromtxt"), _read
    ),
    **dict.fromkeys(
        (f"pandas.read_{kind}" for kind in ("csv", "table", "json", "fwf", "pickle", "excel", "parquet", "xml")), _read
    ),
    **dict.fromkeys(("sqlite3.connect", "duckdb.connect", "apsw.Connection", "shelve.open", "dbm.open"), _read),
    "runpy.run_path": _run_file,
    "runpy.run_module": _run_module,
    "netrc.netrc": _reads("~/.netrc"),
    "keyring.get_password": _reads("~/.local/share/keyrings/login.keyring"),
    **dict.fromkeys(("timeit.timeit", "timeit.repeat", "cProfile.run", "profile.run"), _exec),
    **dict.fromkeys(("tarfile.open", "tarfile.TarFile", "zipfile.ZipFile"), lambda _site: Instance("archive")),
    "configparser.ConfigParser": lambda _site: Instance("configuration"),
    "dotenv.load_dotenv": _load_dotenv,
    "vars": _namespace,
    **dict.fromkeys(("globals", "locals"), lambda _site: Ref("globals.__dict__")),
    **dict.fromkeys(("os.listdir", "os.scandir"), _list),
    **dict.fromkeys(("glob.glob", "glob.iglob"), _glob),
    "os.open": _descriptor,
    "os.walk": _walk,
    "dotenv.dotenv_values": _dotenv,
    "os.chmod": _chmod,
    "os.truncate": _truncate,
    **dict.fromkeys(
        ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "commands.getoutput"), _shell
    ),
    **dict.fromkeys((f"subprocess.{name}" for name in _PROCESS_NAMES), _process),
    "asyncio.create_subprocess_shell": _shell,
    "asyncio.create_subprocess_exec": lambda site: _pty(site.replace(arguments=(Items(site.arguments),))),
    **dict.fromkeys(
        ("os.execv", "os.execve", "os.execvp", "os.execvpe", "os.posix_spawn", "os.posix_spawnp"),
        _vector(0, listed=True),
    ),
    **dict.fromkeys(("os.execl", "os.execle", "os.execlp", "os.execlpe"), _vector(0, listed=False)),
    **dict.fromkeys(("os.spawnv", "os.spawnve", "os.spawnvp", "os.spawnvpe"), _vector(1, listed=True)),
    **dict.fromkeys(("os.spawnl", "os.spawnle", "os.spawnlp", "os.spawnlpe"), _vector(1, listed=False)),
    "pty.spawn": _pty,
    **dict.fromkeys((f"{library}.get" for library in ("requests", "httpx", "urllib3")), fetch_action),
    **dict.fromkeys((f"{library}.{verb}" for library in ("requests", "httpx") for verb in _VERBS), posting(0)),
    **dict.fromkeys(("requests.request", "httpx.request", "urllib3.request"), posting(1)),
    **dict.fromkeys(("urllib.request.urlopen", "urllib2.urlopen", "urllib.urlopen"), fetch_action),
    **dict.fromkeys(("urllib.request.urlretrieve", "urllib.urlretrieve", "wget.download"), _download),
    "urllib.request.Request": _request,
    **dict.fromkeys(("http.client.HTTPConnection", "http.client.HTTPSConnection"), _connection("connection")),
    **dict.fromkeys(("smtplib.SMTP", "smtplib.SMTP_SSL"), _connection("mail")),
    **dict.fromkeys(("ftplib.FTP", "ftplib.FTP_TLS"), _connection("ftp")),
    "socket.create_connection": lambda site: connect(site, Instance("socket")),
    "socket.socket": _socket_source,
    **dict.fromkeys(("http.server.HTTPServer", "socketserver.TCPServer", "http.server.test"), _listen),
    **dict.fromkeys(
        ("exec", "eval", "builtins.exec", "builtins.eval", "__builtins__.exec", "__builtins__.eval"), _exec
    ),
    "compile": lambda site: site.text(0, "source"),
    **dict.fromkeys(("__import__", "importlib.import_module"), _import),
    "getattr": _getattr,
    **{name: _decode(name) for name in folding.DECODERS},
    **dict.fromkeys(folding.OPAQUE_DECODERS, _hidden),
    **dict.fromkeys(("codecs.decode", "codecs.encode"), _codecs),
    **dict.fromkeys(("print", "sys.stdout.write", "pprint.pprint", "json.dump"), _print),
    "chr": _character,
    **dict.fromkeys(("bytes", "bytearray"), _bytes),
    "map": _map,
    **dict.fromkeys(("list", "tuple", "set", "sorted", "iter"), lambda site: site.argument(0)),
    "reversed": lambda site: folding.sliced(site.argument(0), (None, None, Known(-1))),
    **dict.fromkeys(("str", "repr", "json.dumps"), lambda site: site.text(0)),
    **dict.fromkeys(("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"), _path),
    **dict.fromkeys(("os.path.join", "posixpath.join"), _joined),
    **dict.fromkeys(("pathlib.Path.home",), _home),
    **dict.fromkeys(
        ("os.path.expanduser", "os.path.abspath", "os.path.realpath", "os.path.normpath", "os.fspath"), _expanded
    ),
    "pathlib.Path.cwd": lambda _site: Instance("path", literal(".")),
    "os.getcwd": lambda _site: literal("."),
    **dict.fromkeys(("os.kill", "os.killpg"), _kill),
    **dict.fromkeys(("os.getenv", "os.environ.get"), environment_action),
}


def named(name: str) -> Abstract:
    """The value of a dotted name: a constant that matters, or a reference."""
    if name in {"os.environ", "os.environb"}:
        return Unknown(_ENVIRONMENT)
    if name == "os.sep":
        return literal("/")
    if name == "sys.executable":
        return literal("python3")
    if name.startswith(("builtins.", "__builtins__.")) and not name.endswith(".__dict__"):
        return Ref(name.split(".", 1)[1])
    return Ref(name)


def attribute(owner: Instance, name: str) -> Abstract:
    """An attribute of an object that matters."""
    if owner.type == "path":
        if name == "parent":
            known = owner.text.known
            return Instance("path", literal(known.rstrip("/").rpartition("/")[0] or "/") if known else owner.text)
        if name in {"name", "stem", "suffix"}:
            return unknown(name)
    if owner.type in {"git", "engine", "process"}:
        return owner
    if owner.type == "response":
        return Unknown(owner.labels)
    return Unknown(owner.labels)


def call(site: Site, name: str) -> Abstract:
    """Call a function by its dotted name."""
    action = CALLS.get(name)
    if action is not None:
        return action(site)
    owner, _, last = name.rpartition(".")
    if owner == "requests.Session" or owner.endswith("Client"):
        return UNKNOWN
    if last in {"Session", "Client", "AsyncClient"}:
        return Instance("session")
    return Unknown(site.labels)


def unknown_call(site: Site, callee: Abstract) -> Abstract:
    """Call something that is not known by name."""
    if isinstance(site.keywords.get("shell"), Known):
        _process(site)  # only starters of processes take it
    if isinstance(callee, Unknown) and callee.labels & HIDING:
        report_hidden(site.emit, callee.labels, site.source)
    if isinstance(callee, Function):
        return site.interpreter.apply(callee, list(site.arguments), dict(site.keywords))
    return Unknown(labels_of(callee) | site.labels)


def report_hidden(emitter: Emitter, labels: frozenset[Label], source: str) -> None:
    """Code runs whose text came from the network or was decoded."""
    if Label.NETWORK in labels:
        emitter.run(source, fetched=True, interpreter=True)
    if Label.DECODED in labels:
        emitter.run(source, decoded=True, interpreter=True)
