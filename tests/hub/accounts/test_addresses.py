"""Addresses are kept in ASCII: none looks like another."""

import pytest
from django.core.exceptions import ValidationError

from coryphee.hub.accounts.addresses import as_kept, plain_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Alice@Example.Test ", "alice@example.test"),
        ("a.b+c@example.test", "a.b+c@example.test"),
        ("alice@énergie.example", "alice@xn--nergie-9ua.example"),
        ("alice@xn--nergie-9ua.example", "alice@xn--nergie-9ua.example"),
        ("alice@ｅxample.test", "alice@example.test"),
        ("alice@пример.example", "alice@xn--e1afmkfd.example"),
    ],
)
def test_an_address_is_kept_in_ascii(typed: str, kept: str) -> None:
    assert plain_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "alicе@example.test",
        "ａlice@example.test",
        "ali\u200dce@example.test",
        "alice@ехample.test",
        "alice@xn--mple-63d3cq.test",  # the same, as a browser sends it
        "alice@xn--\u00e9.test",
        "alice@xn--999999999.test",
        "alice@" + "é" * 80 + ".test",
        "alice@example.test\r\nBcc: eve@example.test",
        "alice@exam\x00ple.test",
        "alice",
        "@example.test",
        "alice@",
        "a" * 250 + "@example.test",
        '"Alice <x>"@example.test>',
    ],
)
def test_what_imitates_or_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        plain_address(typed)


def test_what_is_no_address_is_looked_up_as_typed() -> None:
    assert as_kept("Alice@Énergie.example") == "alice@xn--nergie-9ua.example"
    assert as_kept("léa") == "léa"
