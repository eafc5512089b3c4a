"""What calls of functions in Python code do: a table by dotted name.

Files, processes and requests have tables of their own, which this one takes in; here are code, values and names.
"""

from __future__ import annotations

from bailiwick.interpret.code import python_files, python_network, python_processes
from bailiwick.interpret.code import python_folding as folding
from bailiwick.interpret.code.python_processes import process_action
from bailiwick.interpret.code.python_values import (
    UNKNOWN,
    Function,
    Instance,
    Items,
    Known,
    Ref,
    Unknown,
    as_text,
    labels_of,
)
from bailiwick.interpret.effects import Label, Text, literal, unknown
from bailiwick.model.operation import EMPTY, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.code.python_values import Abstract, Site

    Action: TypeAlias = Callable[[Site], Abstract]

_ENVIRONMENT = frozenset({Label.ENVIRONMENT})
HIDING = frozenset({Label.NETWORK, Label.DECODED})
"""Labels of code that was never to be seen."""


def _namespace(site: Site) -> Abstract:
    owner = site.argument(0)
    return Ref(f"{owner.name}.__dict__") if isinstance(owner, Ref) else UNKNOWN


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
    if known and site.interpreter.is_one_liner:
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
        process_action(site)  # only starters of processes take it
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


CALLS: Mapping[str, Action] = {
    **python_files.CALLS,
    **python_processes.CALLS,
    **python_network.CALLS,
    "runpy.run_path": _run_file,
    "runpy.run_module": _run_module,
    **dict.fromkeys(("timeit.timeit", "timeit.repeat", "cProfile.run", "profile.run"), _exec),
    **dict.fromkeys(("tarfile.open", "tarfile.TarFile", "zipfile.ZipFile"), lambda _site: Instance("archive")),
    "configparser.ConfigParser": lambda _site: Instance("configuration"),
    "vars": _namespace,
    **dict.fromkeys(("globals", "locals"), lambda _site: Ref("globals.__dict__")),
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
    "pathlib.Path.cwd": lambda _site: Instance("path", literal(".")),
    "os.getcwd": lambda _site: literal("."),
    **dict.fromkeys(("os.getenv", "os.environ.get"), environment_action),
}
