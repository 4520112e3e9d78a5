"""Every status that can be stored has a word and a tone."""

from django.utils.translation import override

from coryphee.hub.flows.models import Stage
from coryphee.hub.lifecycle import statuses
from coryphee.hub.portal.wording import STAGES, STATUSES, UNKNOWN, sign_of


def test_every_stage_of_a_flow_has_a_sign() -> None:
    assert set(STAGES) == set(Stage.values)


def test_every_status_of_the_life_cycle_has_a_sign() -> None:
    assert {str(code) for code in statuses.STATUSES} <= set(STATUSES)


def test_all_56_statuses_of_chorus_pro_are_worded() -> None:
    assert len(STATUSES) == 56


def test_an_unknown_code_is_shown_as_unknown() -> None:
    assert sign_of("NO_SUCH_STATUS") is UNKNOWN


def test_words_follow_the_readers_language() -> None:
    with override("fr"):
        assert str(sign_of("MISE_EN_PAIEMENT").word) == "Mise en paiement"
        assert str(sign_of("refused").word) == "À corriger"
    with override("it"):
        assert str(sign_of("REJETEE").word) == "Respinta"
