"""What is found in place of a file of ours, pipe, device, folder or nonsense: nothing waits for it, nothing is lost."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from fault_harness import DESTROY, GIT_STATUS, pre_tool_use

from bailiwick.adapters.policy_files import FILE_NAME
from bailiwick.apps.daemon import control
from bailiwick_verify import CannotVerifyError, collect, verify_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from fault_harness import Done, World

DEADLINE_MS = 40_000
AT_ONCE = 15.0
"""Seconds; a client whose daemon and evaluator wait for something waits as long as the deadline."""


def pipe(path: str) -> None:
    _clear(path)
    os.mkfifo(path, 0o600)


def endless(path: str) -> None:
    _clear(path)
    os.symlink("/dev/zero", path)


def folder(path: str) -> None:
    _clear(path)
    os.mkdir(path)


def holding(data: bytes) -> Callable[[str], None]:
    def put(path: str) -> None:
        _clear(path)
        with open(path, "wb") as file:
            file.write(data)

    return put


def _clear(path: str) -> None:
    if os.path.lexists(path):
        os.unlink(path)


PLANTS = {
    "pipe": pipe,
    "endless": endless,
    "folder": folder,
    "deep": holding(b"[" * 200_000),
    "empty object": holding(b"{}"),
    "other types": holding(b'{"sequence": "7", "state": 1, "cells": 2, "marks": 3, "kind": 4, "files": 5}'),
}


def call(world: World, command: str, name: str) -> Done:
    start = time.monotonic()
    done = world(pre_tool_use(command, cwd=world.project, call=name), deadline_ms=DEADLINE_MS)
    assert time.monotonic() - start < AT_ONCE, done
    return done


@pytest.fixture
def used(world: World) -> World:
    """A world with two calls in its log and no daemon."""
    assert call(world, GIT_STATUS, "before").passed
    assert call(world, DESTROY, "denied before").denied
    world.daemon()
    control.stop(world.home)
    return world


def calls_in(world: World) -> list[str]:
    return [one["call"] for one in world.entries("decision")]


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("name", ["bailiwick.yaml", "trust.json", "organisation.note"])
def test_where_the_policy_should_be_every_call_is_denied_at_once(used: World, name: str, plant: str) -> None:
    path = f"{used.home.root}/{name}"
    if os.path.exists(path):
        os.rename(path, f"{path}.good")
    PLANTS[plant](path)
    denied = call(used, DESTROY, "during")
    assert denied.denied
    if (name, plant) != ("trust.json", "empty object"):
        assert call(used, GIT_STATUS, "also during").denied
        assert name.encode() in denied.err or b"organisation" in denied.err
    shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    if os.path.exists(f"{path}.good"):
        os.rename(f"{path}.good", path)
    assert call(used, GIT_STATUS, "after").passed
    assert {"before", "denied before", "during", "after"} <= set(calls_in(used))
    used.verify()


@pytest.mark.parametrize("plant", ["pipe", "endless", "folder"])
def test_a_project_cannot_stop_the_daemon_for_others(used: World, plant: str) -> None:
    used.daemon()
    PLANTS[plant](f"{used.project}/{FILE_NAME}")
    assert call(used, DESTROY, "there").denied
    other = f"{used.project}-other"
    os.mkdir(other)
    elsewhere = {**used.environment(), "CLAUDE_PROJECT_DIR": other}
    start = time.monotonic()
    assert used(
        pre_tool_use(GIT_STATUS, cwd=other, call="elsewhere"), environment=elsewhere, deadline_ms=DEADLINE_MS
    ).passed
    assert time.monotonic() - start < AT_ONCE
    used.verify()


@pytest.mark.parametrize("plant", PLANTS)
def test_where_sessions_should_be_they_are_rebuilt_or_every_call_is_denied(used: World, plant: str) -> None:
    state = used.home.folder("state")
    shutil.copytree(state, f"{state}.good")
    for name in os.listdir(state):
        PLANTS[plant](f"{state}/{name}")
    assert call(used, DESTROY, "during").denied
    after = call(used, GIT_STATUS, "also during")
    rebuilt = plant in {"deep", "empty object", "other types"}
    assert after.passed if rebuilt else (after.denied and b"cannot be read" in after.err)
    if not rebuilt:
        shutil.rmtree(state)
        os.rename(f"{state}.good", state)
    assert call(used, GIT_STATUS, "after").passed
    assert {"before", "denied before", "after"} <= set(calls_in(used))
    used.verify()


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("suffix", [".entry", ".unchecked"])
def test_in_the_spool_it_is_put_aside_with_an_incident(used: World, suffix: str, plant: str) -> None:
    PLANTS[plant](f"{used.home.folder('spool')}/1{suffix}")
    assert call(used, DESTROY, "during").denied
    assert call(used, GIT_STATUS, "also during").passed
    assert calls_in(used) == ["before", "denied before", "during", "also during"]
    assert [one["what"] for one in used.entries("incident")] == ["spool-rejected"]
    used.verify()


@pytest.mark.parametrize("plant", ["pipe", "endless", "folder"])
def test_where_the_log_should_be_every_call_is_denied_at_once_and_verify_says_why(used: World, plant: str) -> None:
    (segment,) = [f"{used.home.folder('log')}/{one}" for one in os.listdir(used.home.folder("log")) if len(one) > 20]
    os.rename(segment, f"{segment}.good")
    PLANTS[plant](segment)
    assert used(pre_tool_use(DESTROY, cwd=used.project), deadline_ms=6000).denied
    with pytest.raises(CannotVerifyError, match="cannot read"):
        verify_log(collect(used.home.root, key=None))
    os.rmdir(segment) if plant == "folder" else os.unlink(segment)
    os.rename(f"{segment}.good", segment)
    assert call(used, GIT_STATUS, "after").passed
    assert {"before", "denied before", "after"} <= set(calls_in(used))
    used.verify()


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("name", ["config.json", "integrity.note"])
def test_where_settings_should_be_the_policy_holds_all_the_same(used: World, name: str, plant: str) -> None:
    PLANTS[plant](f"{used.home.root}/{name}")
    assert call(used, DESTROY, "during").denied
    assert call(used, GIT_STATUS, "also during").passed
    assert calls_in(used) == ["before", "denied before", "during", "also during"]
    used.verify()
