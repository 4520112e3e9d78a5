"""A value is read in one way by everybody, or refused with its term, as written, and what was expected."""

from dataclasses import dataclass

import pytest

from coryphee import einvoice, rendering
from coryphee.einvoice.money import amount
from tests.einvoice import samples

CONTENTS = {"ubl": samples.ubl_invoice(2), "cii": samples.cii_invoice(2)}
NET_OF_THE_LINE = {"ubl": b'<cbc:LineExtensionAmount currencyID="EUR">50.00<', "cii": b"<ram:LineTotalAmount>50.00<"}
PAYABLE = {"ubl": b'<cbc:PayableAmount currencyID="EUR">120.00<', "cii": b"<ram:DuePayableAmount>120.00<"}
SYNTAXES = pytest.mark.parametrize("syntax", ["ubl", "cii"])


def with_text(syntax: str, place: bytes, written: str) -> bytes:
    """The sample with another text where `place` ends with its text."""
    before = place.rpartition(b">")[0]
    assert place in CONTENTS[syntax]
    return CONTENTS[syntax].replace(place, before + b">" + written.encode() + b"<", 1)


@dataclass(frozen=True)
class Case:
    """An amount as somebody might write it, and the exact value that it is, None when it is none."""

    written: str
    value: str | None


AMOUNTS = [
    Case("50.00", "50.00"),
    Case(" 50.00 ", "50.00"),
    Case("+50.00", "50.00"),
    Case("0050", "50"),
    Case("50.", "50"),
    Case("5<!-- x -->0.00", "50.00"),
    Case("5<?x y?>0.00", "50.00"),
    Case("NaN", None),
    Case("INF", None),
    Case("5E1", None),
    Case("5_0.00", None),
    Case("٥٠.٠٠", None),
    Case("50,00", None),
    Case("5 0.00", None),
    Case("0x32", None),
    Case("--50", None),
    Case("", None),
    Case("50.00 EUR", None),
]


@SYNTAXES
@pytest.mark.parametrize("case", AMOUNTS, ids=lambda case: repr(case.written))
def test_an_amount_has_one_value_or_the_invoice_is_refused(case: Case, syntax: str) -> None:
    document = einvoice.open_document(with_text(syntax, NET_OF_THE_LINE[syntax], case.written))
    invoice = document.invoice
    written = invoice.lines[0].net_amount
    report = einvoice.check(document)
    sums = {finding.rule for finding in report.fatal()} & {"BR-CO-10", "BR-S-08"}
    if case.value is None:
        # Refused by the schema with the value as written, never taken for a number by anybody.
        assert amount(written) is None
        assert report.valid is False
        with pytest.raises(ValueError, match="BT-131"):
            einvoice.compute_totals(invoice)
        if syntax == "ubl" or document.schema_errors:
            (error, *_) = document.schema_errors or ()
            assert (written or "").strip() in dict(error.parameters)["reason"]
    else:
        assert amount(written) == amount(case.value)
        assert document.schema_errors == ()
        assert sums == set()
        assert einvoice.compute_totals(invoice).totals.line_total == "100.00"
    # What is read is what is written again, and what a page shows.
    assert einvoice.read(einvoice.write(invoice, document.syntax)) == invoice
    assert rendering.read_view(invoice, "fr")


@SYNTAXES
def test_two_totals_are_ambiguous(syntax: str) -> None:
    place = PAYABLE[syntax]
    name = place[1:].partition(b">")[0].split()[0]
    once = place + b"/" + name + b">"
    content = CONTENTS[syntax].replace(once, once + once.replace(b"120.00", b"1.00"))
    document = einvoice.open_document(content)
    report = einvoice.check(document)
    assert "document.ambiguous" in {finding.rule for finding in report.fatal()}
    assert report.valid is False
    # The first one counts for everybody, and a conversion tells of the other.
    assert document.invoice.totals is not None
    assert document.invoice.totals.payable == "120.00"
    lost = einvoice.convert(document, "cii" if syntax == "ubl" else "ubl").lost
    assert [dict(finding.parameters)["value"] for finding in lost] == ["1.00"]


@SYNTAXES
@pytest.mark.parametrize("currency", ["XXQ", "eur", "€", "", "EURO"])
def test_an_unknown_currency_is_told_with_what_was_written(syntax: str, currency: str) -> None:
    content = CONTENTS[syntax].replace(b"CurrencyCode>EUR<", f"CurrencyCode>{currency}<".encode())
    document = einvoice.open_document(content)
    report = einvoice.check(document)
    assert report.fatal()
    assert document.invoice.currency == currency
    assert einvoice.read(einvoice.write(document.invoice, document.syntax)).currency == currency
    assert rendering.read_view(document.invoice, "fr")


@SYNTAXES
@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "ISO-8859-1"), ("latin-1", "UTF-8"), ("utf-16-le", "UTF-8"), ("utf-32", "UTF-32"), ("utf-7", "UTF-7")],
)
def test_a_wrong_encoding_is_refused(syntax: str, encoding: str, declared: str) -> None:
    text = CONTENTS[syntax].decode().replace('encoding="UTF-8"', f'encoding="{declared}"').replace("’", "'")
    with pytest.raises(einvoice.Refused) as refusal:
        einvoice.open_document(text.encode(encoding))
    assert refusal.value.code in {"xml.encoding", "xml.malformed"}


@SYNTAXES
@pytest.mark.parametrize("place", ["ID", "IssueDate", "Name"])
def test_an_empty_element_is_not_a_missing_one_and_not_a_value(syntax: str, place: str) -> None:
    values = {"ID": b"FA-2026-0042", "IssueDate": b"2026-08-16" if syntax == "ubl" else b"20260816"}
    content = CONTENTS[syntax].replace(values.get(place, "Ateliers Démo SARL".encode()), b"")
    document = einvoice.open_document(content)
    report = einvoice.check(document)
    assert report.fatal()
    assert report.valid is False
    assert einvoice.read(einvoice.write(document.invoice, document.syntax)) == document.invoice
