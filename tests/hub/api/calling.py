"""An API client of the supplier, and how it calls."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from coryphee.hub.flows.working import drain
from coryphee.hub.partners.actions import create_client
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now


@dataclass
class Caller:
    """Software that calls the API with its own client."""

    http: Client
    client_id: str
    secret: str
    token: str = ""

    def sign_in(self, **form: str) -> Any:
        """Ask for a token and keep it."""
        fields = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.secret, **form}
        answer = self.http.post("/api/v1/oauth/token", fields)
        self.token = answer.json().get("access_token", "")
        return answer

    def headers(self, **more: str) -> dict[str, str]:
        """Return the headers of a signed-in call."""
        return {"Authorization": f"Bearer {self.token}", **more}

    def deposit(self, content: bytes, **headers: str) -> Any:
        """Send raw bytes as a deposit."""
        return self.http.post(
            "/api/v1/deposits", content, content_type="application/octet-stream", headers=self.headers(**headers)
        )

    def get(self, path: str, **query: Any) -> Any:
        """Read something."""
        return self.http.get(path, query, headers=self.headers())


def caller_for(structure: Structure) -> Caller:
    """Return a signed-in client of the structure."""
    application, secret = create_client("Test software", structure, by="platform", now=now())
    caller = Caller(Client(), application.client_id, secret)
    caller.sign_in()
    return caller


def work() -> None:
    """Let the worker go until nothing is left to do."""
    while drain():
        pass
