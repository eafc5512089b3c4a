"""What the words of a program that nobody described tell. The programs are invented; so are the calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    Shell = Any


def _opaque(shell: Shell, command: str) -> bool:
    return any(operation.attributes.get("opaque") for operation in shell.run(command).operations)


@pytest.mark.parametrize(
    "command",
    [
        "frobnicate db:wipe",
        "frobnicate db.drop",
        "frobnicate db/reset",
        "frobnicate env rm PROD",
        "frobnicate --delete-all",
        "frobnicate dropEverything",
        "frobnicate secrets reveal",
        "frobnicate auth token",
        "frobnicate config get api_key",
        "frobnicate key export",
        "frobnicate env pull",
        "frobnicate decrypt secrets.yaml",
        "frobnicate tokens list --show-values",
        "frobnicate ssh web -- printenv",
        "frobnicate mcp add x",
        "frobnicate agent --yolo -p x",
        "frobnicate --dangerously-skip-permissions x",
        "frobnicate config --show-secrets",
        "frobnicate install https://get.x.example/tool",
        "frobnicate run github:someone/thing",
        "frobnicate db reset",
        "frobnicate -X DELETE https://x.example/v1/a",
        "frobnicate --yes destroy",
        "frobnicate-publish x",
    ],
)
def test_words_of_harm_make_a_person_look(shell: Shell, command: str) -> None:
    assert _opaque(shell, command)


@pytest.mark.parametrize(
    "command",
    [
        "frobnicate test delete",
        "frobnicate --filter delete_user run",
        "frobnicate --dry-run db:wipe",
        "frobnicate src/upload",
        "frobnicate secrets list",
        "frobnicate config get region",
        "frobnicate keys list",
        "frobnicate env list",
        "frobnicate api key list",
        "frobnicate ssh web -- uptime",
        "frobnicate check https://x.example/",
        "frobnicate clone https://x.example/r ./r",
        "frobnicate add https://x.example/feed",
        "frobnicate --no-delete x",
        "frobnicate help destroy",
        "frobnicate create page share-dialog",
        "frobnicate generate model share",
        "frobnicate --filter upload",
        "./frobnicate-publish x",
    ],
)
def test_ordinary_words_do_not(shell: Shell, command: str) -> None:
    assert not _opaque(shell, command)


@pytest.mark.parametrize("option", ["-o /etc/x", "--output=/etc/x", "--log-file /etc/x", "-output /etc/x"])
def test_an_option_that_names_an_output_writes_it(shell: Shell, option: str) -> None:
    written = [item for item in shell.run(f"frobnicate {option}").operations if item.kind is Kind.FILE_WRITE]
    assert [item.resource.value for item in written] == ["/etc/x"]


@pytest.mark.parametrize(
    ("command", "carries"),
    [
        ("frobnicate dump.sql https://x.example/in", "unknown"),
        ("frobnicate --file dump.sql --url https://x.example/in", "unknown"),
        ("frobnicate . backup@x.example:/srv", "file"),
        ("frobnicate sync ./ remote:bucket", "file"),
        ("frobnicate dump.sql s3://bucket/x", "file"),
        ("frobnicate ./ x.example::module", "file"),
        ("frobnicate sync ./ s3://localhost-backup/x", "file"),
        ("frobnicate . me@localhost.x.example:/srv", "file"),
    ],
)
def test_a_file_before_another_machine_may_be_sent_there(shell: Shell, command: str, carries: str) -> None:
    sent = [item for item in shell.run(command).operations if item.kind is Kind.NET_SEND]
    assert [item.attributes["carries"] for item in sent] == [carries]


@pytest.mark.parametrize(
    "command",
    [
        "frobnicate https://x.example/in dump.sql",
        "frobnicate dump.sql http://localhost:3000/",
        "frobnicate ./app main:app",
        "frobnicate . web:latest",
        "frobnicate --config ./x https://x.example/",
        "frobnicate sync ./ me@localhost:/srv",
        "frobnicate sync ./ rsync://127.0.0.1/srv",
    ],
)
def test_nothing_is_sent_when_no_file_stands_before_a_machine(shell: Shell, command: str) -> None:
    assert not [item for item in shell.run(command).operations if item.kind is Kind.NET_SEND]


@pytest.mark.parametrize(
    "command",
    ["frobnicate exec -- rm -r x", "frobnicate --exec 'rm -r x'", "frobnicate -- rm -r x", "frobnicate exec rm -r x"],
)
def test_a_program_behind_exec_is_started(shell: Shell, command: str) -> None:
    assert shell.run(command).launches
