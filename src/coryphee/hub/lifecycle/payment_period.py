"""By when a public body has to pay (CCP L2192-10, R2192-10 to R2192-14 and R2192-27 to R2192-28)."""

from datetime import date, datetime, timedelta

from coryphee.hub.invoices.models import Invoice
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import day_in_france

DAYS_AFTER_COMPLETION = 30
STOPPED = frozenset({"A_RECYCLER", "SUSPENDUE", "REJETEE", "MISE_EN_PAIEMENT"})
CREDIT_NOTE = "381"


def payment_period_end(invoice: Invoice) -> date | None:
    """Return the last day on which an invoice is paid in time.

    None when no period runs: between companies (their contract says it), credit notes, invoices not available yet,
    turned back, or paid.
    """
    public = invoice.recipient.kind == Structure.Kind.PUBLIC
    available = _day(invoice.made_available_at)
    if not public or invoice.type_code == CREDIT_NOTE or invoice.status in STOPPED or available is None:
        return None
    return last_day(
        available=available,
        service_done=_day(invoice.service_done_at),
        days=invoice.recipient.payment_days,
        suspended=_day(invoice.suspended_at),
        resumed=_day(invoice.resumed_at),
    )


def last_day(
    *, available: date, service_done: date | None, days: int, suspended: date | None = None, resumed: date | None = None
) -> date | None:
    """Count `days` from the later of availability and service done; None while suspended.

    What comes after a suspension is a new period of 30 days, or what was left of the first one when that is longer.
    A suspension from before the invoice was made available again (recycled) does not count.
    """
    start = max(available, service_done or available)
    if suspended is None or suspended < available:
        return start + timedelta(days)
    if resumed is None or resumed < suspended:
        return None
    left = days - max(0, (suspended - start).days)
    return max(start, resumed) + timedelta(max(left, DAYS_AFTER_COMPLETION))


def _day(moment: datetime | None) -> date | None:
    return day_in_france(moment) if moment else None
