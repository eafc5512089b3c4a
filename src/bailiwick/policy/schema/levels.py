"""Sections about authority: who is who (`agents`) and what is granted (`capabilities`)."""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.policy.agents import FIELDS, RISKS
from bailiwick.policy.schema.circumstances import TRUST, read_trust
from bailiwick.policy.schema.conditions import CONDITION_KEYS, KINDS_SCHEMA, read_condition, read_kinds
from bailiwick.policy.schema.origin import ORIGIN
from bailiwick.policy.schema.reader import TEXT, Key, choice_key, one_or_list, text_key, texts_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

INERT = frozenset({Kind.SESSION_READ.value, Kind.SESSION_WRITE.value, Kind.HUMAN_ASK.value})
"""Kinds that `covers: "*"` leaves out: they touch nothing but the session itself."""

_TEXTS = one_or_list(TEXT)
_MATCH = ("client", "role", "project", "user")


def _match(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["match"] = {name: reader.texts(value) for name, value in reader.mapping(node, _MATCH).items()}


def _trust(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["trust"] = read_trust(reader, node)


AGENT_KEYS: Mapping[str, Key] = {
    "match": Key(
        _match,
        {"type": "object", "properties": dict.fromkeys(_MATCH, _TEXTS), "additionalProperties": False},
        "Whom the entry is about: `client` (agent product), `role` (type of the subagent; `main` for the main thread), "
        "`project` (its root; `~/` is the home directory) and `user`, all globs. Without it: everybody.",
        'match: {client: claude-code, role: "review*", project: "~/work/**"}',
    ),
    "name": text_key("name", "Name of the agent."),
    "tags": texts_key("tags", "Words that rules select it by."),
    "trust": Key(
        _trust,
        TRUST,
        "How much is entrusted to it, 0 to 100, or `untrusted` 0, `basic` 10, `verified` 30, `trusted` 50, "
        "`privileged` 80.",
        "trust: verified",
    ),
    "risk": choice_key("risk", RISKS, "Class of its use under the law: another axis than trust."),
    "purpose": text_key("purpose", "What it is for."),
    "owner": text_key("owner", "Who answers for it."),
}
"""Keys of an entry of `agents`, by name."""


def _agents(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    entries = []
    for item in reader.sequence(node):
        entry = reader.follow(item, AGENT_KEYS)
        if not entry.keys() & set(FIELDS):
            reader.problem(item, f"the entry says nothing: expected one of {', '.join(FIELDS)}")
        entries.append(entry)
    into["agents"] = tuple(entries)


def _unless(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    into["unless"] = [read_condition(reader, item, outer=into.get("kinds")) for item in reader.items(node)]


GRANT_KEYS: Mapping[str, Key] = {
    "id": text_key("id", "Name of the grant, unique in its file.", required=True),
    **CONDITION_KEYS,
    "unless": Key(_unless, one_or_list({"$ref": "#/$defs/condition"}), "What it does not grant."),
    "reason": text_key("reason", "Why it is granted."),
    "origin": ORIGIN,
}
"""Keys of a grant, by name."""


def _covers(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    every = any(item.value == "*" for item in reader.items(node))
    kinds = read_kinds(reader, node)
    named = {item.value for item in reader.items(node)}
    into["kinds"] = [kind for kind in kinds if not every or kind not in INERT or kind in named]


def _grants(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    seen: set[str] = set()
    grants = []
    for item in reader.sequence(node):
        grant = reader.follow(item, GRANT_KEYS)
        if grant.get("id") in seen:
            reader.problem(item, f"the grant `{grant['id']}` is given twice")
        seen.add(grant.get("id", ""))
        grants.append(grant)
    into["grants"] = grants


CAPABILITY_KEYS: Mapping[str, Key] = {
    "otherwise": choice_key(
        "otherwise", ("deny", "ask"), "What happens to an operation that no grant covers (default: deny)."
    ),
    "covers": Key(
        _covers,
        KINDS_SCHEMA,
        'Kinds that need a grant (default `"*"`: all but reading and writing the session itself and asking a person).',
        'covers: [exec.run, "net.*"]',
    ),
    "grants": Key(
        _grants,
        {"type": "array", "items": {"$ref": "#/$defs/grant"}},
        "What is permitted: conditions, each with an `id`.",
    ),
    "reason": text_key("reason", "Why what is not granted is denied, for the model."),
    "remedy": text_key("remedy", "What to do instead."),
}
"""Keys of `capabilities`, by name."""


def _capabilities(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    every = [kind.value for kind in Kind if kind.value not in INERT]
    into["capabilities"] = {"otherwise": "deny", "kinds": every, "grants": [], **reader.follow(node, CAPABILITY_KEYS)}


AGENTS_SECTION = Key(
    _agents,
    {"type": "array", "items": {"$ref": "#/$defs/agent"}},
    "Who is who. Of each field the first matching entry counts, stronger levels first. Trusted levels only.",
    "agents:\n  - {match: {role: main}, name: developer, trust: trusted}\n"
    '  - {match: {client: "ci-*"}, trust: basic, risk: high}',
)

CAPABILITIES_SECTION = Key(
    _capabilities,
    {"$ref": "#/$defs/capabilities"},
    "What this level permits: a level with capabilities denies every operation that none of its grants covers. "
    "Capabilities of several levels intersect.",
    "capabilities:\n  grants:\n    - {id: read, on: [file.read, file.list, file.search], class: project}\n"
    "    - {id: build, on: exec.run, where: {program: [npm, make]}}",
)
