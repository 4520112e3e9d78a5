"""Groups made by the reader are those that their classes make, and tables become functions once."""

import dataclasses
import inspect

import pytest
from lxml import etree

from coryphee.einvoice import Invoice, model
from coryphee.einvoice.model import Party
from coryphee.einvoice.syntaxes.entries import group, groups, measure, text, value
from coryphee.einvoice.syntaxes.filling import filler, maker

KINDS = [kind for _, kind in inspect.getmembers(model, inspect.isclass) if dataclasses.is_dataclass(kind)]


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if "source" in {each.name for each in dataclasses.fields(kind)}]
)
def test_a_group_made_at_once_is_the_one_its_class_makes(kind: type) -> None:
    if any(
        each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        for each in dataclasses.fields(kind)
    ):
        with pytest.raises(TypeError, match="has no default"):
            maker(kind)
        return
    element = etree.fromstring("<x/>")
    made, twin = maker(kind)(element), maker(kind)(element)
    assert made == kind()
    assert repr(made) == repr(kind())
    assert made.source is element
    lists = [each.name for each in dataclasses.fields(kind) if each.default_factory is list]
    assert all(getattr(made, name) is not getattr(twin, name) for name in lists)


def test_a_table_becomes_a_function_once() -> None:
    table = {"n": text("number")}
    assert filler(table) is filler(table)
    assert filler({"n": text("number")}) is not filler(table)


@pytest.mark.parametrize(
    ("entry", "inside"),
    [
        (text("number"), "1"),
        (measure("number", "unit", "currency"), "1"),
        (value("number", lambda element: element.text), "1"),
        (group("seller", Party, {"n": text("name")}), "<n>A</n>"),
    ],
)
def test_the_first_of_several_is_kept_and_the_others_are_noted(entry: tuple, inside: str) -> None:
    table = {"x": entry}
    root = etree.fromstring(f"<r><x unit='EUR'>{inside}</x><x unit='USD'>{inside.replace('1', '2')}</x></r>")
    invoice = Invoice()
    filler(table)(root, invoice, invoice)
    assert [repetition.name for repetition in invoice.repetitions] == [entry[1]]
    assert invoice.repetitions[0].source is root[1]
    assert getattr(invoice.repetitions[0].value, "name", invoice.repetitions[0].value) in {"2", "A"}
    assert (invoice.number or (invoice.seller and invoice.seller.name)) in {"1", "A"}
    assert invoice.currency in {None, "EUR"}


def test_one_more_of_a_list_is_no_repetition() -> None:
    root = etree.fromstring("<r><x/><x/></r>")
    invoice = Invoice()
    filler({"x": groups("lines", model.InvoiceLine, {})})(root, invoice, invoice)
    assert len(invoice.lines) == 2
    assert invoice.repetitions == []
