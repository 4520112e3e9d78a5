"""Depositing files: the page that takes them, with or without a script."""

import hashlib
import uuid
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coryphee import einvoice
from coryphee.hub.flows.actions import KeyReused, Receipt, receive, refused_at_the_door
from coryphee.hub.flows.queries import deposit_report, group_report
from coryphee.hub.invoices.attachments import AttachmentGiven, AttachmentRefused
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.attachments import ROWS, TYPES, attachments_given
from coryphee.hub.portal.deposit_rows import deposit_row
from coryphee.hub.portal.language import reader_language
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant

STATUS_OF_CATEGORY = {"malformed": 400, "too_large": 413, "type": 415, "content": 422}


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file that the door did not take: its name and why (a code and parameters of einvoice.refusals)."""

    name: str
    code: str
    parameters: dict[str, str]


@acts_for_structure(changes=ISSUED, opens_wall=False)
@require_http_methods(["GET", "HEAD", "POST"])
def deposit(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Show the page, or take the files sent: one by one from the script (JSON), all together from the plain form."""
    if request.method != "POST":
        return _page(request, acting, group=uuid.uuid4())
    group = _group(request)
    if "application/json" in request.headers.get("Accept", ""):
        return _take_one(request, acting, group)
    refused = _take_all(request, acting, group)
    if not refused:
        return HttpResponseRedirect(reverse("deposit-group", args=[acting.structure_id, group]))
    return _page(request, acting, group=group, refused=refused, status=422)


@acts_for_structure(changes=ISSUED, opens_wall=False)
@require_http_methods(["GET", "HEAD", "POST"])
def deposit_with_attachments(request: HttpRequest, acting: Acting) -> HttpResponse:
    """One invoice with its complementary documents, in one sending."""
    refused: list[FileRefused] = []
    if request.method == "POST":
        try:
            given = attachments_given(request)
            receipt = _take(request, acting, _group(request), _first_file(request, acting), given)
            return HttpResponseRedirect(reverse("deposit-report", args=[acting.structure_id, receipt.deposit.pk]))
        except einvoice.Refused as refusal:
            name = _name(request.FILES.get("file"))
            refused = [FileRefused(name, refusal.code, refusal.parameters)]
        except AttachmentRefused as refusal:
            refused = [FileRefused("", refusal.rule, refusal.parameters)]
    with tenant(acting.structure_id):
        return render(
            request,
            "portal/deposit_with_attachments.html",
            {"acting": acting, "group": uuid.uuid4(), "refused": refused, "rows": range(1, ROWS + 1), "types": TYPES},
            status=422 if refused else 200,
        )


def _page(
    request: HttpRequest,
    acting: Acting,
    *,
    group: uuid.UUID,
    refused: list[FileRefused] | None = None,
    status: int = 200,
) -> HttpResponse:
    with tenant(acting.structure_id):
        taken = bool(group_report(acting, group))
        return render(
            request,
            "portal/deposit.html",
            {
                "acting": acting,
                "group": uuid.uuid4() if refused else group,
                "taken_group": group if taken else None,
                "refused": refused or [],
                "limit": settings.MAXIMUM_FILE_SIZE,
            },
            status=status,
        )


def _group(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("deposit_group", ""))
    except ValueError:
        return uuid.uuid4()


def _take_all(request: HttpRequest, acting: Acting, group: uuid.UUID) -> list[FileRefused]:
    refused = []
    files = request.FILES.getlist("file")
    for file in files:
        try:
            _take(request, acting, group, file)
        except einvoice.Refused as refusal:
            refused.append(FileRefused(_name(file), refusal.code, refusal.parameters))
    if not files or _was_cut(request):
        missing = _nothing_came(request, acting)
        refused.append(FileRefused(_("no file"), missing.code, missing.parameters))
    return refused


def _take_one(request: HttpRequest, acting: Acting, group: uuid.UUID) -> JsonResponse:
    """Answer deposit.js: 202 with the row that replaces its own, or a problem (RFC 9457) in the reader's words."""
    try:
        receipt = _take(request, acting, group, _first_file(request, acting))
    except einvoice.Refused as refusal:
        words = einvoice.explain(refusal.code, refusal.parameters, reader_language())
        problem = {"code": refusal.code, "title": words.message, "detail": "", "help": words.fix}
        status = STATUS_OF_CATEGORY[refusal.category]
        return JsonResponse({**problem, "status": status}, status=status, content_type="application/problem+json")
    with tenant(acting.structure_id):
        report = deposit_report(acting, receipt.deposit.pk)
        html = render_to_string("portal/deposit_row.html", {"row": deposit_row(acting, report)}, request)
    url = reverse("deposit-report", args=[acting.structure_id, receipt.deposit.pk])
    return JsonResponse({"id": receipt.deposit.pk, "url": url, "state": report.state, "html": html}, status=202)


def _first_file(request: HttpRequest, acting: Acting) -> UploadedFile:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return file
    raise _nothing_came(request, acting)


def _was_cut(request: HttpRequest) -> bool:
    """Tell whether reading ended at the limit: that file, and what came after it, is not there."""
    return bool(getattr(request, "upload_too_large", False))


def _nothing_came(request: HttpRequest, acting: Acting) -> einvoice.Refused:
    if not _was_cut(request):
        return einvoice.Refused("file.empty")
    refusal = einvoice.Refused("file.too_large", limit=str(settings.MAXIMUM_FILE_SIZE))
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    refused_at_the_door(refusal, by=acting, door="portal", now=now(), size=size)
    return refusal


def _take(
    request: HttpRequest,
    acting: Acting,
    group: uuid.UUID,
    file: UploadedFile,
    attachments: tuple[AttachmentGiven, ...] = (),
) -> Receipt:
    """Deposit one file. Sent twice in one group (double click, "try again"), it is taken once."""
    content = file.read()
    key = f"portal:{group}:{hashlib.sha256(content).hexdigest()}"
    take = partial(
        receive,
        content,
        _name(file),
        by=acting,
        door="portal",
        now=now(),
        group=group,
        attachments=attachments,
    )
    try:
        return take(idempotency_key=key)
    except KeyReused:  # the same file again, with other attachments: a deposit of its own
        return take()


def _name(file: UploadedFile | None) -> str:
    return (file.name or "") if file is not None else ""
