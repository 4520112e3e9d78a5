"""The inbox, the bell, the switches, and the link that stops e-mails."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coryphee.hub.accounts.models import User
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.jobs.subscribers import hand_out
from coryphee.hub.journal.models import Entry
from coryphee.hub.journal.sealing import seal_pending
from coryphee.hub.lifecycle.actions import recycle, set_status
from coryphee.hub.notifications.models import Notification
from coryphee.hub.notifications.opt_out import opt_out_url
from coryphee.hub.notifications.queries import preferences_of
from coryphee.hub.structures.access import person_acting
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import now
from tests.hub.portal.browsing import Story, signed_in

pytestmark = pytest.mark.django_db


def tell() -> None:
    seal_pending(now())
    hand_out(now())


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_bell_counts_and_the_inbox_tells(story: Story) -> None:
    camille = story.browser(story.world.camille)
    assert "unread: " not in text(story.get(story.world.camille, "dashboard", story.world.town))
    assert "No notification yet" in text(camille.get("/account/inbox"))
    story.delivered("N-1")
    tell()
    assert "Notifications, unread: 1" in text(story.get(story.world.camille, "dashboard", story.world.town))
    page = text(camille.get("/account/inbox"))
    assert "Ateliers Exemple SARL sent you an invoice" in page
    assert "<p>N-1</p>" in page
    assert "Waiting for me" in page
    assert "Notifications, unread: 1" in page


def test_opening_marks_as_read_and_leads_to_the_invoice(story: Story) -> None:
    invoice = story.delivered("N-1")
    tell()
    told = Notification.objects.get(person=story.world.camille)
    camille = story.browser(story.world.camille)
    assert camille.get(f"/account/inbox/{told.pk}").status_code == 405, "looking changes nothing"
    answer = camille.post(f"/account/inbox/{told.pk}")
    assert answer["Location"] == reverse("invoice", args=[story.world.town.pk, invoice])
    assert camille.get(answer["Location"]).status_code == 200
    told.refresh_from_db()
    assert told.read_at is not None
    assert "Everything is read" in text(camille.get("/account/inbox?unread=1"))
    assert "N-1" in text(camille.get("/account/inbox"))


def test_many_lead_to_the_list_of_them(story: Story) -> None:
    for number in range(5):
        story.delivered(f"N-{number}")
    tell()
    camille = story.browser(story.world.camille)
    assert "N-0, N-1, N-2 and 2 others" in text(camille.get("/account/inbox"))
    told = Notification.objects.get(person=story.world.camille)
    found = camille.get(camille.post(f"/account/inbox/{told.pk}")["Location"])
    assert all(f"N-{number}" in text(found) for number in range(5))


def test_nobody_opens_what_was_told_to_another(story: Story) -> None:
    story.delivered("N-1")
    tell()
    told = Notification.objects.get(person=story.world.camille)
    assert story.browser(story.world.eve).post(f"/account/inbox/{told.pk}").status_code == 404
    assert story.browser(story.world.eve).post("/account/inbox/999999").status_code == 404
    story.browser(story.world.eve).post("/account/inbox/read-all", {"newest": told.pk})
    told.refresh_from_db()
    assert told.read_at is None


def test_a_structure_that_one_left_or_a_side_that_was_closed_is_told_no_more(story: Story) -> None:
    story.delivered("N-1")
    tell()
    camille = story.browser(story.world.camille)
    membership = Membership.objects.get(person=story.world.camille)
    Membership.objects.filter(pk=membership.pk).update(received_invoices="none")
    assert "No notification yet" in text(camille.get("/account/inbox"))
    told = Notification.objects.get(person=story.world.camille)
    assert camille.post(f"/account/inbox/{told.pk}").status_code == 404
    membership.delete()
    page = text(camille.get("/account/inbox"))
    assert "N-1" not in page
    assert "unread" not in page.split("<main")[0]


def test_all_are_read_up_to_the_page_that_was_seen(story: Story) -> None:
    story.delivered("N-1")
    tell()
    camille = story.browser(story.world.camille)
    seen = re.search(r'name="newest" value="(\d+)"', text(camille.get("/account/inbox")))
    assert seen is not None
    Notification.objects.create(
        person=story.world.camille, structure=story.world.town, event="completed", side="received", family="waiting",
        window=now(), at=now(), number=1, in_portal=True, partner=story.world.supplier,
    )  # fmt: skip
    camille.post("/account/inbox/read-all", {"newest": seen[1]})
    assert list(
        Notification.objects.filter(read_at=None, person=story.world.camille).values_list("event", flat=True)
    ) == ["completed"]
    for nonsense in ("", "x", "9" * 30, "-1", "²"):
        assert camille.post("/account/inbox/read-all", {"newest": nonsense}).status_code == 302


def test_an_invoice_that_went_elsewhere_keeps_no_name_here(story: Story) -> None:
    invoice = Invoice(pk=story.delivered("SECRET-1"))
    world = story.world
    by = person_acting(world.camille, world.town.pk)
    set_status(invoice, by=by, status="A_RECYCLER", reason="AUTRE", comment="Pas chez nous.", now=now())
    recycle(
        invoice, by=person_acting(world.alice, world.supplier.pk), now=now(),
        recipient_identifier=world.hospital.identifier, service_code="PHARMA", engagement="E-1",
    )  # fmt: skip
    tell()
    page = text(story.browser(story.world.camille).get("/account/inbox"))
    assert "sent you an invoice" in page
    assert "SECRET-1" not in page


def test_the_inbox_costs_the_same_however_much_was_told(story: Story, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        Notification.objects.create(
            person=story.world.camille, structure=story.world.town, event="received", side="received",
            family="waiting", window=now(), at=now(), number=number + 1, in_portal=True,
            partner=story.world.supplier,
        )  # fmt: skip
    camille = story.browser(story.world.camille)
    with django_assert_max_num_queries(25):
        first = text(camille.get("/account/inbox"))
    assert "1 to 25 of 60" in first
    assert "51 to 60 of 60" in text(camille.get("/account/inbox?page=9"))


def test_the_bell_stops_counting_at_99(story: Story) -> None:
    Notification.objects.bulk_create(
        Notification(
            person=story.world.camille, structure=story.world.town, event="received", side="received",
            family="waiting", window=now(), at=now(), number=1, in_portal=True, partner=story.world.supplier,
        )
        for _ in range(120)
    )  # fmt: skip
    assert "Notifications, unread: 99+" in text(story.browser(story.world.camille).get("/account/notifications"))


def test_the_switches_are_kept_and_written_down(story: Story) -> None:
    camille = story.browser(story.world.camille)
    page = text(camille.get("/account/notifications"))
    assert page.count('type="checkbox"') == 5
    assert page.count(" checked") == 4
    for to_come in ("certificate", "engagement", "CPRO"):
        assert to_come not in page, "a page speaks of what works today"
    camille.post("/account/notifications", {"waiting-portal": "on", "progress-email": "on", "unknown-x": "on"})
    chosen = {f"{family}-{channel}" for (family, channel), on in preferences_of(story.world.camille).items() if on}
    assert chosen == {"waiting-portal", "progress-email"}
    line = Entry.objects.get(kind="notifications.chosen")
    assert line.actor == f"person:{story.world.camille.public_id}"
    assert b'"waiting.email":false' in bytes(line.canonical)
    camille.post("/account/notifications", {"waiting-portal": "on", "progress-email": "on"})
    assert Entry.objects.filter(kind="notifications.chosen").count() == 1, "nothing changed, nothing to write"


def _token(person: User, family: str = "waiting") -> str:
    return opt_out_url(person, family).split("8000", 1)[1]


def test_the_link_of_an_e_mail_stops_its_family_without_sign_in(story: Story) -> None:
    mail_program = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    link = _token(story.world.camille)
    assert "Stop these e-mails?" in text(mail_program.get(link))
    assert preferences_of(story.world.camille)["waiting", "email"], "looking, or a prefetch, changes nothing"
    answer = mail_program.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "These e-mails are stopped" in text(answer)
    chosen = preferences_of(story.world.camille)
    assert not chosen["waiting", "email"]
    assert chosen["waiting", "portal"]
    assert chosen["weekly", "email"]
    mail_program.post(link)
    assert not preferences_of(story.world.camille)["waiting", "email"], "the link only switches off"


@pytest.mark.parametrize("change", [lambda link: link[:-3], lambda link: link + "x", lambda _: "/notifications/off/x"])
def test_a_broken_or_forged_link_stops_nothing(story: Story, change: Any) -> None:
    answer = Client(headers={"accept-language": "en"}).post(change(_token(story.world.camille)))
    assert answer.status_code == 404
    assert "This link is not complete" in text(answer)
    assert preferences_of(story.world.camille)["waiting", "email"]


def test_the_pages_speak_french_and_italian(story: Story) -> None:
    story.delivered("N-1")
    tell()
    for language, told in (("fr", "SARL vous a envoyé une facture"), ("it", "SARL vi ha inviato una fattura")):
        assert told in text(signed_in(story.world.camille, language).get("/account/inbox"))
