"""Names of tools that take something away from a service, or print what a secret store keeps."""

from __future__ import annotations

import pytest

from bailiwick.interpret.arguments import leaves
from bailiwick.interpret.services import changes_all, destroyed, empties_graph, reveals, takes_away


@pytest.mark.parametrize(
    ("server", "tool"),
    [
        ("supabase", "delete_branch"),
        ("redis", "flushall"),
        ("lambda", "delete_function"),
        ("fly", "apps_destroy"),
        ("kubernetes", "uninstall_helm_chart"),
        ("docker", "prune_system"),
        ("heroku", "pg_reset"),
        ("github", "delete_file"),
    ],
)
def test_a_tool_that_destroys_says_so_by_its_name(server: str, tool: str) -> None:
    assert destroyed(tool, server)


@pytest.mark.parametrize(
    ("server", "tool"),
    [
        ("filesystem", "delete_file"),
        ("git", "reset"),
        ("memory", "delete_entities"),
        ("browser", "clear"),
        ("npm", "search_packages"),
        ("supabase", "list_branches"),
    ],
)
def test_other_tools_destroy_nothing_of_a_service(server: str, tool: str) -> None:
    assert not destroyed(tool, server)


def test_what_is_destroyed_may_stand_in_the_arguments() -> None:
    given = {"operation": "delete", "resourceType": "namespace", "name": "x"}
    assert destroyed("manage", "k8s", leaves(given)) == "namespace"


@pytest.mark.parametrize("condition", [{}, "{}", "", {"match_all": {}}, "*"])
def test_a_condition_that_everything_meets_changes_all(condition: object) -> None:
    assert changes_all("delete-many", "mongodb", {"filter": condition})
    assert not changes_all("find", "mongodb", {"filter": condition})
    assert not changes_all("delete-many", "notes", {"filter": condition})


def test_a_condition_that_names_something_does_not_change_all() -> None:
    assert not changes_all("delete-many", "mongodb", {"filter": {"a": 1}})


@pytest.mark.parametrize(
    ("server", "tool", "expected"),
    [
        ("vault", "read_item", True),
        ("aws", "get_secret_value", True),
        ("bitwarden", "get", True),
        ("aws", "list_secrets", False),
        ("github", "get_secret_scanning_alert", False),
        ("notes", "get_page", False),
    ],
)
def test_a_tool_that_prints_a_secret_says_so_by_its_name(server: str, tool: str, expected: bool) -> None:
    assert reveals(tool, server, {}) is expected


def test_cypher_without_a_condition_empties_the_graph() -> None:
    assert empties_graph("MATCH (n) DETACH DELETE n")
    assert not empties_graph("MATCH (n {id: 1}) DETACH DELETE n")
    assert not empties_graph("MATCH (n) WHERE n.id = 1 DELETE n")
    assert not empties_graph("MATCH (n) RETURN n")


def test_the_kind_that_is_asked_for_may_be_a_secret() -> None:
    assert reveals("resources_get", "k8s", {"kind": "Secret", "name": "db"})
    assert not reveals("resources_get", "k8s", {"kind": "Deployment", "name": "secret"})


def test_what_an_unknown_service_deletes_is_taken_away_and_what_is_the_agents_own_is_not() -> None:
    assert takes_away("delete_job", "jenkins")
    assert takes_away("calendar_delete", "office")
    assert not takes_away("delete_entities", "memory")
    assert not takes_away("undelete_job", "jenkins")
    assert not takes_away("list_deleted", "office")
