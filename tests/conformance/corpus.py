"""The corpus of official verdicts that lies beside the repository (CORYPHEE_CORPUS), when it does."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from coryphee import einvoice
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.model import Invoice
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.ubl import read as ubl

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("CORYPHEE_CORPUS", REPOSITORY.parent / "shared" / "corpus"))
TABLES = ("expected.json", "mutants/expected.json")

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of official verdicts at {CORPUS}")


@dataclass(frozen=True)
class Expected:
    """What the official artefacts said of one file."""

    name: str
    path: Path
    entry: dict[str, Any]

    @property
    def route(self) -> tuple[str, ...]:
        """The judges that BT-24 asks for: en, fr, fx-<profile>, ext-ctc-fr."""
        return tuple(self.entry.get("route") or ())

    @property
    def schema_valid(self) -> bool:
        return bool((self.entry.get("xsd") or {}).get("valid"))

    def status(self, judge: str) -> str:
        """Answer "ok", "aborted", or "none" where this judge did not look at the file."""
        return str(self.entry.get("verdicts", {}).get(judge, {}).get("status", "none"))

    def fired(self, judge: str, severity: str = "fatal") -> Counter[str]:
        """Official firings of one severity, by id."""
        return Counter(self.entry["verdicts"][judge][severity])


def expected(table: str) -> Iterator[Expected]:
    """The files of `invoices` (table expected.json) or of `mutants` (table mutants/expected.json)."""
    file = CORPUS / table
    for name, entry in json.loads(file.read_text(encoding="utf-8"))["files"].items():
        yield Expected(name, file.parent / name, entry)


@cache
def read(path: Path) -> Invoice:
    """A file of the corpus, read once for all judges. Raises einvoice.Refused."""
    return einvoice.open_document(path.read_bytes(), schema=False).invoice


def fired(path: Path, ruleset: str, severity: str = "fatal") -> Counter[str]:
    """Our firings of one rule set on a file, by id. Raises einvoice.Refused."""
    findings = check_invoice(read(path), (ruleset,))
    return Counter(finding.rule for finding in findings if finding.severity == severity)


def check_fragment(xml: bytes) -> list[str]:
    """Judge a fragment of an invoice by EN 16931: the ids that fired, one for each firing."""
    root = etree.fromstring(xml)
    invoice = cii.read(root) if root.tag == cii.ROOT else ubl.read(root)
    return [finding.rule for finding in check_invoice(invoice, ("en16931",))]
