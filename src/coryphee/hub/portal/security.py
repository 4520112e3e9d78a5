"""The page about the security of one's own account, recovery codes, and the devices that are trusted."""

from base64 import b64encode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coryphee.hub.accounts.actions.recovery_codes import CODES, make_recovery_codes
from coryphee.hub.accounts.actions.trusted_devices import forget_devices
from coryphee.hub.accounts.factors import factors_of
from coryphee.hub.accounts.security_key_server import server_for
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.confirm_identity import recently_proved
from coryphee.hub.portal.sessions import readable_browser
from coryphee.hub.toolbox.clock import now


@signed_in
@require_safe
def security(request: PersonRequest) -> HttpResponse:
    """Show what proves that it is the person, and what may be changed of it."""
    factors = factors_of(request.user, now=now())
    told = {
        "factors": factors,
        "codes": CODES,
        "devices": [{"device": one, "name": readable_browser(one.agent)} for one in factors.devices],
        "trusted_days": settings.TRUSTED_DEVICE_DAYS,
        "takes_keys": server_for(request) is not None,
    }
    return render(request, "account/security.html", told)


@signed_in
@recently_proved
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: PersonRequest) -> HttpResponse:
    """Ask before the old codes die; on POST make new ones and show them, this once."""
    if factors_of(request.user, now=now()).by_email:
        return HttpResponseRedirect(reverse("security"))
    if request.method != "POST":
        return render(request, "account/recovery_codes_ask.html", {"codes": CODES})
    return show_new_codes(request)


def show_new_codes(request: PersonRequest) -> HttpResponse:
    """Make recovery codes and show them: they stand on this answer and nowhere else."""
    moment = now()
    codes = make_recovery_codes(request.user, source=source_of(request), now=moment)
    title = _("Recovery codes for Coryphée, %(login)s, %(day)s") % {
        "login": request.user.email,
        "day": moment.date().isoformat(),
    }
    text = "\r\n".join([title, "", *codes, ""])
    file = "data:text/plain;charset=utf-8;base64," + b64encode(text.encode()).decode()
    return render(request, "account/recovery_codes.html", {"codes": codes, "file": file})


@signed_in
@require_POST
def forget_device(request: PersonRequest) -> HttpResponse:
    """End the trust of the device named in the form, or of all when it names none."""
    number = request.POST.get("device", "")
    one = int(number) if number.isascii() and number.isdigit() and len(number) < len(str(2**63)) else None
    if number and one is None:
        return HttpResponseRedirect(reverse("security"))
    count = forget_devices(request.user, one, source=source_of(request), by=request.user.actor, now=now())
    if count:
        told = ngettext(
            "One device is no longer trusted: the next sign-in there asks for the second factor.",
            "%(count)s devices are no longer trusted: the next sign-in there asks for the second factor.",
            count,
        )
        messages.success(request, told % {"count": count})
    return HttpResponseRedirect(reverse("security"))
