"""The tour without a client: real hook program, real daemon, real log, in a throw-away world."""

from __future__ import annotations

import argparse
import json

import pytest

from bailiwick.apps.cli import demo


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    demo.configure(parser)
    parser.add_argument("--json", action="store_true")
    return demo.run(parser.parse_args(words))


def test_the_tour_shows_denials_observe_mode_and_the_found_edit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--no-client") == 0
    told = capsys.readouterr().out
    assert "There is no client here" in told
    assert "UNEXPECTED" not in told
    assert "the log does not verify" in told
    assert len(told.splitlines()) < 90


def test_as_a_document_it_lists_every_call_with_its_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--no-client", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    verdicts = {call["call"]: (call["verdict"], call["answered"]) for call in told["calls"]}
    assert verdicts["readme"] == ("abstain", "none")
    assert verdicts["upload"] == ("deny", "deny")
    assert verdicts["observed"] == ("deny", "none")
    assert told["unexpected"] == []
