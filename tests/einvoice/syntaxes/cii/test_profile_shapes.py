"""A shape accepts ordinary invoices of its profile, and nothing that breaks a row of the table."""

import random
import time
from collections import Counter
from itertools import islice

import pytest
from lxml import etree

from coryphee.einvoice.rules.factur_x.profiles import PROFILES
from coryphee.einvoice.syntaxes.cii import profile_rules
from coryphee.einvoice.syntaxes.cii.profile_shapes import shape
from tests.einvoice import samples
from tests.einvoice.syntaxes.cii.mutants import mutants

SEED = 20260816
# Predicates on the type of a document are beyond a shape.
FULL = samples.full_cii().replace(b"<ram:ReferenceTypeCode>AWV</ram:ReferenceTypeCode>", b"")


def judged(profile: str, root: etree._Element, walked: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    monkeypatch.setattr(profile_rules, "_WALKED_FIRST", walked)
    return sorted((found.rule, found.where) for found in profile_rules.judge(profile, root, "factur-x@test"))


def test_an_ordinary_invoice_has_the_shape_of_its_profile() -> None:
    root = etree.fromstring(samples.cii_invoice(2))
    assert shape("en16931").fits(root)
    assert not shape("basic").fits(root)
    assert not shape("minimum").fits(root)


def test_of_many_lines_some_are_asked_first() -> None:
    many = samples.cii_invoice(2000)
    odd = etree.fromstring(many.replace(b'"C62"', b'"ACR"'))
    assert shape("en16931").fits(etree.fromstring(many))
    begun = time.process_time()
    assert not shape("en16931").fits(odd)
    assert time.process_time() - begun < 0.05


def test_one_long_invoice_is_worth_a_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_rules, "_judged", Counter())
    short, long = (etree.fromstring(samples.cii_invoice(lines)) for lines in (3, 600))
    assert [profile_rules._pays("en16931", short) for _ in range(100)].index(True) > 50
    assert profile_rules._pays("basic", long)
    assert not profile_rules._pays("extended", etree.fromstring("<empty/>"))


def test_what_is_left_open_is_found() -> None:
    found = shape("en16931").open_elements(etree.fromstring(samples.cii_invoice()))
    names = [etree.QName(element).localname for element in found]
    assert names == ["SpecifiedTaxRegistration", "ApplicableHeaderTradeDelivery", "TaxTotalAmount"]


def test_every_profile_has_a_shape() -> None:
    empty = etree.fromstring(samples.cii_invoice()).getroottree().getroot()
    del empty[:]
    assert [profile for profile in PROFILES if shape(profile).fits(empty)] == []


@pytest.mark.parametrize("content", [samples.cii_invoice(1), FULL], ids=["plain", "full"])
def test_the_shape_hides_nothing(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a shape accepts has the very findings of a walk."""
    root = etree.fromstring(content)
    etree.strip_tags(root, etree.Comment)
    known = shape("en16931")
    chosen = random.Random(SEED)
    accepted = 0
    for name, mutant in islice(mutants(root), 20_000):
        if chosen.random() < 0.3 and known.fits(mutant):
            accepted += 1
            walked = judged("en16931", mutant, 10**9, monkeypatch)
            assert judged("en16931", mutant, -1, monkeypatch) == walked, name
    assert accepted > 30


def test_findings_are_the_same_however_many_invoices_went_before(monkeypatch: pytest.MonkeyPatch) -> None:
    root = etree.fromstring(samples.cii_invoice(2).replace(b'schemeID="VA"', b'schemeID="XX"'))
    first = judged("en16931", root, 10**9, monkeypatch)
    assert first == judged("en16931", root, -1, monkeypatch)
    assert "FX-NOT-USED" in {rule for rule, _ in first}
