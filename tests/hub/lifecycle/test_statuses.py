"""The whole table, state by actor by target, against the rules written once more in other words."""

import itertools

import pytest

from coryphee.hub.lifecycle.statuses import STATUSES, may_set, targets
from coryphee.hub.structures.models import Structure

KINDS = ("supplier", "clerk", "accountant", "accounting_system", "platform")
ORDER = [
    "MISE_A_DISPOSITION",
    "SERVICE_FAIT",
    "MANDATEE",
    "MISE_A_DISPOSITION_COMPTABLE",
    "COMPTABILISEE",
    "MISE_EN_PAIEMENT",
]
TURNED_BACK = {"SUSPENDUE", "REJETEE", "A_RECYCLER"}
RECIPIENT_MAY = {
    "clerk": {*ORDER, *TURNED_BACK} - {"COMPTABILISEE"},
    "accountant": {*ORDER[3:], "SUSPENDUE"},
    "accounting_system": {*ORDER, *TURNED_BACK},
}
OTHERS = {
    ("platform", "DEPOSEE", "EN_COURS_ACHEMINEMENT"),
    ("platform", "DEPOSEE", "MISE_A_DISPOSITION"),
    ("platform", "EN_COURS_ACHEMINEMENT", "MISE_A_DISPOSITION"),
    ("supplier", "SUSPENDUE", "COMPLETEE"),
    ("supplier", "A_RECYCLER", "MISE_A_DISPOSITION"),
}
BODIES = {
    "plain": Structure(),
    "helios": Structure(helios=True),
    "silent": Structure(payment_not_reported=True),
}


def expected(body: str, status: str, kind: str, target: str) -> bool:
    if kind not in RECIPIENT_MAY:
        return (kind, status, target) in OTHERS
    forbidden = {
        "plain": set(),
        "silent": {"MISE_EN_PAIEMENT"},
        "helios": set() if kind == "accounting_system" else {"MISE_A_DISPOSITION_COMPTABLE", "MISE_EN_PAIEMENT"},
    }
    if target not in RECIPIENT_MAY[kind] - forbidden[body]:
        return False
    if status == "SUSPENDUE":
        return target in {"MISE_A_DISPOSITION", "REJETEE"}
    reached = 0 if status == "COMPLETEE" else ORDER.index(status) if status in ORDER[:-1] else None
    return reached is not None and target in {*TURNED_BACK, *ORDER[reached + 1 :]}


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
