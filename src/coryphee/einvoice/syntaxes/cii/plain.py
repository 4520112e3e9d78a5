"""What a plain file of CII can still break: the binding rules that compare one value with another.

A file that satisfies the plain schema (see `schemas`) keeps all other binding rules. Asked of every such file, so this
looks at the model and answers early; it may be wrong on the careful side only.
"""

from coryphee.einvoice.model import Invoice, ReferencedDocument
from coryphee.einvoice.syntaxes.paths import Element

_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
_ONLY_OF = {
    f"{_RAM}URIID": "916",
    f"{_RAM}Name": "916",
    f"{_RAM}AttachmentBinaryObject": "916",
    f"{_RAM}ReferenceTypeCode": "130",
}
"""What only documents of one type may hold (CII-DT-015, -021, -022, -024)."""


def keeps_all_rules(invoice: Invoice) -> bool:
    """Whether an invoice from a plain file breaks no binding rule for certain."""
    return not (
        any(entry.name != "project_name" for entry in invoice.repetitions)
        or (invoice.additional_documents and _documents_may_break(invoice.additional_documents))
        or any(line.documents and _documents_may_break(line.documents) for line in invoice.lines)
        or _means_may_break(invoice)
        or len(invoice.vat_point_codes) > 1
        or (invoice.vat_point_dates and sum(len(breakdown.tax_point_dates) for breakdown in invoice.vat_breakdowns) > 1)
    )


def _documents_may_break(documents: list[ReferencedDocument]) -> bool:
    """One document of each kind, with what belongs to its kind (CII-SR-457, -458, -474 to -476 and above)."""
    counted: set[tuple[str | None, str]] = set()
    for document in documents:
        source = document.source
        if not isinstance(source, Element):
            return True
        kind = document.type_code
        held = [str(element.tag) for element in source if element.tag in _ONLY_OF]
        if any(_ONLY_OF[tag] != kind for tag in held):
            return True
        for fact in ((kind, tag) for tag in (held if kind == "916" else [""])):
            if fact in counted:
                return True
            counted.add(fact)
    return False


def _means_may_break(invoice: Invoice) -> bool:
    """One code and one text in all payment means, and accounts for transfers (CII-SR-467, -468, -470)."""
    means = invoice.payment_means
    if len(means) > 1 and (
        len({entry.code for entry in means}) > 1 or len({entry.text for entry in means if entry.text is not None}) > 1
    ):
        return True
    return any(
        (entry.code or "").strip() in {"30", "58"}
        and not any(
            account.account is not None or account.proprietary_account is not None for account in entry.credit_transfers
        )
        for entry in means
    )
