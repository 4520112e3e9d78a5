"""Every address of the portal has a rule: who may open it. A page without one fails here before anybody finds it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from coryphee.hub.portal.urls import urlpatterns
from tests.hub.portal.browsing import Story, signed_in

# Open to everybody, by decision. Nothing here reads a structure's rows.
PUBLIC = {
    "",
    "help",
    "help/<slug:slug>",
    "legal",
    "accessibility",
    "status",
    "healthz",
    "operators/join/<str:token>",
    "account/lost-factor/<str:token>",  # the link of an approved request; it asks for the password
    "language",
    "notifications/off/<str:token>",  # switches off e-mails of whom the signed link names, and nothing else
    "demo/mail",
    "demo/pieces",
    "account/login/",
    "account/logout/",
    "account/address/<str:token>",
    "account/signup/",
    "account/inactive/",
    "account/unlock/<str:token>/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/password/reset/<uuid:public_id>/<str:token>/",
    "account/signup/sent/",
    "account/activate/<str:token>/",
}


def routes(patterns: Any = urlpatterns, before: str = "") -> list[tuple[str, Any]]:
    found = []
    for pattern in patterns:
        place = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns, place)
        elif isinstance(pattern, URLPattern):
            found.append((place, pattern.callback))
    return found


GUARDED = [place for place, _ in routes() if place not in PUBLIC]
OF_OPERATORS = [place for place in GUARDED if place.startswith("operators/")]
OF_A_STRUCTURE = [place for place in GUARDED if place.startswith("s/<int:structure_id>/")]


def address(place: str, structure: int) -> str:
    """Fill an address with a structure and objects that do not exist."""
    filled = place.replace("<int:structure_id>", str(structure))
    for part, value in (
        ("<uuid:group_id>", "00000000-0000-4000-8000-000000000000"),
        ("<str:status>", "SERVICE_FAIT"),
        ("<str:purpose>", "login"),
        ("<int:deposit_id>", "999999"),
        ("<int:flow_id>", "999999"),
        ("<int:invoice_id>", "999999"),
        ("<int:attachment_id>", "999999"),
        ("<int:draft_id>", "999999"),
        ("<int:number>", "999999"),
        ("<uuid:person_id>", "00000000-0000-4000-8000-000000000000"),
        ("<uuid:recovery_id>", "00000000-0000-4000-8000-000000000000"),
        ("<slug:verb>", "close"),
        ("<uuid:registration_id>", "00000000-0000-4000-8000-000000000000"),
    ):
        filled = filled.replace(part, value)
    assert "<" not in filled, f"the walk does not know how to fill {place}"
    return f"/{filled}"


def test_every_route_has_a_rule_or_is_public() -> None:
    bare = [place for place, page in routes() if place not in PUBLIC and not hasattr(page, "access_rule")]
    assert bare == []


def test_every_route_of_a_structure_is_for_members() -> None:
    rules = {place: page.access_rule[0] for place, page in routes() if place.startswith("s/<int:structure_id>/")}
    assert rules
    assert set(rules.values()) == {"member"}


def test_the_walk_would_see_a_page_without_rule() -> None:
    places = dict(routes())
    assert not hasattr(places["help"], "access_rule")
    assert len(GUARDED) > 20


@pytest.mark.parametrize("place", GUARDED)
def test_the_anonymous_are_sent_to_the_sign_in_page(place: str, story: Story) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address(place, story.world.supplier.pk))
        assert answer.status_code == 302, (method, answer.status_code)
        assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("place", OF_A_STRUCTURE)
def test_a_stranger_reads_the_same_as_for_what_does_not_exist(place: str, story: Story) -> None:
    stranger = signed_in(story.world.eve)
    for method in ("get", "post"):
        foreign = getattr(stranger, method)(address(place, story.world.supplier.pk))
        unknown = getattr(stranger, method)(address(place, 987_654_321))
        huge = getattr(stranger, method)(address(place, 10**30))
        assert (foreign.status_code, unknown.status_code, huge.status_code) == (404, 404, 404), method
        assert without_token(foreign.content) == without_token(unknown.content)


def without_token(page: bytes) -> bytes:
    """Leave out what differs at every request: the form token and the address itself."""
    import re

    return re.sub(rb'value="[^"]*"', b"", page)


@pytest.mark.parametrize("place", OF_OPERATORS)
def test_an_operators_page_does_not_exist_for_others(place: str, story: Story) -> None:
    stranger = signed_in(story.world.eve)
    nowhere = without_token(stranger.get("/operators/no-such-page").content)
    for method in ("get", "post"):
        answer = getattr(stranger, method)(address(place, 1))
        assert answer.status_code == 404, method
        assert without_token(answer.content) == nowhere


def test_every_operators_page_says_so() -> None:
    rules = {page.access_rule[0] for place, page in routes() if place in OF_OPERATORS}
    assert rules == {"operator"}
