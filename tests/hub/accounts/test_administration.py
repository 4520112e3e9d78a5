"""What operators do to accounts: done once, journalled with their name, told to the owner, never a password."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from coryphee.hub.accounts.actions import administration
from coryphee.hub.accounts.actions.closing import erase_person
from coryphee.hub.accounts.limits import TooMany, account_counted, limits_of_sign_in, locked_until, reserve
from coryphee.hub.accounts.models import SecurityEvent, Session, User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.models import Entry
from coryphee.hub.portal.operator_verbs import verbs_for
from coryphee.hub.toolbox.clock import now
from tests.people import enter_person

pytestmark = pytest.mark.django_db
HERE = Source("192.0.2.7", "A browser")


@pytest.fixture
def zoe() -> User:
    return enter_person("Zoe", language="en")


def close(whom: User, by: User) -> None:
    administration.close_account(whom, reason="left", by=by, now=now())


def told() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_closing_ends_the_sessions_and_says_who_did_it(olga: User, zoe: User) -> None:
    browser = Client()
    browser.force_login(zoe)
    close(zoe, olga)
    zoe.refresh_from_db()
    assert not zoe.is_active
    assert not Session.objects.filter(person=zoe).exists()
    assert browser.get("/account/sessions").status_code == 302
    entry = Entry.objects.get(kind="person.closed")
    assert entry.actor == olga.actor
    assert b'"reason":"left"' in bytes(entry.canonical)
    assert SecurityEvent.objects.filter(person=zoe, kind="person.closed", source=None).exists()
    assert told() == ["Your account was closed"]


def test_closing_twice_is_said_once(olga: User, zoe: User) -> None:
    close(zoe, olga)
    close(zoe, olga)
    assert told() == ["Your account was closed"]
    assert Entry.objects.filter(kind="person.closed").count() == 1


def test_a_closed_account_is_opened_again_with_what_it_had(olga: User, zoe: User) -> None:
    zoe.set_password("Tempête-en-Mer-48")
    zoe.save()
    close(zoe, olga)
    administration.reopen_account(zoe, by=olga, now=now())
    zoe.refresh_from_db()
    assert zoe.is_active
    assert zoe.check_password("Tempête-en-Mer-48")
    assert told() == ["Your account was closed", "Your account is open again"]


def test_an_unknown_reason_closes_nothing(olga: User, zoe: User) -> None:
    with pytest.raises(ValueError, match="no reason"):
        administration.close_account(zoe, reason="because", by=olga, now=now())
    zoe.refresh_from_db()
    assert zoe.is_active


def test_the_last_operator_cannot_be_closed(olga: User) -> None:
    with pytest.raises(administration.LastOperator):
        close(olga, olga)
    second = enter_person("Otto", language="en", is_operator=True)
    close(olga, olga)
    with pytest.raises(administration.LastOperator):
        close(second, second)
    assert list(User.objects.filter(is_operator=True, is_active=True)) == [second]


def test_a_closed_operator_does_not_count_as_one(olga: User) -> None:
    second = enter_person("Otto", language="en", is_operator=True)
    close(second, olga)
    with pytest.raises(administration.LastOperator):
        close(olga, olga)


@pytest.mark.django_db(transaction=True)
def test_two_operators_who_close_each_other_at_once_leave_one(olga: User) -> None:
    import threading

    otto = enter_person("Otto", language="en", is_operator=True)
    start, refused = threading.Barrier(2), []

    def run(whom: User, by: User) -> None:
        start.wait()
        try:
            close(whom, by)
        except administration.LastOperator:
            refused.append(whom)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((olga, otto), (otto, olga))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert User.objects.filter(is_operator=True, is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_unlocking_lets_the_account_try_again(olga: User, zoe: User) -> None:
    account = account_counted(zoe.pk)
    for _ in range(5):
        reserve(limits_of_sign_in(account, HERE), now=now())
    assert locked_until(account, now=now()) is not None
    with pytest.raises(TooMany):
        reserve(limits_of_sign_in(account, HERE), now=now())
    administration.unlock_account(zoe, by=olga, now=now())
    assert locked_until(account, now=now()) is None
    reserve(limits_of_sign_in(account, HERE), now=now())
    assert told() == ["Your account was unlocked"]


def test_ending_sessions_is_told_only_when_there_was_one(olga: User, zoe: User) -> None:
    administration.end_all_sessions(zoe, by=olga, now=now())
    assert told() == []
    Client().force_login(zoe)
    administration.end_all_sessions(zoe, by=olga, now=now())
    assert told() == ["You were signed out everywhere"]
    assert Entry.objects.get(kind="person.session_ended").actor == olga.actor


@pytest.mark.parametrize(("language", "word"), [("fr", "fermé"), ("it", "chiuso")])
def test_the_owner_is_told_in_their_language(olga: User, zoe: User, language: str, word: str) -> None:
    zoe.language = language
    zoe.save()
    close(zoe, olga)
    (message,) = mail.outbox
    assert word in message.subject
    assert word in message.alternatives[0][0]  # type: ignore[attr-defined]


def test_an_account_that_its_owner_closed_for_good_is_not_opened_again(olga: User, zoe: User) -> None:
    erase_person(zoe, by=zoe.actor, now=now())
    administration.reopen_account(zoe, by=olga, now=now())
    zoe.refresh_from_db()
    assert not zoe.is_active
    assert verbs_for(zoe, olga, is_locked=False) == []
