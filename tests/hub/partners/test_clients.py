"""Clients of the API: their secret is shown once, their tokens are found by hash."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from coryphee.hub.partners.actions import create_client
from coryphee.hub.partners.models import AccessToken, Application
from coryphee.hub.partners.queries import token_presented
from coryphee.hub.toolbox.clock import now
from tests.people import create_world

pytestmark = pytest.mark.django_db


def make() -> tuple[Application, str]:
    return create_client("Test", create_world().supplier, by="platform", now=now())


def test_the_secret_is_long_random_and_kept_hashed() -> None:
    application, secret = make()
    stored = Application.objects.get().client_secret
    assert len(secret) >= 43
    assert secret not in stored
    assert stored.startswith("coryphee_client_secret$")
    assert check_password(secret, stored)
    assert application.actor == f"client:{application.client_id}"


def test_a_token_is_found_in_one_query_until_it_expires(django_assert_num_queries: object) -> None:
    application, _ = make()
    token = AccessToken(application=application, scope="deposits", expires=now() + timedelta(hours=1), token="t" * 30)
    token.save()
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = token_presented("t" * 30, now=now())
        assert found is not None
        assert (found.client_id, found.scopes) == (application.client_id, {"deposits"})
        assert found.structure == application.structure
    assert token_presented("t" * 30, now=now() + timedelta(hours=2)) is None
    assert token_presented("other", now=now()) is None
