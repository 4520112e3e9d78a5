"""Tokens: client credentials only, secrets and tokens stored as hashes, errors as OAuth2 says them."""

import base64

import pytest

from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.limits import limits_of_token, reserve
from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.sources import Source
from coryphee.hub.journal.models import Entry
from coryphee.hub.partners.models import AccessToken, Application
from coryphee.hub.toolbox import clock
from tests.hub.api.calling import Caller

pytestmark = pytest.mark.django_db


def test_a_client_gets_a_token_for_an_hour(caller: Caller) -> None:
    answer = caller.sign_in()
    assert answer.status_code == 200
    told = answer.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 3600)
    assert answer["Cache-Control"] == "no-store"
    assert "refresh_token" not in told


def test_http_basic_serves_as_well(caller: Caller) -> None:
    signed = base64.b64encode(f"{caller.client_id}:{caller.secret}".encode()).decode()
    answer = caller.http.post(
        "/api/v1/oauth/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {signed}"}
    )
    assert answer.status_code == 200


def test_wrong_secret_and_unknown_client_get_the_same_answer(caller: Caller) -> None:
    wrong = caller.sign_in(client_secret="wrong")
    unknown = caller.sign_in(client_id="unknown")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["error"] == "invalid_client"
    assert wrong["WWW-Authenticate"] == unknown["WWW-Authenticate"] == 'Basic realm="coryphee"'


def test_every_error_is_json(caller: Caller) -> None:
    fields = {"grant_type": "client_credentials", "client_id": caller.client_id, "client_secret": caller.secret}
    in_the_address = caller.http.post(f"/api/v1/oauth/token?client_id={caller.client_id}", fields)
    for answer in (in_the_address, caller.sign_in(scope="nonsense"), caller.sign_in(client_secret="wrong")):
        assert answer.status_code in {400, 401}
        assert answer["Content-Type"] == "application/json"
        assert answer.json()["error"]


def test_the_journal_knows_which_client_failed_and_not_what_it_sent(caller: Caller) -> None:
    signed = base64.b64encode(f"{caller.client_id}:wrong-secret".encode()).decode()
    form = {"grant_type": "client_credentials"}
    caller.sign_in(client_secret="wrong-secret")
    for header in (f"Basic {signed}", "Basic é", "Basic " + base64.b64encode(b"a\x00:b").decode()):
        caller.http.post("/api/v1/oauth/token", form, headers={"Authorization": header})
    events = Entry.objects.filter(kind="client.sign_in_failed").order_by("pk")
    assert [event.object_id for event in events] == [caller.client_id, caller.client_id, "unknown", "unknown"]
    assert not any(b"wrong" in bytes(event.canonical) for event in events)


def test_requests_that_fail_again_and_again_are_refused_unlooked_at_and_leave_no_line(caller: Caller) -> None:
    statuses = [caller.sign_in(client_secret="wrong").status_code for _ in range(13)]
    assert statuses == [401] * 10 + [429] * 3
    refused = caller.sign_in()
    assert (refused.status_code, refused.json()["error"]) == (429, "slow_down")
    assert 0 < int(refused["Retry-After"]) <= 300
    assert Entry.objects.filter(kind="client.sign_in_failed").count() == 10


def test_a_request_of_a_wrong_form_makes_no_failure_forgotten(caller: Caller) -> None:
    fields = {"grant_type": "client_credentials", "client_id": caller.client_id, "client_secret": "wrong"}
    assert [caller.sign_in(client_secret="wrong").status_code for _ in range(9)] == [401] * 9
    assert {caller.http.post("/api/v1/oauth/token?in=the-address", fields).status_code for _ in range(5)} == {400}
    assert [caller.sign_in(client_secret="wrong").status_code for _ in range(2)] == [401, 429]


def test_clients_that_succeed_are_never_counted(caller: Caller) -> None:
    assert {caller.sign_in().status_code for _ in range(35)} == {200}
    assert [caller.sign_in(client_secret="wrong").status_code for _ in range(9)] == [401] * 9
    assert caller.sign_in().status_code == 200
    assert [caller.sign_in(client_secret="wrong").status_code for _ in range(11)] == [401] * 10 + [429]


def test_requests_that_are_under_way_keep_no_other_of_the_client_waiting(caller: Caller) -> None:
    for _request in range(30):
        reserve(limits_of_token(caller.client_id, Source("127.0.0.1")), now=clock.now())
    assert caller.sign_in().status_code == 200


def test_a23_the_tokens_of_a_closed_account_die_at_the_next_request(caller: Caller) -> None:
    owner = create_person(
        email="zoe@example.test", name="Zoé", password=None, language="fr", by="platform", now=clock.now()
    )
    Application.objects.update(user=owner)
    token = caller.sign_in().json()["access_token"]
    call = {"headers": {"Authorization": f"Bearer {token}"}}
    assert caller.http.get("/api/v1/invoices", **call).status_code == 200
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert caller.http.get("/api/v1/invoices", **call).status_code == 401
    assert caller.sign_in().status_code == 401


@pytest.mark.parametrize("grant", ["password", "authorization_code", "implicit", "nonsense"])
def test_other_grants_are_not_offered(caller: Caller, grant: str) -> None:
    answer = caller.sign_in(grant_type=grant)
    assert answer.status_code == 400
    assert answer.json()["error"] == "unsupported_grant_type"


def test_neither_secret_nor_token_is_stored(caller: Caller) -> None:
    caller.sign_in()
    assert caller.secret not in Application.objects.get().client_secret
    assert not AccessToken.objects.exclude(token="").exists()
    assert not AccessToken.objects.filter(token_checksum=caller.token).exists()


def test_a_token_is_asked_for_and_must_be_good(caller: Caller) -> None:
    for token in ("", "nonsense", "é"):
        caller.token = token
        answer = caller.get("/api/v1/invoices")
        assert answer.status_code == 401
        assert answer.json()["code"] == "invalid_token"


def test_a_missing_scope_is_named(caller: Caller) -> None:
    caller.sign_in(scope="invoices")
    answer = caller.deposit(b"<a/>")
    assert answer.status_code == 403
    assert answer.json()["code"] == "insufficient_scope"
    assert "deposits" in answer["WWW-Authenticate"]


def test_an_expired_token_is_refused(caller: Caller) -> None:
    AccessToken.objects.update(expires="2020-01-01T00:00:00Z")
    assert caller.get("/api/v1/invoices").status_code == 401
