"""The frame of the operators' pages: their menu, with what waits for a second operator."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from coryphee.hub.accounts.operator_origins import may_decide
from coryphee.hub.accounts.people_search import open_recoveries
from coryphee.hub.notifications.queries import unread_count
from coryphee.hub.portal.context import Frame, NavigationGroup, NavigationItem, person_of
from coryphee.hub.toolbox.clock import now

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User


def operator_frame(request: HttpRequest, operator: "User") -> Frame:
    """Return the frame around a page for operators."""
    waiting = sum(may_decide(operator, asked) for asked in open_recoveries(now()))
    pages = (
        (_("People"), "operator-people", None),
        (_("Lost factors"), "operator-recoveries", waiting),
        (_("Operators"), "operator-team", None),
    )
    items = []
    for label, page, count in pages:
        url = reverse(page)
        items.append(NavigationItem(label, url, count, current=request.path.startswith(url)))
    return Frame(
        person=person_of(request),
        navigation=(NavigationGroup(_("Administration"), tuple(items)),),
        is_demo=settings.DEMO,
        unread=unread_count(operator.pk),
    )
