"""`bailiwick doctor --live` and `bailiwick demo` with the real client."""

from __future__ import annotations

import json

import pytest

from bailiwick.apps.live.proof import prove
from bailiwick.apps.live.throwaway import ThrowAway
from bailiwick.model.errors import EnvironmentFault

pytestmark = pytest.mark.e2e


def test_the_proof_is_green_on_a_fresh_installation(claude: str, world: ThrowAway) -> None:
    results = list(prove(claude, settings=world.user_settings, home=world.state))
    assert [result for result in results if not result.holds] == []
    assert len(results) == 11


def test_the_proof_is_red_where_hooks_fail_open(claude: str, world: ThrowAway) -> None:
    settings = world.read(world.user_settings).replace('"onFailure"', '"somethingElse"')
    world.write(world.user_settings, settings)
    red = [result for result in prove(claude, settings=world.user_settings, home=world.state) if not result.holds]
    assert [result.name for result in red] == [
        "a denied call does not run without the hook client",
        "no call runs without the hook client",
    ]
    assert all("bailiwick init" in result.remedy for result in red)


def test_the_proof_is_red_in_observe_mode(claude: str) -> None:
    with ThrowAway() as world:
        world.govern("--observe")
        red = [result for result in prove(claude, settings=world.user_settings, home=world.state) if not result.holds]
    assert "a denied call does not run in bypass mode" in [result.name for result in red]


def test_the_proof_needs_hooks_of_ours(claude: str, world: ThrowAway) -> None:
    world.write(world.user_settings, json.dumps({"hooks": {}}))
    with pytest.raises(EnvironmentFault, match="found none"):
        list(prove(claude, settings=world.user_settings, home=world.state))


def test_the_proof_needs_a_client(world: ThrowAway) -> None:
    with pytest.raises(EnvironmentFault, match="no `claude` was found"):
        list(prove(None, settings=world.user_settings, home=world.state))


def test_the_demo_runs_to_its_end_and_finds_the_tampering(claude: str, world: ThrowAway) -> None:
    done = world.bailiwick("demo", "--claude", claude)
    assert "does not verify" in done.stdout


def test_the_demo_runs_without_a_client_and_says_so(world: ThrowAway) -> None:
    done = world.bailiwick("demo", "--no-client")
    assert "no client" in done.stdout
    assert "does not verify" in done.stdout
