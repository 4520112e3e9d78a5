"""The page on which a person reads what happened to their account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coryphee.hub.accounts.security_log import security_log
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.lists import PAGE_SIZE, page_number, paging
from coryphee.hub.portal.pieces import Chip
from coryphee.hub.portal.security_words import GROUPS, details_of, kinds_of, words_of
from coryphee.hub.portal.sessions import readable_browser

if TYPE_CHECKING:
    from django.http import HttpResponse

    from coryphee.hub.accounts.models import SecurityEvent


@signed_in
@require_safe
def log(request: PersonRequest) -> HttpResponse:
    """Show the events newest first, of one group or of all."""
    group = request.GET.get("about", "")
    kinds = kinds_of(group)
    found = security_log(request.user, page=page_number(request), size=PAGE_SIZE, kinds=kinds)
    chips = [Chip(_("Everything"), "?", on=kinds is None)]
    chips += [Chip(str(label), f"?about={name}", on=name == group) for name, label in GROUPS.items()]
    context = {"rows": [_row(event) for event in found.rows], "chips": chips, "paging": paging(request, found)}
    return render(request, "account/security_log.html", context)


def _row(event: SecurityEvent) -> dict[str, object]:
    return {
        "event": event,
        "words": words_of(event.kind),
        "details": details_of(event.details),
        "browser": readable_browser(event.agent) if event.agent else "",
    }
