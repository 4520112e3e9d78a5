"""The second step: what the rules say, and a verdict per channel."""

from coryphee import einvoice
from coryphee.einvoice.screening_process import text_apart
from coryphee.hub.flows.directory import RecipientOf
from coryphee.hub.flows.models import Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.invoices.stored_findings import stored_all
from coryphee.hub.structures.models import Structure


class CheckDidNotRun(Exception):
    """A check that decides could not run: the flow is tried again, never let through."""


def check(passage: Passage) -> None:
    """Judge the document. What no channel takes is refused here; for the rest routing knows by which one it goes.

    A term that cannot be read refuses the file as the rules' own findings do, and is told only when they do not.
    """
    assert passage.document is not None  # noqa: S101  understood
    document = passage.document
    directory = RecipientOf(passage)
    report = einvoice.check(document, channel="auto", directory=directory, page_text=_page_text(document))
    unreadable = passage.findings
    passage.findings = stored_all(report.findings)
    passage.channel, passage.rulesets = report.channel, report.rulesets
    passage.valid_direct, passage.valid_platform = report.channels.get("direct"), report.channels.get("platform")
    passage.document = None
    if passage.valid_direct is False and passage.valid_platform is False:
        if directory.found is not None and directory.found.kind == Structure.Kind.PRIVATE:
            passage.channel = "platform"  # the only one to a company: its reasons are those to mend
        passage.refuse()
    elif unreadable:
        passage.refuse(*unreadable)
    elif passage.valid_direct is None:
        raise CheckDidNotRun
    else:
        passage.stage = Stage.CHECKED


def _page_text(document: einvoice.Document) -> str | None:
    """What stands on the pages of a PDF; None when they cannot be read, which is said and holds nothing back."""
    if document.carrier != "pdf":
        return None
    try:
        return text_apart(document.content)
    except einvoice.Refused:
        return None
