"""Rules in plain words."""

from __future__ import annotations

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources, pack_texts
from bailiwick.model.operation import Kind
from bailiwick.policy.in_words import effects, sentence


def rule_of(text: str) -> dict[str, object]:
    plain = compile_sources(Sources(user=f"version: 1\nrules:\n  - {{id: a, reason: because, {text}}}\n"))
    rule: dict[str, object] = plain["rules"][0]
    return rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("guard: deny", "A call that does anything is denied."),
        ("guard: ask, on: vcs.push", "A call that pushes needs a person's yes."),
        ("guard: ask, answer: person, on: vcs.push", "A call that pushes needs the yes of a person at the session."),
        ("guard: note, on: mcp.call", "A call that calls an MCP tool is noted in the record."),
        (
            "guard: allow, auto_approve: true, on: [file.read, file.list], class: {any: project, none: secret}",
            (
                "A call that reads a file or lists a directory of the class `project` not of the class `secret` "
                "is allowed without the agent's own prompt."
            ),
        ),
        (
            (
                "guard: deny, on: net.fetch, where: {host: {host: [a.org, b.org]}, raw_ip: false, port: {over: 1023}}, "
                "unless: {on: net.fetch, where: {address: loopback}}"
            ),
            (
                "A call that fetches from the network with host at the host `a.org` or `b.org` (not raw ip) with port over "
                "`1023` is denied, but not one that fetches from the network with address `loopback`."
            ),
        ),
        (
            "guard: deny, on: exec.run, limit: {max: 3, window: 10m, per: project}",
            (
                "A call that runs a program is denied, from more than `3` calls within 600 seconds over all sessions of one "
                "project on."
            ),
        ),
        (
            "guard: deny, on: pkg.publish, requires: {gate: human, within: 3}",
            "A call that publishes is denied, unless the gate `human` was passed at most 3 calls before.",
        ),
        (
            "guard: deny, on: vcs.push, after: [{on: file.read}, {on: net.fetch}]",
            "A call that pushes is denied, after a call that reads a file, then one that fetches from the network.",
        ),
        (
            'guard: ask, on: vcs.push, during: {days: [mon], from: "09:00", to: "17:30", zone: Europe/Berlin, outside: true}',
            "A call that pushes outside of mon 09:00 to 17:30 (Europe/Berlin) needs a person's yes.",
        ),
        (
            "guard: deny, on: file.write, args: {path: {subpath: /srv}}, tool: 'mcp__*', session: {label: secret}",
            (
                "A call that writes a file through the tool `mcp__*` with the argument `path` at or below `/srv` is denied, "
                "once the session carries `secret`."
            ),
        ),
    ],
)
def test_a_rule_reads_as_a_sentence(text: str, words: str) -> None:
    assert sentence(rule_of(text)) == words


def test_what_a_rule_does_besides_is_said() -> None:
    rule = rule_of(
        "guard: note, on: vcs.push, label: pushed, mark: m, obligations: "
        "[{annotate: careful}, {redact: secrets}, {rewrite: {program: git push, add: [--dry-run]}}, "
        "{confine: {hide: credentials}}, {confine: {write: [], network: any}}]"
    )
    assert effects(rule) == [
        "when such a call runs, the session carries the label `pushed`",
        "files of such a call are marked `m`",
        "the model is told: careful",
        "secrets are taken out of what is written or sent",
        "the options of `git push` are changed",
        "it runs in a sandbox: writes only in `project` and `temp`, cannot read `credentials`, no network",
        "it runs in a sandbox: writes nothing, any network",
    ]


def test_every_kind_has_words() -> None:
    for kind in Kind:
        assert kind.value not in sentence({"verdict": "deny", "kinds": [kind.value]})


def test_every_rule_of_every_pack_can_be_said() -> None:
    plain = compile_sources(Sources(user=f"version: 1\npacks: [{', '.join(pack_texts())}]\n"))
    for rule in plain["rules"]:
        said = sentence(rule)
        assert said.startswith("A call that ")
        assert said.endswith(".")
        effects(rule)
