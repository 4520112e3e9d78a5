"""Where a notification leads: a page of the portal, which asks for the right to see it as ever."""

from django.urls import reverse
from django.utils.http import urlencode

from coryphee.hub.notifications.events import EVENTS, FILES
from coryphee.hub.notifications.models import Notification


def target(told: Notification) -> str:
    """Return the path of the invoice or deposit, or of the list that shows all of them.

    `told.partner` is read where several invoices are told of: select it with the notification.
    """
    structure = told.structure_id
    if told.event in FILES:
        return reverse("deposit-report", args=[structure, told.deposit_id]) if told.deposit_id else _deposits(structure)
    if told.number == 1 and told.invoice_ids:
        return reverse("invoice", args=[structure, told.invoice_ids[0]])
    query = {}
    if EVENTS[told.event].shown_by:
        query["status"] = EVENTS[told.event].shown_by
    if told.partner is not None:
        query["partner"] = told.partner.identifier
    return f"{reverse(told.side, args=[structure])}?{urlencode(query)}"


def _deposits(structure: int) -> str:
    return reverse("deposits", args=[structure])
