"""What became of deposits: history, live report of one deposit or of files chosen together, and the table to keep."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from coryphee import einvoice
from coryphee.hub.flows.access import flow_for
from coryphee.hub.flows.actions import replay
from coryphee.hub.flows.queries import deposit_report, group_report, recent_deposits
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.deposit_rows import PARKED, deposit_row, deposit_rows, flow_rows, outcome_words, state_of
from coryphee.hub.portal.language import reader_language
from coryphee.hub.portal.lists import page_number, paging
from coryphee.hub.portal.spreadsheet import safe_cell
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou

if TYPE_CHECKING:
    import uuid

    from coryphee.hub.flows.models import Flow

SHOWN_ROWS = 200


@acts_for_structure(sees=ISSUED)
@require_safe
def deposits(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show the deposits of the structure, newest first."""
    found = recent_deposits(acting, page_number(request))
    rows = [
        (one.deposit, state_of(one.counts), outcome_words(one.counts) if one.flows > 1 else "") for one in found.rows
    ]
    return render(request, "portal/deposits.html", {"acting": acting, "rows": rows, "paging": paging(request, found)})


@acts_for_structure(sees=ISSUED)
@require_safe
def report(request: HttpRequest, acting: Acting, deposit_id: int) -> HttpResponse:
    """Show what became of each invoice of a deposit; asked for by htmx, only the part that changes."""
    found = deposit_report(acting, deposit_id)
    rows = flow_rows(acting, found.flows, SHOWN_ROWS)
    done = len(found.flows) - found.counts.get("running", 0)
    context = {
        "acting": acting,
        "report": found,
        "words": outcome_words(found.counts),
        "rows": rows,
        "left_out": len(found.flows) - len(rows),
        "done": done,
        "may_change": acting.may_change(ISSUED),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "portal/deposit_report_part.html" if part else "portal/deposit_report.html", context)


@acts_for_structure(sees=ISSUED)
@require_safe
def row(request: HttpRequest, acting: Acting, deposit_id: int) -> HttpResponse:
    """Return the row of one deposit as it stands, for the list of files just sent."""
    found = deposit_report(acting, deposit_id)
    return render(request, "portal/deposit_row.html", {"row": deposit_row(acting, found)})


@acts_for_structure(sees=ISSUED)
@require_safe
def group(request: HttpRequest, acting: Acting, group_id: uuid.UUID) -> HttpResponse:
    """Show the files that were sent together, one row each."""
    reports = group_report(acting, group_id)
    if not reports:
        raise NotForYou
    rows = deposit_rows(acting, reports)
    return render(request, "portal/deposit_group.html", {"acting": acting, "rows": rows})


@acts_for_structure(sees=ISSUED)
@require_safe
def report_table(request: HttpRequest, acting: Acting, deposit_id: int) -> HttpResponse:
    """Return the report as CSV (semicolons and a byte order mark, as the accountant's spreadsheet expects)."""
    found = deposit_report(acting, deposit_id)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="deposit-{found.deposit.pk}.csv"'
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(
        [_("File"), _("Invoice"), _("Outcome"), _("Severity"), _("Code"), _("What"), _("To do"), _("Place"), _("Line")]
    )
    for flow in found.flows:
        writer.writerows([safe_cell(cell) for cell in line] for line in _lines(flow))
    return answer


def _lines(flow: Flow) -> list[list[object]]:
    head = [flow.name, flow.number, flow.stage]
    lines: list[list[object]] = []
    for finding in flow.findings:
        words = einvoice.explain(finding["rule"], dict(finding["parameters"]), reader_language())
        place = [finding.get("where", ""), finding.get("line") or ""]
        lines.append([*head, finding["severity"], finding["rule"], words.message, words.fix, *place])
        if more := finding.get("left_out"):
            told = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
            lines.append([*head, finding["severity"], finding["rule"], told, "", "", ""])
    return lines or [[*head, "", "", "", "", "", ""]]


@acts_for_structure(changes=ISSUED)
@require_POST
def try_again(request: HttpRequest, acting: Acting, flow_id: int) -> HttpResponse:
    """Put a flow that was held up back on its way."""
    flow = flow_for(acting, flow_id)
    if flow.stage == PARKED:
        replay(flow, by=acting, now=now())
        messages.success(request, _("It is on its way again."))
    return HttpResponseRedirect(reverse("deposit-report", args=[acting.structure_id, flow.deposit_id]))
