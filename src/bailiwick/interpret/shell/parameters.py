"""Operations of `${name...}` on values (bash manual 3.5.3); a hole stays a hole, with what is known around it."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text, join, literal, unknown
from bailiwick.interpret.shell.escapes import decode
from bailiwick.interpret.shell.patterns import MATCH_CHARACTERS, Pattern, escape, unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def derived(text: Text, how: str) -> Text:
    """An unknown text made from `text`; a hole that may be empty gives one that may be empty."""
    return unknown(f"{text.shown()[:80]}{how}", text.labels)


def removed(text: Text, operator: str, pattern: str | None) -> Text:
    """`#` `##` `%` `%%`: without the shortest or longest matching prefix or suffix."""
    known = text.known
    if known is None:
        return _removed_around_hole(text, operator, pattern)
    if pattern is None or len(known) > MATCH_CHARACTERS:
        return derived(text, f" {operator}")
    compiled = Pattern(pattern)
    if operator in ("#", "##"):
        lengths = compiled.prefixes(known)
        cut = (lengths[0] if operator == "#" else lengths[-1]) if lengths else 0
        return literal(known[cut:], text.labels)
    starts = compiled.suffixes(known)
    end = (starts[-1] if operator == "%" else starts[0]) if starts else len(known)
    return literal(known[:end], text.labels)


def _removed_around_hole(text: Text, operator: str, pattern: str | None) -> Text:
    """What can be said when the value has holes: literal ends, and the path idioms `##*/` and `%/*`."""
    if pattern is None or not text.parts:
        return derived(text, f" {operator}")
    first, last = text.prefix, text.suffix
    if operator == "##" and pattern == "*/" and "/" in last:
        return literal(last.rpartition("/")[2], text.labels)
    if operator == "%" and pattern == "/*" and "/" in last:
        kept = last.rpartition("/")[0]
        return Text((*text.parts[:-1], kept) if kept else text.parts[:-1], text.labels)
    plain = unescaped(pattern)
    if escape(plain) == pattern:
        if operator.startswith("%") and plain and last.endswith(plain):
            kept = last[: -len(plain)]
            return Text((*text.parts[:-1], kept) if kept else text.parts[:-1], text.labels)
        if operator.startswith("#") and plain and first.startswith(plain):
            kept = first[len(plain) :]
            return Text((kept, *text.parts[1:]) if kept else text.parts[1:], text.labels)
        if operator.startswith("%") and last and not plain.endswith(last) and not last.endswith(plain):
            return text
    return derived(text, f" {operator}")


def replaced(text: Text, operator: str, pattern: str | None, replacement: Text) -> Text:
    """`/` `//` `/#` `/%`: matches replaced."""
    if pattern is None:
        return derived(text, " replaced")
    if not pattern:
        return _at_an_end(text, operator, replacement)
    known = text.known
    with_known = replacement.known
    labels = text.labels | replacement.labels
    if with_known is None or (known is not None and len(known) > MATCH_CHARACTERS):
        return derived(Text(text.parts, labels), " replaced")
    compiled = Pattern(pattern)
    if known is not None:
        return literal(_replace(known, operator, compiled, with_known), labels)
    if operator != "//":
        return derived(Text(text.parts, labels), " replaced")
    parts = [_replace(part, operator, compiled, with_known) if isinstance(part, str) else part for part in text.parts]
    return Text(tuple(part for part in parts if part), labels)


def _at_an_end(text: Text, operator: str, replacement: Text) -> Text:
    """`/#/x` and `/%/x` put text before and after the value."""
    if operator == "/#":
        return join(replacement, text)
    return join(text, replacement) if operator == "/%" else text


def _replace(text: str, operator: str, pattern: Pattern, replacement: str) -> str:
    if operator == "/#":
        lengths = pattern.prefixes(text)
        return replacement + text[lengths[-1] :] if lengths else text
    if operator == "/%":
        starts = pattern.suffixes(text)
        return text[: starts[0]] + replacement if starts else text
    out: list[str] = []
    at = 0
    while at < len(text):
        end = max(pattern.ends_from(text, at), default=at)
        if end > at:
            out.append(replacement)
            at = end
            if operator == "/":
                break
        else:
            out.append(text[at])
            at += 1
    return "".join(out) + text[at:]


def cased(text: Text, operator: str, pattern: str | None) -> Text:
    """`^` `^^` `,` `,,` `~` `~~`: case changed where the pattern matches."""
    change = _CASES[operator[0]]
    test = Pattern(pattern) if pattern else None

    def changed(char: str) -> str:
        return change(char) if test is None or test.matches(char) else char

    parts: list[str | Hole] = []
    for index, part in enumerate(text.parts):
        if not isinstance(part, str):
            parts.append(part)
        elif len(operator) == 2:
            parts.append("".join(map(changed, part)))
        else:
            parts.append(changed(part[0]) + part[1:] if index == 0 else part)
    return Text(tuple(parts), text.labels)


_CASES: dict[str, Callable[[str], str]] = {"^": str.upper, ",": str.lower, "~": str.swapcase}


def substring(text: Text, offset: int | None, length: int | None, *, to_end: bool) -> Text:
    """`${name:offset:length}`; `to_end` when no length is given."""
    known = text.known
    if offset is None or (length is None and not to_end):
        return derived(text, " substring")
    if known is None:
        if offset == 0 and to_end:
            return text
        if to_end or length is None or length < 0 or offset < 0 or offset + length > len(text.prefix):
            return derived(text, " substring")
        return literal(text.prefix[offset : offset + length], text.labels)
    start = offset + len(known) if offset < 0 else offset
    if start < 0 or start > len(known):
        return literal("", text.labels)
    if to_end or length is None:
        return literal(known[start:], text.labels)
    end = start + length if length >= 0 else len(known) + length
    return literal(known[start : max(end, start)], text.labels)


def sliced(items: list[Text], offset: int | None, length: int | None, *, to_end: bool) -> list[Text]:
    """`${name[@]:offset:length}`; everything when the numbers are unknown."""
    if offset is None or (length is None and not to_end):
        return items
    start = offset + len(items) if offset < 0 else offset
    if start < 0:
        return []
    return items[start:] if to_end or length is None else items[start : start + length]


def transformed(text: Text, operator: str) -> Text:
    """`@U` `@u` `@L` `@Q` `@E`; other transformations are unknown."""
    known = text.known
    if operator in ("@U", "@L", "@u"):
        return cased(text, {"@U": "^^", "@L": ",,", "@u": "^"}[operator], None)
    if known is not None and operator in ("@Q", "@K"):
        return literal("'" + known.replace("'", "'\\''") + "'", text.labels)
    if known is not None and operator == "@E":
        return literal(decode(known), text.labels)
    return derived(text, f" {operator}")
