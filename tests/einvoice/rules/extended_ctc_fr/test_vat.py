"""Breakdowns where categories are used, and taxable amounts and taxes near what bears them."""

import pytest

from tests.einvoice.rules.extended_ctc_fr.mutants import SYNTAXES, Syntax, findings, fired

BASE = {
    "ubl": '<cbc:TaxableAmount currencyID="EUR">{}</cbc:TaxableAmount>',
    "cii": "<ram:BasisAmount>{}</ram:BasisAmount>",
}
TAX = {
    "ubl": '<cbc:TaxAmount currencyID="EUR">{}</cbc:TaxAmount>',
    "cii": "<ram:CalculatedAmount>{}</ram:CalculatedAmount>",
}
PREFIX = {"ubl": "BR-FREXT", "cii": "BR-FXEXT"}
LETTERS = {"S": "S", "Z": "Z", "E": "E", "AE": "AE", "IC": "K", "G": "G", "O": "O", "AF": "L", "AG": "M"}


def category(syntax: Syntax, code: str) -> str:
    return f"<cbc:ID>{code}</cbc:ID>" if syntax == "ubl" else f"<ram:CategoryCode>{code}</ram:CategoryCode>"


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("letters", LETTERS)
def test_a_category_is_listed_where_it_is_used(letters: str, syntax: Syntax) -> None:
    mine, code = f"BR-FREXT-{letters}-01", LETTERS[letters]
    assert fired(syntax, {category(syntax, "S"): category(syntax, code)})[mine] == (code != "S")
    # Everywhere at once: used and listed again.
    everywhere = fired(syntax, {category(syntax, "S"): category(syntax, code)}, only_first=False)
    assert everywhere[mine] == 0
    assert everywhere[f"{PREFIX[syntax]}-{letters}-08"] == (2 if letters == "O" else 0)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_taxable_amount_is_a_cent_off_for_each_summand_at_most(syntax: Syntax) -> None:
    written, number = BASE[syntax].format("160.00"), f"{PREFIX[syntax]}-S-08"
    near, far = (fired(syntax, {written: BASE[syntax].format(amount)}) for amount in ("160.02", "160.04"))
    assert near[number] == 0
    assert (far[number], far[f"{number}ini"], far[f"{number}rev"]) == (1, 1, 1)
    assert fired(syntax, {written: ""})[number] == 1


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_tax_is_a_cent_off_for_each_summand_at_most(syntax: Syntax) -> None:
    written, number = TAX[syntax].format("32.00"), f"{PREFIX[syntax]}-S-09"
    assert fired(syntax, {written: TAX[syntax].format("31.97")})[number] == 0
    assert fired(syntax, {written: TAX[syntax].format("31.96")})[number] == 1
    assert fired(syntax, {written: ""})[number] == 1


def test_reasons_for_exemption_tell_breakdowns_of_one_rate_apart() -> None:
    listed = "<ram:BasisAmount>160.00</ram:BasisAmount>"
    reason = "<ram:ExemptionReason>Motif</ram:ExemptionReason>"
    now = fired("cii", {listed: reason + listed})
    assert (now["BR-FXEXT-S-08"], now["BR-FXEXT-S-08ini"], now["BR-FXEXT-S-08rev"]) == (0, 0, 1)


def test_binary_errors_let_ubl_refuse_the_last_cent() -> None:
    for syntax, times in (("ubl", 1), ("cii", 0)):
        changes = {BASE[syntax].format("160.00"): BASE[syntax].format("160.03")}
        assert fired(syntax, changes)[f"{PREFIX[syntax]}-S-08"] == times


def test_the_finding_names_category_rate_and_place() -> None:
    written = BASE["cii"].format("160.00")
    found = {finding.rule: finding for finding in findings("cii", {written: BASE["cii"].format("60.00")})}
    parameters = dict(found["BR-FXEXT-S-08"].parameters)
    assert parameters == {
        "category": "S",
        "rate": "20",
        "sentence": "BR-FREXT-S-08",
        "term": "BT-116",
        "found": "60.00",
        "expected": "160.00",
        "tolerance": "0.03",
    }
    assert found["BR-FXEXT-S-08"].where.endswith("/ApplicableTradeTax[1]/BasisAmount")
    assert dict(found["BR-FXEXT-S-09"].parameters)["expected"] == "12.00"
