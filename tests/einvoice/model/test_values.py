import datetime as dt

import pytest

from coryphee.einvoice.model import Identifier, WrittenDate


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("2026-08-16", None, dt.date(2026, 8, 16)),
        ("20260816", "102", dt.date(2026, 8, 16)),
        ("2026-08-16+02:00", None, dt.date(2026, 8, 16)),
        ("20260231", "102", None),
        ("20260816", "610", None),
        ("16/08/2026", None, None),
        ("٢٠٢٦٠٨١٦", "102", None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_written_date_is_a_real_day_or_none(text: str | None, form: str | None, day: dt.date | None) -> None:
    assert WrittenDate(text, form).day == day


@pytest.mark.parametrize(
    ("written", "known"),
    [("1", "0009"), ("2", "0223"), ("ETR", "0227"), ("ridet", "0228"), ("5", "0229"), ("7", "0226"), ("0002", "0002")],
)
def test_chorus_schemes_are_translated_and_kept(written: str, known: str) -> None:
    identifier = Identifier("99900003700013", written)
    assert identifier.known_scheme == known
    assert identifier.scheme == written


def test_no_scheme_stays_no_scheme() -> None:
    assert Identifier("X").known_scheme is None
