"""Attempts are counted before the secret is looked at, by all processes together, and nobody is named."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, close_old_connections, connection, transaction

from coryphee.hub.accounts.limits import (
    FACTOR_HOUR,
    FACTOR_SHORT,
    HOUR,
    MINUTE,
    OF_SIGN_IN,
    SIGN_IN_ACCOUNT,
    SIGN_IN_ALL,
    SIGN_IN_HERE,
    SIGN_IN_SOURCE,
    SIGN_IN_SOURCE_HOUR,
    Attempt,
    Counted,
    Limit,
    TooMany,
    account_counted,
    limits_of_mail,
    limits_of_second_factor,
    limits_of_sign_in,
    purge_attempts,
    reserve,
    unlock,
)
from coryphee.hub.accounts.models import AttemptCount
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox import clock

HERE, THERE = Source("192.0.2.1"), Source("198.51.100.1")
START = clock.now()


def sign_in(account: str = "person:1", source: Source = HERE, after: timedelta = timedelta()) -> Attempt:
    return reserve(limits_of_sign_in(account, source), now=START + after)


def factor(after: timedelta, source: Source = HERE) -> Attempt:
    return reserve(limits_of_second_factor("person:1", source), now=START + after)


@pytest.mark.django_db
def test_five_failures_close_the_account_here_for_an_hour_and_nowhere_else() -> None:
    attempts = [sign_in(after=number * MINUTE) for number in range(5)]
    assert [SIGN_IN_HERE in attempt.closed for attempt in attempts] == [False] * 4 + [True]
    with pytest.raises(TooMany) as refusal:
        sign_in(after=5 * MINUTE)
    assert (refusal.value.limit, refusal.value.retry_after) == (SIGN_IN_HERE, 59 * 60)
    sign_in(source=THERE, after=5 * MINUTE)
    sign_in(account="person:2", after=5 * MINUTE)
    with pytest.raises(TooMany):
        sign_in(after=63 * MINUTE)
    sign_in(after=64 * MINUTE)


@pytest.mark.django_db
def test_who_is_refused_is_counted_nowhere() -> None:
    for _attempt in range(5):
        sign_in()
    for _attempt in range(30):
        with pytest.raises(TooMany):
            sign_in()
    assert len(AttemptCount.objects.get(limit_name=SIGN_IN_ALL.name).moments) == 5


@pytest.mark.django_db
def test_a_success_gives_the_attempt_back_and_forgets_failures_of_the_account_alone() -> None:
    for number in range(4):
        sign_in(after=timedelta(seconds=number))
    sign_in(after=timedelta(seconds=9)).forget()
    assert not AttemptCount.objects.filter(limit_name__in=[limit.name for limit in OF_SIGN_IN]).exists()
    assert len(AttemptCount.objects.get(limit_name=SIGN_IN_SOURCE_HOUR.name).moments) == 4


@pytest.mark.django_db
def test_a_success_reopens_no_door_that_others_closed() -> None:
    mine = sign_in(account="person:1")
    for number in range(SIGN_IN_SOURCE_HOUR.allowed - 1):
        sign_in(account=f"person:{number + 2}", after=timedelta(seconds=number + 1))
    with pytest.raises(TooMany):
        sign_in(account="person:999", after=5 * MINUTE)
    mine.forget()
    sign_in(account="person:999", after=5 * MINUTE)
    mine.forget()
    with pytest.raises(TooMany):
        sign_in(account="person:1000", after=5 * MINUTE)


@pytest.mark.django_db
def test_a06_strangers_behind_one_address_who_come_at_once_are_all_looked_at() -> None:
    attempts = [sign_in(account=f"person:{number}", after=number * timedelta(milliseconds=1)) for number in range(150)]
    for attempt in attempts:
        attempt.forget()
    assert not AttemptCount.objects.filter(moments__len__gt=0).exists()


@pytest.mark.django_db
def test_a06_whoever_guesses_from_one_source_tries_20_in_five_minutes_and_200_in_an_hour() -> None:
    looked_at = []
    for second in range(0, 2 * 3600, 10):
        try:
            sign_in(account=f"person:{second}", after=timedelta(seconds=second)).fail()
        except TooMany:
            continue
        looked_at.append(second)
    assert [sum(second < end for second in looked_at) for end in (300, 3600, 7200)] == [20, 200, 400]


@pytest.mark.django_db
def test_a06_whoever_guesses_in_parallel_has_no_more_of_it_than_200_in_an_hour() -> None:
    attempts = [sign_in(account=f"person:{number}", after=number * timedelta(milliseconds=1)) for number in range(200)]
    with pytest.raises(TooMany) as refusal:
        sign_in(account="person:999", after=MINUTE)
    assert refusal.value.limit == SIGN_IN_SOURCE_HOUR
    for attempt in attempts:
        attempt.fail()
    assert len(AttemptCount.objects.get(limit_name=SIGN_IN_SOURCE.name).moments) == 20


@pytest.mark.django_db
def test_a05_the_window_of_the_second_factor_slides() -> None:
    for number in range(5):
        factor(number * MINUTE)
    with pytest.raises(TooMany) as refusal:
        factor(4.5 * MINUTE)
    assert (refusal.value.limit, refusal.value.retry_after) == (FACTOR_SHORT, 30)
    factor(5 * MINUTE)
    with pytest.raises(TooMany):
        factor(5.5 * MINUTE)


@pytest.mark.django_db
def test_a05_twenty_an_hour_and_a_new_password_sign_in_resets_none_of_it() -> None:
    for number in range(20):
        factor(number * 61 * timedelta(seconds=1), Source(f"192.0.2.{number}"))
    unlock("person:1")
    with pytest.raises(TooMany) as refusal:
        factor(30 * MINUTE, THERE)
    assert refusal.value.limit == FACTOR_HOUR
    factor(HOUR, THERE)


@pytest.mark.django_db
def test_a06_never_more_than_a_hundred_failures_in_a_row_from_everywhere() -> None:
    for number in range(100):
        sign_in(source=Source(f"10.0.{number}.1"), after=number * MINUTE)
    with pytest.raises(TooMany) as refusal:
        sign_in(source=THERE, after=200 * HOUR)
    assert refusal.value.limit == SIGN_IN_ACCOUNT
    unlock("person:1")
    sign_in(source=THERE, after=200 * HOUR)


@pytest.mark.django_db
def test_the_table_names_nobody() -> None:
    sign_in(account=account_counted(None, " Zoe@Example.Test "), source=HERE)
    sign_in(account=account_counted(None, "zoe@example.test"), source=HERE, after=MINUTE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, ' ') FROM accounts_attemptcount a")
        (text,) = cursor.fetchone()
    assert "zoe" not in text
    assert "192.0.2.1" not in text
    assert len(AttemptCount.objects.get(limit_name=SIGN_IN_HERE.name).moments) == 2


@pytest.mark.django_db
def test_what_says_nothing_any_more_is_removed() -> None:
    sign_in()
    assert purge_attempts(START + 4 * MINUTE) == 0
    assert purge_attempts(START + 5 * MINUTE) == 1
    assert purge_attempts(START + HOUR) == 2


def test_one_subscriber_of_ipv6_is_one_source() -> None:
    assert Source("2001:db8::1").network == Source("2001:db8::ffff:2").network != Source("2001:db8:0:1::1").network
    assert Source("::ffff:192.0.2.1").network == Source("192.0.2.1").network == "192.0.2.1"
    assert Source("").network == "unknown"


@pytest.mark.django_db(transaction=True)
def test_parallel_requests_try_no_more_often_than_the_limit_says() -> None:
    few = Limit("a test's", 5, within=HOUR)
    counted, refused, together = [], [], threading.Barrier(16)

    def try_it() -> None:
        together.wait()
        try:
            counted.append(reserve([Counted(few, account="person:1"), Counted(SIGN_IN_ALL)], now=clock.now()))
        except TooMany:
            refused.append(1)
        finally:
            close_old_connections()

    threads = [threading.Thread(target=try_it) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(counted), len(refused)) == (5, 11)
    assert len(AttemptCount.objects.get(limit_name=SIGN_IN_ALL.name).moments) == 5


@pytest.mark.django_db(transaction=True)
def test_parallel_successes_of_one_account_wait_for_each_other_in_turn() -> None:
    broken: list[Exception] = []
    counted = [
        Counted(Limit(f"a test's {number}", 1000, within=HOUR), account="person:1" * (number % 2))
        for number in range(6)
    ]

    def come_and_go() -> None:
        try:
            for number in range(60):
                attempt = reserve(counted, now=clock.now())
                with transaction.atomic():
                    attempt.forget() if number % 2 else attempt.take_back()
        except OperationalError as deadlock:
            broken.append(deadlock)
        finally:
            close_old_connections()

    threads = [threading.Thread(target=come_and_go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []


@pytest.mark.django_db(transaction=True)
def test_a_count_never_stands_in_the_transaction_of_somebody_else() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        sign_in()


@pytest.mark.django_db(transaction=True)
def test_a_stranger_who_asks_for_e_mails_keeps_nobody_from_recovering() -> None:
    now, owner = clock.now(), account_counted(None, "owner@example.test")
    for _ in range(5):
        reserve(limits_of_mail(owner, Source("192.0.2.66")), now=now)
    with pytest.raises(TooMany):
        reserve(limits_of_mail(owner, Source("192.0.2.66")), now=now)
    reserve(limits_of_mail(owner, Source("198.51.100.7")), now=now)
