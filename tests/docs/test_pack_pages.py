"""The pages of the packs: each example is judged under the policy that its page shows above it, each rule has one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from engine_bench import PLACE, Bench
from timeline import HandClock

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.corpus.cases import with_credentials
from bailiwick.apps.corpus.world import PROJECT, SEEN, Relocated, build_home
from bailiwick.apps.judging import Judge, Setting, input_of
from bailiwick.model.event import ToolCall
from bailiwick.model.verdict import FailMode
from bailiwick.pdp.consequences import usage
from bailiwick.policy.compiled import from_plain
from bailiwick.session.fold import fold

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "policy" / "packs"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
PACKS = {path.stem: yaml.safe_load(path.read_text()) for path in (ROOT / "src/bailiwick/policy/packs").glob("*.yaml")}
ELSEWHERE = {"baseline": "../../baseline", "auto-approve": "../answers.md", "evidence": "../answers.md"}
"""Packs that have other pages."""
SECTIONS = {"Denied": ("deny",), "Asked": ("ask",), "Noted": ("abstain", "ask", "deny"), "Passes": ("abstain", "allow")}
SECTION_OF_GUARD = {"deny": "denied", "ask": "asked", "note": "noted", "warn": "noted"}
CALL = re.compile(r"(?:(\d+)x )?(?:(\d\d):(\d\d) )?(\w+ )?`([^`]*)`")


def rows(page: Path) -> list[tuple[str, str, str, str]]:
    """(policy, section, call cell, last cell) of each example; the policy is the YAML block that stands before it."""
    found: list[tuple[str, str, str, str]] = []
    block: list[str] = []
    section, policy, in_block = "", "", False
    for line in page.read_text().splitlines():
        if line.startswith("```"):
            if in_block:
                policy = "\n".join(block)
            in_block, block = line == "```yaml", []
        elif in_block:
            block.append(line)
        elif line.startswith("## "):
            section = line[3:].partition(",")[0]
        elif line.startswith("| ") and section in SECTIONS and not line.startswith("| Call |"):
            call, last = (cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("| ")))
            found.append((policy, section, call, last.strip("`")))
    return found


EXAMPLES = [(page.stem, *row) for page in PAGES for row in rows(page)]
RULES = {f"{name}/{rule['id']}": rule for name in PACKS if name not in ELSEWHERE for rule in PACKS[name]["rules"]}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = str(tmp_path_factory.mktemp("home").resolve())
    build_home(root)
    return root


def last_answer(home: str, policy: str, cell: str) -> dict[str, Any]:
    """The answer to the last call of a cell; the calls before it are executed, in one session that begins on a Monday.

    `20:00` before a call is its time; what stands behind AskUserQuestion is the person's answer.
    """
    clock = HandClock()
    rules = from_plain(compile_sources(Sources(user=policy)))
    judge = Judge(rules, Setting(home=SEEN, project=PROJECT), facts=Relocated(home, SEEN), clock=clock)
    answer: dict[str, Any] = {}
    for times, hour, minute, tool, text in CALL.findall(cell):
        name = tool.strip() or "Bash"
        if hour:
            clock.moment = clock.moment.replace(hour=int(hour), minute=int(minute))
        asks = name == "AskUserQuestion"
        line = {
            "tool": name,
            "input": {"questions": [{"question": "go on?"}]} if asks else input_of(name, with_credentials(text)),
            "cwd": PROJECT,
            "session": "s",
            "executed": True,
            **({"result": {"answers": {"go on?": text}}} if asks else {}),
        }
        for _ in range(int(times or 1)):
            answer = judge.line(json.dumps(line).encode())
            assert "error" not in answer, answer
    return answer


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{row[0]}: {row[3]}"[:80] for row in EXAMPLES])
def test_an_example_gets_the_verdict_that_its_page_shows(home: str, example: tuple[str, ...]) -> None:
    page, policy, section, call, last = example
    answer = last_answer(home, policy, call)
    spoken = [rule["rule"].removeprefix(f"{page}/") for rule in answer["rules"]]
    assert answer["verdict"] in SECTIONS[section], (spoken, answer["reason"])
    if section != "Passes":
        assert last in spoken


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_explains_itself_and_names_the_section_that_shows_it(rule: str) -> None:
    data = RULES[rule]
    pack, _, name = rule.partition("/")
    assert data["doc"] == f"policy/packs/{pack}#{SECTION_OF_GUARD[data['guard']]}"
    if "sum" in data.get("limit", ()):
        assert f"`{name}`" in (FOLDER / f"{pack}.md").read_text(), "no single call shows a budget: the page names it"
    else:
        shown = [(section.lower(), last) for _, section, _, last in rows(FOLDER / f"{pack}.md")]
        assert (SECTION_OF_GUARD[data["guard"]], name) in shown
    assert data["maturity"] in ("stable", "incubating")
    assert data["reason"][0].islower()
    assert not data["reason"].endswith(".")
    if data["guard"] in ("deny", "ask"):
        assert data["remedy"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_is_stopped_and_that_ordinary_work_goes_on(page: Path) -> None:
    shown = rows(page)
    assert len(shown) >= 15
    assert len([section for _, section, _, _ in shown if section == "Passes"]) >= 4
    assert len({call for _, _, call, _ in shown}) == len(shown)


@pytest.mark.parametrize("pack", sorted(set(PACKS) - set(ELSEWHERE)))
def test_a_pack_has_a_page_that_tells_its_parameters(pack: str) -> None:
    text = (FOLDER / f"{pack}.md").read_text()
    assert PACKS[pack]["pack"] == pack
    assert PACKS[pack]["doc"]
    for name, parameter in PACKS[pack].get("parameters", {}).items():
        assert f"`{name}`" in text
        assert parameter["doc"]


def test_the_index_lists_every_pack() -> None:
    index = (FOLDER / "README.md").read_text()
    for pack in PACKS:
        assert f"`{pack}`" in index
        assert f"({ELSEWHERE.get(pack, f'{pack}.md')}" in index


def test_parameters_of_different_packs_have_different_names() -> None:
    names = [name for pack in PACKS.values() for name in pack.get("parameters", {})]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "packs", [*({"baseline", pack} for pack in sorted(PACKS)), set(PACKS)], ids=lambda packs: "+".join(sorted(packs))
)
def test_packs_can_be_combined(packs: set[str]) -> None:
    plain = compile_sources(Sources(user=f"version: 1\npacks: [{', '.join(sorted(packs))}]\n"))
    assert not plain["notes"]
    assert {rule["id"].partition("/")[0] for rule in plain["rules"]} == packs
    assert len(from_plain(plain).rules) == len(plain["rules"])


@pytest.mark.parametrize("pack", ["eu-ai-act-high-risk", "finance"])
def test_a_used_up_budget_of_model_calls_ends_the_work(pack: str) -> None:
    bench = Bench(f"version: 1\npacks: [{pack}]\nagents: [{{risk: limited, trust: trusted}}]\n")
    call = ToolCall(bench.request("Bash", "c1", command="true"))
    assert not bench.governor.handle(call, fail_mode=FailMode.CLOSED).refused
    policy = bench.policies.current(PLACE.project).policy
    used = usage({"calls": 301}, "test", PLACE.project, policy, now=HandClock().now())
    state = bench.sessions.load("s")
    assert state is not None
    bench.sessions.save("s", fold(state, used), 0)
    call = ToolCall(bench.request("Read", "c2", file_path="/home/dev/proj/README.md"))
    refused = bench.governor.handle(call, fail_mode=FailMode.CLOSED)
    assert refused.refused
    assert "called models as often as it may" in refused.refused
