"""Every event has words, in each language, for one and for many."""

import pytest
from django.utils import translation

from coryphee.hub.notifications.events import EVENTS, FILES
from coryphee.hub.notifications.families import FAMILIES
from coryphee.hub.notifications.words import FAMILY_MEANINGS, FAMILY_TITLES, mail_subject, named, title


@pytest.mark.parametrize("language", ["en", "fr", "it"])
@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_words(event: str, language: str) -> None:
    with translation.override(language):
        one, many = title(event, 1, "Ville d'Exemple"), title(event, 1200, "Ville d'Exemple")
    assert {"en": "1,200", "fr": "1\N{NO-BREAK SPACE}200", "it": "1.200"}[language] in many
    assert one != many
    assert ("Ville d'Exemple" in one) == ("Ville d'Exemple" in many) == (event not in FILES)
    assert "%" not in one + many


def test_the_first_names_are_listed_and_the_others_counted() -> None:
    with translation.override("en"):
        assert named(("F-1",), 1) == "F-1"
        assert named(("F-1", "F-2"), 2) == "F-1, F-2"
        assert named(("F-1", "F-2", "F-3"), 4) == "F-1, F-2, F-3 and 1 other"
        assert named((), 7) == ""


def test_every_family_says_what_it_is() -> None:
    assert set(FAMILY_TITLES) == set(FAMILY_MEANINGS) == set(FAMILIES)


def test_a_subject_says_the_one_thing_or_how_many() -> None:
    with translation.override("fr"):
        assert (
            mail_subject("waiting", 1, "Ville d'Exemple a rejeté une facture") == "Ville d'Exemple a rejeté une facture"
        )
        assert mail_subject("waiting", 3, "…") == "3 informations attendent une action de votre part"
        assert mail_subject("progress", 3, "…") == "Des nouvelles de vos factures"
