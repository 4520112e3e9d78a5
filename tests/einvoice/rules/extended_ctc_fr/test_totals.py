"""Totals a cent off for each summand at most, and one cent more."""

import pytest

from tests.einvoice.rules.extended_ctc_fr.mutants import SYNTAXES, Changes, Syntax, findings, fired

# (rule, amounts that are near enough, amounts that are not), as they differ between the two syntaxes.
UBL: dict[str, tuple[str, str, str, str]] = {
    "BR-FREXT-CO-10": ("LineExtensionAmount", "190.00", "190.03", "190.04"),
    "BR-FREXT-CO-12": ("ChargeTotalAmount", "10.00", "9.99", "9.98"),
    "BR-FREXT-CO-13": ("TaxExclusiveAmount", "200.00", "200.04", "199.95"),
    "BR-FREXT-CO-15": ("TaxInclusiveAmount", "234.20", "234.16", "234.25"),
}
CII: dict[str, tuple[str, str, str, str]] = {
    # In CII the two lines that do not count widen the tolerance all the same.
    "BR-FREXT-CO-10": ("LineTotalAmount", "190.00", "190.05", "190.06"),
    "BR-FREXT-CO-12": ("ChargeTotalAmount", "10.00", "10.01", "10.02"),
    "BR-FREXT-CO-13": ("TaxBasisTotalAmount", "200.00", "199.96", "200.05"),
    "BR-FREXT-CO-15": ("GrandTotalAmount", "234.20", "234.24", "234.15"),
}
GRAND = "<ram:GrandTotalAmount>234.20"
TAX = '<ram:TaxTotalAmount currencyID="EUR">34.20</ram:TaxTotalAmount>'
DUE = """<ram:DueDateDateTime>
          <udt:DateTimeString format="102">20261015</udt:DateTimeString>
        </ram:DueDateDateTime>"""


def change(syntax: Syntax, name: str, old: str, new: str) -> Changes:
    start, end = (
        (f'<cbc:{name} currencyID="EUR">', f"</cbc:{name}>") if syntax == "ubl" else (f"<ram:{name}>", f"</ram:{name}>")
    )
    return {f"{start}{old}{end}": f"{start}{new}{end}" if new else ""}


@pytest.mark.parametrize(
    ("syntax", "number"), [("ubl", number) for number in UBL] + [("cii", number) for number in CII]
)
def test_a_cent_for_each_summand_is_near_enough(syntax: Syntax, number: str) -> None:
    name, written, near, far = (UBL if syntax == "ubl" else CII)[number]
    assert fired(syntax, change(syntax, name, written, near))[number] == 0
    assert fired(syntax, change(syntax, name, written, far))[number] == 1
    assert fired(syntax, change(syntax, name, written, ""))[number] == 1


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_allowances_are_not_expected_where_there_are_none(syntax: Syntax) -> None:
    charge = "ChargeTotalAmount"
    start, end = ('<cbc:{} currencyID="EUR">', "</cbc:{}>") if syntax == "ubl" else ("<ram:{}>", "</ram:{}>")
    written = f"{start.format(charge)}10.00{end.format(charge)}"
    allowance = f"{start.format('AllowanceTotalAmount')}0.01{end.format('AllowanceTotalAmount')}"
    assert fired(syntax, {written: allowance + written})["BR-FREXT-CO-11"] == 1
    assert fired(syntax, {})["BR-FREXT-CO-11"] == 0


def test_charges_for_transport_count_in_cii() -> None:
    terms = "<ram:SpecifiedTradePaymentTerms>"
    charge = "<ram:AppliedAmount>5.00</ram:AppliedAmount>"
    transport = f"<ram:SpecifiedLogisticsServiceCharge>{charge}</ram:SpecifiedLogisticsServiceCharge>{terms}"
    now = fired("cii", {terms: transport})
    assert (now["BR-FREXT-CO-12"], now["BR-FREXT-CO-13"]) == (1, 1)
    without = {
        terms: transport,
        "<ram:ChargeTotalAmount>10.00</ram:ChargeTotalAmount>": "",
        "<udt:Indicator>true<": "<udt:Indicator>false<",
    }
    assert fired("cii", without)["BR-FREXT-CO-12"] == 0


def test_ubl_asks_for_vat_only_where_there_is_some() -> None:
    assert fired("ubl", change("ubl", "TaxAmount", "34.20", ""))["BR-FREXT-CO-15"] == 0
    assert fired("cii", {TAX: ""})["BR-FREXT-CO-15"] == 1


def test_two_totals_of_vat_are_one_too_many() -> None:
    assert fired("cii", {TAX: TAX + TAX})["BR-FREXT-CO-15"] == 1
    assert fired("cii", {TAX: TAX + TAX, GRAND: "<ram:GrandTotalAmount>200.00"})["BR-FREXT-CO-15"] == 0
    total = '<cac:TaxTotal>\n    <cbc:TaxAmount currencyID="EUR">34.20</cbc:TaxAmount>\n'
    assert fired("ubl", {total: f"{total}</cac:TaxTotal>{total}"})["BR-FREXT-CO-15"] == 1


def test_an_amount_to_pay_needs_a_date_or_terms() -> None:
    assert fired("ubl", {"<cbc:DueDate>2026-10-15</cbc:DueDate>": ""})["BR-CO-25"] == 1
    assert fired("cii", {DUE: ""})["BR-CO-25"] == 1
    assert fired("cii", {DUE: "<ram:Description>30 jours</ram:Description>"})["BR-CO-25"] == 0
    nothing_due = {
        "<cbc:DueDate>2026-10-15</cbc:DueDate>": "",
        ">234.20</cbc:PayableAmount>": ">0.00</cbc:PayableAmount>",
    }
    assert fired("ubl", nothing_due)["BR-CO-25"] == 0


def test_the_finding_says_what_was_expected_and_how_far_off_it_may_be() -> None:
    changes = change("ubl", "LineExtensionAmount", "190.00", "170.00")
    (finding,) = [one for one in findings("ubl", changes) if one.rule == "BR-FREXT-CO-10"]
    assert dict(finding.parameters) == {"found": "170.00", "expected": "190.00", "tolerance": "0.03"}
    assert finding.where == "/Invoice/LegalMonetaryTotal/LineExtensionAmount"
