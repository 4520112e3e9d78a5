"""The profile page: seen and changed by its owner alone."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from coryphee.hub.accounts.models import Photo, SecurityEvent, User
from coryphee.hub.portal.profile_form import LONGEST_BIOGRAPHY, country_choices
from tests.hub.portal.browsing import Story, signed_in

FILLED = {
    "name": "Alice Exemple",
    "language": "en",
    "phone": "+33 1 23 45 67 89",
    "street": "1 rue de l'Exemple",
    "postal_code": "75000",
    "town": "Démoville",
    "country": "FR",
    "biography": "Accounting.\r\nOn Mondays <b>away</b>.",
    "version": "0",
}
HEADERS = {"user_agent": "Mozilla/5.0 Firefox/140.0"}


def red_square(kind: str = "PNG") -> io.BytesIO:
    written = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(written, kind)
    written.seek(0)
    written.name = "portrait.svg"  # a name says nothing
    return written


def test_a_profile_is_saved_and_shown_again(story: Story) -> None:
    alice = story.browser(story.world.alice)
    answer = alice.post("/account/profile", FILLED, follow=True)
    page = answer.content.decode()
    assert "Your profile is saved." in page
    assert 'value="+33 1 23 45 67 89"' in page
    assert "&lt;b&gt;away&lt;/b&gt;" in page
    kept = User.objects.get(pk=story.world.alice.pk)
    assert (kept.language, kept.profile_row.biography) == ("en", "Accounting.\nOn Mondays <b>away</b>.")
    assert answer.client.cookies["language"].value == "en"
    assert SecurityEvent.objects.get(person=kept, kind="person.profile_changed").source == "127.0.0.1"


def test_the_page_after_a_new_language_speaks_it(story: Story) -> None:
    answer = story.browser(story.world.alice).post("/account/profile", {**FILLED, "language": "it"}, follow=True)
    assert answer.headers["Content-Language"] == "it"
    assert '<html lang="it">' in answer.content.decode()


def test_saving_something_else_leaves_the_language_of_the_page(story: Story) -> None:
    alice = story.browser(story.world.alice)  # reads English; her profile says French
    answer = alice.post("/account/profile", {**FILLED, "language": "fr"}, follow=True)
    assert answer.headers["Content-Language"] == "en"
    assert "Your profile is saved." in answer.text


def test_the_language_of_the_footer_is_that_of_the_profile(story: Story) -> None:
    alice = story.browser(story.world.alice)
    alice.post("/language", {"language": "it", "next": "/account/profile"})
    assert '<option value="it" selected>' in alice.get("/account/profile").content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "Alice\nBcc: all@example.test"),
        ("name", "Alice\r\nBcc: all@example.test"),
        ("name", "ecilA \u202eelpmexE"),
        ("name", "A" * 151),
        ("phone", "call me"),
        ("phone", "1"),
        ("town", "Démo\x00ville"),
        ("country", "XX"),
        ("language", "de"),
        ("biography", "b" * (LONGEST_BIOGRAPHY + 1)),
        ("biography", "a \x1b[31m bell"),
        ("version", "-1"),
        ("version", "99999999999999999999"),
        ("version", ""),
    ],
)
def test_w25_what_no_field_takes_is_refused_and_kept_on_the_page(story: Story, field: str, typed: str) -> None:
    answer = story.browser(story.world.alice).post("/account/profile", {**FILLED, field: typed})
    assert answer.status_code == 422
    assert "1 rue de l&#x27;Exemple" in answer.content.decode()
    assert not SecurityEvent.objects.exists()


def test_an_older_tab_is_told_and_loses_nothing(story: Story) -> None:
    alice = story.browser(story.world.alice)
    alice.post("/account/profile", FILLED)
    older = alice.post("/account/profile", {**FILLED, "town": "Autreville"})
    page = older.content.decode()
    assert older.status_code == 409
    assert "Your profile was changed in another tab" in page
    assert 'value="Autreville"' in page
    assert User.objects.get(pk=story.world.alice.pk).profile_row.town == "Démoville"
    again = alice.post("/account/profile", {**FILLED, "town": "Autreville", "version": "1"})
    assert again.status_code == 302
    assert alice.post("/account/profile", {**FILLED, "town": "Autreville", "version": "1"}).status_code == 302


def test_a_photo_is_shown_in_the_menu_and_sent_to_nobody_else(story: Story) -> None:
    alice, eve = story.browser(story.world.alice), story.browser(story.world.eve)
    assert (
        "Your photo is shown"
        in alice.post("/account/profile/photo", {"photo": red_square()}, follow=True).content.decode()
    )
    page = alice.get("/account/profile").content.decode()
    version = User.objects.get(pk=story.world.alice.pk).photo_version
    assert page.count(f'src="/account/photo?{version}"') == 2
    picture = alice.get(f"/account/photo?{version}")
    assert picture.headers["Content-Type"] == "image/webp"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert picture.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert picture.headers["Cache-Control"] == "no-store"
    assert Image.open(io.BytesIO(picture.content)).size == (320, 320)
    assert eve.get(f"/account/photo?{version}").status_code == 404
    assert Client().get(f"/account/photo?{version}").status_code == 302


def test_a_photo_is_replaced_and_removed(story: Story) -> None:
    alice = story.browser(story.world.alice)
    for _time in range(2):
        alice.post("/account/profile/photo", {"photo": red_square("JPEG")})
    assert Photo.objects.count() == 1
    for _time in range(2):
        assert alice.post("/account/profile/photo", {"act": "remove"}).status_code == 302
    assert not Photo.objects.exists()
    assert alice.get("/account/photo").status_code == 404
    assert "/account/photo?" not in alice.get("/account/profile").content.decode()
    kinds = list(SecurityEvent.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["person.photo_changed", "person.photo_changed", "person.photo_removed"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Choose a file first"),
        (b"<svg/>", "no JPEG, PNG or WebP picture"),
        (bytes(5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (red_square().getvalue()[:80], "cannot be read to its end"),
    ],
)
def test_a_file_that_makes_no_photo_is_refused_in_words(story: Story, content: bytes | None, words: str) -> None:
    given: dict[str, Any] = {}
    if content is not None:
        given["photo"] = io.BytesIO(content)
        given["photo"].name = "portrait.jpg"
    answer = story.browser(story.world.alice).post("/account/profile/photo", given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'action="/account/profile" novalidate' in answer.content.decode(), "the other form goes on as before"
    assert not Photo.objects.exists()


def test_countries_stand_in_the_order_of_the_language(story: Story) -> None:
    from django.utils.translation import override

    with override("fr"):
        names = [name for _code, name in country_choices()]
    assert names.index("États-Unis") < names.index("Finlande")
    with override("it"):
        assert ("DE", "Germania") in country_choices()


def test_a_person_without_structure_has_a_profile(db: None) -> None:
    nobody = User.objects.create_user("new@example.test", name="New Exemple")
    assert signed_in(nobody).get("/account/profile").status_code == 200
