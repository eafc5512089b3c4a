"""Clients of stores, clusters and services: what they remove there and what they reveal. Facts: their manuals."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.interpret.effects import Data, RunCode, RunShell, RunWords, literal
from bailiwick.interpret.programs.dumping import dumps_environment, dumps_in_shell
from bailiwick.model.operation import Kind

if TYPE_CHECKING:
    from bailiwick.model.operation import Operation

    Shell = Any


def _operations(shell: Shell, command: str, kind: Kind) -> list[Operation]:
    return [operation for operation in shell.run(command).operations if operation.kind is kind]


@pytest.mark.parametrize("command", ["env", "printenv", "env -0", "sh -c 'env | sort'", "bash -lc env", "/usr/bin/env"])
def test_a_whole_environment_is_dumped(command: str) -> None:
    program, *rest = command.split(" ", 2)
    words = [program, *(word.strip("'") for word in rest)]
    assert dumps_environment([literal(word) for word in words])


@pytest.mark.parametrize(
    "words", [(), ("printenv", "NODE_ENV"), ("env", "A=1", "npm"), ("sh", "-c", "echo x"), ("sh",)]
)
def test_one_variable_or_a_program_is_no_dump(words: tuple[str, ...]) -> None:
    assert not dumps_environment([literal(word) for word in words])


@pytest.mark.parametrize(
    ("command", "empties"),
    [
        ("docker run --rm -v pgdata:/d busybox rm -rf /d", True),
        ("docker run --rm -v pgdata:/d alpine sh -c 'find /d -mindepth 1 -delete'", True),
        ("docker run --rm -v pgdata:/d alpine ls -r /d", False),
        ("docker run --rm -v ./d:/d alpine ls /d", False),
        ("docker run --rm -v pgdata:/d alpine rm -rf /tmp/x", False),
    ],
)
def test_a_container_that_removes_below_the_place_of_a_volume_empties_it(
    shell: Shell, command: str, empties: bool
) -> None:
    assert bool(_operations(shell, command, Kind.CONTAINER_DESTROY)) is empties


def test_statements_of_another_program_for_a_server_elsewhere_are_a_migration(shell: Shell) -> None:
    (operation,) = shell.run("psql -h db.example.com", stdin=Data()).operations[1:]
    assert (operation.kind, operation.attributes["migration"]) == (Kind.DB_WRITE, True)
    assert not _operations(shell, "psql -h db.example.com", Kind.DB_WRITE)


def test_an_empty_command_line_dumps_nothing() -> None:
    assert not dumps_in_shell(literal(""))


@pytest.mark.parametrize(
    "command",
    [
        "docker exec api env",
        "kubectl exec deploy/api -- sh -c printenv",
        "fly ssh console -a shop -C env",
        "docker inspect -f '{{json .Config.Env}}' api",
        "docker compose run --rm web env",
        "terraform output -json",
        "terraform show -json",
    ],
)
def test_a_listing_of_everything_is_unmasked(shell: Shell, command: str) -> None:
    assert any(operation.attributes.get("unmasked") for operation in _operations(shell, command, Kind.INFRA_READ))


@pytest.mark.parametrize(
    "command",
    [
        "docker exec api printenv NODE_ENV",
        "docker inspect -f '{{.Config.Image}}' api",
        "docker inspect api",
        "terraform output -json vpc_id",
        "terraform show -json plan.tfplan",
        "terraform output",
    ],
)
def test_one_value_or_a_masked_listing_is_not(shell: Shell, command: str) -> None:
    assert not any(operation.attributes.get("unmasked") for operation in _operations(shell, command, Kind.INFRA_READ))


@pytest.mark.parametrize(
    "command",
    [
        "kubectl get --raw /api/v1/namespaces/prod/secrets/db",
        "oc extract secret/db --to=-",
        "kubectl view-secret db password",
        "helm secrets decrypt secrets.yaml",
        "infisical secrets --env=prod",
        "akeyless get-secret-value --name /prod/db",
        "aws ssm get-parameter --name /prod/db --with-decryption",
        "pulumi stack export --show-secrets",
        "netlify env:list --plain",
        "aws-vault exec prod -- env",
        "docker swarm join-token manager",
    ],
)
def test_a_stored_credential_is_printed(shell: Shell, command: str) -> None:
    assert any(operation.attributes.get("secret") for operation in _operations(shell, command, Kind.INFRA_READ))


@pytest.mark.parametrize(
    "command",
    [
        "kubectl get --raw /metrics",
        "aws ssm get-parameter --name /public/config",
        "netlify env:list",
        "doppler secrets --only-names",
        "pulumi stack export",
        "pulumi config get aws:region",
    ],
)
def test_names_and_ciphers_are_no_credentials(shell: Shell, command: str) -> None:
    assert not any(operation.attributes.get("secret") for operation in _operations(shell, command, Kind.INFRA_READ))


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("kubectl delete --raw /api/v1/namespaces/prod", "namespace"),
        ("kubectl delete --raw /api/v1/namespaces/prod/pods/api", "pods"),
        ("kubectl delete pod api", "pod"),
    ],
)
def test_a_raw_deletion_is_one_of_what_its_path_ends_in(shell: Shell, command: str, what: str) -> None:
    assert [operation.attributes["what"] for operation in _operations(shell, command, Kind.INFRA_DESTROY)] == [what]


@pytest.mark.parametrize(
    "command",
    [
        "docker stack rm prod",
        "skopeo delete docker://registry.example.com/shop:1",
        "heroku pg:backups:delete b101 -a shop",
        "twilio api:core:incoming-phone-numbers:remove --sid PN1",
        "splunk remove index main",
        "restic key remove 1a2b",
        "tarsnap --nuke",
        "hdfs dfs -rm -r -skipTrash /data",
        "aws-nuke run --no-dry-run",
        "gcloud alpha storage rm --recursive gs://acme",
        "glab api -X DELETE projects/42",
        "ansible web -m file -a 'path=/srv/data state=absent'",
        "cloudflared tunnel delete prod",
        "grpcurl spanner.googleapis.com:443 x.InstanceAdmin/DeleteInstance",
        "wget --method=DELETE https://es.prod.example.com:9200/orders",
    ],
)
def test_what_a_service_holds_is_destroyed(shell: Shell, command: str) -> None:
    assert _operations(shell, command, Kind.INFRA_DESTROY)


@pytest.mark.parametrize(
    "command",
    [
        "aws s3 rm s3://acme/tmp --recursive --dryrun",
        "aws ec2 terminate-instances --instance-ids i-1 --dry-run",
        "aws s3 sync ./dist s3://acme --delete --dryrun",
        "helm uninstall api --dry-run",
        "http DELETE :3000/api/todos/1",
        "kopia snapshot list",
        "hdfs dfs -ls /data",
        "cloud-nuke inspect-aws --region eu-west-1",
        "grpcurl -plaintext localhost:50051 x.InstanceAdmin/DeleteInstance",
    ],
)
def test_a_dry_run_a_look_and_the_own_machine_destroy_nothing(shell: Shell, command: str) -> None:
    assert not _operations(shell, command, Kind.INFRA_DESTROY)


@pytest.mark.parametrize(
    "command",
    [
        "cypher-shell -a neo4j://graph.example.com 'MATCH (n) DETACH DELETE n'",
        "zkCli.sh -server zk.example.com:2181 deleteall /config",
        "arangosh --javascript.execute-string \"db._dropDatabase('shop')\"",
        "redis-cli -h cache.example.com SHUTDOWN NOSAVE",
        "snow object drop database ANALYTICS",
        "atlas migrate reset",
    ],
)
def test_a_store_without_sql_is_emptied(shell: Shell, command: str) -> None:
    assert _operations(shell, command, Kind.DB_DESTROY)


@pytest.mark.parametrize(
    "command",
    [
        'cypher-shell "MATCH (u:User {id: 1}) DETACH DELETE u"',
        "cypher-shell 'MATCH (n) RETURN count(n)'",
        "zkCli.sh -server localhost:2181 ls /",
        "redis-cli shutdown nosave",
        "redis-cli -h cache.example.com shutdown",
    ],
)
def test_one_node_a_look_and_the_own_server_empty_nothing(shell: Shell, command: str) -> None:
    assert not _operations(shell, command, Kind.DB_DESTROY)


@pytest.mark.parametrize(
    ("command", "statement"),
    [
        ("heroku pg:psql -a shop -c 'TRUNCATE users'", "TRUNCATE users"),
        ("turso db shell shop 'DROP TABLE users'", "DROP TABLE users"),
        ("aws athena start-query-execution --query-string 'DROP TABLE logs'", "DROP TABLE logs"),
        ("gcloud spanner databases ddl update shop --ddl='DROP TABLE s'", "DROP TABLE s"),
        ("dolt sql -q 'DROP TABLE users'", "DROP TABLE users"),
        ("hive -e 'DROP DATABASE raw'", "DROP DATABASE raw"),
    ],
)
def test_a_statement_is_read_wherever_a_client_takes_it(shell: Shell, command: str, statement: str) -> None:
    codes = [launch.text.known for launch in shell.run(command).launches if isinstance(launch, RunCode)]
    assert codes == [statement]


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("docker run --rm amazon/aws-cli s3 rb s3://acme", "aws s3 rb s3://acme"),
        ("docker run --rm ghcr.io/opentofu/opentofu:1.8 destroy", "tofu destroy"),
        ("docker run --rm node:20 npm test", "npm test"),
        ("docker run --rm --entrypoint ls amazon/aws-cli /x", "ls /x"),
        ("ssh db.example.com -- dropdb app", "dropdb app"),
        ("ssh db.example.com -p 22 dropdb app", "dropdb app"),
    ],
)
def test_what_runs_elsewhere_is_the_client_and_its_words(shell: Shell, command: str, text: str) -> None:
    (launch,) = (launch for launch in shell.run(command).launches if isinstance(launch, RunShell))
    assert shlex.split(launch.text.shown()) == text.split()


def test_a_program_below_gits_exec_path_is_its_subcommand(shell: Shell) -> None:
    (launch,) = (launch for launch in shell.run("git-reset --hard HEAD~1").launches if isinstance(launch, RunWords))
    assert [word.known for word in launch.words] == ["git", "reset", "--hard", "HEAD~1"]
