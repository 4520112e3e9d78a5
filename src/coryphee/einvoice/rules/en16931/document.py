"""Rules about the document as a whole: what identifies it, its currencies, its periods and what it refers to."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import Delivery, Invoice, Period, PrecedingInvoice, ReferencedDocument, WrittenDate
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.en16931.ordinary import (
    DELIVERIES,
    DOCUMENTS,
    ODD_HEAD,
    PERIODS,
    PRECEDING_INVOICES,
    PRECEDING_INVOICES_ANYWHERE,
    TOTALS_OF_ODD_HEAD,
)
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.subjects import LINES


@EN16931.rule("BR-01", over=ODD_HEAD, term="BT-24")
def has_specification_identifier(invoice: Invoice) -> Outcome:
    """An Invoice shall have a Specification identifier (BT-24)."""
    return filled(invoice.profile)


@EN16931.rule("BR-02", over=ODD_HEAD, term="BT-1")
def has_number(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice number (BT-1)."""
    return filled(invoice.number)


@EN16931.rule("BR-03", over=ODD_HEAD, term="BT-2", syntax="ubl")
def has_issue_date(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice issue date (BT-2)."""
    return invoice.issue_date is not None and filled(invoice.issue_date.text)


@EN16931.rule("BR-03", over=ODD_HEAD, term="BT-2", syntax="cii")
def has_issue_date_of_format_102(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice issue date (BT-2)."""
    date = invoice.issue_date
    return date is not None and date.format == "102" and filled(date.text)


@EN16931.rule("BR-04", over=ODD_HEAD, term="BT-3")
def has_type_code(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice type code (BT-3)."""
    return filled(invoice.type_code)


@EN16931.rule("BR-05", over=ODD_HEAD, term="BT-5")
def has_currency(invoice: Invoice) -> Outcome:
    """An Invoice shall have an Invoice currency code (BT-5)."""
    return filled(invoice.currency)


@EN16931.rule("BR-16", over=ODD_HEAD, term="BG-25")
def has_a_line(invoice: Invoice) -> Outcome:
    """An Invoice shall have at least one Invoice line (BG-25)."""
    return bool(invoice.lines)


@EN16931.rule("BR-53", over=ODD_HEAD, term="BT-111", syntax="ubl")
def has_total_in_vat_currency(invoice: Invoice) -> Outcome:
    """If the VAT accounting currency code (BT-6) is present, then the Invoice total VAT amount in accounting currency
    (BT-111) shall be provided.
    """
    wanted = invoice.vat_currency
    if wanted is None:
        return True
    totals = [*invoice.vat_totals, *(total for line in invoice.lines for total in line.vat_totals)]
    if any(total.currency == wanted and total.amount is not None for total in totals):
        return True
    return {"currency": wanted}


@EN16931.rule("BR-53", over=TOTALS_OF_ODD_HEAD, term="BT-111", syntax="cii")
def has_total_in_another_vat_currency(_totals: object, invoice: Invoice) -> Outcome:
    """If the VAT accounting currency code (BT-6) is present, then the Invoice total VAT amount in accounting currency
    (BT-111) shall be provided.
    """
    wanted = invoice.vat_currency
    if wanted is None or (wanted != invoice.currency and any(total.currency == wanted for total in invoice.vat_totals)):
        return True
    return {"currency": wanted}


LINES_OF_UNTAXED = Kind(LINES.name, lambda invoice: () if invoice.vat_breakdowns else invoice.lines, LINES.describe)


@EN16931.rule("BR-CO-18", over=ODD_HEAD, term="BG-23", syntax="ubl")
def has_a_vat_breakdown(invoice: Invoice) -> Outcome:
    """An Invoice shall at least have one VAT breakdown group (BG-23)."""
    return bool(invoice.vat_breakdowns)


@EN16931.rule("BR-CO-18", over=LINES_OF_UNTAXED, term="BG-23", syntax="cii")
def has_a_vat_breakdown_for_its_lines(_line: object, invoice: Invoice) -> Outcome:
    """An Invoice shall at least have one VAT breakdown group (BG-23). The official CII rule asks once for each line."""
    return bool(invoice.vat_breakdowns)


@EN16931.rule("BR-29", over=PERIODS, term="BT-74", syntax="ubl")
def period_ends_after_its_start(period: Period) -> Outcome:
    """If both Invoicing period start date (BT-73) and end date (BT-74) are given then the end date shall be later or
    equal to the start date.
    """
    return days_in_order(period)


@EN16931.rule("BR-29", over=PERIODS, term="BT-74", syntax="cii")
def period_reads_in_order(period: Period) -> Outcome:
    """If both Invoicing period start date (BT-73) and end date (BT-74) are given then the end date shall be later or
    equal to the start date.
    """
    return characters_in_order(period)


@EN16931.rule("BR-CO-19", over=PERIODS, term="BG-14", syntax="ubl")
def period_has_start_or_end_or_code(period: Period) -> Outcome:
    """If Invoicing period (BG-14) is used, the Invoicing period start date (BT-73) or the Invoicing period end date
    (BT-74) shall be filled, or both. UBL writes the VAT point date code (BT-8) there too.
    """
    return period.start is not None or period.end is not None or bool(period.vat_point_codes)


@EN16931.rule("BR-CO-19", over=PERIODS, term="BG-14", syntax="cii")
def period_has_start_or_end(period: Period) -> Outcome:
    """If Invoicing period (BG-14) is used, the Invoicing period start date (BT-73) or the Invoicing period end date
    (BT-74) shall be filled, or both.
    """
    return period.start is not None or period.end is not None


@EN16931.rule("BR-52", over=DOCUMENTS, term="BT-122")
def supporting_document_has_reference(document: ReferencedDocument) -> Outcome:
    """Each Additional supporting document (BG-24) shall contain a Supporting document reference (BT-122)."""
    return document.identifier is not None and filled(document.identifier.text)


@EN16931.rule("BR-55", over=PRECEDING_INVOICES_ANYWHERE, term="BT-25", syntax="ubl")
def preceding_invoice_has_number(preceding: PrecedingInvoice) -> Outcome:
    """Each Preceding Invoice reference (BG-3) shall contain a Preceding Invoice reference (BT-25).

    UBL has references on lines too, an extension; the official rule looks at them as well.
    """
    return preceding.number is not None


@EN16931.rule("BR-55", over=PRECEDING_INVOICES, term="BT-25", syntax="cii")
def preceding_invoice_has_a_written_number(preceding: PrecedingInvoice) -> Outcome:
    """Each Preceding Invoice reference (BG-3) shall contain a Preceding Invoice reference (BT-25)."""
    return filled(preceding.number)


@EN16931.rule("BR-57", over=DELIVERIES, term="BT-80", syntax="ubl")
def delivery_address_has_country(delivery: Delivery) -> Outcome:
    """Each Deliver to address (BG-15) shall contain a Deliver to country code (BT-80)."""
    return delivery.address is None or delivery.address.country is not None


@EN16931.rule("BR-57", over=DELIVERIES, term="BT-80", syntax="cii")
def delivery_address_has_a_written_country(delivery: Delivery) -> Outcome:
    """Each Deliver to address (BG-15) shall contain a Deliver to country code (BT-80)."""
    return delivery.address is None or filled(delivery.address.country)


def days_in_order(period: Period) -> Outcome:
    """UBL compares days (xs:date)."""
    if period.start is None or period.end is None:
        return True
    start, end = period.start.day, period.end.day
    if start is not None and end is not None and end >= start:
        return True
    return {"start": period.start.text or "", "end": period.end.text or ""}


def characters_in_order(period: Period) -> Outcome:
    """CII compares the characters of dates in format 102; a date in another format never passes."""
    if period.start is None or period.end is None:
        return True
    start, end = _characters(period.start), _characters(period.end)
    if start is not None and end is not None and end >= start:
        return True
    return {"start": period.start.text or "", "end": period.end.text or ""}


def _characters(date: WrittenDate) -> str | None:
    return date.text if date.format == "102" else None
