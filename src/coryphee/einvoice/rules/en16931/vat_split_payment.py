"""Split payment (B), in Italy: BR-B-01 and BR-B-02."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from collections.abc import Iterable, Iterator

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rulekit import Kind, Outcome
from coryphee.einvoice.rules.en16931.ruleset import EN16931
from coryphee.einvoice.rules.en16931.vat_use import VAT, CategoryUse, VatUse, describe_use
from coryphee.einvoice.rules.subjects import addresses


def _split_payment(vat: VatUse) -> Iterable[CategoryUse]:
    return [use for use in vat.of("B") if _is_written(use, "B", everywhere=True)]


SPLIT_PAYMENT = Kind("VAT categories", _split_payment, describe_use, within=VAT)


@EN16931.rule("BR-B-01", over=SPLIT_PAYMENT, term="BT-40")
def split_payment_is_italian(use: CategoryUse) -> Outcome:
    """An invoice with the category split payment (B) is domestic in Italy: no country in it is another. UBL looks at
    countries of origin too.
    """
    invoice = use.invoice
    return all(country == "IT" for country in _countries(invoice))


@EN16931.rule("BR-B-02", over=SPLIT_PAYMENT, term="BT-118")
def split_payment_stands_without_standard_rate(use: CategoryUse) -> Outcome:
    """An invoice with the category split payment (B) has none of the category standard rate (S)."""
    everywhere = use.invoice.syntax == "cii"
    return not _is_written(use, "B", everywhere=everywhere) or not any(
        _is_written(other, "S", everywhere=everywhere) for other in use.others if other.code == "S"
    )


def _is_written(use: CategoryUse, code: str, *, everywhere: bool) -> bool:
    """Whether the code is written so. In UBL only BR-B-01 looks at allowances, charges and breakdowns of lines."""
    entries = [entry for entry in use.entries if everywhere or entry.on_document]
    breakdowns = [*use.breakdowns, *(use.line_breakdowns if everywhere else ())]
    categories = [
        *(entry.category for entry in breakdowns),
        *(entry.category for entry in entries),
        *(category for group in use.line_groups for category in group.categories),
        *use.nested,
    ]
    return any(category is not None and category.code == code for category in categories)


def _countries(invoice: Invoice) -> Iterator[str]:
    written = [address.country for address in addresses(invoice)]
    if invoice.syntax != "cii":
        written += [line.item.origin_country for line in invoice.lines if line.item is not None]
    return (country for country in written if country is not None)
