"""Who may do what only a person may do, and what the others are told."""

from __future__ import annotations

import io
import sys

import pytest

from bailiwick.apps.cli.person import require_person
from bailiwick.model.errors import UsageError


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLAUDECODE", "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_SESSION_ID", "AI_AGENT", "CLAUDE_PID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def test_yes_stands_for_a_terminal_where_a_command_has_it() -> None:
    require_person("this", confirmed=True)
    with pytest.raises(UsageError, match="or `--yes`"):
        require_person("this", confirmed=False)


def test_a_command_without_yes_does_not_offer_it() -> None:
    with pytest.raises(UsageError) as refused:
        require_person("this", confirmed=None)
    assert "--yes" not in f"{refused.value} {refused.value.remedy}"


@pytest.mark.parametrize("confirmed", [True, False, None])
def test_an_agent_cannot_even_with_yes(monkeypatch: pytest.MonkeyPatch, *, confirmed: bool | None) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    with pytest.raises(UsageError, match="inside an agent"):
        require_person("this", confirmed=confirmed)
