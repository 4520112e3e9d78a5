"""A document is judged by the rule sets that apply; a channel's verdict is never better than the checks that ran."""

import gc
import time
from collections.abc import Callable

import pytest

from coryphee import einvoice
from coryphee.einvoice.checking import UnknownRuleSetError, check_invoice, known_rulesets
from coryphee.einvoice.model import Invoice
from tests.einvoice import samples
from tests.invoices_made import SAMPLES

PLATFORM = "01-ubl-invoice.xml"
DIRECT = "02-ubl-invoice-direct-channel.xml"
CII = "04-cii-d16b.xml"
CII_DIRECT = "05-cii-d22b-direct-channel.xml"
CEN = b"urn:cen.eu:en16931:2017"


def raw(file: str) -> bytes:
    return (SAMPLES / file).read_bytes()


def judged(file: str, *changes: tuple[bytes, bytes], **options: object) -> einvoice.Report:
    content = raw(file)
    for written, wanted in changes:
        assert written in content
        content = content.replace(written, wanted)
    return einvoice.check(einvoice.open_document(content), **options)  # type: ignore[arg-type]


def rules(report: einvoice.Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_a_good_file_of_the_direct_channel_is_valid_there_and_not_on_a_platform() -> None:
    report = judged(DIRECT)
    assert (report.channel, report.valid) == ("direct", True)
    assert report.channels == {"direct": True, "platform": False}
    assert report.rulesets == ("en16931@1.3.16", "fr@1.4", "chorus@1", "advice@1")
    assert "BR-FR-08_BT-23" in rules(report)


def test_a_good_file_of_a_platform_is_valid_there() -> None:
    report = judged(CII)
    assert (report.channel, report.valid) == ("platform", True)
    assert "ruleset.not_run" not in rules(report)


def test_french_rules_do_not_decide_where_french_law_does_not_apply() -> None:
    siret = (b'<ram:GlobalID schemeID="0009">99900012800010</ram:GlobalID>', b"")
    registration = (b'<ram:ID schemeID="0002">999000128</ram:ID>', b'<ram:ID schemeID="0227">CHE123456788</ram:ID>')
    report = judged(CII, siret, registration)
    assert "fr@1.4" not in report.rulesets
    assert "fr@1.4" in judged(CII).rulesets


def test_what_did_not_run_is_named() -> None:
    report = judged(CII, rulesets=("cpro",))
    assert report.valid is not True
    named = next(finding for finding in report.findings if finding.rule == "ruleset.not_run")
    assert named.severity == "info"
    assert dict(named.parameters)["rulesets"].startswith("cpro (")


def test_a_wrong_total_is_invalid_on_both() -> None:
    report = judged("14-wrong-total.xml")
    assert report.channels == {"direct": False, "platform": False}
    assert {"BR-CO-15", "CHORUS-TOTAL-WITH-VAT"} <= rules(report)


def test_a_finding_has_its_place_and_its_values() -> None:
    report = judged(PLATFORM, (b'<cbc:LineExtensionAmount currencyID="EUR">1440.00', b"<cbc:LineExtensionAmount>1.00"))
    found = next(finding for finding in report.findings if finding.rule == "BR-CO-10")
    assert found.where == "/Invoice/LegalMonetaryTotal/LineExtensionAmount"
    assert found.line is not None
    assert set(dict(found.parameters)) == {"found", "expected"}


def test_the_norm_does_not_block_the_direct_channel() -> None:
    report = judged(CII_DIRECT)
    assert {"BR-01", "profile.unknown"} <= rules(report)
    assert report.channels == {"direct": True, "platform": False}
    assert report.valid is True


def test_the_chosen_channel_decides() -> None:
    assert judged(CII_DIRECT, channel="platform").valid is False
    assert judged(PLATFORM, channel="direct").valid is False
    assert judged(DIRECT, channel="platform").valid is False


def test_a_broken_schema_blocks_everywhere_and_the_rules_still_run() -> None:
    report = judged("16-broken-schema.xml")
    assert "xml.schema" in rules(report)
    assert report.channels == {"direct": False, "platform": False}
    assert report.rulesets


def test_a_schema_that_did_not_run_leaves_it_open() -> None:
    document = einvoice.open_document(raw(DIRECT), schema=False)
    assert document.schema_errors is None
    assert einvoice.check(document).channels == {"direct": None, "platform": False}
    assert einvoice.check(document, rules_only=True).channels == {"direct": None, "platform": False}


def test_fragments_are_valid_by_named_rule_sets_alone() -> None:
    assert judged(PLATFORM, rules_only=True).valid is None
    assert judged(PLATFORM, rules_only=True, rulesets=("en16931",)).valid is True


def test_where_nothing_ran_nothing_is_valid() -> None:
    assert judged(PLATFORM, rulesets=()).valid is None


def test_an_unknown_profile_is_never_valid_on_a_platform() -> None:
    report = judged(DIRECT, (CEN, b"urn:inconnu"))
    assert "profile.unknown" in rules(report)
    assert report.channels["platform"] is False
    assert report.channels["direct"] is True


def test_a_profile_that_replaces_the_norm_is_left_to_its_own_rules() -> None:
    report = judged(CII, (CEN, b"urn:factur-x.eu:1p0:minimum"))
    assert report.rulesets == ("factur-x-minimum@1.09", "fr@1.4", "chorus@1", "advice@1")
    assert report.channels["platform"] is False
    assert "FX-NOT-USED" in rules(report)


@pytest.mark.parametrize("name", [b"TaxBasisTotalAmount", b"LineTotalAmount", b"CalculatedAmount", b"BasisAmount"])
def test_a_total_written_twice_is_ambiguous(name: bytes) -> None:
    content = raw(CII)
    start = content.index(b"<ram:" + name)
    end = content.index(b"</ram:" + name, start) + len(b"</ram:>" + name)
    doubled = content[:end] + content[start:end] + content[end:]
    report = einvoice.check(einvoice.open_document(doubled))
    assert "document.ambiguous" in rules(report)
    assert report.channels == {"direct": False, "platform": False}


def test_named_rule_sets_run_alone() -> None:
    report = judged(DIRECT, rulesets=("chorus",))
    assert report.rulesets == ("chorus@1",)
    assert report.valid is True
    assert judged(PLATFORM, rulesets=("chorus@1",)).valid is False
    assert judged("14-wrong-total.xml", rulesets=("en16931",)).valid is False
    assert judged(DIRECT, rulesets=("en16931",)).valid is True
    assert judged(DIRECT, rulesets=("fr",)).valid is False
    assert judged(CII, rulesets=("fr",)).valid is True


def test_the_profile_names_its_own_sets() -> None:
    assert judged(DIRECT, rulesets=("profile",)).rulesets == ("en16931@1.3.16",)
    assert judged(DIRECT, (CEN, b"urn:inconnu"), rulesets=("profile",)).valid is False


def test_an_unknown_rule_set_is_refused() -> None:
    known_rulesets(("profile", "fr", "chorus@1"))
    with pytest.raises(UnknownRuleSetError):
        known_rulesets(("nothing",))
    with pytest.raises(UnknownRuleSetError):
        judged(DIRECT, rulesets=("en16931@0.1",))


def test_a_model_without_a_file_is_judged_too() -> None:
    found = check_invoice(Invoice(), ("en16931", "fr"))
    assert {"BR-01", "BR-16"} <= {finding.rule for finding in found}
    assert all(finding.where == "" and finding.line is None for finding in found)


@pytest.mark.parametrize("made", [samples.ubl_invoice, samples.cii_invoice])
def test_a_fault_in_each_line_takes_time_in_proportion(made: Callable[[int], bytes]) -> None:
    def seconds(lines: int) -> float:
        document = einvoice.open_document(made(lines).replace(b'unitCode="C62"', b'unitCode="PIECE"'))
        begun = time.process_time()
        findings = einvoice.check(document).findings
        taken = time.process_time() - begun
        assert len([finding for finding in findings if finding.rule == "BR-CL-23"]) >= lines
        return taken

    few = min(seconds(500) for _ in range(3))
    assert seconds(4000) < few * 8 * 3


@pytest.mark.parametrize("made", [samples.ubl_invoice, samples.cii_invoice])
def test_a_judged_invoice_leaves_the_memory_at_once(made: Callable[[int], bytes]) -> None:
    """A cycle would keep it until Python searches for cycles, which long work puts off (`collector`)."""
    einvoice.check(einvoice.open_document(made(1)))
    gc.collect()
    gc.disable()
    try:
        einvoice.check(einvoice.open_document(made(50)))
        assert gc.collect() < 50
    finally:
        gc.enable()
