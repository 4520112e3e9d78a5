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
    Item,
    ItemAttribute,
    LogisticsCharge,
    Party,
    PaymentMeans,
    PaymentTerms,
    PostalAddress,
    ReferencedDocument,
    Totals,
    VatBreakdown,
    VatCategory,
    VatTotal,
)
from coryphee.einvoice.rules.catalogue import ruleset
from coryphee.einvoice.rules.factur_x import RULESETS
from coryphee.einvoice.rules.factur_x.profiles import PROFILES, numbers
from coryphee.einvoice.rules.factur_x.tables import NOT_USED, Node, Variant, codes, table, tabled_rules
from coryphee.einvoice.rules.factur_x.terms import term_of
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


def _breakdown(category: str, base: str, **given: str | None) -> VatBreakdown:
    return VatBreakdown(
        taxable_amount=base, tax_amount="0.00", category=VatCategory(code=category, scheme="VAT", rate="0", **given)
    )


def _exempt_line(net: str, status: str | None = None, **given: str | None) -> InvoiceLine:
    category = VatCategory(code="E", scheme="VAT", rate="0.00", **given)
    return InvoiceLine(net_amount=net, vat_categories=[category], status_reason=status)


def test_families_look_at_any_tax_and_at_words() -> None:
    def charged(word: str, tax: str) -> Change:
        category = VatCategory(code="E", scheme=tax, rate="5")
        entry = AllowanceCharge(indicator=word, amount="1.00", vat_categories=[category])
        return lambda invoice: invoice.allowance_charges.append(entry)

    assert fired(charged("true", "GST"))["BR-E-07"] == 1
    assert fired(charged("1", "VAT"))["BR-E-07"] == 0


@pytest.mark.parametrize(("base", "count"), [("9.00", 1), ("9.01", 0), ("11.00", 0), ("11.01", 1)])
def test_a_taxable_amount_may_be_1_above_and_not_1_below(base: str, count: int) -> None:
    def exempt(invoice: Invoice) -> None:
        invoice.lines.append(_exempt_line("10.00"))
        invoice.vat_breakdowns.append(_breakdown("E", base))

    assert fired(exempt)["BR-E-08"] == count


def test_a_breakdown_holds_by_reason_of_exemption_or_by_rate() -> None:
    def exempt(*bases: tuple[str, str]) -> Change:
        def change(invoice: Invoice) -> None:
            invoice.lines += [_exempt_line("10.00", exemption_code="A"), _exempt_line("5.00", exemption_code="B")]
            invoice.lines.append(_exempt_line("15.00", "GROUP", exemption_code="B"))
            invoice.vat_breakdowns += [_breakdown("E", base, exemption_code=code) for base, code in bases]

        return change

    apart = fired(exempt(("10.00", "A"), ("5.00", "B")), "extended")
    assert (apart["BR-FXEXT-E-08b"], apart["BR-FXEXT-E-08rev"], apart["BR-FXEXT-E-08ini"]) == (0, 0, 2)
    together = fired(exempt(("15.02", "A")), "extended")
    assert (together["BR-FXEXT-E-08b"], together["BR-FXEXT-E-08rev"], together["BR-FXEXT-E-08ini"]) == (0, 1, 0)
    assert fired(exempt(("15.03", "A")), "extended")["BR-FXEXT-E-08b"] == 1
    # The profiles below EN 16931 know no groups.
    assert fired(_sell_zero_rated_group, "basic")["FX-SCH-A-000399"] == 1


def _sell_zero_rated_group(invoice: Invoice) -> None:
    category = VatCategory(code="Z", scheme="VAT", rate="0")
    invoice.lines.append(InvoiceLine(net_amount="9.00", vat_categories=[category], status_reason="GROUP"))
    invoice.vat_breakdowns.append(_breakdown("Z", "0.00"))


def test_groups_of_lines_add_up_and_exist() -> None:
    def grouped(total: str, parent: str) -> Change:
        def change(invoice: Invoice) -> None:
            invoice.lines += [
                InvoiceLine(identifier="1", net_amount=total, status_reason="GROUP"),
                InvoiceLine(identifier="1.1", net_amount="4.00", status_reason="DETAIL", parent=parent),
            ]

        return change

    assert fired(grouped("4.00", "1"), "extended")["BR-FXEXT-08"] == 0
    assert fired(grouped("5.00", "1"), "extended")["BR-FXEXT-08"] == 2
    assert fired(grouped("4.00", "9"), "extended")["BR-FXEXT-11"] == 1
    inside = fired(lambda invoice: invoice.lines.append(InvoiceLine(parent="1")), "extended")
    assert inside["BR-FXEXT-06"] == 1


def test_a_group_with_a_total_holds_groups_with_totals() -> None:
    def nested(total: str | None) -> Change:
        return lambda invoice: invoice.lines.extend(
            [
                InvoiceLine(identifier="1", net_amount="4.00", status_reason="GROUP"),
                InvoiceLine(identifier="2", net_amount=total, status_reason="GROUP", parent="1"),
            ]
        )

    assert fired(nested("4.00"), "extended")["BR-FXEXT-12"] == 0
    assert fired(nested(None), "extended")["BR-FXEXT-12"] == 1


@pytest.mark.parametrize(
    ("attribute", "rules"),
    [
        (ItemAttribute(name="Colour", value="red"), set()),
        (ItemAttribute(code="A", quantity="1", unit="KGM"), set()),
        (ItemAttribute(value="red", quantity="1", unit="KGM"), {"BR-FXEXT-BR-54-1", "BR-FXEXT-BR-54-2"}),
        (ItemAttribute(code="NO-SUCH", quantity="1"), {"BR-FXEXT-BR-54-2", "BR-FXEXT-04"}),
    ],
)
def test_characteristics_have_a_name_and_a_value(attribute: ItemAttribute, rules: set[str]) -> None:
    found = fired(_line(item=Item(attributes=[attribute])), "extended")
    assert {rule for rule in found if rule.startswith(("BR-FXEXT-BR-54", "BR-FXEXT-04"))} == rules


def test_only_detail_lines_need_all() -> None:
    asked = {"BR-FXEXT-BR-22", "BR-FXEXT-BR-23", "BR-FXEXT-BR-24", "BR-FXEXT-BR-26", "BR-FXEXT-CO-04"}
    assert asked <= set(fired(_line(), "extended"))
    assert not asked & set(fired(_line(status_reason="GROUP"), "extended"))


def test_totals_of_the_extended_profile_allow_a_cent_for_each_amount() -> None:
    def sold(**totals: str) -> Change:
        def change(invoice: Invoice) -> None:
            invoice.currency = "EUR"
            invoice.lines += [InvoiceLine(net_amount="10.00"), InvoiceLine(net_amount="99.00", status_reason="GROUP")]
            invoice.allowance_charges.append(AllowanceCharge(indicator="false", amount="1.00"))
            invoice.logistics_charges.append(LogisticsCharge(amount="2.00"))
            invoice.vat_totals.append(VatTotal(amount="2.20", currency="EUR"))
            invoice.financial_adjustments.append("0.50")
            invoice.totals = Totals(**{**right, **totals})

        return change

    right = {
        "line_total": "10.00",
        "allowance_total": "1.00",
        "charge_total": "2.00",
        "without_vat": "11.00",
        "with_vat": "13.20",
        "paid": "3.20",
        "payable": "10.50",
    }

    def wrong(**totals: str) -> set[str]:
        invoice = Invoice(syntax="cii")
        sold(**totals)(invoice)
        found = check_invoice(invoice, ("factur-x-extended",))
        return {finding.rule for finding in found if finding.rule.startswith("BR-FXEXT-CO-1")}

    assert wrong() == set()
    assert wrong(line_total="10.02") == set()
    assert wrong(line_total="10.03") == {"BR-FXEXT-CO-10"}
    assert wrong(allowance_total="1.02") == {"BR-FXEXT-CO-11"}
    assert wrong(charge_total="2.02") == {"BR-FXEXT-CO-12"}
    assert wrong(without_vat="11.04") == {"BR-FXEXT-CO-13", "BR-FXEXT-CO-15"}
    assert wrong(with_vat="13.24") == {"BR-FXEXT-CO-15", "BR-FXEXT-CO-16"}
    assert wrong(payable="10.51") == {"BR-FXEXT-CO-16"}


def test_what_is_to_be_paid_has_a_date_or_terms() -> None:
    due = Invoice(syntax="cii", totals=Totals(payable="1.00"))
    assert "BR-CO-25" in {finding.rule for finding in check_invoice(due, ("factur-x-extended",))}
    due.payment_terms.append(PaymentTerms(texts=["30 days"]))
    assert "BR-CO-25" not in {finding.rule for finding in check_invoice(due, ("factur-x-extended",))}


def test_categories_are_used_where_they_are_listed() -> None:
    assert fired(lambda invoice: invoice.vat_breakdowns.append(_breakdown("Z", "0")), "extended")["BR-FXEXT-Z-01"] == 1
    charge = LogisticsCharge(amount="1.00", vat_categories=[VatCategory(code="Z")])
    assert fired(lambda invoice: invoice.logistics_charges.append(charge), "extended")["BR-FXEXT-Z-01"] == 1


def test_a_german_invoice_says_when_it_was_supplied() -> None:
    germans = Invoice(syntax="cii", type_code="380")
    germans.seller = germans.buyer = Party(address=PostalAddress(country="DE"))
    assert "FX-SCH-A-000354" in {finding.rule for finding in check_invoice(germans, ("factur-x-basic",))}
    germans.type_code = "386"
    assert "FX-SCH-A-000354" not in {finding.rule for finding in check_invoice(germans, ("factur-x-basic",))}


def test_terms_are_those_of_elements_that_tables_know() -> None:
    known = set()

    def gather(node: Node, path: str) -> None:
        for child in node.children:
            below = f"{path}/{child.tag.rpartition('}')[2]}".lstrip("/")
            known.add(below)
            known.update(f"{below}/{row.tag.rpartition('}')[2]}" for row in child.rows if row.tag)
            gather(child, below)

    for profile in PROFILES:
        gather(table(profile), "")
    assert len({term_of(path) for path in known}) > 90
    assert term_of("ExchangedDocument/ID") == "BT-1"
    assert term_of("ExchangedDocument/Name") == ""
    assert term_of("SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem") == "BG-25"
