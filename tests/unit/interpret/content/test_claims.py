"""Claims without evidence in written text."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bailiwick.interpret.content.claims import unsourced_claims
from bailiwick.interpret.scanning import unsourced_kinds

FILLER = " This sentence makes the text long enough to be one."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("As Smith (2019) showed, it works.", ("citation",)),
        ("It works (Smith and Jones, 2019).", ("citation",)),
        ("It works (Müller et al., 2018) well.", ("citation",)),
        ("See J. Testing 12(3), 45-67.", ("citation",)),
        ("The build takes about a coffee.", ("number",)),
        ("It needs 12 ms per call.", ("number",)),
        ("It is 30 % faster.", ("number",)),
        ("It costs $ 5 a month.", ("number",)),
        ("We moved in May 2019 and again in 2021.", ()),
        ("Version 1.2 of section 3 has 4 chapters.", ()),
    ],
)
def test_a_claim_is_found_by_its_shape(text: str, kinds: tuple[str, ...]) -> None:
    assert unsourced_claims(text + FILLER) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "As Smith (2019) showed [VERIFIED: https://example.com/1], it works.",
        "As Smith (2019) showed [UNVERIFIED], it works.",
        "The paper of Smith (2019) was retracted.",
        "It needs 12 ms per call [MEASURED: make bench].",
        "It takes about an hour [ESTIMATE: last three runs].",
    ],
)
def test_evidence_in_the_same_paragraph_is_enough(text: str) -> None:
    assert unsourced_claims(text + FILLER) == ()


def test_evidence_of_another_paragraph_is_none() -> None:
    text = f"It needs 12 ms per call.{FILLER}\n\nOther things are known [MEASURED: make bench].{FILLER}"
    assert unsourced_claims(text) == ("number",)


@pytest.mark.parametrize(
    "marker", ["[HOOK-BYPASS: citation-verify it is fine]", "[VERIFIED:]", "[VERIFIED: ]", "<!-- noqa: claims -->"]
)
def test_no_text_switches_the_search_off(marker: str) -> None:
    assert unsourced_claims(f"As Smith (2019) showed {marker}, it works.{FILLER}") == ("citation",)


def test_paragraphs_that_were_there_before_do_not_count() -> None:
    old = f"It needs 12 ms per call.{FILLER}"
    assert unsourced_claims(f"{old}\n\nMore text follows here.", before=old) == ()


def test_every_locale_finds_the_same() -> None:
    code = (
        "from bailiwick.interpret.content.claims import unsourced_claims as u;"
        "print(u('It works (M\\u00fcller et al., 2018), 5\\u2013fold, in 12 \\u00b5s, as this text says.'))"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "LC_ALL": locale},
        ).stdout
        for locale in ("C", "C.UTF-8", "POSIX", "en_US.UTF-8")
    }
    assert shown == {"('citation', 'number')\n"}


@pytest.mark.parametrize(("path", "kinds"), [("/p/report.MD", ("number",)), ("/p/report.py", ()), ("/p/report", ())])
def test_only_documents_make_claims(path: str, kinds: tuple[str, ...]) -> None:
    assert unsourced_kinds(path, f"The build takes 40 minutes.{FILLER}") == kinds
