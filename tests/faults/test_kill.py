"""The daemon is killed two hundred times while clients call: nothing that was answered is lost, nothing forks."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from fault_harness import DESTROY, daemons_of, pre_tool_use

if TYPE_CHECKING:
    from fault_harness import World

KILLS = 200
BATCHES = 5
CALLERS = 3
PAUSE_SECONDS = (0.02, 0.25)
"""Shortest and longest time between kills: from inside the start of a daemon to well into its service."""


class Load:
    """Calls one after the other until told to stop, and remembers what was answered."""

    def __init__(self, world: World, name: str) -> None:
        self.answered: set[str] = set()
        self.wrong: list[str] = []
        self._world = world
        self._name = name
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        """End after the call under way."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            call = f"{self._name}-{number}"
            command = DESTROY if number % 2 else f"ls {number}"
            event = pre_tool_use(command, cwd=self._world.project, session=call, call=call)
            done = self._world(event)
            if not (done.denied if number % 2 else done.passed):
                self.wrong.append(f"{command}: {done}")
            if b"no decision could be made" not in done.err:
                self.answered.add(call)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_hundred_kills_under_load_lose_no_answered_call_and_fork_nothing(world: World) -> None:
    answered: set[str] = set()
    for batch in range(BATCHES):
        loads = [Load(world, f"b{batch}c{caller}") for caller in range(CALLERS)]
        killed = 0
        while killed < KILLS // BATCHES:
            shortest, longest = PAUSE_SECONDS
            time.sleep(shortest + (longest - shortest) * (killed % 8) / 7)
            for pid in daemons_of(world.home):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
        for load in loads:
            load.stop()
            assert load.wrong == []
            answered |= load.answered
        logged = {one["call"] for one in world.entries("decision")}
        assert answered <= logged
        world.verify()
    assert len(answered) > KILLS
