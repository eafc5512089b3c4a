"""The fault table: whatever breaks, enforce mode denies what it must, observe mode passes and says so in the log.

Each row runs with the compiled client and with its Python twin, against a real daemon, in-process
evaluator and log.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fault_harness import DESTROY, GIT_STATUS, daemons_of, pre_tool_use, wait_until

from bailiwick.adapters.anchors import newest_head
from bailiwick.adapters.config import write_config
from bailiwick.adapters.log_opening import anchor_path
from bailiwick.apps.daemon import control
from bailiwick.apps.daemon.service import HomeService
from bailiwick.model import bounds
from bailiwick.model.event import Envelope
from bailiwick.pep.hook.frames import encode_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fault_harness import World

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


# ---- nothing is broken ----


def test_a_harmless_call_passes_and_is_logged(world: World) -> None:
    assert world.bash(GIT_STATUS).passed
    (decision,) = world.entries("decision")
    assert (decision["summary"], decision["answered"]) == (GIT_STATUS, "none")
    world.verify()


def test_a_forbidden_call_is_denied_and_logged(world: World) -> None:
    assert world.bash(DESTROY).denied
    (decision,) = world.entries("decision")
    assert (decision["summary"], decision["verdict"], decision["answered"]) == (DESTROY, "deny", "deny")
    world.verify()


def test_an_observed_call_passes_and_is_logged(observed: World) -> None:
    assert observed.bash(DESTROY).passed
    (decision,) = observed.entries("decision")
    assert (decision["verdict"], decision["answered"]) == ("deny", "none")
    observed.verify()


# ---- malformed events ----

EVENT = pre_tool_use(GIT_STATUS, cwd="/").strip()

MALFORMED = {
    "empty": b"",
    "truncated": EVENT[:-2],
    "not JSON": b"git status",
    "not UTF-8": EVENT.replace(b"git", b"\xff\xfe"),
    "NUL byte": EVENT.replace(b"git", b"g\0t"),
    "NUL escape": EVENT.replace(b"git", b"g\\u0000t"),
    "deeply nested": b"[" * 100_000 + b"]" * 100_000,
    "duplicate key": EVENT.replace(b'"command"', b'"command": "rm -rf /", "command"'),
    "array": b"[]",
    "null": b"null",
    "two events": EVENT + EVENT,
    "unknown event": EVENT.replace(b"PreToolUse", b"PreToolUsed"),
    "no event name": EVENT.replace(b"hook_event_name", b"hook_event_nom"),
    "oversized": EVENT[:-1] + b', "padding": "' + b"x" * bounds.EVENT_BYTES + b'"}',
}


@pytest.mark.parametrize("event", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_event_is_denied(world: World, event: bytes) -> None:
    assert world(event).denied
    world.verify()


@pytest.mark.parametrize("event", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_event_passes_unchecked_when_observed(observed: World, event: bytes) -> None:
    assert observed(event).passed
    (unchecked,) = observed.entries("unchecked")
    assert unchecked["reason"]
    observed.verify()


# ---- policy ----


def break_policy(world: World, how: str) -> None:
    """Leave a policy that cannot be used."""
    if how == "missing":
        os.unlink(world.home.policy)
    elif how == "corrupt":
        world.write_policy("version: 1\nmode: [enforce\n")
    elif how == "not UTF-8":
        with open(world.home.policy, "wb") as file:
            file.write(b"\xff\xfe")
    elif how == "empty":
        world.write_policy("")
    elif how == "directory":
        os.unlink(world.home.policy)
        os.mkdir(world.home.policy)
    else:
        os.unlink(world.home.policy)
        os.symlink(world.home.policy, world.home.policy)


BROKEN = ("missing", "corrupt", "not UTF-8", "empty", "directory", "link to itself")


@pytest.mark.parametrize("how", BROKEN)
def test_a_policy_that_cannot_be_used_denies_every_call(world: World, how: str) -> None:
    break_policy(world, how)
    assert world.bash(GIT_STATUS).denied
    assert world.bash(DESTROY).denied
    world.verify()


@pytest.mark.parametrize("how", BROKEN)
def test_a_policy_that_cannot_be_used_passes_on_the_record_when_observed(observed: World, how: str) -> None:
    break_policy(observed, how)
    assert observed.bash(DESTROY).passed
    (decision,) = observed.entries("decision")
    assert (decision["verdict"], decision["answered"]) == ("indeterminate", "none")


@pytest.mark.parametrize("how", ["corrupt", "not UTF-8"])
def test_a_policy_that_breaks_later_leaves_the_last_good_one_in_force(world: World, how: str) -> None:
    assert world.bash(GIT_STATUS).passed
    break_policy(world, how)
    assert world.bash(DESTROY).denied
    assert [one["what"] for one in world.entries("incident")] == ["policy-broken"]
    world.verify()


# ---- disk ----


@contextmanager
def unusable(path: str) -> Iterator[None]:
    """A directory in whose place there is a file: unusable also for root."""
    os.rename(path, f"{path}.aside")
    with open(path, "wb"):
        pass
    try:
        yield
    finally:
        os.unlink(path)
        os.rename(f"{path}.aside", path)


@pytest.mark.parametrize("folder", ["anchors", "keys"])
def test_a_log_that_cannot_be_kept_is_kept_in_the_spool_and_the_policy_holds(world: World, folder: str) -> None:
    with unusable(world.home.folder(folder)):
        assert world.bash(DESTROY).denied
    assert [one["summary"] for one in world.entries("decision")] == [DESTROY]
    world.verify()


@pytest.mark.parametrize("folder", ["log", "state"])
def test_without_the_history_of_sessions_every_call_is_denied(world: World, folder: str) -> None:
    with unusable(world.home.folder(folder)):
        assert world.bash(GIT_STATUS).denied


@pytest.mark.parametrize("folder", ["anchors", "keys"])
def test_without_log_and_spool_every_call_is_denied(world: World, folder: str) -> None:
    with unusable(world.home.folder(folder)), unusable(world.home.folder("spool")):
        assert world.bash(GIT_STATUS).denied


def test_without_any_home_every_call_is_denied(world: World) -> None:
    shutil.rmtree(world.home.root)
    done = world.bash(GIT_STATUS)
    assert done.denied
    assert b"bailiwick init" in done.err


def test_a_home_that_others_may_write_is_not_used(world: World) -> None:
    os.chmod(world.home.root, 0o777)
    assert world.bash(GIT_STATUS).denied
    os.chmod(world.home.root, 0o700)


def test_a_file_size_limit_denies_instead_of_losing_entries(world: World) -> None:
    limited = ["/bin/sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *world.client]
    world.client, client = limited, world.client
    codes = [world.bash(GIT_STATUS, deadline_ms=4000).code for _ in range(6)]
    world.client = client
    assert set(codes) <= {0, 2}
    for pid in daemons_of(world.home):
        os.kill(pid, signal.SIGTERM)
    wait_until(lambda: not daemons_of(world.home))
    assert len([one for one in world.entries("decision") if one["answered"] == "none"]) >= codes.count(0)
    world.verify()


@root_only
def test_a_full_disk_denies_and_loses_nothing_that_was_answered(world: World) -> None:
    script = (
        'mount -t tmpfs -o size=256k,mode=700 none "$1" && cp -a "$2/." "$1" && shift 2 && dd if=/dev/zero bs=1k '
        'of="$HOME_DIR/filler" 2>/dev/null; i=0; while [ $i -lt 3 ]; do "$@" < "$EVENT"; echo "code $?"; i=$((i+1)); done'
    )
    copy = f"{world.home.root}.copy"
    shutil.copytree(world.home.root, copy)
    event = f"{world.project}/event"
    with open(event, "wb") as file:
        file.write(pre_tool_use(GIT_STATUS, cwd=world.project))
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script, "sh", world.home.root, copy, *world.command(deadline_ms=3000)],
        check=False,
        capture_output=True,
        env={**world.environment(), "HOME_DIR": world.home.root, "EVENT": event, "PATH": os.environ["PATH"]},
        timeout=60,
    )
    if b"code" not in done.stdout:
        pytest.skip("this machine lets nobody mount")
    assert [line for line in done.stdout.splitlines() if line.startswith(b"code")] == [b"code 2"] * 3


# ---- daemon ----


def test_a_dead_daemon_is_replaced(world: World) -> None:
    first = world.kill_daemon()
    assert world.bash(DESTROY).denied
    assert world.bash(GIT_STATUS).passed
    assert control.status(world.home).pid != first
    world.verify()


def test_a_hung_daemon_costs_time_but_no_decision(world: World) -> None:
    pid = world.kill_daemon(signal.SIGSTOP)
    start = time.monotonic()
    assert world.bash(DESTROY, deadline_ms=4000).denied
    assert world.bash(GIT_STATUS, deadline_ms=4000).passed
    assert time.monotonic() - start < 8
    assert len(world.spooled(".entry")) >= 2
    os.kill(pid, signal.SIGCONT)
    summaries = [one["summary"] for one in world.entries("decision")]
    assert {DESTROY, GIT_STATUS} <= set(summaries)
    world.verify()


def test_a_daemon_killed_in_the_middle_of_a_call_is_replaced(world: World) -> None:
    pid = world.kill_daemon(signal.SIGSTOP)
    with subprocess.Popen(
        world.command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=world.environment(),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(pre_tool_use(DESTROY, cwd=world.project))
        process.stdin.close()
        wait_until(lambda: waits_for_reply(process.pid))
        os.kill(pid, signal.SIGKILL)
        assert process.wait(timeout=20) == 2
    assert control.status(world.home).pid != pid
    assert DESTROY in [one["summary"] for one in world.entries("decision")]
    world.verify()


def waits_for_reply(pid: int) -> bool:
    """True when a process holds a socket and sleeps."""
    with suppress(OSError):
        links = [os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")]
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return any(link.startswith("socket:") for link in links) and file.read().rsplit(")", 1)[1].split()[0] == "S"
    return False


def test_a_stale_socket_is_replaced(world: World) -> None:
    with socket.socket(socket.AF_UNIX) as stale:
        before = os.getcwd()
        os.chdir(world.home.folder("run"))
        stale.bind("daemon.sock")
        os.chmod("daemon.sock", 0o600)
        os.chdir(before)
    assert world.bash(DESTROY).denied
    assert world.bash(GIT_STATUS).passed
    assert control.status(world.home).answering


def test_a_socket_that_was_taken_away_comes_back(world: World) -> None:
    world.daemon()
    os.unlink(world.home.socket)
    assert world.bash(DESTROY).denied
    world.verify()


def test_a_second_daemon_gives_way(world: World) -> None:
    pid = world.daemon()
    second = subprocess.run(
        [sys.executable, "-m", "bailiwick", "daemon", "run", "--home", world.home.root],
        check=False,
        capture_output=True,
        timeout=30,
    )
    assert second.returncode == 1
    assert b"another daemon" in second.stderr
    assert control.status(world.home).pid == pid
    assert world.bash(GIT_STATUS).passed


def test_twenty_racing_clients_start_one_daemon_and_lose_no_call(world: World) -> None:
    results: list[str] = []

    def call(number: int) -> None:
        command = DESTROY if number % 2 else f"echo {number}"
        done = world(pre_tool_use(command, cwd=world.project, session=f"s{number}", call=f"toolu_{number}"))
        results.append("" if (done.denied if number % 2 else done.passed) else f"{command}: {done}")

    threads = [threading.Thread(target=call, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [""] * 20
    assert len(daemons_of(world.home)) == 1
    assert {one["call"] for one in world.entries("decision")} == {f"toolu_{number}" for number in range(20)}
    world.verify()


def test_an_idle_daemon_ends(world: World) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bailiwick", "daemon", "run", "--home", world.home.root, "--idle", "0.2"],
        check=False,
        capture_output=True,
        timeout=30,
    )
    assert done.returncode == 0
    assert not os.path.lexists(world.home.socket)
    world.verify()


def test_a_daemon_that_syncs_before_it_answers_decides_the_same(world: World) -> None:
    words = [sys.executable, "-m", "bailiwick", "daemon", "run", "--home", world.home.root, "--durability", "disk"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as daemon:
        wait_until(lambda: control.status(world.home).answering)
        assert world.bash(GIT_STATUS).passed
        assert world.bash(DESTROY).denied
        assert control.status(world.home).pid == daemon.pid
        daemon.terminate()
        assert daemon.wait(timeout=20) == 0
    assert len(world.entries("decision")) == 2
    world.verify()


@pytest.mark.parametrize(("durability", "on_disk"), [("disk", True), ("process", False)])
def test_the_daemon_that_a_call_starts_syncs_as_the_config_says(world: World, durability: str, on_disk: bool) -> None:
    write_config(world.home, "durability", durability)
    for _ in range(3):
        assert world.bash(GIT_STATUS).passed
    head = newest_head(Path(anchor_path(world.home)).read_bytes())
    assert head is not None
    assert (head.synced >= head.size - 1) is on_disk


def test_a_terminated_daemon_leaves_a_signed_log_and_no_socket(world: World) -> None:
    assert world.bash(GIT_STATUS).passed
    world.kill_daemon(signal.SIGTERM)
    wait_until(lambda: not control.status(world.home).running)
    assert not os.path.lexists(world.home.socket)
    world.verify()


# ---- observe mode under the same faults ----


def test_a_hung_daemon_is_observed_all_the_same(observed: World) -> None:
    pid = observed.kill_daemon(signal.SIGSTOP)
    assert observed.bash(DESTROY, deadline_ms=4000).passed
    os.kill(pid, signal.SIGCONT)
    decisions = observed.entries("decision")
    assert ("deny", "none") in [(one["verdict"], one["answered"]) for one in decisions]


def test_without_a_log_an_observed_call_passes_and_the_next_daemon_logs_it(observed: World) -> None:
    with unusable(observed.home.folder("log")), unusable(observed.home.folder("state")):
        assert observed.bash(DESTROY).passed
    (unchecked,) = observed.entries("unchecked")
    assert (unchecked["tool"], unchecked["summary"]) == ("Bash", DESTROY)
    observed.verify()


def test_without_an_interpreter_an_observed_call_passes_and_the_next_daemon_logs_it(observed: World) -> None:
    assert observed.bash(DESTROY, python="/bin/false").passed
    (unchecked,) = observed.entries("unchecked")
    assert (unchecked["summary"], unchecked["event"]) == (DESTROY, "ToolCall")
    assert unchecked["spooled"]["file"].endswith(".unchecked")
    observed.verify()


def test_a_damaged_record_in_the_spool_is_put_aside_with_an_incident(world: World) -> None:
    for name in ("1.unchecked", "2.entry"):
        with open(f"{world.home.folder('spool')}/{name}", "wb") as file:
            file.write(b"garbage")
    incidents = [one["what"] for one in world.entries("incident")]
    assert incidents == ["spool-rejected", "spool-rejected"]
    assert world.bash(GIT_STATUS).passed
    world.verify()


# ---- time ----


class Jumping:
    """A clock that goes back an hour at each look."""

    def __init__(self) -> None:
        self._now = datetime(2030, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """An hour before the last answer."""
        self._now -= timedelta(hours=1)
        return self._now


def test_a_clock_that_goes_backwards_breaks_no_decision_and_no_log(world: World) -> None:
    service = HomeService(world.home, clock=Jumping())
    envelope = Envelope("claude-code", "closed", project=world.project, home="/home/u")
    try:
        for number in range(5):
            event = pre_tool_use(DESTROY, cwd=world.project, call=str(number))
            assert service.answer(envelope, event).exit_code == 2
    finally:
        service.close()
    assert [one["micros"] for one in world.entries("decision")] == [0] * 5
    world.verify()


# ---- what only the protocol can do ----


def test_a_newer_client_gets_a_newer_daemon(world: World) -> None:
    from bailiwick.adapters.unix_socket import connect
    from bailiwick.pep.hook.frames import RETIRED

    first = world.daemon()
    envelope = Envelope("claude-code", "closed", project=world.project, home="/", build="99.0.0")
    with connect(world.home.socket, timeout=5) as connection:
        connection.sendall(encode_request(envelope, pre_tool_use(GIT_STATUS, cwd=world.project)))
        assert connection.recv(100) == RETIRED
    assert world.bash(DESTROY).denied
    wait_until(lambda: control.status(world.home).pid != first)
    world.verify()


def test_garbage_on_the_socket_disturbs_nobody(world: World) -> None:
    from bailiwick.adapters.unix_socket import connect

    world.daemon()
    for data in (b"GET / HTTP/1.1\r\n\r\n", b"BWK1\xff\xff\xff\xff", b"BWK1\0\0\0\x04\0\0\0\0", b"", b"BWK1"):
        with connect(world.home.socket, timeout=5) as connection:
            connection.sendall(data)
            if len(data) > 4:
                with suppress(ConnectionResetError):
                    assert connection.recv(100) == b""
    assert world.bash(GIT_STATUS).passed
    assert json.loads(json.dumps(world.entries("incident"))) == []
