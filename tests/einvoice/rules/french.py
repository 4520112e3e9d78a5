"""Invented invoices that use everything the French rules look at, and break none of them."""

from coryphee.einvoice.model import (
    AllowanceCharge,
    Delivery,
    Identifier,
    Invoice,
    InvoiceLine,
    Item,
    ItemAttribute,
    Note,
    Party,
    Period,
    PostalAddress,
    PrecedingInvoice,
    Price,
    ReferencedDocument,
    Syntax,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
    WrittenDate,
)

SELLER, BUYER, OTHER = "999000011", "999000110", "999000029"


def french_invoice(syntax: Syntax) -> Invoice:
    """Return a fresh one from company to company: 100.00 without VAT at 20 %, with every party and reference."""
    breakdown = VatBreakdown("100.00", "20.00", _vat(), [] if syntax != "cii" else [day(syntax, "20260302")])
    return Invoice(
        syntax=syntax,
        number="DEMO-FR-1",
        issue_date=day(syntax, "20260302"),
        type_code="381" if syntax == "ubl-creditnote" else "380",
        currency="EUR",
        vat_point_dates=[day(syntax, "20260302")],
        due_dates=[day(syntax, "20260401")],
        business_process="M1",
        notes=[Note("40 euros", "PMT"), Note("3 fois le taux légal", "PMD"), Note("néant", "AAB"), Note("B2B", "BAR")],
        preceding_invoices=[PrecedingInvoice("DEMO-FR-0", day(syntax, "20260201"), "380")],
        seller=party(SELLER),
        buyer=party(BUYER),
        payee=party(OTHER),
        seller_agent=party(OTHER),
        buyer_agent=party(OTHER),
        payer=party(OTHER),
        invoicee=party(OTHER),
        invoicer=party(OTHER),
        deliveries=[_delivery(syntax)],
        periods=[Period(day(syntax, "20260201"), day(syntax, "20260228"))],
        allowance_charges=[AllowanceCharge("false", "10.00", "100.00", "10", [_vat()], ["Remise"])],
        totals=Totals("110.00", "10.00", "0.00", "100.00", "120.00", "20.00", "0.00", "100.00"),
        vat_totals=[VatTotal("20.00", "EUR", [breakdown])],
        vat_breakdowns=[breakdown],
        additional_documents=[
            ReferencedDocument(Identifier("plan.pdf"), "916", ["LISIBLE"]),
            ReferencedDocument(Identifier("COMPTEUR-1", "AFL"), "130"),
            ReferencedDocument(Identifier("B1", "AVV"), "130"),
        ],
        lines=[_line(syntax)],
    )


def gathered_invoice(syntax: Syntax, frame: str) -> Invoice:
    """Return a fresh one of two sub-invoices, of 100.00 and 50.00 at 20 %: one of the seller, one of another company.

    With several debtors (frame B9, S9, M9) the other company is the buyer, who makes the invoice out.
    """
    debtors = frame.endswith("9")
    invoice = french_invoice(syntax)
    invoice.business_process = frame
    if debtors:
        invoice.type_code = "261" if syntax == "ubl-creditnote" else "389"
    second = BUYER if debtors else OTHER
    breakdowns = [
        VatBreakdown("100.00", "20.00", _vat("#DEMO-FR-1# ")),
        VatBreakdown("50.00", "10.00", _vat("#DEMO-FR-2# ")),
    ]
    invoice.vat_breakdowns = breakdowns
    invoice.vat_totals = [VatTotal("30.00", "EUR", breakdowns)]
    invoice.lines = [
        _group(_detail(syntax, "1", "100.00", SELLER, "DEMO-FR-1"), "20.00", "120.00"),
        _below(_detail(syntax, "1.1", "100.00", SELLER, "DEMO-FR-1"), "1"),
        _group(_detail(syntax, "2", "50.00", second, "DEMO-FR-2"), "10.00", "60.00"),
        _below(_detail(syntax, "2.1", "50.00", second, "DEMO-FR-2"), "2"),
    ]
    return invoice


def party(siren: str) -> Party:
    """Return a French company with all that identifies it."""
    return Party(
        name=f"Société {siren}",
        identifiers=[Identifier(f"{siren}00018", "0009"), Identifier("ROUTAGE_1", "0224")],
        legal_registration=Identifier(siren, "0002"),
        electronic_addresses=[Identifier(siren, "0225")],
        address=PostalAddress(country="FR"),
    )


def day(syntax: Syntax, text: str) -> WrittenDate:
    """Return a day written as the syntax wants it, from 20260302."""
    return WrittenDate(text, "102") if syntax == "cii" else WrittenDate(f"{text[:4]}-{text[4:6]}-{text[6:]}")


def _delivery(syntax: Syntax) -> Delivery:
    return Delivery(
        recipient_registration=Identifier(BUYER, "0002"),
        locations=[Identifier(f"{BUYER}00018", "0009")],
        date=day(syntax, "20260301"),
    )


def _line(syntax: Syntax) -> InvoiceLine:
    return InvoiceLine(
        identifier="1",
        quantity="10",
        unit="C62",
        net_amount="110.00",
        documents=[ReferencedDocument(Identifier("COMPTEUR-1", "AFL"), "130")],
        preceding_invoices=[PrecedingInvoice("DEMO-FR-0", day(syntax, "20260201"), "380")],
        deliveries=[_delivery(syntax)],
        period=Period(day(syntax, "20260201"), day(syntax, "20260228")),
        allowance_charges=[AllowanceCharge("false", "5.00", "50.00", "10", reasons=["Remise"])],
        price=Price("11.000000", discount="1.00", gross="12.00", base_quantity="1"),
        vat_categories=[_vat()],
        item=Item(name="Banc", attributes=[ItemAttribute("couleur", "bleu")]),
    )


def _group(line: InvoiceLine, vat: str, with_vat: str) -> InvoiceLine:
    line.status_reason = "GROUP"
    line.documents.append(ReferencedDocument(Identifier("B1", "AVV"), "130"))
    line.vat_totals = [VatTotal(vat, "EUR")]
    line.with_vat = with_vat
    return line


def _below(line: InvoiceLine, parent: str) -> InvoiceLine:
    line.status_reason, line.parent = "DETAIL", parent
    return line


def _detail(syntax: Syntax, identifier: str, net: str, siren: str, number: str) -> InvoiceLine:
    return InvoiceLine(
        identifier=identifier,
        quantity="1",
        unit="C62",
        net_amount=net,
        documents=[ReferencedDocument(Identifier(number, "AFL"), "130")],
        preceding_invoices=[PrecedingInvoice("DEMO-FR-0", day(syntax, "20260201"))],
        item_seller=party(siren),
        price=Price(net),
        vat_categories=[_vat(f"#{number}# ")],
        item=Item(name="Banc"),
    )


def _vat(reason: str | None = None) -> VatCategory:
    return VatCategory("S", "20.00", "VAT", reason)
