"""From the journal to the inbox: one statement for thousands of lines, however many people hear of them.

Like events of one window become one notification: ten thousand invoices of one supplier are one line and one e-mail.
The caller advances its mark over the journal in the same transaction, so that no line is told twice.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from coryphee.hub.notifications.events import EVENTS
from coryphee.hub.notifications.families import EMAIL, PORTAL, PROGRESS, WAITING, default_of
from coryphee.hub.notifications.models import POINTED_AT

WINDOW = timedelta(minutes=10)
DEMO_WINDOW = timedelta(seconds=15)  # whoever looks at a demonstration waits for nothing
# An e-mail is made a little after its window: what is told in the last moment must be written by then.
AFTERWARDS = timedelta(seconds=20)

# What happened is counted first and only then spread over people: a deposit of thousands costs as much as one.
TELL = """
WITH happened AS MATERIALIZED (
    SELECT s.sequence, e.at, e.kind, e.actor, e.structure_id, e.object_id,
        convert_from(e.canonical, 'UTF8')::jsonb -> 'details' AS details
    FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.sequence > %(after)s AND s.sequence <= %(upto)s AND e.kind = ANY(%(kinds)s)
), named AS MATERIALIZED (
    SELECT h.*, coalesce((details ->> 'supplier')::bigint, structure_id) AS supplier,
        (details ->> 'recipient')::bigint AS recipient, coalesce(details ->> 'depositor', actor) AS doer
    FROM happened h
), counted AS (
    SELECT r.code, r.side, r.waits_for, r.only_them,
        CASE r.side WHEN 'issued' THEN n.supplier ELSE n.recipient END AS structure_id,
        CASE r.side WHEN 'issued' THEN n.recipient ELSE n.supplier END AS partner_id,
        n.doer, r.own_file AND n.doer LIKE 'person:%%' AS to_doer, max(n.at) AS at, count(*)::int AS number,
        CASE WHEN r.own_file THEN ARRAY[]::bigint[]
            ELSE (array_agg(n.object_id::bigint ORDER BY n.sequence))[1:%(pointed_at)s] END AS invoice_ids,
        CASE WHEN count(DISTINCT n.details ->> 'deposit') = 1 AND r.own_file
            THEN min((n.details ->> 'deposit')::bigint) END AS deposit_id
    FROM named n
    JOIN unnest(%(codes)s::text[], %(kind_of)s::text[], %(status_of)s::text[], %(side_of)s::text[],
        %(waits_of)s::text[], %(only_of)s::bool[], %(own_of)s::bool[])
        AS r (code, kind, status, side, waits_for, only_them, own_file)
        ON r.kind = n.kind AND r.status IN ('', n.details ->> 'status')
    GROUP BY r.code, r.side, r.waits_for, r.only_them, r.own_file, 5, 6, n.doer
), told AS (
    SELECT c.*, m.person_id, CASE c.waits_for WHEN 'issued' THEN m.issued_invoices = 'modification'
        WHEN 'received' THEN m.received_invoices = 'modification'
        WHEN 'accountant' THEN m.is_accountant ELSE false END AS waits
    FROM counted c
    JOIN structures_membership m ON m.structure_id = c.structure_id
        AND CASE c.side WHEN 'issued' THEN m.issued_invoices ELSE m.received_invoices END <> 'none'
    JOIN accounts_user u ON u.id = m.person_id AND u.is_active
        AND ('person:' || u.public_id::text = c.doer) = c.to_doer
), wanted AS (
    SELECT t.*, f.family, coalesce(p.wanted, f.in_portal) AS in_portal, coalesce(e.wanted, f.by_email) AS by_email
    FROM told t
    JOIN (VALUES (true, %(waiting)s, %(waiting_portal)s, %(waiting_email)s),
        (false, %(progress)s, %(progress_portal)s, %(progress_email)s)) AS f (waits, family, in_portal, by_email)
        ON f.waits = t.waits
    LEFT JOIN notifications_preference p
        ON p.person_id = t.person_id AND p.family = f.family AND p.channel = 'portal'
    LEFT JOIN notifications_preference e
        ON e.person_id = t.person_id AND e.family = f.family AND e.channel = 'email'
    WHERE t.waits OR NOT t.only_them
)
INSERT INTO notifications_notification AS n (person_id, structure_id, event, side, family, partner_id, opened_at, at,
    number, invoice_ids, deposit_id, in_portal, mail_due_at)
SELECT person_id, structure_id, code, side, min(family), partner_id, %(window)s, max(at), sum(number),
    -- what several people of one supplier sent was counted apart
    coalesce((string_to_array(string_agg(nullif(array_to_string(invoice_ids, ','), ''), ',' ORDER BY at), ','))
        [1:%(pointed_at)s]::bigint[], '{}'),
    CASE WHEN count(*) = count(deposit_id) AND min(deposit_id) = max(deposit_id) THEN min(deposit_id) END,
    bool_or(in_portal), CASE WHEN bool_or(by_email) THEN %(mail_due)s::timestamptz END
FROM wanted WHERE in_portal OR by_email
GROUP BY person_id, structure_id, code, side, partner_id
ORDER BY person_id, structure_id, code
ON CONFLICT (person_id, structure_id, event, partner_id, opened_at) DO UPDATE SET
    at = greatest(n.at, excluded.at), number = n.number + excluded.number,
    invoice_ids = (n.invoice_ids || excluded.invoice_ids)[1:%(pointed_at)s],
    deposit_id = CASE WHEN n.deposit_id = excluded.deposit_id THEN n.deposit_id END,
    in_portal = n.in_portal OR excluded.in_portal, read_at = NULL,
    mail_due_at = coalesce(n.mail_due_at, excluded.mail_due_at)
"""


def tell(after: int, upto: int, now: datetime) -> int:
    """Tell what the journal's seals above `after` up to `upto` say, in the running transaction.

    Returns how many notifications were written or grew. Whoever calls sees to it that no seal comes twice.
    """
    window = window_of(now)
    events = list(EVENTS.values())
    given: dict[str, Any] = {
        "after": after,
        "upto": upto,
        "kinds": sorted({event.kind for event in events}),
        "codes": [event.code for event in events],
        "kind_of": [event.kind for event in events],
        "status_of": [event.status for event in events],
        "side_of": [event.side for event in events],
        "waits_of": [event.waits_for for event in events],
        "only_of": [event.only_them for event in events],
        "own_of": [event.own_file for event in events],
        "waiting": WAITING,
        "waiting_portal": default_of(WAITING, PORTAL),
        "waiting_email": default_of(WAITING, EMAIL),
        "progress": PROGRESS,
        "progress_portal": default_of(PROGRESS, PORTAL),
        "progress_email": default_of(PROGRESS, EMAIL),
        "pointed_at": POINTED_AT,
        "window": window,
        "mail_due": window + _length() + (timedelta() if settings.DEMO else AFTERWARDS),
    }
    with connection.cursor() as cursor:
        cursor.execute(TELL, given)
        return int(cursor.rowcount)


def window_of(moment: datetime) -> datetime:
    """Return the beginning of the window that a moment falls into; windows are the same for everybody."""
    length = _length().total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // length * length, tz=UTC)


def _length() -> timedelta:
    return DEMO_WINDOW if settings.DEMO else WINDOW
