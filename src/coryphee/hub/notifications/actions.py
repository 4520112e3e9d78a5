"""What a person does with their notifications, and with what they want to be told."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from coryphee.hub.accounts.models import User
from coryphee.hub.journal.actions import record
from coryphee.hub.notifications.families import EMAIL
from coryphee.hub.notifications.links import target
from coryphee.hub.notifications.models import Notification, Preference, WeeklySummary
from coryphee.hub.notifications.queries import preferences_of, readable
from coryphee.hub.toolbox.refusals import NotForYou

KEPT_FOR = timedelta(days=365)


def open_notification(person: User, number: int, now: datetime) -> str:
    """Mark one's notification as read and return the path where it leads. Raises NotForYou."""
    mine = readable(Notification.objects.filter(pk=number, person=person, in_portal=True))
    told = mine.select_related("partner").first()
    if told is None:
        raise NotForYou
    Notification.objects.filter(pk=told.pk, read_at=None).update(read_at=now)
    return target(told)


def read_all(person: User, *, upto: int, now: datetime) -> int:
    """Mark everything up to a notification number as read: what came after the page was made stays unread."""
    return Notification.objects.filter(person=person, in_portal=True, read_at=None, pk__lte=upto).update(read_at=now)


def set_preferences(person: User, wanted: Mapping[tuple[str, str], bool], *, by: str, now: datetime) -> bool:
    """Keep what a person wants of each switch (family, channel) that is given; True when something changed.

    Raises KeyError for a switch that does not exist.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # two tabs come one after the other
        before = preferences_of(person)
        changed = {switch: value for switch, value in wanted.items() if before[switch] != value}
        for (family, channel), value in changed.items():
            Preference.objects.update_or_create(
                person=person, family=family, channel=channel, defaults={"wanted": value}
            )
        if changed:
            switched = {f"{family}.{channel}": value for (family, channel), value in sorted(changed.items())}
            record(
                "notifications.chosen",
                by=by,
                now=now,
                object_type="person",
                object_id=person.public_id,
                switched=switched,
            )
    return bool(changed)


def switch_off(person: User, family: str, now: datetime) -> bool:
    """Switch off the e-mails of a family, from a link in one of them. Raises KeyError for a family without e-mails."""
    return set_preferences(person, {(family, EMAIL): False}, by=f"person:{person.public_id}", now=now)


def forget_old(now: datetime) -> None:
    """Forget notifications and marks of summaries that nobody looks for any more."""
    Notification.objects.filter(at__lt=now - KEPT_FOR).delete()
    WeeklySummary.objects.filter(week__lt=(now - KEPT_FOR).date()).delete()
