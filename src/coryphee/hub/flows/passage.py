"""One invoice in the worker's hands: what is known of it so far, and where it stands."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coryphee.einvoice import Document
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.flows.reading import Reading
from coryphee.hub.invoices.models import Invoice
from coryphee.hub.structures.models import Service, Structure


@dataclass(slots=True)
class Passage:
    """A flow, its depositor and what the steps found. Steps change it; nothing is written before the worker settles."""

    flow: Flow
    depositor: Structure
    now: datetime
    stage: Stage = Stage.RECEIVED
    document: Document | None = None  # let go of after the check: fifty large files would fill the memory
    structured: bytes | None = None  # the XML inside a PDF, to be sealed on its own
    structured_sha256: str = ""
    reading: Reading | None = None
    syntax: str = ""
    carrier: str = ""
    profile: str = ""
    channel: str = ""
    valid_direct: bool | None = None
    valid_platform: bool | None = None
    rulesets: tuple[str, ...] = ()
    findings: list[dict[str, Any]] = field(default_factory=list)
    recipient: Structure | None = None
    service: Service | None = None
    invoice: Invoice | None = None
    duplicate_of: Invoice | None = None

    def refuse(self, *findings: dict[str, Any]) -> None:
        """End the way: the file stays sealed, the person sees why."""
        self.findings.extend(findings)
        self.stage = Stage.REFUSED
        self.document = None
