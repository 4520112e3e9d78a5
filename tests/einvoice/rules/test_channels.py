"""Which channel an invoice is for, and what blocks it there."""

import pytest

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Identifier, Invoice, Party
from coryphee.einvoice.rules.channels import channel_of, concerns, is_chorus_frame, verdict

CEN = "urn:cen.eu:en16931:2017"


@pytest.mark.parametrize("frame", ["A1", "A9", "A10", "A19", "A20", "A25"])
def test_chorus_frames(frame: str) -> None:
    assert is_chorus_frame(frame)


@pytest.mark.parametrize("frame", ["", "A0", "A26", "a1", "B1", "S1", "M1", "A1 ", "A01", "urn:fdc:peppol.eu:2017"])
def test_other_frames(frame: str) -> None:
    assert not is_chorus_frame(frame)


@pytest.mark.parametrize(
    ("invoice", "channel"),
    [
        (Invoice(profile=CEN, business_process="B1"), "platform"),
        (Invoice(profile=CEN, business_process=" A9 "), "direct"),
        (Invoice(profile=None, business_process="B1"), "direct"),
        (Invoice(profile=" ", business_process="B1"), "direct"),
        (Invoice(profile=CEN, seller=Party(legal_registration=Identifier("1", "1"))), "direct"),
        (Invoice(profile=CEN, buyer=Party(identifiers=[Identifier("1", "8")])), "direct"),
        (Invoice(profile=CEN, seller=Party(legal_registration=Identifier("1", "9"))), "platform"),
        (Invoice(profile=CEN, seller=Party(legal_registration=Identifier("999000011", "0002"))), "platform"),
        (Invoice(profile=CEN), "platform"),
    ],
)
def test_the_channel_an_invoice_was_made_for(invoice: Invoice, channel: str) -> None:
    assert channel_of(invoice) == channel


SCHEMA = Finding("xml.schema", "", "fatal")
CHORUS = Finding("CHORUS-IBAN", "chorus@1", "fatal")
WARNING = Finding("CHORUS-IBAN", "chorus@1", "warning")
NORM = Finding("BR-01", "en16931@1.3.16", "fatal")


@pytest.mark.parametrize(
    ("findings", "complete", "answer"),
    [
        ([], True, True),
        ([], False, None),
        ([CHORUS], False, False),
        ([CHORUS], True, False),
        ([WARNING], True, True),
        ([NORM], True, True),
        ([SCHEMA], True, False),
        ([Finding("document.ambiguous", "", "fatal")], True, False),
        ([Finding("ruleset.not_run", "", "info")], True, True),
    ],
)
def test_what_blocks_the_direct_channel(findings: list[Finding], complete: bool, answer: bool | None) -> None:  # noqa: FBT001
    assert verdict(findings, ("chorus",), complete=complete) is answer


def test_what_a_finding_concerns() -> None:
    assert concerns(SCHEMA) is None
    assert concerns(CHORUS) == "direct"
    assert concerns(NORM) == "platform"
