"""The token endpoint of the API: client credentials and nothing else."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import TokenView


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
        answer: HttpResponse = super().post(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer
