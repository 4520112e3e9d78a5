"""What a plain file of UBL can still break: the binding rules that compare one value with another.

A file that satisfies the plain schema (see `schemas`) keeps all other binding rules. Asked of every such file, so this
looks at the model and answers early; it may be wrong on the careful side only.
"""

from coryphee.einvoice.model import Invoice, Party, ReferencedDocument
from coryphee.einvoice.syntaxes.paths import Element

_BASIC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_AGGREGATE = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"


def keeps_all_rules(invoice: Invoice) -> bool:
    """Whether an invoice from a plain file breaks no binding rule for certain."""
    return not (
        invoice.repetitions
        or len(invoice.remittance_information) > 1
        or (invoice.additional_documents and _documents_may_break(invoice.additional_documents))
        or (len(invoice.payment_means) > 1 and _means_may_break(invoice))
        or (invoice.payee is not None and not _is_other(invoice.payee, invoice.seller))
        or _numbers_may_break(invoice)
    )


def _documents_may_break(documents: list[ReferencedDocument]) -> bool:
    """Of the type codes only 130 is allowed, once, with an identifier alone (UBL-SR-04, -43, UBL-CR-665 and on)."""
    objects = 0
    for document in documents:
        if document.type_code is None:
            if document.identifier is not None and document.identifier.scheme is not None:
                return True
            continue
        objects += 1
        source = document.source
        if document.type_code != "130" or objects > 1 or not isinstance(source, Element):
            return True
        more = source.iterchildren(f"{_AGGREGATE}Attachment", f"{_BASIC}DocumentDescription")
        if next(more, None) is not None:
            return True
    return False


def _means_may_break(invoice: Invoice) -> bool:
    """One code, one text, one card, one mandate, one due date (UBL-SR-45, -46, -47, -54, -55)."""
    means = invoice.payment_means
    return (
        len({entry.code for entry in means}) > 1
        or sum(entry.text is not None for entry in means) > 1
        or sum(entry.card is not None for entry in means) > 1
        or sum(entry.due_date is not None for entry in means) > 1
        or invoice.direct_debit is not None
    )


def _is_other(payee: Party, seller: Party | None) -> bool:
    """Somebody else than the seller, who says each thing once (UBL-SR-19 to -21)."""
    source = payee.source
    if not isinstance(source, Element) or len({child.tag for child in source}) != len(source):
        return False
    return payee.name is not None and seller is not None and seller.name is not None and payee.name != seller.name


def _numbers_may_break(invoice: Invoice) -> bool:
    """One number for VAT and one for another tax (UBL-SR-12, -13), one creditor identifier (UBL-SR-29)."""
    creditors = 0
    for party in (invoice.seller, invoice.buyer, invoice.payee):
        if party is None:
            continue
        registrations = party.tax_registrations
        if len(registrations) > 1 and sum((entry.scheme or "").upper() == "VAT" for entry in registrations) != 1:
            return True
        creditors += sum((entry.scheme or "").upper() == "SEPA" for entry in party.identifiers)
    return creditors > 1
