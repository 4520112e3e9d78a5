"""Why an act on an invoice is declined.

LifecycleRefusal
├── TransitionRefused   this actor may not set this status now (or the invoice is final)
├── StatusChanged       somebody changed the status meanwhile: two tabs, two people
├── SomeChanged         one of many is no longer as the person saw it: none is set
├── ReasonMissing       suspension, rejection and rerouting ask for a reason; "other" asks for a comment
├── ReasonUnknown       not a reason for this status
└── RoutingRefused      the new address does not hold: `findings` say why
"""

from collections.abc import Sequence
from typing import Any

from coryphee.hub.toolbox.refusals import PlatformRefusal


class LifecycleRefusal(PlatformRefusal):
    """The invoice stays as it is."""


class TransitionRefused(LifecycleRefusal):
    """The status may not be set from the present one by this actor."""

    def __init__(self, status: str, target: str) -> None:
        super().__init__(f"{status} -> {target}")
        self.status = status
        self.target = target


class StatusChanged(LifecycleRefusal):
    """The status is no longer the one the person saw; `status` is the present one."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class SomeChanged(LifecycleRefusal):
    """Of several invoices these (`invoice_ids`) no longer stand as the person saw them, or may not take the step."""

    def __init__(self, invoice_ids: Sequence[int]) -> None:
        super().__init__(", ".join(map(str, invoice_ids)))
        self.invoice_ids = tuple(invoice_ids)


class ReasonMissing(LifecycleRefusal):
    """A reason, or the comment that "other reason" needs, was not given."""


class ReasonUnknown(LifecycleRefusal):
    """The reason is not on the list for this status."""


class RoutingRefused(LifecycleRefusal):
    """The recipient, service or engagement does not hold; `findings` are stored-shape dictionaries."""

    def __init__(self, findings: Sequence[dict[str, Any]]) -> None:
        super().__init__(", ".join(finding["rule"] for finding in findings))
        self.findings = tuple(findings)
