"""The access rule of each page under /s/<structure>/: who may open it, and behind which wall it is made.

Every route of the portal carries a rule (`view.access_rule`) or stands on the literal list of public pages in
tests/hub/portal/test_access_walk.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from coryphee.hub.portal.account_frame import account_frame
from coryphee.hub.portal.frame import frame_for
from coryphee.hub.portal.operator_frame import operator_frame
from coryphee.hub.structures.access import Acting, person_acting
from coryphee.hub.toolbox.refusals import NotForYou, PlatformRefusal
from coryphee.hub.toolbox.tenant import tenant

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


class PersonRequest(HttpRequest):
    """The request of somebody who is signed in, as `signed_in` hands it to a page: for types alone."""

    user: User


MEMBER = "member"
SIGNED_IN = "signed in"
OPERATOR = "operator"


def acts_for_structure(
    *, sees: str | None = None, changes: str | None = None, opens_wall: bool = True
) -> Callable[[Page], Page]:
    """Open the page to members of the structure in its address only; it is called as page(request, acting, ...).

    `sees` and `changes` name a side ("issued", "received") whose invoices the person must be allowed to read or change.
    Strangers, unknown structures and missing rights all get the same 404. The page is made inside the transaction
    behind the structure's wall, so it must be rendered when it is returned (no lazy responses); a page that screens
    and seals files opens the wall itself (`opens_wall` False), lest a transaction waits for the disk.
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, structure_id: int, **places: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            try:
                acting = _allowed(person_acting(request.user, structure_id), sees, changes)
                request.frame = SimpleLazyObject(lambda: frame_for(request, acting))  # type: ignore[attr-defined]
                if not opens_wall:
                    return page(request, acting, **places)
                with tenant(structure_id):
                    return page(request, acting, **places)
            except NotForYou:
                raise Http404 from None
            except PlatformRefusal:
                # A second click, another tab or a colleague was first; the transaction is rolled back.
                messages.warning(request, too_late())
                return HttpResponseRedirect(_as_it_stands(structure_id, places))

        guarded.access_rule = (MEMBER, sees, changes)  # type: ignore[attr-defined]
        return cast("Page", guarded)

    return decorate


def signed_in(page: Page) -> Page:
    """Open the page to every person who is signed in; it shows and changes what is theirs alone."""

    @wraps(page)
    def guarded(request: HttpRequest, *given: Any, **places: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        request.frame = SimpleLazyObject(lambda: account_frame(request))  # type: ignore[attr-defined]
        return page(request, *given, **places)

    guarded.access_rule = (SIGNED_IN,)  # type: ignore[attr-defined]
    return cast("Page", guarded)


def operators_only(page: Page) -> Page:
    """Open the page to operators of the platform; it is called as page(request, operator, ...).

    For all other people it does not exist. No structure's wall is opened by it.
    """

    @wraps(page)
    def guarded(request: HttpRequest, **places: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        operator = request.user
        if not (operator.is_operator and operator.is_active):
            raise Http404
        request.frame = SimpleLazyObject(lambda: operator_frame(request, operator))  # type: ignore[attr-defined]
        try:
            return page(request, operator, **places)
        except NotForYou:
            raise Http404 from None

    guarded.access_rule = (OPERATOR,)  # type: ignore[attr-defined]
    return cast("Page", guarded)


def too_late() -> str:
    """Say that what was asked no longer fits: nothing was done by this request."""
    return _("The invoice no longer waits for this answer: its status has changed meanwhile. Nothing was sent.")


def _as_it_stands(structure_id: int, places: dict[str, Any]) -> str:
    if "invoice_id" in places:
        return reverse("invoice", args=[structure_id, places["invoice_id"]])
    return reverse("drafts" if "draft_id" in places else "dashboard", args=[structure_id])


def _allowed(acting: Acting, sees: str | None, changes: str | None) -> Acting:
    if (sees and not acting.may_see(sees)) or (changes and not acting.may_change(changes)):
        raise NotForYou
    return acting


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page, and back afterwards: to the page itself, or to that on which a sent form stood.

    Of a form nothing was done, and the reader is told so.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    messages.warning(request, _("Your session has ended. Nothing was saved: sign in and send the form again."))
    asked_from = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(asked_from, {request.get_host()}, require_https=request.is_secure())
    return redirect_to_login(urlsplit(asked_from).path if known else "/")
