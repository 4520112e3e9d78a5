"""One change of the sample invoice of the extension, and the rules that say no to it."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from coryphee.einvoice import Finding, open_document
from coryphee.einvoice.checking import check_invoice
from tests.einvoice import samples

Syntax = Literal["ubl", "cii"]
SYNTAXES: tuple[Syntax, ...] = ("ubl", "cii")

Changes = Mapping[str, str]
"""What stands in the sample, once or more, and what takes its place."""


# The type of the contract, which BR-FR asks for: the extension warns of it in UBL.
EXPECTED = "UBL-CR-098"


def findings(syntax: Syntax, changes: Changes, *, only_first: bool = True) -> list[Finding]:
    """Judge the changed sample by the extension."""
    written = (samples.extended_ubl() if syntax == "ubl" else samples.extended_cii()).decode()
    for old, new in changes.items():
        assert old in written, f"the sample lacks {old}"
        written = written.replace(old, new, 1 if only_first else -1)
    return check_invoice(open_document(written.encode()).invoice, ("extended-ctc-fr",))


def fired(syntax: Syntax, changes: Changes, *, only_first: bool = True) -> Counter[str]:
    """The numbers that fire, with how often, but the one that the sample itself has."""
    found = findings(syntax, changes, only_first=only_first)
    return Counter(finding.rule for finding in found if finding.rule != EXPECTED)
