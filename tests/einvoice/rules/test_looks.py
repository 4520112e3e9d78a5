"""Looks that spare rules: what they call ordinary breaks no rule, however the invoice is changed."""

import random
from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from coryphee.einvoice import open_document
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.rulekit import Kind, RuleSet, Syntax
from coryphee.einvoice.rules.catalogue import RULESETS
from coryphee.einvoice.rules.cpro import CPRO_DIRECTORY
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.printed import ADVICE_ON_PAGES
from tests.einvoice import samples
from tests.einvoice.rules.careful import all_lines_apart, careful, nowhere

SETS = {entry: careful(entry) for entry in RULESETS if entry not in {CPRO_DIRECTORY, ADVICE_ON_PAGES}}
FILES = {
    "ubl-invoice": (samples.ubl_invoice(3), samples.full_ubl(), samples.extended_ubl()),
    "ubl-creditnote": (samples.ubl_credit_note(3), samples.full_ubl(), samples.extended_ubl()),
    "cii": (samples.cii_invoice(3), samples.full_cii(), samples.extended_cii()),
}
CHANGES, ENOUGH = 30, 10
ODD = """ |  |x|-1.00|0|0.00|10.005|50.00 | 50.00|49.99|1e5|+5|.5|-0.00|12345678901234.00|100.1234567|S|E|AE|K|Z|L|O|
B| S |VAT|vat|VA|FC|GST|EUR|USD|FR|XX|1|2|20|20.00|19.6|0.4|21|380|381|384|386|262|389|S1|B2|S4|S8|A1|0002|
0009|0225|0224|0231|0160|9958|SEPA|DE1|999000037|99900003700013|58|30|48|59|102|203|20260101|2026-02-30|
2026-08-15|20260815|C62|XYZ|DETAIL|GROUP|true|false|#BAR#B2B|#PMT#|PMT|BAR|B2B|TXD|n° 1|VATEX-EU-AE""".replace(
    "\n", ""
).split("|")


def parts_of(whole: Any) -> list[Any]:
    """Everything that an invoice is made of."""
    found = [whole]
    for entry in fields(whole):
        value = getattr(whole, entry.name)
        for part in value if isinstance(value, list) else [value]:
            if is_dataclass(part):
                found += parts_of(part)
    return found


def change(invoice: Invoice, others: list[Any], chance: random.Random) -> None:
    """Empty, double, or replace something, or take a value from another invoice."""
    part = chance.choice(parts_of(invoice))
    names = [entry.name for entry in fields(part) if entry.name not in {"source", "syntax", "repetitions"}]
    name = chance.choice(names)
    value = getattr(part, name)
    alike = [getattr(other, name) for other in others if type(other) is type(part) and getattr(other, name)]
    if alike and chance.random() < 0.5:
        setattr(part, name, chance.choice(alike))
    elif isinstance(value, list):
        setattr(part, name, chance.choice([[], [*value, *value[-1:]], value[1:]]))
    elif isinstance(value, str):
        setattr(part, name, chance.choice([None, *ODD]))
    elif value is None and not alike:
        return
    elif is_dataclass(value):
        setattr(part, name, None)


def said(rules: RuleSet, invoice: Invoice, syntax: Syntax) -> Counter[tuple[object, ...]]:
    return Counter((entry.rule, entry.parameters) for entry in rules.run(invoice, syntax, nowhere))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", FILES)
def test_a_look_hides_no_finding(kind: str, seed: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    mine, *donors = FILES[kind]
    others = [part for donor in donors for part in parts_of(open_document(donor).invoice)]
    fired: Counter[str] = Counter()
    for _ in range(CHANGES):
        invoice = open_document(mine, schema=False).invoice
        for _ in range(chance.choice([1, 1, 2, 3])):
            change(invoice, others, chance)
        syntax: Syntax = "cii" if kind == "cii" else "ubl"
        for quick, slow in SETS.items():
            found = said(quick, invoice, syntax)
            with all_lines_apart():
                assert said(slow, invoice, syntax) == found
            fired.update(rule for rule, _ in found)
    assert len(fired) > ENOUGH


def test_a_careless_look_is_noticed() -> None:
    invoice = open_document(samples.cii_invoice(), schema=False).invoice
    careless = RuleSet("en16931", "1")
    careless.take_over(EN16931, {"BR-02": "BR-02"}, over=Kind("invoice", unless=lambda _invoice: True))
    invoice.number = None
    assert not said(careless, invoice, "cii")
    assert said(careful(careless), invoice, "cii")
