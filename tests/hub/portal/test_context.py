"""The frame around a page, for a reader without a structure."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from coryphee.hub.portal.context import Frame, FramePerson, frame


@pytest.mark.parametrize(
    ("name", "email", "initials"),
    [
        ("Alice Durand", "a@b.example", "AD"),
        ("Alice", "a@b.example", "A"),
        ("", "zoe@b.example", "Z"),
        ("A B C", "", "AC"),
        ("Élise Noël 👩🏽‍💼", "", "ÉN"),
        ("👩🏽‍💼", "zoe@b.example", "Z"),
        ("محمد بن سلمان", "", "مس"),
    ],
)
def test_initials(name: str, email: str, initials: str) -> None:
    assert FramePerson(name, email).initials == initials


def test_nobody_signed_in_has_a_frame_without_person(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert frame(request)["frame"].person is None
    request.user = AnonymousUser()
    assert frame(request)["frame"].person is None


def test_the_frame_prepared_for_the_page_is_kept(rf: RequestFactory) -> None:
    request = rf.get("/")
    prepared = Frame(person=FramePerson("Alice Durand", "a@b.example"))
    request.frame = prepared  # type: ignore[attr-defined]
    assert frame(request)["frame"] is prepared
