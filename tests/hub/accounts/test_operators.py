"""Operators are invited by a link that is kept as a hash, works once and for an hour."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import override_settings

from coryphee.hub.accounts.actions.operators import (
    AddressTaken,
    InvitationDead,
    accept_invitation,
    invitation_of,
    invite_operator,
    invite_operator_by_mail,
)
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.models import OperatorInvitation, SecurityEvent, User
from coryphee.hub.accounts.sources import NOWHERE, Source
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db
ADDRESS = "Olga@example.test"
GOOD = "Tempête-en-Mer-48"
HERE = Source("192.0.2.7", "A browser")


def token_of(link: str) -> str:
    return link.rpartition("/")[2]


def invite(**given: object) -> str:
    return token_of(invite_operator(ADDRESS, language="it", by=None, now=now(), **given))  # type: ignore[arg-type]


def accept(token: str, password: str = GOOD, **given: object) -> User:
    moment = given.get("now", now())
    return accept_invitation(token, name="Olga Exemple", password=password, source=HERE, now=moment)  # type: ignore[arg-type]


def test_a_link_makes_an_operator_once() -> None:
    token = invite()
    assert invitation_of(token, now=now()).email == "olga@example.test"
    person = accept(token)
    assert (person.email, person.language, person.is_operator) == ("olga@example.test", "it", True)
    assert person.check_password(GOOD)
    assert invitation_of(token, now=now()).state == "used"
    with pytest.raises(InvitationDead) as dead:
        accept(token)
    assert dead.value.state == "used"
    assert User.objects.count() == 1


def test_who_invited_whom_is_written_down() -> None:
    person = accept(invite())
    kinds = list(Entry.objects.order_by("id").values_list("kind", "actor"))
    assert kinds == [
        ("operator.invited", "platform"),
        ("person.created", "nobody"),
        ("operator.appointed", "platform"),
    ]
    assert SecurityEvent.objects.filter(person=person, source=HERE.address).count() == 2


def test_only_a_hash_of_the_token_is_kept() -> None:
    token = invite()
    row = OperatorInvitation.objects.get()
    assert token not in str(vars(row))
    assert len(row.token_sha256) == 64
    assert all(token not in bytes(entry.canonical).decode() for entry in Entry.objects.all())


def test_a_link_ends_after_an_hour() -> None:
    token = invite()
    late = now() + timedelta(minutes=60)
    assert invitation_of(token, now=late - timedelta(minutes=1)).state == "open"
    assert invitation_of(token, now=late).state == "expired"
    with pytest.raises(InvitationDead):
        accept(token, now=late)
    assert not User.objects.exists()


def test_a_newer_link_takes_the_place_of_the_older() -> None:
    older, newer = invite(), invite()
    assert invitation_of(older, now=now()).state == "unknown"
    assert invitation_of(newer, now=now()).state == "open"


@pytest.mark.parametrize(
    "password", ["Tempête-Mer-4", "tempête-en-mer-48", "Tempête-en-Mer-xy", "Olga-en-pleine-Mer-48"]
)
def test_an_operator_needs_sixteen_good_characters(password: str) -> None:
    token = invite()
    with pytest.raises(ValidationError):
        accept(token, password)
    assert not User.objects.exists()
    assert invitation_of(token, now=now()).state == "open"


def test_an_address_with_an_account_is_not_invited() -> None:
    create_person(email="olga@example.test", name="Olga", password=None, language="fr", by="platform", now=now())
    with pytest.raises(AddressTaken):
        invite()
    assert not OperatorInvitation.objects.exists()


def test_an_address_that_registers_meanwhile_ends_the_link() -> None:
    token = invite()
    create_person(email="olga@example.test", name="Olga", password=None, language="fr", by="platform", now=now())
    with pytest.raises(InvitationDead):
        accept(token)
    assert not User.objects.get().is_operator


def test_an_unknown_link_opens_nothing() -> None:
    assert invitation_of("no-such-token", now=now()).state == "unknown"
    with pytest.raises(InvitationDead):
        accept_invitation("no-such-token", name="x", password=GOOD, source=NOWHERE, now=now())


@override_settings(
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", PUBLIC_URL="https://invoices.example.test"
)
@pytest.mark.parametrize(("language", "word"), [("fr", "invité"), ("en", "invited"), ("it", "invitati")])
def test_an_invitation_by_mail_holds_the_link_in_the_language_of_the_account(language: str, word: str) -> None:
    invite_operator_by_mail(ADDRESS, language=language, by=None, now=now())
    (sent,) = mail.outbox  # there is no operator yet who would be told
    assert sent.to == ["olga@example.test"]
    assert word in sent.subject
    link = next(line for line in sent.body.splitlines() if line.startswith("https://"))
    assert link.startswith("https://invoices.example.test/operators/join/")
    assert invitation_of(token_of(link), now=now()).state == "open"
    assert link in sent.alternatives[0][0]
