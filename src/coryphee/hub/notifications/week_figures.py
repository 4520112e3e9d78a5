"""What a week brought to a structure and how it stands: counts and amounts by currency, one statement a structure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from coryphee.hub.invoices.queries import TO_ACKNOWLEDGE, TO_COMPLETE, TO_PAY, TO_PROCESS, TO_RECYCLE
from coryphee.hub.structures.access import ISSUED, RECEIVED
from coryphee.hub.structures.models import Membership, Structure
from coryphee.hub.toolbox.tenant import tenant

MEASURES = ("new", "blocked", "to_process", "to_pay", "overdue", "paid")

# Amounts: what is new or paid with VAT as invoiced, everything else what is still due.
FIGURES = """
SELECT side, currency,
    count(*) FILTER (WHERE is_new), coalesce(sum(total_with_vat) FILTER (WHERE is_new), 0),
    count(*) FILTER (WHERE blocked), coalesce(sum(amount_due) FILTER (WHERE blocked), 0),
    count(*) FILTER (WHERE to_process), coalesce(sum(amount_due) FILTER (WHERE to_process), 0),
    count(*) FILTER (WHERE to_pay), coalesce(sum(amount_due) FILTER (WHERE to_pay), 0),
    count(*) FILTER (WHERE overdue), coalesce(sum(amount_due) FILTER (WHERE overdue), 0),
    count(*) FILTER (WHERE paid), coalesce(sum(total_with_vat) FILTER (WHERE paid), 0)
FROM (
    SELECT side, currency, total_with_vat, amount_due, deposited_at >= %(since)s AS is_new,
        status = ANY(%(blocked)s) OR (status = %(rejected)s AND side = 'issued' AND NOT rejection_acknowledged)
            AS blocked,
        status = ANY(%(to_process)s) AS to_process, status = ANY(%(to_pay)s) AS to_pay,
        due_date < %(today)s AND status <> ALL(%(ended)s) AS overdue,
        status = 'MISE_EN_PAIEMENT' AND status_at >= %(since)s AS paid
    FROM invoices_boxentry WHERE structure_id = %(structure)s
        AND (deposited_at >= %(since)s OR status <> ALL(%(ended)s)
            OR (status = %(rejected)s AND NOT rejection_acknowledged)
            OR (status = 'MISE_EN_PAIEMENT' AND status_at >= %(since)s))
) entries GROUP BY side, currency ORDER BY side, currency
"""
ENDED = ["REJETEE", "MISE_EN_PAIEMENT", "ABANDONNEE", "SUPPRIMEE"]


@dataclass(slots=True)
class Measure:
    """How many invoices, and their amounts by currency."""

    count: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)

    def add(self, count: int, currency: str, amount: Decimal) -> None:
        """Count invoices of one currency in."""
        if count:
            self.count += count
            self.amounts[currency] = self.amounts.get(currency, Decimal(0)) + amount


SideFigures = Mapping[str, Measure]


def figures_of(structure: Structure, *, since: datetime, today: date) -> dict[str, SideFigures]:
    """Return the measures of each side, behind the structure's wall; sides without invoices are absent."""
    # Where payment is not reported, what is booked has come to its end.
    booked_is_the_end = structure.payment_not_reported
    given: dict[str, Any] = {
        "structure": structure.pk,
        "since": since,
        "today": today,
        "blocked": [TO_COMPLETE, TO_RECYCLE],
        "rejected": TO_ACKNOWLEDGE,
        "to_process": list(TO_PROCESS),
        "to_pay": [code for code in TO_PAY if not (booked_is_the_end and code == "COMPTABILISEE")],
        "ended": [*ENDED, *(["COMPTABILISEE"] if booked_is_the_end else [])],
    }
    sides: dict[str, dict[str, Measure]] = {}
    with tenant(structure.pk), connection.cursor() as cursor:
        cursor.execute(FIGURES, given)
        for side, currency, *numbers in cursor.fetchall():
            measures = sides.setdefault(side, {name: Measure() for name in MEASURES})
            for place, name in enumerate(MEASURES):
                measures[name].add(numbers[2 * place], currency, numbers[2 * place + 1])
    return dict(sides)


def waiting_for(membership: Membership, side: str, measures: SideFigures) -> Measure:
    """Return what of a side waits for this person: to answer as supplier, to process as clerk, to pay as accountant."""
    parts = []
    if side == ISSUED and membership.issued_invoices == Membership.Profile.MODIFICATION:
        parts.append(measures["blocked"])
    if side == RECEIVED and membership.received_invoices == Membership.Profile.MODIFICATION:
        parts.append(measures["to_process"])
    if side == RECEIVED and membership.is_accountant:
        parts.append(measures["to_pay"])
    waiting = Measure()
    for part in parts:
        waiting.count += part.count
        for currency, amount in part.amounts.items():
            waiting.amounts[currency] = waiting.amounts.get(currency, Decimal(0)) + amount
    return waiting
