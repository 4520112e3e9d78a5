"""From what was typed in the form to an invoice of the norm: totals and VAT, no line is ever invented."""

from typing import Any

from coryphee.einvoice.model import (
    CreditTransfer,
    Identifier,
    Invoice,
    Note,
    Party,
    PaymentMeans,
    PaymentTerms,
    PostalAddress,
    PrecedingInvoice,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
    WrittenDate,
)
from coryphee.hub.flows.directory import KINDS
from coryphee.hub.structures.models import IdentifierType, Structure

PROFILE = "urn:factur-x.eu:1p0:basicwl"
FRAME = "A1"  # the ordinary supplier's invoice (FACTURE_FOURNISSEUR)
TRANSFER = "30"
OTHER_MEANS = "97"  # as agreed between the parties: no account was typed
SIRET_SCHEME = "0009"
SCHEMES: dict[str, str] = {kind: scheme for scheme, kind in KINDS.items()}


def form_suffices(recipient: Structure | None) -> bool:
    """Tell whether what the form asks is enough for a recipient: it is on the direct channel, to a public body.

    To a company an approved platform wants lines, legal notes, a billing framework and electronic addresses too.
    """
    return recipient is None or recipient.kind == Structure.Kind.PUBLIC


def invoice_from_form(fields: dict[str, Any], *, supplier: Structure, recipient: Structure | None) -> Invoice:
    """Return the invoice that a draft's fields (invoices/drafts.py) say; what is missing stays so."""
    currency = fields.get("currency") or "EUR"
    corrects = fields.get("corrects")
    due = _date(fields.get("due_date"))
    return Invoice(
        syntax="cii",
        number=fields.get("number") or None,
        issue_date=_date(fields.get("issue_date")),
        type_code=fields.get("type_code") or "380",
        currency=currency,
        due_dates=[due] if due else [],
        buyer_reference=fields.get("service_code") or None,
        purchase_order=fields.get("engagement") or None,
        contract_reference=fields.get("contract") or None,
        business_process=FRAME if form_suffices(recipient) else None,
        profile=PROFILE,
        notes=[Note(text=fields["comment"])] if fields.get("comment") else [],
        payment_terms=[PaymentTerms(due_date=due)] if due else [],
        payment_means=[_means(fields.get("iban", ""))],
        preceding_invoices=[PrecedingInvoice(number=corrects)] if corrects else [],
        seller=_party(supplier, supplier.identifier),
        buyer=_party(recipient, fields.get("recipient", "")),
        totals=Totals(
            line_total=_amount(fields.get("total_without_vat")),
            without_vat=_amount(fields.get("total_without_vat")),
            with_vat=_amount(fields.get("total_with_vat")),
            payable=_amount(fields.get("total_with_vat")),
        ),
        vat_totals=[VatTotal(amount=_amount(fields.get("total_vat")) or "0.00", currency=currency)],
        vat_breakdowns=[_breakdown(line) for line in fields.get("vat", [])],
    )


def _party(structure: Structure | None, identifier: str) -> Party:
    digits = "".join(identifier.split())
    party = Party(name=structure.name if structure else digits)
    if structure is None or structure.identifier_type == IdentifierType.SIRET:
        # The direct channel asks for the whole SIRET in both places.
        party.identifiers = [Identifier(digits, SIRET_SCHEME)]
        party.legal_registration = Identifier(digits, SIRET_SCHEME)
    else:
        party.legal_registration = Identifier(digits, SCHEMES.get(structure.identifier_type))
    if structure is not None:
        party.address = PostalAddress(
            line_one=structure.address or None,
            city=structure.town or None,
            post_code=structure.postal_code or None,
            country=structure.country,
        )
        if structure.vat_identifier:
            party.tax_registrations = [TaxRegistration(structure.vat_identifier, "VA")]
    else:
        party.address = PostalAddress(country="FR")
    return party


def _means(iban: str) -> PaymentMeans:
    account = "".join(iban.split())
    if not account:
        return PaymentMeans(code=OTHER_MEANS)
    return PaymentMeans(code=TRANSFER, credit_transfers=[CreditTransfer(account=account)])


def _breakdown(line: dict[str, str]) -> VatBreakdown:
    category = line.get("category") or "S"
    return VatBreakdown(
        taxable_amount=_amount(line.get("base")),
        tax_amount=_amount(line.get("amount")) or "0.00",
        category=VatCategory(
            code=category,
            rate=_amount(line.get("rate")) or (None if category == "O" else "0"),
            scheme="VAT",
            exemption_reason=line.get("reason") or None,
        ),
    )


def _amount(written: str | None) -> str | None:
    return "".join((written or "").split()).replace(",", ".") or None


def _date(written: str | None) -> WrittenDate | None:
    return WrittenDate(written.replace("-", ""), "102") if written else None
