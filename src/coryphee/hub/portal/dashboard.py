"""The first page after sign-in: what waits for this person, the figures of the last months, the latest invoices."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from coryphee.hub.flows.queries import refused_since
from coryphee.hub.invoices.queries import InvoiceFilters, dashboard_figures, list_invoices
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.context import frame
from coryphee.hub.structures.access import ISSUED, RECEIVED, Acting
from coryphee.hub.toolbox.clock import now

FIGURES_OVER = timedelta(days=90)
REFUSED_OVER = timedelta(days=14)  # what nobody corrected by then is of no more concern
LATEST = 6


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the reader: how many, what, why, and the button that leads there."""

    count: int
    title: str
    why: str
    url: str
    verb: str


@acts_for_structure()
@require_safe
def dashboard(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show where the structure stands."""
    present = now()
    sides = [side for side in (RECEIVED, ISSUED) if acting.may_see(side)]
    blocks = [_side(acting, side, present - FIGURES_OVER) for side in sides]
    blocks = [block for block in blocks if block["latest"].total] or blocks[:1]
    return render(
        request,
        "portal/dashboard.html",
        {
            "acting": acting,
            "today": present,
            "tasks": _tasks(acting, frame(request)["frame"].waiting),
            "blocks": blocks,
            "is_empty": not any(block["latest"].total for block in blocks),
            "may_deposit": acting.may_change(ISSUED),
        },
    )


def _side(acting: Acting, side: str, since: datetime) -> dict[str, Any]:
    return {
        "side": side,
        "url": reverse(side, args=[acting.structure_id]),
        "figures": dashboard_figures(acting, side, since=since),
        "latest": list_invoices(acting, side, filters=InvoiceFilters(), page=1, size=LATEST),
    }


def _tasks(acting: Acting, waiting: dict[str, int]) -> list[Task]:
    issued, received, drafts = (reverse(page, args=[acting.structure_id]) for page in ("issued", "received", "drafts"))

    def count(task: str) -> int:
        return waiting.get(task, 0)

    refused = refused_since(acting, now() - REFUSED_OVER) if acting.may_change(ISSUED) else 0
    tasks = [
        Task(
            count("to_complete"),
            ngettext("invoice to complete", "invoices to complete", count("to_complete")),
            _("The recipient suspended the processing and waits for a document or an answer."),
            f"{issued}?status=SUSPENDUE",
            _("Complete"),
        ),
        Task(
            count("to_recycle"),
            ngettext("invoice to recycle", "invoices to recycle", count("to_recycle")),
            _("The SIRET, the service or the engagement is wrong; the number is kept."),
            f"{issued}?status=A_RECYCLER",
            _("Correct"),
        ),
        Task(
            count("to_acknowledge"),
            ngettext("rejected invoice to answer", "rejected invoices to answer", count("to_acknowledge")),
            _("Acknowledge the rejection, and issue a new invoice if one is due."),
            f"{issued}?status=REJETEE&waiting=1",
            _("Answer"),
        ),
        Task(
            refused,
            ngettext("deposited file to correct", "deposited files to correct", refused),
            _("Each file is checked at once. The good ones go through, the others tell what to mend."),
            reverse("deposits", args=[acting.structure_id]),
            _("Open"),
        ),
        Task(
            count("drafts"),
            ngettext("form to fill in", "forms to fill in", count("drafts")),
            _("Nothing is sent before you say so."),
            drafts,
            _("Fill in"),
        ),
        Task(
            count("to_process"),
            ngettext("received invoice to process", "received invoices to process", count("to_process")),
            _("Made available or completed: check it, confirm the service, or say what is wrong."),
            f"{received}?status=MISE_A_DISPOSITION&status=COMPLETEE",
            _("Process"),
        ),
        Task(
            count("to_pay"),
            ngettext("received invoice to book or pay", "received invoices to book or pay", count("to_pay")),
            _("The payment was ordered; the accountant's part remains."),
            f"{received}?waiting=1",
            _("Open"),
        ),
    ]
    return [task for task in tasks if task.count]
