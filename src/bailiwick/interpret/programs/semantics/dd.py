"""dd and its forensic kin: operands are `key=value`; `of=`, `hof=` and `wipe=` are overwritten, `if=` is read."""

from __future__ import annotations

from bailiwick.interpret.effects import Data
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Data flows from `if=` (or standard input) to `of=` (or standard output)."""
    values = {}
    for word in arguments.operands:
        key, value = texts.partition(word, "=")
        if value is not None and key.known is not None:
            values[key.known] = value
    data = call.stdin
    if "if" in values:
        source = call.read(values["if"])
        data = Data(None, label_of(source), source.value)
    target = values.get("of") or values.get("wipe") or values.get("hof")
    if target is None:
        call.stdout = data
        return
    conversions = values["conv"].shown() if "conv" in values else ""
    keeps = "notrunc" in conversions and "seek" in values
    written = call.write(target, data=data, truncates=not keeps, appends=keeps, through="")
    if ResourceClass.DEVICE in written.classes:
        call.emit(Kind.SYS_CONFIG, written, what="device", destroys=True)
