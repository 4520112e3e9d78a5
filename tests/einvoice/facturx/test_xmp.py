import pytest
from lxml import etree

from coryphee.einvoice.facturx.xmp import NAMESPACE, Claim, announced, claim_of

PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{0}'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
PDFA = '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{0}</rdf:Description>'
AS_ELEMENTS = PDFA.format("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>b</pdfaid:conformance>")
AS_ATTRIBUTES = (
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" '
    'pdfaid:conformance="U"/>'
)
ZUGFERD = (
    '<rdf:Description rdf:about="" xmlns:zf="urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#" '
    'zf:ConformanceLevel="BASIC"><zf:DocumentType>INVOICE</zf:DocumentType></rdf:Description>'
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#'
    "</pdfaSchema:namespaceURI></rdf:li>"
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>urn:kept</pdfaSchema:namespaceURI></rdf:li>'
    "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def packet(*parts: str) -> bytes:
    return PACKET.format("".join(parts)).encode()


@pytest.mark.parametrize(
    ("xmp", "claim"),
    [
        (packet(AS_ELEMENTS), Claim(3, "B")),
        (packet(AS_ATTRIBUTES), Claim(2, "U")),
        (packet(PDFA.format("<pdfaid:part>4</pdfaid:part>")), Claim(4, "")),
        (packet(PDFA.format("<pdfaid:part>three</pdfaid:part>")), None),
        (packet(), None),
        (b"", None),
        (b"<x", None),
        (b'<!DOCTYPE x [<!ENTITY e "3">]><x>&e;</x>', None),
    ],
)
def test_the_claim_is_read_however_it_is_written(xmp: bytes, claim: Claim | None) -> None:
    assert claim_of(xmp) == claim


def test_the_announcement_says_what_is_attached_and_keeps_the_claim() -> None:
    xmp = announced(packet(AS_ELEMENTS), "EN 16931", "factur-x.xml")
    tree = etree.fromstring(xmp)
    said = {etree.QName(e).localname: e.text for e in tree.iter(f"{{{NAMESPACE}}}*")}
    assert said == {
        "DocumentType": "INVOICE",
        "DocumentFileName": "factur-x.xml",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }
    assert claim_of(xmp) == Claim(3, "B")
    assert xmp.startswith(b"<?xpacket begin=")


def test_schemas_of_others_stay_in_the_one_bag_and_earlier_announcements_go() -> None:
    xmp = announced(announced(packet(AS_ELEMENTS, ZUGFERD), "BASIC", "x.xml"), "EXTENDED", "factur-x.xml")
    tree = etree.fromstring(xmp)
    bags = tree.findall(".//{http://www.aiim.org/pdfa/ns/extension/}schemas")
    names = [e.text for e in tree.iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")]
    assert len(bags) == 1
    assert names == ["urn:kept", NAMESPACE]
    assert b"BASIC" not in xmp
    assert b"ferd:" not in xmp.replace(b'xmlns:zf="urn:ferd:', b"")


@pytest.mark.parametrize("xmp", [b"", b"<x/>", b"<x"])
def test_a_packet_without_statements_cannot_be_completed(xmp: bytes) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        announced(xmp, "BASIC", "factur-x.xml")
