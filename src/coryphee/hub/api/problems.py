"""How the API says no: `application/problem+json` (RFC 9457) with a stable `code`, in the caller's language."""

import sys
from typing import cast

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coryphee import einvoice
from coryphee.einvoice.words import Language
from coryphee.hub.toolbox.outages import RETRY_AFTER, is_outage

STATUS_OF_CATEGORY = {"malformed": 400, "too_large": 413, "type": 415, "content": 422}


def problem(
    status: int, code: str, title: str, *, detail: str = "", mending: str = "", **members: object
) -> JsonResponse:
    """Return a problem: `title` says what is wrong, `detail` where, `help` what to do now."""
    body = {"type": "about:blank", "status": status, "code": code, "title": title, "detail": detail, "help": mending}
    return JsonResponse({**body, **members}, status=status, content_type="application/problem+json")


def refused(refusal: einvoice.Refused) -> JsonResponse:
    """Say why the door refused a file."""
    words = einvoice.explain(refusal.code, refusal.parameters, language())
    return problem(
        STATUS_OF_CATEGORY[refusal.category], refusal.code, words.message, detail=str(refusal), mending=words.fix
    )


def not_found(request: HttpRequest) -> JsonResponse:
    """Answer for what is absent and for what belongs to somebody else: byte for byte the same."""
    return problem(
        404,
        "not_found",
        _("There is nothing here for this client."),
        mending=_("Check the identifier, and that the client belongs to the right structure."),
    )


def no_such_address(request: HttpRequest) -> JsonResponse:
    """Answer for an address that the API does not have."""
    return problem(404, "address.unknown", _("The API has no such address."), mending=_see_the_docs())


def method_not_allowed(allowed: str) -> JsonResponse:
    """Answer for an address that serves other methods (`allowed`: "GET, POST")."""
    title = _("This address does not serve that method.")
    answer = problem(405, "method.not_allowed", title, mending=_("It serves %(methods)s.") % {"methods": allowed})
    answer["Allow"] = allowed
    return answer


def invalid(where: str) -> JsonResponse:
    """Answer for parameters that are not as described; `where` names each with its fault."""
    return problem(
        422,
        "request.invalid",
        _("A parameter of the request is not as described."),
        detail=where,
        mending=_("See /api/v1/docs for the parameters of this operation."),
    )


def bad_request(request: HttpRequest) -> JsonResponse:
    """Answer for a request that could not be read at all: a broken form, a foreign Host."""
    return problem(400, "request.malformed", _("The request cannot be read."), mending=_see_the_docs())


def server_error(request: HttpRequest) -> JsonResponse:
    """Answer for what nobody foresaw (500), and for an outage (503): sent again a little later, it may succeed."""
    if is_outage(sys.exc_info()[1]):
        answer = problem(
            503,
            "service.unavailable",
            _("The service is interrupted for a moment."),
            mending=_("Send the same request again after the seconds of Retry-After, with the same Idempotency-Key."),
        )
        answer["Retry-After"] = RETRY_AFTER
        return answer
    return problem(
        500,
        "service.failed",
        _("Something broke on our side."),
        detail=_("What was acknowledged is safe."),
        mending=_("Send the same request again with the same Idempotency-Key; if it fails again, report the time."),
    )


def _see_the_docs() -> str:
    return _("See /api/v1/docs for what there is.")


def language() -> Language:
    """Return the language of the answer: fr, en or it."""
    return cast("Language", (get_language() or "fr")[:2])
