"""Every operator hears of an invitation and of a newcomer, in their language, and reads no link that lets in."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import override_settings

from coryphee.hub.accounts.actions.operators import accept_invitation, invite_operator, invite_operator_by_mail
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db
NEWCOMER = "otto@example.test"


@pytest.fixture(autouse=True)
def _mail() -> Iterator[None]:
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", PUBLIC_URL="https://invoices.example.test"
    ):
        yield


@pytest.fixture
def olga() -> User:
    """Olga, her colleagues in two other languages, and others who are not told."""
    enter("Nina", "it")
    enter("Pierre", "fr")
    enter("Closed", "en", is_active=False)
    enter("Nobody's operator", "en", is_operator=False)
    return enter("Olga", "en")


def enter(name: str, language: str, *, is_active: bool = True, is_operator: bool = True) -> User:
    email = f"{name.lower().replace(' ', '').replace(chr(39), '')}@example.test"
    return User.objects.create(name=name, email=email, language=language, is_active=is_active, is_operator=is_operator)


def told() -> dict[str, tuple[str, str]]:
    """Return subject and text by reader, of the e-mails to operators since the last look."""
    found = {
        message.to[0]: (message.subject, str(message.body)) for message in mail.outbox if NEWCOMER not in message.to
    }
    mail.outbox.clear()
    return found


def test_every_active_operator_is_told_who_invited_whom_and_who_joined(olga: User) -> None:
    invite_operator_by_mail(NEWCOMER, language="fr", by=olga, now=now())
    (invitation,) = (message for message in mail.outbox if message.to == [NEWCOMER])
    token = next(line for line in str(invitation.body).splitlines() if "/join/" in line).rpartition("/")[2]
    invited = told()
    accept_invitation(token, name="Otto", password="Tempête-en-Mer-48", source=NOWHERE, now=now())
    for news, subjects in (
        (invited, ("An operator was invited", "Un opérateur a été invité", "È stato invitato un operatore")),
        (
            told(),
            ("A new operator can sign in", "Un nouvel opérateur peut se connecter", "Un nuovo operatore può accedere"),
        ),
    ):
        by_reader = dict(zip(("olga@example.test", "pierre@example.test", "nina@example.test"), subjects, strict=True))
        assert {reader: subject for reader, (subject, _) in news.items()} == by_reader
        for _, text in news.values():
            assert NEWCOMER in text
            assert "Olga (olga@example.test)" in text
            assert "https://invoices.example.test/operators/team" in text
            assert token not in text
            assert "/join/" not in text


def test_the_command_line_is_named_as_such(olga: User) -> None:
    link = invite_operator(NEWCOMER, language="fr", by=None, now=now())
    assert "command line of the server" in told()[olga.email][1]
    accept_invitation(link.rpartition("/")[2], name="Otto", password="Tempête-en-Mer-48", source=NOWHERE, now=now())
    assert "command line of the server" in told()[olga.email][1]
