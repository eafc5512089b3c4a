"""How often the real client asks a person on the recorded day, without and with the pack `auto-approve`.

The shell calls of `benchmarks/data/day.jsonl` are played on the real client, headless and without permission rules, in
throw-away projects: a call that would be asked about is refused there, and so counted.

    .venv/bin/python benchmarks/client_prompts.py     needs $CLAUDE_BIN or .e2e (make client)
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from bailiwick.apps.live.client import client_version, play
from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.throwaway import ThrowAway

DAY = Path(__file__).parent / "data" / "day.jsonl"
PINNED = Path(__file__).parents[1] / ".e2e" / "node_modules" / ".bin" / "claude"
FILES = {
    "README.md": "# Project\n",
    "src/app.py": "print('hello')\n",
    "src/main.py": "print('main')\n",
    "docs/drafts/a.md": "a\n",
    "docs/guide.md": "# Guide\n",
    "package.json": '{"name": "project", "scripts": {}}\n',
    "Makefile": "build:\n\ttrue\n",
    "scripts/build.sh": "#!/bin/sh\n",
    "dist/app.js": "x\n",
    "tests/test_main.py": "def test_main():\n    assert True\n",
    "npm-debug.log": "x\n",
}


def prompts(client: str, calls: list[dict[str, Any]], packs: str) -> int:
    """How many of the calls are refused because nobody answers the client's question."""
    with ThrowAway() as world:
        world.git("init", "-q", "-b", "main")
        for name, text in FILES.items():
            world.write(name, text)
        world.git("add", "-f", ".")
        world.git("commit", "-q", "-m", "first")
        world.git("commit", "-q", "--allow-empty", "-m", "second")
        world.git("branch", "feature")
        world.govern()
        world.write(world.state.policy, f"version: 1\nmode: enforce\npacks: [{packs}]\n")
        script = Script(main=tuple(Turn.of(Call(call["id"], "Bash", dict(call["input"]))) for call in calls))
        session = play(client, world, script)
    texts = [session.text(call["id"]) for call in calls if session.results[call["id"]].error]
    return sum("approval" in text or "permission" in text for text in texts)


def main() -> int:
    client = os.environ.get("CLAUDE_BIN") or str(PINNED)
    if not os.access(client, os.X_OK):
        print(f"`{client}` is missing: run `make client`")
        return 0
    calls = [json.loads(line) for line in DAY.read_text(encoding="utf-8").splitlines()]
    sessions: dict[str, list[dict[str, Any]]] = {}
    for call in calls:
        if call["tool"] == "Bash":
            sessions.setdefault(call["session"], []).append(call)
    shell = sum(map(len, sessions.values()))
    print(f"client {client_version(client)}, {shell} shell calls of the day")
    for packs in ("", "auto-approve"):
        asked = sum(prompts(client, part, packs) for part in sessions.values())
        print(f"packs [{packs}]: {asked} prompts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
