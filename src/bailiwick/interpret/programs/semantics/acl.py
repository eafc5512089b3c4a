"""setfacl: access control lists; granting writing to others is world-writable by another way."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Getfacl only shows."""
    if call.program == "getfacl":
        return
    entries = ",".join(value.shown() for value in arguments.values("modify", "set"))
    opens = any(_others_write(entry) for entry in entries.split(","))
    for word in arguments.operands:
        call.file(Kind.FILE_META, word, mode=entries, world_writable=opens, recursive=arguments.may("recursive"))


def _others_write(entry: str) -> bool:
    parts = entry.removeprefix("d:").removeprefix("default:").split(":")
    everybody = parts[0] in ("o", "other") or parts[:2] in (["u", "nobody"], ["user", "nobody"])
    return everybody and "w" in parts[-1]
