"""The pages about one's own account have a menu of the pages there are."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from coryphee.hub.portal.access import signed_in
from coryphee.hub.portal.account_frame import account_frame
from tests.people import World

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    request = RequestFactory().get("/account/profile")
    request.user = AnonymousUser()
    answer = signed_in(lambda request: None)(request)  # type: ignore[arg-type, return-value]
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/account/profile")


def test_the_frame_names_the_person(world: World) -> None:
    request = RequestFactory().get("/account/security")
    request.user = world.alice
    frame = account_frame(request)
    assert frame.person is not None
    assert frame.person.email == world.alice.email
    assert [item for group in frame.navigation for item in group.items if item.current] == [
        item for group in frame.navigation for item in group.items if item.url == "/account/security"
    ]
