"""E-mails about what happened: one for each person and family when a window has ended.

A notification is marked in the transaction that enqueues its e-mail: it is in one e-mail, whatever crashes.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import translation

from coryphee.hub.accounts.mail import mailbox_of, send_mail_to
from coryphee.hub.accounts.models import User
from coryphee.hub.notifications.families import EMAIL
from coryphee.hub.notifications.models import Notification
from coryphee.hub.notifications.one_by_one import one_by_one
from coryphee.hub.notifications.opt_out import opt_out_headers, opt_out_url
from coryphee.hub.notifications.queries import notices, preferences_of, readable
from coryphee.hub.notifications.words import FAMILY_TITLES, mail_subject

AT_A_TIME = 1000  # people and families; the next run goes on
MOST_LINES = 20


def mail_digests(now: datetime) -> int:
    """Enqueue what is due; return the number of e-mails."""
    due = Notification.objects.filter(mailed_at=None, mail_due_at__lte=now)
    waiting = due.order_by("person_id", "family").values_list("person_id", "family").distinct()[:AT_A_TIME]
    return sum(one_by_one(partial(_mail, person_id, family, now), person_id) for person_id, family in list(waiting))


@transaction.atomic
def _mail(person_id: int, family: str, now: datetime) -> int:
    due = Notification.objects.filter(person_id=person_id, family=family, mailed_at=None, mail_due_at__lte=now)
    held = [each.pk for each in due.select_for_update(skip_locked=True)]  # another worker may be at it
    if not held:
        return 0
    told = Notification.objects.filter(pk__in=held)
    told.update(mailed_at=now)
    person = User.objects.get(pk=person_id)
    if not person.is_active or not preferences_of(person)[family, EMAIL]:
        return 0
    # What was read meanwhile, or may not be seen any more, needs no e-mail.
    wanted = readable(told.filter(read_at=None)).select_related("structure", "partner").order_by("-at", "-id")
    with translation.override(person.language):
        lines = notices(list(wanted))
        if not lines:
            return 0
        send_mail_to(
            mailbox_of(person),
            language=person.language,
            template="notifications",
            headers=opt_out_headers(person, family),
            told=mail_subject(family, len(lines), lines[0].title),
            lines=lines[:MOST_LINES],
            others=len(lines[MOST_LINES:]),
            family=FAMILY_TITLES[family],
            opt_out_url=opt_out_url(person, family),
        )
    return 1
