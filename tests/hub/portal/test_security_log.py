"""The security log: each person reads their own, in their language."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils.html import escape

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.models import SecurityEvent
from coryphee.hub.accounts.recent_proof import SKIPPED
from coryphee.hub.accounts.sources import NOWHERE, Source
from coryphee.hub.portal.second_factor import APP, EMAIL, KEY, RECOVERY
from coryphee.hub.portal.security_words import FACTORS, GROUPS, UNKNOWN, WORDS, kinds_of, words_of
from coryphee.hub.toolbox.clock import now
from tests.hub.portal.browsing import Story, signed_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_an_event_says_what_when_and_from_where(story: Story) -> None:
    alice = story.world.alice
    record_security_event("person.signed_in", alice, source=Source("192.0.2.7", FIREFOX), by="x", now=now())
    record_security_event("person.session_ended", alice, source=NOWHERE, by="x", now=now(), sessions=3)
    page = story.browser(alice).get("/account/security-log").content.decode()
    for words in ("Sign-in", "Firefox on Windows", "192.0.2.7", "3 sessions", "The platform itself"):
        assert words in page
    assert page.index("Sessions ended") < page.index("Firefox")
    assert "192.0.2.7" not in story.browser(story.world.eve).get("/account/security-log").content.decode()


@pytest.mark.parametrize(("language", "title"), [("fr", "Profil modifié"), ("it", "Profilo modificato")])
def test_the_log_speaks_the_readers_language(story: Story, language: str, title: str) -> None:
    record_security_event("person.profile_changed", story.world.bob, source=NOWHERE, by="x", now=now(), fields=["town"])
    page = signed_in(story.world.bob, language).get("/account/security-log").content.decode()
    assert title in page
    assert "commune" in page or "comune" in page


@pytest.mark.parametrize("language", ["fr", "en", "it"])
def test_the_log_says_which_factor_opened(story: Story, language: str) -> None:
    words = {
        "email": {
            "fr": "avec le code reçu par e-mail",
            "en": "with the code sent by e-mail",
            "it": "con il codice ricevuto per e-mail",
        },
        "app": {
            "fr": "avec un code de l’application",
            "en": "with a code from the authenticator app",
            "it": "con un codice dell’app",
        },
        "key": {"fr": "avec une clé de sécurité", "en": "with a security key", "it": "con una chiave di sicurezza"},
        "recovery": {"fr": "avec un code de secours", "en": "with a recovery code", "it": "con un codice di recupero"},
        SKIPPED: {
            "fr": "depuis un navigateur de confiance",
            "en": "from a trusted browser",
            "it": "da un browser attendibile",
        },
    }
    assert set(words) == set(FACTORS) == {EMAIL, APP, KEY, RECOVERY, SKIPPED}
    for factor in words:
        facts = {"factor": factor, "new_browser": False}
        record_security_event("person.signed_in", story.world.bob, source=NOWHERE, by="x", now=now(), **facts)
    page = unescape(signed_in(story.world.bob, language).get("/account/security-log").content.decode())
    assert [factor for factor, said in words.items() if said[language] not in page] == []


def test_the_log_is_paged_and_filtered(story: Story) -> None:
    bob = story.world.bob
    SecurityEvent.objects.bulk_create(
        SecurityEvent(person=bob, kind="person.signed_in", at=now() - timedelta(minutes=n)) for n in range(60)
    )
    SecurityEvent.objects.create(person=bob, kind="person.photo_changed", at=now() - timedelta(days=2))
    browser = story.browser(bob)
    first = browser.get("/account/security-log").content.decode()
    assert "Photo changed" not in first
    assert "1 to 25 of 61" in first
    assert "Photo changed" in browser.get("/account/security-log?page=3").content.decode()
    assert "Photo changed" in browser.get("/account/security-log?page=999999").content.decode()
    one = browser.get("/account/security-log?about=profile").content.decode()
    assert "1 to 1 of 1" in one
    assert browser.get("/account/security-log?about=%00&page=-1").status_code == 200


def test_what_a_browser_calls_itself_is_text(story: Story) -> None:
    agent = "<script>alert(1)</script>"
    record_security_event("person.signed_in", story.world.bob, source=Source("192.0.2.7", agent), by="x", now=now())
    page = story.browser(story.world.bob).get("/account/security-log").content.decode()
    assert agent not in page
    assert escape(agent) in page


def test_every_kind_has_a_group_and_old_ones_have_general_words() -> None:
    assert {words.group for words in WORDS.values()} == set(GROUPS)
    assert kinds_of("nothing") is None
    assert words_of("person.of_an_older_version") == UNKNOWN
