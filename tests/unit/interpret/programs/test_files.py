"""Creating, copying, moving and destroying files. Facts: coreutils manual pages, POSIX utilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.interpret.effects import NO_DATA, Data, Hole, Label, Text, literal
from bailiwick.model.operation import Kind, ResourceClass

if TYPE_CHECKING:
    Shell = Any


@pytest.mark.parametrize(
    "line",
    [
        "rm -rf src",
        "rm -fr src",
        "rm -r -f src",
        "rm src -rf",
        "rm --recursive --force src",
        "rm --rec --fo src",
        "rm -R src",
        "rm -vrf -- src",
        "/bin/rm -rf src",
        "rm -rf --no-preserve-root src",
        "rimraf src",
        "find src -delete",
        "find src -type f -delete",
        "find src -exec rm -rf {} ;",
    ],
)
def test_a_tree_is_deleted_however_it_is_spelt(shell: Shell, line: str) -> None:
    deletes = shell.operations(line, Kind.FILE_DELETE)
    assert deletes or shell.run(line).launches
    for delete in deletes:
        assert delete.attributes.get("recursive") is True
        assert delete.resource.value == "/home/dev/proj/src"


@pytest.mark.parametrize("line", ["rm README.md", "rm -f README.md", "unlink README.md", "rm -- -r"])
def test_deleting_one_file_is_not_recursive(shell: Shell, line: str) -> None:
    assert all(not item.attributes.get("recursive") for item in shell.operations(line, Kind.FILE_DELETE))


def test_a_word_behind_two_dashes_is_an_operand(shell: Shell) -> None:
    (delete,) = shell.operations("rm -- -rf", Kind.FILE_DELETE)
    assert delete.resource.value == "/home/dev/proj/-rf"


def test_an_unknown_word_beside_known_operands_might_be_an_option(shell: Shell) -> None:
    deletes = shell.operations(["rm", Text((Hole("$X"),)), "src"], Kind.FILE_DELETE)
    assert any(item.attributes.get("recursive") for item in deletes)


def test_an_unknown_operand_is_a_likely_delete_of_an_unknown_path(shell: Shell) -> None:
    (delete,) = shell.operations(["rm", "-rf", Text((Hole("$X"),))], Kind.FILE_DELETE)
    assert delete.attributes["wildcard"] is True
    assert delete.certainty == "likely"


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("shred -u README.md", "/home/dev/proj/README.md"),
        ("truncate -s 0 /etc/hosts", "/etc/hosts"),
        ("dd if=/dev/zero of=/etc/hosts", "/etc/hosts"),
        ("cp README.md /etc/motd", "/etc/motd"),
        ("cp -t /etc README.md", "/etc/README.md"),
        ("cp --target-dir=/etc README.md", "/etc/README.md"),
        ("install -m 644 README.md /etc/motd", "/etc/motd"),
        ("tee /etc/hosts", "/etc/hosts"),
        ("sed -i s/a/b/ /etc/hosts", "/etc/hosts"),
    ],
)
def test_what_is_overwritten_is_named(shell: Shell, line: str, target: str) -> None:
    done = shell.run(line)
    changed = [item for item in done.operations if item.kind in (Kind.FILE_WRITE, Kind.FILE_DELETE)]
    assert [item.resource.value for item in changed] == [target]


@pytest.mark.parametrize("line", ["tee -a notes.txt", "truncate -s +1M README.md"])
def test_growing_a_file_does_not_truncate_it(shell: Shell, line: str) -> None:
    (write,) = shell.operations(line, Kind.FILE_WRITE)
    assert not write.attributes.get("truncates")


@pytest.mark.parametrize("line", ["mv src /dev/null", "mv src /tmp/gone", "mv -t /tmp src", "mv /home/dev /dev/null"])
def test_moving_to_nowhere_is_deletion(shell: Shell, line: str) -> None:
    (delete,) = shell.operations(line, Kind.FILE_DELETE)
    assert delete.attributes["moved_away"] is True


def test_renaming_inside_the_project_loses_nothing(shell: Shell) -> None:
    (delete,) = shell.operations("mv README.md README.old.md", Kind.FILE_DELETE)
    assert not delete.attributes.get("moved_away")


@pytest.mark.parametrize(
    "line",
    ["cp .env backup.txt", "install .env x", "ln -s .env x", "dd if=.env of=x", "rsync .env x", "cat .env", "rev .env"],
)
def test_a_secret_is_seen_behind_every_copy(shell: Shell, line: str) -> None:
    done = shell.run(line)
    reads = [item for item in done.operations if item.kind is Kind.FILE_READ]
    links = [item for item in done.operations if item.kind is Kind.FILE_LINK]
    assert any(item.has(ResourceClass.SECRET) for item in reads) or any(
        item.attributes.get("target_secret") for item in links
    )


def test_what_is_written_from_a_secret_carries_it(shell: Shell) -> None:
    (write,) = shell.operations("cp .env notes.txt", Kind.FILE_WRITE)
    assert write.attributes["derived_secret"] is True


def test_tee_writes_what_it_is_fed(shell: Shell) -> None:
    fed = Data(literal("x"), frozenset({Label.NETWORK}))
    (write,) = shell.operations("tee x.sh", Kind.FILE_WRITE, stdin=fed)
    assert write.attributes["from_network"] is True
    assert shell.run("tee x.sh", stdin=fed).stdout == fed


@pytest.mark.parametrize("line", ["dd if=/dev/zero of=/dev/sda bs=1M", "mkfs.ext4 /dev/sda1", "wipefs -a /dev/sda"])
def test_devices_are_destroyed(shell: Shell, line: str) -> None:
    (destroyed,) = shell.operations(line, Kind.SYS_CONFIG)
    assert destroyed.attributes["destroys"] is True


@pytest.mark.parametrize(
    "line", ["lsblk", "fdisk -l", "parted /dev/sda print", "wipefs /dev/sda", "df -h", "mkfs.ext4 x.img"]
)
def test_looking_at_disks_destroys_nothing(shell: Shell, line: str) -> None:
    assert not any(item.attributes.get("destroys") for item in shell.operations(line, Kind.SYS_CONFIG))


@pytest.mark.parametrize(
    ("mode", "flags"),
    [
        ("777", {"world_writable", "executable"}),
        ("0666", {"world_writable"}),
        ("o+w", {"world_writable"}),
        ("a+rwx", {"world_writable", "executable"}),
        ("ugo=rw", {"world_writable"}),
        ("4755", {"setuid", "executable"}),
        ("u+s", {"setuid"}),
        ("+x", {"executable"}),
        ("u+x", {"executable"}),
        ("644", set()),
        ("o-w", set()),
        ("g+w", set()),
    ],
)
def test_a_mode_says_whom_it_lets_in(shell: Shell, mode: str, flags: set[str]) -> None:
    (change,) = shell.operations(["chmod", mode, "src"], Kind.FILE_META)
    found = {name for name in ("world_writable", "setuid", "executable") if change.attributes.get(name)}
    assert found == flags


@pytest.mark.parametrize(
    ("mode", "private"),
    [
        ("600", True),
        ("0400", True),
        ("700", True),
        ("go-rwx", True),
        ("u=rw,go=", True),
        ("644", False),
        ("000", False),
        ("4700", False),
        ("u-r", False),
        ("g+r", False),
        ("-w", False),
        ("u+s", False),
        ("$mode", False),
    ],
)
def test_a_mode_that_only_shuts_others_out_is_private(shell: Shell, mode: str, private: bool) -> None:
    (change,) = shell.operations(f"chmod {mode} src", Kind.FILE_META)
    assert bool(change.attributes.get("private")) is private


def test_a_mode_that_begins_with_a_dash_is_no_option(shell: Shell) -> None:
    (change,) = shell.operations("chmod -w README.md", Kind.FILE_META)
    assert change.attributes["mode"] == "-w"
    assert change.resource.value.endswith("README.md")


def test_recursive_owner_changes_are_seen(shell: Shell) -> None:
    (change,) = shell.operations("chown -R root:root /etc", Kind.FILE_META)
    assert change.attributes["recursive"] is True
    assert change.attributes["owner"] == "root:root"


@pytest.mark.parametrize(
    "line",
    [
        "ls -la src",
        "stat README.md",
        "touch src/new.py",
        "mkdir -p build/x",
        "cp README.md docs/",
        "mktemp -d",
        "ln -s README.md r",
    ],
)
def test_ordinary_file_work_deletes_and_reveals_nothing(shell: Shell, line: str) -> None:
    done = shell.run(line)
    assert not any(item.kind is Kind.FILE_DELETE for item in done.operations)
    assert not any(item.has(ResourceClass.SECRET) for item in done.operations)
    assert Label.SECRET not in done.stdout.labels


def test_sizes_of_a_secret_are_no_secret(shell: Shell) -> None:
    assert Label.SECRET not in shell.run("wc -c .env").stdout.labels


def test_an_empty_input_stays_empty(shell: Shell) -> None:
    assert shell.run("cat", stdin=NO_DATA).stdout == NO_DATA
