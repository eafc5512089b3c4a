"""Rules that work and could be better: about words, about a tool's name, without a remedy, broad."""

from __future__ import annotations

import re

from bailiwick.policy.inventory import guard
from bailiwick.policy.lint.finding import INFO, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.policy.lint.finding import Finding, Subject

_SHORT = 10
_APART = frozenset(
    (
        *("id", "verdict", "reason", "remedy", "severity", "maturity", "tags", "doc", "origin"),
        *("obligations", "answer", "brings", "mark", "group", "kinds", "otherwise"),
    )
)
"""Keys of a plain rule that do not narrow it further than to kinds."""
_MEANINGS = (
    (("git push",), "on: vcs.push"),
    (("git reset", "git clean", "git checkout", "git restore"), "on: vcs.discard"),
    (("rm ", "rm\\", "rmdir", "shred", "unlink"), "on: file.delete"),
    (("curl", "wget", "http"), "on: [net.fetch, net.send]"),
    (("sudo", "doas"), "on: priv.escalate"),
    (("npm i", "pip i", "install"), "on: pkg.install"),
    (("publish",), "on: pkg.publish"),
    (("chmod", "chown"), "on: file.meta"),
    (("kill",), "on: proc.kill"),
    ((".env", "id_rsa", ".ssh", ".aws"), "class: secret"),
    (("drop ", "truncate", "delete from"), "on: db.destroy"),
    (("crontab", "systemctl", "launchctl"), "on: sys.persist"),
    (("docker", "podman"), "on: container.*"),
    (("terraform", "kubectl", "pulumi"), "on: infra.*"),
)
_COMMAND = re.compile(r"""call\s*\.\s*input\s*(?:\.\s*command\b|\[\s*["']command)|op\s*\.\s*words\b""")
_WIDE = frozenset({"file.read", "exec.run", "net.fetch", "mcp.call"})


def care(subject: Subject, *, shared: bool) -> Iterator[Finding]:
    """What could be better; `shared` is a pack, which others read."""
    rule = subject.rule
    guards = rule["verdict"] in ("deny", "ask")
    if "text" in rule:
        meaning = next(
            (use for words, use in _MEANINGS if any(word in str(rule["text"]).lower() for word in words)), ""
        )
        advice = f"`{meaning}` speaks of the same by meaning" if meaning else "use kinds, classes and attributes"
        message = "looks at the words of a command, which can be written in other ways"
        yield subject.finding("words", WARNING if guards else INFO, message, advice)
    if _COMMAND.search(str(rule.get("when", ""))):
        message = "the expression looks at the text of a command, which can be written in other ways"
        advice = "let `on`, `class` and `where` say what the call does; `op` shows it to an expression too"
        yield subject.finding("words", WARNING if guards else INFO, message, advice)
    if guards and "tool" in rule and "kinds" not in rule and "args" not in rule:
        message = f"speaks of the tool {', '.join(rule['tool'])} only: other tools and programs do the same"
        yield subject.finding("tool-only", WARNING, message, "say what must not be done (`on`), not with what")
    if guards and rule.keys() <= _APART | {"kinds"} and "kinds" not in rule:
        yield subject.finding("always", WARNING, f"says {guard(rule)} about every call", "add `on`")
    if rule["verdict"] == "deny" and not rule.get("remedy"):
        yield subject.finding("no-remedy", INFO, "the model is told no way out", "add `remedy`: what to do instead")
    if len(rule["reason"]) < _SHORT:
        message = f"`{rule['reason']}` says little to who meets the rule"
        yield subject.finding("short-reason", INFO, message, "say what would happen, in one sentence")
    if shared and "/capability." not in subject.id and not (rule.get("doc") and rule.get("maturity")):
        yield subject.finding("no-doc", INFO, "a rule of a pack without `doc` or `maturity`", "add both")
    yield from _taint(subject)


def _taint(subject: Subject) -> Iterator[Finding]:
    rule = subject.rule
    if rule.get("brings") and _broad(rule) and not rule.get("history"):
        message = f"gives the label `{rule['brings']}` to nearly every session: its source is not narrowed"
        yield subject.finding("broad-taint", WARNING, message, "narrow the source by class, path or host")


def _broad(rule: Mapping[str, Any]) -> bool:
    kinds = rule.get("kinds")
    return rule.keys() <= _APART and (kinds is None or not _WIDE.isdisjoint(kinds))
