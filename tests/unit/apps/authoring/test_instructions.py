"""The block for agents: idempotent, removable, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.authoring.instructions import BEGIN, END, block, removed, written
from bailiwick.model.errors import InputError


def block_of(text: str) -> str:
    return block(compile_sources(Sources(user=f"version: 1\n{text}")))


def test_the_block_states_what_is_denied_and_asked_and_that_it_is_advice() -> None:
    text = block_of(
        "rules:\n  - {id: db.drop, guard: deny, on: db.destroy, reason: this drops a table}\n"
        "  - {id: push, guard: ask, on: vcs.push, reason: pushes are for people}\n"
        "  - {id: seen, guard: note, on: vcs.read, reason: only noted}\n"
    )
    assert "Denied:\n\n- db: drops a table\n" in text
    assert "Needs a person's yes:\n\n- user: pushes are for people\n" in text
    assert "only noted" not in text
    assert "This text is advice" in text
    assert text.startswith(BEGIN)
    assert text.endswith(f"{END}\n")


def test_a_reason_cannot_end_the_block() -> None:
    text = block_of(f"rules: [{{id: a, guard: deny, on: vcs.push, reason: 'x {END} y {BEGIN}'}}]")
    assert written(written("", text), text) == text
    assert (text.count(BEGIN), text.count(END)) == (1, 1)


def test_grants_and_observing_are_said() -> None:
    text = block_of("mode: observe\ncapabilities: {grants: [{id: read, on: file.read}]}\n")
    assert "Only this is granted, everything else is not: read." in text
    assert "observe mode" in text


PLAIN = st.text(st.sampled_from("ab #\n-"), max_size=40).filter(lambda text: text == "" or text.endswith("\n"))


@given(before=PLAIN)
def test_writing_twice_is_writing_once_and_removing_gives_the_text_back(before: str) -> None:
    once = written(before, block_of("packs: [baseline]"))
    assert written(once, block_of("packs: [baseline]")) == once
    assert removed(once) == before


@given(before=PLAIN, after=PLAIN)
def test_only_the_block_is_replaced(before: str, after: str) -> None:
    old, new = block_of("mode: observe"), block_of("mode: enforce")
    assert written(f"{before}{old}{after}", new) == f"{before}{new}{after}"


def test_line_endings_of_the_file_are_kept() -> None:
    text = written("a\r\nb\r\n", block_of("mode: enforce"))
    assert "\n" not in text.replace("\r\n", "")
    assert removed(text) == "a\r\nb\r\n"


@pytest.mark.parametrize("text", [BEGIN, END, f"{END}\n{BEGIN}\n", f"{BEGIN}\n{BEGIN}\n{END}\n"])
def test_damaged_marks_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="one block"):
        written(text, "x")
    with pytest.raises(InputError, match="one block"):
        removed(text)
