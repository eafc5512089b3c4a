"""Ways to hide a text in another, for tests: what an attacker would do before a tool returns it."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LOOKALIKES = str.maketrans("aeopcxi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0456")


def _selectors(text: str) -> str:
    return "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in text.encode())


def _zero_width(text: str) -> str:
    return "".join("\u200b" if bit == "0" else "\u200c" for byte in text.encode() for bit in f"{byte:08b}")


CARRIERS: Mapping[str, Callable[[str], str]] = {
    "tags": lambda text: "".join(chr(0xE0000 + ord(one)) for one in text),
    "selectors": _selectors,
    "zero-width": _zero_width,
    "interleaved": "\u200b".join,
    "reversed": lambda text: f"\u202e{text[::-1]}\u202c",
    "base64": lambda text: b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "entities": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "percent": quote,
    "fullwidth": lambda text: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text),
    "homoglyphs": lambda text: text.translate(_LOOKALIKES),
}


def carried(carrier: str, text: str) -> str:
    """A harmless sentence that carries `text`; without a carrier, `text` itself."""
    return f"Nice weather today. {CARRIERS[carrier](text)} See you soon.\n" if carrier else text
