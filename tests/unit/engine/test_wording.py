"""Sentences for people and models."""

from __future__ import annotations

from bailiwick.engine import suspicion, wording
from bailiwick.model.event import OutcomeStatus, ToolOutcome
from bailiwick.model.request import Place, Request, Subject


def test_an_entry_is_named_where_there_is_one() -> None:
    assert wording.why("3f2a") == " (bailiwick why 3f2a)"
    assert wording.why("") == ""


def test_a_warning_before_the_record_has_its_entry_names_none() -> None:
    request = Request(Subject("claude-code", "s"), Place("/p", "/h"), "Read", {}, "/p")
    told = suspicion.warning(ToolOutcome(request, OutcomeStatus.DONE), [], "")
    assert told.endswith("tell the user what you found")
