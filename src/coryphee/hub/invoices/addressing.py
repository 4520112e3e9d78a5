"""Whether an invoice may go to a recipient: what the directory asks of its service and engagement."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from coryphee.hub.invoices.stored_findings import own
from coryphee.hub.structures.models import Service, Structure


def judge_address(
    recipient: Structure, services: Iterable[Service], *, service_code: str, engagement: str, on: date
) -> tuple[Service | None, list[dict[str, Any]]]:
    """Return the service the code names (None without one) and the findings (chorus-pro.md 3.4).

    `services` are those of the recipient that may be meant. Between companies BT-10 is the buyer's own reference: it
    names a service where one has this code, and is no fault where none has.
    """
    named = next((service for service in services if service.code == service_code), None) if service_code else None
    findings: list[dict[str, Any]] = []
    if recipient.status != Structure.Status.ACTIVE:
        findings.append(_inactive(recipient))
    if recipient.kind == Structure.Kind.PUBLIC and service_code and named is None:
        findings.append(own("CHORUS-SERVICE-UNKNOWN", term="BT-10", service=service_code, name=recipient.name))
    if named is not None and not is_active(named, on):
        findings.append(own("CHORUS-SERVICE-INACTIVE", term="BT-10", service=named.code, name=recipient.name))
    if recipient.service_code_required and not service_code:
        findings.append(own("CHORUS-SERVICE-REQUIRED", term="BT-10", name=recipient.name))
    if (recipient.engagement_required or (named is not None and named.engagement_required)) and not engagement:
        findings.append(own("CHORUS-ENGAGEMENT-REQUIRED", term="BT-13", name=recipient.name))
    elif recipient.either_required and not service_code and not engagement:
        findings.append(own("CHORUS-SERVICE-OR-ENGAGEMENT", term="BT-10", name=recipient.name))
    return named, findings


def _inactive(recipient: Structure) -> dict[str, Any]:
    if recipient.kind == Structure.Kind.PUBLIC:
        return own("CHORUS-RECIPIENT-INACTIVE", term="BT-47", siret=recipient.identifier, name=recipient.name)
    return own("CORYPHEE-RECIPIENT-INACTIVE", term="BT-47", identifier=recipient.identifier, name=recipient.name)


def is_active(service: Service, on: date) -> bool:
    """Whether a service takes invoices on a day."""
    begun = service.active_from is None or service.active_from <= on
    return begun and (service.active_until is None or service.active_until >= on)
