"""Edits of JSON text: what is not edited stays, character by character."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model.errors import InputError
from bailiwick.pep.install.json_text import append_element, append_member, parse, remove

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
objects = st.dictionaries(st.text(max_size=4), values, max_size=4)
indents = st.sampled_from([None, 0, 1, 2, "\t"])


def dump(value: object, indent: Any) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False)


@given(objects, indents, st.text(max_size=4), values)
def test_a_member_appended_and_removed_leaves_the_text_as_it_was(
    document: dict[str, Any], indent: Any, key: str, value: object
) -> None:
    document.pop(key, None)
    text = dump(document, indent)
    added = append_member(text, (), key, value)
    assert json.loads(added) == {**document, key: value}
    assert list(json.loads(added)) == [*document, key]
    assert remove(added, (key,)) == text


@given(st.lists(values, max_size=4), indents, values)
def test_an_element_appended_and_removed_leaves_the_text_as_it_was(
    elements: list[object], indent: Any, value: object
) -> None:
    text = dump({"list": elements}, indent)
    added = append_element(text, ("list",), value)
    assert json.loads(added) == {"list": [*elements, value]}
    assert remove(added, ("list", len(elements))) == text


@given(st.lists(values, min_size=1, max_size=4), indents, st.data())
def test_removing_takes_exactly_one_element(elements: list[object], indent: Any, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(elements) - 1))
    left = json.loads(remove(dump([elements], indent), (0, index)))
    assert left == [[*elements[:index], *elements[index + 1 :]]]


@given(st.text(max_size=40))
def test_what_parses_is_what_the_standard_library_parses(text: str) -> None:
    try:
        parse(text)
    except InputError:
        return
    json.loads(text.removeprefix("\ufeff"))


@given(values, indents)
def test_every_json_text_parses(value: object, indent: Any) -> None:
    text = dump(value, indent)
    node = parse(f" \n{text}\r\n")
    assert (node.start, node.end) == (2, 2 + len(text))


@pytest.mark.parametrize(
    ("text", "path"),
    [("{}", ("a",)), ('{"a": 1}', ("a", "b")), ("[1]", (1,)), ('{"a": {"b": 1}}', ("a", "c"))],
)
def test_editing_what_is_not_there_is_an_error(text: str, path: tuple[str | int, ...]) -> None:
    with pytest.raises(InputError):
        remove(text, path)
    with pytest.raises(InputError):
        append_member(text, path, "x", 1)
