"""The scripted model over real loopback HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from bailiwick.apps.live.conversation import Call, Script, Turn
from bailiwick.apps.live.scripted_model import ScriptedModel

BODY = {"model": "m", "tools": [{"name": "Read"}], "messages": [{"role": "user", "content": "go"}]}
LOOK = Call("look", "Read", {"file_path": "/a"})


def post(url: str, body: dict[str, Any]) -> bytes:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
        data = answer.read()
    assert isinstance(data, bytes)
    return data


def test_a_streamed_answer_carries_text_and_calls_block_by_block() -> None:
    with ScriptedModel(Script(main=(Turn.of("first", LOOK),))) as model:
        stream = post(f"{model.url}/v1/messages", {**BODY, "stream": True}).decode()
    events = [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]
    assert [event["type"] for event in events] == [
        "message_start",
        *["content_block_start", "content_block_delta", "content_block_stop"] * 2,
        "message_delta",
        "message_stop",
    ]
    assert events[2]["delta"]["text"] == "first"
    assert events[4]["content_block"] == {"type": "tool_use", "id": "toolu_look", "name": "Read", "input": {}}
    assert json.loads(events[5]["delta"]["partial_json"]) == {"file_path": "/a"}
    assert events[7]["delta"]["stop_reason"] == "tool_use"


def test_a_whole_answer_has_the_same_content() -> None:
    with ScriptedModel(Script(main=(Turn.of("first", LOOK),))) as model:
        answer = json.loads(post(f"{model.url}/v1/messages", BODY))
    assert [block["type"] for block in answer["content"]] == ["text", "tool_use"]
    assert answer["stop_reason"] == "tool_use"


def test_tokens_are_counted_and_every_request_is_kept() -> None:
    with ScriptedModel(Script(main=())) as model:
        assert json.loads(post(f"{model.url}/v1/messages/count_tokens", BODY))["input_tokens"] > 0
        assert [(request.path, request.conversation) for request in model.received] == [
            ("/v1/messages/count_tokens", "")
        ]


def test_a_scripted_error_is_an_http_error() -> None:
    with ScriptedModel(Script(main=(Turn(status=529),))) as model, pytest.raises(urllib.error.HTTPError) as error:
        post(f"{model.url}/v1/messages", BODY)
    assert error.value.code == 529
    error.value.close()


def test_a_step_that_fails_is_kept_for_the_caller() -> None:
    def fail() -> None:
        raise ValueError("the step went wrong")

    with ScriptedModel(Script(main=(Turn.of("hello", before=fail),))) as model:
        with pytest.raises(urllib.error.HTTPError) as error:
            post(f"{model.url}/v1/messages", BODY)
        error.value.close()
        assert [str(failure) for failure in model.failures] == ["the step went wrong"]
