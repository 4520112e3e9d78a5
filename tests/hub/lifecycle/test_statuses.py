"""The whole table, state by actor by target, against the rules written once more in other words."""

import itertools

import pytest

from coryphee.hub.lifecycle.statuses import STATUSES, may_set, targets
from coryphee.hub.structures.models import Structure

KINDS = ("supplier", "clerk", "accountant", "accounting_system", "platform")
ORDER = ["MISE_A_DISPOSITION", "SERVICE_FAIT", "MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE", "MISE_EN_PAIEMENT"]
RECIPIENT_MAY = {
    "clerk": {"SERVICE_FAIT", "MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "MISE_EN_PAIEMENT", "SUSPENDUE", "REJETEE", "A_RECYCLER", "MISE_A_DISPOSITION"},
    "accountant": {"MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE", "MISE_EN_PAIEMENT", "SUSPENDUE"},
    "accounting_system": {"SERVICE_FAIT", "MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE", "MISE_EN_PAIEMENT", "SUSPENDUE", "REJETEE", "A_RECYCLER", "MISE_A_DISPOSITION"},
}  # fmt: skip
BODIES = {
    "plain": Structure(),
    "helios": Structure(helios=True),
    "silent": Structure(payment_not_reported=True),
}


def expected(body: str, status: str, kind: str, target: str) -> bool:
    if kind == "platform":
        return (status, target) in {
            ("DEPOSEE", "EN_COURS_ACHEMINEMENT"), ("DEPOSEE", "MISE_A_DISPOSITION"), ("EN_COURS_ACHEMINEMENT", "MISE_A_DISPOSITION"),
        }  # fmt: skip
    if kind == "supplier":
        return (status, target) in {("SUSPENDUE", "COMPLETEE"), ("A_RECYCLER", "MISE_A_DISPOSITION")}
    if target not in RECIPIENT_MAY[kind]:
        return False
    if body == "silent" and target == "MISE_EN_PAIEMENT":
        return False
    if body == "helios" and kind == "clerk" and target in {"MISE_A_DISPOSITION_COMPTABLE", "MISE_EN_PAIEMENT"}:
        return False
    if status == "SUSPENDUE":
        return target in {"MISE_A_DISPOSITION", "REJETEE"}
    place = 0 if status == "COMPLETEE" else ORDER.index(status) if status in ORDER[:-1] else None
    if place is None:
        return False
    return target in {"SUSPENDUE", "REJETEE", "A_RECYCLER"} or target in ORDER[place + 1 :]


@pytest.mark.parametrize("body", BODIES)
def test_every_state_actor_and_target(body: str) -> None:
    wrong = [
        cell
        for cell in itertools.product(STATUSES, KINDS, STATUSES)
        if may_set(cell[0], cell[2], cell[1], BODIES[body]) != expected(body, *cell)
    ]
    assert wrong == []


def test_all_codes_of_the_official_enumeration_are_there() -> None:
    assert len(STATUSES) == 56
    assert all(status.french and status.english and status.italian for status in STATUSES.values())


def test_reform_codes_are_those_of_the_reform() -> None:
    codes = {status.reform for status in STATUSES.values()} - {""}
    assert codes <= {str(number) for number in (*range(200, 215), 220, 221, *range(224, 229))}


def test_payment_is_reached_at_once_and_final() -> None:
    assert "MISE_EN_PAIEMENT" in [target.code for target in targets("MISE_A_DISPOSITION", {"clerk"}, BODIES["plain"])]
    for final in ("MISE_EN_PAIEMENT", "REJETEE"):
        assert STATUSES[final].final
        assert targets(final, KINDS, BODIES["plain"]) == ()


def test_three_statuses_ask_for_a_reason() -> None:
    asked = {target.code for target in targets("MISE_A_DISPOSITION", KINDS, BODIES["plain"]) if target.reason_required}
    assert asked == {"SUSPENDUE", "REJETEE", "A_RECYCLER"}
