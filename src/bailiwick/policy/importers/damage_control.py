"""Damage-control YAML: command patterns, and paths with no access, no writing or no deleting.

The original looks at the text of Bash commands and at three file tools, and a path entry without a
wildcard is a prefix of the path's text. Here paths are guarded as resources, whatever reaches them, and
an entry is a path: a name anywhere, or a directory and all below it.
"""

from __future__ import annotations

import re
from itertools import product

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import regexes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

WRITES = ["file.write", "file.delete", "file.meta", "file.link"]
PATH_LISTS = {
    "zeroAccessPaths": ("file.*", "no access"),
    "readOnlyPaths": (WRITES, "read only"),
    "noDeletePaths": ("file.delete", "not to be deleted"),
}
_KEYS = ("bashToolPatterns", *PATH_LISTS, "contexts")
_SPELLINGS = 32
_FLAG_OF_CASE = re.compile(r"(?:^|[\s+*(|])-(?:\w*[A-Z]\w*|\[[^\]]*[A-Z][^\]]*\])")
"""A single-dash option with an upper-case letter: `-D` is not `-d`."""
_BROAD_DELETE = re.compile(r"\\brm\b|^rm\b")


def convert(draft: Draft, root: Node) -> None:
    """Add the rules of a patterns file."""
    keys = draft.mapping(root, _KEYS)
    for node in draft.sequence(keys.get("bashToolPatterns")):
        _command(draft, node)
    if "contexts" in keys:
        draft.remark(
            keys["contexts"],
            "`contexts` is not imported: what a file tool writes is no command here anyway, and a pattern goes on "
            "looking at commit messages",
        )
    for name, (kinds, meaning) in PATH_LISTS.items():
        for node in draft.sequence(keys.get(name)):
            _path(draft, node, name, kinds, meaning)


def _command(draft: Draft, node: Node) -> None:
    keys = draft.mapping(node, ("pattern", "reason", "ask"), required=("pattern",))
    if "pattern" not in keys:
        return
    pattern = draft.text(keys["pattern"])
    reason = draft.text(keys["reason"]) if "reason" in keys else f"the command matches {pattern}"
    asks = "ask" in keys and draft.boolean(keys["ask"])
    test = command_test(draft, node, pattern)
    draft.rule(node, reason, "ask" if asks else "deny", reason, on="exec.run", where={"text": test})
    if _BROAD_DELETE.search(pattern) and not asks:
        draft.remark(
            node,
            "this blocks every `rm` that matches, in build directories too; the pack `baseline` knows which delete "
            "is harmless",
        )


def command_test(draft: Draft, node: Node, pattern: str) -> object:
    """The test on command texts for a pattern that is searched anywhere and ignores case."""
    with_case = _FLAG_OF_CASE.search(pattern) is not None
    if with_case:
        draft.remark(node, "the original ignores case; here the pattern's upper-case option letter must be upper case")
    try:
        test = regexes.found(pattern, ignore_case=not with_case)
    except PolicyError as error:
        draft.problem(node, f"{error}{f' ({error.remedy})' if error.remedy else ''}")
        return False
    if regexes.is_split(test):
        draft.remark(node, "look-around is split into `found` and `not found`, per simple command")
    return test


def _path(draft: Draft, node: Node, name: str, kinds: object, meaning: str) -> None:
    entry = draft.text(node)
    if not entry:
        return
    if "/" not in entry and not set(entry) & set("*?["):
        draft.remark(node, f"`{entry}` is this name anywhere; in the original it is the start of a path's text")
    paths = globs(draft, node, entry)
    draft.rule(node, f"{name}.{entry}", "deny", f"{entry} is {meaning}", on=kinds, path=paths)
    if name == "noDeletePaths":
        why = f"{entry} is {meaning}, nor to be emptied by a program"
        emptied = {"tool": {"absent": True}, "truncates": True, "appends": False}
        draft.rule(node, f"{name}.{entry}", "deny", why, on="file.write", path=paths, where=emptied)


def globs(draft: Draft, node: Node, entry: str) -> list[str]:
    """Our globs for one entry: it and, when it may be a directory, everything below."""
    deep = "/" not in entry.rstrip("/")
    path = entry.removeprefix("./").rstrip("/") or "/"
    if path.startswith("*") and not deep:
        path = f"/{path}"
    if not path.startswith(("/", "~/")) and (deep or entry.endswith("/")):
        path = f"/**/{path}"
    try:
        spelled = list(_spelled(path, crossing=not deep))
    except ValueError as error:
        draft.problem(node, str(error))
        return []
    return [one for path in spelled for one in (path, f"{path.rstrip('/')}/**")]


def _spelled(path: str, *, crossing: bool) -> Iterator[str]:
    """Spellings without `[abc]`, which our globs do not have; `*` crosses `/` when the whole path is matched."""
    parts = re.split(r"\[([^\]]+)\]", path)
    choices = [[part] if number % 2 == 0 else list(part) for number, part in enumerate(parts)]
    if any("-" in part or part.startswith("!") for part in parts[1::2]):
        raise ValueError(f"expected `[abc]` without ranges and `!`, got `{path}`: write the names out")
    found = ["".join(made) for made in product(*choices)] if len(parts) < 8 else []
    if not 0 < len(found) <= _SPELLINGS:
        raise ValueError(f"expected at most {_SPELLINGS} spellings, got more in `{path}`: write the names out")
    for one in found:
        yield re.sub(r"(?<!\*)\*(?!\*)", "**", one) if crossing else one
