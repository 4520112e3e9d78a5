import pytest

from coryphee.einvoice import Invoice, Refused
from coryphee.einvoice.model import Identifier, Note, Party, PostalAddress
from coryphee.einvoice.schemas import schema_file
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.compose import Dialect, Writer, attribute, compiled, encoded, escaped, identifier
from coryphee.einvoice.syntaxes.entries import (
    SPECIAL,
    VALUE,
    VALUES,
    Binding,
    Holds,
)
from coryphee.einvoice.syntaxes.schema_room import SchemaRoom
from coryphee.einvoice.syntaxes.ubl import read as ubl
from tests.einvoice.syntaxes.test_unread import functions

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
PREFIXES = {
    f"{UBL}Invoice-2": "",
    f"{UBL}CommonAggregateComponents-2": "cac:",
    f"{UBL}CommonBasicComponents-2": "cbc:",
}


@pytest.fixture(scope="module")
def dialect() -> Dialect:
    return Dialect(ubl.BINDING, PREFIXES, ubl.INVOICE, amounts=True, single=frozenset({"Note"}))


def written(invoice: Invoice, dialect: Dialect) -> tuple[str, Writer]:
    writer = Writer(invoice)
    content = writer.content(compiled(dialect, SchemaRoom(schema_file("ubl-invoice"))), dialect)
    return content.decode(), writer


def test_fields_are_written_in_the_order_of_the_schema(dialect: Dialect) -> None:
    text, writer = written(Invoice(currency="EUR", number="A&B", type_code="380", profile=""), dialect)
    body = text.partition('Components-2">\n')[2]
    assert body == (
        "  <cbc:CustomizationID></cbc:CustomizationID>\n"
        "  <cbc:ID>A&amp;B</cbc:ID>\n"
        "  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>\n"
        "  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>\n"
        "</Invoice>\n"
    )
    assert writer.lost == []


def test_a_container_is_written_again_for_each_value_and_not_for_nothing(dialect: Dialect) -> None:
    seller = Party(identifiers=[Identifier("1", "0009"), Identifier("2")], address=PostalAddress())
    text, _ = written(Invoice(seller=seller), dialect)
    assert text.count("<cac:PartyIdentification>") == 2
    assert '<cbc:ID schemeID="0009">1</cbc:ID>' in text
    assert "<cac:PostalAddress/>" in text
    assert "PartyName" not in text


def test_what_has_no_place_is_kept_for_telling(dialect: Dialect) -> None:
    notes = [Note("one"), Note("two")]
    _, writer = written(Invoice(notes=notes, issuer_reference="SERVICE-9"), dialect)
    assert [(one.name, one.value) for one in writer.lost] == [("notes", notes[1]), ("issuer_reference", "SERVICE-9")]


def test_what_no_xml_can_hold_is_refused_with_its_term(dialect: Dialect) -> None:
    with pytest.raises(Refused) as refusal:
        written(Invoice(number="A\x01"), dialect)
    assert refusal.value.code == "document.characters"
    assert refusal.value.parameters == {"term": "BT-1", "value": "A "}


def test_texts_and_attributes_are_escaped() -> None:
    assert escaped("a<b>&\r\n") == "a&lt;b&gt;&amp;&#13;\n"
    assert attribute("unitCode", 'x"\n\t<') == ' unitCode="x&quot;&#10;&#9;&lt;"'
    assert attribute("unitCode", None) == ""
    assert identifier(Identifier("1", "0009", "2")) == ' schemeID="0009" schemeVersionID="2">1'


@pytest.mark.parametrize("text", ["\x00", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_forbidden_characters_are_found(text: str) -> None:
    assert encoded(f"a{text}b") is None


def test_other_characters_are_kept() -> None:
    assert encoded("\t\n\r é\ufffd\U0001f600") == "\t\n\r é\ufffd\U0001f600".encode()


def ways_back(binding: Binding) -> list[str]:
    """Functions of the tables that read something and have no way back."""
    without = [
        function
        for function in functions(binding.table, binding, set())
        if (holds := binding.holds.get(function, Holds())).write is None and holds.kind is None
    ]
    return [getattr(function, "__name__", str(function)) for function in without if function != "text"]


def test_every_function_of_the_tables_has_a_way_back() -> None:
    assert ways_back(ubl.BINDING) == []
    assert ways_back(cii.BINDING) == []


def test_a_function_without_a_way_back_is_found() -> None:
    def read_something() -> None:
        """Read and forget."""

    for how in (SPECIAL, VALUE, VALUES):
        assert ways_back(Binding({"a": (how, "x", read_something, None)}, {})) == ["read_something"]
