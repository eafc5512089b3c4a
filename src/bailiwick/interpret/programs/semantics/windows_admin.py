"""Administration programs of Windows: what shows is quiet, the rest changes the system."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHOWS = ("query", "show", "list", "get", "enum", "qc", "/?", "export", "compare")
_CODE = frozenset({"rundll32", "regsvr32", "mshta", "cscript", "wscript", "msiexec", "bitsadmin", "certutil.exe"})
_BACKUPS = frozenset({"vssadmin", "wbadmin"})
_EVERYBODY = ("everyone:", "*s-1-1-0:", "users:")
_DESTROYS = frozenset({"diskpart", "format", "vssadmin", "cipher"})


def run(call: Call, arguments: Arguments) -> None:
    """The first words tell."""
    name = call.program.removesuffix(".exe")
    words = [texts.pattern(word).lower() for word in arguments.operands]
    if name == "netsh" and "key=clear" in words:
        call.emit(Kind.INFRA_READ, call.name(name), system=name, secret=True)
    if any(word.lstrip("/-") in _SHOWS for word in words[:2]):
        return
    if name in _CODE or call.program in _CODE:
        for word in arguments.operands:
            if "://" in word.prefix:
                call.network(Kind.NET_FETCH, word)
                call.emit(Kind.EXEC_RUN, call.name(word), program=name, known=True, fetched=True)
        call.emit(Kind.EXEC_RUN, call.name(name), program=name, known=True, opaque=True)
    elif name in _BACKUPS and "delete" in words:
        call.emit(Kind.INFRA_DESTROY, call.name(name), system=name, what="backup", all=True)
    elif name in _DESTROYS:
        call.emit(Kind.SYS_CONFIG, call.name(name), what="device", destroys=True)
    elif name == "netsh":
        off = "off" in words or "disable" in words
        call.emit(
            Kind.SYS_CONFIG,
            call.name(name),
            what="firewall" if "firewall" in " ".join(words) else "network",
            disables=off,
        )
    elif name == "reg" and any("\\run" in word for word in words):
        call.emit(Kind.SYS_PERSIST, call.name(name), by="registry")
    elif name == "sc" and words[:1] in (["create"], ["config"]):
        call.emit(Kind.SYS_PERSIST, call.name(name), by="service")
    elif name in ("icacls", "cacls", "xcacls") and any(word.startswith(_EVERYBODY) for word in words):
        call.file(Kind.FILE_META, arguments.operands[0], world_writable=True, recursive="/t" in words)
    else:
        call.emit(Kind.SYS_CONFIG, call.name(name), what="service" if name == "sc" else "global")
