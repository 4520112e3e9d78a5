"""The legal payment period: where it starts, what stops it, what opens it again."""

from datetime import date

import pytest

from coryphee.hub.lifecycle.payment_period import last_day

JULY = date(2026, 7, 1)


def july(day: int) -> date:
    return date(2026, 7, day)


@pytest.mark.parametrize(
    ("service_done", "days", "expected"),
    [
        (None, 30, date(2026, 7, 31)),
        (date(2026, 6, 20), 30, date(2026, 7, 31)),  # done before: availability counts
        (july(11), 30, date(2026, 8, 10)),  # done later: the service counts
        (None, 50, date(2026, 8, 20)),  # hospitals
        (None, 60, date(2026, 8, 30)),  # public enterprises
    ],
)
def test_it_starts_with_the_later_of_availability_and_service_done(
    service_done: date | None, days: int, expected: date
) -> None:
    assert last_day(available=JULY, service_done=service_done, days=days) == expected


def test_no_day_is_promised_while_the_invoice_is_suspended() -> None:
    assert last_day(available=JULY, service_done=None, days=30, suspended=july(5)) is None


def test_completion_opens_thirty_days_or_what_was_left_when_that_is_longer() -> None:
    again = {"available": JULY, "service_done": None, "suspended": july(11), "resumed": july(21)}
    assert last_day(days=30, **again) == date(2026, 8, 20)
    assert last_day(days=60, **again) == date(2026, 9, 9)  # 50 of the 60 days were left


def test_a_second_suspension_stops_it_again() -> None:
    assert last_day(available=JULY, service_done=None, days=30, suspended=july(25), resumed=july(21)) is None


def test_a_service_done_after_the_completion_opens_its_own_period() -> None:
    days = last_day(available=JULY, service_done=july(30), days=30, suspended=july(5), resumed=july(10))
    assert days == date(2026, 8, 29)


def test_a_suspension_before_the_invoice_was_sent_elsewhere_is_forgotten() -> None:
    assert last_day(available=july(20), service_done=None, days=30, suspended=july(5)) == date(2026, 8, 19)
