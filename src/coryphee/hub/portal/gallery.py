"""Every piece of the portal in every state, on one page: for those who build pages, and for the screenshot tests.

Shown in demo data only. All names are invented.
"""

import datetime as dt
from decimal import Decimal

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coryphee.einvoice.findings import Finding
from coryphee.hub.portal.context import Frame, FramePerson, FrameStructure, NavigationGroup, NavigationItem
from coryphee.hub.portal.pieces import Chip, Link, Paging, TimeLineEntry
from coryphee.hub.portal.wording import STAGES, STATUSES

MORNING = dt.datetime(2026, 9, 11, 7, 14, tzinfo=dt.UTC)
LIMIT = settings.MAXIMUM_FILE_SIZE

FINDINGS = (
    Finding("BR-CO-15", "en16931@1.3.16", "fatal", "BT-112", where="/Invoice/LegalMonetaryTotal", line=88),
    Finding("BR-16", "en16931@1.3.16", "warning", "BG-25", where="/Invoice"),
    Finding("BR-01", "en16931@1.3.16", "info", "BT-24"),
)


class SampleForm(forms.Form):
    """A form with its mistakes shown."""

    number = forms.CharField(label="Number", help_text="As it stands on your invoice.", max_length=20)
    date = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    engagement = forms.CharField(label="Engagement", required=False)
    reason = forms.ChoiceField(label="Reason", choices=[("", "—"), ("amount", "Wrong amount")])
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="The recipient was told", required=False)


class SampleFilter(forms.Form):
    """The fields of a filter bar."""

    service = forms.ChoiceField(label="Service", required=False, choices=[("", "All"), ("1", "Public works")])
    since = forms.DateField(label="Since", required=False, widget=forms.DateInput(attrs={"type": "date"}))


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery, inside the frame of a signed-in person."""
    if not settings.DEMO:
        raise Http404
    structure = FrameStructure("Ateliers Démo SARL", "99900001700015", "#")
    request.frame = Frame(  # type: ignore[attr-defined]
        person=FramePerson("Alice Durand", "alice@ateliers.example"),
        structures=(structure, FrameStructure("Ville de Démo", "99900002500018", "#")),
        structure=structure,
        navigation=navigation(),
        search_url="#",
        is_demo=True,
    )
    return render(request, "gallery.html", samples())


def navigation() -> tuple[NavigationGroup, ...]:
    """A navigation with a current page and counts."""
    return (
        NavigationGroup("", (NavigationItem(_("Dashboard"), "#"), NavigationItem(_("Deposit"), "#"))),
        NavigationGroup(
            _("Invoices"),
            (
                NavigationItem(_("Issued invoices"), "#", count=4, current=True),
                NavigationItem(_("Received invoices"), "#", count=1042),
            ),
        ),
    )


def samples() -> dict[str, object]:
    """Values for each piece."""
    return {
        "statuses": list(STATUSES),
        "stages": list(STAGES),
        "findings": FINDINGS,
        "entries": time_line(),
        "chips": (Chip("To process", "#", 42, on=True), Chip("Suspended", "#", 5), Chip("All", "#")),
        "filter": SampleFilter(),
        "rows": rows(),
        "page": Paging(26, 50, 1284, previous_url="#", next_url="#"),
        "no_page": Paging(0, 0, 0),
        "form": SampleForm({"number": "FA-2026-0412-REVISED-AGAIN", "date": "", "agreed": "on"}),
        "limit": LIMIT,
        "amounts": (Decimal("1234.5"), Decimal(-120), Decimal("18204.77"), None),
        "now": MORNING,
        "progress": {"done": 89, "all": 124},
    }


def time_line() -> tuple[TimeLineEntry, ...]:
    """From the deposit to a rejection, newest first."""
    return (
        TimeLineEntry(
            "Rejected",
            MORNING + dt.timedelta(days=1, minutes=88),
            "bad",
            by="Charlie Petit, Ville de Démo",
            comment="The order BC-77 says 1,134.50. Please send a corrected invoice.",
            code="REJETEE",
        ),
        TimeLineEntry("Suspended", MORNING + dt.timedelta(days=1), "wait", by="Charlie Petit, Ville de Démo"),
        TimeLineEntry("Made available", MORNING + dt.timedelta(minutes=1), "note"),
        TimeLineEntry(
            "Deposited",
            MORNING,
            by="Alice Durand",
            note="sha256 9f2c4a…41d7",
            files=(Link("Receipt", "#"), Link("Order BC-77.pdf", "#")),
        ),
    )


def rows() -> tuple[dict[str, object], ...]:
    """Invoices of a list."""
    cells = (
        ("FA-2026-0418", "Ateliers Démo SARL", "4812.00", "MISE_A_DISPOSITION", dt.date(2026, 10, 14)),
        ("2026/113", "Imprimerie Exemple SAS", "960.00", "SERVICE_FAIT", dt.date(2026, 10, 12)),
        ("F-88231", "Énergie Fictive SA", "18204.77", "SUSPENDUE", dt.date(2026, 9, 17)),
        ("AV-2026-09", "Ateliers Démo SARL", "-120.00", "MANDATEE", None),
    )
    names = ("number", "partner", "amount", "status", "due")
    return tuple(dict(zip(names, row, strict=True)) for row in cells)
