"""The token endpoint of the API: client credentials and nothing else."""

import base64
import binascii
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import TokenView

from coryphee.hub.accounts.limits import TooMany, limits_of_token, reserve
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.partners.actions import sign_in_failed
from coryphee.hub.toolbox.clock import now

UNREADABLE = "\x00"


@method_decorator(csrf_exempt, name="dispatch")
class ClientCredentials(TokenView):
    """POST grant_type=client_credentials; the client signs with HTTP Basic or in the form (RFC 6749 2.3.1, 4.4)."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer {access_token, token_type, expires_in, scope}, or an OAuth2 error."""
        grant = request.POST.get("grant_type", "")
        if grant != "client_credentials":
            code = "unsupported_grant_type" if grant else "invalid_request"
            error = {"error": code, "error_description": "Send grant_type=client_credentials as a form field."}
            return JsonResponse(error, status=400, headers={"Cache-Control": "no-store"})
        client_id = _client_id(request)
        answer: HttpResponse
        try:
            attempt = reserve(limits_of_token(client_id, source_of(request)), now=now())
        except TooMany as refusal:
            return _too_many(refusal)
        if not client_id.isprintable():  # the toolkit would fail on it
            answer = JsonResponse({"error": "invalid_client"}, status=401)
        else:
            answer = super().post(request, *args, **kwargs)
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            attempt.fail()
            answer["WWW-Authenticate"] = 'Basic realm="coryphee"'  # how a client signs (RFC 6749 5.2)
            sign_in_failed(client_id, now=now())
        elif answer.status_code == HTTPStatus.OK:
            attempt.forget()
        else:  # refused for its form, maybe before the secret was looked at: that makes up for no failure
            attempt.take_back()
        answer["Cache-Control"] = "no-store"
        answer["Content-Type"] = "application/json"  # the toolkit calls some of its errors a page
        return answer


def _too_many(refusal: TooMany) -> JsonResponse:
    """Answer for a client or a source that failed too often: nothing was looked at, and nothing is journalled."""
    error = {"error": "slow_down", "error_description": "Too many requests failed. Wait the seconds of Retry-After."}
    headers = {"Cache-Control": "no-store", "Retry-After": str(refusal.retry_after)}
    return JsonResponse(error, status=429, headers=headers)


def _client_id(request: HttpRequest) -> str:
    """Return the client that a call says it comes from, by HTTP Basic or in the form; UNREADABLE when it is no text."""
    scheme, _space, signed = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.POST.get("client_id", "")
    try:
        return base64.b64decode(signed, validate=True).decode().partition(":")[0]
    except (binascii.Error, ValueError):
        return UNREADABLE
