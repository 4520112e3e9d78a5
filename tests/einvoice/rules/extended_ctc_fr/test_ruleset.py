"""What the extension keeps of EN 16931, what it leaves out, and what it says under its own numbers."""

from collections import Counter

import pytest

from coryphee.einvoice import check, open_document
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.extended_ctc_fr import EXTENDED_CTC_FR
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import REPLACED
from coryphee.einvoice.words import LANGUAGES, explain
from tests.einvoice import samples
from tests.einvoice.rules.extended_ctc_fr.mutants import SYNTAXES, Syntax, findings, fired

PROFILE = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_sample_keeps_all_rules(syntax: Syntax) -> None:
    assert fired(syntax, {}) == Counter()


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_rules_of_the_norm_are_kept_but_those_replaced(syntax: Syntax) -> None:
    norm = {rule.number for rule in EN16931.rules if rule.syntax in {None, syntax}}
    mine = {rule.number for rule in EXTENDED_CTC_FR.rules if rule.syntax in {None, syntax}}
    assert norm - mine == norm & REPLACED[syntax]
    own = ("BR-FREXT-", "BR-FXEXT-", "BR-CO-25", "UBL-FREXT-", "BR-EXT-")
    assert {number for number in mine - norm if not number.startswith(own)} == set()


def test_what_is_replaced_exists() -> None:
    assert set(EN16931.numbers()) >= {number for number in REPLACED["ubl"] if not number.startswith("BR-CL")}


def test_the_profile_is_judged_by_the_extension_alone() -> None:
    for content in (samples.extended_ubl(), samples.extended_cii()):
        report = check(open_document(content), rulesets=("profile",))
        assert report.rulesets == ("extended-ctc-fr@1.4",)
        assert report.fatal() == ()


@pytest.mark.parametrize(
    ("syntax", "changes"),
    [("ubl", {"<cbc:ID>FA-2026-0100<": "<cbc:ID> <"}), ("cii", {"<ram:ID>FA-2026-0100<": "<ram:ID> <"})],
)
def test_a_rule_of_the_norm_fires_under_the_name_of_the_extension(syntax: Syntax, changes: dict[str, str]) -> None:
    (finding,) = [finding for finding in findings(syntax, changes) if finding.rule == "BR-02"]
    assert finding.ruleset == EXTENDED_CTC_FR.label


def test_in_cii_families_have_their_breakdowns_first() -> None:
    breakdown = "<ram:CalculatedAmount>32.00</ram:CalculatedAmount>"
    assert fired("cii", {breakdown: ""})["BR-46"] == 0
    assert fired("cii", {breakdown: "", "<ram:CategoryCode>S</ram:CategoryCode>\n        <ram:Rate": "<ram:Rate"})[
        "BR-46"
    ]
    ubl = '<cbc:TaxableAmount currencyID="EUR">160.00</cbc:TaxableAmount>'
    assert fired("ubl", {ubl: ""})["BR-45"] == 1


def test_a_borrowed_sentence_is_said() -> None:
    (finding,) = findings("cii", {'<ram:BilledQuantity unitCode="C62">1<': "<ram:BilledQuantity>1<"})
    assert finding.rule == "BR-FREXT-BR-23"
    for language in LANGUAGES:
        parameters = dict(finding.parameters)
        assert explain(finding.rule, parameters, language) == explain("BR-23", parameters, language)


@pytest.mark.parametrize("content", [samples.ubl_invoice(2), samples.ubl_credit_note(2), samples.cii_invoice(2)])
def test_a_plain_file_of_this_profile_keeps_its_binding_rules_too(content: bytes) -> None:
    plain, extended = b"urn:cen.eu:en16931:2017<", f"{PROFILE}<".encode()
    document = open_document(content.replace(plain, extended))
    assert document.plain
    report = check(document, rulesets=("profile",))
    assert report.rulesets == ("extended-ctc-fr@1.4",)
    assert list(report.findings) == check_invoice(document.invoice, ("extended-ctc-fr",)) == []
