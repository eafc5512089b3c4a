"""What the words around a place say of it: quoted, reported, told to another model, part of a document about injection.

All of it looks at a bounded part of the text.
"""

from __future__ import annotations

import re

from bailiwick.interpret.content.injection_forms import STRONG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_ABOUT = 1500
"""How far around a place a document says that it is about injection."""

_BLOCK = 20_000
"""How far around a place a code block begins and ends."""

_OWN_PROMPT = 3000
"""How far before a place a program says to a model of its own what it is."""

_NEGATED = re.compile(
    r"(?:\b(?:never|not|don.t|cannot|can.t|must not|avoid|refuse to|forbidden to)\s(?:\S{1,20}\s){0,3}|\b(?:can|may|could|might|tries to|try to|attempts? to|trying to|able to|want to|wants to|safely|asked to|told to|saying|says|like|such as|e\.g\.)\s[\"'`“]?)\Z",
    re.IGNORECASE,
)
_NEGATABLE = frozenset({"override", "credentials", "exfiltration", "command"})


def is_reported(text: str, kind: str, start: int) -> bool:
    """Whether the words before say that it is not to be done, or that somebody else may do it."""
    if kind not in _NEGATABLE:
        return False
    before = text[max(0, start - 48) : start]
    sentence = max(before.rfind(mark) for mark in (". ", "! ", "? ", "\n\n", "; ")) + 1
    return _NEGATED.search(before, sentence) is not None


_FENCE = re.compile(r"(?:^|\n)[\s\d>|#*/\u2192-]{0,12}(?:```|~~~)")
_CODE_TAG = ("<pre", "<code", "<samp", "<textarea")


def is_fenced(text: str, start: int) -> bool:
    """Whether the place stands in a code block that is closed again."""
    before, after = text[max(0, start - _BLOCK) : start], text[start : start + _BLOCK]
    if len(_FENCE.findall(before)) % 2 and _FENCE.search(after):
        return True
    return any(before.rfind(tag) > before.rfind("</" + tag[1:]) and "</" + tag[1:] in after for tag in _CODE_TAG)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a quotation that is open at the place in its line, or a code block, holds it."""
    if is_fenced(text, start):
        return True
    line = text[max(text.rfind("\n", 0, start + 1) + 1, start - 400) : start + 1]
    rest = text[end : end + 400].split("\n", 1)[0]
    if any(line.count(mark) % 2 and mark in rest + text[start:end] for mark in '"`'):
        return True
    return (
        any(line.rfind(mark) > line.rfind(close) for mark, close in ("“”", "«»", "「」", "『』", "„“", "‘’"))
        or line[-3:].strip()[:1] == "'"
    )


_SUBJECT = re.compile(
    r"prompt[ -]?injections?|injection (?:attack|attempt|payload|detect|pattern|filter|scan)\w*|jailbreak\w*|indirect injection|tool poisoning|adversarial (?:prompt|text|instruction|input|example)s?"
    r"|red[- ]team\w*|injected (?:prompt|instruction|text|content)s?|instruction hijacking|prompt-?injektion\w*|injection de prompts?|inyecci[oó]n de (?:prompts?|instrucciones)"
    r"|iniezione di prompt|提示(?:词)?注入|越狱|プロンプトインジェクション|脱獄|инъекци\w* (?:промпт|подсказ)\w*|промпт-инъекци\w*|프롬프트 인젝션",
    re.IGNORECASE,
)
_SECURITY = re.compile(
    r"(?<![a-z])(?:attack(?:er|ers|s)?|malicious|payloads?|exploit\w*|vulnerab\w+|CVE-\d{4}|OWASP|guardrails?|detect(?:s|ed|or|ors|ion)?|classifier|mitigat\w+|threat models?|untrusted|hostile"
    r"|exfiltrat\w+|advisor(?:y|ies)|GHSA-|sanitiz\w+|fixtures?|assert\w*|corpus|adversar\w+|inject\w{2,8}|phishing|angriffe?|angreifer\w*|attaquant\w*|attaques?|ataques?|atacante\w*)\b|攻击|攻撃|атак\w*|злоумышленник\w*|공격",
    re.IGNORECASE,
)


def is_about(text: str, start: int, end: int) -> bool:
    """Whether the words around the place speak about injection."""
    before, after = text[max(0, start - _ABOUT) : start], text[end : end + _ABOUT]
    if _SUBJECT.search(before) or _SUBJECT.search(after):
        return True
    words = {found[0].lower()[:6] for part in (before, after) for found in _SECURITY.finditer(part)}
    return len(words) >= 3


_PROMPT = re.compile(
    r"(?<!if )(?<!as )(?<!since )(?<!when )(?<!because )(?<!now )\byou(?: are|.re) (?:an?|the) (?:\S{1,24}\s){0,8}?(?:assistant|agent|model|bot|expert|engineer|reviewer|chatbot|helper|analyst|tutor|support|translator|classifier|AI|writer|editor)\b|\bYou are (?:Claude|ChatGPT)\b",
    re.IGNORECASE,
)


def is_prompt_of_a_program(text: str, start: int, weights: Mapping[str, int]) -> bool:
    """Whether a program or a document tells a model of its own what it is, and nothing here replaces that."""
    if weights.get("override", 0) >= STRONG or "exfiltration" in weights or weights.get("command", 0) > 1:
        return False
    return _PROMPT.search(text[max(0, start - _OWN_PROMPT) : start + _ABOUT // 3]) is not None
