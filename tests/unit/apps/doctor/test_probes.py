"""One call of each family: the default profile stops them all, and less of it is told by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources, default_policy
from bailiwick.apps.doctor import probes
from bailiwick.apps.doctor.check import Level
from bailiwick.policy.compiled import from_plain

FAMILY_PAGES = Path(__file__).parents[4] / "docs" / "baseline"
OTHER_PAGES = {"README", "asks", "injection", "powershell", "session-rules", "ssrf"}
"""Pages that are no family of denials of single calls; request forgery stands under its own name."""


def test_the_default_profile_stops_what_it_must_and_lets_ordinary_calls_pass() -> None:
    (check,) = probes.checks(default_policy())
    assert check.level is Level.OK


def test_every_family_of_denials_has_a_probe() -> None:
    families = {page.stem.replace("-", " ") for page in FAMILY_PAGES.glob("*.md") if page.stem not in OTHER_PAGES}
    assert families <= set(probes.STOPPED)


@pytest.mark.parametrize(
    ("policy", "seen"),
    [
        ("version: 1\nmode: enforce\n", f"{len(probes.STOPPED)} of {len(probes.STOPPED)} pass"),
        ("version: 1\nmode: enforce\npacks: [baseline]\noverrides: {baseline/publishing.publish: off}\n", "publishing"),
        (
            "packs: [baseline]\nrules:\n  - {id: all, guard: deny, on: [exec.run], reason: no, remedy: none}\nversion: 1\n",
            "ordinary calls are stopped: running its tests",
        ),
    ],
)
def test_a_weaker_or_stricter_policy_is_told_by_what_it_does(policy: str, seen: str) -> None:
    compiled = from_plain(compile_sources(Sources(user=policy)))
    told = [check for check in probes.checks(compiled) if check.level is Level.WARN]
    assert any(seen in check.seen for check in told), told
    assert all(check.remedy for check in told)


def test_without_a_policy_there_is_nothing_to_probe() -> None:
    assert list(probes.checks(None)) == []
