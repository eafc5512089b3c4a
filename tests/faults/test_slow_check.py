"""An external check that does not answer holds up its own session, and no other."""

from __future__ import annotations

import hashlib
import os
import threading
from typing import TYPE_CHECKING

from fault_harness import DESTROY, ENFORCE, pre_tool_use, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from fault_harness import Done, World

CHECK = """
checks:
  - id: slow
    on: exec.run
    where: {{text: {{contains: checked}}}}
    run: ["{path}"]
    sha256: {digest}
    deadline: 3s
"""


class Call:
    """One hook process on a thread."""

    def __init__(self, world: World, command: str, *, session: str, call: str) -> None:
        self.done: Done | None = None
        event = pre_tool_use(command, cwd=world.project, session=session, call=call)
        self._thread = threading.Thread(target=lambda: setattr(self, "done", world(event)))
        self._thread.start()

    def end(self) -> Done:
        self._thread.join(timeout=20)
        assert self.done is not None
        return self.done


def test_other_sessions_are_answered_while_a_check_runs(world: World, tmp_path: Path) -> None:
    started, gate, script = tmp_path / "started", tmp_path / "gate", tmp_path / "slow.sh"
    os.mkfifo(gate)
    script.write_text(f"#!/bin/sh\n: > {started}\nread word < {gate}\necho $word >&2\nexit 2\n")
    digest = hashlib.sha256(script.read_bytes()).hexdigest()
    world.write_policy(ENFORCE + CHECK.format(path=script, digest=digest))
    world.daemon()
    held = Call(world, "echo checked", session="a", call="a1")
    wait_until(started.exists)
    behind = Call(world, "ls", session="a", call="a2")
    assert world(pre_tool_use("git status", cwd=world.project, session="b", call="b1")).passed
    assert world(pre_tool_use(DESTROY, cwd=world.project, session="b", call="b2")).denied
    assert held.done is None
    gate.write_text("enough\n")
    refused = held.end()
    assert refused.denied
    assert b"enough" in refused.err
    assert behind.end().passed
    assert [one["call"] for one in world.entries("decision")] == ["b1", "b2", "a1", "a2"]
    world.verify()


def test_a_daemon_that_ends_while_a_check_runs_lets_no_call_pass(world: World, tmp_path: Path) -> None:
    started, script = tmp_path / "started", tmp_path / "slow.sh"
    script.write_text(f"#!/bin/sh\necho x >> {started}\nread word < {tmp_path}/started.fifo\n")
    os.mkfifo(tmp_path / "started.fifo")
    digest = hashlib.sha256(script.read_bytes()).hexdigest()
    world.write_policy(ENFORCE + CHECK.format(path=script, digest=digest))
    world.daemon()
    held = Call(world, "echo checked", session="a", call="a1")
    wait_until(started.exists)
    world.kill_daemon()
    try:
        assert held.end().denied
        world.verify()
    finally:
        with (tmp_path / "started.fifo").open("r+b", buffering=0) as fifo:
            fifo.write(b"\n")  # lets the script end
