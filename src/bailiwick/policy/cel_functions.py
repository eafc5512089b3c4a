"""Functions of `when` beyond those of CEL: times and networks, under Tenuo's names and with their meaning.

The time is that of the decision, so a recorded one can be made again. A text that is no timestamp is not known here,
which is the safe side of each rule; the original takes it for one that has not passed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from ipaddress import IPv4Address, IPv6Address
    from typing import Any

_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
"""RFC 1918 and RFC 4193."""


def functions(names: Iterable[str], now: datetime) -> dict[str, Callable[..., Any]]:
    """The functions of these names for a decision at the time `now` (with zone)."""
    return {name: FUNCTIONS[name](now) for name in names}


def _time_now(now: datetime) -> Callable[[object], str]:
    """`time_now(0)`: the time as RFC 3339 text; the argument means nothing."""
    return lambda _unused: now.isoformat()


def _time_is_expired(now: datetime) -> Callable[[object], bool | None]:
    """`time_is_expired(text)`: the timestamp has passed; null when it is none."""

    def is_expired(text: object) -> bool | None:
        moment = _moment(text)
        return None if moment is None else moment < now

    return is_expired


def _time_since(now: datetime) -> Callable[[object], int | None]:
    """`time_since(text)`: whole seconds since the timestamp, 0 for one that is still to come; null when it is none."""

    def since(text: object) -> int | None:
        moment = _moment(text)
        return None if moment is None else max(0, int((now - moment).total_seconds()))

    return since


def _net_in_cidr(_now: datetime) -> Callable[[object, object], bool | None]:
    """`net_in_cidr(address, network)`: false for what is no address literal; null when the network is none."""

    def in_cidr(address: object, network: object) -> bool | None:
        from ipaddress import ip_network

        try:
            block = ip_network(str(network), strict=False)
        except ValueError:
            return None
        found = _address(address)
        return found is not None and found in block

    return in_cidr


def _net_is_private(_now: datetime) -> Callable[[object], bool]:
    """`net_is_private(address)`: inside RFC 1918 or RFC 4193; false for what is no address literal."""

    def is_private(address: object) -> bool:
        from ipaddress import ip_network

        found = _address(address)
        return found is not None and any(found in ip_network(block) for block in _PRIVATE)

    return is_private


def _moment(text: object) -> datetime | None:
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) and "T" in text.upper() else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _address(text: object) -> IPv4Address | IPv6Address | None:
    from ipaddress import ip_address

    try:
        return ip_address(text) if isinstance(text, str) else None
    except ValueError:
        return None


FUNCTIONS: Mapping[str, Callable[[datetime], Callable[..., Any]]] = {
    "time_now": _time_now,
    "time_is_expired": _time_is_expired,
    "time_since": _time_since,
    "net_in_cidr": _net_in_cidr,
    "net_is_private": _net_is_private,
}
"""Name to what makes the function for the time of a decision."""
