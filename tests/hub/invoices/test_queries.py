"""Lists: what each filter finds, totals that tell the truth, a constant number of queries, and what waits for whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coryphee.hub.invoices.drafts import create_draft
from coryphee.hub.invoices.models import Invoice, Service
from coryphee.hub.invoices.queries import InvoiceFilters, dashboard_figures, list_invoices, waiting_counts
from coryphee.hub.structures.access import acting_for
from coryphee.hub.structures.models import Membership, Structure
from coryphee.hub.toolbox.refusals import NotForYou
from tests.people import World

Laid = Callable[..., Invoice]


@pytest.fixture
def box(world: World, laid: Laid) -> None:
    works = Service.objects.get(structure=world.town, code="TRAVAUX")
    laid("FA-2026/001", day=0, amount=Decimal(100), service=works, engagement="ENG-7")
    laid(
        "FA-2026/002",
        day=1,
        amount=Decimal(300),
        status="SUSPENDUE",
        due_date=date(2026, 12, 1),
        contract="Fête de l\u2019été",
    )
    laid("AV-2026/001", day=2, amount=Decimal(-50), type_code="381", status="REJETEE")
    laid("FA-2026/001", day=3, amount=Decimal(200), supplier=world.other_supplier, status="MANDATEE")


def found(world: World, person: Any, structure: Any, side: str, **filters: Any) -> list[str]:
    with acting_for(person, structure.pk) as acting:
        page = list_invoices(acting, side, filters=InvoiceFilters(**filters), page=1, size=50)
        assert page.total == len(page.rows)
        return [row.number for row in page.rows]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["FA-2026/001", "AV-2026/001", "FA-2026/002", "FA-2026/001"]),
        ({"sort": "total_with_vat"}, ["AV-2026/001", "FA-2026/001", "FA-2026/001", "FA-2026/002"]),
        ({"sort": "number"}, ["AV-2026/001", "FA-2026/001", "FA-2026/001", "FA-2026/002"]),
        ({"statuses": ("SUSPENDUE", "REJETEE")}, ["AV-2026/001", "FA-2026/002"]),
        ({"number": "AV"}, ["AV-2026/001"]),
        ({"service": "travaux"}, ["FA-2026/001"]),
        ({"issued_from": date(2026, 11, 2), "issued_to": date(2026, 11, 3)}, ["AV-2026/001", "FA-2026/002"]),
        ({"deposited_from": date(2026, 11, 4)}, ["FA-2026/001"]),
        ({"deposited_to": date(2026, 11, 1)}, ["FA-2026/001"]),
        ({"amount_from": Decimal(150)}, ["FA-2026/001", "FA-2026/002"]),
        ({"amount_to": Decimal(0)}, ["AV-2026/001"]),
        ({"waiting_for_me": True}, ["FA-2026/001"]),
        ({"text": "fa2026"}, ["FA-2026/001", "FA-2026/002", "FA-2026/001"]),
        ({"text": "2026 002"}, ["FA-2026/002"]),
        ({"text": "eng 7"}, ["FA-2026/001"]),
        ({"text": "FOURNIT"}, ["FA-2026/001"]),
        ({"text": "atéliers 001"}, ["AV-2026/001", "FA-2026/001"]),
        ({"text": "FA\u20132026/002"}, ["FA-2026/002"]),
        ({"text": "l\u2019été"}, ["FA-2026/002"]),
        ({"text": "***"}, []),
        ({"text": "'; DROP TABLE invoices_invoice; --"}, []),
        ({"partner": "fournitures"}, ["FA-2026/001"]),
        ({"partner": "001"}, []),
    ],
)
def test_each_filter(world: World, box: None, filters: dict[str, Any], expected: list[str]) -> None:
    assert found(world, world.camille, world.town, "received", **filters) == expected


def test_a_partner_is_found_by_its_siret(world: World, box: None) -> None:
    siret = world.other_supplier.identifier
    assert found(world, world.camille, world.town, "received", partner=siret[:9]) == ["FA-2026/001"]


def test_each_supplier_sees_its_own(world: World, box: None) -> None:
    assert len(found(world, world.alice, world.supplier, "issued")) == 3
    assert found(world, world.eve, world.other_supplier, "issued", text="2026") == ["FA-2026/001"]
    assert found(world, world.eve, world.other_supplier, "received") == []


def test_pages_tell_the_total_and_the_last_one_answers_beyond(world: World, box: None) -> None:
    with acting_for(world.camille, world.town.pk) as camille:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = list_invoices(camille, "received", filters=InvoiceFilters(text="2026"), page=9, size=3)
        assert len(queries) == 3
        assert (page.total, page.pages, page.page, len(page.rows)) == (4, 2, 2, 1)


def test_a_closed_side_is_not_listed(world: World, box: None) -> None:
    with acting_for(world.bob, world.supplier.pk) as bob:
        assert "received" not in waiting_counts(bob)
        for side in ("received", "nonsense"):
            with pytest.raises(NotForYou):
                list_invoices(bob, side, filters=InvoiceFilters(), page=1, size=10)


def test_what_waits_for_whom(world: World, box: None) -> None:
    with acting_for(world.alice, world.supplier.pk) as alice:
        create_draft(world.supplier, by=alice.actor, now=datetime.now(tz=UTC))
        counts = waiting_counts(alice)
        assert counts["to_complete"] == counts["to_acknowledge"] == counts["drafts"] == 1
        assert (counts["issued"], counts["to_recycle"], counts["received"]) == (2, 0, 0)
        assert found(world, world.alice, world.supplier, "issued", waiting_for_me=True) == [
            "AV-2026/001",
            "FA-2026/002",
        ]
    with acting_for(world.camille, world.town.pk) as camille:
        assert waiting_counts(camille)["received"] == 1
    with acting_for(world.denis, world.town.pk) as denis:
        counts = waiting_counts(denis)
        assert (counts["to_process"], counts["to_pay"]) == (0, 1)
    Membership.objects.filter(person=world.camille).update(received_invoices="consultation")
    with acting_for(world.camille, world.town.pk) as camille:
        assert waiting_counts(camille)["received"] == 0, "who may only read is waited for by nobody"


def test_figures_of_the_dashboard(world: World, box: None) -> None:
    with acting_for(world.camille, world.town.pk) as camille:
        figures = dashboard_figures(camille, "received", since=datetime(2026, 11, 1, tzinfo=UTC))
        assert (figures.count, figures.totals, figures.unpaid) == (4, {"EUR": Decimal(600)}, {"EUR": Decimal(600)})


def test_what_was_done_waits_for_the_clerk_and_what_is_booked_for_nobody(world: World, laid: Laid) -> None:
    laid("W-1", status="SERVICE_FAIT")
    laid("W-2", status="COMPTABILISEE")
    with acting_for(world.camille, world.town.pk) as camille:
        assert waiting_counts(camille)["to_process"] == 1
        assert [row.number for row in _waiting(camille)] == ["W-1"]
    with acting_for(world.denis, world.town.pk) as denis:
        assert waiting_counts(denis)["to_pay"] == 1
    Structure.objects.filter(pk=world.town.pk).update(payment_not_reported=True)
    with acting_for(world.denis, world.town.pk) as denis:
        assert waiting_counts(denis)["to_pay"] == 0, "where payment is not reported, what is booked has come to its end"
        assert _waiting(denis) == []


def _waiting(acting: Any) -> list[Any]:
    return list_invoices(acting, "received", filters=InvoiceFilters(waiting_for_me=True), page=1, size=9).rows
