"""The lists of issued and of received invoices, and the search over both."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coryphee.hub.invoices.queries import InvoiceFilters, list_invoices, waiting_counts
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.invoice_filters import FilterForm, filters_of
from coryphee.hub.portal.lists import PAGE_SIZE, page_number, paging
from coryphee.hub.portal.pieces import Chip
from coryphee.hub.portal.recipient_targets import bulk_targets
from coryphee.hub.structures.access import ISSUED, RECEIVED, Acting
from coryphee.hub.structures.queries import services_of
from coryphee.hub.toolbox.clock import day_in_france, now

FOUND_PER_SIDE = 10


@acts_for_structure(sees=ISSUED)
@require_safe
def issued(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show the invoices that the structure issued."""
    return _list(request, acting, ISSUED)


@acts_for_structure(sees=RECEIVED)
@require_safe
def received(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show the invoices that the structure received."""
    return _list(request, acting, RECEIVED)


@acts_for_structure()
@require_safe
def search(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Look for words in everything the person may see: both sides on one page, or the list of the only side."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    sides = [side for side in (ISSUED, RECEIVED) if acting.may_see(side)]
    if len(sides) == 1:
        return HttpResponseRedirect(f"{reverse(sides[0], args=[acting.structure_id])}?{urlencode({'q': words})}")
    filters = InvoiceFilters(text=words)
    results = [
        {
            "side": side,
            "found": list_invoices(acting, side, filters=filters, page=1, size=FOUND_PER_SIDE),
            "url": f"{reverse(side, args=[acting.structure_id])}?{urlencode({'q': words})}",
        }
        for side in sides
    ]
    return render(
        request, "portal/search.html", {"acting": acting, "words": words, "results": results if words else []}
    )


def _list(request: HttpRequest, acting: Acting, side: str) -> HttpResponse:
    form, filters = filters_of(request)
    found = list_invoices(acting, side, filters=filters, page=page_number(request), size=PAGE_SIZE)
    targets = bulk_targets(acting) if side == RECEIVED else []
    return render(
        request,
        "portal/invoices.html",
        {
            "acting": acting,
            "side": side,
            "form": form,
            "chips": _chips(form, acting, side),
            "found": found,
            "paging": paging(request, found),
            "targets": targets,
            "filtered": any(value for key, value in request.GET.items() if key not in {"page", "sort"}),
            "services": services_of(acting.structure, day_in_france(now())) if side == RECEIVED else [],
            "here": request.get_full_path(),
        },
    )


def _chips(form: FilterForm, acting: Acting, side: str) -> list[Chip]:
    base = reverse(side, args=[acting.structure_id])
    chosen = set(form.cleaned_data.get("status") or ())
    waiting = bool(form.cleaned_data.get("waiting"))
    ready_made = [
        (_("Suspended"), {"SUSPENDUE"}),
        (_("To be recycled"), {"A_RECYCLER"}),
        (_("Rejected"), {"REJETEE"}),
        (_("Sent to payment"), {"MISE_EN_PAIEMENT"}),
    ]
    count = waiting_counts(acting).get(side)
    label = _("To process") if side == RECEIVED else _("Waiting for me")
    chips = [Chip(label, f"{base}?waiting=1", count, on=waiting)]
    for words, statuses in ready_made:
        query = urlencode([("status", status) for status in sorted(statuses)])
        chips.append(Chip(words, f"{base}?{query}", on=chosen == statuses and not waiting))
    return [*chips, Chip(_("All"), base, on=not chosen and not waiting)]
