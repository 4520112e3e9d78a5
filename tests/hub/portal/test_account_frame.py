"""The pages about one's own account have a menu of the pages there are."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from coryphee.hub.portal.access import signed_in
from coryphee.hub.portal.account_frame import account_frame
from tests.people import World

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    request = RequestFactory().get("/account/profile")
    request.user = AnonymousUser()
    answer = signed_in(lambda request: None)(request)  # type: ignore[arg-type, return-value]
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/account/profile")


def test_a_form_sent_after_the_session_ended_is_told_of_and_its_page_found_again(world: World) -> None:
    answer = Client(headers={"accept-language": "en"}).post(
        "/account/profile", {"town": "Démoville"}, headers={"referer": "http://testserver/account/profile"}, follow=True
    )
    assert answer.redirect_chain == [("/account/login/?next=/account/profile", 302)]
    assert "Nothing was saved" in answer.text


def test_the_frame_names_the_person(world: World) -> None:
    request = RequestFactory().get("/account/security")
    request.user = world.alice
    frame = account_frame(request)
    assert frame.person is not None
    assert frame.person.email == world.alice.email
    assert [item for group in frame.navigation for item in group.items if item.current] == [
        item for group in frame.navigation for item in group.items if item.url == "/account/security"
    ]
