"""What calls of Python code do to files, and the paths that they make."""

from __future__ import annotations

from bailiwick.interpret.code import python_folding as folding
from bailiwick.interpret.code.python_values import Instance, Items, Known, Unknown, as_text
from bailiwick.interpret.effects import Text, join, literal, unknown
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.python_values import Abstract, Site

    Action: TypeAlias = Callable[[Site], Abstract]


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
    if site.interpreter.is_one_liner and "environ" in site.interpreter.launch.text.prefix:
        _dotenv(site)
    return Known(None)


def _dotenv(site: Site) -> Abstract:
    path = site.text(0, "dotenv_path") if site.given(0, "dotenv_path") else literal(".env")
    return Unknown(site.emit.read(path, site.source))


def _list(site: Site) -> Abstract:
    path = site.text(0, "path") if site.given(0, "path") else literal(".")
    site.emit.file(Kind.FILE_LIST, path, site.source)
    return Items((join(path, literal("/"), unknown("entry")),), complete=False)


def _path(site: Site) -> Abstract:
    return folding.joined_path(*site.arguments) if site.arguments else Instance("path", literal("."))


def _joined(site: Site) -> Abstract:
    return folding.joined_path(*site.arguments).text


def _home(site: Site) -> Abstract:  # noqa: ARG001 - an action's signature
    return Instance("path", literal("~"))


def _expanded(site: Site) -> Abstract:
    return site.text(0)


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
    "netrc.netrc": _reads("~/.netrc"),
    "keyring.get_password": _reads("~/.local/share/keyrings/login.keyring"),
    "dotenv.load_dotenv": _load_dotenv,
    **dict.fromkeys(("os.listdir", "os.scandir"), _list),
    **dict.fromkeys(("glob.glob", "glob.iglob"), _glob),
    "os.open": _descriptor,
    "os.walk": _walk,
    "dotenv.dotenv_values": _dotenv,
    **dict.fromkeys(("decouple.RepositoryEnv", "environ.Env.read_env"), _read),
    "os.chmod": _chmod,
    "os.truncate": _truncate,
    **dict.fromkeys(("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"), _path),
    **dict.fromkeys(("os.path.join", "posixpath.join"), _joined),
    "pathlib.Path.home": _home,
    **dict.fromkeys(
        ("os.path.expanduser", "os.path.abspath", "os.path.realpath", "os.path.normpath", "os.fspath"), _expanded
    ),
}
