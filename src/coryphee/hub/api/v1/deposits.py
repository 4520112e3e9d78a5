"""Deposits: send a file, see what became of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from coryphee import einvoice
from coryphee.hub.api import problems
from coryphee.hub.api.authentication import Client, acting
from coryphee.hub.api.v1.findings import FindingOut, FlowFindingOut, findings_out
from coryphee.hub.flows.actions import receive, refused_at_the_door
from coryphee.hub.flows.queries import deposit_report
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.tenant import tenant

if TYPE_CHECKING:
    from coryphee.hub.flows.models import Flow

router = Router(tags=["deposits"], auth=Client("deposits"))

LONGEST_KEY = 255
FORM = "multipart/form-data"


class DepositAccepted(Schema):
    """A file that was sealed: what happens to its content is told by `url`."""

    id: int
    sha256: str
    state: str
    url: str


class FlowOut(Schema):
    """One invoice of a deposit. `stage` moves from received to closed, refused, draft or parked."""

    id: int
    name: str
    sha256: str
    stage: str
    number: str
    invoice: int | None
    duplicate_of: int | None
    channel: str
    channels: dict[str, bool | None]
    rulesets: list[str]
    findings: list[FindingOut]


class DepositOut(Schema):
    """A deposit and its flows. `state` is processing or done; `findings` are those of all flows, in their order."""

    id: int
    sha256: str
    name: str
    kind: str
    size: int
    received_at: datetime
    state: str
    progress: dict[str, int]
    flows: list[FlowOut]
    findings: list[FlowFindingOut]


class Problem(Schema):
    """RFC 9457."""

    status: int
    code: str
    title: str
    detail: str
    help: str


BODY = {
    "requestBody": {
        "required": True,
        "description": "The file as `file` in a form, or raw bytes: XML (UBL, CII), PDF, ZIP, tar.gz; 90 MB at most.",
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "application/xml": {"schema": {"type": "string"}},
        },
    },
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "schema": {"type": "string", "maxLength": LONGEST_KEY},
            "description": "Same key and bytes: the first answer again. Same key, other bytes: 422. Keys never end.",
        }
    ],
}


@router.post(
    "",
    response={202: DepositAccepted, 400: Problem, 413: Problem, 415: Problem, 422: Problem, 503: Problem},
    openapi_extra=BODY,
    summary="Deposit a file",
)
def deposit(request: HttpRequest) -> HttpResponse:
    """Seal one file (an archive is one deposit of many invoices). 202 means kept for good, not yet judged."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (key.isprintable() and 0 < len(key) <= LONGEST_KEY):
        return problems.problem(
            422,
            "idempotency.key_invalid",
            _("Idempotency-Key must be 1 to 255 printable characters."),
            mending=_("Send for example a UUID, new for each file and the same when you retry."),
        )
    who = acting(request)
    try:
        name, content = _uploaded(request)
    except einvoice.Refused as refusal:
        refused_at_the_door(refusal, by=who, door="api", now=now(), size=_declared_length(request))
        raise
    if request.content_type == FORM and len(request.FILES.getlist("file")) > 1:
        return problems.invalid("file: " + _("one file for each deposit; a ZIP or tar.gz carries many"))
    receipt = receive(content, name, by=who, door="api", now=now(), idempotency_key=key)
    made = receipt.deposit
    url = settings.PUBLIC_URL + reverse("api-v1:deposit", args=[made.pk])
    body = {"id": made.pk, "sha256": made.sha256, "state": "received", "url": url}
    headers = {"Location": url, **({"Idempotent-Replayed": "true"} if receipt.replayed else {})}
    return JsonResponse(body, status=202, headers=headers)


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """Return the name and bytes sent, form or raw; the size limit holds before the body is read, and while it is.

    A body compressed on its way is not unpacked: what is sealed is what was sent.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise einvoice.Refused("file.type", found=f"Content-Encoding {request.headers['Content-Encoding']}")
    form = request.content_type == FORM
    if _declared_length(request) > (settings.MAXIMUM_REQUEST_SIZE if form else settings.MAXIMUM_FILE_SIZE):
        raise einvoice.Refused("file.too_large", limit=str(settings.MAXIMUM_FILE_SIZE))
    if form:
        given = request.FILES.get("file")
        if given is not None:
            return given.name or "", given.read()
        if getattr(request, "upload_too_large", False):
            raise einvoice.Refused("file.too_large", limit=str(settings.MAXIMUM_FILE_SIZE))
        raise einvoice.Refused("file.empty")
    content = request.read(settings.MAXIMUM_FILE_SIZE + 1)
    return request.headers.get("X-File-Name", ""), content


def _declared_length(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isdecimal() else 0


@router.get(
    "/{int:deposit_id}", response={200: DepositOut, 404: Problem}, url_name="deposit", summary="Follow a deposit"
)
def follow(request: HttpRequest, deposit_id: int) -> dict[str, Any]:
    """Tell where each invoice of a deposit stands, with its findings in plain words."""
    who = acting(request)
    with tenant(who.structure_id):
        report = deposit_report(who, deposit_id)
    made = report.deposit
    flows = [_flow(flow) for flow in report.flows]
    return {
        "id": made.pk,
        "sha256": made.sha256,
        "name": made.name,
        "kind": made.kind,
        "size": made.size,
        "received_at": made.received_at,
        "state": report.state,
        "progress": report.counts,
        "flows": flows,
        "findings": [{**finding, "flow": flow["id"]} for flow in flows for finding in flow["findings"]],
    }


def _flow(flow: "Flow") -> dict[str, Any]:
    return {
        "id": flow.pk,
        "name": flow.name,
        "sha256": flow.sha256,
        "stage": flow.stage,
        "number": flow.number,
        "invoice": flow.invoice_id,
        "duplicate_of": flow.duplicate_of_id,
        "channel": flow.channel,
        "channels": _channels(flow),
        "rulesets": flow.rulesets,
        "findings": findings_out(flow.findings),
    }


def _channels(flow: "Flow") -> dict[str, bool | None]:
    """The verdict of each channel; a file refused before any rule looked at it is good for none, as `check` says."""
    if flow.stage == "refused" and not flow.rulesets:
        return {"direct": False, "platform": False}
    return {"direct": flow.valid_direct, "platform": flow.valid_platform}
