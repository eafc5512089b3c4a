"""Personal data is believed only when its check digits hold."""

from __future__ import annotations

import pytest

from bailiwick.interpret.content.personal import find_personal_data


def kinds(text: str) -> list[str]:
    return [finding.kind for finding in find_personal_data(text)]


@pytest.mark.parametrize(
    "number", ["4111 1111 1111 1111", "5500-0055-5555-5559", "378282246310005", "3782 822463 10005", "6011000990139424"]
)
def test_card_numbers_of_all_networks_are_found(number: str) -> None:
    text = f"card: {number}, thanks"
    (found,) = find_personal_data(text)
    assert (found.kind, text[found.start : found.end]) == ("card-number", number)


@pytest.mark.parametrize(
    "iban", ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR1420041010050500013M02606", "NO9386011117947"]
)
def test_ibans_are_found_by_length_and_remainder(iban: str) -> None:
    assert kinds(f"pay to {iban}.") == ["iban"]


def test_social_security_numbers_are_found() -> None:
    assert kinds("SSN 536-90-4399") == ["ssn"]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "0000000000000000",
        "1732112345678901234567890",
        "DE89 3704 0044 0532 0130 01",
        "XX89370400440532013000",
        "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000",
        "078-05-1120",
        "2026-11-2012",
        "me@example.com",
        "v1.4111111111111111.0",
        "0x4111111111111111",
    ],
)
def test_numbers_that_fail_their_check_are_no_findings(text: str) -> None:
    assert kinds(text) == []
