"""What a policy holds besides rules, in words, and under which names it is found."""

from __future__ import annotations

import pytest

from bailiwick.apps.authoring.overview import Overview, overview
from bailiwick.model.errors import UsageError
from bailiwick.policy.topics import Topic, asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

POLICY = """
version: 1
mode: observe
stop_after_denials: 3
packs: [baseline]
parameters: {protected_branches: [trunk]}
agents:
  - {match: {client: claude-code}, name: developer, trust: trusted}
capabilities:
  grants:
    - {id: build, on: exec.run, where: {program: make}}
taint:
  - {label: customer, from: {on: db.read}, through: files}
checks:
  - {id: push, on: vcs.push, run: /opt/checks/push, sha256: "%s", guard: ask}
rules:
  - {id: asked, guard: deny, reason: ask first, on: pkg.publish, requires: {gate: human}}
  - {id: reviewed, guard: deny, reason: review first, on: agent.message, requires: {gate: review}}
  - {id: budget, guard: deny, reason: enough, on: "*", limit: {max: 9, sum: usage.total_tokens}}
  - {id: clean, guard: note, reason: no secrets, on: net.send, obligations: {redact: secrets}}
  - {id: build, guard: note, reason: builds, on: exec.run}
"""


@pytest.fixture
def seen(tmp_path: Path) -> Overview:
    file = tmp_path / "bailiwick.yaml"
    file.write_text(POLICY % ("0" * 64))
    return overview(str(file))


@pytest.mark.parametrize(
    ("name", "qualified", "words"),
    [
        ("taint.customer", "taint.customer", "a source gives a session the label `customer`; what its sinks match is then denied"),
        ("gate.human", "gate.human", "A plain yes of a person"),
        ("review", "gate.review", "Nothing opens the gate `review` yet"),
        ("usage.total_tokens", "usage.total_tokens", "the sum of `total_tokens`"),
        ("redact", "obligation.redact", "only with the obligation `redact` carried out"),
        ("protected_branches", "parameter.protected_branches", "the user policy sets `trunk`"),
        ("baseline", "pack.baseline", "Chosen by: user."),
        ("developer", "agent.developer", "Who matches client `claude-code` is the agent `developer`, with trust `50`"),
        ("mode", "mode", "`mode` is `observe`, said by: user."),
        ("stop_after_denials", "stop_after_denials", "`3`, said by: user"),
        ("durability", "durability", "nobody says otherwise"),
        ("secret", "label.secret", "ask for the label `secret`"),
    ],
)  # fmt: skip
def test_what_stands_in_no_single_rule_is_found_and_said(seen: Overview, name: str, qualified: str, words: str) -> None:
    found = seen.find(name)
    assert isinstance(found, Topic)
    assert found.name == qualified
    assert words in found.words


def test_a_topic_has_the_rules_it_is_about(seen: Overview) -> None:
    def rules(name: str) -> list[str]:
        found = seen.find(name)
        assert isinstance(found, Topic)
        return [item.id for item in found.items]

    assert rules("gate.human") == ["user/asked"]
    assert rules("usage.total_tokens") == ["user/budget"]
    assert rules("obligation.redact") == ["user/clean"]
    sinks = [f"user/taint.customer.sink{number}" for number in ("", "-2", "-3")]
    assert rules("customer") == [
        "user/taint.customer.file",
        "user/taint.customer.marked",
        *sinks,
        "user/taint.customer.source",
    ]
    assert "baseline/work.force-push-configured" in rules("protected_branches")
    assert len(rules("baseline")) > 100


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("asked", "user/asked"),
        ("capability.build", "user/capability.build"),
        ("user/capability.build", "user/capability.build"),
        ("push", "user/push"),
        ("check.push", "user/push"),
        ("user/check.push", "user/push"),
        ("taint.customer.sink-2", "user/taint.customer.sink-2"),
        ("work.force-push", "baseline/work.force-push"),
    ],
)
def test_a_rule_a_grant_and_a_check_are_found_by_each_of_their_names(seen: Overview, name: str, identity: str) -> None:
    found = seen.find(name)
    assert not isinstance(found, Topic)
    assert found.id == identity
    assert seen.place(found).rpartition(":")[2].isdigit()


def test_a_check_is_said_in_a_sentence(seen: Overview) -> None:
    (check,) = seen.checks
    assert asked(check.written) == (
        "A call that pushes is shown to `/opt/checks/push`, which may have a person asked about it within 3000 ms; "
        "without its answer the call is not decided."
    )


def test_a_name_of_two_things_is_an_error_that_names_both_and_an_unknown_one_has_a_suggestion(seen: Overview) -> None:
    with pytest.raises(UsageError, match=r"user/build, user/capability\.build"):
        seen.find("build")
    with pytest.raises(UsageError, match=r"did you mean `gate\.human`"):
        seen.find("gate.humn")
