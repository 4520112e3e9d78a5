"""The pages of one's own profile: what a person tells about themselves, and their photo."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coryphee.hub.accounts.actions.profile import ProfileChanged, put_photo, remove_photo, save_profile
from coryphee.hub.accounts.photos import LARGEST_FILE, MEDIA_TYPE, PhotoRefused
from coryphee.hub.accounts.profiles import awaited_addresses, photo_of, profile_of
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.access import PersonRequest, signed_in
from coryphee.hub.portal.language import keep_language
from coryphee.hub.portal.profile_form import ProfileForm, form_of
from coryphee.hub.toolbox.clock import now

PICTURE_ALONE = "sandbox; default-src 'none'"

PHOTO_REFUSALS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Choose a file first."),
    "too_large": gettext_lazy("This file is larger than 5 MB. Save the photo smaller, or take another one."),
    "too_many_pixels": gettext_lazy("This picture has more than 30 million pixels. Save it smaller and send it again."),
    "format": gettext_lazy(
        "This file is no JPEG, PNG or WebP picture, whatever its name says. Save the photo as JPEG and send it again."
    ),
    "broken": gettext_lazy("This picture cannot be read to its end. Save the photo again as JPEG, then send it."),
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """Show the profile; keep what was typed, unless another tab kept something else meanwhile."""
    if request.method != "POST":
        return _page(request, form_of(*profile_of(request.user)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given, language_before = form.fields_given(), request.user.language
    try:
        save_profile(
            request.user,
            given,
            version=form.cleaned_data["version"],
            source=source_of(request),
            by=request.user.actor,
            now=now(),
        )
    except ProfileChanged:
        # What was typed stays in the form; it now carries the version that sending it again replaces.
        newest = {**request.POST.dict(), "version": profile_of(request.user)[1]}
        return _page(request, ProfileForm(newest), status=409, changed_elsewhere=True)
    response = HttpResponseRedirect(reverse("profile"))
    if given.language == language_before:  # these pages may speak another one, chosen before signing in
        messages.success(request, _("Your profile is saved."))
        return response
    with translation.override(given.language):
        messages.success(request, _("Your profile is saved."))
    keep_language(response, given.language)
    return response


@signed_in
@require_POST
def change_photo(request: PersonRequest) -> HttpResponse:
    """Show the person by the file sent from now on, or by their initials again."""
    doing: dict[str, Any] = {"source": source_of(request), "by": request.user.actor, "now": now()}
    if request.POST.get("act") == "remove":
        remove_photo(request.user, **doing)
        messages.success(request, _("Your photo is removed."))
        return HttpResponseRedirect(reverse("profile"))
    try:
        put_photo(request.user, _sent(request), **doing)
    except PhotoRefused as refusal:
        form = form_of(*profile_of(request.user))
        return _page(request, form, status=422, photo_refused=PHOTO_REFUSALS[refusal.code])
    messages.success(request, _("Your photo is shown from now on."))
    return HttpResponseRedirect(reverse("profile"))


@signed_in
@require_safe
def photo(request: PersonRequest) -> HttpResponse:
    """The photo of the person who asks; nobody else's."""
    content = photo_of(request.user)
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": 'inline; filename="photo.webp"',
            "Content-Security-Policy": PICTURE_ALONE,
            "X-Content-Type-Options": "nosniff",
        },
    )


def _sent(request: PersonRequest) -> bytes:
    file = request.FILES.get("photo")
    if not isinstance(file, UploadedFile) or not file.size:
        raise PhotoRefused("missing")
    if file.size > LARGEST_FILE:
        raise PhotoRefused("too_large")
    return bytes(file.read())


def _page(request: PersonRequest, form: ProfileForm, *, status: int = 200, **more: object) -> HttpResponse:
    moment = now()
    awaited = [
        {"change": change, "is_over": change.expires_at <= moment}
        for _purpose, change in sorted(awaited_addresses(request.user).items(), reverse=True)
    ]
    context = {"form": form, "largest": LARGEST_FILE, "awaited": awaited, **more}
    return render(request, "account/profile.html", context, status=status)
