"""The invoice kernel: read, judge and write electronic invoices. No Django, no network, no clock, no database.

These are its public names. Each is loaded when it is first used: reading one file needs no rules, and a portal that
only shows words needs no XML.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coryphee.einvoice.arithmetic import compute_totals
    from coryphee.einvoice.checking import check
    from coryphee.einvoice.documents import Document, open_document
    from coryphee.einvoice.facturx.write import NotWritable, write_facturx
    from coryphee.einvoice.findings import Finding, Report
    from coryphee.einvoice.model import Invoice
    from coryphee.einvoice.refusals import Refused
    from coryphee.einvoice.rules.directory import Directory, Recipient
    from coryphee.einvoice.screening import Member, Screened, screen
    from coryphee.einvoice.words import Words, explain
    from coryphee.einvoice.writing import Converted, convert, facturx_profile, read, unread_findings, write

__all__ = [
    "Converted",
    "Directory",
    "Document",
    "Finding",
    "Invoice",
    "Member",
    "NotWritable",
    "Recipient",
    "Refused",
    "Report",
    "Screened",
    "Words",
    "check",
    "compute_totals",
    "convert",
    "explain",
    "facturx_profile",
    "open_document",
    "read",
    "screen",
    "unread_findings",
    "write",
    "write_facturx",
]

_HOMES = {
    "Converted": "writing",
    "Directory": "rules.directory",
    "Document": "documents",
    "Finding": "findings",
    "Invoice": "model",
    "Member": "screening",
    "Recipient": "rules.directory",
    "NotWritable": "facturx.write",
    "Refused": "refusals",
    "Report": "findings",
    "Screened": "screening",
    "Words": "words",
    "check": "checking",
    "compute_totals": "arithmetic",
    "convert": "writing",
    "explain": "words",
    "facturx_profile": "writing",
    "open_document": "documents",
    "read": "writing",
    "screen": "screening",
    "unread_findings": "writing",
    "write": "writing",
    "write_facturx": "facturx.write",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module at its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
