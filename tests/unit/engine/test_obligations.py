"""Obligations: carried out in the input that runs, judged again, recorded; impossible ones deny."""

from __future__ import annotations

import pytest
from engine_bench import LAUNCHER, Bench, EmptyHost

from bailiwick.engine.records import input_hash
from bailiwick.model.fact import ConfinementFact, ConfinementQuery, ObjectionFact, ObjectionQuery
from bailiwick.model.verdict import FailMode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from bailiwick.model.event import Answer
    from bailiwick.model.fact import Fact, FactQuery

CLOSED = FailMode.CLOSED
RM = "{program: rm, add: --preserve-root}"
PUSH = "{program: git push, replace: {--force: --force-with-lease, -f: --force-with-lease}}"
TOKEN = "ghp" + "_" + "aB3dE5gH7jK9mN1pQ3sT5vX7zA9bC1dE3fG5"
CARD = "4012 8888" + " 8888 1881"


def bench(
    obligation: str, *, on: str = "exec.run", where: str = "", mode: str = "enforce", facts: EmptyHost | None = None
) -> Bench:
    condition = f", where: {where}" if where else ""
    rule = f"{{id: o, guard: note, on: {on}{condition}, reason: house rule, obligations: [{obligation}]}}"
    return Bench(f"version: 1\nmode: {mode}\nrules: [{rule}]\n", facts=facts)


def ask(made: Bench, tool: str = "Bash", **given: Any) -> Answer:
    return made.governor.handle(made.call(tool, **given), fail_mode=CLOSED)


def rewritten(obligation: str, command: str, program: str) -> str | None:
    answer = ask(bench(f"{{rewrite: {obligation}}}", where=f"{{program: {program}}}"), command=command)
    assert not answer.refused, answer.refused
    return None if answer.input is None else str(answer.input["command"])


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("rm -r build", "rm --preserve-root -r build"),
        ("cd src && rm x; echo rm", "cd src && rm --preserve-root x; echo rm"),
        ("cat <<'E'\nrm -r a\nE\nrm b", "cat <<'E'\nrm -r a\nE\nrm --preserve-root b"),
        ("for f in a b; do rm $f; done", "for f in a b; do rm --preserve-root $f; done"),
        ("bash -c 'rm x'", "bash -c 'rm --preserve-root x'"),
        ("echo rm; sudo rm x", "echo rm; sudo rm --preserve-root x"),
        ("rm a; rm b", "rm --preserve-root a; rm --preserve-root b"),
        ("/bin/rm x # rm it", "/bin/rm --preserve-root x # rm it"),
        ("find . -name x | xargs rm", "find . -name x | xargs rm --preserve-root"),
        ("rm --preserve-root x", None),
    ],
)
def test_an_option_is_added_where_the_program_is_started(command: str, expected: str | None) -> None:
    assert rewritten(RM, command, "rm") == expected


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("git push --force origin x", "git push --force-with-lease origin x"),
        ("git -C sub push -f", "git -C sub push --force-with-lease"),
        (
            "git commit -m 'push --force' && git push --force",
            "git commit -m 'push --force' && git push --force-with-lease",
        ),
        ("git push --force-with-lease", None),
    ],
)
def test_a_word_is_replaced(command: str, expected: str | None) -> None:
    made = bench(f"{{rewrite: {PUSH}}}", on="vcs.push", where="{force: true}")
    answer = ask(made, command=command)
    assert not answer.refused, answer.refused
    assert (None if answer.input is None else answer.input["command"]) == expected


@pytest.mark.parametrize(
    ("obligation", "on", "command"),
    [
        (RM, "file.delete", "find . -name x -delete"),
        (RM, "file.delete", "r''m x"),
        (RM, "file.delete", "x=rm; echo $x; $x y"),
        (RM, "file.delete", "alias d=rm\nd y"),
        (RM, "file.delete", "; ".join(f"rm f{n}" for n in range(9))),
        ("{program: git push, replace: {--force: --force-with-lease}}", "vcs.push", "git push -f"),
        ("{program: git push, replace: {--force: --force-with-lease}}", "vcs.push", "git push origin +x"),
    ],
)
def test_what_cannot_be_rewritten_with_certainty_is_denied(obligation: str, on: str, command: str) -> None:
    answer = ask(bench(f"{{rewrite: {obligation}}}", on=on), command=command)
    assert "core/obligation" in answer.refused
    assert answer.input is None


def test_a_call_of_another_tool_cannot_be_rewritten() -> None:
    answer = ask(bench(f"{{rewrite: {RM}}}", on="file.write"), "Write", file_path="/home/dev/proj/x", content="rm")
    assert "core/obligation" in answer.refused


def test_both_inputs_are_recorded_and_the_outcome_is_compared_with_the_one_that_runs() -> None:
    made = bench(f"{{rewrite: {RM}}}", where="{program: rm}")
    answer = ask(made, command="rm x")
    body = made.recorder.last("decision")
    assert body["input"]["command"] == "rm x"
    assert body["executed"]["command"] == "rm --preserve-root x"
    assert body["input_sha256"] == input_hash(made.request("Bash", command="rm x"))
    assert body["executed_sha256"] == body["session_event"]["input"]
    assert body["obligations"][0]["rule"] == "user/o"
    assert body["asked"]["operations"][0]["source"] == "rm x"
    assert body["operations"][0]["source"] == "rm --preserve-root x"
    assert answer.input is not None
    made.governor.handle(made.outcome("Bash", command=str(answer.input["command"])), fail_mode=CLOSED)
    assert made.recorder.last("outcome")["changed"] is False
    assert "incident" not in made.recorder.kinds()


def test_a_client_that_runs_the_original_all_the_same_is_an_incident() -> None:
    made = bench(f"{{rewrite: {RM}}}", where="{program: rm}")
    ask(made, command="rm x")
    made.governor.handle(made.outcome("Bash", command="rm x"), fail_mode=CLOSED)
    assert made.recorder.last("outcome")["changed"] is True
    assert made.recorder.last("incident")["what"] == "input-rewritten"


def test_the_rewritten_call_is_judged_too() -> None:
    rules = (
        "{id: o, guard: note, on: exec.run, where: {program: curl}, reason: r, obligations: [{rewrite: "
        "{program: curl, add: --output=/etc/x}}]},"
        "{id: d, guard: deny, on: file.write, class: system, reason: no writes there}"
    )
    made = Bench(f"version: 1\nrules: [{rules}]\n")
    answer = ask(made, command="curl http://example.com")
    assert "user/d" in answer.refused
    assert answer.input is None


def test_a_rewritten_call_keeps_the_stronger_verdict() -> None:
    rules = (
        "{id: o, guard: note, on: vcs.push, where: {force: yes}, reason: r, obligations: [{rewrite: "
        f"{PUSH}}}]}}, {{id: a, guard: ask, on: vcs.push, where: {{force: yes}}, reason: sure}}"
    )
    made = Bench(f"version: 1\nrules: [{rules}]\n")
    answer = ask(made, command="git push --force -q")
    assert "user/a" in answer.ask
    assert answer.input == {"command": "git push --force-with-lease -q"}


def test_advice_reaches_the_model_also_with_a_denial() -> None:
    made = bench("{annotate: prefer ripgrep here}", where="{program: grep}")
    assert ask(made, command="grep -r x .").context == "prefer ripgrep here"
    with_denial = Bench(
        "version: 1\nrules: [{id: n, guard: note, on: file.delete, reason: r, obligations: [{annotate: use git rm}]},"
        "{id: d, guard: deny, on: file.delete, reason: no}]\n"
    )
    answer = ask(with_denial, command="rm x")
    assert answer.refused
    assert answer.context == "use git rm"


CAGED = "{confine: {write: project, network: any}}"
PREFIX = f"{' '.join(LAUNCHER)} --write /home/dev/proj --network any -- bash -c "


def test_a_confined_call_runs_behind_our_launcher() -> None:
    made = bench(CAGED)
    answer = ask(made, command="echo 'a'; touch x", timeout=7)
    assert answer.input == {"command": PREFIX + "'echo '\"'\"'a'\"'\"'; touch x'", "timeout": 7}
    body = made.recorder.last("decision")
    assert body["input"]["command"] == "echo 'a'; touch x"
    assert body["executed"]["command"] == answer.input["command"]
    assert [one["source"] for one in body["operations"]] == [one["source"] for one in body["asked"]["operations"]]
    assert {"query": "confinement", "network": "any", "answer": {"launcher": list(LAUNCHER)}} in body["facts"]
    made.governor.handle(made.outcome("Bash", command=str(answer.input["command"]), timeout=7), fail_mode=CLOSED)
    assert made.recorder.last("outcome")["changed"] is False
    assert "incident" not in made.recorder.kinds()


def test_a_call_that_is_confined_as_demanded_stays_as_it_is() -> None:
    answer = ask(bench(CAGED), command=f"{PREFIX}'ls x'")
    assert (answer.refused, answer.input) == ("", None)


@pytest.mark.parametrize(
    "looser",
    [
        f"{' '.join(LAUNCHER)} --write / --network any -- bash -c 'ls x'",
        f"{' '.join(LAUNCHER)} -- bash -c 'ls x'",
    ],
)
def test_a_sandbox_of_the_agents_own_is_replaced(looser: str) -> None:
    assert ask(bench(CAGED), command=looser).input == {"command": f"{PREFIX}'ls x'"}


def test_the_launcher_in_the_hands_of_the_agent_gives_no_rights() -> None:
    made = Bench("version: 1\nrules: [{id: d, guard: deny, on: file.delete, reason: no}]\n")
    assert "user/d" in ask(made, command=f"{PREFIX}'rm x'").refused
    assert not ask(made, command=f"{PREFIX}'ls x'").refused


def test_options_of_the_launcher_that_could_be_read_in_two_ways_are_refused() -> None:
    made = Bench("version: 1\npacks: [baseline]\n")
    for options in ("--write -- --", "--write", "--other x --", "--write $X --"):
        assert "governance.stop" in ask(made, command=f"{' '.join(LAUNCHER)} {options} ls").refused


def test_a_call_is_confined_and_rewritten_for_two_rules() -> None:
    rules = (
        f"{{id: c, guard: note, on: exec.run, reason: r, obligations: [{CAGED}]}},"
        f"{{id: o, guard: note, on: exec.run, where: {{program: rm}}, reason: r, obligations: [{{rewrite: {RM}}}]}}"
    )
    made = Bench(f"version: 1\nrules: [{rules}]\n")
    assert ask(made, command="rm x").input == {"command": f"{PREFIX}'rm --preserve-root x'"}
    assert ask(made, command=f"{PREFIX}'rm --preserve-root x'").input is None


def test_a_confined_call_that_must_be_asked_about_is_asked_about() -> None:
    rules = (
        f"{{id: c, guard: note, on: exec.run, reason: r, obligations: [{CAGED}]}},"
        "{id: a, guard: ask, on: file.delete, reason: sure}"
    )
    answer = ask(Bench(f"version: 1\nrules: [{rules}]\n"), command="rm x")
    assert "user/a" in answer.ask
    assert answer.input == {"command": f"{PREFIX}'rm x'"}


def test_a_call_of_another_tool_cannot_be_confined() -> None:
    answer = ask(bench(CAGED, on="file.write"), "Write", file_path="/home/dev/proj/x", content="x")
    assert "core/obligation" in answer.refused


class Unconfining(EmptyHost):
    """A host without any sandbox."""

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        return {
            query: ConfinementFact(problem="no Landlock") if isinstance(query, ConfinementQuery) else answer
            for query, answer in super().fetch(queries).items()
        }


def test_where_nothing_can_confine_the_call_is_denied_with_the_reason() -> None:
    answer = ask(bench(CAGED, facts=Unconfining()), command="ls")
    assert "core/obligation" in answer.refused
    assert "no Landlock" in answer.refused
    assert answer.input is None


class Objecting(EmptyHost):
    """A host whose agent has a rule of its own about every command with `secretly`, seen or not."""

    def __init__(self, *, denies: bool) -> None:
        self._denies = denies

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        return {
            query: ObjectionFact("`Bash(x)`", self._denies)
            if isinstance(query, ObjectionQuery) and '"command": "secretly"' in query.text
            else answer
            for query, answer in super().fetch(queries).items()
        }


@pytest.mark.parametrize("command", ["secretly", f"{PREFIX}'secretly'"])
def test_the_agents_own_rules_are_asked_about_the_command_in_the_sandbox(command: str) -> None:
    denied = ask(bench(CAGED, facts=Objecting(denies=True)), command=command)
    assert "`Bash(x)`" in denied.refused
    assert denied.input is None
    asked = ask(bench(CAGED, facts=Objecting(denies=False)), command=command)
    assert "`Bash(x)`" in asked.ask
    assert not ask(bench(CAGED, facts=Objecting(denies=True)), command="openly").refused


def test_a_question_of_the_agents_own_rules_that_nobody_can_answer_is_a_denial() -> None:
    made = bench(CAGED, facts=Objecting(denies=False))
    answer = made.governor.handle(made.call("Bash", answerable=False, command="secretly"), fail_mode=CLOSED)
    assert "`Bash(x)`" in answer.refused
    assert made.recorder.last("decision")["unanswerable"] is True


def test_observe_changes_nothing_and_records_the_obligation() -> None:
    made = bench(f"{{rewrite: {RM}}}", where="{program: rm}", mode="observe")
    answer = ask(made, command="rm x")
    assert (answer.refused, answer.input) == ("", None)
    assert made.recorder.last("decision")["obligations"][0]["kind"] == "rewrite"


def test_credentials_and_personal_data_are_taken_out_of_what_is_written() -> None:
    made = bench("{redact: [secrets, personal-data]}", on="file.write")
    answer = ask(made, "Write", file_path="/home/dev/proj/x", content=f"token {TOKEN} card {CARD} end")
    assert answer.input is not None
    content = str(answer.input["content"])
    assert TOKEN not in content
    assert CARD not in content
    assert content.startswith("token [redacted github")
    assert content.endswith(" end")
    assert answer.input["file_path"] == "/home/dev/proj/x"


def test_what_a_file_holds_already_stays_in_an_edit() -> None:
    made = bench("{redact: secrets}", on="file.write")
    same = ask(made, "Edit", file_path="/home/dev/proj/x", old_string=f"a {TOKEN}", new_string=f"b {TOKEN}")
    assert same.input is None
    new = ask(made, "Edit", file_path="/home/dev/proj/x", old_string="a", new_string=f"b {TOKEN}")
    assert new.input is not None
    assert TOKEN not in str(new.input)


def test_credentials_in_a_shell_call_cannot_be_taken_out() -> None:
    made = bench("{redact: secrets}", on="exec.run")
    assert "core/obligation" in ask(made, command=f"echo {TOKEN}").refused
    assert not ask(made, command="echo hello").refused


@pytest.mark.parametrize(
    ("who", "answerable", "attended", "asked"),
    [
        ("anyone", True, True, True),
        ("anyone", True, False, True),
        ("anyone", False, True, False),
        ("person", True, True, True),
        ("person", True, False, False),
        ("person", False, True, False),
        ("control-plane", True, True, False),
    ],
)
def test_who_may_answer_a_question(who: str, answerable: bool, attended: bool, asked: bool) -> None:
    made = Bench(f"version: 1\nrules: [{{id: q, guard: ask, answer: {who}, on: file.write, reason: sure}}]\n")
    call = made.call("Write", answerable=answerable, file_path="/home/dev/proj/x", content="x")
    call = call.replace(request=call.request.replace(attended=attended))
    answer = made.governor.handle(call, fail_mode=CLOSED)
    assert bool(answer.ask) is asked
    assert bool(answer.refused) is not asked
