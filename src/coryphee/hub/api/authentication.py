"""Who calls: the bearer token, checked with one query."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from coryphee.hub.partners.queries import token_presented
from coryphee.hub.structures.access import Acting, client_acting
from coryphee.hub.toolbox.clock import now
from coryphee.hub.toolbox.pooled import give_back_connection


class MissingScope(Exception):
    """The token was not given the scope that the operation asks for."""


class Client(HttpBearer):
    """A client of the API with one scope. The view finds the `Acting` in `request.auth`."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Acting | None:
        """Return who acts, None for an unknown or expired token; raises MissingScope, NotForYou."""
        found = token_presented(token, now=now())
        give_back_connection()  # the body comes next, as slowly as the caller likes
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise MissingScope(self.scope)
        return client_acting(found.structure, found.client_id, found.client_name)


def acting(request: Any) -> Acting:  # noqa: ANN401  ninja adds `auth` to the request, which no type says
    """Return who acts in this request (set by `Client`)."""
    who: Acting = request.auth
    return who
