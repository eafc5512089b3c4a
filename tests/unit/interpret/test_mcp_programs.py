"""MCP tools that stand for a program: the command line that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bailiwick.interpret.mcp_programs import argv_command, git_command, program_command

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("tool", "given", "expected"),
    [
        ("git_reset", {"repo_path": "/p", "mode": "hard"}, "git reset --hard"),
        ("git_push", {"remote": "origin", "branch": "main", "force": True}, "git push --force origin main"),
        ("git_push", {"branch": "f", "forceWithLease": True}, "git push --force-with-lease f"),
        ("git_branch", {"mode": "delete", "branchName": "f", "force": True}, "git branch --delete --force f"),
        (
            "git_remote",
            {"mode": "set-url", "name": "origin", "url": "https://h/x"},
            "git remote set-url origin https://h/x",
        ),
        ("git_stash", {"mode": "clear"}, "git stash clear"),
        ("git_commit", {"message": "x", "no_verify": True}, "git commit --no-verify"),
        ("git2", {}, ""),
        ("search", {}, ""),
    ],
)
def test_a_tool_of_git_is_its_subcommand(tool: str, given: Mapping[str, object], expected: str) -> None:
    assert git_command("vcs", tool, given) == expected


@pytest.mark.parametrize(
    ("server", "tool", "given", "expected"),
    [
        (
            "kubernetes",
            "kubectl_delete",
            {"resourceType": "namespace", "name": "prod"},
            "kubectl delete namespace prod",
        ),
        ("kubernetes", "kubectl_get", {"resourceType": "secrets", "name": "db"}, "kubectl get secrets db -o json"),
        ("kubernetes", "kubectl_get", {"resourceType": "pods", "output": "wide"}, "kubectl get pods -o wide"),
        ("kubernetes", "kubectl_generic", {"command": "delete"}, "kubectl delete"),
        ("terraform", "destroy", {"dir": "/p"}, "terraform destroy"),
        ("terraform", "ExecuteTerraformCommand", {"command": "plan"}, "terraform plan"),
        ("gcp", "run_gcloud_command", {"args": ["projects", "delete", "prod"]}, "gcloud projects delete prod"),
        ("azure", "az_cli", {"command": "az group list"}, ""),
        ("npm", "publish", {}, "npm publish"),
        ("npm", "install_info", {"package": "left-pad"}, ""),
        (
            "docker",
            "run_container",
            {"image": "alpine", "volumes": ["/:/host"], "privileged": True},
            "docker run --privileged -v /:/host alpine",
        ),
        (
            "docker",
            "create_container",
            {"image": "a", "volumes": {"/run/docker.sock": {"bind": "/s"}}},
            "docker run -v /run/docker.sock:/s a",
        ),
        (
            "docker",
            "create_container",
            {"image": "a", "mounts": [{"source": "/etc", "target": "/e"}], "capAdd": ["SYS_ADMIN"], "pid_mode": "host"},
            "docker run -v /etc:/e --cap-add=SYS_ADMIN --pid=host a",
        ),
        ("docker", "create_container", {"name": "web"}, ""),
        ("prisma", "migrate-reset", {}, "npx prisma migrate reset"),
        ("weather", "forecast", {"name": "x"}, ""),
    ],
)
def test_a_tool_of_a_program_is_its_command_line(
    server: str, tool: str, given: Mapping[str, object], expected: str
) -> None:
    assert program_command(server, tool, given) == expected


@pytest.mark.parametrize(
    ("tool", "given", "expected"),
    [
        ("spawn", {"command": "sh", "args": ["-c", "a b"]}, "sh -c 'a b'"),
        ("run", {"argv": ["rm", "-rf", "x"]}, "rm -rf x"),
        ("execute", {"program": "rm", "arguments": ["x"]}, "rm x"),
        ("run_command", {"command": "npm test"}, ""),
        ("search", {"command": "rm", "args": ["x"]}, ""),
        ("run_report", {"args": ["x"]}, ""),
    ],
)
def test_a_program_and_its_words_may_come_apart(tool: str, given: Mapping[str, object], expected: str) -> None:
    assert argv_command(tool, given) == expected
