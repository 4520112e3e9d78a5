"""Complementary documents as a plain form gives them: numbered rows of a file, its type and a designation."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coryphee.hub.invoices.attachments import AttachmentGiven, check_attachments

ROWS = 5
LONGEST_DESIGNATION = 200
TYPES = (("02", _("Complementary document")), ("01", _("Invoice or credit note")))


def attachments_given(request: HttpRequest) -> tuple[AttachmentGiven, ...]:
    """Return the documents of a sent form (attachment-1, type-1, designation-1, ...); raises AttachmentRefused."""
    given = []
    for row in range(1, ROWS + 1):
        file = request.FILES.get(f"attachment-{row}")
        if not isinstance(file, UploadedFile):
            continue
        type_code = request.POST.get(f"type-{row}", "")
        designation = request.POST.get(f"designation-{row}", "").replace("\x00", "").strip()[:LONGEST_DESIGNATION]
        known = type_code if type_code in dict(TYPES) else TYPES[0][0]
        given.append(AttachmentGiven(file.read(), file.name or "", known, designation))
    check_attachments(given)
    return tuple(given)
