"""Glob patterns of search tools: what they can name, without looking at the file system."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text
from bailiwick.model import bounds

_META = "*?[]{}"
_SECRET_PROBES = (
    ".env", ".env.local", ".env.production", "prod.env", ".envrc", "id_rsa", "id_ed25519", "server.key", "server.pem",
    "store.p12", "app.jks", ".netrc", ".pgpass", ".pypirc", ".git-credentials", "credentials.json", "secrets.yaml",
    "secrets.json", "terraform.tfstate", "kubeconfig", ".htpasswd", "service-account.json",
)  # fmt: skip
_ORDINARY_PROBES = (
    "readme.md", "package.json", "index.ts", "main.py", "config.yaml", "data.json", "app.config.js", "setup.cfg",
    "notes.txt", ".gitignore", "makefile", "dockerfile", "schema.sql", "settings.toml", "page.html",
)  # fmt: skip


def alternatives(pattern: str) -> tuple[str, ...]:
    """The patterns that brace groups (`*.{ts,tsx}`) stand for; at most `bounds.GLOB_ALTERNATIVES`, else the pattern."""
    done: list[str] = []
    waiting = [pattern]
    while waiting:
        current = waiting.pop()
        group = _innermost_group(current)
        if group is None:
            done.append(current)
            continue
        start, end = group
        choices = current[start + 1 : end].split(",")
        if len(done) + len(waiting) + len(choices) > bounds.GLOB_ALTERNATIVES or len(pattern) > bounds.PATH_CHARS:
            return (pattern,)
        waiting += [current[:start] + choice + current[end + 1 :] for choice in choices]
    return tuple(sorted(set(done)))


def as_text(pattern: str) -> Text:
    """The path text that a pattern stands for: its known ends around one unknown piece."""
    first = min((pattern.find(letter) for letter in _META if letter in pattern), default=-1)
    if first < 0:
        return Text((pattern,) if pattern else ())
    last = max(pattern.rfind(letter) for letter in _META)
    pieces = (pattern[:first], Hole(pattern[first : last + 1]), pattern[last + 1 :])
    return Text(tuple(piece for piece in pieces if piece))


def aims_at_secrets(pattern: str) -> bool:
    """True when the file names a pattern picks out are credential names rather than files in general."""
    from fnmatch import fnmatchcase  # rare, and slow to import

    name = pattern.lower().rpartition("/")[2]
    if any(fnmatchcase(probe, name) for probe in _ORDINARY_PROBES):
        return False
    return any(fnmatchcase(probe, name) for probe in _SECRET_PROBES)


def _innermost_group(pattern: str) -> tuple[int, int] | None:
    end = pattern.find("}")
    start = pattern.rfind("{", 0, end) if end >= 0 else -1
    return (start, end) if start >= 0 and "," in pattern[start:end] else None
