"""What an invoice says, in the words and figures of its reader: the one source of the read view and of the PDF.

Nothing here knows HTML or typst: facts are texts, empty ones are left out, and every term of the model is in them.
"""

from typing import NamedTuple

from coryphee.einvoice.model import (
    Contact,
    Delivery,
    DeliveryTerms,
    Identifier,
    Invoice,
    Party,
    PaymentMeans,
    Period,
    PostalAddress,
    PrecedingInvoice,
    ReferencedDocument,
)
from coryphee.rendering.formats import Language, day, iban, number
from coryphee.rendering.words import (
    country,
    document_type,
    line_kind,
    note_subject,
    payment_means,
    scheme,
    vat_point,
    word,
)


class Fact(NamedTuple):
    """A name and what it stands for, a line for each value; `figures` marks numbers and codes, set in even digits."""

    label: str
    values: tuple[str, ...]
    figures: bool = False


class PartyBlock(NamedTuple):
    """Someone who takes part: the role as title, the name, the address line by line, everything else as facts."""

    title: str
    name: str
    address: tuple[str, ...]
    facts: list[Fact]


class NoteText(NamedTuple):
    """A free text (BG-1) with the name of its subject, "" when it has none."""

    subject: str
    text: str


class AttachmentRow(NamedTuple):
    """A supporting document (BG-24): its reference and file, what it is about, its media type, its size in words."""

    name: tuple[str, ...]
    about: tuple[str, ...]
    kind: str
    size: str


def known(*facts: Fact) -> list[Fact]:
    """The facts that have a value."""
    return [fact for fact in facts if fact.values]


def fact(label: str, *values: str | None, figures: bool = False) -> Fact:
    """A fact whose absent and blank values are left out, and values said twice are said once."""
    return Fact(label, tuple(dict.fromkeys(value for value in values if value and not value.isspace())), figures)


def heading(invoice: Invoice, speech: Language) -> list[Fact]:
    """What the document is: BT-1 to BT-9, BT-23, BT-24."""
    due = [
        *invoice.due_dates,
        *(terms.due_date for terms in invoice.payment_terms),
        *(means.due_date for means in invoice.payment_means),
    ]
    return known(
        fact(word("type", speech), document_type(invoice.type_code, speech)),
        fact(word("number", speech), invoice.number, figures=True),
        fact(word("issued", speech), day(invoice.issue_date, speech)),
        fact(word("due", speech), *(day(date, speech) for date in due)),
        fact(
            word("vat_point", speech),
            *(day(date, speech) for date in invoice.vat_point_dates),
            *(vat_point(code, speech) for code in invoice.vat_point_codes),
        ),
        fact(word("currency", speech), invoice.currency),
        fact(word("vat_currency", speech), invoice.vat_currency),
        fact(word("framework", speech), invoice.business_process, figures=True),
        fact(word("profile", speech), invoice.profile, figures=True),
    )


def parties(invoice: Invoice, speech: Language) -> list[PartyBlock]:
    """Seller, buyer, then the others that there are."""
    roles = [
        ("seller", invoice.seller),
        ("buyer", invoice.buyer),
        ("payee", invoice.payee),
        ("representative", invoice.tax_representative),
        ("invoicee", invoice.invoicee),
        ("invoicer", invoice.invoicer),
        ("seller_agent", invoice.seller_agent),
        ("buyer_agent", invoice.buyer_agent),
        ("payer", invoice.payer),
    ]
    return [_party(word(role, speech), party, speech) for role, party in roles if party is not None]


def party_line(party: Party, speech: Language) -> str:
    """A party in one line, for tables: name, address, everything else."""
    block = _party("", party, speech)
    named = (word("property", speech, label=fact.label, value=", ".join(fact.values)) for fact in block.facts)
    return _joined(block.name, *block.address, *named)


def _party(title: str, party: Party, speech: Language) -> PartyBlock:
    postal = address(party.address or party.registered_address, speech)
    registered = address(party.registered_address, speech) if party.address else ()
    numbers = party.tax_registrations
    facts = known(
        fact(word("trade_name", speech), party.trade_name),
        fact(word("registration", speech), identifier(party.legal_registration), figures=True),
        fact(word("identifiers", speech), *map(identifier, party.identifiers), figures=True),
        fact(word("vat_number", speech), *(entry.identifier for entry in numbers if entry.vat), figures=True),
        fact(word("tax_number", speech), *(entry.identifier for entry in numbers if not entry.vat), figures=True),
        fact(word("electronic", speech), *map(identifier, party.electronic_addresses), figures=True),
        fact(word("contact", speech), *(value for contact in party.contacts for value in _contact(contact))),
        fact(word("registered", speech), *registered),
        fact(word("legal", speech), *(party.legal_information or "").splitlines()),
    )
    return PartyBlock(title, party.name or "", postal, facts)


def _contact(contact: Contact) -> list[str | None]:
    return [contact.name, contact.department, contact.telephone, contact.email]


def references(invoice: Invoice, speech: Language) -> list[Fact]:
    """What the buyer routes and books the invoice by: BT-10 to BT-19, BG-3."""
    return known(
        fact(word("service", speech), invoice.buyer_reference, figures=True),
        fact(word("order", speech), invoice.purchase_order, figures=True),
        fact(word("contract", speech), _joined(invoice.contract_reference, invoice.contract_type), figures=True),
        fact(word("supplier_service", speech), invoice.issuer_reference, figures=True),
        fact(word("sales_order", speech), invoice.sales_order, figures=True),
        fact(word("project", speech), invoice.project_reference, figures=True),
        fact(word("tender", speech), *map(document_reference, invoice.tender_references), figures=True),
        fact(word("object", speech), identifier(invoice.invoiced_object), figures=True),
        fact(word("receipt", speech), invoice.receiving_advice, figures=True),
        fact(word("despatch", speech), invoice.despatch_advice, figures=True),
        fact(word("accounting", speech), invoice.accounting_reference, figures=True),
        fact(word("preceding", speech), *(earlier_invoice(entry, speech) for entry in invoice.preceding_invoices)),
    )


def earlier_invoice(earlier: PrecedingInvoice, speech: Language) -> str:
    """An invoice that is corrected or completed: its number and day, its kind, the line meant."""
    kind = document_type(earlier.type_code, speech)
    line = word("of_line", speech, number=earlier.line) if earlier.line else ""
    return _joined(earlier.number, day(earlier.issue_date, speech), kind, line, line_kind(earlier.status_code, speech))


def delivery(invoice: Invoice, speech: Language) -> list[Fact]:
    """Where and when was delivered, and the time the invoice speaks of: BG-13, BG-14."""
    facts = [found for entry in invoice.deliveries for found in delivered(entry, speech)]
    return [
        *facts,
        *known(
            fact(word("delivery_terms", speech), delivery_terms(invoice.delivery_terms)),
            fact(word("period", speech), *(period(entry, speech) for entry in invoice.periods)),
        ),
    ]


def delivery_terms(terms: DeliveryTerms | None) -> str:
    """An Incoterm with its place: DAP Paris."""
    return "" if terms is None else " ".join(part for part in (terms.code, terms.location) if part)


def delivered(entry: Delivery, speech: Language) -> list[Fact]:
    """One delivery (BG-13): day, recipient with address, place."""
    return known(
        fact(word("delivered_on", speech), day(entry.date, speech)),
        fact(word("delivered_to", speech), entry.recipient, *address(entry.address, speech)),
        fact(word("registration", speech), identifier(entry.recipient_registration), figures=True),
        fact(word("place", speech), *map(identifier, entry.locations), figures=True),
    )


def payment(invoice: Invoice, speech: Language) -> list[Fact]:
    """How and when to pay: BG-16 to BG-19, BT-20, BT-83."""
    debit = invoice.direct_debit
    facts = [found for means in invoice.payment_means for found in _means(means, speech)]
    facts.append(fact(word("remittance", speech), *invoice.remittance_information, figures=True))
    if debit is not None:
        facts += [
            fact(word("mandate", speech), debit.mandate, figures=True),
            fact(word("creditor", speech), debit.creditor, figures=True),
            fact(word("debited", speech), iban(debit.debited_account), figures=True),
        ]
    texts = (line for terms in invoice.payment_terms for text in terms.texts for line in text.splitlines())
    return known(*facts, fact(word("terms", speech), *texts))


def _means(means: PaymentMeans, speech: Language) -> list[Fact]:
    facts = [fact(word("means", speech), payment_means(means.code, speech), means.text)]
    for transfer in means.credit_transfers:
        facts += [
            fact(word("holder", speech), transfer.account_name),
            fact(word("account", speech), iban(transfer.account), transfer.proprietary_account, figures=True),
            fact(word("bank", speech), transfer.provider, figures=True),
        ]
    if means.card is not None:
        facts.append(fact(word("card", speech), means.card.number, means.card.holder, means.card.network, figures=True))
    return known(*facts)


def notes(invoice: Invoice, speech: Language) -> list[NoteText]:
    """The free texts (BG-1)."""
    return [NoteText(note_subject(note.subject_code, speech), note.text) for note in invoice.notes if note.text]


def attachments(invoice: Invoice, speech: Language) -> list[AttachmentRow]:
    """The supporting documents (BG-24), a row for each file."""
    rows = []
    for document in invoice.supporting_documents:
        reference = _named(document)
        about = tuple(text for text in (*document.descriptions, document.location) if text)
        for attachment in document.attachments:
            size = len(attachment.base64 or "") * 3 // 4
            shown = word("bytes", speech, count=number(str(max(1, size // 1000)), speech))
            names = dict.fromkeys(name for name in (attachment.file_name, reference) if name)
            rows.append(AttachmentRow(tuple(names), about, attachment.mime_type or "", shown))
        if not document.attachments:
            rows.append(AttachmentRow((reference,), about, "", ""))
    return rows


def document_reference(document: ReferencedDocument) -> str:
    """A document that is referred to: its reference, its kind, its description, where it is or the file it is."""
    files = (text for file in document.attachments for text in (file.file_name, file.mime_type))
    return _joined(_named(document), *document.descriptions, document.location, *files)


def _named(document: ReferencedDocument) -> str:
    # The kinds that the place of the document says already: 50 tender, 130 object invoiced, 916 supporting document.
    kind = None if document.type_code in {"50", "130", "916"} else document.type_code
    return _joined(identifier(document.identifier), kind)


def period(entry: Period | None, speech: Language) -> str:
    """A time from one day to another, the missing end as an ellipsis; "" when it has neither."""
    if entry is None or not (entry.start or entry.end):
        return ""
    start, end = day(entry.start, speech), day(entry.end, speech)
    return word("from_to", speech, start=start or "…", end=end or "…")


def address(entry: PostalAddress | None, speech: Language) -> tuple[str, ...]:
    """An address line by line, the country in words."""
    if entry is None:
        return ()
    town = " ".join(part for part in (entry.post_code, entry.city) if part)
    lines = (
        entry.line_one, entry.line_two, entry.line_three, town, entry.subdivision, country(entry.country, speech),
    )  # fmt: skip
    return tuple(line for line in lines if line and not line.isspace())


def identifier(entry: Identifier | None) -> str:
    """An identifier with the name of its scheme: 99912345600012 (SIRET)."""
    if entry is None or not entry.text:
        return ""
    named = " ".join(part for part in (scheme(entry.known_scheme), entry.scheme_version) if part)
    return f"{entry.text} ({named})" if named else entry.text


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
