"""Canonical JSON equals RFC 8785 on its domain and refuses everything outside it."""

from __future__ import annotations

import json
from enum import StrEnum
from types import MappingProxyType

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.crypto.canonical import INTEGER_LIMIT, canonical
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
keys = st.text(st.characters(max_codepoint=127), max_size=12)
integers = st.integers(-INTEGER_LIMIT, INTEGER_LIMIT)
values = st.recursive(
    st.none() | st.booleans() | integers | text,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=30,
)


@given(values)
def test_equals_the_reference_implementation_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]  # hypothesis knows no JSON type


@given(values)
def test_reading_gives_the_value_back(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(keys, integers, min_size=2, max_size=6))
def test_the_order_of_insertion_leaves_no_trace(value: dict[str, int]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


class Colour(StrEnum):
    RED = "red"


def test_read_only_maps_tuples_and_text_enums_are_written_as_what_they_hold() -> None:
    assert canonical(MappingProxyType({"b": (1, Colour.RED), "a": None})) == b'{"a":null,"b":[1,"red"]}'


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"a": [1, 1.5]}, "$.a[1]"),
        ({"a": float("nan")}, "$.a"),
        ({"a": {"b": INTEGER_LIMIT + 1}}, "$.a.b"),
        ({"a": {1: 2}}, "$.a"),
        ({"ä": 1}, "ASCII"),
        ({"a": b"bytes"}, "bytes"),
        ({"a": {1, 2}}, "set"),
        ({"a": "\ud800"}, "U+D800"),
    ],
)
def test_what_json_readers_would_disagree_about_is_refused_with_its_place(value: object, place: str) -> None:
    with pytest.raises(InputError) as caught:
        canonical(value)
    assert place in str(caught.value)


def test_nesting_beyond_the_bound_is_refused_and_does_not_exhaust_the_stack() -> None:
    value: object = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(BoundError):
        canonical(value)


def test_nesting_up_to_the_bound_is_written() -> None:
    value: object = 1
    for _ in range(bounds.CANONICAL_DEPTH):
        value = {"a": value}
    assert json.loads(canonical(value)) == value
