"""Texts that tools return, injected and clean: how many are judged rightly, and that none is judged worse than before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from carriers import carried

from bailiwick.interpret.content.injection import find_injections

FOLDER = Path(__file__).parent / "content"


def texts(name: str) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(line["family"], carried(line.get("carrier", ""), line["text"])) for line in lines]


def is_strong(text: str) -> bool:
    return any(found.strong for found in find_injections(text))


@pytest.mark.parametrize(
    ("family", "text"), texts("injected"), ids=[f"{n} {f}" for n, (f, _) in enumerate(texts("injected"), 1)]
)
def test_an_injected_text_is_found(family: str, text: str) -> None:
    assert is_strong(text), family


@pytest.mark.parametrize(
    ("family", "text"), texts("clean"), ids=[f"{n} {f}" for n, (f, _) in enumerate(texts("clean"), 1)]
)
def test_a_clean_text_is_no_injection(family: str, text: str) -> None:
    assert not is_strong(text), (family, find_injections(text))


def test_a_known_miss_is_still_one() -> None:
    found = [text for _, text in texts("missed") if is_strong(text)]
    assert not found, "these belong to `injected.jsonl` now"


def test_an_injection_is_found_in_the_middle_of_a_long_clean_text() -> None:
    clean = "\n\n".join(text for family, text in texts("clean") if family in ("human-docs", "readme", "log"))
    direct = [text for family, text in texts("injected") if family in ("override", "address", "role-marker", "issue")]
    missed = [text for text in direct if not is_strong(f"{clean}\n\n{text}\n\n{clean}")]
    assert not missed


def test_the_corpus_is_as_large_as_its_rates_say() -> None:
    assert len(texts("injected")) >= 120
    assert len(texts("clean")) >= 200
