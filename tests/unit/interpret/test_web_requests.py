"""Requests that take something away at a service. Facts: the interfaces of Elasticsearch, Solr, Cloudflare and GitHub."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.effects import literal
from bailiwick.interpret.web_requests import mutation_takes_away, names_removal, takes_away

SERVICE = "https://es.prod.example.com:9200"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/orders", ""),
        ("delete", "/orders", ""),
        ("POST", "/orders/_delete_by_query", '{"query":{"match_all":{}}}'),
        ("POST", "/job/shop/doDelete", ""),
        ("POST", "/v1/instances/i:delete", ""),
        ("POST", "/zones/1/purge_cache?x=1", "{}"),
        ("", "/solr/orders/update?commit=true", "<delete><query>*:*</query></delete>"),
        ("POST", "/graphql", '{"query":"mutation { projectDelete(id: 1) }"}'),
        ("POST", "/", "DROP TABLE events"),
        ("POST", "/?query=DROP%20TABLE%20events", ""),
        ("POST", "/query", "q=DROP DATABASE metrics"),
        ("POST", "/v1/sql", '{"sql": "TRUNCATE TABLE users"}'),
    ],
)
def test_a_request_that_deletes_elsewhere_takes_away(method: str, path: str, body: str) -> None:
    assert takes_away(method, literal(SERVICE + path), body)


def test_a_whole_database_of_the_private_network_is_not_ones_own() -> None:
    assert takes_away("DELETE", literal("http://10.0.0.5:9200/orders"))
    assert takes_away("DELETE", literal("http://couch.internal:5984/orders/"))
    assert not takes_away("DELETE", literal("http://10.0.0.5:9200/orders/_doc/1"))


@pytest.mark.parametrize("host", ["localhost:9200", "127.0.0.1:3000", "10.0.0.5", "[::1]:8080"])
def test_a_service_of_ones_own_may_be_emptied(host: str) -> None:
    assert not takes_away("DELETE", literal(f"http://{host}/orders"))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("", "/api/delete", ""),
        ("GET", "/orders/_search", ""),
        ("POST", "/orders/_search", '{"query":{"match_all":{}}}'),
        ("POST", "/graphql", '{"query":"query { issues { deletedAt } }"}'),
        ("POST", "/graphql", '{"query":"mutation { addStar(input: {id: 1}) { id } }"}'),
        ("POST", "/solr/orders/update", "<add><doc/></add>"),
        ("POST", "/hooks", '{"text": "DROP TABLE users is in the log"}'),
        ("POST", "/query", "q=SELECT 1"),
    ],
)
def test_reading_and_adding_take_nothing_away(method: str, path: str, body: str) -> None:
    assert not takes_away(method, literal(SERVICE + path), body)


def test_the_bare_name_of_a_host_is_no_step_of_a_path() -> None:
    assert not takes_away("POST", literal("https://delete"), "x")


@pytest.mark.parametrize("word", ["delete", "deleteIssue", "issueDelete", "remove_user", "user_remove", "purgeAll"])
def test_a_field_named_for_a_removal_is_one(word: str) -> None:
    assert names_removal(word)
    assert mutation_takes_away(f"mutation {{ {word}(id: 1) {{ id }} }}")


@pytest.mark.parametrize("word", ["deleted", "undelete", "removedAt", "dropdown", "flushed", "id"])
def test_a_word_that_only_begins_like_a_verb_is_none(word: str) -> None:
    assert not names_removal(word)


@given(st.text())
def test_without_a_mutation_nothing_is_taken(body: str) -> None:
    assert "mutation" in body or not mutation_takes_away(body)
