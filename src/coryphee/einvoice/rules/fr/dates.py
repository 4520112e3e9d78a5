"""Dates: BR-FR-03 on every date of the invoice, BR-FR-CO-07 on the day by which to pay."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache

from coryphee.einvoice.model import Invoice, WrittenDate
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.fr.formats import is_day, is_packed_day
from coryphee.einvoice.rules.fr.frames import DEPOSITS, PAID
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.ordinary_lines import APART, apart

Dates = Iterable[WrittenDate | None]


def due_dates(invoice: Invoice) -> list[WrittenDate]:
    """All days by which to pay; UBL invoices may write some with the means of payment."""
    if invoice.syntax != "ubl-invoice":
        return invoice.due_dates
    return [*invoice.due_dates, *(means.due_date for means in invoice.payment_means if means.due_date is not None)]


def _of_breakdowns(invoice: Invoice) -> Dates:
    return [day for entry in invoice.vat_breakdowns for day in entry.tax_point_dates]


def _of_line_documents(invoice: Invoice) -> Dates:
    """A line of UBL also refers to its own invoice, whose date is looked at too."""
    return [
        entry.issue_date
        for line in apart(invoice)
        if line.preceding_invoices or line.own_references
        for entry in (*line.own_references, *line.preceding_invoices)
    ]


def _line_starts(invoice: Invoice) -> Dates:
    return [line.period.start for line in apart(invoice) if line.period is not None]


def _line_ends(invoice: Invoice) -> Dates:
    return [line.period.end for line in apart(invoice) if line.period is not None]


def _line_deliveries(invoice: Invoice) -> Dates:
    return [delivery.date for line in apart(invoice) if line.deliveries for delivery in line.deliveries]


def has_ordinary_dates(invoice: Invoice) -> bool:
    """Whether all dates on the document are real days of this century, and none by which to pay is before the issue."""
    issued = invoice.issue_date
    if issued is None or issued.text is None or invoice.vat_point_dates or invoice.preceding_invoices:
        return False
    due = due_dates(invoice)
    days = [issued, *due, *(delivery.date for delivery in invoice.deliveries)]
    for period in invoice.periods:
        days += (period.start, period.end)
    packed = invoice.syntax == "cii"
    for day in days:
        if day is not None and not _is_plain_day(day.text or "", packed):
            return False
    for day in due:
        if (day.text or "") < issued.text:
            return False
    return not any(entry.tax_point_dates for entry in invoice.vat_breakdowns)


@lru_cache(2048)  # some years of days
def _is_plain_day(text: str, packed: bool) -> bool:  # noqa: FBT001 - key of a cache
    digits = text if packed else text.replace("-", "")
    if len(digits) != len("AAAAMMJJ") or not digits.isascii() or not digits.isdigit() or not text.startswith("20"):
        return False
    try:
        written = dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return False
    return packed or written == text


ODD_DATES = Kind("invoice", unless=has_ordinary_dates)

# Term; the dates in UBL and CII; the number in CII where it is another.
_TABLE: tuple[tuple[str, Callable[[Invoice], Dates], Callable[[Invoice], Dates], str], ...] = (
    ("BT-2", lambda invoice: (invoice.issue_date,), lambda invoice: (invoice.issue_date,), ""),
    ("BT-7", lambda invoice: invoice.vat_point_dates, _of_breakdowns, ""),
    (
        "BT-9",
        lambda invoice: () if invoice.syntax == "ubl-creditnote" else invoice.due_dates,
        lambda invoice: invoice.due_dates,
        "",
    ),
    *(
        (term, select, select, cii)
        for term, select, cii in (
            ("BT-26", lambda invoice: [entry.issue_date for entry in invoice.preceding_invoices], ""),
            ("BT-72", lambda invoice: [delivery.date for delivery in invoice.deliveries], ""),
            ("BT-73", lambda invoice: [period.start for period in invoice.periods], ""),
            ("BT-74", lambda invoice: [period.end for period in invoice.periods], ""),
            ("EXT-FR-FE-138", _of_line_documents, ""),
            ("EXT-FR-FE-158", _line_deliveries, ""),
            ("BT-134", _line_starts, "BR-FR-03_EXT-FR-FE-134"),
            ("BT-135", _line_ends, "BR-FR-03_EXT-FR-FE-135"),
        )
    ),
)


def is_a_day(day: WrittenDate | None) -> Outcome:
    """A date is a day of the years 2000 to 2099, written AAAA-MM-JJ."""
    return day is None or day.text is None or is_day(day.text) or {"value": day.text}


def is_a_packed_day(day: WrittenDate | None) -> Outcome:
    """A date is a day of the years 2000 to 2099, written AAAAMMJJ."""
    return day is None or day.text is None or is_packed_day(day.text) or {"value": day.text}


for _term, _in_ubl, _in_cii, _cii_number in _TABLE:
    _number = f"BR-FR-03_{_term}"
    _around = APART if _in_ubl in {_of_line_documents, _line_starts, _line_ends, _line_deliveries} else ODD_DATES
    _ubl_dates, _cii_dates = (Kind(f"dates {_term}", select, within=_around) for select in (_in_ubl, _in_cii))
    FR.rule(_number, over=_ubl_dates, term=_term, syntax="ubl", words="BR-FR-03")(is_a_day)
    FR.rule(_cii_number or _number, over=_cii_dates, term=_term, syntax="cii", words="BR-FR-03")(is_a_packed_day)


def _may_be_due_before(invoice: Invoice) -> bool:
    return invoice.type_code in DEPOSITS or invoice.business_process in PAID


@FR.rule("BR-FR-CO-07_BT-9", over=ODD_DATES, term="BT-9", syntax="ubl", words="BR-FR-CO-07")
def due_on_or_after_issue(invoice: Invoice) -> Outcome:
    """The due date (BT-9), when given, is not before the invoice date (BT-2), except for deposits and paid invoices.

    Dates are compared as texts.
    """
    dates = due_dates(invoice)
    if not dates or invoice.issue_date is None or _may_be_due_before(invoice):
        return True
    issued = invoice.issue_date.text or ""
    early = [day.text or "" for day in dates if (day.text or "") < issued]
    return not early or {"due": early[0], "issued": issued}


@FR.rule("BR-FR-CO-07_BT-9", over=ODD_DATES, term="BT-9", syntax="cii", words="BR-FR-CO-07")
def every_due_date_on_or_after_issue(invoice: Invoice) -> Outcome:
    """The due date (BT-9), when given, is not before the invoice date (BT-2), except for deposits and paid invoices.

    Dates are compared as texts; without an invoice date no due date is right.
    """
    dates = [day.text for day in invoice.due_dates if day.text is not None]
    if not any(filled(text) for text in dates) or _may_be_due_before(invoice):
        return True
    issued = invoice.issue_date.text if invoice.issue_date is not None else None
    early = [text for text in dates if issued is None or text < issued]
    return not early or {"due": early[0], "issued": issued or "–"}
