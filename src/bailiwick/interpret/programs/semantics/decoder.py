"""Encoders and ciphers whose output is not computed: decoding makes hidden text readable."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_DECODERS = frozenset({"uudecode", "b64decode"})


def run(call: Call, arguments: Arguments) -> None:
    """`-d` decodes; a known base64 text is computed as `base64 -d` would."""
    decodes = arguments.has("decode", "d", "u") or call.program in _DECODERS
    labels = call.labels | call.stdin.labels
    if not decodes:
        call.stdout = Data(None, labels)
        return
    text = call.stdin.text
    if text is not None and text.known is not None and arguments.has("a", "base64") and not _ciphers(call, arguments):
        from bailiwick.interpret.effects import literal
        from bailiwick.interpret.programs.filters import FILTERS

        computed = FILTERS["base64"][0](text.known, arguments)
        if computed is not None:
            call.stdout = Data(literal(computed, labels | {Label.DECODED}), labels | {Label.DECODED})
            return
    call.stdout = Data(None, labels | {Label.DECODED})


def _ciphers(call: Call, arguments: Arguments) -> bool:
    return call.command[-1:] not in (("base64",), ("enc",)) or arguments.has("k", "K", "pass")
