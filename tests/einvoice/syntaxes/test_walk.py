from lxml import etree

from coryphee.einvoice import Invoice
from coryphee.einvoice.model import InvoiceLine, Item, Party
from coryphee.einvoice.syntaxes.entries import (
    elsewhere,
    group,
    groups,
    identifiers,
    inside,
    measure,
    one,
    special,
    text,
    texts,
)
from coryphee.einvoice.syntaxes.walk import walk, without_comments


def read(xml: str, table: dict) -> Invoice:
    invoice = Invoice()
    walk(etree.fromstring(xml), invoice, table)
    return invoice


def test_each_kind_of_entry_does_what_it_says() -> None:
    party = {"name": text("name"), "id": identifiers("identifiers")}
    line = {"note": texts("notes"), "quantity": measure("quantity", "unit", "unit")}
    table = {
        "number": text("number"),
        "wrapper": inside({"reference": text("buyer_reference")}),
        "seller": group("seller", Party, party),
        "line": groups("lines", InvoiceLine, line),
        "buyer-name": one("buyer", Party, {"value": text("name")}),
        "buyer-trade": one("buyer", Party, {"value": text("trade_name")}),
    }
    invoice = read(
        "<r><number>1</number><wrapper><reference>S</reference></wrapper>"
        "<seller><name>A</name><id schemeID='0009'>x</id><id>y</id></seller>"
        "<line><note>a</note><note/><quantity unit='KGM'>3</quantity></line><line/>"
        "<buyer-name><value>B</value></buyer-name><buyer-trade><value>T</value></buyer-trade></r>",
        table,
    )
    assert (invoice.number, invoice.buyer_reference) == ("1", "S")
    assert invoice.seller is not None
    assert [(one.text, one.scheme) for one in invoice.seller.identifiers] == [("x", "0009"), ("y", None)]
    assert invoice.lines[0].notes == ["a", ""]
    assert (invoice.lines[0].quantity, invoice.lines[0].unit) == ("3", "KGM")
    assert invoice.lines[1].quantity is None
    assert invoice.buyer == Party(name="B", trade_name="T")


def test_a_special_function_may_say_where_the_inside_goes() -> None:
    other = Party()
    table = {"odd": special(lambda *_: ({"name": text("name")}, other)), "leaf": special(lambda *_: None)}
    read("<r><odd><name>N</name></odd><leaf><name>ignored</name></leaf></r>", table)
    assert other.name == "N"


def test_a_function_may_say_which_group_is_filled_by_a_table() -> None:
    def line_under_way(_element: object, _target: object, invoice: Invoice) -> InvoiceLine:
        return invoice.lines[-1]

    item = {"name": text("name"), "number": elsewhere(line_under_way, {"n": text("identifier")})}
    table = {"line": groups("lines", InvoiceLine, {"item": group("item", Item, item)})}
    one_line = "<line><item><name>A</name><number><n>%s</n></number></item></line>"
    lines = read(f"<r>{one_line % 1}{one_line % 2}</r>", table).lines
    assert [(line.identifier, line.item and line.item.name) for line in lines] == [("1", "A"), ("2", "A")]


def test_a_long_table_reads_as_a_short_one() -> None:
    table: dict = {f"x{number}": text("buyer_reference") for number in range(50)}
    table["n"] = text("number")
    table["d"] = inside(table)
    assert read("<r><d><d><other/><n>1</n></d></d><x7>2</x7></r>", table).number == "1"
    assert read("<r><d><d><x49>2</x49></d></d></r>", table).buyer_reference == "2"


def test_deep_nesting_is_no_recursion() -> None:
    depth = 250
    table: dict = {"n": text("number")}
    table["d"] = inside(table)
    assert read("<r>" + "<d>" * depth + "<n>1</n>" + "</d>" * depth + "</r>", table).number == "1"


def test_a_tree_without_comments_is_left_alone() -> None:
    root = etree.fromstring("<r><a>1</a></r>")
    assert etree.tostring(without_comments(root)) == b"<r><a>1</a></r>"
    cut = etree.fromstring("<r><!-- first --><a>1<!-- x -->2<?pi?>3</a><!-- last --></r>")
    assert etree.tostring(without_comments(cut)) == b"<r><a>123</a></r>"
