"""What the API's answers have in common, whoever made them."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

from coryphee.hub.api.problems import method_not_allowed


class ProblemsOnly:
    """The API says no as a problem, also where the toolkit answers in plain text: a method that is not served."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put a problem in the place of a bare 405."""
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.path.startswith("/api/"):
            return method_not_allowed(answer.headers.get("Allow", ""))
        return answer
