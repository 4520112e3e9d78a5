"""Findings and reports are plain values."""

import dataclasses

import pytest

from coryphee.einvoice.findings import Finding, Report


def test_a_finding_is_a_value() -> None:
    one, other = Finding("BR-01", "en16931@1.3.16", "fatal"), Finding("BR-01", "en16931@1.3.16", "fatal")
    assert one == other
    assert len({one, other}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.rule = "BR-02"  # type: ignore[misc]


def test_a_report_tells_the_fatal_ones() -> None:
    fatal, warning = Finding("BR-01", "", "fatal"), Finding("BR-51", "", "warning")
    assert Report((fatal, warning), (), "direct").fatal() == (fatal,)
