"""What the recipient's people may do with an invoice now, as buttons: the verb, whether it turns it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coryphee.hub.lifecycle.queries import recipient_targets
from coryphee.hub.lifecycle.statuses import OPEN, TURNED_BACK, WAY, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import Promise

    from coryphee.hub.invoices.models import Invoice
    from coryphee.hub.structures.access import Acting

VERBS: dict[str, str | Promise] = {
    "MISE_A_DISPOSITION": _("Resume processing"),
    "SERVICE_FAIT": _("Confirm service done"),
    "MANDATEE": _("Enter the mandate"),
    "MISE_A_DISPOSITION_COMPTABLE": _("Send to the accountant"),
    "COMPTABILISEE": _("Book"),
    "MISE_EN_PAIEMENT": _("Send to payment"),
    "SUSPENDUE": _("Suspend"),
    "A_RECYCLER": _("Refuse for recycling"),
    "REJETEE": _("Reject"),
}
EXPLANATIONS: dict[str, str | Promise] = {
    "MISE_A_DISPOSITION": _("The invoice goes on without waiting for the supplier's answer."),
    "SERVICE_FAIT": _("What was ordered was delivered. The payment period may start here."),
    "MANDATEE": _("The payment was ordered, under the number of its mandate."),
    "MISE_A_DISPOSITION_COMPTABLE": _("The public accountant can take it over."),
    "COMPTABILISEE": _("The accountant has entered it in the books."),
    "MISE_EN_PAIEMENT": _("The payment is on its way to the supplier. Nothing can be changed afterwards."),
    "SUSPENDUE": _("Something is missing. The payment period stops until the supplier completes the invoice."),
    "A_RECYCLER": _(
        "It came to the wrong place. The supplier corrects SIRET, service or engagement and keeps the number."
    ),
    "REJETEE": _(
        "Its content is wrong. The supplier has to issue a new invoice with a new number. This cannot be undone."
    ),
}
SETTABLE = frozenset(VERBS)


@dataclass(frozen=True, slots=True)
class Act:
    """A status that may be set now: its code, the verb on the button, the page that asks for confirmation."""

    code: str
    verb: str | Promise
    url: str
    turns_back: bool


def acts_on(acting: Acting, invoice: Invoice) -> list[Act]:
    """Return what this person may set on a received invoice, the usual next step first."""
    found = recipient_targets(acting, invoice)
    return _acts(
        (target.code for target in found),
        lambda code: reverse("invoice-status", args=[acting.structure_id, invoice.pk, code]),
    )


def usual_next(acts: list[Act]) -> Act | None:
    """Return the one act that is expected now, None while the supplier has to answer."""
    return next((act for act in acts if act.code in WAY), None)


def bulk_targets(acting: Acting) -> list[Act]:
    """Return what this person may set on several received invoices at once, whatever their present status."""
    codes = {
        target.code for status in OPEN for target in targets(status, acting.kinds - {"supplier"}, acting.structure)
    }
    ordered = [code for code in (*WAY, *TURNED_BACK) if code in codes]
    return _acts(ordered, lambda code: reverse("received-bulk", args=[acting.structure_id, code]))


def _acts(codes: Iterable[str], url: Callable[[str], str]) -> list[Act]:
    return [Act(code, VERBS[code], url(code), code in TURNED_BACK) for code in codes if code in SETTABLE]
