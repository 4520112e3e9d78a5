"""The rows of a Factur-X profile: which elements, how often, with which attributes and codes. Read late.

A file of `codes/factur_x` is a tree of elements, indented by a space for each level; a line that begins with a sign
is a row of the element above it, with its official id (of FX-SCH-A-nnnnnn the digits) at its end:

    =1 ID 000019            the child stands exactly once (<=n at most, >=n at least)
    ?SubjectCode A|B 01     where the first child stands, one of the others does
    .                       what is inside is not judged
    !                       the element is not part of the profile (no id)
    -@schemeID              the attribute is not part of the profile (no id)
    +@format 000021         the attribute is required
    ~empty 000372           no element of the invoice is empty (a warning)
    ~day CII-DT-097         all dates of format 102 are readable (~minute: of format 205)
    ~vat BR-FXEXT-03        tax numbers of others than the seller are VAT numbers
    :@format 3 000022       the attribute, when filled, is a code of list 3; `:.` says so of the text of the element

An element may have variants: `Name[ID/@schemeID=VA]`, `Name[TypeCode=130]`, `Name[@listID=]` (without the attribute),
`Name[@currencyID=InvoiceCurrencyCode]` (the currency is the value of that element of the invoice), `Name[text]` (it has
a text), `Name[!one|other]` (none of them). Where an element is of several variants, only the rows of the first in the
file count for itself, and those of `*Name` besides. Names without prefix are ram.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

from coryphee.einvoice.findings import Severity
from coryphee.einvoice.rulekit import TabledRule

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
_NAMESPACES = {
    "rsm": "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}",
    "udt": "{urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100}",
    "qdt": "{urn:un:unece:uncefact:data:standard:QualifiedDataType:100}",
}
NOT_USED = "FX-NOT-USED"
"""Our name for what the official reports without an id say: an element or attribute is not part of the profile."""

_BY_SIGN: dict[str, str] = {
    "=": "element.missing",
    ">": "element.missing",
    "<": "element.repeated",
    "?": "element.missing",
    "!": "element.not_used",
    "-": "attribute.not_used",
    "+": "attribute.missing",
    ":": "code.unknown",
    "~": "element.empty",
}

Sign = Literal["=", ">", "<", "?", "!", "-", "+", ":", "~"]


@dataclass(frozen=True, slots=True)
class Variant:
    """What tells the variants of an element apart.

    path    names of children to go down, each in the spelling of lxml
    attribute  of the element at the end of the path; "" for its text
    value   what stands there: None for an attribute that is absent
    currency  the value is not written in the table, it is that of this element of the settlement
    text    any text will do, but an empty one
    """

    path: tuple[str, ...] = ()
    attribute: str = ""
    value: str | None = None
    currency: str = ""
    text: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    number    official id, or NOT_USED
    element   the name that a finding shows, with its usual prefix
    tag       counted child in the spelling of lxml
    others    children of which one stands where `tag` does
    any_of, none_of  its variant
    least, most      how often it may stand; most None for no limit
    attribute        of the element, "" for its text; of a row about the whole invoice, what it asks
    codes            number of the code list
    """

    sign: Sign
    number: str
    element: str
    tag: str = ""
    any_of: tuple[Variant, ...] = ()
    none_of: tuple[Variant, ...] = ()
    least: int = 0
    most: int | None = None
    attribute: str = ""
    codes: str = ""
    others: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """As in the artefact: all but the row about empty elements are fatal."""
        return "warning" if self.attribute == "empty" and self.sign == "~" else "fatal"

    @property
    def sentence(self) -> str:
        """The shared sentence, "" where the rule has words of its own."""
        return _BY_SIGN[self.sign] if self.sign != "~" or self.attribute == "empty" else ""

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What the shared sentence of the row needs, as far as the table knows it."""
        found = [("sentence", self.sentence), ("element", self.element)]
        if self.attribute and self.sign != "~":
            found.append(("attribute", self.attribute))
        if self.most is not None:
            found.append(("limit", str(self.most)))
        return tuple(found)


@dataclass(slots=True, eq=False)
class Node:
    """An element of the profile, or a variant of one."""

    tag: str
    order: int
    any_of: tuple[Variant, ...] = ()
    none_of: tuple[Variant, ...] = ()
    besides: bool = False
    closed: bool = False
    rows: list[Row] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


@cache
def table(profile: str) -> Node:
    """The tree of a profile (minimum, basicwl, basic, en16931, extended), its root standing for the document."""
    root = Node("", 0)
    path = [root]
    for order, line in enumerate(_lines(f"{profile}.txt"), start=1):
        text = line.lstrip(" ")
        depth = len(line) - len(text)
        if text == ".":
            path[depth].closed = True
        elif text[0] in _BY_SIGN:
            path[depth].rows.append(_row(text, path[depth].tag))
        else:
            tag, any_of, none_of = _named(text.removeprefix("*"))
            node = Node(tag, order, any_of, none_of, text.startswith("*"))
            path[depth].children.append(node)
            path[depth + 1 :] = [node]
    return root


@cache
def codes(number: str) -> frozenset[str]:
    """A code list by its number."""
    return frozenset(_lists()[number].split())


def tabled_rules(profile: str) -> tuple[TabledRule, ...]:
    """The rows of a profile as rules: each official id once, and one for all that have none."""
    found = {NOT_USED: TabledRule(NOT_USED, "cii", "fatal", "element.not_used")}
    for row in _rows(table(profile)):
        named = row.parameters()
        found.setdefault(row.number, TabledRule(row.number, "cii", row.severity, named[0][1], named[1:]))
    return tuple(found.values())


def shown(tag: str) -> str:
    """A name in the spelling of lxml, with the usual prefix."""
    prefix = next((name for name, namespace in _NAMESPACES.items() if tag.startswith(namespace)), "ram")
    return f"{prefix}:{tag.rpartition('}')[2]}"


def _rows(node: Node) -> Iterator[Row]:
    yield from node.rows
    for child in node.children:
        yield from _rows(child)


def _row(text: str, tag: str) -> Row:
    sign: Sign = text[0]  # type: ignore[assignment] # the caller looked
    words = text.split(" ")
    number = f"FX-SCH-A-{words[-1]}" if words[-1].isdigit() else words[-1]
    if sign in "!-":
        return Row(sign, NOT_USED, shown(tag), attribute=words[0][2:])
    if sign == "~":
        return Row(sign, number, "*", attribute=words[0][1:])
    if sign == "?":
        others = tuple(_tag(name) for name in words[1].split("|"))
        return Row(sign, number, shown(others[-1]), _tag(words[0][1:]), others=others)
    if sign in "+:":
        attribute = words[0][2:] if words[0] != ":." else ""
        element = f"{shown(tag)}/@{attribute}" if attribute and sign == ":" else shown(tag)
        return Row(sign, number, element, attribute=attribute, codes=words[1] if sign == ":" else "")
    counted, any_of, none_of = _named(words[1])
    limit = int(words[0].lstrip("<=>"))
    least, most = {"=": (limit, limit), "<": (0, limit), ">": (limit, None)}[sign]
    return Row(sign, number, shown(counted), counted, any_of, none_of, least, most)


def _named(text: str) -> tuple[str, tuple[Variant, ...], tuple[Variant, ...]]:
    name, _, variants = text.rstrip("]").partition("[")
    found = tuple(_variant(part) for part in variants.lstrip("!").split("|")) if variants else ()
    return _tag(name), () if variants.startswith("!") else found, found if variants.startswith("!") else ()


def _variant(text: str) -> Variant:
    if text == "text":
        return Variant(text=True)
    place, _, value = text.partition("=")
    steps = place.split("/")
    attribute = steps.pop()[1:] if "@" in place else ""
    if attribute == "currencyID":
        return Variant((), attribute, None, _tag(value))
    return Variant(tuple(_tag(step) for step in steps), attribute, value or None)


def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return _NAMESPACES[prefix] + local if prefix else RAM + local


@cache
def _lists() -> dict[str, str]:
    return {number: values for number, _, values in (line.partition(" ") for line in _lines("lists.txt"))}


def _lines(name: str) -> list[str]:
    source = resources.files("coryphee.einvoice.codes").joinpath("factur_x", name)
    return source.read_text(encoding="utf-8").splitlines()[1:]
