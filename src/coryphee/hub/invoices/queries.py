"""Lists and counts of invoices, each for one structure and one side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from coryphee.hub.invoices.models import BoxEntry, Draft
from coryphee.hub.invoices.search_words import search_words, tsquery
from coryphee.hub.structures.access import ISSUED, RECEIVED, Acting
from coryphee.hub.toolbox.refusals import NotForYou

# What waits for whom: the codes of lifecycle/statuses.py that somebody of this side is expected to move on.
TO_PROCESS = ("MISE_A_DISPOSITION", "COMPLETEE", "SERVICE_FAIT")
TO_PAY = ("MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE")
TO_COMPLETE, TO_RECYCLE, TO_ACKNOWLEDGE = "SUSPENDUE", "A_RECYCLER", "REJETEE"

# Sorting, each with an index of its own; the identifier makes the order total.
SORTS = {
    "-deposited_at": ("-deposited_at", "-id"),
    "deposited_at": ("deposited_at", "id"),
    "-total_with_vat": ("-total_with_vat", "-id"),
    "total_with_vat": ("total_with_vat", "id"),
    "number": ("number", "id"),
    "-number": ("-number", "-id"),
    "due_date": ("due_date", "id"),
    "-due_date": ("-due_date", "-id"),
}
NEWEST = "-deposited_at"


@dataclass(frozen=True, slots=True)
class InvoiceFilters:
    """What to look for; empty means everything. Dates are whole days in the platform's time zone, both ends included.

    partner is a name or an identifier, as far as it was typed; service a service code; number the beginning of BT-1.
    """

    text: str = ""
    statuses: tuple[str, ...] = ()
    partner: str = ""
    service: str = ""
    number: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    deposited_from: date | None = None
    deposited_to: date | None = None
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    waiting_for_me: bool = False
    sort: str = NEWEST


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """One page of a list; `total` counts everything the filters let through, `pages` is at least 1."""

    rows: list[BoxEntry]
    total: int
    page: int
    pages: int


def list_invoices(acting: Acting, side: str, *, filters: InvoiceFilters, page: int, size: int) -> InvoicePage:
    """Return one page of the issued or received invoices, in three queries. Call it behind the structure's wall.

    A page beyond the last one gives the last one. Raises NotForYou when the acting one may not see this side.
    """
    found = _filtered(acting, side, filters)
    order = SORTS.get(filters.sort, SORTS[NEWEST])
    total = found.count()
    pages = max(1, -(-total // size))
    at = min(max(page, 1), pages)
    # The numbers first, from the index alone: far pages would otherwise read every row that they skip.
    numbers = list(found.order_by(*order).values_list("id", flat=True)[(at - 1) * size : at * size])
    rows = {row.pk: row for row in BoxEntry.objects.filter(structure_id=acting.structure_id, pk__in=numbers)}
    return InvoicePage([rows[number] for number in numbers], total, at, pages)


def waiting_counts(acting: Acting) -> dict[str, int]:
    """Return how many invoices wait for the acting one, per task; tasks of a side closed to them are absent.

    issued (to_complete + to_recycle + to_acknowledge), drafts; received (to_process + to_pay, as far as theirs).
    """
    counts: dict[str, int] = {}
    by_status = _counts_by_status(acting)
    if acting.may_see(ISSUED):
        counts["to_complete"] = by_status.get((ISSUED, TO_COMPLETE), 0)
        counts["to_recycle"] = by_status.get((ISSUED, TO_RECYCLE), 0)
        counts["to_acknowledge"] = by_status.get((ISSUED, TO_ACKNOWLEDGE), 0)
        counts["issued"] = counts["to_complete"] + counts["to_recycle"] + counts["to_acknowledge"]
        counts["drafts"] = Draft.objects.filter(structure_id=acting.structure_id, sent_flow__isnull=True).count()
    if acting.may_see(RECEIVED):
        mine = _waiting_statuses(acting)
        counts["to_process"] = sum(by_status.get((RECEIVED, code), 0) for code in TO_PROCESS if code in mine)
        counts["to_pay"] = sum(by_status.get((RECEIVED, code), 0) for code in TO_PAY if code in mine)
        counts["received"] = counts["to_process"] + counts["to_pay"]
    return counts


def received_entries(acting: Acting, invoice_ids: Sequence[int]) -> list[BoxEntry]:
    """Return those of these invoices that the structure received, newest deposit first. Raises NotForYou."""
    if not acting.may_see(RECEIVED):
        raise NotForYou
    mine = BoxEntry.objects.filter(structure_id=acting.structure_id, side=RECEIVED, invoice_id__in=invoice_ids)
    return list(mine.order_by("-deposited_at", "-id"))


def list_drafts(acting: Acting) -> list[Draft]:
    """Return the drafts that were not sent, the last touched first. Raises NotForYou."""
    if not acting.may_see(ISSUED):
        raise NotForYou
    unsent = Draft.objects.filter(structure_id=acting.structure_id, sent_flow__isnull=True)
    return list(unsent.select_related("replaces").order_by("-updated_at", "-id"))


@dataclass(frozen=True, slots=True)
class Figures:
    """A side of the dashboard: how many invoices of a period, their sums by currency, and what is still to be paid."""

    count: int
    totals: dict[str, Decimal]
    unpaid: dict[str, Decimal]


def dashboard_figures(acting: Acting, side: str, *, since: datetime) -> Figures:
    """Sum up what was deposited since a moment; rejected invoices count, their amounts do not. Raises NotForYou."""
    if not acting.may_see(side):
        raise NotForYou
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT currency, count(*), coalesce(sum(total_with_vat) FILTER (WHERE status <> 'REJETEE'), 0), "
            "coalesce(sum(amount_due) FILTER (WHERE status NOT IN ('REJETEE', 'MISE_EN_PAIEMENT')), 0) "
            "FROM invoices_boxentry WHERE structure_id = %s AND side = %s AND deposited_at >= %s GROUP BY currency",
            [acting.structure_id, side, since],
        )
        rows = cursor.fetchall()
    return Figures(
        sum(row[1] for row in rows), {row[0]: row[2] for row in rows}, {row[0]: row[3] for row in rows if row[3]}
    )


def _filtered(acting: Acting, side: str, filters: InvoiceFilters) -> QuerySet[BoxEntry]:
    if side not in {ISSUED, RECEIVED} or not acting.may_see(side):
        raise NotForYou
    wanted = Q(structure_id=acting.structure_id, side=side)
    if filters.statuses:
        wanted &= Q(status__in=filters.statuses)
    if filters.waiting_for_me:
        wanted &= _waiting(acting, side)
    if filters.text.strip():
        wanted &= _found_by(side, filters.text)
    if filters.partner.strip():
        wanted &= _partner(side, filters.partner.strip())
    exact: dict[str, Any] = {
        "service_code__iexact": filters.service.strip() or None,
        "number__startswith": filters.number.strip() or None,
        "issue_date__gte": filters.issued_from,
        "issue_date__lte": filters.issued_to,
        "deposited_at__gte": _midnight(filters.deposited_from),
        "deposited_at__lt": _midnight(filters.deposited_to, days=1),
        "total_with_vat__gte": filters.amount_from,
        "total_with_vat__lte": filters.amount_to,
    }
    return BoxEntry.objects.filter(wanted, **{name: value for name, value in exact.items() if value is not None})


def _waiting(acting: Acting, side: str) -> Q:
    if side == RECEIVED:
        return Q(status__in=_waiting_statuses(acting))
    return Q(status__in=(TO_COMPLETE, TO_RECYCLE)) | Q(status=TO_ACKNOWLEDGE, rejection_acknowledged=False)


def _waiting_statuses(acting: Acting) -> tuple[str, ...]:
    clerk = TO_PROCESS if acting.kinds & {"clerk", "accounting_system"} else ()
    # Where payment is not reported, what is booked has come to its end here.
    pay = tuple(code for code in TO_PAY if code != "COMPTABILISEE" or not acting.structure.payment_not_reported)
    return (*clerk, *(pay if acting.kinds & {"accountant", "accounting_system"} else ()))


def _found_by(side: str, text: str) -> Q:
    query = tsquery(text)
    if not query:
        return Q(pk__in=[])
    # The function sees one structure, the one of the wall: full-text operators cannot use their index behind a policy.
    # An array, not a sub-query: the planner then looks the entries up by number, whatever else is filtered.
    condition = "invoices_boxentry.id = ANY(ARRAY(SELECT search_box_entries(%s, %s::tsquery)))"
    return Q(RawSQL(condition, [side, query], BooleanField()))  # noqa: S611  the words are a parameter


def _partner(side: str, written: str) -> Q:
    if not search_words(written):
        return Q(pk__in=[])
    digits = "".join(written.split())
    if digits.isdigit():
        return _found_by(side, digits) & Q(partner__identifier__startswith=digits)
    # Names are compared once per partner, not once per invoice.
    named = RawSQL(
        "SELECT s.id FROM structures_structure s WHERE s.id IN "
        "(SELECT DISTINCT box.partner_id FROM invoices_boxentry box "
        "WHERE box.id = ANY(ARRAY(SELECT search_box_entries(%s, %s::tsquery)))) "
        "AND search_text(s.name) LIKE ALL(%s)",
        [side, tsquery(written), [f"%{word}%" for word in search_words(written)]],
    )
    return Q(partner_id__in=named)


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    local = datetime.combine(day + timedelta(days=days), time.min, tzinfo=ZoneInfo(settings.TIME_ZONE))
    return local.astimezone(UTC)


def _counts_by_status(acting: Acting) -> dict[tuple[str, str], int]:
    """Count what waits, from indexes alone: this stands beside every page."""
    mine: dict[str, Any] = {"structure": acting.structure_id, "received": [*TO_PROCESS, *TO_PAY]}
    mine |= {"issued": [TO_COMPLETE, TO_RECYCLE], "rejected": TO_ACKNOWLEDGE}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT side, status, count(*) FROM invoices_boxentry "
            "WHERE structure_id = %(structure)s AND side = 'received' "
            "AND status = ANY(%(received)s) GROUP BY side, status UNION ALL "
            "SELECT side, status, count(*) FROM invoices_boxentry "
            "WHERE structure_id = %(structure)s AND side = 'issued' "
            "AND status = ANY(%(issued)s) GROUP BY side, status UNION ALL "
            "SELECT 'issued', %(rejected)s, count(*) FROM invoices_boxentry WHERE structure_id = %(structure)s "
            "AND side = 'issued' "
            "AND status = 'REJETEE' AND NOT rejection_acknowledged",
            mine,
        )
        return {(side, status): count for side, status, count in cursor.fetchall()}
