import copy
import threading
import time
from itertools import islice

import pytest
from lxml import etree

from coryphee.einvoice import schemas
from coryphee.einvoice.model import Syntax
from coryphee.einvoice.schemas import MAXIMUM_FINDINGS, is_plain, schema_findings
from tests.einvoice import samples

VALID: list[tuple[bytes, Syntax]] = [
    (samples.ubl_invoice(), "ubl-invoice"),
    (samples.ubl_credit_note(), "ubl-creditnote"),
    (samples.cii_invoice(), "cii"),
]


@pytest.mark.parametrize(("content", "syntax"), VALID)
def test_correct_documents_have_no_findings(content: bytes, syntax: Syntax) -> None:
    assert schema_findings(etree.fromstring(content), syntax) == ()


@pytest.mark.parametrize(("content", "syntax"), VALID)
def test_a_number_that_is_none_is_found_with_its_place_and_line(content: bytes, syntax: Syntax) -> None:
    broken = content.replace(b"60.00<", b"60,00<")
    findings = schema_findings(etree.fromstring(broken), syntax)
    lines = broken.splitlines()
    assert findings
    for finding in findings:
        assert (finding.rule, finding.severity) == ("xml.schema", "fatal")
        assert finding.line is not None
        assert b"60,00" in lines[finding.line - 1]
        assert finding.where.startswith(("/Invoice/", "/CreditNote/", "/CrossIndustryInvoice/"))
        assert ":" not in finding.where
        assert "urn:" not in dict(finding.parameters)["reason"]


def test_an_element_out_of_place_is_found() -> None:
    broken = samples.ubl_invoice().replace(b"<cbc:ID>FA", b"<cbc:Odd>x</cbc:Odd><cbc:ID>FA")
    (finding,) = schema_findings(etree.fromstring(broken), "ubl-invoice")
    assert finding.where == "/Invoice/Odd"


def test_the_number_of_findings_is_bounded() -> None:
    broken = samples.ubl_invoice(lines=2 * MAXIMUM_FINDINGS).replace(b">50.00<", b">x<")
    assert len(schema_findings(etree.fromstring(broken), "ubl-invoice")) == MAXIMUM_FINDINGS


def test_threads_do_not_mix_their_findings() -> None:
    documents = [samples.ubl_invoice(number=f"N-{n}").replace(b"2026-08-16", f"day-{n}".encode()) for n in range(8)]
    found: dict[int, str] = {}

    def judge(position: int) -> None:
        for _ in range(20):
            (finding,) = schema_findings(etree.fromstring(documents[position]), "ubl-invoice")
            found[position] = dict(finding.parameters)["reason"]

    threads = [threading.Thread(target=judge, args=(position,)) for position in range(len(documents))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"day-{position}" in found[position] for position in range(len(documents)))


def test_a_schema_is_compiled_once() -> None:
    schemas.warm_up()
    assert schemas._validator("cii") is schemas._validator("cii")


@pytest.mark.parametrize(
    ("content", "syntax"), [(samples.full_ubl(), "ubl-invoice"), (samples.full_cii(), "cii"), *VALID[1:2]]
)
@pytest.mark.parametrize("act", ["empty", "delete", "repeat", "bare"])
def test_the_plain_schema_never_takes_what_the_official_one_refuses(content: bytes, syntax: Syntax, act: str) -> None:
    root = etree.fromstring(content)
    for position in range(1, sum(1 for _ in root.iter())):
        changed = copy.deepcopy(root)
        element = next(islice(changed.iter(), position, None))
        parent = element.getparent()
        if parent is None or not isinstance(element.tag, str):
            continue
        if act == "repeat":
            element.addnext(copy.deepcopy(element))
        elif act == "delete":
            parent.remove(element)
        elif act == "bare":
            element.attrib.clear()
        else:
            element[:] = []
            element.text = None
        if is_plain(changed):
            assert schema_findings(changed, syntax) == (), etree.ElementTree(root).getpath(element)


@pytest.mark.parametrize(("content", "syntax"), VALID)
def test_plain_documents_satisfy_their_schema(content: bytes, syntax: Syntax) -> None:
    assert is_plain(etree.fromstring(content))
    odd = content.replace(b"unitCode=", b'unitCodeListID="x" unitCode=')
    assert schema_findings(etree.fromstring(odd), syntax) == ()
    assert not is_plain(etree.fromstring(odd))
    assert not is_plain(etree.fromstring(content.replace(b"60.00<", b"60,00<")))


@pytest.mark.parametrize(("content", "syntax"), VALID)
def test_a_long_document_is_judged_alike(content: bytes, syntax: Syntax) -> None:
    tree = etree.fromstring(content)
    assert schema_findings(tree, syntax, content) == ()
    broken = content.replace(b"60.00<", b"60,00<")
    assert schema_findings(etree.fromstring(broken), syntax, broken) == schema_findings(
        etree.fromstring(broken), syntax
    )


def test_very_many_errors_are_told_without_their_places() -> None:
    broken = samples.ubl_invoice(lines=4000).replace(b">50.00<", b">x<").replace(b">2.0000<", b">x<")
    root = etree.fromstring(broken)
    begun = time.process_time()
    findings = schema_findings(root, "ubl-invoice", broken)
    assert time.process_time() - begun < 1
    assert len(findings) == MAXIMUM_FINDINGS
    assert all("x" in dict(finding.parameters)["reason"] for finding in findings)


def test_of_many_lines_some_are_judged_first() -> None:
    for content in (samples.ubl_invoice(2000), samples.ubl_credit_note(2000), samples.cii_invoice(2000)):
        assert is_plain(etree.fromstring(content))
        odd = content.replace(b"unitCode=", b'unitCodeListID="x" unitCode=')
        root = etree.fromstring(odd)
        drawn = schemas.some_lines(root)
        assert len(drawn) > 10
        assert drawn != schemas.some_lines(root)
        begun = time.process_time()
        assert not is_plain(root)
        assert time.process_time() - begun < 0.05
