"""An invented invoice that uses every group the rules look at, and breaks none of them."""

from coryphee.einvoice.model import (
    AllowanceCharge,
    Attachment,
    Classification,
    CreditTransfer,
    Delivery,
    Identifier,
    Invoice,
    InvoiceLine,
    Item,
    ItemAttribute,
    Party,
    PaymentCard,
    PaymentMeans,
    Period,
    PostalAddress,
    PrecedingInvoice,
    Price,
    ReferencedDocument,
    Syntax,
    TaxRegistration,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
    WrittenDate,
)


def rich_invoice(syntax: Syntax) -> Invoice:
    """Return a fresh one: 100.00 without VAT at 20 %, 20.00 paid, 100.00 due."""
    breakdown = VatBreakdown("100.00", "20.00", _vat())
    return Invoice(
        syntax=syntax,
        number="DEMO-RICH-1",
        issue_date=_day(syntax, "20260302"),
        type_code="380",
        currency="EUR",
        vat_currency="SEK",
        vat_point_codes=["5"],
        business_process="A1",
        profile="urn:cen.eu:en16931:2017",
        buyer_reference="TRAVAUX",
        purchase_order="EJ-1",
        preceding_invoices=[PrecedingInvoice("DEMO-RICH-0")],
        seller=_party("Ateliers Démo SARL", "99900001100018", "FR66999000011"),
        buyer=_party("CHU de Démo", "99900011000018", "FR72999000110"),
        payee=Party(name="Affacturage Démo SA"),
        tax_representative=_party("Mandataire Démo SAS", "99900002900010", "FR23999000029"),
        deliveries=[Delivery(address=PostalAddress(country="FR"))],
        periods=[Period(_day(syntax, "20260201"), _day(syntax, "20260228"))],
        payment_means=[
            PaymentMeans("30", credit_transfers=[CreditTransfer("FR7612345678901234567890123")]),
            PaymentMeans("48", card=PaymentCard("1234")),
        ],
        allowance_charges=[
            AllowanceCharge("false", "10.00", vat_categories=[_vat()], reasons=["Remise"]),
            AllowanceCharge("true", "10.00", vat_categories=[_vat()], reason_code="FC"),
        ],
        totals=Totals("100.00", "10.00", "10.00", "100.00", "120.00", "20.00", None, "100.00"),
        vat_totals=[VatTotal("20.00", "EUR", [breakdown]), VatTotal("220.00", "SEK")],
        vat_breakdowns=[breakdown],
        additional_documents=[
            ReferencedDocument(
                Identifier("plan.pdf"), "916", attachments=[Attachment("JVBERi0=", "application/pdf", "plan.pdf")]
            )
        ],
        lines=[_line(syntax)],
    )


def _line(syntax: Syntax) -> InvoiceLine:
    return InvoiceLine(
        identifier="1",
        quantity="10",
        unit="C62",
        net_amount="100.00",
        period=Period(_day(syntax, "20260201"), _day(syntax, "20260228")),
        allowance_charges=[
            AllowanceCharge("false", "5.00", reasons=["Remise"]),
            AllowanceCharge("true", "5.00", reason_code="FC"),
        ],
        price=Price("10.00", gross="10.00"),
        vat_categories=[_vat()],
        item=Item(
            name="Banc",
            standard_identifier=Identifier("03001234567892", "0160"),
            classifications=[Classification("39113600", "STI")],
            attributes=[ItemAttribute("couleur", "bleu")],
        ),
    )


def _vat() -> VatCategory:
    return VatCategory("S", "20.00", "VAT")


def _party(name: str, siret: str, vat_number: str) -> Party:
    return Party(
        name=name,
        identifiers=[Identifier(siret, "0009")],
        legal_registration=Identifier(siret[:9], "0002"),
        tax_registrations=[TaxRegistration(vat_number, "VAT")],
        electronic_addresses=[Identifier(siret[:9], "0225")],
        address=PostalAddress(country="FR"),
    )


def _day(syntax: Syntax, text: str) -> WrittenDate:
    if syntax == "cii":
        return WrittenDate(text, "102")
    return WrittenDate(f"{text[:4]}-{text[4:6]}-{text[6:]}")
