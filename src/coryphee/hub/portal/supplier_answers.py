"""The supplier's answers: complete, recycle under the same number, acknowledge a rejection, start a new invoice."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from coryphee.hub.flows.form_invoice import form_suffices
from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.invoices.attachments import AttachmentRefused
from coryphee.hub.lifecycle.actions import acknowledge_rejection, complete, recycle, start_replacement
from coryphee.hub.lifecycle.queries import timeline
from coryphee.hub.lifecycle.refusals import RoutingRefused
from coryphee.hub.portal.access import acts_for_structure, too_late
from coryphee.hub.portal.attachments import ROWS, TYPES, attachments_given
from coryphee.hub.portal.fields import IdentifierField, TextField
from coryphee.hub.portal.timeline import turned_back
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.structures.queries import find_recipient, services_of
from coryphee.hub.toolbox.clock import day_in_france, now
from coryphee.hub.toolbox.tenant import tenant


class CommentForm(forms.Form):
    """What the supplier says to the recipient."""

    comment = TextField(
        label=gettext_lazy("Comment for the recipient"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RoutingForm(forms.Form):
    """Where the invoice should have gone: all that recycling may change."""

    recipient_identifier = IdentifierField(label=gettext_lazy("Recipient's SIRET or other number"))
    service_code = TextField(label=gettext_lazy("Service code"), max_length=100, required=False)
    engagement = TextField(
        label=gettext_lazy("Engagement number"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("The recipient's own order number; it stands on the order you received."),
    )


@acts_for_structure(changes=ISSUED, opens_wall=False)
@require_http_methods(["GET", "HEAD", "POST"])
def complete_invoice(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """Add documents and a comment to a suspended invoice; it goes back to the recipient."""
    with tenant(acting.structure_id):
        invoice = invoice_for(acting, invoice_id, ISSUED)
    form = CommentForm(request.POST if request.method == "POST" else None)
    problem = _stale(invoice.status, "SUSPENDUE")
    refused: AttachmentRefused | None = None
    if request.method == "POST" and not problem and form.is_valid():
        try:
            attachments = attachments_given(request)
            comment = form.cleaned_data["comment"].strip()
            if attachments or comment:
                complete(invoice, by=acting, now=now(), attachments=attachments, comment=comment)
                messages.success(
                    request, _("%(number)s was completed and is back with the recipient.") % {"number": invoice.number}
                )
                return _back(acting, invoice.pk)
            problem = _("Add a document or a comment: the recipient waits for an answer.")
        except AttachmentRefused as refusal:
            refused = refusal
    context = {"acting": acting, "invoice": invoice, "form": form, "problem": problem, "rows": range(1, ROWS + 1)}
    context |= {"types": TYPES, "refused": refused}
    with tenant(acting.structure_id):
        context["asked"] = turned_back(timeline(acting, invoice))
        return _page(request, "portal/answer_complete.html", context)


@acts_for_structure(changes=ISSUED)
@require_http_methods(["GET", "HEAD", "POST"])
def recycle_invoice(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """Send an invoice to the right place, under the same number."""
    invoice = invoice_for(acting, invoice_id, ISSUED)
    before = {
        "recipient_identifier": invoice.recipient.identifier,
        "service_code": invoice.service.code if invoice.service else "",
        "engagement": invoice.engagement,
    }
    form = RoutingForm(request.POST if request.method == "POST" else None, initial=before)
    problem = _stale(invoice.status, "A_RECYCLER")
    findings: tuple[dict, ...] = ()
    if request.method == "POST" and not problem and form.is_valid():
        try:
            recycle(invoice, by=acting, now=now(), **form.cleaned_data)
        except RoutingRefused as refusal:
            findings = refusal.findings
        else:
            messages.success(
                request, _("%(number)s is on its way again, under the same number.") % {"number": invoice.number}
            )
            return _back(acting, invoice.pk)
    wanted = form["recipient_identifier"].value() or ""
    recipient = find_recipient(invoice.environment, wanted)
    services = services_of(recipient, day_in_france(now())) if recipient else []
    context = {"acting": acting, "invoice": invoice, "form": form, "problem": problem, "findings": findings}
    context |= {"recipient": recipient, "services": services, "asked": turned_back(timeline(acting, invoice))}
    return _page(request, "portal/answer_recycle.html", context)


@acts_for_structure(changes=ISSUED)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_rejection(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """Acknowledge a rejection, and start the new invoice that replaces the rejected one."""
    invoice = invoice_for(acting, invoice_id, ISSUED)
    problem = _stale(invoice.status, "REJETEE")
    if request.method == "POST" and not problem:
        if invoice.rejection_acknowledged_at is None:
            acknowledge_rejection(invoice, by=acting, now=now())
        if request.POST.get("act") == "replace":
            draft = start_replacement(invoice, by=acting, now=now())
            return HttpResponseRedirect(reverse("draft", args=[acting.structure_id, draft.pk]))
        messages.success(request, _("The rejection of %(number)s is acknowledged.") % {"number": invoice.number})
        return _back(acting, invoice.pk)
    context = {
        "acting": acting,
        "invoice": invoice,
        "problem": problem,
        "form_suffices": form_suffices(invoice.recipient),
        "asked": turned_back(timeline(acting, invoice)),
    }
    return _page(request, "portal/answer_rejection.html", context)


def _page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _back(acting: Acting, invoice_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("invoice", args=[acting.structure_id, invoice_id]))


def _stale(status: str, wanted: str) -> str:
    """Say that the answer comes too late, when another tab or person was first."""
    return "" if status == wanted else too_late()
