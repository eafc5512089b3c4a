"""The active rules as advice for agents: a marked block in CLAUDE.md or AGENTS.md. What holds is the policy."""

from __future__ import annotations

from bailiwick.model.errors import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

BEGIN = "<!-- bailiwick:instructions begin: written by `bailiwick instructions --write`, changes in here are lost -->"
END = "<!-- bailiwick:instructions end -->"
_BEGINS = "<!-- bailiwick:instructions begin"

_SHOWN = 8
"""Things that one line of the text names at most."""


def block(plain: Mapping[str, Any]) -> str:
    """The block that states what a compiled policy denies, asks about and grants."""
    return "\n".join([BEGIN, *_text(plain), END]) + "\n"


def _text(plain: Mapping[str, Any]) -> Iterator[str]:
    yield "## What tool calls may do here"
    yield ""
    yield "Bailiwick judges each tool call before it runs, by what it does and not by how it is written."
    yield "This text is advice: it saves you calls that would be denied. It is not what decides."
    if plain["mode"] == "observe":
        yield "At present verdicts are only recorded (observe mode)."
    for verdict, title in (("deny", "Denied"), ("ask", "Needs a person's yes")):
        found = _families(plain, verdict)
        if found:
            yield ""
            yield f"{title}:"
            yield ""
            yield from (f"- {family}: {_some(reasons)}" for family, reasons in found.items())
    grants = [rule["id"].partition("capability.")[2] for rule in plain["rules"] if "/capability." in rule["id"]]
    if grants:
        yield ""
        yield f"Only this is granted, everything else is not: {', '.join(grants)}."
    yield ""
    yield "When a call is denied:"
    yield ""
    yield "- read the reason, and do what it says to do instead;"
    yield "- do not try the same thing in another form: another tool, a script or an encoding is judged the same;"
    yield "- if it must be done, ask the person, and go on with something else until there is an answer;"
    yield "- leave Bailiwick's files, hooks and settings alone."


def _families(plain: Mapping[str, Any], verdict: str) -> dict[str, list[str]]:
    """What rules of a verdict are about, by the word in front of the dot of their ids."""
    found: dict[str, list[str]] = {}
    for rule in plain["rules"]:
        if rule["verdict"] != verdict or rule["id"].endswith("/capabilities"):
            continue
        level, _, local = rule["id"].partition("/")
        family = (local.partition(".")[0] if "." in local else level).replace("-", " ")
        reason = " ".join(rule["reason"].removeprefix("this ").split())
        reason = reason.replace("<!--", "").replace("-->", "")  # a reason must not end the block
        if reason not in found.setdefault(family, []):
            found[family].append(reason)
    return found


def _some(reasons: list[str]) -> str:
    more = f"; and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    return "; ".join(reasons[:_SHOWN]) + more


def written(text: str, wanted: str) -> str:
    """`text` with the block `wanted` in it, in the place of an earlier one or at the end.

    Raises:
        InputError: the marks of the earlier one are damaged.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    wanted = wanted.replace("\n", ending)
    found = _found(text)
    if found is not None:
        return f"{text[: found[0]]}{wanted}{text[found[1] :]}"
    between = "" if not text else ending if text.endswith("\n") else ending * 2
    return f"{text}{between}{wanted}"


def removed(text: str) -> str:
    """`text` without the block, and without the empty line in front of it.

    Raises:
        InputError: the marks are damaged.
    """
    found = _found(text)
    if found is None:
        return text
    before = text[: found[0]]
    for empty in ("\r\n\r\n", "\n\n"):
        if before.endswith(empty):
            before = before[: -len(empty) // 2]
            break
    return before + text[found[1] :]


def _found(text: str) -> tuple[int, int] | None:
    """Where the block begins and ends, its line feed included."""
    begins, ends = text.count(_BEGINS), text.count(END)
    if not begins and not ends:
        return None
    start, end = text.find(_BEGINS), text.find(END)
    if begins != 1 or ends != 1 or end < start:
        raise InputError(
            f"expected one block between `{_BEGINS} ...` and `{END}`, got {begins} beginnings and {ends} ends",
            remedy="take the marks out by hand, then run the command again",
        )
    end += len(END)
    for ending in ("\r\n", "\n"):
        if text.startswith(ending, end):
            return start, end + len(ending)
    return start, end
