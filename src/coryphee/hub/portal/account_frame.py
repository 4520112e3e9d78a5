"""The frame of the pages about one's own account: they belong to a person, not to a structure."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from coryphee.hub.notifications.queries import unread_count
from coryphee.hub.portal.context import Frame, NavigationGroup, NavigationItem, person_of


def account_frame(request: HttpRequest) -> Frame:
    """Return the frame with the menu of the account's pages."""
    pages = [
        (_("Profile"), "profile"),
        (_("Security"), "security"),
        (_("Sessions"), "sessions"),
        (_("Security log"), "security-log"),
        (_("Notifications"), "notification-preferences"),
        (_("My data"), "my-data"),
    ]
    items = [item for label, page in pages if (item := _item(request, label, page))]
    return Frame(
        person=person_of(request),
        navigation=(NavigationGroup(_("My account"), tuple(items)),),
        unread=unread_count(request.user.pk) if request.user.is_authenticated else 0,
        is_demo=settings.DEMO,
    )


def _item(request: HttpRequest, label: str, page: str) -> NavigationItem | None:
    try:
        url = reverse(page)
    except NoReverseMatch:
        return None
    return NavigationItem(label, url, current=request.path == url or request.path.startswith(f"{url}/"))
