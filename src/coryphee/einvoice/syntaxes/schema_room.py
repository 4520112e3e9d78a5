"""What an XML Schema has room for: which elements stand inside an element, in which order and how often.

Enough of XML Schema for UBL 2.1 and CII: sequences of elements and choices between them, extensions, no groups. What is
written takes its order from here, and a profile of Factur-X is nothing but a smaller schema.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

_XS = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True, slots=True)
class Room:
    """An element that another may hold.

    name      in Clark notation
    single    whether there is room for one only
    required  whether one must be there
    type      the type of what it holds, in Clark notation
    """

    name: str
    single: bool
    required: bool
    type: str


class SchemaRoom:
    """The schema in a file, with all that it includes and imports. Raises OSError, lxml.etree.XMLSyntaxError."""

    def __init__(self, file: "Path") -> None:
        self._elements: dict[str, str] = {}
        self._types: dict[str, tuple[etree._Element, str]] = {}
        self._seen: set[Path] = set()
        self._load(file.resolve())

    def root(self, name: str) -> str:
        """The type of a root element. Raises KeyError for an element that the schema does not know."""
        return self._elements[name]

    def inside(self, type_: str) -> list[Room]:
        """What an element of a type may hold, in order; nothing for a type that holds text."""
        if type_ not in self._types:
            return []
        element, namespace = self._types[type_]
        rooms: list[Room] = []
        for extension in element.iter(f"{_XS}extension"):
            rooms += self.inside(_resolved(extension, extension.get("base")))
        for particle in element.iter(f"{_XS}element"):
            reference = particle.get("ref")
            if reference:
                name = _resolved(particle, reference)
                held = self._elements.get(name, "")
            else:
                name = f"{{{namespace}}}{particle.get('name')}"
                held = _resolved(particle, particle.get("type"))
            single, required = particle.get("maxOccurs", "1") == "1", particle.get("minOccurs", "1") != "0"
            rooms.append(Room(name, single, required, held))
        return rooms

    def _load(self, file: "Path") -> None:
        if file in self._seen:
            return
        self._seen.add(file)
        root = etree.parse(str(file)).getroot()
        namespace = root.get("targetNamespace", "")
        for element in root:
            location = element.get("schemaLocation")
            if element.tag in {f"{_XS}import", f"{_XS}include"} and location:
                # Code lists and signatures hold no elements of an invoice.
                if not _LISTS & set(location.split("_")) and "ignature" not in location:
                    self._load((file.parent / location).resolve())
            elif element.tag == f"{_XS}element":
                self._elements[f"{{{namespace}}}{element.get('name')}"] = _resolved(element, element.get("type"))
            elif element.tag == f"{_XS}complexType":
                self._types[f"{{{namespace}}}{element.get('name')}"] = (element, namespace)


_LISTS = frozenset({"codelist", "identifierlist"})


def _resolved(element: etree._Element, name: str | None) -> str:
    """A name with a prefix in Clark notation."""
    prefix, colon, local = (name or "").partition(":")
    namespace = element.nsmap.get(prefix if colon else None, "")
    return f"{{{namespace}}}{local if colon else prefix}"
