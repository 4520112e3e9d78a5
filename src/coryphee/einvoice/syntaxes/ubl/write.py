"""The model as UBL 2.1 Invoice or CreditNote (binding: CEN/TS 16931-3-2).

    written = write(invoice, "ubl-invoice")

The tables of `read` lead the way; before that the model is arranged as UBL has it: BT-8 in a period, BT-90 among the
identifiers of a party, BT-83 and BG-19 in a means of payment, the breakdowns below their total.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Literal

from coryphee.einvoice.model import (
    Contact,
    Identifier,
    Invoice,
    InvoiceLine,
    Item,
    Note,
    Party,
    PaymentMeans,
    Period,
    PrecedingInvoice,
    Price,
    ReferencedDocument,
    TaxRegistration,
    VatTotal,
)
from coryphee.einvoice.money import amount, written
from coryphee.einvoice.schemas import schema_file
from coryphee.einvoice.syntaxes.compose import Dialect, Lost, Plan, Tell, Writer, Written, compiled
from coryphee.einvoice.syntaxes.gathering import TO_UBL, gathered, without
from coryphee.einvoice.syntaxes.schema_room import SchemaRoom
from coryphee.einvoice.syntaxes.ubl.read import BINDING, CREDIT_NOTE, INVOICE, SUBJECT

Kind = Literal["ubl-invoice", "ubl-creditnote"]

_ROOTS: dict[Kind, str] = {"ubl-invoice": INVOICE, "ubl-creditnote": CREDIT_NOTE}
_SETTLED = frozenset(
    {
        "Invoice.direct_debit",
        "Invoice.buyer_agent",
        "Invoice.due_dates",
        "Invoice.invoicee",
        "Invoice.invoicer",
        "Invoice.payer",
        "Invoice.project_reference",
        "Invoice.remittance_information",
        "Invoice.seller_agent",
        "Invoice.vat_breakdowns",
        "Invoice.vat_point_codes",
        "InvoiceLine.item_seller",
        "InvoiceLine.own_references",
        "InvoiceLine.parent",
        "InvoiceLine.status_reason",
        "InvoiceLine.vat_categories",
        "Note.written",
        "PaymentTerms.due_date",
        "Price.discount_indicator",
        "TaxRegistration.vat",
        "VatBreakdown.tax_point_dates",
        "VatBreakdown.vat_point_codes",
    }
)
# Parties that UBL writes inside the seller, the buyer or a means of payment.
_INSIDE_OTHERS = ("seller_agent", "invoicer", "buyer_agent", "invoicee", "payer")


def write(invoice: Invoice, kind: Kind) -> Written:
    """The file in UTF-8, and every value that it has no place for.

    Amounts keep the sign they have: a credit note (381) holds positive amounts as it does in CII.
    Raises Refused document.characters.
    """
    lost: list[Lost] = []
    arranged = _arranged(invoice, kind, lost.append)
    dialect, plan = _prepared(kind)
    writer = Writer(arranged)
    content = writer.content(plan, dialect)
    return Written(content, lost + writer.lost, arranged)


@cache
def _prepared(kind: Kind) -> tuple[Dialect, Plan]:
    root = _ROOTS[kind]
    common = "urn:oasis:names:specification:ubl:schema:xsd:Common{}Components-2"
    prefixes = {
        root[1:].partition("}")[0]: "",
        common.format("Aggregate"): "cac:",
        common.format("Basic"): "cbc:",
    }
    dialect = Dialect(BINDING, prefixes, root, amounts=True, settled=_SETTLED)
    return dialect, compiled(dialect, SchemaRoom(schema_file(kind)))


def _arranged(invoice: Invoice, kind: Kind, tell: Tell) -> Invoice:
    """The same invoice with every value where UBL has it."""
    from_cii = invoice.syntax == "cii"
    invoice = gathered(invoice)
    means = _means(invoice, kind, tell)
    seller, payee = _party(invoice.seller), _party(invoice.payee)
    creditor = invoice.direct_debit.creditor if invoice.direct_debit else None
    if creditor and not any(_has_creditor(party) for party in (payee, seller)):
        # BT-90 is an identifier of the payee, or of the seller when there is no payee.
        if payee is not None:
            payee = replace(payee, identifiers=[*payee.identifiers, Identifier(creditor, "SEPA")])
        elif seller is not None:
            seller = replace(seller, identifiers=[*seller.identifiers, Identifier(creditor, "SEPA")])
        else:
            tell(Lost(invoice.direct_debit, "creditor", creditor))
    tenders = invoice.tender_references
    if from_cii:
        tenders = [replace(one, type_code=None) if one.type_code == "50" else one for one in tenders]
    for name in _INSIDE_OTHERS:
        home = invoice.buyer if name in {"buyer_agent", "invoicee"} else means if name == "payer" else invoice.seller
        if getattr(invoice, name) is not None and not home:
            tell(Lost(invoice, name, getattr(invoice, name)))
    no_order = invoice.sales_order is not None and invoice.purchase_order is None
    return replace(
        invoice,
        notes=[_note(one, tell) for one in invoice.notes] if from_cii else invoice.notes,
        periods=_periods(invoice),
        due_dates=invoice.due_dates if kind == "ubl-invoice" else [],
        # The schema wants an order with each sales order; its number stays empty.
        purchase_order="" if no_order else invoice.purchase_order,
        tender_references=tenders,
        additional_documents=_documents(invoice, kind),
        seller=seller,
        payee=payee,
        buyer=_party(invoice.buyer),
        tax_representative=_party(invoice.tax_representative),
        invoicee=_party(invoice.invoicee),
        invoicer=_party(invoice.invoicer),
        seller_agent=_party(invoice.seller_agent),
        buyer_agent=_party(invoice.buyer_agent),
        payer=_party(invoice.payer),
        payment_means=means,
        payment_terms=[one for one in invoice.payment_terms if one.texts or one.due_date is None],
        vat_totals=_vat_totals(invoice, tell),
        lines=[_line(one, invoice.number, tell) for one in invoice.lines],
    )


def _note(note: Note, tell: Tell) -> Note:
    # A text that begins like a subject would be read as one, and a subject of another kind would not.
    if note.subject_code and not SUBJECT.fullmatch(f"#{note.subject_code}#"):
        tell(Lost(note, "subject_code", note.subject_code))
        return replace(note, subject_code=None)
    return note


def _periods(invoice: Invoice) -> list[Period]:
    codes = [TO_UBL.get(code, code) for code in invoice.vat_point_codes]
    held = {code for period in invoice.periods for code in period.vat_point_codes}
    missing = [code for code in codes if code not in held]
    if not missing:
        return invoice.periods
    first, *others = invoice.periods or [Period()]
    return [replace(first, vat_point_codes=[*first.vat_point_codes, *missing]), *others]


def _documents(invoice: Invoice, kind: Kind) -> list[ReferencedDocument]:
    found = invoice.additional_documents
    if invoice.syntax == "cii":
        # CII writes tenders among the documents, and says of supporting ones that they are (916).
        tenders = {id(one) for one in invoice.tender_references}
        found = [
            replace(one, type_code=None) if one.type_code == "916" else one for one in found if id(one) not in tenders
        ]
    project = invoice.project_reference
    if kind == "ubl-creditnote" and project is not None and not any(_is_project(one, project) for one in found):
        # A credit note has no element for BT-11.
        found = [*found, ReferencedDocument(Identifier(project), "50")]
    if kind == "ubl-invoice" and invoice.syntax == "ubl-creditnote":
        found = [one for one in found if project is None or not _is_project(one, project)]
    return found


def _is_project(document: ReferencedDocument, project: str) -> bool:
    return document.type_code == "50" and document.identifier is not None and document.identifier.text == project


def _has_creditor(party: Party | None) -> bool:
    return party is not None and any(one.scheme == "SEPA" for one in party.identifiers)


def _party(party: Party | None) -> Party | None:
    if party is None:
        return None
    if any(one.vat != ((one.scheme or "").strip().upper() == "VAT") for one in party.tax_registrations):
        party = replace(party, tax_registrations=[_registration(one) for one in party.tax_registrations])
    if any(one.department and not one.name for one in party.contacts):
        # Either of the two is the contact point (BT-41); UBL has room for one.
        party = replace(party, contacts=[_contact(one) for one in party.contacts])
    return party


def _registration(registration: TaxRegistration) -> TaxRegistration:
    if registration.vat:
        return replace(registration, scheme="VAT")
    # What CII does not take for VAT must not be read as such here.
    return replace(registration, scheme="FC") if (registration.scheme or "").strip().upper() == "VAT" else registration


def _contact(contact: Contact) -> Contact:
    return contact if contact.name else replace(contact, name=contact.department, department=None)


def _means(invoice: Invoice, kind: Kind, tell: Tell) -> list[PaymentMeans]:
    """The means of payment, one for each account, with what UBL writes inside them."""
    means = []
    for one in invoice.payment_means:
        transfers = [
            replace(transfer, account=transfer.proprietary_account, proprietary_account=None)
            if transfer.proprietary_account is not None and transfer.account is None
            else transfer
            for transfer in one.credit_transfers
        ]
        if transfers == one.credit_transfers and len(transfers) <= 1:
            means.append(one)
            continue
        means.append(replace(one, credit_transfers=transfers[:1]))
        means += [replace(one, credit_transfers=[transfer], card=None, text=None) for transfer in transfers[1:]]
    if kind == "ubl-creditnote":
        _set_due_dates(invoice, means, tell)
    debit = invoice.direct_debit
    if not means:
        for text in invoice.remittance_information:
            tell(Lost(invoice, "remittance_information", text))
        for name in ("mandate", "debited_account"):
            if debit is not None and getattr(debit, name):
                tell(Lost(debit, name, getattr(debit, name)))
    return means


def _set_due_dates(invoice: Invoice, means: list[PaymentMeans], tell: Tell) -> None:
    """A credit note has its due date (BT-9) in a means of payment."""
    for date in without(invoice.due_dates, [one.due_date for one in means]):
        free = next((position for position, one in enumerate(means) if one.due_date is None), None)
        if free is None:
            tell(Lost(invoice, "due_dates", date))
        else:
            means[free] = replace(means[free], due_date=date)


def _vat_totals(invoice: Invoice, tell: Tell) -> list[VatTotal]:
    """The totals with the breakdowns below them; a sum stands in for a total that the schema demands (BT-110)."""
    held = {id(one) for total in invoice.vat_totals for one in total.breakdowns}
    missing = [one for one in invoice.vat_breakdowns if id(one) not in held]
    totals = invoice.vat_totals
    if missing:
        sums = [value for one in missing if (value := amount(one.tax_amount)) is not None]
        if not totals:
            totals = [VatTotal(written(sum(sums, Decimal(0))), invoice.currency)]
            tell(Lost(totals[0], "amount", totals[0].amount, added=True))
        home = next((one for one in totals if one.currency == invoice.currency), totals[0])
        totals = [
            replace(one, breakdowns=[*one.breakdowns, *missing], currency=one.currency or invoice.currency)
            if one is home
            else one
            for one in totals
        ]
    return totals


def _line(line: InvoiceLine, number: str | None, tell: Tell) -> InvoiceLine:
    """A line with an item, which the schema demands, and with its own place among other lines."""
    price = _price(line.price, tell) if line.price is not None else None
    own = line.own_references
    if not own and (line.parent is not None or line.status_reason is not None):
        # UBL says parent and subtype of a line by a reference to the invoice itself (EXT-FR-FE-162, -163).
        own = [PrecedingInvoice(number=number or "", line=line.parent, status_code=line.status_reason)]
    if line.item is not None and not own and not line.sub_lines and price is line.price:
        return line
    return replace(
        line,
        price=price,
        item=Item() if line.item is None else line.item,
        preceding_invoices=own + line.preceding_invoices,
        sub_lines=[_line(one, number, tell) for one in line.sub_lines],
    )


def _price(price: Price, tell: Tell) -> Price:
    """A gross price (BT-148) needs the discount (BT-147) beside it: the schema demands it."""
    if price.discount_indicator not in {None, "false", "0"}:
        tell(Lost(price, "discount_indicator", price.discount_indicator))
    if price.gross is None or price.discount is not None:
        return price
    gross, net = amount(price.gross), amount(price.net)
    if gross is None or net is None:
        tell(Lost(price, "gross", price.gross))
        return replace(price, gross=None)
    found = replace(price, discount=written(gross - net))
    tell(Lost(price, "discount", found.discount, added=True))
    return found
