"""Lists with their filters, the search, the dashboard, the page of an invoice and its files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coryphee.hub.flows.models import Flow
from coryphee.hub.invoices.models import BoxEntry
from coryphee.hub.portal.spreadsheet import safe_cell
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import Story
from tests.invoices_made import direct_invoice, factur_x

ODD = [
    "?page=-1",
    "?page=99999999999999999999",
    "?page=x",
    "?sort=;drop",
    "?status=NOPE",
    "?q=%00",
    "?q=%27%27%3A*%20%26",
    "?amount_from=abc",
    "?amount_to=1e999999",
    "?amount_from=NaN",
    "?issued_from=9999-99-99",
    "?deposited_to=9999-12-31",
    "?deposited_from=0001-01-01",
    "?partner=%F0%9F%92%A9%00",
    "?service=" + "x" * 5000,
    "?number=%25%5F",
    "?waiting=maybe",
]


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("route", ["issued", "received", "search", "deposits"])
def test_odd_addresses_are_answered(route: str, query: str, story: Story) -> None:
    answer = story.get(story.world.alice, route, story.world.supplier, query=query)
    assert answer.status_code in {200, 302}


def test_a_list_keeps_its_filters_in_the_address(story: Story) -> None:
    world = story.world
    for number in ("L-1", "L-2", "M-3"):
        story.delivered(number)
    everything = story.get(world.alice, "issued", world.supplier).content.decode()
    assert "1 to 3 of 3" in everything
    some = story.get(world.alice, "issued", world.supplier, query="?number=L-&sort=number").content.decode()
    assert "L-1" in some
    assert "M-3" not in some
    assert 'value="L-"' in some
    nothing = story.get(world.alice, "issued", world.supplier, query="?q=nothingofthekind").content.decode()
    assert "No invoice matches" in nothing


def test_a_list_costs_the_same_number_of_queries_for_one_row_and_for_many(story: Story) -> None:
    world = story.world
    story.delivered("Q-0")
    story.get(world.camille, "received", world.town)
    with CaptureQueriesContext(
        connection,
    ) as one:
        story.get(world.camille, "received", world.town)
    for at in range(1, 6):
        story.delivered(f"Q-{at}")
    with CaptureQueriesContext(connection) as many:
        story.get(world.camille, "received", world.town)
    assert len(many) == len(one)


def test_the_search_covers_both_sides(story: Story) -> None:
    world = story.world
    story.delivered("SEEK-7")
    page = story.get(world.alice, "search", world.supplier, query="?q=seek").content.decode()
    assert "SEEK-7" in page
    assert "Nothing found here." in page
    only_side = story.get(world.camille, "search", world.town, query="?q=seek")
    assert only_side["Location"] == f"/s/{world.town.pk}/received?q=seek"


def test_the_dashboard_counts_refused_files_until_a_better_one_came(story: Story) -> None:
    world = story.world
    good = direct_invoice("D-9", world.supplier.identifier, world.town.identifier)
    story.deposit(good.replace(b"TRAVAUX", b"MYSTERE"))
    page = story.get(world.alice, "dashboard", world.supplier).text
    assert "deposited file to correct" in page
    assert f'href="/s/{world.supplier.pk}/deposits"' in page
    assert "file to correct" not in story.get(world.bob, "dashboard", world.supplier).text, "who may not deposit"
    story.deposit(good)
    story.deposit(good.replace(b"</Invoice>", b"<!-- again --></Invoice>"))  # a duplicate needs no correction
    assert "file to correct" not in story.get(world.alice, "dashboard", world.supplier).text


def test_both_sides_read_by_when_a_public_body_has_to_pay(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("P-1")
    for person, structure in ((world.alice, world.supplier), (world.camille, world.town)):
        assert "(legal period)" in story.get(person, "invoice", structure, invoice_id).text
    story.set_status(world.camille, invoice_id, "SUSPENDUE", reason="JUSTIF_ABS")
    assert "(legal period)" not in story.get(world.alice, "invoice", world.supplier, invoice_id).text


def test_a_helios_body_reads_why_no_button_leads_on(story: Story) -> None:
    world = story.world
    Structure.objects.filter(pk=world.town.pk).update(helios=True)
    invoice_id = story.delivered("P-2")
    assert "Helios" not in story.get(world.camille, "invoice", world.town, invoice_id).text
    story.set_status(world.camille, invoice_id, "MANDATEE", mandate_number="M-1")
    assert "done in your accounting system (Helios)" in story.get(world.denis, "invoice", world.town, invoice_id).text
    assert "Helios" not in story.get(world.alice, "invoice", world.supplier, invoice_id).text


def test_the_dashboard_says_what_waits(story: Story) -> None:
    world = story.world
    empty = story.get(world.alice, "dashboard", world.supplier).content.decode()
    assert "Nothing waits for you" in empty
    assert "Deposit the first invoice" in empty
    invoice_id = story.delivered("W-1")
    assert "received invoice to process" in story.get(world.camille, "dashboard", world.town).content.decode()
    story.set_status(world.camille, invoice_id, "SUSPENDUE", reason="JUSTIF_ABS", comment="The order, please")
    assert "invoice to complete" in story.get(world.alice, "dashboard", world.supplier).content.decode()


def test_both_parties_see_the_invoice_and_nobody_else(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("P-1")
    for person, structure in ((world.alice, world.supplier), (world.bob, world.supplier), (world.camille, world.town)):
        page = story.get(person, "invoice", structure, invoice_id)
        assert page.status_code == 200
        assert "P-1" in page.content.decode()
    for route in ("invoice", "invoice-original", "invoice-data", "answer-complete", "answer-recycle"):
        assert story.get(world.eve, route, world.other_supplier, invoice_id).status_code == 404


def test_files_come_as_downloads_that_run_nothing(story: Story) -> None:
    world = story.world
    invoice_id = story.delivered("F 1/2+x")
    answer = story.get(world.camille, "invoice-original", world.town, invoice_id)
    assert answer.status_code == 200
    assert b"F 1/2+x" in answer.content
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_pages_allow_no_script_but_ours(story: Story) -> None:
    page = story.get(story.world.alice, "dashboard", story.world.supplier)
    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy
    text = page.content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert safe_cell("FA-2026") == "FA-2026"
    assert safe_cell(None) == ""


def test_pages_that_show_another_total_warn_both_parties(story: Story) -> None:
    world = story.world
    parties = (world.supplier.identifier, world.town.identifier)
    story.deposit(factur_x("W-1", *parties, shows="Total TTC 2992.00 EUR"), "facture.pdf")
    with tenant(world.supplier.pk):
        entry = BoxEntry.objects.get(side="issued", number="W-1")
    for person, structure in ((world.alice, world.supplier), (world.camille, world.town)):
        page = story.get(person, "invoice", structure, entry.invoice_id).text
        assert "CORYPHEE-PDF-TOTAL" in page
        assert "finding warning" in page
    with tenant(world.supplier.pk):
        deposit = Flow.objects.get(invoice_id=entry.invoice_id).deposit_id
    assert "CORYPHEE-PDF-TOTAL" in story.get(world.alice, "deposit-report", world.supplier, deposit).text


def test_what_an_approved_platform_would_ask_is_folded_and_never_an_error(story: Story) -> None:
    world = story.world
    page = story.get(world.alice, "invoice", world.supplier, story.delivered("O-1")).text
    assert "Would be needed through an approved platform (" in page
    assert 'class="finding "' not in page
    assert "Would be needed" not in story.get(world.camille, "invoice", world.town, story.delivered("O-2")).text


def test_the_dashboard_counts_what_waits_once(story: Story) -> None:
    world = story.world
    story.get(world.alice, "dashboard", world.supplier)
    with CaptureQueriesContext(connection) as asked:
        story.get(world.alice, "dashboard", world.supplier)
    assert sum('FROM "invoices_draft"' in query["sql"] for query in asked.captured_queries) == 1
