"""`bailiwick policy` and `bailiwick instructions` on a home with a log."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from engine_bench import PLACE, Bench, EmptyHost

from bailiwick.adapters.home import Home
from bailiwick.adapters.policy_files import PolicyFiles
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.main import main
from bailiwick.apps.compose import session_files
from bailiwick.engine.governor import Governor
from bailiwick.engine.records import policy_body
from bailiwick.model.event import OutcomeStatus, ToolCall, ToolOutcome
from bailiwick.model.request import Request, Subject
from bailiwick.model.verdict import FailMode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("Bash", {"command": "git status"}),
    ("Bash", {"command": "git push origin topic"}),
    ("Bash", {"command": "git push --force origin topic"}),
    ("Read", {"file_path": f"{PLACE.project}/.env"}),
    ("Bash", {"command": "curl https://x.example/a"}),
    ("Write", {"file_path": f"{PLACE.project}/notes.md", "content": "x" * 3000}),
]


class Now:
    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    made = Home(str(tmp_path / "home"))
    made.create()
    monkeypatch.setenv("BAILIWICK_HOME", made.root)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return made


def set_policy(home: Home, text: str) -> None:
    with open(home.policy, "w") as file:
        file.write(f"version: 1\n{text}\n")


def test_a_projects_file_is_checked_where_nothing_is_installed(
    tmp_path: Path, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "bailiwick.yaml").write_text("version: 1\nrules: [{id: x, guard: denny, reason: no, on: vcs.push}]\n")
    assert main(["policy", "check"]) == 6
    assert "bailiwick.yaml:2:24: `denny` is not possible here" in capsys.readouterr().out
    (tmp_path / "bailiwick.yaml").write_text("version: 1\nrules: [{id: x, guard: deny, reason: no, on: vcs.push}]\n")
    assert main(["policy", "check"]) == 0
    assert "no policy is installed" in capsys.readouterr().out
    assert main(["decide", "Bash", "git push"]) == 4
    assert "[project/x]" in capsys.readouterr().out


def record(home: Home, *, session: str = "s1", tells: bool = True) -> None:
    """The log of a session that makes all `CALLS`, as the daemon writes it."""
    with SegmentRecorder(home, now=datetime.now(UTC), background=False) as recorder:
        sessions = session_files(home)
        governor = Governor(
            clock=Now(),
            facts=EmptyHost(),
            recorder=recorder,
            policies=PolicyFiles(home, managed="/nonexistent", tells=tells),
            sessions=sessions,
        )
        for number, (tool, given) in enumerate(CALLS):
            subject = Subject(agent="claude-code", session=session)
            call = f"{session}-{number}"
            request = Request(subject, PLACE, tool=tool, input=given, cwd=PLACE.project, call=call)
            if not governor.handle(ToolCall(request), fail_mode=FailMode.CLOSED).refused:
                governor.handle(ToolOutcome(request, OutcomeStatus.DONE), fail_mode=FailMode.CLOSED)
        sessions.flush()


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(list(words))
    return code, capsys.readouterr().out


def test_every_recorded_decision_comes_out_again(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]")
    record(home)
    set_policy(home, "packs: [baseline]\nmode: observe")
    record(home, session="s2")
    set_policy(home, "mode: enforce")
    code, found = ran(capsys, "policy", "replay")
    assert (code, found["decisions"], found["changed"], found["other_rules"]) == (0, 2 * len(CALLS), 0, 0)
    assert found["gaps"] == {}


def test_a_policy_whose_text_the_log_lacks_is_named(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]")
    record(home, tells=False)
    assert ran(capsys, "policy", "replay")[1]["gaps"] == {}, "the policy in force is at hand"
    set_policy(home, "packs: []")
    code, found = ran(capsys, "policy", "replay")
    assert code == 0
    assert found["gaps"] == {"the text of the policy that decided is not in the log": len(CALLS)}


def test_the_text_of_a_policy_is_told_once_and_only_to_the_log() -> None:
    bench = Bench()
    first = bench.policies.current("/p")
    text = "a text"
    bench.policies._next = first.replace(text=text, changed=True)
    for number in range(2):
        bench.governor.handle(ToolCall(bench.request("Bash", f"c{number}", command="ls")), fail_mode=FailMode.CLOSED)
        bench.policies._next = first.replace(text=text, changed=True)
    bodies = [body for kind, body in bench.recorder.entries if kind == "policy"]
    assert [body.get("effective") for body in bodies] == [text, None]


def test_a_text_with_a_credential_in_it_is_not_kept() -> None:
    credential = "AKIA" + "Q3EGRIBB5ISKXNZ2"
    assert "effective" not in policy_body("h", "", "/p", f'{{"reason": "{credential}"}}')
    assert "effective" not in policy_body("h", "", "/p", "")
    assert policy_body("h", "", "/p", "{}")["effective"] == "{}"


def test_a_simulation_groups_what_would_change_by_rule(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]")
    record(home)
    with open("new.yaml", "w") as file:
        file.write(
            "version: 1\npacks: [baseline]\noverrides: {baseline/work.force-push: off}\nrules:\n"
            "  - {id: pushes, guard: deny, on: vcs.push, where: {force: false}, reason: no pushes}\n"
        )
    code, found = ran(capsys, "policy", "simulate", "new.yaml", "--check")
    assert code == 1
    groups = [(one["before"], one["after"], one["rule"], one["count"], one["weaker"]) for one in found["groups"]]
    assert groups == [("ask", "pass", "baseline/work.force-push", 1, True), ("pass", "deny", "user/pushes", 1, False)]
    assert [one["examples"][0]["summary"] for one in found["groups"]] == [
        "git push --force origin topic",
        "git push origin topic",
    ]
    assert main(["policy", "simulate", "new.yaml"]) == 0
    text = capsys.readouterr().out
    assert "6 decisions, 2 would change" in text
    assert "weaker" in text


def test_only_the_decisions_that_are_wanted_are_simulated(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]")
    record(home)
    record(home, session="t1")
    assert ran(capsys, "policy", "simulate", "--session", "t")[1]["decisions"] == len(CALLS)
    assert ran(capsys, "policy", "simulate", "--limit", "2")[1]["decisions"] == 2
    assert ran(capsys, "policy", "simulate", "--since", "1h")[1]["decisions"] == 2 * len(CALLS)
    assert ran(capsys, "policy", "simulate", "--until", "2020-01-01")[1]["decisions"] == 0


def test_what_the_log_lacks_is_counted_when_the_policy_asks_for_it(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    set_policy(home, "packs: [baseline]")
    record(home)
    with open("new.yaml", "w") as file:
        file.write(
            "version: 1\npacks: [baseline]\nrules:\n"
            "  - {id: x, guard: deny, on: file.write, where: {content: {contains: zzz}}, reason: no z}\n"
        )
    found = ran(capsys, "policy", "simulate", "new.yaml")[1]
    assert found["gaps"] == {"the input is recorded redacted or cut": 1}
    assert found["uncertain"] == 1


def test_observed_denials_are_grouped_with_what_changes_them(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "mode: observe\npacks: [baseline]\nrules: [{id: own, guard: deny, on: net.*, reason: no network}]")
    record(home)
    code, found = ran(capsys, "policy", "would-deny")
    changes = {one["rule"]: (one["verdict"], one["alone"], one["change"]) for one in found["rules"]}
    assert code == 0
    assert changes["baseline/work.force-push"] == ("ask", 1, "overrides: {baseline/work.force-push: note}")
    assert changes["user/own"][:2] == ("deny", 0)  # reading .env would have tainted the session
    assert "your bailiwick.yaml" in changes["user/own"][2]
    assert ran(capsys, "policy", "would-deny", "--enforced")[1]["rules"] == []
    assert ran(capsys, "report", "would-deny", "--since", "1d") == (code, found)
    assert ran(capsys, "report", "would-deny", "--enforced")[1]["rules"] == []
    assert told(capsys, "report", "would-deny", "--proofs", "x")[0] == 2
    assert told(capsys, "report", "--enforced")[0] == 2


def test_a_rule_is_explained_with_calls_that_it_spoke_about(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]\noverrides: {baseline/work.force-push: deny}")
    record(home)
    code, text = told(capsys, "policy", "explain", "work.force-push")
    assert code == 0
    assert "A call that pushes (force) is denied." in text
    assert "written as ask, overridden to deny by the user policy" in text
    assert "git push --force origin topic" in text
    assert ran(capsys, "policy", "explain", "baseline/work.force-push")[1]["examples"][0]["tool"] == "Bash"
    assert told(capsys, "policy", "explain", "work.forcepush")[0] == 2


def test_the_policy_in_force_is_shown_with_origins(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(
        home,
        "packs: [baseline]\noverrides: {baseline/work.force-push: off}\nrules:\n"
        "  - {id: a, guard: deny, on: vcs.push, reason: no, origin: {file: x.yaml, line: 3, id: r1, dialect: other}}",
    )
    code, found = ran(capsys, "policy", "show")
    rules = {one["id"]: one for one in found["rules"]}
    assert code == 0
    assert rules["user/a"]["place"] == f"{home.policy}:5"
    assert (rules["baseline/work.force-push"]["verdict"], rules["baseline/work.force-push"]["written"]) == (
        "off",
        "ask",
    )
    assert rules["baseline/files.delete-vital"]["chosen_by"] == ["user"]
    text = told(capsys, "policy", "show", "--rule", "a")[1]
    assert "imported from x.yaml:3 as `r1` (other)" in text


@pytest.mark.parametrize(
    ("text", "code"),
    [("packs: [baseline]", 0), ("packs: [nothing]", 6), ("rules: [{id: a, gard: deny}]", 6), ("mode: [", 6)],
)
def test_a_check_says_where_a_file_is_wrong(
    home: Home, capsys: pytest.CaptureFixture[str], text: str, code: int
) -> None:
    set_policy(home, text)
    assert ran(capsys, "policy", "check")[0] == code
    assert ran(capsys, "policy", "check", home.policy)[0] == code


def test_a_check_looks_at_packs_too(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with open("pack.yaml", "w") as file:
        file.write("pack: ours\nversion: 1.0.0\nrules: [{id: a, guard: deny, on: vcs.psh, reason: no}]\n")
    code, found = ran(capsys, "policy", "check", "pack.yaml")
    assert code == 6
    assert "did you mean `vcs.push`?" in found["files"][0]["problems"][0]


def test_lint_fails_on_errors_and_when_strict_on_warnings(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]\nrules: [{id: a, guard: ask, reason: about everything, remedy: none}]")
    assert ran(capsys, "policy", "lint")[0] == 0
    assert ran(capsys, "policy", "lint", "--strict")[0] == 1
    set_policy(home, "packs: [baseline]\nrules: [{id: a, guard: deny, on: file.read, path: x/, reason: no reading}]")
    code, found = ran(capsys, "policy", "lint", "--quiet")
    assert code == 1
    assert [(one["id"], one["source"], one["line"]) for one in found["findings"]] == [("dead-path", home.policy, 3)]


def test_cases_give_the_exit_code(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    set_policy(home, "packs: [baseline]")
    with open("cases.yaml", "w") as file:
        file.write("tests: [{name: good, command: git status, expect: pass}, {name: bad, command: ls, expect: deny}]\n")
    code, found = ran(capsys, "policy", "test", "cases.yaml")
    assert (code, found["summary"]) == (1, {"total": 2, "passed": 1, "failed": 1})
    text = told(capsys, "policy", "test", "cases.yaml")[1]
    assert "FAIL  bad: expected deny, got abstain, no rule decides  (cases.yaml:1)" in text
    assert told(capsys, "policy", "test", "missing.yaml")[0] == 2


def test_a_file_is_formatted_in_place_and_keeps_its_mode(
    home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("# top\nrules:\n  - guard: deny\n    id: a # why\n    reason: no\npacks: [baseline]\nversion: 1\n")
    file.chmod(0o640)
    assert told(capsys, "policy", "format", str(file), "--check")[0] == 1
    assert "+version: 1" in told(capsys, "policy", "format", str(file))[1]
    assert told(capsys, "policy", "format", str(file), "--write")[0] == 0
    assert file.read_text() == (
        "# top\nversion: 1\npacks: [baseline]\n\nrules:\n  - id: a # why\n    guard: deny\n    reason: no\n"
    )
    assert file.stat().st_mode & 0o777 == 0o640
    assert told(capsys, "policy", "format", str(file), "--check")[0] == 0


def test_schema_and_packs_are_printed(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert "rules" in ran(capsys, "policy", "schema")[1]["properties"]
    assert "pack" in ran(capsys, "policy", "schema", "--pack")[1]["properties"]
    packs = {one["name"]: one for one in ran(capsys, "policy", "pack", "list")[1]["packs"]}
    assert packs["baseline"]["maturity"]["stable"] > 100
    assert "protected_branches" in ran(capsys, "policy", "pack", "show", "baseline")[1]["parameters"]
    assert told(capsys, "policy", "pack", "path", "baseline")[1].endswith("packs/baseline.yaml\n")
    assert told(capsys, "policy", "pack", "show", "nothing")[0] == 2


def test_instructions_go_into_the_file_and_out_again(
    home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    set_policy(home, "packs: [baseline]")
    (tmp_path / ".git").mkdir()
    file = tmp_path / "AGENTS.md"
    file.write_text("# Ours\n")
    assert told(capsys, "instructions", "--agents-md", "--check")[0] == 1
    assert told(capsys, "instructions", "--agents-md", "--write")[0] == 0
    assert "deletes the whole project" in file.read_text()
    assert told(capsys, "instructions", "--agents-md", "--check")[0] == 0
    assert told(capsys, "instructions", "--agents-md", "--remove")[0] == 0
    assert file.read_text() == "# Ours\n"
    assert "block" in ran(capsys, "instructions")[1]
    assert told(capsys, "instructions", "--write")[0] == 0
    assert told(capsys, "instructions", "--remove")[0] == 0
    assert not (tmp_path / "CLAUDE.md").exists()
