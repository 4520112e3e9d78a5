import base64
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.syntaxes import safe_xml
from tests.hostile_made import ubl


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        safe_xml.parse(content)
    return caught.value.code


def nested(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


def test_an_ordinary_document_is_read_with_its_lines_comments_and_instructions() -> None:
    root = safe_xml.parse(b'<?xml version="1.0" encoding="UTF-8"?>\n<?a b?><!-- c -->\n<a>\n<b>12<!-- x -->.34</b></a>')
    assert root.tag == "a"
    assert root[0].sourceline == 4
    assert "".join(root[0].itertext(with_tail=True)).replace(" x ", "") == "12.34"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(mark: str) -> None:
    assert safe_xml.parse("<a>é</a>".encode(mark)).text == "é"


def test_utf16_may_say_that_it_is() -> None:
    for order, bom in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        written = '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode(order)
        assert safe_xml.parse(bom + written).text == "é"


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        "<!-- <a> --><?pi <a> ?>\n<!DOCTYPE a>",
        "<!-- a -- b --><!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_no_document_type_at_all(prolog: str, encoding: str) -> None:
    assert refusal((prolog + "<a/>").encode(encoding)) == "xml.dtd"


def test_the_word_doctype_may_stand_in_a_text() -> None:
    assert safe_xml.parse(b"<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>").text == "<!DOCTYPE a>"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a",
        b"<a/><a/>",
        b"<a>\x00</a>",
        b"<a/>\x00",
        b"<a>&unknown;</a>",
        b"<!-- no end <a/>",
        b"<?no end <a/>",
        b"\xff\xfe<a/>",
        b'<?xml version="1.0" encoding="UTF-8"?><a>\xe9</a>',
        b'<?xml version="1.0" encoding="UTF-16"?><a/>',
        b"<?xml version='1.0' encoding='utf-32'?><a/>",
        b"<a>" * 600_000,
    ],
)
def test_what_is_not_well_formed_is_said_to_be_so(content: bytes) -> None:
    assert refusal(content) in {"xml.malformed", "xml.depth"}


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"),
        "<a/>".encode("utf-16-le"),
        "<a/>".encode("utf-16-be"),
        "<a/>".encode("utf-32"),
    ],
)
def test_other_encodings_are_refused_by_name(content: bytes) -> None:
    assert refusal(content) == "xml.encoding"


def test_depth_is_bounded_exactly_and_early() -> None:
    assert safe_xml.parse(nested(safe_xml.MAXIMUM_DEPTH)).tag == "a"
    assert refusal(nested(safe_xml.MAXIMUM_DEPTH + 1)) == "xml.depth"
    started = time.monotonic()
    assert refusal(nested(1_000_000)) == "xml.depth"
    assert time.monotonic() - started < 1


def test_depth_is_bounded_also_where_long_texts_are_allowed() -> None:
    long_text = b"<b>" + b"x" * 11_000_000 + b"</b>"
    assert refusal(b"<a>" * 150 + long_text + b"</a>" * 150) == "xml.depth"


def test_the_depth_may_be_left_to_the_caller() -> None:
    deep = safe_xml.parse(nested(safe_xml.MAXIMUM_DEPTH + 1), depth=False)
    with pytest.raises(Refused, match="depth"):
        safe_xml.refuse_deep(deep)
    safe_xml.refuse_deep(safe_xml.parse(nested(safe_xml.MAXIMUM_DEPTH), depth=False))


def test_a_refused_file_leaves_nothing_behind_for_the_next_one() -> None:
    for broken in (
        b"<a><b>",
        b"<a xmlns:p='u'><p:b></a>",
        b"<a>&nothing;</a>",
        nested(1000),
        b"<a>\x01</a>",
        b"<a/><a/>",
    ):
        with pytest.raises(Refused):
            safe_xml.parse(broken)
        assert etree.tostring(safe_xml.parse(b"<a> <b/> </a>")) == b"<a><b/></a>"


def test_threads_read_at_the_same_time() -> None:
    def read(number: int) -> str:
        with pytest.raises(Refused):
            safe_xml.parse(b"<a>" * number)
        return safe_xml.parse(b"<a>%d%s</a>" % (number, b"<b/>" * 10_000)).text or ""

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(read, range(1, 200))) == [str(number) for number in range(1, 200)]


def test_nodes_are_bounded_exactly() -> None:
    def flood(count: int) -> bytes:
        return b"<r>" + b"<a/>" * (count - 3) + b"<!-- --><?p?></r>"

    assert len(safe_xml.parse(flood(safe_xml.MAXIMUM_NODES))) == safe_xml.MAXIMUM_NODES - 1
    assert refusal(flood(safe_xml.MAXIMUM_NODES + 1)) == "xml.nodes"


def test_angle_brackets_in_a_text_are_no_nodes() -> None:
    content = b"<r><![CDATA[" + b"<" * (safe_xml.MAXIMUM_NODES * 4 + 10) + b"]]></r>"
    assert safe_xml.parse(content).tag == "r"


@pytest.mark.parametrize("written", ['a{0}="1"', 'xmlns:a{0}="u{0}"'])
def test_attributes_and_declarations_of_one_element_are_bounded_exactly(written: str) -> None:
    def element(count: int) -> bytes:
        return f"<r><e {' '.join(written.format(n) for n in range(count))}/></r>".encode()

    assert safe_xml.parse(element(safe_xml.MAXIMUM_ATTRIBUTES)).tag == "r"
    assert refusal(element(safe_xml.MAXIMUM_ATTRIBUTES + 1)) == "xml.attributes"


@pytest.mark.parametrize(
    "before", [b"", b"<b/>" * 3000, b"<b>" + b"x" * 5000 + b"</b>", b"<b>" + b"x>" * 5000 + b"</b>"]
)
@pytest.mark.parametrize("after", [b"", b"<b/>" * 3000, b"\n" * 3000])
def test_an_element_of_many_attributes_is_found_wherever_it_stands(before: bytes, after: bytes) -> None:
    many = b"<e" + b"".join(b" a%d=''" % number for number in range(safe_xml.MAXIMUM_ATTRIBUTES + 1)) + b"/>"
    assert refusal(b"<r>" + before + many + after + b"</r>") == "xml.attributes"
    assert refusal(many[:-2] + b">" + before + after + b"</e>") == "xml.attributes"


@pytest.mark.parametrize("length", range(6))
def test_long_tags_are_told_by_the_way_to_the_next(length: int) -> None:
    for text in (b"<a/>", b"<aaaa><b/></aaaa>", b"<a>bbbbb</a>", b"<a/>   ", b"x<a><b/><ccc/><d/></a>"):
        pieces = text.split(b"<")[1:]
        assert safe_xml._has_tag_longer_than(length, text) == (max(map(len, pieces)) > length)


def test_many_elements_may_have_many_attributes_together() -> None:
    assert len(safe_xml.parse(b"<r>" + b'<e a="1" b="2" xmlns:c="d"/>' * 5000 + b"</r>")) == 5000


def test_the_length_of_attributes_and_names_is_bounded() -> None:
    limit = safe_xml.MAXIMUM_ATTRIBUTE_LENGTH
    assert safe_xml.parse(b'<a b="' + b"x" * limit + b'"/>').tag == "a"
    assert refusal(b'<a b="' + b"x" * (limit + 1) + b'"/>') == "xml.length"
    assert refusal(b'<a b="' + b"x" * 11_000_000 + b'"/>') == "xml.length"
    assert refusal(b"<" + b"x" * (limit + 1) + b"/>") in {"xml.length", "xml.malformed"}


def test_an_attachment_above_ten_megabytes_is_legitimate() -> None:
    attached = base64.b64encode(b"%PDF-1.7" + bytes(12_000_000))
    assert len(safe_xml.parse(b"<Invoice><B>" + attached + b"</B></Invoice>")[0].text or "") == len(attached)


def test_nothing_is_fetched_or_included() -> None:
    include = b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="/etc/hostname"/></a>'
    assert len(safe_xml.parse(include)[0]) == 0


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        safe_xml.parse(content)
    except Refused as refused:
        assert refused.code.startswith("xml.")  # noqa: PT017 - the refusal is one of two good ends


@given(st.integers(0, 250), st.integers(0, 255))
def test_a_good_document_with_one_byte_changed_is_read_or_refused(place: int, byte: int) -> None:
    content = bytearray(b'<?xml version="1.0" encoding="UTF-8"?>' + ubl())
    content[place % len(content)] = byte
    try:
        safe_xml.parse(bytes(content))
    except Refused as refused:
        assert refused.code.startswith("xml.")  # noqa: PT017 - the refusal is one of two good ends


SCHEMA = etree.XMLSchema(
    etree.fromstring(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'><xs:complexType><xs:sequence>"
        "<xs:element name='b' type='xs:int' maxOccurs='unbounded'/>"
        "</xs:sequence></xs:complexType></xs:element></xs:schema>"
    )
)


def test_the_errors_of_a_long_document_are_counted() -> None:
    good = b"<a>" + 40_000 * b"<b>1</b>" + b"</a>"
    bad = good.replace(b"<b>1</b></a>", b"<b>x</b></a>")
    assert safe_xml.is_long(good)
    assert not safe_xml.is_long(b"<a><b>1</b></a>")
    assert safe_xml.schema_errors(good, SCHEMA, 10) == []
    assert len(safe_xml.schema_errors(bad, SCHEMA, 10)) == 1
    assert len(safe_xml.schema_errors(bad.replace(b"1", b"x"), SCHEMA, 10)) == 10
