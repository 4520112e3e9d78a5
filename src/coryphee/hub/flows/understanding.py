"""The first step: from the sealed bytes to an invoice, a draft to fill in, or a refusal."""

from coryphee import einvoice
from coryphee.hub.archive.actions import read
from coryphee.hub.flows.models import Deposit, Stage
from coryphee.hub.flows.passage import Passage
from coryphee.hub.flows.reading import read_terms
from coryphee.hub.invoices.stored_findings import own

PLAIN_PDF = "pdf.no_invoice"


def understand(passage: Passage) -> None:
    """Open the document. A PDF without data becomes a draft, except by API: there nobody waits to fill a form."""
    flow = passage.flow
    try:
        passage.document = einvoice.open_document(read(flow.structured_sha256 or flow.sha256), flow.name)
    except einvoice.Refused as refusal:
        if refusal.code == PLAIN_PDF and flow.deposit.door != Deposit.Door.API:
            passage.carrier, passage.stage = "form", Stage.DRAFT
            return
        passage.refuse(own(refusal.code, ruleset="", **refusal.parameters))
        return
    document = passage.document
    passage.syntax, passage.profile = document.syntax, document.profile[:200]
    passage.carrier = "form" if flow.structured_sha256 else document.carrier
    if flow.structured_sha256:
        passage.structured_sha256 = flow.structured_sha256
    elif document.carrier == "pdf":
        passage.structured = document.xml
    else:
        passage.structured_sha256 = flow.sha256
    passage.reading, passage.findings = read_terms(document.invoice)
    passage.stage = Stage.UNDERSTOOD
