"""Each thing that `doctor --live` stands on is broken once: a red line names the cause, its advice helps."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e


def hooks(*events: str, **changes: object) -> Callable[[ThrowAway], None]:
    """Changes our hooks of some events (of all when none is named); None takes a key out."""

    def change(group: dict[str, Any]) -> None:
        group["hooks"] = [
            {key: value for key, value in {**hook, **changes}.items() if value is not None} for hook in group["hooks"]
        ]

    return lambda world: edit(world, events, change)


def argument(option: str, value: str) -> Callable[[ThrowAway], None]:
    """Changes what follows `option` in the arguments of every hook of ours."""

    def change(group: dict[str, Any]) -> None:
        for hook in group["hooks"]:
            words = hook["args"]
            hook["args"] = [
                value if before == option else word for before, word in zip(["", *words], words, strict=False)
            ]

    return lambda world: edit(world, (), change)


def matcher(value: str) -> Callable[[ThrowAway], None]:
    return lambda world: edit(world, ("PreToolUse",), lambda group: group.update(matcher=value))


def edit(world: ThrowAway, events: tuple[str, ...], change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(world.read(world.user_settings))
    for event in events or tuple(document["hooks"]):
        for group in document["hooks"][event]:
            change(group)
    world.write(world.user_settings, json.dumps(document))


def setting(**values: object) -> Callable[[ThrowAway], None]:
    def change(world: ThrowAway) -> None:
        world.write(world.user_settings, json.dumps({**json.loads(world.read(world.user_settings)), **values}))

    return change


def without(*events: str) -> Callable[[ThrowAway], None]:
    def change(world: ThrowAway) -> None:
        document = json.loads(world.read(world.user_settings))
        for event in events:
            del document["hooks"][event]
        world.write(world.user_settings, json.dumps(document))

    return change


def policy(text: str | None) -> Callable[[ThrowAway], None]:
    def change(world: ThrowAway) -> None:
        os.remove(world.state.policy)
        if text is not None:
            world.write(world.state.policy, text)

    return change


def pipe_as_policy(world: ThrowAway) -> None:
    os.remove(world.state.policy)
    os.mkfifo(world.state.policy)


def used(change: Callable[[ThrowAway], object]) -> Callable[[ThrowAway], None]:
    """Breaks something of a home that has a log already."""

    def after_use(world: ThrowAway) -> None:
        world.bailiwick("daemon", "start")
        world.bailiwick("daemon", "stop")
        change(world)

    return after_use


def a_file_for(folder: str) -> Callable[[ThrowAway], None]:
    """Root may write everywhere, but not into a file as if it were a folder."""

    def change(world: ThrowAway) -> None:
        shutil.rmtree(world.state.folder(folder))
        world.write(world.state.folder(folder), "")

    return change


def nothing_at(path: str) -> Callable[[ThrowAway], None]:
    return lambda world: os.remove(f"{world.state.root}/{path}")


AGAIN = "bailiwick init"

BROKEN: Mapping[str, tuple[Callable[[ThrowAway], object], str, str]] = {
    "settings without our hooks": (
        lambda world: world.write(world.user_settings, "{}"),
        "missing for every event",
        AGAIN,
    ),
    "settings that are gone": (lambda world: os.remove(world.user_settings), "the file is gone", AGAIN),
    "settings that are no JSON": (lambda world: world.write(world.user_settings, "{,"), "not JSON", "repair"),
    "no hook before calls": (without("PreToolUse"), "missing for PreToolUse", AGAIN),
    "no guard of the settings": (without("ConfigChange"), "missing for ConfigChange", AGAIN),
    "a program that is missing": (hooks(command="/nonexistent/hook"), "live: an allowed call runs", "reinstall"),
    "onFailure taken out": (hooks(onFailure=None), "live: no call runs without the hook client", "do not fail closed"),
    "onFailure that lets pass": (hooks("PreToolUse", onFailure="continue"), "`onFailure` is `continue`", AGAIN),
    "onFailure of a wrong value": (
        hooks("PreToolUse", onFailure="maybe"),
        "the client called no PreToolUse",
        "dropped",
    ),
    "a matcher": (matcher("Write"), "live: a denied call does not run: it ran; the client called no PreToolUse", AGAIN),
    "a narrow matcher": (matcher("Bash|Read"), "`matcher` is `Bash|Read`, expected none", AGAIN),
    "an asynchronous hook": (
        hooks("PreToolUse", **{"async": True}),
        "live: a denied call does not run: it ran",
        "async",
    ),
    "hooks of the wrong mode": (argument("--fail", "open"), "with a broken policy: it ran", "do not fail closed"),
    "hooks of another home": (argument("--home", "/nonexistent/home"), "--home is `/nonexistent/home`", AGAIN),
    "arguments that the hook client refuses": (
        argument("--deadline-ms", "700000"),
        "live: the client made none of the canaries' calls, so nothing is proved",
        AGAIN,
    ),
    "neither daemon nor evaluator": (
        argument("--python", "/nonexistent/python"),
        "no decision service answered",
        AGAIN,
    ),
    "no policy": (policy(None), "live: an allowed call runs: stopped: bailiwick cannot decide", "repair the policy"),
    "a broken policy": (
        policy("rules: [{"),
        "live: an allowed call runs: stopped: bailiwick cannot",
        "repair the policy",
    ),
    "a policy without the pack": (
        policy("version: 1\nmode: enforce\n"),
        "live: a denied call does not run: it",
        "baseline",
    ),
    "a policy that only observes": (
        policy("version: 1\nmode: observe\npacks: [baseline]\n"),
        "live: a denied call does not run: it ran",
        "bailiwick mode enforce",
    ),
    "hooks switched off for the user": (
        setting(disableAllHooks=True),
        "live: the client accepts your settings",
        "repair",
    ),
    "hooks switched off for the project": (
        lambda world: world.write(".claude/settings.json", '{"disableAllHooks": true}'),
        "live: the client accepts your settings as they are: no hook ran: `disableAllHooks` in",
        "repair what is named",
    ),
    "a value that the client does not accept": (
        setting(sandbox={"enabled": "yes", "network": {"allowedDomains": 7}}),
        "live: the client accepts your settings as they are: no hook ran",
        "repair what is named",
    ),
    "no record of the installation": (used(a_file_for("install")), "cannot read the records of installations", AGAIN),
    "a log that cannot be written": (a_file_for("log"), "daemon: the daemon did not start", "BAILIWICK_HOME"),
    "no anchor": (used(nothing_at("anchors/log.head")), "daemon: the daemon did not start", "move log/ and anchors/"),
    "no signing key": (used(nothing_at("keys/log.key")), "log key: expected the log key", "backup"),
    "no public key": (used(nothing_at("keys/log.pub")), "log key: cannot read the key", AGAIN),
    "a key that others may read": (
        lambda world: os.chmod(f"{world.state.root}/keys/log.key", 0o644),
        "to have mode 600",
        "chmod 600",
    ),
    "a run directory that others may write": (
        lambda world: os.chmod(f"{world.state.root}/run", 0o777),
        "harmless call: is denied through the installed hook",
        "under `home` what to change",
    ),
    "a pipe as policy": (
        pipe_as_policy,
        "policy: `",
        "move it away and run `bailiwick init`",
    ),
    "a home that others may enter": (
        lambda world: os.chmod(world.state.root, 0o755),
        "others may look into",
        "chmod 700",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_red_line_names_the_cause_and_what_helps(claude: str, world: ThrowAway, fault: str) -> None:
    spoil, seen, remedy = BROKEN[fault]
    spoil(world)
    report = world.query("doctor", "--live", "--claude", claude)
    red = [check for check in report["checks"] if check["level"] == "bad"]
    lines = [f"{check['name']}: {check['seen']} -> {check['remedy']}" for check in red]
    assert not report["healthy"]
    assert all(check["remedy"] for check in red), lines
    assert any(seen in line and remedy in line for line in lines), lines


@pytest.mark.parametrize(
    ("text", "seen", "remedy"),
    [
        ("echo 'no licence' >&2; exit 7", "the client ended with 7: no licence", "by hand"),
        ("exit 0", "the client ended with 0", "by hand"),
        ("test $1 = --version && echo '2.1.100 (Claude Code)'", "before 2.1.295", "update the client"),
    ],
)
def test_a_client_that_does_not_do_its_work_is_named(world: ThrowAway, text: str, seen: str, remedy: str) -> None:
    program = world.write(f"{world.root}/claude", f"#!/bin/sh\n{text}\n")
    os.chmod(program, 0o755)
    checks = world.query("doctor", "--live", "--claude", program)["checks"]
    red = [f"{check['seen']} -> {check['remedy']}" for check in checks if check["level"] == "bad"]
    assert any(seen in line and remedy in line for line in red), red


def test_without_a_client_nothing_is_proved_and_the_line_says_so(world: ThrowAway) -> None:
    checks = world.query("doctor", "--live", "--claude", "/nonexistent/claude")["checks"]
    red = [check for check in checks if check["level"] == "bad"]
    assert [check["name"] for check in red] == ["live"]
    assert re.search("no `claude` was found", red[0]["seen"])


def test_what_was_proven_is_remembered_with_the_client(claude: str, world: ThrowAway) -> None:
    world.query("doctor", "--live", "--claude", claude)
    (line,) = [check for check in world.query("doctor", "--claude", claude)["checks"] if check["name"] == "live proof"]
    assert line["level"] == "ok", line
    other = world.write("other/claude", "#!/bin/sh\necho 2.1.999\n")
    os.chmod(other, 0o755)
    (line,) = [check for check in world.query("doctor", "--claude", other)["checks"] if check["name"] == "live proof"]
    assert "claude 2.1.999 is not the client" in line["seen"]
