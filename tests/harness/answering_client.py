"""The real client with a host that answers its questions, as an editor's extension does."""

from __future__ import annotations

import json
import subprocess
import threading

from bailiwick.apps.live.scripted_model import ScriptedModel
from bailiwick.apps.live.throwaway import SEARCH_PATH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.apps.live.conversation import Script
    from bailiwick.apps.live.throwaway import ThrowAway

SECONDS = 90.0
_WORDS = ("-p", "--input-format", "stream-json", "--output-format", "stream-json", "--verbose")
_VARIABLES = {
    "ANTHROPIC_API_KEY": "loopback-only",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    "DISABLE_AUTOUPDATER": "1",
    "NO_PROXY": "127.0.0.1",
    "PATH": SEARCH_PATH,
}


def play_answering(client: str, world: ThrowAway, script: Script, answers: Sequence[str]) -> None:
    """Play `script`, answering one question of AskUserQuestion after the other with `answers`; all else is allowed."""
    waiting = list(answers)
    with ScriptedModel(script) as model:
        argv = [client, *_WORDS, "--permission-prompt-tool", "stdio"]
        variables = world.environment({**_VARIABLES, "ANTHROPIC_BASE_URL": model.url})
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(
            argv, cwd=world.project, env=variables, stdin=pipe, stdout=pipe, stderr=nothing, text=True
        ) as child:
            limit = threading.Timer(SECONDS, child.kill)
            limit.start()
            try:
                _converse(child, waiting)
            finally:
                limit.cancel()
                child.kill()
    assert not waiting, "the client asked less than was expected"


def _converse(child: subprocess.Popen[str], waiting: list[str]) -> None:
    assert child.stdin is not None
    assert child.stdout is not None
    _say(child, {"type": "user", "message": {"role": "user", "content": "go"}, "session_id": ""})
    for line in child.stdout:
        event = json.loads(line)
        if event.get("type") == "control_request":
            given = dict(event["request"].get("input", {}))
            if event["request"].get("tool_name") == "AskUserQuestion":
                given["answers"] = {one["question"]: waiting.pop(0) for one in given["questions"]}
            said = {"behavior": "allow", "updatedInput": given}
            reply = {"subtype": "success", "request_id": event["request_id"], "response": said}
            _say(child, {"type": "control_response", "response": reply})
        elif event.get("type") == "result":
            child.stdin.close()


def _say(child: subprocess.Popen[str], message: object) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(message) + "\n")
    child.stdin.flush()
