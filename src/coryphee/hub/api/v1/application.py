"""The API object: its routers, and the one way each foreseen refusal is answered."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from coryphee import __version__, einvoice
from coryphee.hub.api import problems
from coryphee.hub.api.authentication import MissingScope
from coryphee.hub.api.v1.deposits import router as deposits
from coryphee.hub.api.v1.invoices import router as invoices
from coryphee.hub.flows.actions import KeyReused
from coryphee.hub.toolbox.refusals import NotForYou

api = NinjaAPI(
    title="Coryphée API",
    version=__version__,
    urls_namespace="api-v1",
    description=(
        "Get a token from `/api/v1/oauth/token` (client credentials), send a file to `/api/v1/deposits`, follow it, "
        "and fetch invoices. Errors are `application/problem+json`; their `code` never changes meaning (those of the "
        "token endpoint are as RFC 6749 has them). "
        "`Accept-Language: fr, en, it` chooses the language of the words."
    ),
)
api.add_router("/deposits", deposits)
api.add_router("/invoices", invoices)


@api.exception_handler(einvoice.Refused)
def _refused(request: HttpRequest, refusal: einvoice.Refused) -> HttpResponse:
    return problems.refused(refusal)


@api.exception_handler(NotForYou)
def _absent(request: HttpRequest, refusal: NotForYou) -> HttpResponse:
    return problems.not_found(request)


@api.exception_handler(KeyReused)
def _key_reused(request: HttpRequest, refusal: KeyReused) -> HttpResponse:
    return problems.problem(
        422,
        "idempotency.key_reused",
        _("This Idempotency-Key was used for other bytes."),
        mending=_("Use a new key for a new file. The first deposit is untouched."),
    )


@api.exception_handler(AuthenticationError)
def _unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problems.problem(
        401,
        "invalid_token",
        _("The access token is missing, unknown or expired."),
        mending=_("Get one from /api/v1/oauth/token and send it as `Authorization: Bearer TOKEN`."),
    )
    answer["WWW-Authenticate"] = 'Bearer realm="coryphee", error="invalid_token"'
    return answer


@api.exception_handler(MissingScope)
def _scope(request: HttpRequest, error: MissingScope) -> HttpResponse:
    answer = problems.problem(
        403,
        "insufficient_scope",
        _("The access token lacks the scope %(scope)s.") % {"scope": error},
        mending=_("Ask for a token with scope=%(scope)s.") % {"scope": error},
    )
    answer["WWW-Authenticate"] = f'Bearer realm="coryphee", error="insufficient_scope", scope="{error}"'
    return answer


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    where = "; ".join(f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors)
    return problems.invalid(where)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.problem(error.status_code, "request.refused", str(error))
