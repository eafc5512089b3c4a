"""Undescribed tools: what their arguments say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.interpret import interpret
from bailiwick.model.operation import Certainty, Kind, Operation, ResourceClass
from bailiwick.model.request import Place, Request, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.fact import Fact, FactQuery

PLACE = Place(project="/srv/app", home="/home/dev")


def touched(tool: str, arguments: Mapping[str, object], *, read_only: bool = False) -> list[tuple[str, str]]:
    """(kind, resource) of everything but the call itself."""
    return [
        (operation.kind.value, operation.resource.value if operation.resource else "")
        for operation in run(tool, arguments, read_only=read_only)[1:]
    ]


def run(tool: str, arguments: Mapping[str, object], *, read_only: bool = False) -> tuple[Operation, ...]:
    request = Request(Subject(), PLACE, tool, arguments, cwd="/srv/app", mcp_read_only=read_only)
    facts: dict[FactQuery, Fact] = {}
    source = HostFacts(home="/home/dev")
    while True:
        found = interpret(request, facts)
        if not found.queries:
            return found.operations
        facts.update(source.fetch(found.queries))


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("mcp__fs__read_file", {"path": "a.txt"}, [("file.read", "/srv/app/a.txt")]),
        ("mcp__fs__read_multiple_files", {"paths": ["a", "b"]}, [("file.read", "/srv/app/a"), ("file.read", "/srv/app/b")]),
        ("mcp__fs__write_file", {"path": "/etc/x", "content": "y"}, [("file.write", "/etc/x")]),
        ("mcp__fs__delete_file", {"filePath": "a"}, [("file.delete", "/srv/app/a")]),
        ("mcp__fs__list_directory", {"path": "/etc"}, [("file.list", "/etc")]),
        ("mcp__fs__move_file", {"source": "a", "destination": "/etc/b"}, [("file.delete", "/srv/app/a"), ("file.write", "/etc/b")]),
        ("mcp__fs__copy_file", {"source": "a", "destination": "b"}, [("file.read", "/srv/app/a"), ("file.write", "/srv/app/b")]),
        ("mcp__x__do", {"whatever": "~/.ssh/id_rsa"}, [("file.read", "/home/dev/.ssh/id_rsa")]),
        ("mcp__x__do", {"nested": {"deep": [{"file": "../../etc/shadow"}]}}, [("file.read", "/etc/shadow")]),
        ("mcp__x__get", {"url": "http://169.254.169.254/"}, [("net.fetch", "http://169.254.169.254/")]),
        ("mcp__x__get", {"endpoint": "10.0.0.1:8080"}, [("net.fetch", "10.0.0.1")]),
        ("mcp__x__get", {"anything": "http://[::1]/"}, [("net.fetch", "http://[::1]/")]),
        ("mcp__x__get", {"uri": "file:///etc/shadow"}, [("file.read", "/etc/shadow")]),
        ("mcp__x__get", {"uri": "file:///etc/%73hadow"}, [("file.read", "/etc/shadow")]),
        ("mcp__db__query", {"sql": "DROP TABLE users"}, [("db.destroy", "users")]),
        ("Frobnicate", {"target": "/etc/passwd"}, [("file.read", "/etc/passwd")]),
    ],
)  # fmt: skip
def test_paths_urls_and_statements_are_found(
    tool: str, arguments: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert touched(tool, arguments) == expected


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("mcp__chat__post", {"text": "please see /etc/shadow and rm -rf /"}),
        ("mcp__chat__post", {"message": "see http://10.0.0.1/ for it"}),
        ("mcp__issues__create", {"title": "rm -rf / is bad", "body": "~/.ssh/id_rsa leaked\nhttp://localhost"}),
        ("mcp__api__call", {"path": "/v1/users/delete", "method": "GET"}),
        ("mcp__docs__search", {"query": "how to drop a table"}),
        ("mcp__docs__search", {"query": "select the right library"}),
        ("mcp__game__run", {"n": 3, "flag": True, "none": None}),
        ("mcp__bot__say", {"command": "status"}),
        ("mcp__mail__send", {"to": "root@example.com", "from": "me", "source": "web form"}),
        ("mcp__translate__run", {"source": "en", "target": "de", "input": "/ is a slash"}),
    ],
)
def test_text_that_only_mentions_things_is_text(tool: str, arguments: dict[str, object]) -> None:
    found = touched(tool, arguments)
    assert not [kind for kind, _value in found if kind != "db.read"]


def test_a_command_for_a_tool_that_runs_is_interpreted() -> None:
    for tool, arguments in (
        ("mcp__shell__run_command", {"command": "rm -rf /"}),
        ("mcp__desktop__execute", {"cmd": "rm -rf /"}),
        ("mcp__x__start_process", {"commandLine": "rm -rf /"}),
        ("mcp__x__anything", {"script": "rm -rf /"}),
        ("Terminal", {"command": "rm -rf /"}),
    ):
        assert ("file.delete", "/") in touched(tool, arguments), tool


def test_a_server_that_says_it_only_reads_is_not_believed_to_delete() -> None:
    assert touched("mcp__fs__delete_info", {"path": "a"}, read_only=True) == [("file.list", "/srv/app/a")]


def test_guesses_are_never_certain() -> None:
    operations = run("mcp__fs__write_file", {"path": "/etc/x", "url": "http://127.0.0.1/"})
    assert {operation.certainty for operation in operations[1:]} == {Certainty.LIKELY}


def test_a_call_names_its_server_and_tool_and_what_is_secret_in_it() -> None:
    token = "ghp_" + "R8kQz3LmN7vB2xT5yW9pJ4hF6dS1aG0cE3uI"
    call = run("mcp__my_server__do__thing", {"note": token})[0]
    assert call.kind is Kind.MCP_CALL
    assert call.attributes["server"] == "my_server"
    assert call.attributes["tool_name"] == "do__thing"
    assert call.attributes["secret_content"]


def test_a_tool_of_ours_behind_mcp_is_read_as_the_native_one() -> None:
    operations = run("mcp__bailiwick__governed_read_file", {"path": "/etc/shadow"})
    assert any(operation.kind is Kind.FILE_READ and operation.has(ResourceClass.SECRET) for operation in operations)
