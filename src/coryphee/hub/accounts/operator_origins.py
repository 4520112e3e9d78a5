"""When two operators count as two people: somebody who operates alone could invite a second self.

Each operator was made by the command line or invited by another one. Two whose invitations begin with the same
operator may be one person with two mailboxes, so they do not decide together (docs/decisions/0021).
"""

from coryphee.hub.accounts.models import FactorRecovery, User


def origin_of(operator: User) -> User:
    """Return the operator of the command line with whom the invitations began that led to this one."""
    while operator.invited_by is not None:
        operator = operator.invited_by
    return operator


def may_decide(operator: User, asked: FactorRecovery) -> bool:
    """Whether an operator is the second one for a request, still open or not: not its subject, nor a newcomer."""
    if operator.pk == asked.person_id or operator.joined_at > asked.asked_at:
        return False
    return origin_of(operator) != origin_of(asked.asked_by)


def is_decidable(person: User, by: User) -> bool:
    """Whether somebody could decide what `by` asks about a person now."""
    others = User.objects.filter(is_operator=True, is_active=True).exclude(pk=person.pk)
    asked_from = origin_of(by)
    return any(origin_of(other) != asked_from for other in others)
