"""Signing in: the page for e-mail and password (allauth; the second factor follows), and where one arrives."""

import json
from typing import Any

from allauth.account import views as account
from allauth.account.stages import LoginStage
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coryphee.hub.accounts.second_factor import end_half_session
from coryphee.hub.portal.access import signed_in
from coryphee.hub.portal.language import keep_language
from coryphee.hub.portal.public import home
from coryphee.hub.structures.queries import structures_of


class SignIn(account.LoginView):
    """The sign-in page; in demo data it lists the invented people, whose passwords open nothing else."""

    def post(self, request: HttpRequest, *given: Any, **places: Any) -> HttpResponse:
        """Begin anew with the password, whoever gave one before in this browser."""
        end_half_session(request)
        return super().post(request, *given, **places)

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponse | None:
        # allauth asks before it looks at the method: a second password is looked at, not sent to the page of the first.
        return None if request.method == "POST" else super()._redirect_to_pending_stage(request, stage)

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        """Call the login by the word that all pages use; its label says it once, without a placeholder."""
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
        form.fields["login"].label = _("E-mail address")
        return form

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Add the demo's people."""
        return {**super().get_context_data(**given), "demo_people": _demo_people()}


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """The home page; signed in, the dashboard of the first structure, or what to do without one."""
    if not request.user.is_authenticated:
        return home(request)
    memberships = structures_of(request.user)
    if not memberships:
        return HttpResponseRedirect(reverse("operators")) if request.user.is_operator else _no_structure(request)
    response = HttpResponseRedirect(reverse("dashboard", args=[memberships[0].structure_id]))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        keep_language(response, request.user.language)
    return response


@signed_in
def _no_structure(request: HttpRequest) -> HttpResponse:
    """Tell somebody who is new what comes next."""
    return render(request, "portal/no_structure.html")


def _demo_people() -> list[dict[str, str]]:
    told = settings.DATA.path / "demo.json"
    if not settings.DEMO or not told.exists():
        return []
    people: list[dict[str, str]] = json.loads(told.read_text(encoding="utf-8")).get("people", [])
    return people
