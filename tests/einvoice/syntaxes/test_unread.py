from coryphee.einvoice.syntaxes import safe_xml
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.entries import SPECIAL, VALUE, VALUES, Binding, Table
from coryphee.einvoice.syntaxes.ubl import read as ubl
from coryphee.einvoice.syntaxes.unread import unread
from tests.einvoice import samples


def listed(content: bytes) -> list[tuple[str, str]]:
    """What is unread in a file: local name of the element, name of the attribute."""
    root = safe_xml.parse(content)
    binding = cii.BINDING if root.tag == cii.ROOT else ubl.BINDING
    return [(str(one.element.tag).rpartition("}")[2], one.attribute) for one in unread(root, binding)]


def test_what_the_model_has_room_for_is_read() -> None:
    assert listed(samples.full_cii()) == []
    # UBL wants a currency with every amount.
    assert {attribute for _, attribute in listed(samples.full_ubl())} == {"currencyID"}


def test_unknown_elements_are_listed_once_with_all_they_hold() -> None:
    content = samples.ubl_invoice().replace(
        b"<cbc:IssueDate>",
        b"<cbc:UUID>a</cbc:UUID><cbc:IssueDate>",
    )
    assert ("UUID", "") in listed(content)
    content = samples.cii_invoice().replace(
        b"<ram:ApplicableHeaderTradeDelivery/>",
        b"<ram:ApplicableHeaderTradeDelivery><ram:ShipFromTradeParty><ram:Name>x</ram:Name></ram:ShipFromTradeParty>"
        b"</ram:ApplicableHeaderTradeDelivery>",
    )
    assert listed(content) == [("ShipFromTradeParty", "")]


def test_unknown_attributes_are_listed() -> None:
    content = samples.cii_invoice().replace(b"<ram:TypeCode>380", b'<ram:TypeCode listID="1001">380')
    assert listed(content) == [("TypeCode", "listID")]
    content = samples.cii_invoice().replace(b'format="102">20260816', b'format="102" other="1">20260816')
    assert listed(content) == [("DateTimeString", "other")]


def test_an_element_inside_a_text_is_listed() -> None:
    content = samples.cii_invoice().replace(b">380<", b">380<ram:ID>x</ram:ID><")
    assert listed(content) == [("ID", "")]


def test_where_the_schema_lies_is_no_content() -> None:
    content = samples.cii_invoice().replace(
        b"<rsm:CrossIndustryInvoice ",
        b'<rsm:CrossIndustryInvoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" ',
    )
    assert listed(content) == []


def functions(table: Table, binding: Binding, seen: set[int]) -> set[object]:
    """All functions that the tables name."""
    if id(table) in seen:
        return set()
    seen.add(id(table))
    found: set[object] = set()
    for how, _, argument, inner in table.values():
        if how in {SPECIAL, VALUE, VALUES}:
            found.add(argument)
            holds = binding.holds.get(argument)
            inner = inner or (holds.inside if holds else None)  # noqa: PLW2901 - the table below, wherever it stands
        if isinstance(inner, dict):
            found |= functions(inner, binding, seen)
    return found


def test_every_function_of_the_tables_says_what_it_reads() -> None:
    for binding in (ubl.BINDING, cii.BINDING):
        assert functions(binding.table, binding, set()) - {"text"} <= set(binding.holds)
