"""A lost factor: two different operators and the password are needed, within a day each."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from coryphee.hub.accounts.actions import factor_recoveries
from coryphee.hub.accounts.actions.factor_recoveries import (
    DECIDED_WITHIN,
    LINK_LIFETIME,
    NotAskable,
    NotDecidable,
    ask_factor_recovery,
    free_from_lost_factor,
    freeing_link,
)
from coryphee.hub.accounts.limits import TooMany
from coryphee.hub.accounts.models import AuthenticatorApp, FactorRecovery, RecoveryCode, Session, User
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now
from tests.people import PASSWORD, enter_person

# Tries are counted outside any transaction (accounts/limits.py).
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def zoe() -> User:
    """Somebody with an app and a recovery code, both lost."""
    made = enter_person("Zoe", language="en", password=PASSWORD)
    AuthenticatorApp.objects.create(person=made, sealed_secret="x", last_counter=0, added_at=now())
    RecoveryCode.objects.create(person=made, fingerprint="0" * 64, made_at=now())
    return made


def ask(whom: User, by: User, at: datetime | None = None) -> FactorRecovery:
    seen = "Called the town hall on its number; the mayor's office put her through."
    return ask_factor_recovery(whom, check_made="called_back", seen=seen, by=by, now=at or now())


def approve(asked: FactorRecovery, by: User, at: datetime | None = None) -> str:
    """Return the token that the owner is sent."""
    factor_recoveries.approve_factor_recovery(asked.public_id, by=by, now=at or now())
    body = str(mail.outbox[-1].body)
    return next(line for line in body.splitlines() if "/account/lost-factor/" in line).rpartition("/")[2].strip()


def free(token: str, password: str = PASSWORD, at: datetime | None = None) -> Any:
    here = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="A browser")
    return free_from_lost_factor(token, password, request=here, now=at or now())


def has_app(whom: User) -> bool:
    return AuthenticatorApp.objects.filter(person=whom).exists()


def test_two_operators_and_the_password_free_the_account(olga: User, otto: User, zoe: User) -> None:
    Client().force_login(zoe)
    asked = ask(zoe, olga)
    assert (has_app(zoe), Session.objects.filter(person=zoe).exists()) == (True, True)
    token = approve(asked, otto)
    assert (has_app(zoe), Session.objects.filter(person=zoe).exists()) == (True, False)
    assert free(token) is None
    assert not has_app(zoe)
    assert not RecoveryCode.objects.filter(person=zoe).exists()
    zoe.refresh_from_db()
    assert zoe.check_password(PASSWORD), "the password is still the owner's"


def test_every_step_is_in_the_journal_and_in_the_mailbox(olga: User, otto: User, zoe: User) -> None:
    free(approve(ask(zoe, olga), otto))
    steps = Entry.objects.filter(kind__startswith="person.factor").order_by("id").values_list("kind", "actor")
    assert list(steps) == [
        ("person.factor_recovery_asked", olga.actor),
        ("person.factor_recovery_approved", otto.actor),
        ("person.factor_recovery_used", zoe.actor),
        ("person.factors_forgotten", zoe.actor),
    ]
    assert {address for message in mail.outbox for address in message.to} == {zoe.email}
    assert len(mail.outbox) == 3
    journal = b"".join(bytes(entry.canonical) for entry in Entry.objects.all())
    assert b"mayor" not in journal, "what was seen is not in a journal that forgets nothing"


def test_the_operator_who_asked_cannot_decide(olga: User, otto: User, zoe: User) -> None:
    asked = ask(zoe, olga)
    for verb in (factor_recoveries.approve_factor_recovery, factor_recoveries.refuse_factor_recovery):
        with pytest.raises(NotDecidable):
            verb(asked.public_id, by=olga, now=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorRecovery.objects.filter(pk=asked.pk).update(decided_by=olga)


def test_an_operator_neither_asks_nor_decides_about_themselves(olga: User, otto: User) -> None:
    with pytest.raises(NotAskable):
        ask(olga, olga)
    enter_person("Oscar", language="en", is_operator=True)
    asked = ask(otto, olga)
    with pytest.raises(NotDecidable):
        approve(asked, otto)


def test_a_refusal_changes_nothing_and_is_told(olga: User, otto: User, zoe: User) -> None:
    asked = ask(zoe, olga)
    factor_recoveries.refuse_factor_recovery(asked.public_id, by=otto, now=now())
    assert has_app(zoe)
    assert mail.outbox[-1].subject == "Your second factor stays as it is"
    with pytest.raises(NotDecidable):
        approve(asked, enter_person("Oscar", language="en", is_operator=True))


def test_a_request_is_decided_within_a_day_or_not_at_all(olga: User, otto: User, zoe: User) -> None:
    asked = ask(zoe, olga)
    with pytest.raises(NotDecidable):
        approve(asked, otto, asked.expires_at)
    later = ask(zoe, olga, asked.asked_at + DECIDED_WITHIN)
    assert approve(later, otto, later.asked_at)


def test_one_request_at_a_time(olga: User, otto: User, zoe: User) -> None:
    ask(zoe, olga)
    with pytest.raises(NotAskable):
        ask(zoe, otto)
    assert FactorRecovery.objects.count() == 1


def test_a_request_is_decided_once(olga: User, otto: User, zoe: User) -> None:
    asked = ask(zoe, olga)
    approve(asked, otto)
    with pytest.raises(NotDecidable):
        approve(asked, enter_person("Oscar", language="en", is_operator=True))


def test_the_link_works_once_and_for_a_day(olga: User, otto: User, zoe: User) -> None:
    token = approve(ask(zoe, olga), otto)
    assert freeing_link(token, now=now()) == factor_recoveries.FreeingLink("open", zoe.email)
    late = now() + LINK_LIFETIME
    assert freeing_link(token, now=late).state == "expired"
    assert free(token, at=late) == "expired"
    assert has_app(zoe)
    assert free(token) is None
    assert (freeing_link(token, now=now()).state, free(token)) == ("used", "used")


def test_a_wrong_password_counts_like_one_at_the_sign_in_page(olga: User, otto: User, zoe: User) -> None:
    token = approve(ask(zoe, olga), otto)
    for _ in range(5):
        assert free(token, "Wrong-Passw0rd!") == "open"
    with pytest.raises(TooMany):
        free(token)
    assert has_app(zoe)
    assert Entry.objects.filter(kind="person.sign_in_failed").count() == 5


def test_a_closed_account_is_not_freed(olga: User, otto: User, zoe: User) -> None:
    asked = ask(zoe, olga)
    token = approve(asked, otto)
    User.objects.filter(pk=zoe.pk).update(is_active=False)
    assert free(token) == "unknown"
    with pytest.raises(NotAskable):
        ask(zoe, olga)


def test_only_a_hash_of_the_token_is_kept(olga: User, otto: User, zoe: User) -> None:
    token = approve(ask(zoe, olga), otto)
    assert token not in str(vars(FactorRecovery.objects.get()))
    assert all(token not in bytes(entry.canonical).decode() for entry in Entry.objects.all())


def test_what_is_unknown_opens_nothing(otto: User) -> None:
    assert freeing_link("no-such-token", now=now()).state == "unknown"
    assert free("no-such-token") == "unknown"
    assert free("") == "unknown"
    with pytest.raises(NotDecidable):
        factor_recoveries.approve_factor_recovery(uuid4(), by=otto, now=now())


def test_a28_whoever_became_an_operator_after_the_request_does_not_decide_it(olga: User, otto: User, zoe: User) -> None:
    asked = ask(zoe, olga)
    with pytest.raises(NotDecidable):
        approve(asked, enter_person("Olga2", language="en", is_operator=True))
    asked.refresh_from_db()
    assert asked.decision == FactorRecovery.Decision.OPEN


def test_a28_the_link_dies_when_its_owner_signs_in_with_a_factor(olga: User, otto: User, zoe: User) -> None:
    token = approve(ask(zoe, olga), otto)
    Client().force_login(zoe)
    assert freeing_link(token, now=now()).state == "overtaken"
    assert free(token) == "overtaken"
    assert has_app(zoe)
    assert (
        "you signed in with it since"
        in Client(headers={"accept-language": "en"}).get(f"/account/lost-factor/{token}").text
    )
