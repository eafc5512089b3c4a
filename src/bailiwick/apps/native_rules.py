"""Composition: the settings of each agent whose own rules are asked before anything is approved."""

from __future__ import annotations

import os
import sys

from bailiwick.model.fact import ObjectionFact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.native_settings import NativeSettings
    from bailiwick.model.fact import ObjectionQuery


class NativeRules:
    """Answers `ObjectionQuery`; imported parts are those of the agent that asks.

    Args:
        home: Bailiwick's home directory.
    """

    def __init__(self, home: str) -> None:
        self._home = home
        self._claude_code: NativeSettings | None = None

    def objection(self, query: ObjectionQuery) -> ObjectionFact:
        """What the agent's own rules say against skipping its prompt."""
        if query.agent != "claude-code":
            return ObjectionFact(f"the rules of `{query.agent}` are not known")
        if self._claude_code is None:
            self._claude_code = _claude_code(self._home)
        return self._claude_code.objection(query)


def _claude_code(home: str) -> NativeSettings:
    from bailiwick.adapters.native_settings import NativeSettings
    from bailiwick.pep.install.native_rules import deny_rules
    from bailiwick.pep.native.claude_code import may_match, objecting_rules

    return NativeSettings(
        files=_claude_code_files,
        rules=objecting_rules,
        matches=lambda rule, query, base: may_match(rule, query, base=base),
        ours=deny_rules(home),
    )


def _claude_code_files(query: ObjectionQuery) -> list[tuple[str, str]]:
    """Settings files with the directory that `/` means in their rules."""
    from bailiwick.pep.install.locations import MANAGED_FOLDERS, local_file, managed_files, project_file

    folders = dict.fromkeys(folder for folder in (query.settings, os.path.join(query.home, ".claude")) if folder)
    users = [(os.path.join(folder, "settings.json"), folder) for folder in folders]
    roots = dict.fromkeys((query.project, query.cwd))
    projects = [(file(root), root) for root in roots for file in (project_file, local_file)]
    managed = [(path, "/") for path in managed_files(MANAGED_FOLDERS.get(sys.platform, MANAGED_FOLDERS["linux"]))]
    return [*users, *projects, *managed]
