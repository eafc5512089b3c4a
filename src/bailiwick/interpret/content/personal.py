"""Finds personal data that has a shape and a check: card numbers, IBANs, US social security numbers.

E-mail addresses and names are no findings: program text is full of them.
"""

from __future__ import annotations

import re

from bailiwick.interpret.content.finding import Finding
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

_CARD = re.compile(
    r"(?<![\w.-])(?:[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\w-]|\.\d)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_SSN = re.compile(r"(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|\.\d)")

_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21,
    "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
    "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "VA": 22, "XK": 20,
}  # fmt: skip
"""Length of an IBAN by country (ISO 13616 registry)."""

_SSN_IN_ADVERTS = frozenset({"078-05-1120", "219-09-9999", "123-45-6789"})
"""Numbers that were printed in public and belong to nobody."""


def find_personal_data(text: str) -> tuple[Finding, ...]:
    """Card numbers (Luhn), IBANs (mod 97) and social security numbers in `text`, in order.

    Raises:
        BoundError: the text is longer than `bounds.CONTENT_BYTES` characters.
    """
    if len(text) > bounds.CONTENT_BYTES:
        raise BoundError(f"expected a content of at most {bounds.CONTENT_BYTES} characters, got {len(text)}")
    findings = [
        Finding(kind, found.start(), found.end())
        for kind, pattern, holds in (
            ("card-number", _CARD, _is_card),
            ("iban", _IBAN, _is_iban),
            ("ssn", _SSN, _is_ssn),
        )
        for found in pattern.finditer(text)
        if holds(found.group())
    ]
    return tuple(sorted(findings, key=lambda finding: finding.start))


def _is_card(text: str) -> bool:
    """Luhn (ISO/IEC 7812-1 annex B), and not all one digit."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return 13 <= len(digits) <= 19 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and len(set(digits)) > 1


def _is_iban(text: str) -> bool:
    """Country's length and remainder 1 modulo 97 (ISO 7064)."""
    compact = text.replace(" ", "")
    if _IBAN_LENGTHS.get(compact[:2]) != len(compact):
        return False
    return int("".join(str(int(character, 36)) for character in compact[4:] + compact[:4])) % 97 == 1


def _is_ssn(text: str) -> bool:
    return text not in _SSN_IN_ADVERTS
