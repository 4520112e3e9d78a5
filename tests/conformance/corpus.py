"""The corpus of official verdicts that lies beside the repository (CORYPHEE_CORPUS), when it does."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from coryphee import einvoice
from coryphee.einvoice.checking import check_invoice
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.syntaxes.cii import read as cii
from coryphee.einvoice.syntaxes.ubl import read as ubl

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("CORYPHEE_CORPUS", REPOSITORY.parent / "shared" / "corpus"))
NUMBERS = frozenset(EN16931.numbers())

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of official verdicts at {CORPUS}")


@dataclass(frozen=True)
class Expected:
    """What the official artefacts said of one file."""

    name: str
    path: Path
    entry: dict[str, Any]

    @property
    def status(self) -> str:
        return str(self.entry.get("verdicts", {}).get("en", {}).get("status", "none"))

    @property
    def schema_valid(self) -> bool:
        return bool((self.entry.get("xsd") or {}).get("valid"))

    @property
    def fatal(self) -> Counter[str]:
        """Official firings of the rules that are written here."""
        fatal: dict[str, int] = self.entry["verdicts"]["en"]["fatal"]
        return Counter({number: count for number, count in fatal.items() if number in NUMBERS})


def expected(table: str) -> Iterator[Expected]:
    """The files of `invoices` (table expected.json) or of `mutants` (table mutants/expected.json)."""
    file = CORPUS / table
    for name, entry in json.loads(file.read_text(encoding="utf-8"))["files"].items():
        yield Expected(name, file.parent / name, entry)


def fatal_of(content: bytes) -> Counter[str]:
    """Our fatal firings on a file. Raises einvoice.Refused."""
    document = einvoice.open_document(content, schema=False)
    findings = check_invoice(document.invoice, ("en16931",))
    return Counter(finding.rule for finding in findings if finding.severity == "fatal")


def check_fragment(xml: bytes) -> list[str]:
    """Judge a fragment of an invoice: the ids that fired, one for each firing. Never raises on odd content."""
    root = etree.fromstring(xml)
    invoice = cii.read(root) if root.tag == cii.ROOT else ubl.read(root)
    return [finding.rule for finding in check_invoice(invoice, ("en16931",))]
