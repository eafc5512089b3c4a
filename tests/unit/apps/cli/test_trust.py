"""`bailiwick trust`: a project's policy only narrows until a person has pinned it; an organisation's must be signed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.policy_files import PolicyFiles
from bailiwick.apps.cli.main import main
from bailiwick.crypto.note import sign_note, verifier_key
from bailiwick.crypto.signing import SigningKey
from bailiwick.policy.compiled import CompiledPolicy

USER = "version: 1\nmode: enforce\n"
WIDENING = "version: 1\nrules: [{id: ok, guard: allow, reason: fine, on: file.read}]\n"
ORGANISATION = "version: 1\nrules: [{id: no, guard: deny, reason: not here, on: net.send}]\n"


class Trusting:
    """A home, a project with a policy of its own, and the command line in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = Home(str(root / "state"))
        self.home.create()
        self.project = root / "project"
        (self.project / ".git").mkdir(parents=True)
        Path(self.home.policy).write_text(USER)
        self.file = self.project / "bailiwick.yaml"
        self.file.write_text(WIDENING)
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, Any]:
        """Exit code and JSON document of `bailiwick trust`."""
        self._capsys.readouterr()
        code = main(["trust", *words, "--json"])
        return code, json.loads(self._capsys.readouterr().out)

    def policy(self) -> CompiledPolicy:
        """What is in force in the project now."""
        current = PolicyFiles(self.home, managed="/nonexistent").current(str(self.project))
        assert current.policy is not None, current.problem
        return current.policy

    def problem(self) -> str:
        """Why nothing is in force."""
        return PolicyFiles(self.home, managed="/nonexistent").current(str(self.project)).problem


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Trusting:
    for name in [name for name in os.environ if name.startswith(("CLAUDE", "AI_AGENT"))]:
        monkeypatch.delenv(name)
    made = Trusting(tmp_path.resolve(), capsys)
    monkeypatch.setenv("BAILIWICK_HOME", made.home.root)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(made.project)
    return made


def test_a_project_widens_only_while_its_file_is_as_a_person_pinned_it(world: Trusting) -> None:
    assert world.policy().rules.get("project/ok") is None
    assert world.run("--yes")[0] == 0
    assert world.policy().rules.get("project/ok") is not None
    world.file.write_text(WIDENING + "# changed\n")
    assert world.policy().rules.get("project/ok") is None
    assert world.run("--list")[0] == 1
    world.run("--yes")
    assert world.policy().rules.get("project/ok") is not None
    world.run("--revoke", "--yes")
    assert world.policy().rules.get("project/ok") is None


def test_an_agent_cannot_trust(world: Trusting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    assert main(["trust", "--yes"]) == 2
    assert world.policy().rules.get("project/ok") is None


def test_status_says_whether_the_project_is_trusted(world: Trusting, capsys: pytest.CaptureFixture[str]) -> None:
    main(["status"])
    assert "only narrows: nobody has trusted it" in capsys.readouterr().out
    world.run("--yes")
    main(["status"])
    assert "is trusted as it is" in capsys.readouterr().out


def bundle(world: Trusting, key: SigningKey, text: str = ORGANISATION) -> tuple[str, str]:
    """Verifier key, and path of a bundle that the key signed."""
    path = world.project / "policy.note"
    path.write_text(sign_note(text, "acme", key))
    return verifier_key("acme", key.public()), str(path)


def test_the_policy_of_an_organisation_counts_when_its_key_is_pinned(world: Trusting) -> None:
    key, path = bundle(world, SigningKey(os.urandom(32)))
    assert world.run("--organisation", key, "--bundle", path, "--yes")[0] == 0
    rule = world.policy().rules.get("organisation/no")
    assert rule is not None
    assert rule.reason == "not here"
    world.run("--organisation", "none", "--yes")
    assert world.policy().rules.get("organisation/no") is None


def numbered(serial: int) -> str:
    """A policy of the organisation; 0: without a number."""
    return ORGANISATION + (f"serial: {serial}\n" if serial else "")


def test_an_older_bundle_does_not_replace_a_newer_one(world: Trusting, capsys: pytest.CaptureFixture[str]) -> None:
    signer = SigningKey(os.urandom(32))
    key, path = bundle(world, signer, numbered(7))
    assert world.run("--organisation", key, "--bundle", path, "--yes")[1]["serial"] == 7
    for older in (6, 0):
        bundle(world, signer, numbered(older))
        assert main(["trust", "--organisation", key, "--bundle", path, "--yes"]) == 6
        assert "--organisation none" in capsys.readouterr().err
        assert world.policy().rules.get("organisation/no") is not None
    world.run("--organisation", "none", "--yes")
    assert world.run("--organisation", key, "--bundle", path, "--yes")[0] == 0


def test_an_older_bundle_that_is_put_into_the_home_is_refused(world: Trusting) -> None:
    signer = SigningKey(os.urandom(32))
    key, path = bundle(world, signer, numbered(7))
    world.run("--organisation", key, "--bundle", path, "--yes")
    older = Path(world.home.bundle).read_text()
    Path(world.home.bundle).write_text(sign_note(numbered(20260105), "acme", signer))
    assert world.policy().rules.get("organisation/no") is not None
    assert world.run("--list")[1]["serial"] == 20260105
    Path(world.home.bundle).write_text(older)
    assert "serial 20260105 or a greater one, as was seen before, got 7" in world.problem()


def test_another_organisation_starts_with_its_own_numbers(world: Trusting) -> None:
    key, path = bundle(world, SigningKey(os.urandom(32)), numbered(7))
    world.run("--organisation", key, "--bundle", path, "--yes")
    other, path = bundle(world, SigningKey(os.urandom(32)), numbered(2))
    assert world.run("--organisation", other, "--bundle", path, "--yes")[1]["serial"] == 2


def test_a_bundle_that_is_no_policy_is_refused_and_changes_nothing(world: Trusting) -> None:
    key, path = bundle(world, SigningKey(os.urandom(32)), "version: 2\n")
    assert main(["trust", "--organisation", key, "--bundle", path, "--yes"]) == 6
    assert not os.path.lexists(world.home.bundle)
    assert world.run("--list")[1]["organisation"] == ""


def test_a_bundle_that_another_key_signed_is_refused_and_changes_nothing(world: Trusting) -> None:
    _, path = bundle(world, SigningKey(os.urandom(32)))
    other = verifier_key("acme", SigningKey(os.urandom(32)).public())
    assert main(["trust", "--organisation", other, "--bundle", path, "--yes"]) == 6
    assert not os.path.lexists(world.home.bundle)
    assert world.policy().rules.get("organisation/no") is None


def test_a_bundle_that_was_tampered_with_or_taken_away_leaves_no_policy(world: Trusting) -> None:
    key, path = bundle(world, SigningKey(os.urandom(32)))
    world.run("--organisation", key, "--bundle", path, "--yes")
    signed = Path(world.home.bundle).read_text()
    Path(world.home.bundle).write_text(signed.replace("guard: deny", "guard: note"))
    assert "to be signed by the trusted key" in world.problem()
    os.unlink(world.home.bundle)
    assert "is missing" in world.problem()


def test_a_planted_bundle_without_a_key_is_a_problem_and_no_policy(world: Trusting) -> None:
    _, path = bundle(world, SigningKey(os.urandom(32)))
    os.replace(path, world.home.bundle)
    assert "no key is trusted" in world.problem()
