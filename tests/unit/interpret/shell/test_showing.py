"""Credentials of the environment that come back to the agent."""

from __future__ import annotations

import pytest

from bailiwick.interpret.effects import Data, Hole, Label, Text, literal
from bailiwick.interpret.shell.showing import shows_credential

ENVIRONMENT = Data(None, frozenset({Label.ENVIRONMENT}))


@pytest.mark.parametrize("why", ["$GITHUB_TOKEN", "$DB_PASSWORD", "<$API_KEY> substring"])
def test_the_value_of_a_variable_named_like_a_credential_is_one(why: str) -> None:
    assert shows_credential([literal("echo")], Data(), Data(Text((Hole(why),))))


@pytest.mark.parametrize("why", ["$HOME", "output of date", "$NODE_ENV"])
def test_other_values_are_not(why: str) -> None:
    assert not shows_credential([literal("echo")], Data(), Data(Text((Hole(why),))))


def test_a_search_in_the_environment_shows_what_it_looks_for() -> None:
    assert shows_credential([literal("grep"), literal("-i"), literal("token")], ENVIRONMENT, Data())
    assert not shows_credential([literal("grep"), literal("NODE")], ENVIRONMENT, Data())
    assert not shows_credential([literal("grep"), literal("token")], Data(), Data())
