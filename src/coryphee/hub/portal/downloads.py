"""Files as they were deposited and the forms made of them, as downloads: nothing a stranger wrote is shown as a page.

The gate is asked behind the wall; the vault is read after it, lest a transaction waits for a disk or for S3.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from coryphee.hub.archive.actions import read
from coryphee.hub.archive.forms import FormName, form_of, other_syntax_of
from coryphee.hub.flows.access import flow_for
from coryphee.hub.invoices.access import draft_for, invoice_for
from coryphee.hub.portal.access import acts_for_structure
from coryphee.hub.portal.language import reader_language
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.toolbox.refusals import NotForYou
from coryphee.hub.toolbox.tenant import tenant

SANDBOX = "sandbox; default-src 'none'"
BESIDE_ITS_FORM = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


@acts_for_structure(opens_wall=False)
@require_safe
def original(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """The invoice's file, byte for byte as it was deposited."""
    with tenant(acting.structure_id):
        invoice = invoice_for(acting, invoice_id)
    return _file(invoice.original_sha256, f"{_safe(invoice.number)}.{'xml' if invoice.carrier == 'xml' else 'pdf'}")


@acts_for_structure(opens_wall=False)
@require_safe
def structured(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """The invoice's data: the XML that was read."""
    with tenant(acting.structure_id):
        invoice = invoice_for(acting, invoice_id)
    return _file(invoice.structured_sha256, f"{_safe(invoice.number)}.xml")


@acts_for_structure(opens_wall=False)
@require_safe
def paper(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """The invoice as a page to print: the deposited PDF, or PDF/A-3a in the reader's language."""
    return _form(acting, invoice_id, "pdf")


@acts_for_structure(opens_wall=False)
@require_safe
def facturx(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """The invoice as Factur-X: the page and its data in one file."""
    return _form(acting, invoice_id, "facturx")


@acts_for_structure(opens_wall=False)
@require_safe
def other_syntax(request: HttpRequest, acting: Acting, invoice_id: int) -> HttpResponse:
    """The invoice's data in the syntax that it was not deposited in; its page tells what is not in it."""
    with tenant(acting.structure_id):
        invoice = invoice_for(acting, invoice_id)
    return _form(acting, invoice_id, other_syntax_of(invoice))


@acts_for_structure(opens_wall=False)
@require_safe
def attachment(request: HttpRequest, acting: Acting, invoice_id: int, attachment_id: int) -> HttpResponse:
    """A complementary document of the invoice."""
    with tenant(acting.structure_id):
        found = invoice_for(acting, invoice_id).attachments.filter(pk=attachment_id).first()
    if found is None:
        raise NotForYou
    return _file(found.sha256, found.name)


@acts_for_structure(sees=ISSUED, opens_wall=False)
@require_safe
def deposited(request: HttpRequest, acting: Acting, flow_id: int) -> HttpResponse:
    """A deposited file, also when it was refused for its content."""
    with tenant(acting.structure_id):
        flow = flow_for(acting, flow_id)
    return _file(flow.sha256, flow.name.rpartition("/")[2])


@acts_for_structure(sees=ISSUED, opens_wall=False)
@require_safe
def draft_pdf(request: HttpRequest, acting: Acting, draft_id: int) -> HttpResponse:
    """The PDF of a draft, to be shown beside its form. It was screened at the door: no script, no attachment."""
    with tenant(acting.structure_id):
        draft = draft_for(acting, draft_id)
    if not draft.pdf_sha256:
        raise NotForYou
    answer = HttpResponse(read(draft.pdf_sha256), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=draft.pdf_name) or "inline"
    answer["Content-Security-Policy"] = BESIDE_ITS_FORM
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _form(acting: Acting, invoice_id: int, name: FormName) -> HttpResponse:
    with tenant(acting.structure_id):
        invoice = invoice_for(acting, invoice_id)
    found = form_of(invoice, name, reader_language())
    if found is None:
        raise NotForYou
    return _download(found.content, f"{_safe(invoice.number)}.{found.ending}")


def _file(sha256: str, name: str) -> HttpResponse:
    return _download(read(sha256), name)


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _safe(number: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in number) or "invoice"
