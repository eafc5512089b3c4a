"""What `decide` and `explain` share: the judge for the options of the command line."""

from __future__ import annotations

import os
import tempfile

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.policy_files import PolicyFiles, Sources, compile_sources
from bailiwick.apps.cli.output import note
from bailiwick.apps.compose import checks_at_once
from bailiwick.apps.judging import Judge, Setting, project_of
from bailiwick.model.errors import PolicyError, UsageError
from bailiwick.policy.compiled import from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.policy.compiled import CompiledPolicy


def judge_of(*, home: str | None, project: str | None, policy: str | None) -> Judge:
    """A judge for these options. It runs the external checks of the policy in force, never those of a file.

    Raises:
        PolicyError: the policy is broken.
        UsageError: the policy file cannot be read.
    """
    root = default_root(os.environ)
    setting = Setting(
        home=os.path.abspath(home or os.path.expanduser("~")),
        project=os.path.abspath(project) if project else "",
        temps=tuple(dict.fromkeys(os.path.realpath(path) for path in (tempfile.gettempdir(), *Setting(home="").temps))),
        path=tuple(entry for entry in os.environ.get("PATH", os.defpath).split(":") if entry.startswith("/")),
        bailiwick=root,
    )
    compiled = _policy(root, policy, setting.project or project_of(os.getcwd()))
    in_force = policy is None and compiled.checks
    return Judge(compiled, setting, checks=checks_at_once(Home(root), user=setting.home) if in_force else None)


def _policy(root: str, file: str | None, project: str) -> CompiledPolicy:
    if file is not None:
        return from_plain(compile_sources(Sources(user=_text(file), names=("", file, ""))))
    files = PolicyFiles(Home(root), caches=False)
    if not files.installed:
        note("bailiwick: no policy is installed; the default profile decides (baseline, enforce)")
        return from_plain(compile_sources(files.uninstalled(project)))
    current = files.current(project)
    if current.policy is None:
        raise PolicyError(current.problem, remedy="repair the file, or judge by another one with --policy FILE")
    return current.policy


def _text(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as opened:
            return opened.read()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"`{file}` cannot be read: {error}") from error
