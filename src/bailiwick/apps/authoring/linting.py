"""Lint over files: every rule that an author wrote, seen in the policy that it becomes part of."""

from __future__ import annotations

import re

from bailiwick.interpret.programs.families import FAMILIES
from bailiwick.policy.lint import lint_rule
from bailiwick.policy.lint.finding import INFO, SEVERITIES, WARNING, Finding, Subject
from bailiwick.policy.lint.widening import settings, weakened
from bailiwick.policy.positions import entry, node_of
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.apps.authoring.overview import Overview

_PLACED = re.compile(r"(?P<source>.*):(?P<line>\d+):(?P<column>\d+): (?P<message>.*)", re.DOTALL)
_NOTES = (
    ("`during` has no `zone`", "zone", WARNING, "add `zone`, for example `zone: Europe/Berlin`"),
    ("no tool `", "unknown-tool", WARNING, "check the tool's name"),
    ("`text` looks at words", "", INFO, ""),  # said better, rule by rule
    ("override of `", "idle-override", WARNING, "`bailiwick policy show` lists the rules"),
)
"""Beginnings of what readers note, with the finding that they are; an empty one is left out."""


def lint(seen: Overview) -> list[Finding]:
    """All findings about what the files of a policy say, the worst first; packs that they only name are left out."""
    found = [*_of_rules(seen), *_of_files(seen), *_of_notes(seen)]
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda one: (SEVERITIES.index(one.severity), one.source, one.line, one.id))


def _of_rules(seen: Overview) -> Iterator[Finding]:
    programs = frozenset(name for names in FAMILIES.values() for name in names.split())
    for item in seen.items:
        shared = item.source.startswith("pack ")
        if shared and item.source not in seen.files:
            continue
        rule = item.effective
        if rule is None or item.id.endswith("/capabilities"):
            continue
        node = node_of(seen.nodes.get(item.source, {}), item.local)
        line, column = (node.line, node.column) if node is not None else (1, 1)
        subject = Subject(item.id, rule, seen.files.get(item.source, item.source), line, column)
        yield from lint_rule(subject, seen.plain, programs=programs, shared=shared)


def _of_files(seen: Overview) -> Iterator[Finding]:
    holder = next((name for name in seen.files if not name.startswith("pack ")), "")
    if not holder:
        return
    yield from settings(seen.plain, seen.files[holder])
    roots = {
        level: load(seen.texts[read.source], read.source)[0]
        for level, read in seen.levels.named
        if read.source in seen.texts
    }
    for item in seen.items:
        if item.overridden_by:
            source = next(read.source for level, read in seen.levels.named if level == item.overridden_by)
            node = entry(roots.get(item.overridden_by), "overrides", item.id)
            yield from weakened(item, node, source)


def _of_notes(seen: Overview) -> Iterator[Finding]:
    for note in seen.plain["notes"]:
        placed = _PLACED.fullmatch(note)
        message = placed["message"] if placed else note
        if placed and placed["source"].startswith("pack ") and placed["source"] not in seen.files:
            continue
        name, severity, advice = next(
            ((known, how, advice) for start, known, how, advice in _NOTES if message.startswith(start)),
            ("note", INFO, ""),
        )
        if name:
            source = seen.files.get(placed["source"], placed["source"]) if placed else "policy"
            line, column = (int(placed["line"]), int(placed["column"])) if placed else (1, 1)
            yield Finding(name, severity, source, line, column, "", message, advice)
