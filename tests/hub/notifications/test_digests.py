"""E-mails about what happened: one for a window and family, in the reader's language, never the same thing twice."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from coryphee.hub.accounts.models import User
from coryphee.hub.notifications.actions import switch_off
from coryphee.hub.notifications.digests import MOST_LINES, mail_digests
from coryphee.hub.notifications.models import Notification
from coryphee.hub.notifications.telling import AFTERWARDS, WINDOW
from coryphee.hub.structures.models import Membership
from tests.jobs_now import waiting_mails

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE = AT + WINDOW + AFTERWARDS


def test_a_window_becomes_one_e_mail(told: "Told") -> None:
    User.objects.filter(pk=told.world.camille.pk).update(language="en", name='Camille "Câm"\r\nBcc: x')
    invoice = told.deliver("N-1")
    told.deliver("N-2")
    told.hand_out(AT)
    assert mail_digests(DUE - timedelta(seconds=1)) == 0, "the window is open"
    assert mail_digests(DUE) == 1
    (mail,) = waiting_mails()
    assert mail["recipients"] == ['"Camille Câm Bcc: x" <camille@example.test>']
    assert mail["subject"] == "Ateliers Exemple SARL sent you 2 invoices"
    assert "N-1, N-2" in mail["text"]
    assert (
        f"http://127.0.0.1:8000/s/{told.world.town.pk}/received?partner={told.world.supplier.identifier}"
        in mail["text"]
    )
    assert "N-1, N-2" in mail["html"]
    assert "<h1" in mail["html"]
    off = re.search(r"http://127\.0\.0\.1:8000/notifications/off/\S+", mail["text"])
    assert off is not None
    assert mail["headers"]["List-Unsubscribe"] == f"<{off[0]}>"
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not re.search(r"\d+[.,]\d\d (EUR|€)", mail["text"]), "no amount"
    assert invoice.pk in Notification.objects.get(person=told.world.camille).invoice_ids


def test_nothing_is_e_mailed_twice_whatever_crashes(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out(AT)
    with transaction.atomic():
        assert mail_digests(DUE) == 1
        transaction.set_rollback(True)  # as if the machine stopped before the commit
    assert waiting_mails() == []
    assert mail_digests(DUE) == 1
    assert mail_digests(DUE) == 0
    assert len(waiting_mails()) == 1


def test_what_waits_and_what_goes_on_are_two_e_mails_and_only_the_first_unless_asked(told: "Told") -> None:
    told.deliver("N-1", by_client=True)
    told.hand_out(AT)
    assert mail_digests(DUE) == 1, "the clerk; nobody asked for e-mails about what merely goes on"


def test_what_was_read_meanwhile_needs_no_e_mail(told: "Told") -> None:
    told.deliver("N-1")
    told.hand_out(AT)
    Notification.objects.update(read_at=AT)
    assert mail_digests(DUE) == 0
    assert Notification.objects.exclude(mail_due_at=None).get().mailed_at == DUE, "and is not looked at again"


@pytest.mark.parametrize("change", ["left", "closed", "off", "inactive"])
def test_who_left_or_switched_off_meanwhile_gets_none(told: "Told", change: str) -> None:
    told.deliver("N-1")
    told.hand_out(AT)
    camille = told.world.camille
    if change == "left":
        Membership.objects.filter(person=camille).delete()
    elif change == "closed":
        Membership.objects.filter(person=camille).update(received_invoices="none")
    elif change == "off":
        switch_off(camille, "waiting", AT)
    else:
        User.objects.filter(pk=camille.pk).update(is_active=False)
    assert mail_digests(DUE) == 0
    assert waiting_mails() == []


def test_the_confirmed_contact_address_goes_before_the_login(told: "Told") -> None:
    User.objects.filter(pk=told.world.camille.pk).update(contact_email="mairie@example.test")
    told.deliver("N-1")
    told.hand_out(AT)
    mail_digests(DUE)
    assert waiting_mails()[0]["recipients"] == ['"Camille Exemple" <mairie@example.test>']


@pytest.mark.parametrize(
    ("language", "subject", "stop"),
    [
        ("fr", "Ateliers Exemple SARL vous a envoyé une facture", "Pour arrêter ces e-mails"),
        ("it", "Ateliers Exemple SARL vi ha inviato una fattura", "Per interrompere queste e-mail"),
    ],
)
def test_it_speaks_the_reader_s_language(told: "Told", language: str, subject: str, stop: str) -> None:
    User.objects.filter(pk=told.world.camille.pk).update(language=language)
    told.deliver("N-1")
    told.hand_out(AT)
    mail_digests(DUE)
    (mail,) = waiting_mails()
    assert mail["subject"] == subject
    assert stop in mail["text"]
    assert f'lang="{language}"' in mail["html"]


def test_names_of_structures_are_text_in_html(told: "Told") -> None:
    told.world.supplier.name = "<script>alert(1)</script> & Fils"
    told.world.supplier.save()
    told.deliver("N-1")
    told.hand_out(AT)
    mail_digests(DUE)
    (mail,) = waiting_mails()
    assert "<script>" not in mail["html"]
    assert "&lt;script&gt;" in mail["html"]
    assert "<script>alert(1)</script> & Fils" in mail["text"], "plain text stays plain"


def test_a_long_window_is_cut_short_and_says_so(told: "Told") -> None:
    world = told.world
    Notification.objects.bulk_create(
        Notification(
            person=world.camille, structure=world.town, event="received", side="received", family="waiting",
            window=AT - timedelta(hours=number), at=AT, number=1, in_portal=True, partner=world.supplier,
            mail_due_at=AT,
        )
        for number in range(MOST_LINES + 7)
    )  # fmt: skip
    User.objects.filter(pk=world.camille.pk).update(language="en")
    assert mail_digests(DUE) == 1
    (mail,) = waiting_mails()
    assert mail["text"].count("* Ateliers") == MOST_LINES
    assert "And 7 others, in the portal." in mail["text"]
    assert mail["subject"] == "27 notices wait for you"
