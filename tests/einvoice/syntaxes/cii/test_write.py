import os
import sys
from pathlib import Path

import pytest

from coryphee.einvoice import Invoice, compute_totals, open_document, write_cii_basic_wl
from coryphee.einvoice.model import (
    Identifier,
    Note,
    Party,
    PostalAddress,
    TaxRegistration,
    VatBreakdown,
    VatCategory,
    WrittenDate,
)
from coryphee.einvoice.model.terms import terms
from coryphee.einvoice.syntaxes.cii.write import PROFILE
from tests.einvoice import samples

TOOLS = Path(os.environ.get("CORYPHEE_CORPUS", Path(__file__).parents[5] / "shared" / "corpus")).parent / "tools"

# Terms of the document that the profile BASIC WL has a place for, out of those that the samples hold.
NOT_IN_BASIC_WL = {
    "BT-7", "BT-11", "BT-14", "BT-15", "BT-17", "BT-18", "BT-33", "BT-45", "BT-41", "BT-42", "BT-43", "BT-56", "BT-57",
    "BT-58", "BT-82", "BT-85", "BT-86", "BT-87", "BT-88", "BT-114", "BT-122", "BT-123", "BT-124", "BT-125",
}  # fmt: skip


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
            legal_registration=Identifier("999000017", "0002"),
            address=PostalAddress(country="FR"),
            tax_registrations=[TaxRegistration("FR99999000017", "VA")],
        ),
        buyer=Party(
            name="Commune de Démoville",
            legal_registration=Identifier("999000025", "0002"),
            identifiers=[Identifier("99900002500015", "1")],
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
    document = open_document(write_cii_basic_wl(invoice))
    assert document.schema_errors == ()
    assert document.profile == PROFILE
    assert document.syntax == "cii"

    def kept(found: Invoice) -> set[tuple[str, str]]:
        return {
            (term.number, term.value.replace("-", "") if term.value[:2] == "20" else term.value)
            for term in terms(found)
            if not term.line and term.number not in NOT_IN_BASIC_WL | {"BT-24", "BT-8"}
        }

    assert kept(document.invoice) == kept(invoice)


def test_codes_of_the_day_of_vat_are_translated() -> None:
    read = open_document(write_cii_basic_wl(open_document(samples.full_ubl()).invoice)).invoice
    assert read.vat_point_codes == ["29"]


def test_chorus_schemes_are_written_as_icd_codes() -> None:
    read = open_document(write_cii_basic_wl(typed())).invoice
    assert read.buyer is not None
    assert read.buyer.identifiers[0].scheme == "0009"


def test_characters_that_xml_forbids_are_left_out_and_others_escaped() -> None:
    invoice = typed()
    invoice.buyer_reference = "A\x00B\x0b<&>\ufffeé"
    assert open_document(write_cii_basic_wl(invoice)).invoice.buyer_reference == "AB<&>é"


def test_an_empty_invoice_is_written_and_fails_its_schema() -> None:
    assert open_document(write_cii_basic_wl(Invoice())).schema_errors


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
            path.write_bytes(write_cii_basic_wl(invoice))
            verdicts.append(judge.check(path)["verdicts"])
    clean = {"status": "ok", "fatal": {}, "warning": {}}
    assert [verdict["fx-basicwl"] for verdict in verdicts] == [clean, clean, clean]
    # What was typed has a billing framework of Chorus Pro (A1), which the rules between companies do not know.
    assert [verdict["fr"] for verdict in verdicts[1:]] == [clean, clean]
