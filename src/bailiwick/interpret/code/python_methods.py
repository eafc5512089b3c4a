"""What calls of methods in Python code do, by the type of the object."""

from __future__ import annotations

from bailiwick.interpret.code import python_folding as folding
from bailiwick.interpret.code import python_libraries
from bailiwick.interpret.code.python_calls import HIDING, environment_action, report_hidden
from bailiwick.interpret.code.python_files import link_action, move_action, opened, report_mode
from bailiwick.interpret.code.python_network import connect, deleting, fetch_action, posting, report_fetch
from bailiwick.interpret.code.python_values import UNKNOWN, Instance, Items, Known, Unknown, as_text, labels_of
from bailiwick.interpret.effects import Label, RunShell, Text, join, literal, unknown
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.code.python_values import Abstract, Site

_NETWORK = frozenset({Label.NETWORK})
_SHELLS = frozenset(("sh", "bash", "dash", "zsh", "ksh"))


def _text_method(owner: Text, name: str, site: Site) -> Abstract:
    known, argument = owner.known, site.text(0).known if site.arguments else ""
    if name == "join":
        return _join_items(owner, site.argument(0))
    if name in {"decode", "encode"}:
        return folding.recode(owner, argument or "")
    if name in {"format", "format_map"}:
        return _formatted(owner, site)
    if known is None:
        return Unknown(owner.labels | site.labels)
    match name, argument:
        case "replace", str() if (new := site.text(1).known) is not None:
            return literal(known.replace(argument, new), owner.labels)
        case "split", str():
            return Items(
                tuple(literal(part, owner.labels) for part in (known.split(argument) if argument else known.split()))
            )
        case (("strip" | "lstrip" | "rstrip"), str()):
            return literal(getattr(known, name)(argument or None), owner.labels)
        case (("lower" | "upper" | "title" | "swapcase" | "capitalize"), _):
            return literal(getattr(known, name)(), owner.labels)
        case "splitlines", _:
            return Items(tuple(literal(line, owner.labels) for line in known.splitlines()))
    return Unknown(owner.labels | site.labels)


def _formatted(template: Text, site: Site) -> Text:
    """`"{} {}".format(a, b)`; anything more than empty braces stays unknown."""
    if not site.arguments and not site.keywords:
        return template
    pieces = (template.known or "").split("{}")
    if len(pieces) != len(site.arguments) + 1 or site.keywords or any("{" in piece for piece in pieces):
        return unknown("format", template.labels | site.labels)
    texts = [literal(pieces[0], template.labels)]
    for piece, argument in zip(pieces[1:], site.arguments, strict=True):
        texts += [as_text(argument), literal(piece)]
    return join(*texts)


def _join_items(separator: Text, over: Abstract) -> Text:
    if not isinstance(over, Items) or not over.complete:
        return unknown("join", separator.labels | labels_of(over))
    pieces: list[Text] = []
    for item in over.items:
        if pieces:
            pieces.append(separator)
        pieces.append(as_text(item))
    return join(*pieces)


def _path_method(owner: Instance, name: str, site: Site) -> Abstract:
    path, emit = owner.text, site.emit
    match name:
        case "unlink" | "rmdir":
            emit.file(Kind.FILE_DELETE, path, site.source)
        case "write_text" | "write_bytes":
            text = site.text(0)
            emit.write(path, site.source, site.labels, text if text.known is not None else None, truncates=True)
        case "touch" | "mkdir":
            emit.write(path, site.source, frozenset())
        case "read_text" | "read_bytes":
            return Unknown(emit.read(path, site.source))
        case "open":
            return opened(site, path, site.argument(0, "mode") if site.given(0, "mode") else literal("r"))
        case "rename" | "replace":
            move_action(site.replace(arguments=(path, *site.arguments)))
        case "symlink_to" | "hardlink_to":
            link_action(site.replace(arguments=(site.argument(0), path)))
        case "chmod":
            report_mode(site, path, site.argument(0, "mode"))
        case "joinpath":
            return folding.joined_path(path, *site.arguments)
        case "glob" | "rglob" | "iterdir":
            emit.file(Kind.FILE_LIST, path, site.source)
            return Items((folding.joined_path(path, folding.globbed(site.text(0).known or "*")),), complete=False)
        case "expanduser" | "resolve" | "absolute":
            return owner
        case _:
            return UNKNOWN
    return Known(None)


def _file_method(owner: Instance, name: str, site: Site) -> Abstract:
    if name in {"write", "writelines"}:
        text = site.text(0)
        labels = site.labels & {Label.SECRET, Label.NETWORK, Label.DECODED}
        if labels or (name == "write" and text.known is not None and owner.text.known is not None):
            site.emit.write(owner.text, site.source, labels, text if text.known is not None else None)
        return Known(None)
    return Instance("content", owner.text, owner.labels) if name == "read" else Unknown(owner.labels)


def _library_method(owner: Instance, name: str, site: Site) -> Abstract:
    match owner.type, name:
        case ("archive", ("add" | "write")) | ("configuration", "read"):
            labels = site.emit.read(site.text(0), site.source)
            site.interpreter.fill_buffers(labels)
            return Unknown(labels)
        case "process", ("write" | "communicate"):
            report_hidden(site.emit, site.labels & HIDING, site.source)
            if (owner.text.known or "").rpartition("/")[2] in _SHELLS and site.arguments:
                site.emit.launch(RunShell(site.text(0), via="python"))
        case "session", ("get_credentials" | "get_frozen_credentials"):
            python_libraries.uploaded(site, name)
        case "host", ("run" | "sudo" | "local"):
            site.emit.launch(RunShell(site.text(0, "command"), via="python", remote=name != "local"))
        case "session", "delete":
            return deleting(site)
        case "git", _:
            return python_libraries.git_method(site, name)
        case "engine", _:
            python_libraries.engine(site, name)
        case _:
            return _network_method(owner, name, site)
    return UNKNOWN


def _network_method(owner: Instance, name: str, site: Site) -> Abstract:
    match owner.type, name:
        case "socket", ("connect" | "connect_ex"):
            return connect(site, owner)
        case "socket", ("bind" | "listen"):
            site.emit.other(Kind.NET_LISTEN, "socket", site.source)
        case (("socket" | "connected"), ("send" | "sendall" | "sendto")):
            site.emit.send(owner.text, site.source, site.labels, channel="socket")
        case (("mail"), ("sendmail" | "send_message")):
            site.emit.send(owner.text, site.source, site.labels, channel="mail")
        case (("connected" | "socket"), "sendfile"):
            site.emit.send(owner.text, site.source, site.labels, channel="socket")
        case "ftp", ("storbinary" | "storlines"):
            site.emit.send(owner.text, site.source, site.labels, channel="ftp")
        case "connection", "request":
            body = site.labels
            if len(site.arguments) > 2 or "body" in site.keywords:
                site.emit.send(owner.text, site.source, body)
            else:
                report_fetch(site, owner.text)
        case "session", "get":
            return fetch_action(site)
        case "session", ("post" | "put" | "patch" | "request"):
            return posting(1 if name == "request" else 0)(site)
        case (("connected" | "socket"), ("recv" | "makefile")):
            return Unknown(_NETWORK)
    return Unknown(owner.labels | (_NETWORK if owner.type in {"connection", "response"} else frozenset()))


def _by_name(site: Site, name: str) -> None:
    """A method of an object that is not known, whose name and first argument leave no doubt."""
    first = site.text(0)
    known = first.known or ""
    if name == "delete" and ".objects." in site.source and not site.arguments:
        site.emit.other(Kind.DB_WRITE, "objects", site.source, no_where=True)
    elif name in {"execute", "executescript", "executemany"} and known:
        from bailiwick.interpret.code.sql import interpret_sql  # only code about databases needs it

        interpret_sql(known, site.emit)
    elif name == "read_env" and known:
        site.emit.read(first, site.source)
    elif name in {"system", "popen", "exec_command"} and known:
        site.emit.launch(RunShell(first, via="python", remote=name == "exec_command"))
    elif name in {"upload_file", "upload_fileobj", "upload_from_filename", "put_object"}:
        labels = site.emit.read(first, site.source) if name.endswith("name") or name == "upload_file" else site.labels
        site.emit.send(unknown("cloud storage"), site.source, labels, channel="cloud-storage")
    elif name in {"post", "put", "patch"} and known.startswith(("http://", "https://")):
        posting(0)(site)
    else:
        python_libraries.uploaded(site, name)


def method(site: Site, owner: Abstract, name: str) -> Abstract:
    """Call a method of a value."""
    if isinstance(owner, Text):
        return _text_method(owner, name, site)
    if isinstance(owner, Instance):
        if owner.type == "path":
            return _path_method(owner, name, site)
        if owner.type == "file":
            return _file_method(owner, name, site)
        return _library_method(owner, name, site)
    _by_name(site, name)
    if isinstance(owner, Unknown) and Label.ENVIRONMENT in owner.labels and name == "get":
        return environment_action(site)
    return Unknown(labels_of(owner) | site.labels)


def _inserted(held: Items, site: Site) -> Abstract:
    position = site.argument(0)
    if not isinstance(position, Known) or not isinstance(position.value, int):
        return Unknown(labels_of(held) | site.labels)
    return Items((*held.items[: position.value], site.argument(1), *held.items[position.value :]))


def _extended(held: Items, site: Site) -> Abstract:
    more = site.argument(0)
    if isinstance(more, Items):
        return Items((*held.items, *more.items), more.complete)
    return Items((*held.items, Unknown(labels_of(more))), complete=False)


ADDED: Mapping[str, Callable[[Items, Site], Abstract]] = {
    "append": lambda held, site: Items((*held.items, site.argument(0))),
    "extend": _extended,
    "insert": _inserted,
}
"""Methods of a list whose effect is computed."""

GROWING = frozenset(
    (
        "append", "extend", "insert", "add", "update", "setdefault", "write", "writelines", "writestr", "attach", "put",
        "add_attachment", "set_payload", "set_content", "writerow", "writerows", "push", "send_bytes", "feed",
    )
)  # fmt: skip
"""Methods that put their arguments into their object."""
