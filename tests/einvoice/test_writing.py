from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from coryphee import einvoice
from coryphee.einvoice import Invoice
from coryphee.einvoice.model import InvoiceLine, WrittenDate
from coryphee.einvoice.model.terms import values
from coryphee.einvoice.writing import Target, facturx_profile
from tests.einvoice import samples
from tests.einvoice.invoices_drawn import invoices

TARGETS: tuple[Target, ...] = ("ubl-invoice", "ubl-creditnote", "cii")
VAT_POINT_CODES = {"3": "5", "35": "29", "432": "72"}
FULL = {"ubl": samples.full_ubl(), "cii": samples.full_cii(), "credit note": samples.ubl_credit_note(2)}


def texts(invoice: Invoice) -> Iterator[str]:
    """Every text of an invoice in one spelling."""
    for one in values(invoice):
        if isinstance(one.holder, WrittenDate):
            if not one.path.endswith(".format"):
                yield one.value.replace("-", "")
        elif one.path.endswith("vat_point_codes"):
            yield VAT_POINT_CODES.get(one.value, one.value)
        else:
            yield one.value


def told(converted: einvoice.Converted) -> Iterator[str]:
    """What a conversion says it left out, in the same spelling."""
    for finding in converted.lost:
        if finding.rule != "convert.added":
            value = dict(finding.parameters)["value"]
            yield value
            yield value.replace("-", "")
            yield VAT_POINT_CODES.get(value, value)


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("name", FULL)
def test_every_term_is_carried_or_told(name: str, to: Target) -> None:
    document = einvoice.open_document(FULL[name])
    converted = einvoice.convert(document, to)
    written = einvoice.open_document(converted.content)
    assert written.schema_errors == ()
    assert written.syntax == converted.syntax == to
    missing = set(texts(document.invoice)) - set(texts(written.invoice)) - set(told(converted))
    # What a syntax says in its own way: the names of tax schemes, the type of a supporting document, UBL's BT-90.
    assert missing <= {"VAT", "VA", "FC", "LOC", "916", "50", "SEPA", "FR00ZZZ999999"}


@pytest.mark.parametrize("name", FULL)
def test_what_is_written_in_its_own_syntax_is_the_same_invoice(name: str) -> None:
    document = einvoice.open_document(FULL[name])
    converted = einvoice.convert(document, document.syntax)
    # CII has a name beside the number of a project, which is no term of the norm.
    assert {finding.where.rpartition("/")[2] for finding in converted.lost} <= {"Name"}
    assert einvoice.read(converted.content) == document.invoice
    assert einvoice.write(document.invoice, document.syntax) == converted.content


@pytest.mark.parametrize("to", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(invoice=invoices())
def test_whatever_is_built_is_written_and_read_again(to: Target, invoice: Invoice) -> None:
    """Any invoice comes to rest after one writing, and nothing in it vanishes without being told."""
    converted = einvoice.convert(invoice, to)
    first = einvoice.read(converted.content)
    again = einvoice.convert(first, to)
    assert again.content == converted.content
    assert einvoice.read(again.content) == first
    known = set(texts(first)) | set(told(converted))
    joined = "\n".join(known)
    vanished = {text for text in texts(invoice) if text not in known and text not in joined}
    assert vanished == set()


def test_equal_invoices_give_equal_bytes() -> None:
    for content in FULL.values():
        one, other = einvoice.read(content), einvoice.read(content)
        for to in TARGETS:
            assert einvoice.write(one, to) == einvoice.write(other, to)


def test_an_invoice_becomes_a_credit_note_by_its_type() -> None:
    invoice = einvoice.read(samples.cii_invoice())
    assert einvoice.convert(invoice, "ubl").syntax == "ubl-invoice"
    invoice.type_code = "381"
    converted = einvoice.convert(invoice, "ubl")
    assert converted.syntax == "ubl-creditnote"
    written = einvoice.open_document(converted.content)
    assert written.schema_errors == ()
    # Amounts keep their sign; the due date moves into the means of payment.
    assert written.invoice.totals == invoice.totals
    assert written.invoice.payment_means[0].due_date is not None
    assert written.invoice.due_date is not None
    assert written.invoice.due_date.text == "2026-09-15"


def test_what_another_syntax_has_no_place_for_is_told_with_its_place() -> None:
    content = samples.cii_invoice().replace(
        b"<ram:InvoiceCurrencyCode>",
        b"<ram:InvoiceIssuerReference>SERVICE-9</ram:InvoiceIssuerReference><ram:InvoiceCurrencyCode>",
    )
    content = content.replace(b"<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", b"", 1).replace(
        b"<ram:InvoiceIssuerReference>",
        b"<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode><ram:InvoiceIssuerReference>",
    )
    document = einvoice.open_document(content)
    assert document.schema_errors == ()
    (found,) = einvoice.convert(document, "ubl").lost
    assert (found.rule, found.severity) == ("convert.lost", "warning")
    assert dict(found.parameters) == {"target": "UBL", "what": "issuer_reference", "value": "SERVICE-9"}
    assert found.where == "/CrossIndustryInvoice"


def test_what_the_reader_passed_over_is_told() -> None:
    content = samples.ubl_invoice().replace(b"<cbc:IssueDate>", b"<cbc:UUID>a-1</cbc:UUID><cbc:IssueDate>", 1)
    content = content.replace(b"<cbc:InvoiceTypeCode>", b'<cbc:InvoiceTypeCode listID="UNCL1001">')
    lost = einvoice.convert(einvoice.open_document(content), "cii").lost
    assert [(found.rule, dict(found.parameters)["what"], dict(found.parameters)["value"]) for found in lost] == [
        ("convert.unread", "/Invoice/UUID", "a-1"),
        ("convert.unread", "/Invoice/InvoiceTypeCode/@listID", "UNCL1001"),
    ]
    assert lost[0].line == 8


def test_a_second_value_is_told() -> None:
    content = samples.cii_invoice().replace(
        b"<ram:GrandTotalAmount>60.00</ram:GrandTotalAmount>",
        b"<ram:GrandTotalAmount>60.00</ram:GrandTotalAmount><ram:GrandTotalAmount>61.00</ram:GrandTotalAmount>",
    )
    (found,) = einvoice.convert(einvoice.open_document(content), "ubl").lost
    assert (found.rule, dict(found.parameters)["value"]) == ("convert.unread", "61.00")
    assert found.where.endswith("GrandTotalAmount[2]")


def test_a_currency_is_told_only_when_it_differs() -> None:
    content = samples.ubl_invoice()
    assert einvoice.convert(einvoice.open_document(content), "cii").lost == ()
    content = content.replace(
        b'<cbc:PriceAmount currencyID="EUR">',
        b'<cbc:PriceAmount currencyID="USD">',
    )
    (found,) = einvoice.convert(einvoice.open_document(content), "cii").lost
    assert dict(found.parameters)["what"].endswith("PriceAmount/@currencyID")


def test_what_a_schema_demands_and_the_invoice_lacks_is_told() -> None:
    invoice = einvoice.read(samples.cii_invoice())
    invoice.vat_totals = []
    converted = einvoice.convert(invoice, "ubl")
    (found,) = converted.lost
    assert (found.rule, found.severity, dict(found.parameters)["value"]) == ("convert.added", "info", "10.00")
    assert einvoice.open_document(converted.content).schema_errors == ()


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_what_no_xml_can_hold_is_refused_with_its_term(to: Target, character: str) -> None:
    invoice = einvoice.read(samples.cii_invoice())
    assert invoice.buyer is not None
    invoice.buyer.name = f"Commune{character} de Démoville"
    with pytest.raises(einvoice.Refused) as refusal:
        einvoice.write(invoice, to)
    assert refusal.value.code == "document.characters"
    assert refusal.value.parameters["term"] == "BT-44"


def test_texts_come_back_as_they_were() -> None:
    text = " <&>\"' \r\n\t]]> é \U0001f600 "
    for to in TARGETS:
        invoice = einvoice.read(samples.cii_invoice())
        invoice.lines[0].notes = [text]
        invoice.lines[0].unit = text
        read = einvoice.read(einvoice.write(invoice, to))
        assert read.lines[0].notes == [text]
        assert read.lines[0].unit == text


def test_a_profile_is_a_smaller_file() -> None:
    document = einvoice.open_document(samples.cii_invoice())
    converted = einvoice.convert(document, "cii", profile="basicwl")
    written = einvoice.open_document(converted.content)
    assert written.profile == "urn:factur-x.eu:1p0:basicwl"
    assert written.invoice.lines == []
    assert {finding.term for finding in converted.lost} >= {"BT-126", "BT-129", "BT-131", "BT-146", "BT-151", "BT-153"}
    assert all(dict(finding.parameters)["target"] == "Factur-X BASIC WL" for finding in converted.lost)


@pytest.mark.parametrize(
    ("claimed", "lines", "profile"),
    [
        ("urn:cen.eu:en16931:2017", 1, "en16931"),
        ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", 1, "extended"),
        ("urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", 1, None),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", 1, "basic"),
        ("urn:factur-x.eu:1p0:minimum", 0, "minimum"),
        ("urn:cen.eu:en16931:2017", 0, "basicwl"),
        (None, 0, "basicwl"),
        ("urn:other", 2, "en16931"),
    ],
)
def test_the_profile_of_facturx_fits_the_invoice(claimed: str | None, lines: int, profile: str | None) -> None:
    invoice = Invoice(profile=claimed, lines=[InvoiceLine() for _ in range(lines)])
    assert facturx_profile(invoice) == profile
