import pytest

from coryphee.einvoice.model import (
    Identifier,
    Invoice,
    Note,
    Party,
    PaymentTerms,
    Period,
    PostalAddress,
    PrecedingInvoice,
    WrittenDate,
)
from coryphee.rendering import contents
from coryphee.rendering.contents import Fact, NoteText


def test_facts_without_a_value_are_left_out_and_values_said_twice_are_said_once() -> None:
    assert contents.known(contents.fact("a", None, "", " "), contents.fact("b", "x", "x", "y")) == [
        Fact("b", ("x", "y"))
    ]


def test_both_ways_of_writing_a_due_date_are_one() -> None:
    day = WrittenDate("2026-09-15")
    invoice = Invoice(due_dates=[day], payment_terms=[PaymentTerms(due_date=day)])
    assert Fact("À payer avant le", ("15\u00a0septembre\u00a02026",)) in contents.heading(invoice, "fr")


@pytest.mark.parametrize(
    ("scheme", "said"), [("0009", "123 (SIRET)"), ("1", "123 (SIRET)"), ("0231", "123 (0231)"), (None, "123")]
)
def test_an_identifier_says_the_name_of_its_scheme(scheme: str | None, said: str) -> None:
    assert contents.identifier(Identifier("123", scheme)) == said


def test_an_address_has_a_line_for_each_part_and_a_country_in_words() -> None:
    address = PostalAddress(line_one="1 rue A", post_code="75001", city="Paris", country="FR")
    assert contents.address(address, "it") == ("1 rue A", "75001 Paris", "Francia")


def test_a_second_address_is_not_lost() -> None:
    party = Party(address=PostalAddress(city="Paris"), registered_address=PostalAddress(city="Lyon"))
    block = contents.parties(Invoice(seller=party), "fr")[0]
    assert block.address == ("Paris",)
    assert block.facts == [Fact("Adresse d’immatriculation", ("Lyon",))]


def test_a_period_without_an_end_says_so() -> None:
    assert contents.period(Period(start=WrittenDate("20260701", "102")), "en") == "1\u00a0July\u00a02026 to …"
    assert contents.period(Period(), "en") == ""


def test_an_earlier_invoice_tells_its_number_its_day_and_its_kind() -> None:
    earlier = PrecedingInvoice("FA-1", WrittenDate("2026-06-30"), "386")
    facts = contents.references(Invoice(preceding_invoices=[earlier]), "fr")
    assert facts == [Fact("Facture antérieure", ("FA-1, 30\u00a0juin\u00a02026, Facture d’acompte (386)",))]


def test_notes_carry_the_name_of_their_subject() -> None:
    invoice = Invoice(notes=[Note("40 €", "PMT"), Note("x"), Note(None, "AAB")])
    assert contents.notes(invoice, "fr") == [NoteText("Frais de recouvrement (PMT)", "40 €"), NoteText("", "x")]
