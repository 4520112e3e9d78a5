"""Drafts: the form beside a PDF without data, saved at every step, sent when it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coryphee import einvoice
from coryphee.hub.flows.drafts import give_pdf, send_draft
from coryphee.hub.flows.form_invoice import form_suffices
from coryphee.hub.flows.queries import deposit_of_sent_draft
from coryphee.hub.invoices.access import draft_for
from coryphee.hub.invoices.drafts import DraftChanged, clean, delete_draft, save_draft
from coryphee.hub.invoices.queries import list_drafts
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.draft_form import disagreements, forms_of, is_complete, sums_are_known, typed
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.structures.queries import directory_search, find_recipient, services_of
from coryphee.hub.toolbox.clock import day_in_france, now
from coryphee.hub.toolbox.tenant import tenant

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from coryphee.hub.invoices.models import Draft
    from coryphee.hub.structures.models import Structure

MATCHES = 8
PDF_BESIDE = settings.CONTENT_SECURITY_POLICY.replace("object-src 'none'", "object-src 'self'; frame-src 'self'")


@acts_for_structure(sees=ISSUED)
@require_safe
def drafts(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show the invoices that were begun and not sent."""
    context = {"acting": acting, "drafts": list_drafts(acting), "may_change": acting.may_change(ISSUED)}
    return render(request, "portal/drafts.html", context)


@acts_for_structure(changes=ISSUED, opens_wall=False)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, acting: Acting, draft_id: int) -> HttpResponse:
    """Show the form; keep what was typed whatever the button; send it when "send" finds nothing wrong.

    Once it is sent, its address leads to what became of it, and so does every further click on "send".
    """
    with tenant(acting.structure_id):
        sent = deposit_of_sent_draft(acting, draft_id)
        if sent is not None:
            return _report(acting, sent)
        found = draft_for(acting, draft_id)
        if request.method != "POST":
            return _form(request, acting, found, found.fields)
        act = request.POST.get("act", "save")
        fields = _acted(typed(request.POST), act)
        if not _saved(acting, found, fields, _version(request), again=act == "send"):
            return _form(request, acting, found, fields, status=409, changed_elsewhere=True)
    if act == "send":
        return _send(request, acting, found)
    if act == "save":
        messages.success(request, _("The draft is saved."))
    here = reverse("draft", args=[acting.structure_id, found.pk])
    return HttpResponseRedirect(here + ("" if act == "save" else "#vat" if "line" in act else "#recipient"))


@acts_for_structure(changes=ISSUED)
@require_POST
def check(request: HttpRequest, acting: Acting, draft_id: int) -> HttpResponse:
    """Say how the sums stand and who the recipient is, while the form is being typed. Keeps nothing."""
    draft_for(acting, draft_id)
    return render(request, "portal/draft_said.html", {"acting": acting, **_judged(acting, typed(request.POST))})


@acts_for_structure(changes=ISSUED, opens_wall=False)
@require_POST
def put_pdf(request: HttpRequest, acting: Acting, draft_id: int) -> HttpResponse:
    """Lay a PDF beside the form, or another one in its place."""
    with tenant(acting.structure_id):
        found = draft_for(acting, draft_id)
    file = request.FILES.get("file")
    content, name = (file.read(), file.name or "") if isinstance(file, UploadedFile) else (b"", "")
    try:
        give_pdf(found, content, name, by=acting, now=now(), version=_version(request))
    except einvoice.Refused as refusal:
        return _refused(request, acting, found, refusal)
    except DraftChanged:
        return _stale(request, acting, found)
    messages.success(request, _("The PDF stands beside the form now."))
    return HttpResponseRedirect(reverse("draft", args=[acting.structure_id, found.pk]))


@acts_for_structure(changes=ISSUED)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, acting: Acting, draft_id: int) -> HttpResponse:
    """Ask whether to throw the draft away, then do so."""
    found = draft_for(acting, draft_id)
    if request.method == "POST":
        delete_draft(found, by=acting, now=now())
        messages.success(request, _("The draft is deleted."))
        return HttpResponseRedirect(reverse("drafts", args=[acting.structure_id]))
    return render(request, "portal/draft_delete.html", {"acting": acting, "draft": found})


def _send(request: HttpRequest, acting: Acting, found: Draft) -> HttpResponse:
    form, lines = forms_of(found.fields, bound=True)
    complete = is_complete(form, lines)
    if not form_suffices(find_recipient(acting.structure.environment, found.fields.get("recipient", ""))):
        complete = False
        form.add_error("recipient", _("A company needs more than this form holds: deposit Factur-X, UBL or CII."))
    if not complete:
        with tenant(acting.structure_id):
            return _form(request, acting, found, found.fields, status=422, bound=(form, lines))
    try:
        receipt = send_draft(found, by=acting, now=now())
    except einvoice.Refused as refusal:
        return _refused(request, acting, found, refusal)
    except DraftChanged:
        return _stale(request, acting, found)
    return _report(acting, receipt.deposit.pk)


def _saved(acting: Acting, found: Draft, fields: dict[str, Any], version: int, *, again: bool) -> bool:
    """Keep what was typed. False when somebody saved another text meanwhile; `found` is then what they saved.

    A second click on "send" comes with the version before the first one, and the same text: it counts as kept.
    """
    try:
        save_draft(found, by=acting, now=now(), fields=fields, version=version)
    except DraftChanged:
        found.refresh_from_db()
        return again and found.version == version + 1 and found.fields == clean(fields)
    return True


def _report(acting: Acting, deposit_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("deposit-report", args=[acting.structure_id, deposit_id]))


def _stale(request: HttpRequest, acting: Acting, found: Draft) -> HttpResponse:
    """Show the draft as it stands now, and that somebody else changed it meanwhile."""
    with tenant(acting.structure_id):
        found = draft_for(acting, found.pk)
        return _form(request, acting, found, found.fields, status=409, changed_elsewhere=True)


def _refused(request: HttpRequest, acting: Acting, found: Draft, refusal: einvoice.Refused) -> HttpResponse:
    with tenant(acting.structure_id):
        return _form(request, acting, found, found.fields, status=422, refused=refusal)


def _form(
    request: HttpRequest,
    acting: Acting,
    found: Draft,
    fields: dict[str, Any],
    *,
    status: int = 200,
    bound: tuple[Any, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    form, lines = bound or forms_of(fields, bound=False)
    context = {"acting": acting, "draft": found, "form": form, "lines": lines, **_judged(acting, fields), **more}
    answer = render(request, "portal/draft.html", context, status=status)
    answer["Content-Security-Policy"] = PDF_BESIDE
    return answer


def _judged(acting: Acting, fields: dict[str, Any]) -> dict[str, Any]:
    """Return what the form shows beside its fields: the recipient found, what it requires, and how the sums stand."""
    form, lines = forms_of(fields, bound=True)
    form.is_valid()
    cleaned = [line.cleaned_data for line in lines if line.is_valid() or line.cleaned_data]
    wrong = disagreements(form.cleaned_data, cleaned)
    recipient, matches = _recipient(acting, str(fields.get("recipient", "")))
    return {
        "fields": fields,
        "recipient": recipient,
        "form_suffices": form_suffices(recipient),
        "services": services_of(recipient, day_in_france(now())) if recipient else [],
        "matches": matches,
        "disagreements": [words for _field, words in wrong],
        "agree": not wrong and sums_are_known(form.cleaned_data, cleaned),
    }


def _recipient(acting: Acting, written: str) -> tuple[Structure | None, list[Structure]]:
    """Return the structure with this SIRET, else those whose name or number may be meant."""
    environment = acting.structure.environment
    found = find_recipient(environment, written) if written else None
    if found is not None:
        return found, []
    return None, directory_search(environment, written, MATCHES)


def _version(request: HttpRequest) -> int:
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else 0  # noqa: PLR2004


def _acted(fields: dict[str, Any], act: str) -> dict[str, Any]:
    """Return the fields after a button that adds or removes a VAT line, or takes a recipient from the directory."""
    name, _dash, value = act.partition(":")
    lines = list(fields["vat"])
    if name == "add-line":
        lines.append({})
    elif name == "remove-line":
        lines = [line for place, line in enumerate(lines) if str(place) != value]
    elif name == "choose":
        fields = {**fields, "recipient": value, "service_code": ""}
    return {**fields, "vat": lines}
