"""IPv4 and IPv6 spellings against the C library and the standard library."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model import addresses


def by_library(text: str) -> int | None:
    try:
        return int.from_bytes(socket.inet_aton(text), "big")
    except OSError:
        return None


_PART = st.one_of(
    st.integers(0, 300).map(str),
    st.integers(0, 2**33).map(str),
    st.integers(0, 2**33).map(hex),
    st.integers(0, 2**33).map(lambda number: f"0{number:o}"),
    st.sampled_from(["", "08", "0x", "0xg", "00", "0000000177", "1e3", "-1", "+1", "٣"]),
)


@given(st.lists(_PART, min_size=1, max_size=5).map(".".join))
def test_every_spelling_is_read_as_the_c_library_reads_it(text: str) -> None:
    theirs = by_library(text) if text.isascii() else None
    if text.lower().endswith("0x") or ".0x." in text.lower() or text.lower().startswith("0x."):
        return  # an empty hexadecimal number is 0 for browsers and an error for the C library
    assert addresses.parse_v4(text) == theirs


@given(st.integers(0, 2**32 - 1))
def test_addresses_that_are_not_global_are_never_public(number: int) -> None:
    ours = addresses.class_of_v4(number)
    if not ipaddress.IPv4Address(number).is_global or ipaddress.IPv4Address(number).is_multicast:
        assert ours != "public"


@given(st.integers(0, 2**128 - 1))
def test_v6_addresses_that_are_not_global_are_never_public(number: int) -> None:
    address = ipaddress.IPv6Address(number)
    spelled = addresses.read(str(address))
    assert spelled is not None
    if not address.is_global or address.is_multicast:
        assert spelled.kind != "public"


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["::ffff:{}", "64:ff9b::{}", "::{}", "2002:{:04x}:{:04x}::1"]),
)
def test_an_embedded_v4_address_has_its_own_class(number: int, form: str) -> None:
    plain = addresses.dotted(number)
    text = form.format(number >> 16, number & 0xFFFF) if "x}" in form else form.format(plain)
    spelled = addresses.read(text)
    assert spelled is not None
    if number > 1:
        assert spelled.kind == addresses.class_of_v4(number)
        assert spelled.unusual


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.1", "loopback"),
        ("2130706433", "loopback"),
        ("0x7f000001", "loopback"),
        ("017700000001", "loopback"),
        ("0177.0.0.1", "loopback"),
        ("0x7f.0.0.1", "loopback"),
        ("0", "loopback"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.32.0.1", "public"),
        ("192.168.1.1", "private"),
        ("169.254.1.1", "link-local"),
        ("169.254.169.254", "metadata"),
        ("2852039166", "metadata"),
        ("0xa9fea9fe", "metadata"),
        ("169.254.170.2", "metadata"),
        ("100.100.100.200", "metadata"),
        ("168.63.129.16", "metadata"),
        ("100.64.0.1", "carrier-nat"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("198.18.0.1", "reserved"),
        ("192.0.2.1", "reserved"),
        ("8.8.8.8", "public"),
        ("999.999.999.999", "reserved"),
        ("4294967296", "reserved"),
        ("::1", "loopback"),
        ("::", "loopback"),
        ("0:0:0:0:0:0:0:1", "loopback"),
        ("::ffff:169.254.169.254", "metadata"),
        ("::ffff:a9fe:a9fe", "metadata"),
        ("fd00:ec2::254", "metadata"),
        ("fe80::1%eth0", "link-local"),
        ("fd12::1", "private"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "reserved"),
        ("2606:4700::1111", "public"),
        ("4000::1", "reserved"),
    ],
)
def test_addresses_have_the_class_of_what_they_reach(text: str, kind: str) -> None:
    spelled = addresses.read(text)
    assert spelled is not None
    assert spelled.kind == kind


def test_a_leading_zero_counts_in_the_more_dangerous_reading() -> None:
    spelled = addresses.read("010.0.0.1")
    assert spelled is not None
    assert spelled.kind == "private"
    assert spelled.unusual


@pytest.mark.parametrize("name", ["example.com", "localhost", "1.example", "a.b", "abc", "0xyz", "::zz", "v6:1"])
def test_names_are_not_addresses(name: str) -> None:
    assert addresses.read(name) is None
