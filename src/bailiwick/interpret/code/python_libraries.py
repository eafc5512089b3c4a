"""What calls of less common Python libraries do: rights, containers, version control, uploads, native code.

A second table by dotted name; what it does not hold is in `python_calls`.
"""

from __future__ import annotations

import stat

from bailiwick.interpret.code import python_calls
from bailiwick.interpret.code.python_network import OUTWARD
from bailiwick.interpret.code.python_values import (
    UNKNOWN,
    Instance,
    Items,
    Known,
    Ref,
    Unknown,
    as_text,
)
from bailiwick.interpret.effects import Label, RunShell, RunWords, Text, literal, unknown
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.code.python_values import Abstract, Site

    Action: TypeAlias = Callable[[Site], Abstract]


def call(site: Site, name: str) -> Abstract:
    """Call a function by its dotted name."""
    action = _CALLS.get(name)
    if action is not None:
        return action(site)
    if name.startswith(_PROGRAMS):
        return _program(site, name.rpartition(".")[2])
    if name not in python_calls.CALLS and _reads_credential(site, name):
        return Unknown(frozenset({Label.SECRET}))
    return python_calls.call(site, name)


def constant(name: str) -> Abstract | None:
    """The value of a constant of a library that matters; None for other names."""
    if name.startswith("stat.S_I"):
        value = getattr(stat, name.removeprefix("stat."), None)
        return Known(value) if isinstance(value, int) else None
    return None


def git_method(site: Site, name: str) -> Abstract:
    """`repo.git.reset("--hard")`: a method is a subcommand, its arguments are the words."""
    words = [literal("git"), literal(name.replace("_", "-"))]
    for argument in site.arguments:
        items = argument.items if isinstance(argument, Items) else (argument,)
        words += [as_text(item) for item in items]
    for key, value in site.keywords.items():
        option = literal(f"--{key.replace('_', '-')}" if len(key) > 1 else f"-{key}")
        words += [option] if isinstance(value, Known) else [option, as_text(value)]
    site.emit.launch(RunWords(tuple(words), via="python"))
    return Unknown(frozenset({Label.COMMAND}))


def _rights(site: Site) -> Abstract:
    site.emit.other(Kind.PRIV_ESCALATE, "user", site.source, by=site.source.partition("(")[0])
    return Known(None)


def _umask(site: Site) -> Abstract:
    mask = site.argument(0, "mask")
    if isinstance(mask, Known) and isinstance(mask.value, int) and not mask.value & 0o002:
        site.emit.file(Kind.FILE_META, literal("."), site.source, mode=f"umask {mask.value:o}", world_writable=True)
    return Known(None)


def _resolve(site: Site) -> Abstract:
    name = site.text(0, "host")
    if name.labels & OUTWARD or Label.ENVIRONMENT in name.labels:
        site.emit.send(name, site.source, name.labels, channel="dns")
    return UNKNOWN


def _native(site: Site) -> Abstract:
    path = site.text(0, "name")
    if "/" in path.prefix and not site.emit.locate(path).classes.isdisjoint((ResourceClass.TEMP, ResourceClass.HOME)):
        site.emit.run(site.source, opaque=True, interpreter=True)
    return UNKNOWN


def _upload(site: Site) -> Abstract:
    site.emit.other(Kind.PKG_PUBLISH, "package", site.source, manager="python", what="package")
    return UNKNOWN


def _crontab(site: Site) -> Abstract:
    site.emit.other(Kind.SYS_PERSIST, "crontab", site.source, by="cron")
    return UNKNOWN


def _command_line(site: Site) -> Abstract:
    site.emit.launch(RunShell(site.text(0, "command"), via="python"))
    return Unknown(frozenset({Label.COMMAND}))


def _tunnel(site: Site) -> Abstract:
    site.emit.other(Kind.NET_LISTEN, "tunnel", site.source, tunnel=True, public=True)
    return UNKNOWN


def _program(site: Site, name: str) -> Abstract:
    """`sh.rm("-rf", x)`, `plumbum.cmd.rm(...)`: the function is a program, its arguments are the words."""
    words = (literal(name.replace("_", "-")), *(as_text(argument) for argument in site.arguments))
    site.emit.launch(RunWords(words, via="python"))
    return Unknown(frozenset({Label.COMMAND}))


_PROGRAMS = ("sh.", "plumbum.cmd.")
_READERS = ("load", "read", "open", "parse")


def _reads_credential(site: Site, name: str) -> bool:
    """A function that is not known, named like a reader, with a path that names a credential."""
    if not name.rpartition(".")[2].startswith(_READERS) or name.startswith("os.path."):
        return False
    for argument in site.arguments[:2]:
        known = argument.known if isinstance(argument, Text) else None
        if known and "/" in known and ResourceClass.SECRET in site.emit.locate(literal(known)).classes:
            site.emit.read(literal(known), site.source)
            return True
    return False


def _stored(site: Site) -> Abstract:
    """Credentials out of a store."""
    site.emit.other(Kind.INFRA_READ, "credentials", site.source, system="python", secret=True)
    return Unknown(frozenset({Label.SECRET}))


def _removed(site: Site, name: str) -> bool:
    """Methods of service clients whose name leaves no doubt; boto3 alone takes keywords with a capital."""
    kind, what = _REMOVING.get(name, (None, ""))
    if kind is None and name.startswith(("delete_", "terminate_", "purge_", "deregister_")):
        kind = Kind.INFRA_DESTROY if any(key[:1].isupper() for key in site.keywords) else None
        what = name
    if name == "delete" and ".indices." in site.source:
        kind, what = Kind.DB_DESTROY, "index"
    elif name in ("delete", "drop") and any(mark in site.source for mark in _RESOURCES):
        kind, what = Kind.INFRA_DESTROY, "resource"
    if kind is None:
        return False
    origin = {"engine": "python"} if kind is Kind.DB_DESTROY else {"system": "python"}
    site.emit.other(kind, name, site.source, what=what, **origin)
    return True


_REMOVING: Mapping[str, tuple[Kind, str]] = {
    **dict.fromkeys(("flushall", "flushdb"), (Kind.DB_DESTROY, "keys")),
    **dict.fromkeys(("drop_database", "dropDatabase"), (Kind.DB_DESTROY, "database")),
    "drop_collection": (Kind.DB_DESTROY, "collection"),
    **dict.fromkeys(
        (
            "delete_namespace", "delete_node", "delete_persistent_volume", "delete_custom_resource_definition",
            "delete_namespaced_persistent_volume_claim", "delete_collection_namespaced_pod",
            "delete_collection_namespaced_deployment", "delete_collection_namespaced_secret", "delete_cluster",
        ),
        (Kind.INFRA_DESTROY, "resource"),
    ),
}  # fmt: skip
_RESOURCES = (".bucket(", ".Bucket(", ".get_bucket(", ".get_repo(", ".get_database(", ".Instance(", ".get_droplet(")
"""How clients name one resource, on which `delete` is then called."""


_CALLS: Mapping[str, Action] = {
    **dict.fromkeys(
        (f"os.{name}" for name in ("setuid", "setgid", "seteuid", "setegid", "setreuid", "setresuid", "setresgid")),
        _rights,
    ),
    "os.umask": _umask,
    **dict.fromkeys(("socket.gethostbyname", "socket.getaddrinfo", "dns.resolver.resolve"), _resolve),
    **dict.fromkeys(("ctypes.CDLL", "ctypes.cdll.LoadLibrary", "ctypes.PyDLL"), _native),
    "docker.from_env": lambda _site: Instance("engine"),
    "docker.DockerClient": lambda _site: Instance("engine"),
    **dict.fromkeys(("git.Repo", "git.Git", "git.repo.Repo"), lambda _site: Instance("git")),
    **dict.fromkeys(("io.BytesIO", "io.StringIO"), lambda site: Instance("buffer", Text(), site.labels)),
    **dict.fromkeys(
        ("huggingface_hub.upload_folder", "huggingface_hub.upload_file", "twine.commands.upload.upload"), _upload
    ),
    "crontab.CronTab": _crontab,
    **dict.fromkeys(("sqlalchemy.text", "sqlalchemy.sql.text"), lambda site: site.text(0)),
    **dict.fromkeys(
        (f"browser_cookie3.{name}" for name in ("load", "chrome", "firefox", "chromium", "edge", "safari", "brave")),
        _stored,
    ),
    **dict.fromkeys(
        ("invoke.run", "pexpect.run", "pexpect.spawn", "pexpect.runu", "delegator.run", "sarge.run", "fabric.local"),
        _command_line,
    ),
    "fabric.Connection": lambda _site: Instance("host"),
    "pyngrok.ngrok.connect": _tunnel,
    "marshal.load": lambda site: Unknown(site.labels | {Label.DECODED}),
}


def engine(site: Site, name: str) -> None:
    """`client.containers.run(image, privileged=True, volumes=...)`, `client.volumes.prune()`."""
    if name in ("prune", "remove") and ".volumes." in site.source:
        site.emit.other(Kind.CONTAINER_DESTROY, "volumes", site.source, what="volume", volumes=True)
    if name not in ("run", "create"):
        return
    attributes = {}
    if site.keywords.get("privileged") == Known(value=True):
        attributes["privileged"] = True
    if any(site.keywords.get(name) == literal("host") for name in ("pid_mode", "network_mode", "ipc_mode")):
        attributes["host_namespace"] = True
    site.emit.other(Kind.CONTAINER_RUN, site.text(0, "image").shown(), site.source, **attributes)


ASSEMBLY = (" + ", ".join(", "[::", "chr(", ".replace(", "%", "format(")
"""Signs of a text that is put together."""


def hides_name(source: str, value: Abstract) -> bool:
    """True when an expression puts the name of a function together that runs code."""
    return isinstance(value, Ref) and runs_code(value.name) and any(mark in source for mark in ASSEMBLY)


def runs_code(name: str) -> bool:
    """True for functions that run programs or code."""
    return name.startswith(("os.exec", "os.spawn", "os.system", "os.popen", "subprocess.", "pty.")) or name in (
        "exec",
        "eval",
        "__import__",
        "compile",
    )


_UPLOADS = frozenset(
    (
        "files_upload", "files_upload_v2", "send_document", "send_photo", "send_video", "send_file", "sendDocument",
        "upload_document", "upload_blob", "upload_media", "media_upload", "create_media_fileio", "send_email",
        "send_mail", "chat_postMessage", "post_message", "create_gist", "send_message", "publish",
    )
)  # fmt: skip
_FILE_KEYWORDS = ("file", "filename", "file_path", "filepath", "path", "document")


def _sent_by(site: Site) -> None:
    """A client of a service sends what it is given: the content of a file, or the file of a name."""
    labels = site.labels & (OUTWARD | {Label.ENVIRONMENT})
    for key in _FILE_KEYWORDS:
        value = site.keywords.get(key)
        if isinstance(value, Text) and value.known:
            labels |= site.emit.read(value, site.source)
    if labels:
        site.emit.send(unknown("service"), site.source, labels)


def uploaded(site: Site, name: str) -> None:
    """Methods of clients that send a local file, by names that leave no doubt."""
    if _removed(site, name):
        return
    if name in {"get_credentials", "get_frozen_credentials", "get_secret_value", "access_secret_version"}:
        _stored(site)
        return
    if name in {"upload_folder", "upload_large_folder"}:
        _upload(site)
        return
    if name in _UPLOADS:
        _sent_by(site)
        return
    if name in {"sendfile", "put", "upload"} and site.arguments:
        first = site.argument(0)
        text = site.text(0)
        if name == "put" and (len(site.arguments) < 2 or text.known is None or "://" in text.prefix):
            return
        labels = site.labels if isinstance(first, Instance) or text.known is None else site.emit.read(text, site.source)
        site.emit.send(unknown("peer"), site.source, labels, channel="socket" if name == "sendfile" else "scp")
