"""Which turn answers which request."""

from __future__ import annotations

from typing import Any

from bailiwick.apps.live.conversation import MAIN, SIDE, Call, Player, Script, ToolResult, Turn, tool_results

SCRIPT = Script(
    main=(Turn.of(Call("look", "Read", {"file_path": "/a"})), Turn.of("finished")),
    agents={"SUBTASK": (Turn.of(Call("inner", "Bash", {"command": "ls"})), Turn.of("seen"))},
)


def request(*messages: tuple[str, object], tools: bool = True) -> dict[str, Any]:
    return {
        "tools": [{"name": "Read"}] if tools else [],
        "messages": [{"role": role, "content": content} for role, content in messages],
    }


def test_the_main_conversation_goes_on_turn_by_turn_and_then_says_done() -> None:
    player = Player(SCRIPT)
    first = request(("user", "go"))
    second = request(("user", "go"), ("assistant", "..."), ("user", "result"))
    third = request(("user", "go"), ("assistant", "..."), ("user", "more"))
    assert [player.answer(body) for body in (first, second, third)] == [
        (MAIN, SCRIPT.main[0]),
        (MAIN, SCRIPT.main[1]),
        (MAIN, Turn.of("done")),
    ]


def test_a_request_that_is_sent_again_gets_the_same_turn_again() -> None:
    player = Player(SCRIPT)
    body = request(("user", "go"))
    assert player.answer(body) == player.answer(body)


def test_requests_beside_the_conversation_use_up_no_turn() -> None:
    player = Player(SCRIPT)
    title = {**request(("user", "name this"), tools=False), "output_config": {"format": {}}}
    compaction = request(("user", [{"type": "text", "text": "write this summary now"}]))
    assert player.answer(title) == (SIDE, Turn.of('{"title": "scripted"}'))
    assert player.answer(compaction) == (SIDE, Turn.of("ok"))
    assert player.answer(request(("user", "go"))) == (MAIN, SCRIPT.main[0])


def test_each_subagent_with_the_marker_plays_its_turns_from_the_start() -> None:
    player = Player(SCRIPT)
    start = request(("user", "SUBTASK: count"))
    other = request(("user", "SUBTASK: count again"))
    later = request(("user", "SUBTASK: count"), ("assistant", "..."), ("user", "result"))
    assert player.answer(start)[1] == player.answer(other)[1] == SCRIPT.agents["SUBTASK"][0]
    assert player.answer(later) == ("SUBTASK", Turn.of("seen"))


def test_the_first_sighting_of_a_tool_result_counts() -> None:
    block = {"type": "tool_result", "tool_use_id": "toolu_look", "content": [{"type": "text", "text": "hi"}]}
    again = {**block, "content": "cut", "is_error": True}
    assert tool_results([request(("user", [block])), request(("user", [again]))]) == {
        "toolu_look": ToolResult("hi", error=False)
    }
