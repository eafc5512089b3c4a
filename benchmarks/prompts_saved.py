"""How many prompts the pack `auto-approve` saves on a recorded day; `--write PAGE` puts the figures into a page.

The day is `benchmarks/data/day.jsonl`, judged in the made-up world of the corpus. An agent without permission rules
asks a person before shell calls, writes and fetches (`ASKING`); what is approved is not asked. So the figure holds
for a client that asks for every one of them; one that lets some reading commands pass by itself gains less.

Usage: python benchmarks/prompts_saved.py [--write PAGE] [--show]
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.corpus.world import PROJECT, SEEN, Relocated, build_home
from bailiwick.apps.judging import Judge, Setting
from bailiwick.policy.compiled import from_plain

DAY = Path(__file__).parent / "data" / "day.jsonl"
POLICY = "version: 1\nmode: enforce\npacks: [baseline, auto-approve]\n"
ASKING = ("Bash", "Edit", "Write", "WebFetch", "WebSearch")
BEGIN, END = "<!-- prompts: written by benchmarks/prompts_saved.py -->", "<!-- end of prompts -->"


def measure(*, show: bool = False) -> str:
    """The figures as lines of text."""
    with TemporaryDirectory() as root:
        build_home(root)
        os.remove(f"{root}/proj/.env")  # a tree that holds credentials is searched only after a prompt
        policy = from_plain(compile_sources(Sources(user=POLICY)))
        judge = Judge(policy, Setting(home=SEEN, project=PROJECT), facts=Relocated(root, SEEN))
        calls = [json.loads(line) for line in DAY.read_text(encoding="utf-8").splitlines()]
        answers = [judge.line(json.dumps(call).encode()) for call in calls]
    asking = [(call, answer) for call, answer in zip(calls, answers, strict=True) if call["tool"] in ASKING]
    saved = [call for call, answer in asking if answer.get("approved")]
    shell = [call for call, _ in asking if call["tool"] == "Bash"]
    if show:
        for call, answer in asking:
            print("approved" if answer.get("approved") else "asked   ", call["input"].get("command", call["tool"]))
    share = 100 * len(saved) / len(asking)
    return (
        f"calls of the day            {len(calls):4}\n"
        f"of them, calls that ask     {len(asking):4}  ({len(shell)} shell calls)\n"
        f"approved by auto-approve    {len(saved):4}  {share:.0f} % of the prompts saved\n"
    )


def main(words: list[str]) -> int:
    figures = measure(show="--show" in words)
    if words[:1] != ["--write"]:
        print(figures, end="")
        return 0
    page = Path(words[1])
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    block = f"```\n$ python benchmarks/prompts_saved.py\n{figures}```"
    page.write_text(f"{before}{BEGIN}\n{block}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
