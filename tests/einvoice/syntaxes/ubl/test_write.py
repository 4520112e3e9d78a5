from coryphee.einvoice import Invoice, open_document
from coryphee.einvoice.model import (
    Contact,
    CreditTransfer,
    DirectDebit,
    Identifier,
    InvoiceLine,
    Note,
    Party,
    PaymentMeans,
    PaymentTerms,
    Price,
    ReferencedDocument,
    TaxRegistration,
    WrittenDate,
)
from coryphee.einvoice.syntaxes.ubl.write import Kind, write
from tests.einvoice import samples


def read(invoice: Invoice, kind: Kind = "ubl-invoice") -> Invoice:
    """The invoice as it is read after it was written."""
    return open_document(write(invoice, kind).content, schema=False).invoice


def test_the_whole_model_goes_there_and_back() -> None:
    for content, kind in ((samples.full_ubl(), "ubl-invoice"), (samples.ubl_credit_note(3), "ubl-creditnote")):
        invoice = open_document(content).invoice
        written = write(invoice, "ubl-invoice" if kind == "ubl-invoice" else "ubl-creditnote")
        assert written.lost == []
        document = open_document(written.content)
        assert document.schema_errors == ()
        assert document.invoice == invoice


def test_what_cii_says_satisfies_the_schema_of_ubl() -> None:
    written = write(open_document(samples.full_cii()).invoice, "ubl-invoice")
    assert open_document(written.content).schema_errors == ()


def test_codes_of_the_day_of_vat_stand_in_a_period() -> None:
    invoice = read(Invoice(vat_point_codes=["29"]))
    assert (invoice.vat_point_codes, invoice.periods[0].vat_point_codes) == (["35"], ["35"])


def test_the_creditor_is_an_identifier_of_the_payee_or_the_seller() -> None:
    debit = DirectDebit(creditor="FR00ZZZ999999")
    invoice = read(Invoice(direct_debit=debit, seller=Party(name="A")))
    assert invoice.seller is not None
    assert invoice.seller.identifiers == [Identifier("FR00ZZZ999999", "SEPA")]
    invoice = read(Invoice(direct_debit=debit, seller=Party(name="A"), payee=Party(name="B")))
    assert invoice.payee is not None
    assert invoice.payee.identifiers == [Identifier("FR00ZZZ999999", "SEPA")]
    assert [one.name for one in write(Invoice(direct_debit=debit), "ubl-invoice").lost] == ["creditor"]


def test_the_mandate_stands_in_the_direct_debit() -> None:
    means = [PaymentMeans(code="30"), PaymentMeans(code="59")]
    invoice = Invoice(
        payment_means=means,
        direct_debit=DirectDebit(mandate="M-1", debited_account="FR1"),
        remittance_information=["REF"],
    )
    text = write(invoice, "ubl-invoice").content.decode()
    assert text.index("<cbc:PaymentID>REF") < text.index(">59<") < text.index("<cbc:ID>M-1")
    invoice.payment_means = []
    assert {one.name for one in write(invoice, "ubl-invoice").lost} == {
        "mandate",
        "debited_account",
        "remittance_information",
    }


def test_each_account_has_a_means_of_payment() -> None:
    transfers = [CreditTransfer(account="FR1"), CreditTransfer(proprietary_account="12")]
    invoice = read(Invoice(payment_means=[PaymentMeans(code="30", credit_transfers=transfers)]))
    assert [(one.code, one.credit_transfers[0].account) for one in invoice.payment_means] == [
        ("30", "FR1"),
        ("30", "12"),
    ]


def test_a_credit_note_says_due_date_and_project_elsewhere() -> None:
    due = WrittenDate("2026-09-15")
    invoice = Invoice(due_dates=[due], project_reference="P-1", payment_means=[PaymentMeans(code="30")])
    found = read(invoice, "ubl-creditnote")
    assert (found.due_dates, found.project_reference) == ([due], "P-1")
    assert found.additional_documents == [ReferencedDocument(Identifier("P-1"), "50")]
    assert read(found, "ubl-invoice").additional_documents == []
    invoice.payment_means = []
    assert [one.name for one in write(invoice, "ubl-creditnote").lost] == ["due_dates"]


def test_a_sales_order_alone_leaves_the_order_empty() -> None:
    found = read(Invoice(sales_order="S-1"))
    assert (found.sales_order, found.purchase_order) == ("S-1", "")


def test_a_subject_of_another_kind_is_told() -> None:
    note = Note("text", "too long")
    written = write(Invoice(notes=[note]), "ubl-invoice")
    assert [(one.name, one.value) for one in written.lost] == [("subject_code", "too long")]


def test_the_tax_of_a_number_and_the_contact_point_are_said_as_in_ubl() -> None:
    party = Party(
        tax_registrations=[TaxRegistration("FR1", "VA"), TaxRegistration("2", "FC", vat=False)],
        contacts=[Contact(department="Comptabilité")],
    )
    found = read(Invoice(seller=party)).seller
    assert found is not None
    assert [(one.identifier, one.scheme, one.vat) for one in found.tax_registrations] == [
        ("FR1", "VAT", True),
        ("2", "FC", False),
    ]
    assert found.contacts == [Contact(name="Comptabilité")]


def test_a_line_that_details_another_refers_to_its_own_invoice() -> None:
    line = InvoiceLine(identifier="2", parent="1", status_reason="DETAIL")
    found = read(Invoice(number="FA-1", lines=[line])).lines[0]
    assert (found.parent, found.status_reason, found.preceding_invoices) == ("1", "DETAIL", [])


def test_a_gross_price_gets_its_discount() -> None:
    written = write(Invoice(lines=[InvoiceLine(price=Price(net="8.00", gross="10.00"))]), "ubl-invoice")
    assert [(one.name, one.value, one.added) for one in written.lost] == [("discount", "2.00", True)]
    written = write(Invoice(lines=[InvoiceLine(price=Price(net="x", gross="10.00"))]), "ubl-invoice")
    assert [(one.name, one.value, one.added) for one in written.lost] == [("gross", "10.00", False)]


def test_terms_of_payment_that_only_hold_a_date_are_no_terms_here() -> None:
    due = WrittenDate("20260915", "102")
    found = read(Invoice(payment_terms=[PaymentTerms(due_date=due)]))
    assert found.payment_terms == []
    assert found.due_dates == [WrittenDate("2026-09-15")]
