"""Network addresses: every spelling that fetchers take, and the class of what they reach.

Classes, most dangerous first: metadata, loopback, link-local, private, carrier-nat,
multicast, reserved, public (IANA special-purpose registries, RFC 6890 and successors).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SEVERITY = ("metadata", "loopback", "link-local", "private", "carrier-nat", "multicast", "reserved", "public")


def _v4(text: str) -> int:
    number = 0
    for part in text.split("."):
        number = number << 8 | int(part)
    return number


METADATA_V4 = frozenset(
    _v4(address)
    for address in (
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.169.253",
        "169.254.42.42",
        "169.254.0.23",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
    )
)
"""Where clouds hand credentials to their machines and containers."""

_METADATA_V6 = ("fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:42::42", "fe80::a9fe:a9fe")

_RANGES_V4 = tuple(
    (_v4(base), 32 - length, name)
    for base, length, name in (
        ("0.0.0.0", 32, "loopback"),  # noqa: S104 - connecting to it reaches this machine
        ("127.0.0.0", 8, "loopback"),
        ("10.0.0.0", 8, "private"),
        ("172.16.0.0", 12, "private"),
        ("192.168.0.0", 16, "private"),
        ("169.254.0.0", 16, "link-local"),
        ("100.64.0.0", 10, "carrier-nat"),
        ("224.0.0.0", 4, "multicast"),
        ("0.0.0.0", 8, "reserved"),  # noqa: S104 - a range
        ("192.0.0.0", 24, "reserved"),
        ("192.0.2.0", 24, "reserved"),
        ("192.88.99.0", 24, "reserved"),
        ("198.18.0.0", 15, "reserved"),
        ("198.51.100.0", 24, "reserved"),
        ("203.0.113.0", 24, "reserved"),
        ("240.0.0.0", 4, "reserved"),
    )
)

_RANGES_V6 = (
    ("fe80::", 10, "link-local"),
    ("fec0::", 10, "private"),
    ("fc00::", 7, "private"),
    ("ff00::", 8, "multicast"),
    ("2001:db8::", 32, "reserved"),
    ("3fff::", 20, "reserved"),
    ("2001:10::", 28, "reserved"),
    ("2001:20::", 28, "reserved"),
    ("2001:2::", 48, "reserved"),
)

_CARRIES_V4 = (
    # prefix, length, how far the embedded IPv4 address is shifted, whether it is inverted
    ("::ffff:0:0", 96, 0, False),
    ("::ffff:0:0:0", 96, 0, False),
    ("::", 96, 0, False),
    ("64:ff9b::", 96, 0, False),
    ("64:ff9b:1::", 48, 0, False),
    ("2002::", 16, 80, False),
    ("2001::", 32, 0, True),
)
"""Prefixes whose addresses carry an IPv4 address: mapped, translated, compatible, NAT64, 6to4, Teredo."""


class Spelled:
    """What a host text says when it is an address: its class, canonical form, and whether it was spelt unusually."""

    __slots__ = ("canonical", "kind", "unusual")

    def __init__(self, kind: str, canonical: str, *, unusual: bool) -> None:
        self.kind = kind
        self.canonical = canonical
        self.unusual = unusual


def worst(kinds: Iterable[str]) -> str:
    """The most dangerous of several address classes; `public` when there is none."""
    return min(kinds, key=_SEVERITY.index, default="public")


def read(host: str) -> Spelled | None:
    """The address that a host text spells, or None when it is a name.

    Args:
        host: lower case, decoded, without brackets, port and trailing dot.
    """
    if ":" in host:
        return _read_v6(host)
    return _read_v4(host)


def class_of_v4(number: int) -> str:
    """The class of an IPv4 address given as a number."""
    if number in METADATA_V4:
        return "metadata"
    for base, shift, name in _RANGES_V4:
        if number >> shift == base >> shift:
            return name
    return "public"


def dotted(number: int) -> str:
    """An IPv4 number in the usual form."""
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def parse_v4(text: str) -> int | None:
    """An IPv4 address in any form that `inet_aton` takes: 1 to 4 parts, decimal, octal or hexadecimal."""
    parts = text.split(".")
    if len(parts) > 4:
        return None
    numbers = []
    for part in parts:
        number = _number(part)
        if number is None:
            return None
        numbers.append(number)
    *high, last = numbers
    if any(number > 255 for number in high) or last >> (8 * (4 - len(high))):
        return None
    address = last
    for index, number in enumerate(high):
        address |= number << (24 - 8 * index)
    return address


def _number(part: str) -> int | None:
    if not part.isascii():
        return None
    digits, base = part, 10
    if part[:2] in {"0x", "0X"}:
        digits, base = part[2:] or "0", 16
    elif len(part) > 1 and part[0] == "0":
        digits, base = part[1:], 8
    allowed = "0123456789abcdefABCDEF" if base == 16 else "01234567" if base == 8 else "0123456789"
    if not digits or len(digits) > 64 or digits.strip(allowed):
        return None
    return int(digits, base)


def _read_v4(host: str) -> Spelled | None:
    last = host.rpartition(".")[2]
    if not (last.isascii() and (last.isdigit() or (last[:2] == "0x" and not last[2:].strip("0123456789abcdef")))):
        return None
    number = parse_v4(host)
    kinds = [] if number is None else [class_of_v4(number)]
    plain = _decimal_reading(host)
    if plain is not None:
        # Some fetchers read `010.0.0.1` as 10.0.0.1, others as 8.0.0.1.
        kinds.append(class_of_v4(plain))
    if not kinds:
        # Looks like an address and is none: fetchers disagree, some cut it to 32 bits.
        return Spelled("reserved", host, unusual=True)
    shown = dotted(number if number is not None else plain or 0)
    return Spelled(worst(kinds), shown, unusual=shown != host)


def _decimal_reading(host: str) -> int | None:
    parts = host.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if any(number > 255 for number in numbers):
        return None
    return numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3]


def _read_v6(host: str) -> Spelled | None:
    # Imported here: most hosts are names, and the hot path must start quickly.
    from ipaddress import AddressValueError, IPv6Address, IPv6Network

    bare, zone, _name = host.partition("%")
    try:
        address = IPv6Address(bare)
    except AddressValueError:
        return None
    number = int(address)
    canonical = str(address)
    if canonical in _METADATA_V6:
        return Spelled("metadata", canonical, unusual=bool(zone))
    if number in {0, 1}:
        return Spelled("loopback", canonical, unusual=canonical != host)
    for prefix, length, shift, inverted in _CARRIES_V4:
        if address in IPv6Network(f"{prefix}/{length}"):
            inner = number >> shift & 0xFFFFFFFF
            return Spelled(class_of_v4(inner ^ 0xFFFFFFFF if inverted else inner), canonical, unusual=True)
    for prefix, length, name in _RANGES_V6:
        if address in IPv6Network(f"{prefix}/{length}"):
            return Spelled(name, canonical, unusual=bool(zone))
    kind = "public" if number >> 125 == 1 else "reserved"
    return Spelled(kind, canonical, unusual=bool(zone))
