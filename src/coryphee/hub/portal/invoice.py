"""The page of one invoice: where it stands, what is expected now, what it says, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coryphee import einvoice, rendering
from coryphee.einvoice import explain
from coryphee.hub.archive.actions import read
from coryphee.hub.archive.forms import form_names, other_syntax_of
from coryphee.hub.flows.form_invoice import form_suffices
from coryphee.hub.flows.queries import deposit_report, flow_of_invoice
from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.lifecycle.payment_period import payment_period_end
from coryphee.hub.lifecycle.queries import timeline
from coryphee.hub.lifecycle.statuses import TURNED_BACK
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.language import reader_language
from coryphee.hub.portal.recipient_targets import Act, acts_on, usual_next
from coryphee.hub.portal.remarks import remarks
from coryphee.hub.portal.timeline import entries, turned_back
from coryphee.hub.structures.access import ISSUED, RECEIVED, Acting
from coryphee.hub.toolbox.tenant import tenant

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from coryphee.hub.invoices.models import Invoice


BEFORE_HELIOS = frozenset({"MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE"})


@dataclass(frozen=True, slots=True)
class Expected:
    """The one act that is expected of the reader now."""

    verb: str | Promise
    url: str


LOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class OtherSyntax:
    """A download in the syntax that was not deposited: its name, what is not in it, and how much more is not."""

    name: str
    lost: list[str]
    more: int


@acts_for_structure(opens_wall=False)
@require_safe
def invoice(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """Show everything about one invoice to one of its two parties."""
    with tenant(acting.structure_id):
        found = invoice_for(acting, invoice_id)
    # The vault may be slow, and no transaction waits for it.
    content, other = _content(found)
    with tenant(acting.structure_id):
        side = ISSUED if found.supplier_id == acting.structure_id else RECEIVED
        events = timeline(acting, found)
        flow = flow_of_invoice(acting, found.pk)
        acts = acts_on(acting, found) if side == RECEIVED else []
        expected = _expected_of_supplier(acting, found) if side == ISSUED else _expected_of_recipient(acts)
        return render(
            request,
            "portal/invoice.html",
            {
                "acting": acting,
                "invoice": found,
                "side": side,
                "partner": found.recipient if side == ISSUED else found.supplier,
                "pay_by": payment_period_end(found),
                "expected": expected,
                "left_to_helios": side == RECEIVED and acting.structure.helios and found.status in BEFORE_HELIOS,
                "acts": [act for act in acts if expected is None or act.url != expected.url],
                "turned_back": turned_back(events) if found.status in TURNED_BACK else None,
                "warnings": found.warnings,
                "remarks": remarks(flow, found.recipient) if flow else None,
                "flow": flow,
                "content": content,
                "other_syntax": other,
                "as_facturx": found.carrier != "pdf" and "facturx" in form_names(found),
                "entries": entries(acting, found, events),
                "attachments": found.attachments.order_by("id"),
                "replaced_by": found.replaced_by.first() if side == ISSUED else None,
            },
        )


@acts_for_structure(sees=ISSUED)
@require_safe
def receipt(request: HttpRequest, acting: Acting, deposit_id: int) -> HttpResponse:
    """The proof of a deposit, made to be printed: who deposited which bytes, and when."""
    return render(request, "portal/receipt.html", {"acting": acting, "report": deposit_report(acting, deposit_id)})


def _expected_of_supplier(acting: Acting, found: Invoice) -> Expected | None:
    if not acting.may_change(ISSUED):
        return None
    pages = {
        "SUSPENDUE": (_("Complete"), "answer-complete"),
        "A_RECYCLER": (_("Correct and send again"), "answer-recycle"),
        "REJETEE": (_("Answer the rejection"), "answer-rejection"),
    }
    if found.status not in pages or (found.status == "REJETEE" and found.replaced_by.exists()):
        return None
    if found.rejection_acknowledged_at and not form_suffices(found.recipient):
        return Expected(_("Deposit invoices"), reverse("deposit", args=[acting.structure_id]))
    verb, page = pages[found.status]
    return Expected(verb, reverse(page, args=[acting.structure_id, found.pk]))


def _expected_of_recipient(acts: list[Act]) -> Expected | None:
    act = usual_next(acts)
    return Expected(act.verb, act.url) if act else None


def _content(found: Invoice) -> tuple[SafeString | None, OtherSyntax | None]:
    """Return the read view and what the other syntax would not hold.

    None and None when these bytes can no longer be read as an invoice (the page says so), None for a syntax that the
    invoice cannot be had in.
    """
    try:
        document = einvoice.open_document(read(found.structured_sha256))
    except einvoice.Refused:
        return None, None
    other = other_syntax_of(found)
    offered = _other_syntax(document, other) if other in form_names(found) else None
    return SafeString(rendering.read_view(document.invoice, reader_language())), offered


def _other_syntax(document: einvoice.Document, name: Literal["ubl", "cii"]) -> OtherSyntax | None:
    try:
        lost = einvoice.convert(document, name).lost
    except einvoice.Refused:
        return None
    told = [explain(one.rule, dict(one.parameters), reader_language()).message for one in lost[:LOST_SHOWN]]
    return OtherSyntax(name.upper(), told, len(lost) - len(told))
