"""Who counts as a second person: not an account that an operator alone could have made for themselves."""

from datetime import timedelta

import pytest

from coryphee.hub.accounts.actions.factor_recoveries import (
    NobodyDecides,
    NotDecidable,
    approve_factor_recovery,
    ask_factor_recovery,
)
from coryphee.hub.accounts.actions.operators import accept_invitation, invite_operator
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.models import FactorRecovery, User
from coryphee.hub.accounts.operator_origins import origin_of
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.toolbox.clock import now

pytestmark = pytest.mark.django_db


def operator(name: str, by: User | None = None) -> User:
    """Make an operator as everybody does, by an invitation; `by` None is the command line."""
    link = invite_operator(f"{name}@example.test", language="en", by=by, now=now())
    return accept_invitation(
        link.rpartition("/")[2], name=name, password="Tempête-en-Mer-48", source=NOWHERE, now=now()
    )


@pytest.fixture
def zoe() -> User:
    return create_person(email="zoe@example.test", name="Zoe", password=None, language="en", by="platform", now=now())


def ask(whom: User, by: User) -> FactorRecovery:
    later = now() + timedelta(seconds=1)
    return ask_factor_recovery(whom, check_made="met", seen="Her identity card, at the office.", by=by, now=later)


def approve(asked: FactorRecovery, by: User) -> None:
    approve_factor_recovery(asked.public_id, by=by, now=now() + timedelta(seconds=2))


def test_a28_a_second_self_invited_before_the_request_does_not_decide(zoe: User) -> None:
    olga, otto = operator("olga"), operator("otto")
    second_self = operator("olga2", by=olga)
    asked = ask(zoe, olga)
    with pytest.raises(NotDecidable):
        approve(asked, second_self)
    approve(asked, otto)
    asked.refresh_from_db()
    assert asked.decision == FactorRecovery.Decision.APPROVED


def test_a28_nor_does_whoever_invited_nor_a_sibling_nor_a_second_self_of_the_second_self(zoe: User) -> None:
    olga, otto = operator("olga"), operator("otto")
    second, sibling = operator("olga2", by=olga), operator("olga3", by=olga)
    third = operator("olga4", by=second)
    for asker, deciders in ((second, (olga, sibling, third)), (third, (olga, second, sibling))):
        asked = ask(zoe, asker)
        for decider in deciders:
            with pytest.raises(NotDecidable):
                approve(asked, decider)
        FactorRecovery.objects.update(decision=FactorRecovery.Decision.REFUSED, decided_by=otto)
    invited_by_otto = operator("oscar", by=otto)
    approve(ask(zoe, third), invited_by_otto)
    assert origin_of(third) == olga
    assert origin_of(olga) == olga


def test_a28_what_nobody_could_decide_is_not_asked(zoe: User) -> None:
    olga = operator("olga")
    operator("olga2", by=olga)
    with pytest.raises(NobodyDecides):
        ask(zoe, olga)
    otto = operator("otto")
    with pytest.raises(NobodyDecides):  # about the only other person
        ask(otto, olga)
    User.objects.filter(pk=otto.pk).update(is_active=False)
    with pytest.raises(NobodyDecides):
        ask(zoe, olga)
    assert not FactorRecovery.objects.exists()
