"""Messages of libxml2 become sentences in the reader's language; what is not understood is shown as it is."""

import pytest
from lxml import etree

from coryphee.einvoice.schema_messages import taken_apart
from coryphee.einvoice.schemas import schema_findings
from coryphee.einvoice.words import LANGUAGES, explain
from tests.einvoice import samples


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        (
            b"<cbc:ID>FA",
            b"<cbc:Odd>x</cbc:Odd><cbc:ID>FA",
            "L'élément Odd n'a pas sa place ici. Attendu : ProfileExecutionID, ID.",
        ),
        (b"<cbc:IssueDate>2026-08-16", b"<cbc:IssueDate>16/08/2026", "La valeur « 16/08/2026 » de IssueDate n'est pas"),
        (
            b"<cbc:IssueDate>2026-08-16",
            b"<cbc:IssueDate>it's '' new",
            "La valeur « it's '' new » de IssueDate n'est pas",
        ),
        (b' currencyID="EUR">60', b">60", "L'attribut currencyID manque"),
        (b' currencyID="EUR">60', b' currencyID="EUR" odd="1">60', "L'attribut odd n'est pas admis"),
    ],
)
def test_what_the_schema_says_is_told_in_french(written: bytes, instead: bytes, told: str) -> None:
    content = samples.ubl_invoice()
    assert written in content
    finding, *_ = schema_findings(etree.fromstring(content.replace(written, instead, 1)), "ubl-invoice")
    said = {language: explain(finding.rule, dict(finding.parameters), language) for language in LANGUAGES}
    assert " ".join(said["fr"].message.split()).startswith(told)  # its no-break spaces aside
    assert not any("lement '" in words.message or "…" in words.fix for words in said.values())


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        (
            "Element 'A': Missing child element(s). Expected is ( B ).",
            {"sentence": "xml.schema.incomplete", "element": "A", "expected": "B"},
        ),
        ("Element 'A': This element is not expected.", {"sentence": "xml.schema.surplus", "element": "A"}),
        (
            "Element 'A': This element is not expected. Expected is one of ( B, C, D, E, F, G, H, I, J, K…",
            {"sentence": "xml.schema.unexpected", "element": "A", "expected": "B, C, D, E, F, G, H, I, …"},
        ),
        (
            "Element 'A', attribute 'b': 'c' is not a valid value of the atomic type 'xs:boolean'.",
            {"sentence": "xml.schema.value", "element": "A/@b", "value": "c"},
        ),
        (
            "Element 'A': [facet 'enumeration'] The value 'c' is not an element of the set {'d'}.",
            {"sentence": "xml.schema.value", "element": "A", "value": "c"},
        ),
        ("Element 'A': Character content is not allowed, because the content type is empty.", {}),
        ("", {}),
    ],
)
def test_messages_are_taken_apart(message: str, facts: dict[str, str]) -> None:
    assert dict(taken_apart(message)) == facts


def test_a_message_of_another_kind_is_shown_as_it_is() -> None:
    assert explain("xml.schema", {"reason": "Something else."}, "fr").message.endswith("Something else.")
