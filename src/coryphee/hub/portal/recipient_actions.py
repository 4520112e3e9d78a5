"""The recipient's acts: one page per status that asks for what it needs and for confirmation, for one or for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.invoices.queries import received_entries
from coryphee.hub.lifecycle.actions import set_status, set_status_many
from coryphee.hub.lifecycle.queries import recipient_targets
from coryphee.hub.lifecycle.reasons import OTHER, reasons_for
from coryphee.hub.lifecycle.refusals import SomeChanged, StatusChanged, TransitionRefused
from coryphee.hub.lifecycle.statuses import STATUSES, targets
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.fields import TextField
from coryphee.hub.portal.language import reader_language
from coryphee.hub.portal.lists import PAGE_SIZE
from coryphee.hub.portal.recipient_targets import EXPLANATIONS, SETTABLE, VERBS, bulk_targets
from coryphee.hub.portal.wording import sign_of
from coryphee.hub.structures.access import RECEIVED, Acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.refusals import NotForYou

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from coryphee.hub.invoices.models import BoxEntry, Invoice

MOST_AT_ONCE = 4 * PAGE_SIZE


class StatusForm(forms.Form):
    """What a status asks for: a reason and a comment, or the number of the mandate."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"))
    mandate_number = TextField(
        label=gettext_lazy("Mandate number"),
        max_length=50,
        help_text=gettext_lazy("The supplier sees it, and finds the payment by it."),
    )
    comment = TextField(
        label=gettext_lazy("Comment for the supplier"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any, *, status: str, together: bool = False) -> None:  # noqa: ANN401  what a request gives
        super().__init__(data)
        reasons = reasons_for(status) if STATUSES[status].reason_required else ()
        if reasons:
            language = reader_language()
            words = [(reason.code, reason.name(language)) for reason in reasons]
            self.fields["reason"].choices = [("", _("Choose a reason")), *words]  # type: ignore[attr-defined]
            self.fields["comment"].help_text = _("Say what is wrong and what you expect. Needed for “other reason”.")
        else:
            del self.fields["reason"]
        if status != "MANDATEE" or together:
            del self.fields["mandate_number"]

    def clean(self) -> dict[str, Any]:
        """Ask for the comment that explains "other reason"."""
        values = super().clean() or {}
        if values.get("reason") == OTHER and not values.get("comment", "").strip():
            self.add_error("comment", _("Say which reason it is."))
        return values


@acts_for_structure(sees=RECEIVED)
@require_http_methods(["GET", "HEAD", "POST"])
def set_one(request: HttpRequest, acting: Acting, invoice_id: int, status: str) -> HttpResponse:
    """Ask for confirmation of a status on one invoice, then set it."""
    invoice = invoice_for(acting, invoice_id, RECEIVED)
    if status not in SETTABLE:
        raise NotForYou
    form = StatusForm(request.POST if request.method == "POST" else None, status=status)
    seen = request.POST.get("expected_status", invoice.status)
    allowed = status in {target.code for target in recipient_targets(acting, invoice)}
    conflict = not allowed or seen != invoice.status
    if request.method == "POST" and not conflict and form.is_valid():
        try:
            set_status(invoice, by=acting, status=status, now=now(), expected_status=seen, **form.cleaned_data)
        except (StatusChanged, TransitionRefused):
            invoice.refresh_from_db()
            conflict = True
        else:
            messages.success(request, _("%(number)s: %(status)s.") % _said(invoice, status))
            return HttpResponseRedirect(reverse("invoice", args=[acting.structure_id, invoice.pk]))
    context = {"acting": acting, "invoice": invoice, "form": form, "seen": invoice.status, "conflict": conflict}
    code = 409 if conflict else 422 if request.method == "POST" else 200
    return render(request, "portal/set_status.html", {**context, **_words(status)}, status=code)


@acts_for_structure(sees=RECEIVED)
@require_http_methods(["GET", "HEAD", "POST"])
def set_many(request: HttpRequest, acting: Acting, status: str) -> HttpResponse:
    """Ask for confirmation of a status on the invoices chosen in the list (`id` in the address), then set it."""
    if status not in {act.code for act in bulk_targets(acting)}:
        raise NotForYou
    chosen = [text for text in request.GET.getlist("id") if text.isascii() and text.isdecimal() and len(text) < 19]  # noqa: PLR2004
    entries = received_entries(acting, [int(text) for text in chosen[:MOST_AT_ONCE]])
    form = StatusForm(request.POST if request.method == "POST" else None, status=status, together=True)
    seen = _seen(request, entries)
    conflict = request.method == "POST" and not seen
    if request.method == "POST" and seen and form.is_valid():
        try:
            set_status_many(seen, by=acting, status=status, now=now(), **form.cleaned_data)
        except SomeChanged:
            conflict, entries = True, received_entries(acting, [entry.invoice_id for entry in entries])
        else:
            words = ngettext("%(n)d invoice: %(status)s.", "%(n)d invoices: %(status)s.", len(seen))
            messages.success(request, words % {"n": len(seen), "status": sign_of(status).word})
            return HttpResponseRedirect(reverse("received", args=[acting.structure_id]))
    able = [
        entry
        for entry in entries
        if status in {target.code for target in targets(entry.status, acting.kinds - {"supplier"}, acting.structure)}
    ]
    context = {"acting": acting, "entries": entries, "able": able, "unable": len(entries) - len(able), "form": form}
    code = 409 if conflict else 422 if request.method == "POST" else 200
    context |= {"conflict": conflict, **_words(status)}
    return render(request, "portal/set_status_many.html", context, status=code)


def _seen(request: HttpRequest, entries: list[BoxEntry]) -> dict[int, str]:
    """Return the statuses that the page showed (`seen`, as invoice:status) of those that were chosen."""
    shown = dict(text.partition(":")[::2] for text in request.POST.getlist("seen"))
    return {entry.invoice_id: shown[str(entry.invoice_id)] for entry in entries if str(entry.invoice_id) in shown}


def _words(status: str) -> dict[str, Any]:
    return {"status": status, "verb": VERBS[status], "explanation": EXPLANATIONS[status]}


def _said(invoice: Invoice, status: str) -> dict[str, str]:
    return {"number": invoice.number, "status": str(sign_of(status).word)}
