"""The rule sets of the Factur-X profiles: their tables are read rightly, and their rules fire as the sentence says."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import (
    AllowanceCharge,
    CreditTransfer,
    Identifier,
    Invoice,
    InvoiceLine,
    Party,
    PaymentMeans,
    ReferencedDocument,
    Totals,
    VatBreakdown,
    VatCategory,
)
from coryphee.einvoice.rules.catalogue import ruleset
from coryphee.einvoice.rules.factur_x import RULESETS
from coryphee.einvoice.rules.factur_x.profiles import PROFILES, numbers
from coryphee.einvoice.rules.factur_x.tables import NOT_USED, Node, Variant, codes, table, tabled_rules
from coryphee.einvoice.words import explain

Change = Callable[[Invoice], object]


def fired(change: Change, profile: str = "en16931") -> Counter[str]:
    invoice = Invoice(syntax="cii", totals=Totals(), seller=Party(), buyer=Party())
    before = Counter(finding.rule for finding in check_invoice(invoice, (f"factur-x-{profile}",)))
    change(invoice)
    return Counter(finding.rule for finding in check_invoice(invoice, (f"factur-x-{profile}",))) - before


def test_every_profile_has_its_set() -> None:
    assert [entry.label for entry in RULESETS] == [f"factur-x-{profile}@1.09" for profile in PROFILES]
    assert all(ruleset(f"factur-x-{profile}") in RULESETS for profile in PROFILES)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_business_rule_is_there_or_known_to_be_left_out(profile: str) -> None:
    rules = ruleset(f"factur-x-{profile}")
    assert rules is not None
    there = set(rules.numbers())
    missing = {name for name, number in numbers(profile).items() if number not in there}
    assert {name.rpartition("-")[0] or name for name in missing} == set(rules.left_out)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_row_has_words(profile: str) -> None:
    rows = tabled_rules(profile)
    assert len({row.number for row in rows}) == len(rows)
    for row in rows:
        assert explain(row.number, {"sentence": row.sentence, **dict(row.parameters)}, "it").message


def test_numbers_follow_the_profile() -> None:
    assert numbers("minimum")["BR-02"] == "FX-SCH-A-000011"
    assert numbers("en16931")["BR-02"] == "BR-02"
    assert "BR-16" not in numbers("minimum")
    assert "CII-SR-464" not in numbers("en16931")


def test_a_rule_under_another_number_borrows_its_words() -> None:
    invoice = Invoice(syntax="cii", source=None)
    found = next(entry for entry in check_invoice(invoice, ("factur-x-minimum",)) if entry.rule == "FX-SCH-A-000011")
    assert explain(found.rule, dict(found.parameters), "fr") == explain("BR-02", {}, "fr")


def test_the_table_is_a_tree_of_elements() -> None:
    root = table("minimum")
    [document] = [node for node in root.children if node.tag.endswith("}ExchangedDocument")]
    [number] = [node for node in document.children if node.tag.endswith("}ID")]
    assert [(row.number, row.attribute) for row in number.rows] == [(NOT_USED, "schemeID")]
    exactly_one = [row for row in document.rows if row.tag == number.tag]
    assert [(row.number, row.least, row.most) for row in exactly_one] == [("FX-SCH-A-000019", 1, 1)]


def test_variants_are_read_from_their_spelling() -> None:
    spelled: dict[str, list[Variant]] = {}
    for node in _nodes(table("extended")):
        spelled.setdefault(node.tag.rpartition("}")[2], []).extend([*node.any_of, *node.none_of])
    assert {entry.value for entry in spelled["SpecifiedTaxRegistration"]} == {"VA", "FC"}
    assert {entry.path[0].rpartition("}")[2] for entry in spelled["SpecifiedTaxRegistration"]} == {"ID"}
    assert Variant((), "listID", None) in spelled["ReasonCode"]
    assert {entry.currency.rpartition("}")[2] for entry in spelled["TaxTotalAmount"]} == {
        "InvoiceCurrencyCode",
        "TaxCurrencyCode",
    }


def test_code_lists_are_those_of_the_rows() -> None:
    used = {row.codes for node in _nodes(table("en16931")) for row in node.rows if row.codes}
    assert sum("C62" in codes(number) for number in used) == 1
    assert sum({"FR", "IT", "1A"} <= codes(number) for number in used) == 1


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _line(**given: object) -> Change:
    return lambda invoice: invoice.lines.append(InvoiceLine(**given))  # type: ignore[arg-type]


def _means(*accounts: CreditTransfer, code: str = "30") -> Change:
    return lambda invoice: invoice.payment_means.append(PaymentMeans(code=code, credit_transfers=list(accounts)))


@pytest.mark.parametrize(
    ("change", "rule", "count"),
    [
        (_line(identifier=""), "BR-21", 1),
        (_line(identifier=" "), "BR-21", 0),
        (_line(documents=[ReferencedDocument(type_code="130")] * 2), "CII-SR-474", 1),
        (_line(documents=[ReferencedDocument()]), "BR-52", 1),
        (_means(), "CII-SR-470", 1),
        (_means(CreditTransfer(account="FR76")), "CII-SR-470", 0),
        (_means(CreditTransfer(account="FR76", proprietary_account="1")), "CII-SR-470", 1),
        (_means(code="10"), "CII-SR-470", 0),
    ],
)
def test_rules_of_lines_and_payment(change: Change, rule: str, count: int) -> None:
    assert fired(change)[rule] == count


def test_means_of_payment_agree() -> None:
    def two(invoice: Invoice) -> None:
        invoice.payment_means += [PaymentMeans(code="30", text="a"), PaymentMeans(code=" 30 ", text="b")]

    assert fired(two)["CII-SR-467"] == 0
    assert fired(two)["CII-SR-468"] == 1


def test_every_breakdown_is_seen_whatever_its_category() -> None:
    def canary_islands(invoice: Invoice) -> None:
        invoice.vat_breakdowns.append(VatBreakdown(category=VatCategory(code="L", scheme="VAT")))

    assert fired(canary_islands)["BR-45"] == 1
    assert fired(canary_islands)["BR-48"] == 1


def test_an_allowance_is_one_that_says_false() -> None:
    def allowance(word: str) -> Change:
        return lambda invoice: invoice.allowance_charges.append(AllowanceCharge(indicator=word, amount="1.00"))

    assert fired(allowance("false"))["BR-CO-11"] == 1
    assert fired(allowance("0"))["BR-CO-11"] == 0


def test_parties_have_names_and_countries() -> None:
    invoice = Invoice(syntax="cii", seller=Party(name=" "), buyer=Party(identifiers=[Identifier("1")]))
    rules = {finding.rule for finding in check_invoice(invoice, ("factur-x-en16931",))}
    assert {"BR-07", "BR-08", "BR-09", "BR-10", "BR-11"} <= rules
    assert "BR-06" not in rules
