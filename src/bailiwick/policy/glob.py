"""Globs of policy files: `*` and `?` stay within one `/` segment, `**` crosses segments.

Matching is linear in practice and polynomial at worst; no regular expression is built, so
a value from outside cannot make it run away.
"""

from __future__ import annotations


def matches(pattern: str, text: str) -> bool:
    """True when the whole `text` matches `pattern`."""
    return _may_match(pattern, text) and _walk(pattern, text)


def _may_match(pattern: str, text: str) -> bool:
    """False when the literal parts of `pattern` rule out `text`: most patterns meet most texts in vain."""
    first, *others = pattern.replace("?", "*").split("*")
    if not others:
        return pattern == text
    # `**/` also matches no directory: the `/` behind it need not be there
    pieces = [piece.removeprefix("/") for piece in others]
    return text.startswith(first) and text.endswith(pieces[-1]) and all(piece in text for piece in pieces)


def _walk(pattern: str, text: str) -> bool:
    at, position = 0, 0
    retry_segment = retry_deep = (-1, -1)
    while position < len(text) or at < len(pattern):
        if at < len(pattern):
            if pattern.startswith("**", at):
                retry_deep = (at, position + 1)
                retry_segment = (-1, -1)
                at += 2
                # `**/` also matches no directory at all
                if pattern.startswith("/", at) and (position == 0 or text[position - 1] == "/"):
                    at += 1
                continue
            if pattern[at] == "*":
                retry_segment = (at, position + 1)
                at += 1
                continue
            if position < len(text) and (
                pattern[at] == text[position] or (pattern[at] == "?" and text[position] != "/")
            ):
                at += 1
                position += 1
                continue
        start, resume = retry_segment
        if start >= 0 and resume <= len(text) and text[resume - 1] != "/":
            at, position = start, resume
            continue
        start, resume = retry_deep
        if start >= 0 and resume <= len(text):
            at, position = start, resume
            continue
        return False
    return True


def head(pattern: str) -> str:
    """What stands before the first wildcard of `pattern`: every text that matches begins with it."""
    return pattern.partition("*")[0].partition("?")[0]


def may_extend(pattern: str, start: str) -> bool:
    """True when some text that begins with `start` matches `pattern`."""
    literal = head(pattern)
    if not start.startswith(literal):
        return literal.startswith(start)  # the rest of a pattern matches something, whatever it is
    if pattern.startswith("**", len(literal)):
        return True
    places = _passed(pattern, {0}, at_start=True)
    for character in start:
        reached = set()
        for at in places:
            if at == len(pattern):
                continue
            if pattern.startswith("**", at):
                reached.add(at)
            elif pattern[at] == "*":
                if character != "/":
                    reached.add(at)
            elif pattern[at] == character or (pattern[at] == "?" and character != "/"):
                reached.add(at + 1)
        places = _passed(pattern, reached, at_start=character == "/")
        if not places:
            return False
    return True


def _passed(pattern: str, places: set[int], *, at_start: bool) -> set[int]:
    """The places that are reached without a character: wildcards that match nothing, and no directory for `**/`."""
    passed: set[int] = set()
    waiting = list(places)
    while waiting:
        at = waiting.pop()
        if at in passed:
            continue
        passed.add(at)
        if pattern.startswith("**", at):
            waiting.append(at + 2)
            if at_start and pattern.startswith("/", at + 2):
                waiting.append(at + 3)
        elif pattern.startswith("*", at):
            waiting.append(at + 1)
    return passed
