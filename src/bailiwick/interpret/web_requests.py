"""What a request asks a service for: whether it takes something away there.

A service on this machine is the developer's own; one on its private network loses single things, not sets of them.
"""

from __future__ import annotations

from bailiwick.interpret.web import target
from bailiwick.model import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text

_VERBS = ("delete", "destroy", "remove", "purge", "drop", "terminate", "wipe", "truncate", "erase", "flush")
_STEPS = frozenset(
    (
        "delete", "destroy", "purge", "drop", "terminate", "wipe", "truncate", "erase", "_delete_by_query", "dodelete",
        "flushall", "deleteall", "delete-all", "delete_all", "purge_cache", "teardown", "unpublish", "deprovision",
    )
)  # fmt: skip
"""Last steps of a path that say what a request without the method DELETE does."""

_ASKING = frozenset({"POST", "PUT", "PATCH"})
_DATABASE_PORTS = frozenset((5984, 6984, 9200, 9243))
"""CouchDB and Elasticsearch, where a path of one step is a whole database or index."""
_ONE_STEP = 3
"""Slashes of an address with a path of one step."""


def takes_away(method: str, url: Text, body: str = "") -> bool:
    """True for a request by which a service elsewhere deletes something.

    Args:
        method: upper or lower case; empty for a request that sends nothing.
        url: as far as it is known.
        body: what is sent, as far as it is known.
    """
    method = method.upper()
    if method != "DELETE" and method not in _ASKING and not body:
        return False
    facts = target(url)[1]
    address = facts.get("address")
    if address == "loopback":
        return False
    path = url.shown().partition("?")[0].rstrip("/")
    step = path.rpartition("/")[2].rpartition(":")[2].lower()
    if address == "private":
        whole = method == "DELETE" and facts.get("port") in _DATABASE_PORTS and path.count("/") == _ONE_STEP
        return whole or _takes_many(method, step) or _statement_takes_away(body, url.shown().partition("?")[2])
    if method == "DELETE":
        return True
    if step in _STEPS and path.count("/") > 2:
        return True
    return (
        (step == "update" and _solr_deletes(body))
        or mutation_takes_away(body)
        or _statement_takes_away(body, url.shown().partition("?")[2])
    )


def _takes_many(method: str, step: str) -> bool:
    """True for what a service of the private network, too, may lose only by a person: a set of things at once."""
    return (method == "DELETE" and (step == "_all" or "*" in step)) or step == "_delete_by_query"


def mutation_takes_away(body: str) -> bool:
    """True for a GraphQL mutation with a field such as `deleteIssue`, `projectDelete` or `remove_user`."""
    said = body[: bounds.TEXT_CHARS]
    _, found, fields = said.partition("mutation")
    if not found:
        return False
    spaced = "".join(character if character.isalnum() or character == "_" else " " for character in fields)
    return any(names_removal(word) for word in spaced.split())


def names_removal(word: str) -> bool:
    """True for `delete_x`, `deleteX`, `xDelete`, `x_delete`; not for `deleted` or `undelete`."""
    for verb in _VERBS:
        rest = word.removeprefix(verb)
        if rest != word and (not rest or rest[0] == "_" or rest[0].isupper()):
            return True
        if word.endswith((verb.capitalize(), f"_{verb}")):
            return True
    return False


def _statement_takes_away(body: str, query: str) -> bool:
    """True for a statement of SQL and the like that is a request's body, a parameter, or a JSON value named for it."""
    said = body[: bounds.TEXT_CHARS].replace("+", " ").replace("%20", " ")
    candidates = [said, *(said.partition(f'"{key}"')[2].lstrip(' :"') for key in _STATEMENT_KEYS if f'"{key}"' in said)]
    for pair in (*said.split("&"), *query.replace("+", " ").replace("%20", " ").split("&")):
        key, equals, value = pair.partition("=")
        if equals and key.strip() in _STATEMENT_KEYS:
            candidates.append(value)
    return any(tuple(candidate.upper().split()[:2]) in _STATEMENTS for candidate in candidates)


_STATEMENT_KEYS = ("query", "q", "sql", "statement", "stmt", "cypher")
_STATEMENTS = frozenset(
    (verb, what)
    for verb, kinds in (
        (
            "DROP",
            ("TABLE", "DATABASE", "SCHEMA", "KEYSPACE", "COLLECTION", "MEASUREMENT", "SERIES", "BUCKET", "STREAM"),
        ),
        ("TRUNCATE", ("TABLE", "DATABASE", "ALL")),
    )
    for what in kinds
)


def _solr_deletes(body: str) -> bool:
    plain = body.replace(" ", "").replace('"', "")
    return "<delete" in plain or plain.startswith("{delete:")
