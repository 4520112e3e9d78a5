"""The XMP of a Factur-X file: which PDF/A it claims to be, and the four properties that announce the invoice.

Sources: ISO 16684-1 (XMP), ISO 19005-3 6.6 (extension schemas), Factur-X 1.09 section 6 (namespace, properties).
What a page says of itself is kept; only an announcement of an earlier invoice is replaced.
"""

from typing import NamedTuple

from lxml import etree

from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.syntaxes import safe_xml

NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_EARLIER = (
    NAMESPACE,
    "urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#",  # ZUGFeRD 1.0
    "urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#",  # ZUGFeRD 2.0
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ID = "http://www.aiim.org/pdfa/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_PREFIXES = {
    "rdf": _RDF,
    "pdfaid": _ID,
    "pdfaExtension": _EXTENSION,
    "pdfaSchema": _SCHEMA,
    "pdfaProperty": _PROPERTY,
    "fx": NAMESPACE,
}
_PACKET = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>%s<?xpacket end="r"?>'

_PROPERTIES = {
    "DocumentFileName": "The name of the embedded XML document",
    "DocumentType": "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER",
    "Version": "The actual version of the standard applying to the embedded XML document",
    "ConformanceLevel": "The conformance level of the embedded XML document",
}


class Claim(NamedTuple):
    """The PDF/A that a file claims to be: part 1 to 4 of ISO 19005, level "A", "B", "U"... or "" (part 4)."""

    part: int
    level: str


def claim_of(xmp: bytes) -> Claim | None:
    """The claim of an XMP packet, None when it makes none or cannot be read."""
    root = _parsed(xmp)
    if root is None:
        return None
    part, level = _value(root, _ID, "part"), _value(root, _ID, "conformance")
    return Claim(int(part), level.upper()) if part.isascii() and part.isdigit() and len(part) == 1 else None


def announced(xmp: bytes, level: str, file_name: str) -> bytes:
    """The XMP packet with the announcement of an invoice of conformance level `level` in the attachment `file_name`.

    Raises ValueError when the packet cannot be read.
    """
    root = _parsed(xmp)
    rdf = None if root is None else root if root.tag == f"{{{_RDF}}}RDF" else root.find(f".//{{{_RDF}}}RDF")
    if root is None or rdf is None:
        raise ValueError("the XMP packet cannot be read")
    _forget_earlier(rdf)
    _schemas(rdf).append(_description_of_schema())
    said = {"DocumentType": "INVOICE", "DocumentFileName": file_name, "Version": "1.0", "ConformanceLevel": level}
    description = etree.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""}, {"fx": NAMESPACE})
    for name, text in said.items():
        etree.SubElement(description, f"{{{NAMESPACE}}}{name}").text = text
    return _PACKET % etree.tostring(root, encoding="UTF-8")


def _parsed(xmp: bytes) -> etree._Element | None:
    try:
        return safe_xml.parse(xmp.strip(b"\x00 \t\r\n"))
    except Refused:
        return None


def _value(root: etree._Element, namespace: str, name: str) -> str:
    """A simple property, written as an element or as an attribute."""
    wanted = f"{{{namespace}}}{name}"
    for element in root.iter():
        if element.tag == wanted:
            return (element.text or "").strip()
        if wanted in element.attrib:
            return str(element.attrib[wanted]).strip()
    return ""


def _forget_earlier(rdf: etree._Element) -> None:
    for description in list(rdf):
        for name in list(description.attrib):
            if etree.QName(name).namespace in _EARLIER:
                del description.attrib[name]
        for element in list(description):
            if isinstance(element.tag, str) and etree.QName(element).namespace in _EARLIER:
                description.remove(element)
    for entry in list(rdf.iter(f"{{{_RDF}}}li")):
        parent = entry.getparent()
        if parent is not None and _value(entry, _SCHEMA, "namespaceURI") in _EARLIER and _is_schema(entry):
            parent.remove(entry)


def _is_schema(entry: etree._Element) -> bool:
    bag = entry.getparent()
    home = None if bag is None else bag.getparent()
    return home is not None and home.tag == f"{{{_EXTENSION}}}schemas"


def _schemas(rdf: etree._Element) -> etree._Element:
    """The bag of extension schemas: ISO 19005 wants all of them in one, so an existing one is used."""
    found = rdf.find(f".//{{{_EXTENSION}}}schemas/{{{_RDF}}}Bag")
    if found is not None:
        return found
    description = etree.SubElement(
        rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""}, {"pdfaExtension": _EXTENSION}
    )
    return etree.SubElement(etree.SubElement(description, f"{{{_EXTENSION}}}schemas"), f"{{{_RDF}}}Bag")


def _description_of_schema() -> etree._Element:
    entry = _resource("schema", "namespaceURI", "prefix", texts=("Factur-X PDFA Extension Schema", NAMESPACE, "fx"))
    properties = etree.SubElement(etree.SubElement(entry, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
    for name, meaning in _PROPERTIES.items():
        fields = {"name": name, "valueType": "Text", "category": "external", "description": meaning}
        property_ = etree.SubElement(properties, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})
        for field, text in fields.items():
            etree.SubElement(property_, f"{{{_PROPERTY}}}{field}").text = text
    return entry


def _resource(*names: str, texts: tuple[str, ...]) -> etree._Element:
    entry = etree.Element(f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"}, nsmap=_PREFIXES)
    for name, text in zip(names, texts, strict=True):
        etree.SubElement(entry, f"{{{_SCHEMA}}}{name}").text = text
    return entry
