"""What every answer carries, and whose word about the caller is believed."""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from coryphee.hub import portal
from coryphee.hub.accounts.sources import source_of
from coryphee.hub.portal.middleware import FORWARDED, ForwardedHeaders

SPOOFED = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7", "HTTP_X_FORWARDED_PROTO": "https"}


def seen_by_views(settings: Any, trusted: list[str], caller: str) -> HttpRequest:
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=caller, **SPOOFED)
    ForwardedHeaders(lambda _: HttpResponse())(request)
    return request


@pytest.mark.parametrize("trusted", [[], ["10.0.0.0/8"]])
def test_a_strangers_forwarded_headers_are_dropped(settings: Any, trusted: list[str]) -> None:
    request = seen_by_views(settings, trusted, "192.0.2.1")
    assert request.META["REMOTE_ADDR"] == "192.0.2.1"
    assert not any(name in request.META for name in FORWARDED)


@pytest.mark.parametrize("trusted", [["10.0.0.1"], ["10.0.0.0/8"]])
def test_a_trusted_proxy_tells_the_callers_address(settings: Any, trusted: list[str]) -> None:
    request = seen_by_views(settings, trusted, "10.0.0.1")
    assert request.META["REMOTE_ADDR"] == "198.51.100.7"
    assert request.META["HTTP_X_FORWARDED_PROTO"] == "https"


def test_every_template_that_asks_again_by_itself_says_so() -> None:
    polling = [
        tag
        for template in (Path(portal.__file__).parent / "templates").rglob("*.html")
        for tag in re.findall(r"<[^<]*hx-trigger=.every[^<]*>", template.read_text(encoding="utf-8"))
    ]
    assert len(polling) > 1
    assert [tag for tag in polling if 'hx-headers=\'{"X-Polling": "1"}\'' not in tag] == []


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("203.0.113.7:1234", "203.0.113.7"),
        ("203.0.113.9, 203.0.113.7:1234", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("2001:db8::1:443", "2001:db8::1:443"),  # a port without brackets cannot be told from the address
        ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
        ("203.0.113.7", "203.0.113.7"),
    ],
)
def test_a_port_is_no_part_of_the_callers_address(settings: Any, written: str, address: str) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=written)
    ForwardedHeaders(lambda _: HttpResponse())(request)
    assert source_of(request).address == str(ip_address(address))
    assert source_of(request).network != "unknown"


@pytest.mark.parametrize("written", ["unknown", "_hidden:80", "[", "203.0.113.7:", ":443", "203.0.113.7:x"])
def test_what_is_no_address_stays_unknown(settings: Any, written: str) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=written)
    ForwardedHeaders(lambda _: HttpResponse())(request)
    assert source_of(request).network in {"unknown", "10.0.0.1"}


def test_an_address_that_is_none_is_not_trusted(settings: Any) -> None:
    assert "HTTP_X_FORWARDED_FOR" not in seen_by_views(settings, ["10.0.0.0/8"], "")
    assert "HTTP_X_FORWARDED_FOR" not in seen_by_views(settings, ["10.0.0.0/8"], "unix:")


@pytest.mark.django_db
def test_every_page_carries_the_policy_and_is_kept_by_nobody() -> None:
    answer = Client().get("/help")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_demo_data_answer_to_this_computer_only(settings: Any) -> None:
    settings.DEMO = True
    assert Client().get("/help", headers={"host": "evil.example"}).status_code == 400
    assert Client().get("/help", headers={"host": "127.0.0.1:8000"}).status_code == 200


@pytest.mark.django_db
def test_an_unknown_host_is_refused() -> None:
    assert Client().get("/help", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_the_api_refuses_plain_http_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    answer = Client().get("/api/v1/invoices")
    assert (answer.status_code, answer.json()["code"]) == (403, "https.required")
    assert Client().get("/api/v1/invoices", secure=True).status_code == 401


@pytest.mark.parametrize(("status", "code"), [(408, "body.too_slow"), (503, "service.unavailable")])
def test_a_body_that_was_given_up_is_answered_in_words(status: int, code: str) -> None:
    given_up = {"coryphee.body_refused": status}
    problem = Client().post("/api/v1/deposits", **given_up)
    assert (problem.status_code, problem.json()["code"]) == (status, code)
    assert problem["Content-Type"] == "application/problem+json"
    page = Client(headers={"accept-language": "fr"}).post("/accounts/login/", **given_up)
    assert page.status_code == status
    assert f'<p class="code muted">{status}</p>' in page.text
    assert page.has_header("Retry-After") == (status == 503)
