"""What a hook client does with good, bad and missing replies, without a decision service behind it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from fault_harness import GIT_STATUS, pre_tool_use
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.model import bounds
from bailiwick.model.event import Reply
from bailiwick.pep.hook.frames import RETIRED, decode_request, encode_reply, split_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from fault_harness import Hook, Impostor

OK = encode_reply(Reply())
DENIAL = encode_reply(Reply(2, b'{"a": 1}\n', b"not that\n"))


def test_the_reply_is_relayed_byte_for_byte(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    impostor(DENIAL)
    assert hook.bash(GIT_STATUS) == (2, b'{"a": 1}\n', b"not that\n")


def test_the_frame_carries_the_event_and_the_facts_of_the_process(
    hook: Hook, impostor: Callable[..., Impostor]
) -> None:
    listener = impostor(OK)
    event = pre_tool_use("echo \xe9 \x00", cwd=hook.project)
    assert hook(event).passed
    envelope, sent = decode_request(listener.requests[0])
    assert sent == event
    assert (envelope.dialect, envelope.fail_mode) == ("claude-code", "closed")
    assert (envelope.project, envelope.home) == (hook.project, os.path.dirname(hook.home.root))
    assert (envelope.temp, envelope.path, envelope.attended) == ("", "/usr/bin:/bin", "0")


def test_a_reply_of_the_greatest_size_arrives_whole(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    text = b"x" * (bounds.REPLY_BYTES // 2 - 9)
    impostor(encode_reply(Reply(2, text, text)))
    assert hook.bash(GIT_STATUS) == (2, text, text)


def test_an_event_of_the_greatest_size_is_sent_whole(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    listener = impostor(OK)
    event = b"e" * bounds.EVENT_BYTES
    assert hook(event).passed
    assert decode_request(listener.requests[0])[1] == event


def test_an_event_beyond_the_greatest_size_is_denied_without_asking(
    hook: Hook, impostor: Callable[..., Impostor]
) -> None:
    listener = impostor(OK)
    done = hook(b"e" * (bounds.EVENT_BYTES + 1))
    assert done.denied
    assert b"larger than 8 MiB" in done.err
    assert listener.requests == []


def test_an_event_beyond_the_greatest_size_passes_unchecked_when_open(hook: Hook) -> None:
    assert hook(b"e" * (bounds.EVENT_BYTES + 1), fail="open").passed
    (record,) = hook.spooled()
    envelope, event, end = split_request(record)
    assert envelope.fail_mode == "open"
    assert len(event) == bounds.EVENT_BYTES
    assert record[end:] == b"the event is larger than 8 MiB"


def test_environment_facts_beyond_the_bound_are_denied_not_cut(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    impostor(OK)
    done = hook(b"{}", environment={**hook.environment(), "PATH": "/p:" * 30_000})
    assert done.denied
    assert b"64 KiB" in done.err


MALFORMED = {
    "nothing": b"",
    "one byte": b"B",
    "short head": OK[:7],
    "short body": OK[:-1],
    "one byte too many": OK + b"\0",
    "two replies": OK + OK,
    "wrong magic": b"BWK2" + OK[4:],
    "plain allow": b'{"decision": "allow"}',
    "empty body": b"BWK1\0\0\0\0",
    "length beyond the bound": b"BWK1\xff\xff\xff\xff" + OK[8:],
    "stdout longer than the reply": b"BWK1\0\0\0\x09\0\xff\xff\xff\xff\0\0\0\0",
    "stderr longer than the reply": b"BWK1\0\0\0\x09\0\0\0\0\0\xff\xff\xff\xff",
    "stdout overlaps stderr": b"BWK1\0\0\0\x09\0\0\0\0\x04\0\0\0\0",
    "exit code of a signal": b"BWK1\0\0\0\x09\x80" + bytes(8),
}


@pytest.mark.parametrize("reply", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_reply_counts_as_none(hook: Hook, impostor: Callable[..., Impostor], reply: bytes) -> None:
    impostor(reply)
    assert hook.bash(GIT_STATUS, python=None, deadline_ms=600).denied


def test_a_malformed_reply_passes_unchecked_when_open(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    impostor(OK[:-1])
    assert hook.bash(GIT_STATUS, python=None, deadline_ms=600, fail="open").passed
    (record,) = hook.spooled()
    assert split_request(record)[1] == pre_tool_use(GIT_STATUS, cwd=hook.project)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    # Not the exit code at 8: with another valid code it is another valid reply.
    damage=st.tuples(st.integers(0, len(DENIAL) - 1).filter(lambda position: position != 8), st.integers(0, 255)),
    cut=st.integers(0, len(DENIAL)),
    tail=st.binary(max_size=4),
)
def test_no_damaged_denial_becomes_a_pass(
    hook: Hook, impostor: Callable[..., Impostor], damage: tuple[int, int], cut: int, tail: bytes
) -> None:
    damaged = bytearray(DENIAL)
    damaged[damage[0]] = damage[1]
    listener = impostor(bytes(damaged[:cut]) + tail)
    try:
        assert hook.bash(GIT_STATUS, python=None, deadline_ms=450).code == 2
    finally:
        listener.close()


def test_a_connection_lost_before_the_reply_is_tried_again(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    listener = impostor(b"", b"BWK1", OK)
    assert hook.bash(GIT_STATUS, python=None).passed
    assert len(listener.requests) == 3


def test_a_silent_daemon_costs_no_more_than_the_deadline(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    impostor(None)
    start = time.monotonic()
    assert hook.bash(GIT_STATUS, python=None, deadline_ms=1000).denied
    assert time.monotonic() - start < 1.5


def test_an_event_that_never_ends_is_denied_at_the_deadline(hook: Hook) -> None:
    with subprocess.Popen(
        hook.command(deadline_ms=600), stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=hook.environment()
    ) as process:
        assert process.stderr is not None
        assert b"did not arrive in time" in process.stderr.read()
        assert process.wait(timeout=5) == 2


def test_a_retiring_daemon_without_a_successor_is_a_denial(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    impostor(RETIRED)
    assert hook.bash(GIT_STATUS, python=None, deadline_ms=600).denied


def test_no_socket_and_no_interpreter_is_a_denial(hook: Hook) -> None:
    assert hook.bash(GIT_STATUS, python=None).denied


@pytest.mark.parametrize("python", ["/nonexistent/python", "/bin/false", "/bin/true", "/bin/cat"])
def test_an_interpreter_that_is_none_is_a_denial(hook: Hook, python: str) -> None:
    assert hook.bash(GIT_STATUS, python=python, deadline_ms=1500).denied


def test_a_missing_home_is_a_denial(hook: Hook) -> None:
    hook.home = hook.home.replace(root=f"{hook.home.root}/missing")
    assert hook.bash(GIT_STATUS, python="/bin/false").denied


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_run_directory_that_others_may_write_is_refused(
    hook: Hook, impostor: Callable[..., Impostor], mode: int
) -> None:
    impostor(OK)
    os.chmod(hook.home.folder("run"), mode)
    done = hook.bash(GIT_STATUS)
    assert done.denied
    assert b"others may write" in done.err


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o777])
def test_a_socket_that_others_may_write_is_refused(hook: Hook, impostor: Callable[..., Impostor], mode: int) -> None:
    impostor(OK)
    os.chmod(hook.home.socket, mode)
    assert b"others may write" in hook.bash(GIT_STATUS).err


def test_a_symbolic_link_to_a_run_directory_is_refused(hook: Hook, impostor: Callable[..., Impostor]) -> None:
    run = hook.home.folder("run")
    impostor(OK)
    os.rename(run, f"{run}.moved")
    os.symlink(f"{run}.moved", run)
    assert hook.bash(GIT_STATUS).denied
    os.unlink(run)
    os.rename(f"{run}.moved", run)


@pytest.mark.parametrize("plant", ["file", "link"])
def test_a_thing_that_is_no_socket_is_refused(hook: Hook, plant: str) -> None:
    if plant == "file":
        with open(hook.home.socket, "w", encoding="utf-8"):
            pass
    else:
        os.symlink("/run/other.sock", hook.home.socket)
    done = hook.bash(GIT_STATUS)
    assert done.denied
    assert b"no socket" in done.err


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to change owners")
@pytest.mark.parametrize("what", ["run", "run/daemon.sock"])
def test_another_owner_is_refused(hook: Hook, impostor: Callable[..., Impostor], what: str) -> None:
    impostor(OK)
    os.chown(f"{hook.home.root}/{what}", 12345, -1)
    done = hook.bash(GIT_STATUS)
    assert done.denied
    assert b"another user" in done.err
    os.chown(f"{hook.home.root}/{what}", 0, -1)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to change users")
def test_a_listener_of_another_user_is_refused(hook: Hook) -> None:
    # The impostor binds as another user and gives the file away: only the peer's credentials tell.
    script = (
        "import os, socket, sys, time\n"
        "s = socket.socket(socket.AF_UNIX); os.chdir(sys.argv[1]); s.bind('daemon.sock')\n"
        "os.chmod('daemon.sock', 0o600); os.setuid(12345); s.listen(8); print('up', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, hook.home.folder("run")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        done = hook.bash(GIT_STATUS)
        process.kill()
    assert done.denied
    assert b"runs as another user" in done.err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--home"],
        ["--home", "/h"],
        ["--home", "/h", "--dialect", "d", "--fail", "maybe"],
        ["--home", "/h", "--dialect", "d", "--unknown", "x"],
        ["--home", "/h", "--dialect", "d", "--deadline-ms", "10"],
        ["--home", "/h", "--dialect", "d", "--deadline-ms", "x"],
    ],
)
def test_wrong_arguments_are_a_denial(client: list[str], words: list[str]) -> None:
    done = subprocess.run([*client, *words], check=False, capture_output=True, input=b"{}", timeout=10)
    assert done.returncode == 2
    assert b"bailiwick init" in done.stderr


def test_the_environment_cannot_change_the_fail_mode(hook: Hook) -> None:
    loose = {
        "BAILIWICK_HOME": "/tmp",
        "BAILIWICK_FAIL_MODE": "open",
        "BAILIWICK_MODE": "observe",
        "PYTHONPATH": "/tmp",
        "PYTHONHOME": "/tmp",
        "PYTHONSTARTUP": "/tmp/x",
    }
    done = hook.bash(GIT_STATUS, python="/bin/false", environment={**hook.environment(), **loose})
    assert done.denied


def test_a_spool_that_cannot_be_written_still_passes_when_open(hook: Hook) -> None:
    os.rmdir(hook.home.folder("spool"))
    assert hook.bash(GIT_STATUS, python=None, fail="open").passed


def test_a_closed_stdout_turns_a_denial_in_words_into_exit_code_2(
    hook: Hook, impostor: Callable[..., Impostor]
) -> None:
    impostor(encode_reply(Reply(0, b'{"permissionDecision": "deny"}', b"")))
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(hook.command(), check=False, input=b"{}", stdout=write, env=hook.environment(), timeout=10)
    os.close(write)
    assert done.returncode == 2
