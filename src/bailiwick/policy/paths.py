"""Tests of rules on paths: which of its patterns an operation's path matches, and what else the operation covers."""

from __future__ import annotations

from bailiwick.policy import glob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Place


def covered(patterns: Sequence[str], operation: Operation, place: Place, *, guards: bool) -> bool:
    """True when what `operation` is about matches one of `patterns`.

    Args:
        patterns: globs, from the root, from the home directory (`~/`) or else from the project.
        operation: one that has a resource.
        place: where home and project are.
        guards: the patterns are of a rule that forbids or asks. Then a path counts as written and as real, and so does
            what a directory taken whole or a path known in part may hold, but for patterns that begin with a wildcard:
            every directory may hold their matches. Else a path counts only as real, and whole, but for a listing by the
            agent's own tool, all of which lies below a directory.
    """
    resource = operation.resource
    if resource is None:
        return False
    globs = [absolute(pattern, place) for pattern in patterns]
    if not guards and operation.attributes.get("wildcard"):
        return _lists_below(globs, operation)
    if any(glob.matches(one, resource.value) for one in globs):
        return True
    if not guards:
        return False
    if resource.written and any(glob.matches(one, resource.written) for one in globs):
        return True
    start = reach(operation)
    return bool(start) and any(
        is_rooted(pattern) and glob.may_extend(one, start) for pattern, one in zip(patterns, globs, strict=True)
    )


def _lists_below(globs: Sequence[str], operation: Operation) -> bool:
    """True for a call of `Glob` whose matches all lie below the directory of one of `globs`, which end in `/**`.

    Its pattern is known, so what is not known are names of files; behind `..` they may lie anywhere.
    """
    resource, start = operation.resource, reach(operation)
    if resource is None or not start or operation.attributes.get("tool") != "Glob" or ".." in resource.given:
        return False
    return any(one.endswith("/**") and glob.head(one) == one[:-2] and start.startswith(one[:-2]) for one in globs)


def reach(operation: Operation) -> str:
    """What all further paths that the operation covers begin with; empty when it covers one path, or any.

    A directory that is taken with all below it, and a path of which only the beginning is known.
    """
    resource = operation.resource
    if resource is None:
        return ""
    attributes = operation.attributes
    if resource.value.endswith("*") and attributes.get("wildcard"):
        return resource.value[:-1]
    if attributes.get("recursive") or attributes.get("whole_home"):
        return resource.value.rstrip("/") + "/"
    return ""


def is_rooted(pattern: str) -> bool:
    """False when a pattern begins with a wildcard: every directory may hold its matches."""
    return not pattern.startswith(("*", "/**/"))


def absolute(pattern: str, place: Place) -> str:
    """A pattern as it stands from the root."""
    if pattern.startswith("~/"):
        return f"{place.home}{pattern[1:]}"
    return pattern if pattern.startswith("/") else f"{place.project}/{pattern}"
