"""A walk through the plain schema of CII beside the table of a profile: which rows the schema leaves open."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from lxml import etree

import coryphee.einvoice.syntaxes
from coryphee.einvoice.syntaxes.cii.profile_rules import _Choice, _start, _State

XS = "{http://www.w3.org/2001/XMLSchema}"
FOLDER = Path(coryphee.einvoice.syntaxes.__file__).parent / "plain_schema"
Name = tuple[str | None, str]


class Child(NamedTuple):
    tag: str
    type: Name
    least: int
    most: float


class Plain:
    """The definitions of the plain schema."""

    def __init__(self) -> None:
        self.types: dict[Name, etree._Element] = {}
        self.groups: dict[Name, etree._Element] = {}
        for name in ("cii", "ram", "udt", "qdt"):
            schema = etree.parse(FOLDER / f"{name}.xsd").getroot()
            space = schema.get("targetNamespace")
            for node in schema.iterchildren(f"{XS}complexType"):
                self.types[space, node.get("name", "")] = node
            for node in schema.iterchildren(f"{XS}group"):
                self.groups[space, node.get("name", "")] = node
            for node in schema.iterchildren(f"{XS}element"):
                if name == "cii":
                    self.root = Child(f"{{{space}}}{node.get('name')}", _named(node, node.get("type", "")), 1, 1)

    def children(self, kind: Name) -> list[Child]:
        node = self.types.get(kind)
        return [] if node is None else [*self._inside(node, optional=False)]

    def _inside(self, node: etree._Element, *, optional: bool) -> Iterator[Child]:
        space = node.getroottree().getroot().get("targetNamespace")
        for child in node.iterchildren(f"{XS}element", f"{XS}group", f"{XS}sequence", f"{XS}choice"):
            if child.tag == f"{XS}element":
                least = 0 if optional else int(child.get("minOccurs", "1"))
                most = child.get("maxOccurs", "1")
                limit = float("inf") if most == "unbounded" else int(most)
                yield Child(f"{{{space}}}{child.get('name')}", _named(child, child.get("type", "")), least, limit)
            elif child.tag == f"{XS}group":
                yield from self._inside(self.groups[_named(child, child.get("ref", ""))], optional=optional)
            else:
                yield from self._inside(child, optional=optional or child.tag == f"{XS}choice")

    def may_be_empty(self, kind: Name) -> bool:
        """Whether an element of this type, made for other elements, may have none."""
        return all(map(self._may_be_left_out, self.types[kind]))

    def _may_be_left_out(self, part: etree._Element) -> bool:
        if part.get("minOccurs") == "0":
            return True
        if part.tag == f"{XS}element":
            return False
        if part.tag == f"{XS}group":
            return all(map(self._may_be_left_out, self.groups[_named(part, part.get("ref", ""))]))
        return (any if part.tag == f"{XS}choice" else all)(map(self._may_be_left_out, part))

    def attributes(self, kind: Name) -> dict[str, bool]:
        """The attributes of a type, and whether they are required."""
        node = self.types.get(kind)
        found = () if node is None else node.iter(f"{XS}attribute")
        return {entry.get("name", ""): entry.get("use") == "required" for entry in found}


def _named(node: etree._Element, name: str) -> Name:
    prefix, _, local = name.rpartition(":")
    return node.nsmap.get(prefix or None), local


def open_rows(profile: str) -> set[str]:
    """Rows that the plain schema does not keep: the path of the element, and what is asked of it."""
    plain = Plain()
    start = _start(profile)
    after = start.below(plain.root.tag)
    assert not isinstance(after, _Choice)
    return set(_open(plain, start if after is None else after, plain.root.type, ""))


def _open(plain: Plain, state: _State, kind: Name, path: str) -> Iterator[str]:
    attributes = plain.attributes(kind)
    for row in state.own:
        there = not row.attribute or row.attribute in attributes
        if row.sign == "!" or (row.sign in "-:" and there) or (row.sign == "+" and not attributes.get(row.attribute)):
            yield f"{path} {row.sign}{row.attribute}"
    children = {child.tag: child for child in plain.children(kind)}
    yield from _open_counts(state, children, path)
    for tag, child in children.items() if state.inside else ():
        found = state.below(tag)
        if isinstance(found, _Choice):
            yield f"{path}/{_local(tag)} has variants"
        elif found is not None:
            yield from _open(plain, found, child.type, f"{path}/{_local(tag)}")


def _open_counts(state: _State, children: dict[str, Child], path: str) -> Iterator[str]:
    for row in state.counted:
        child = children.get(row.tag)
        if row.least > (child.least if child else 0):
            yield f"{path} has {_local(row.tag)}"
        if row.most is not None and child is not None and child.most > row.most:
            yield f"{path} has {row.most} {_local(row.tag)}"
    for row in (*state.one_of, *(row for row, _ in state.apart)):
        if row.tag in children or row.least:
            yield f"{path} counts {_local(row.tag)}"


def with_one_more(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    """The invoice with one more element or attribute, for each that the plain schema has room for."""
    plain = Plain()
    root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))

    def look(element: etree._Element, kind: Name, path: str) -> Iterator[tuple[str, etree._Element]]:
        for attribute in plain.attributes(kind).keys() - element.attrib.keys():
            element.set(attribute, "x")
            yield f"{path}/@{attribute}", deepcopy(root)
            del element.attrib[attribute]
        children = plain.children(kind)
        for place, child in enumerate(children):
            before = {entry.tag for entry in children[: place + 1]}
            position = max((index + 1 for index, entry in enumerate(element) if entry.tag in before), default=0)
            for text in ("x", "1", "20260101", "2026-01-01"):
                made = _made(plain, child, text)
                element.insert(position, made)
                yield f"{path}/{_local(child.tag)} {text}", deepcopy(root)
                element.remove(made)
        kinds = {child.tag: child.type for child in children}
        for entry in element:
            if entry.tag in kinds:
                yield from look(entry, kinds[entry.tag], f"{path}/{_local(str(entry.tag))}")

    yield from look(root, plain.root.type, "")


def _made(plain: Plain, child: Child, text: str) -> etree._Element:
    """An element with what it must have."""
    element = etree.Element(child.tag)
    children = plain.children(child.type)
    for inner in [entry for entry in children if entry.least] or (
        children[:1] if children and not plain.may_be_empty(child.type) else []
    ):
        element.append(_made(plain, inner, text))
    if not children:
        element.text = text
    for attribute, required in plain.attributes(child.type).items():
        if required:
            element.set(attribute, "102" if attribute == "format" else "x")
    return element


def empty_groups(inside: str) -> set[str]:
    """Elements inside those of one name that may have nothing inside, though they are made for other elements."""
    plain = Plain()
    found: set[str] = set()

    def look(kind: Name, path: str) -> None:
        children = plain.children(kind)
        if inside in path and children and plain.may_be_empty(kind):
            found.add(path.rpartition(f"/{inside}")[2])
        for child in children:
            look(child.type, f"{path}/{_local(child.tag)}")

    look(plain.root.type, "")
    return found


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
