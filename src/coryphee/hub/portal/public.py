"""Pages for everybody: what the portal is, help, status, legal pages. None reads a structure's rows."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coryphee.hub.portal.health import healthz
from coryphee.hub.portal.help_pages import GROUPS
from coryphee.hub.portal.pieces import ServiceCheck


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is and whom it serves, with the way to sign in."""
    told = {
        "first_help": GROUPS[0].pages,
        "checks": service_checks(request),
    }
    return render(request, "home.html", told)


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Publisher, licence, personal data, cookies, components."""
    return render(request, "legal.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "accessibility.html")


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """What works at this moment, measured while the page is made."""
    return render(request, "status.html", {"checks": service_checks(request), "measured_at": timezone.now()})


def service_checks(request: HttpRequest) -> tuple[ServiceCheck, ...]:
    """One line per thing a reader depends on, from what `/healthz` found missing."""
    missing = json.loads(healthz(request).content).get("missing", [])
    return (
        ServiceCheck(_("Pages"), works=True, detail=_("This page was made by the same servers.")),
        ServiceCheck(_("Deposits"), works=not missing, detail=_("A file can be received and sealed.")),
        ServiceCheck(_("Invoices"), works="database" not in missing, detail=_("Lists, pages and actions.")),
    )
