"""Every no of the API is a problem (RFC 9457), also where no operation of it answers."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/nothing", 404, "address.unknown"),
        ("post", "/api/v1/nothing", 404, "address.unknown"),
        ("delete", "/api/v1/deposits", 405, "method.not_allowed"),
        ("put", "/api/v1/oauth/token", 405, "method.not_allowed"),
    ],
)
def test_what_no_operation_answers_is_a_problem_too(method: str, path: str, status: int, code: str) -> None:
    answer = getattr(Client(), method)(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["help"]
    assert answer.has_header("Allow") == (status == 405)


def test_a_host_that_is_not_ours_is_a_problem_too() -> None:
    answer = Client().get("/api/v1/invoices", headers={"host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "request.malformed")


def test_people_still_get_pages() -> None:
    assert Client().get("/nothing")["Content-Type"].startswith("text/html")
