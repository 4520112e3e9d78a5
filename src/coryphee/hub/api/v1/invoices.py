"""Invoices: search them, read one with its life, fetch its files."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import PlainSerializer

from coryphee.hub.api import problems
from coryphee.hub.api.authentication import Client, acting
from coryphee.hub.api.v1.deposits import Problem
from coryphee.hub.api.v1.findings import WarningOut, warnings_out
from coryphee.hub.archive.forms import Form, FormName, form_names, form_of
from coryphee.hub.invoices.access import invoice_for
from coryphee.hub.invoices.queries import InvoiceFilters, list_invoices
from coryphee.hub.lifecycle.queries import timeline
from coryphee.hub.toolbox.tenant import tenant

router = Router(tags=["invoices"], auth=Client("invoices"))


def _written(amount: Decimal) -> str:
    """Write an amount with its decimals, two at least: not with all those that the database keeps room for."""
    whole, _point, decimals = f"{amount:f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


Amount = Annotated[Decimal, PlainSerializer(_written, return_type=str, when_used="unless-none")]


class InvoiceRow(Schema):
    """An invoice as it lies in the caller's box."""

    id: int = Field(alias="invoice_id")
    side: str
    number: str
    type_code: str
    partner_name: str
    service_code: str
    engagement: str
    status: str
    status_at: datetime
    issue_date: date
    due_date: date | None
    deposited_at: datetime
    currency: str
    total_with_vat: Amount
    amount_due: Amount


class InvoicePage(Schema):
    """One page; `total` counts everything that the filters let through."""

    total: int
    page: int
    pages: int
    invoices: list[InvoiceRow]


class EventOut(Schema):
    """One event of an invoice's life; `status` is empty for an act that leaves it as it is."""

    at: datetime
    status: str
    act: str
    actor_kind: str
    actor_name: str
    reason: str
    comment: str


class InvoiceOut(Schema):
    """One invoice with what our advice warns of, and its life, newest event first."""

    id: int
    number: str
    type_code: str
    supplier: str
    recipient: str
    service_code: str
    engagement: str
    contract: str
    billing_framework: str
    profile: str
    syntax: str
    channel: str
    status: str
    status_at: datetime
    issue_date: date
    due_date: date | None
    deposited_at: datetime
    made_available_at: datetime | None
    currency: str
    total_without_vat: Amount
    total_vat: Amount | None
    total_with_vat: Amount
    amount_due: Amount
    mandate_number: str
    original_sha256: str
    formats: list[str]
    warnings: list[WarningOut]
    events: list[EventOut]


_LOST_NAMED = 20
"""Values named in a header: it must not grow with the file."""

# PostgreSQL holds no NUL, so nothing can match it.
Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class Filters(Schema):
    """What to look for. Without `status`, every status."""

    side: Literal["issued", "received"] = "issued"
    text: Words = ""
    status: list[Words] = []
    number: Words = ""
    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(50, ge=1, le=500)


@router.get("", response={200: InvoicePage, 422: Problem}, summary="Search invoices")
def search(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any] | HttpResponse:
    """List the invoices issued or received by the client's structure, newest deposit first."""
    if unknown := sorted(set(request.GET) - set(Filters.model_fields)):
        # Ignored, a misspelt filter would give every invoice.
        fault = _("there is no such parameter")
        return problems.invalid("; ".join(f"{name}: {fault}" for name in unknown))
    who = acting(request)
    wanted = InvoiceFilters(text=filters.text, statuses=tuple(filters.status), number=filters.number)
    with tenant(who.structure_id):
        found = list_invoices(who, filters.side, filters=wanted, page=filters.page, size=filters.size)
    # A page past the end is empty: software that reads until nothing comes must come to an end.
    rows = list(found.rows) if found.page == filters.page else []
    return {"total": found.total, "page": filters.page, "pages": found.pages, "invoices": rows}


@router.get("/{int:invoice_id}", response={200: InvoiceOut, 404: Problem}, summary="Read an invoice")
def show(request: HttpRequest, invoice_id: int) -> dict[str, Any]:
    """Tell everything the record holds, and the events of its life."""
    who = acting(request)
    with tenant(who.structure_id):
        invoice = invoice_for(who, invoice_id)
        facts = {name: getattr(invoice, name, None) for name in InvoiceOut.model_fields}
        return {
            **facts,
            "supplier": invoice.supplier.identifier,
            "recipient": invoice.recipient.identifier,
            "service_code": invoice.service.code if invoice.service else "",
            "formats": form_names(invoice),
            "warnings": warnings_out(invoice.warnings),
            "events": timeline(who, invoice),
        }


@router.get("/{int:invoice_id}/{str:form}", response={404: Problem}, summary="Fetch a file of an invoice")
def fetch(
    request: HttpRequest, invoice_id: int, form: FormName, language: Literal["fr", "en", "it"] = "fr"
) -> HttpResponse:
    """Send the file as deposited, or another form of it. `formats` of the invoice names what there is.

    What was not deposited is made on demand: the page (`pdf`, PDF/A-3a) in `language`, `facturx`, and the other syntax.
    `X-Not-Carried-Over` says how many values of the invoice a conversion left out, and which (terms or paths).
    """
    who = acting(request)
    with tenant(who.structure_id):
        invoice = invoice_for(who, invoice_id)
    found = form_of(invoice, form, language)
    if found is None:
        return problems.problem(
            404,
            "format.unavailable",
            _("This invoice holds no %(form)s form.") % {"form": form},
            mending=_("Available: %(forms)s.") % {"forms": ", ".join(form_names(invoice))},
        )
    answer = HttpResponse(found.content, content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="invoice-{invoice.pk}-{form}.{found.ending}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-SHA256"] = hashlib.sha256(found.content).hexdigest()
    if form in {"ubl", "cii"}:
        answer["X-Not-Carried-Over"] = _lost(found)
    return answer


def _lost(form: Form) -> str:
    """The number of values that a conversion left out, and which: "2; BT-21, /Invoice/UUID"."""
    named = [dict(finding.parameters)["what"] for finding in form.lost if finding.rule != "convert.added"]
    told = [what for what in dict.fromkeys(named) if what.isascii()][:_LOST_NAMED]
    return f"{len(named)}; {', '.join(told)}" if told else str(len(named))
