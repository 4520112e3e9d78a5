"""The model as CII D22B or D16B, whole or in a profile of Factur-X (binding: CEN/TS 16931-3-3, Factur-X 1.09).

    written = write(invoice)
    written = write(invoice, "basicwl")

The tables of `read` lead the way; before that the model is arranged as CII has it: BT-7 and BT-8 in each breakdown,
BT-9 in the terms of payment, BT-17 among the documents. A profile is the smaller schema that Factur-X publishes for it.
"""

import re
from dataclasses import replace
from functools import cache
from typing import Literal

from coryphee.einvoice.model import (
    CreditTransfer,
    DirectDebit,
    Invoice,
    InvoiceLine,
    Party,
    PaymentMeans,
    PaymentTerms,
    Price,
    ReferencedDocument,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatCategory,
)
from coryphee.einvoice.money import amount, written
from coryphee.einvoice.schemas import schema_file
from coryphee.einvoice.syntaxes.cii.read import BINDING, ROOT
from coryphee.einvoice.syntaxes.compose import Dialect, Lost, Plan, Tell, Writer, Written, compiled
from coryphee.einvoice.syntaxes.gathering import TO_CII, gathered, without
from coryphee.einvoice.syntaxes.schema_room import SchemaRoom

Profile = Literal["minimum", "basicwl", "basic", "en16931", "extended"]
Release = Literal["D22B", "D16B"]

PROFILES: dict[Profile, str] = {
    "minimum": "urn:factur-x.eu:1p0:minimum",
    "basicwl": "urn:factur-x.eu:1p0:basicwl",
    "basic": "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
    "en16931": "urn:cen.eu:en16931:2017",
    "extended": "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
}
"""BT-24 of each profile of Factur-X."""

_UNCEFACT = "urn:un:unece:uncefact:data:standard:"
_PREFIXES = {
    f"{_UNCEFACT}CrossIndustryInvoice:100": "rsm:",
    f"{_UNCEFACT}ReusableAggregateBusinessInformationEntity:100": "ram:",
    f"{_UNCEFACT}UnqualifiedDataType:100": "udt:",
    f"{_UNCEFACT}QualifiedDataType:100": "qdt:",
}
_TRANSACTION = "SupplyChainTradeTransaction"
# D16B holds every element of our tables that D22B holds, but some of them only once.
_SINGLE_IN_D16B = frozenset(
    {
        f"{_TRANSACTION}/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/Description",
        f"{_TRANSACTION}/ApplicableHeaderTradeSettlement/InvoiceReferencedDocument",
    }
)
_SETTLED = frozenset(
    {
        "Invoice.direct_debit",
        "Invoice.due_dates",
        "Invoice.tender_references",
        "Invoice.vat_point_codes",
        "Invoice.vat_point_dates",
        "Invoice.vat_totals",
        "InvoiceLine.own_references",
        "InvoiceLine.sub_lines",
        "Note.written",
        "CreditTransfer.provider",
        "PaymentMeans.due_date",
        "Period.vat_point_codes",
        "TaxRegistration.vat",
    }
)
_IBAN = re.compile(r"\s*[A-Za-z]{2}[0-9]{2}")


def write(invoice: Invoice, profile: Profile | None = None, release: Release = "D22B") -> Written:
    """The file in UTF-8, and every value that it has no place for.

    profile  a profile of Factur-X, which then is BT-24 too; None for the whole of CII, with BT-24 as the invoice has it
    release  D16B: as an older reader expects it; the two releases have one namespace
    Raises Refused document.characters.
    """
    lost: list[Lost] = []
    one_account = profile is not None or release == "D16B"
    arranged = _arranged(
        invoice,
        lost.append,
        one_account=one_account,
    )
    if profile is not None:
        arranged.profile = PROFILES[profile]
    dialect, plan = _prepared(profile, release)
    writer = Writer(arranged)
    content = writer.content(plan, dialect)
    return Written(content, lost + writer.lost, arranged)


@cache
def _prepared(profile: Profile | None, release: Release) -> tuple[Dialect, Plan]:
    single = _SINGLE_IN_D16B if release == "D16B" else frozenset()
    dialect = Dialect(BINDING, _PREFIXES, ROOT, amounts=False, single=single, settled=_SETTLED)
    name = "cii" if profile is None else f"facturx-{profile}/Factur-X_{profile.upper()}.xsd"
    return dialect, compiled(dialect, SchemaRoom(schema_file(name)))


def _arranged(invoice: Invoice, tell: Tell, *, one_account: bool) -> Invoice:
    """The same invoice with every value where CII has it."""
    invoice = gathered(invoice)
    if invoice.syntax != "cii":
        for document in invoice.additional_documents:
            if document.type_code == "50" and not _is_project(document, invoice):
                tell(Lost(invoice, "additional_documents", document))
    for delivery in invoice.deliveries[1:]:
        tell(Lost(invoice, "deliveries", delivery))

    def party(found: Party | None) -> Party | None:
        return None if found is None else _party(found, invoice.direct_debit, tell)

    totals = invoice.totals
    if totals is None and invoice.vat_totals:
        totals = Totals()
    return replace(
        invoice,
        deliveries=invoice.deliveries[:1],
        periods=[one for one in invoice.periods if one.start or one.end or not one.vat_point_codes],
        payment_terms=_terms(invoice, tell),
        payment_means=_means(invoice, tell, one_account=one_account),
        vat_breakdowns=_breakdowns(invoice, tell),
        totals=totals,
        additional_documents=_documents(invoice, tell),
        seller=party(invoice.seller),
        buyer=party(invoice.buyer),
        payee=party(invoice.payee),
        tax_representative=party(invoice.tax_representative),
        invoicee=party(invoice.invoicee),
        invoicer=party(invoice.invoicer),
        seller_agent=party(invoice.seller_agent),
        buyer_agent=party(invoice.buyer_agent),
        payer=party(invoice.payer),
        lines=_lines(invoice.lines, tell),
    )


def _terms(invoice: Invoice, tell: Tell) -> list[PaymentTerms]:
    """The terms of payment with the due dates (BT-9) and room for the mandate (BT-89)."""
    terms = list(invoice.payment_terms)
    for date in without(invoice.due_dates, [one.due_date for one in terms]):
        free = next((position for position, one in enumerate(terms) if one.due_date is None), None)
        if free is None:
            terms.append(PaymentTerms(due_date=date))
        else:
            terms[free] = replace(terms[free], due_date=date)
    for means in invoice.payment_means:
        if means.due_date is not None and without([means.due_date], invoice.due_dates):
            tell(Lost(means, "due_date", means.due_date))
    if not terms and invoice.direct_debit is not None and invoice.direct_debit.mandate is not None:
        terms.append(PaymentTerms())
    return terms


def _means(invoice: Invoice, tell: Tell, *, one_account: bool) -> list[PaymentMeans]:
    """The means of payment: one for each account when banks differ, which stand beside it, or there is room for one."""
    means = []
    for one in invoice.payment_means:
        transfers = one.credit_transfers
        if invoice.syntax != "cii":
            transfers = [_transfer(transfer) for transfer in transfers]
        banks = {transfer.provider for transfer in transfers}
        if len(transfers) <= 1 or (len(banks) == 1 and not one_account):
            means.append(one if transfers == one.credit_transfers else replace(one, credit_transfers=transfers))
            continue
        means.append(replace(one, credit_transfers=transfers[:1]))
        means += [replace(one, credit_transfers=[transfer], card=None, text=None) for transfer in transfers[1:]]
    debit = invoice.direct_debit
    if debit is not None and debit.debited_account and not means:
        tell(Lost(debit, "debited_account", debit.debited_account))
    return means


def _transfer(transfer: CreditTransfer) -> CreditTransfer:
    """UBL has one element for all accounts, CII one for IBANs and one for others."""
    if transfer.account is None or _IBAN.match(transfer.account):
        return transfer
    return replace(transfer, account=None, proprietary_account=transfer.account)


def _breakdowns(invoice: Invoice, tell: Tell) -> list[VatBreakdown]:
    """The breakdowns in the currency of the invoice, each with the day on which VAT falls due (BT-7, BT-8)."""
    foreign = {
        id(one)
        for total in invoice.vat_totals
        if total.currency != invoice.currency
        for one in total.breakdowns
        if invoice.syntax != "cii"
    }
    for one in invoice.vat_breakdowns:
        if id(one) in foreign:
            tell(Lost(invoice, "vat_breakdowns", one))
    breakdowns = [
        replace(one, category=VatCategory()) if one.category is None else one
        for one in invoice.vat_breakdowns
        if id(one) not in foreign
    ]
    return _with_vat_point(invoice, breakdowns, tell)


def _with_vat_point(invoice: Invoice, breakdowns: list[VatBreakdown], tell: Tell) -> list[VatBreakdown]:
    """The breakdowns, each with BT-7 and BT-8 unless some say them already."""
    dates = invoice.vat_point_dates
    codes = [TO_CII.get(code, code) for code in invoice.vat_point_codes]
    said_dates = [date for one in breakdowns for date in one.tax_point_dates]
    said_codes = [TO_CII.get(code, code) for one in breakdowns for code in one.vat_point_codes]
    if dates and not said_dates and breakdowns:
        said_dates = dates[:1]
        breakdowns = [replace(one, tax_point_dates=said_dates) for one in breakdowns]
    if codes and not said_codes and breakdowns:
        said_codes = codes[:1]
        breakdowns = [replace(one, vat_point_codes=said_codes) for one in breakdowns]
    for date in without(dates, said_dates):
        tell(Lost(invoice, "vat_point_dates", date))
    for code in codes:
        if code not in said_codes:
            tell(Lost(invoice, "vat_point_codes", code))
    return breakdowns


def _documents(invoice: Invoice, tell: Tell) -> list[ReferencedDocument]:
    """Supporting documents (916), tenders (50) and the object invoiced (130), all in one list."""
    found = invoice.additional_documents
    if invoice.syntax != "cii":
        found = [one for one in found if one.type_code != "50"]
    documents = [_document(one, "916", tell) for one in found]
    held = {id(one) for one in invoice.additional_documents}
    return documents + [_document(one, "50", tell) for one in invoice.tender_references if id(one) not in held]


def _document(document: ReferencedDocument, type_code: str, tell: Tell) -> ReferencedDocument:
    if document.type_code is None and not _from_cii(document.source):
        document = replace(document, type_code=type_code)
    identifier = document.identifier
    if (
        identifier is not None
        and identifier.scheme is not None
        and (document.type_code != "130" or identifier.text is None)
    ):
        tell(Lost(identifier, "scheme", identifier.scheme))
    if identifier is not None and identifier.scheme_version is not None:
        tell(Lost(identifier, "scheme_version", identifier.scheme_version))
    if identifier is not None and identifier.text is None:
        return replace(document, identifier=None)
    return document


def _is_project(document: ReferencedDocument, invoice: Invoice) -> bool:
    return document.identifier is not None and document.identifier.text == invoice.project_reference


def _from_cii(source: object) -> bool:
    return str(getattr(source, "tag", "")).startswith(f"{{{_UNCEFACT}")


def _party(party: Party, debit: DirectDebit | None, tell: Tell) -> Party:
    creditors = [one for one in party.identifiers if one.scheme == "SEPA" and not _from_cii(one.source)]
    if creditors:
        written = debit.creditor if debit else None
        for one in creditors:
            if one.text != written:
                tell(Lost(party, "identifiers", one))
        party = replace(party, identifiers=[one for one in party.identifiers if one not in creditors])
    if any(not _from_cii(one.source) for one in party.tax_registrations):
        registrations = [one for one in party.tax_registrations if one.identifier is not None]
        party = replace(party, tax_registrations=[_registration(one) for one in registrations])
    return party


def _registration(registration: TaxRegistration) -> TaxRegistration:
    if _from_cii(registration.source):
        return registration
    return replace(registration, scheme="VA" if registration.vat else "FC")


def _lines(lines: list[InvoiceLine], tell: Tell) -> list[InvoiceLine]:
    """The lines, those inside others after them with the number of the line that they detail."""
    if not any(line.sub_lines for line in lines):
        return [_line(line, tell) for line in lines]
    flat: list[InvoiceLine] = []
    waiting = list(reversed(lines))
    while waiting:
        line = waiting.pop()
        flat.append(_line(line, tell))
        waiting += [replace(one, parent=line.identifier) for one in reversed(line.sub_lines)]
    return flat


def _line(line: InvoiceLine, tell: Tell) -> InvoiceLine:
    for delivery in line.deliveries[1:]:
        tell(Lost(line, "deliveries", delivery))
    for total in line.vat_totals:
        for breakdown in total.breakdowns:
            tell(Lost(total, "breakdowns", breakdown))
    if line.period is not None and line.period.vat_point_codes:
        tell(Lost(line.period, "vat_point_codes", line.period.vat_point_codes))
    price, seller = line.price, line.item_seller
    if price is not None and price.discount is not None:
        line = replace(line, price=_price(price, tell))
    if seller is not None:
        line = replace(line, item_seller=_party(seller, None, tell))
    if line.documents:
        line = replace(line, documents=[_document(one, "916", tell) for one in line.documents])
    return line


def _price(price: Price, tell: Tell) -> Price:
    """A discount (BT-147) needs the gross price (BT-148) around it: the schema demands it."""
    indicator = "false" if price.discount_indicator is None else price.discount_indicator
    if price.gross is not None:
        return replace(price, discount_indicator=indicator)
    net, discount = amount(price.net), amount(price.discount)
    if net is None or discount is None:
        tell(Lost(price, "discount", price.discount))
        return replace(price, discount=None)
    found = replace(price, discount_indicator=indicator, gross=written(net + discount))
    tell(Lost(price, "gross", found.gross, added=True))
    return found
