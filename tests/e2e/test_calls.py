"""Allow, ask and deny, for every way in which the client makes a call."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

pytestmark = pytest.mark.e2e


def keepsake(world: ThrowAway, name: str = "letters") -> str:
    """A directory of the home that no agent may delete."""
    world.write(f"{world.home}/{name}/letter.txt", "dear diary\n")
    return f"{world.home}/{name}"


def test_an_allowed_call_runs_and_is_recorded_with_its_outcome(claude: str, world: ThrowAway) -> None:
    session = play(claude, world, Script(main=(Turn.of(Call("make", "Bash", {"command": "touch made"})),)))
    assert world.exists("made"), session.stderr
    decision = world.decision("make")
    assert decision["verdict"] in ("allow", "abstain")
    assert decision["session"] == session.id
    outcomes = [body for body in world.entries("outcome") if body["call"] == "toolu_make"]
    assert [outcome["status"] for outcome in outcomes] == ["done"]
    assert outcomes[0]["decision"]
    assert outcomes[0]["changed"] is False


def test_a_denied_call_does_not_run_and_the_model_learns_why(claude: str, world: ThrowAway) -> None:
    folder = keepsake(world)
    session = play(claude, world, Script(main=(Turn.of(Call("wipe", "Bash", {"command": f"rm -rf {folder}"})),)))
    assert world.exists(folder)
    assert session.results["wipe"].error
    decision = world.decision("wipe")
    assert decision["verdict"] == "deny"
    assert decision["rules"][0]["reason"] in session.text("wipe")


def test_denials_hold_in_bypass_mode(claude: str, world: ThrowAway) -> None:
    folder = keepsake(world)
    calls = (Call("make", "Bash", {"command": "touch made"}), Call("wipe", "Bash", {"command": f"rm -rf {folder}"}))
    play(claude, world, Script(main=tuple(Turn.of(call) for call in calls)), bypass=True)
    assert world.exists("made")
    assert world.exists(folder)


def test_an_ask_with_nobody_to_answer_is_blocked_and_says_how_to_approve(claude: str, world: ThrowAway) -> None:
    world.write("drafts/one.txt", "a draft that git does not know\n")
    session = play(
        claude, world, Script(main=(Turn.of(Call("drop", "Bash", {"command": "rm -rf drafts"})),)), bypass=True
    )
    assert world.exists("drafts/one.txt")
    assert session.results["drop"].error
    assert world.decision("drop")["answered"] == "deny"
    assert "approve" in session.text("drop")


def test_calls_made_in_one_message_are_judged_one_by_one(claude: str, world: ThrowAway) -> None:
    folder = keepsake(world)
    together = [Call(f"make{number}", "Bash", {"command": f"touch made{number}"}) for number in range(4)]
    wipe = Call("wipe", "Bash", {"command": f"rm -rf {folder}"})
    play(claude, world, Script(main=(Turn.of(*together[:2], wipe, *together[2:]),)), bypass=True)
    assert world.exists(folder)
    assert world.decision("wipe")["verdict"] == "deny"
    for call in together:
        assert world.decision(call.label)["verdict"] in ("allow", "abstain")
    assert world.bailiwick("verify", check=False).returncode == 0


def test_a_subagent_is_governed_and_named_in_the_log(claude: str, world: ThrowAway) -> None:
    folder = keepsake(world)
    task = {
        "description": "tidy",
        "prompt": "SUBTASK: tidy",
        "subagent_type": "general-purpose",
        "run_in_background": False,
    }
    script = Script(
        main=(Turn.of(Call("spawn", "Agent", task)),),
        agents={
            "SUBTASK": (
                Turn.of(Call("inner", "Bash", {"command": "touch inner"})),
                Turn.of(Call("inner_wipe", "Bash", {"command": f"rm -rf {folder}"})),
                Turn.of("tidied"),
            )
        },
    )
    play(claude, world, script, bypass=True)
    assert world.exists("inner")
    assert world.exists(folder)
    decision = world.decision("inner_wipe")
    assert decision["verdict"] == "deny"
    assert decision["subagent"]
    assert decision["role"] == "general-purpose"
    assert world.decision("spawn")["subagent"] == ""


MCP_SERVER = """
import json, pathlib, sys
for line in sys.stdin:
    message = json.loads(line)
    method, number = message.get("method"), message.get("id")
    if number is None:
        continue
    if method == "initialize":
        result = {"protocolVersion": message["params"]["protocolVersion"], "capabilities": {"tools": {}},
                  "serverInfo": {"name": "notes", "version": "1"}}
    elif method == "tools/list":
        schema = {"type": "object", "properties": {"url": {"type": "string"}, "text": {"type": "string"}}}
        result = {"tools": [{"name": name, "description": name, "inputSchema": schema} for name in ("save", "fetch")]}
    elif method == "tools/call":
        with pathlib.Path(sys.argv[1]).open("a") as record:
            record.write(json.dumps(message["params"]) + "\\n")
        result = {"content": [{"type": "text", "text": "saved"}]}
    else:
        result = {}
    print(json.dumps({"jsonrpc": "2.0", "id": number, "result": result}), flush=True)
"""


def test_mcp_tools_are_governed(claude: str, world: ThrowAway) -> None:
    server = world.write(f"{world.root}/notes_server.py", MCP_SERVER)
    record = Path(world.root, "record")
    servers = {"notes": {"command": sys.executable, "args": ["-I", "-S", server, str(record)]}}
    world.write(".mcp.json", json.dumps({"mcpServers": servers}))
    script = Script(
        main=(
            Turn.of(Call("save", "mcp__notes__save", {"text": "milk"})),
            Turn.of(Call("fetch", "mcp__notes__fetch", {"url": "http://169.254.169.254/latest/meta-data/"})),
        )
    )
    session = play(claude, world, script, bypass=True, arguments=("--mcp-config", f"{world.project}/.mcp.json"))
    assert session.text("save") == "saved", session.results
    assert [json.loads(line)["name"] for line in record.read_text().splitlines()] == ["save"]
    assert world.decision("fetch")["verdict"] == "deny"


def test_observe_blocks_nothing_and_records_what_would_have_been(claude: str) -> None:
    with ThrowAway() as world:
        world.govern("--observe")
        folder = keepsake(world)
        play(claude, world, Script(main=(Turn.of(Call("wipe", "Bash", {"command": f"rm -rf {folder}"})),)), bypass=True)
        assert not world.exists(folder)
        decision = world.decision("wipe")
        assert decision["verdict"] == "deny"
        assert decision["mode"] == "observe"
        assert decision["answered"] == "none"


def test_shell_lines_of_a_skill_are_judged_although_no_hook_sees_them_run(claude: str, world: ThrowAway) -> None:
    folder = keepsake(world)
    skill = "---\nname: {0}\ndescription: {0}\n---\nResult: !`{1}`\n"
    world.write(".claude/skills/greet/SKILL.md", skill.format("greet", "touch greeted"))
    world.write(".claude/skills/tidy/SKILL.md", skill.format("tidy", f"rm -rf {folder}"))
    calls = (Call("greet", "Skill", {"skill": "greet"}), Call("tidy", "Skill", {"skill": "tidy"}))
    play(claude, world, Script(main=tuple(Turn.of(call) for call in calls)), bypass=True)
    assert world.exists("greeted")
    assert world.exists(folder)
    assert world.decision("tidy")["verdict"] == "deny"
