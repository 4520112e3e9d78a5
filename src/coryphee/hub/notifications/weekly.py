"""The weekly summary: Monday at seven in France, for each person over their structures, once.

Its mark is written in the transaction that enqueues the e-mail, and is unique for person and week. Made up to a day
late when the platform was down, later no more: it would tell of another week.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coryphee.hub.accounts.mail import mailbox_of, send_mail_to
from coryphee.hub.accounts.models import User
from coryphee.hub.notifications.families import EMAIL, WEEKLY, default_of
from coryphee.hub.notifications.models import Preference, WeeklySummary
from coryphee.hub.notifications.one_by_one import one_by_one
from coryphee.hub.notifications.opt_out import opt_out_headers, opt_out_url
from coryphee.hub.notifications.week_figures import Measure, SideFigures, figures_of, waiting_for
from coryphee.hub.notifications.words import FAMILY_TITLES
from coryphee.hub.structures.access import ISSUED, RECEIVED
from coryphee.hub.structures.models import Membership
from coryphee.hub.toolbox.clock import FRANCE, day_in_france

AT = time(7)
LATEST = timedelta(days=1)
AT_A_TIME = 200  # people

TITLES: Mapping[str, str | Promise] = {
    "new": _("New this week"),
    "blocked": _("Blocked"),
    "waiting": _("Waiting for me"),
    "overdue": _("Overdue"),
    "paid": _("Paid this week"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, how many, which amounts, and the list that shows them."""

    title: str
    count: int
    amounts: str
    path: str


@dataclass(frozen=True, slots=True)
class Part:
    """One side of one structure."""

    structure: str
    side: str
    lines: Sequence[Line]


Figures = dict[int, dict[str, SideFigures]]


def mail_summaries(now: datetime) -> int:
    """Enqueue the summaries of this week that were not made yet; return the number of e-mails."""
    due = due_at(now)
    if now - due > LATEST:
        return 0
    figures: Figures = {}
    mailed, reached = 0, 0
    while people := list(_without(due.date()).filter(pk__gt=reached)[:AT_A_TIME]):
        mailed += sum(one_by_one(partial(_summarise, person, due, figures), person.pk) for person in people)
        reached = people[-1].pk
    return mailed


def due_at(now: datetime) -> datetime:
    """Return the last Monday at seven in France, at or before a moment."""
    local = now.astimezone(FRANCE)
    monday = local.date() - timedelta(days=local.weekday())
    due = datetime.combine(monday, AT, tzinfo=FRANCE)
    return due if due <= now else datetime.combine(monday - timedelta(days=7), AT, tzinfo=FRANCE)


def _without(week: date) -> QuerySet[User]:
    """People who act for a structure, want the summary and have none for this week."""
    of_person = {"person_id": OuterRef("pk")}
    chosen = Preference.objects.filter(**of_person, family=WEEKLY, channel=EMAIL)
    wanted = ~Exists(chosen.filter(wanted=False)) if default_of(WEEKLY, EMAIL) else Exists(chosen.filter(wanted=True))
    return User.objects.filter(
        wanted,
        Exists(Membership.objects.filter(**of_person)),
        ~Exists(WeeklySummary.objects.filter(**of_person, week=week)),
        is_active=True,
    ).order_by("pk")


@transaction.atomic
def _summarise(person: User, due: datetime, figures: Figures) -> int:
    with translation.override(person.language):
        parts = list(_parts(person, due, figures))
        _mark, fresh = WeeklySummary.objects.get_or_create(
            person=person, week=due.date(), defaults={"mailed": bool(parts)}
        )
        if not fresh or not parts:
            return 0
        context: dict[str, Any] = {"parts": parts, "since": (due - timedelta(days=7)).date(), "until": due.date()}
        send_mail_to(
            mailbox_of(person),
            language=person.language,
            template="weekly",
            headers=opt_out_headers(person, WEEKLY),
            family=FAMILY_TITLES[WEEKLY],
            opt_out_url=opt_out_url(person, WEEKLY),
            **context,
        )
    return 1


def _parts(person: User, due: datetime, figures: Figures) -> Iterator[Part]:
    for membership in Membership.objects.select_related("structure").filter(person=person).order_by("structure__name"):
        structure = membership.structure
        if structure.pk not in figures:
            figures[structure.pk] = figures_of(structure, since=due - timedelta(days=7), today=day_in_france(due))
        for side in (RECEIVED, ISSUED):
            profile = membership.issued_invoices if side == ISSUED else membership.received_invoices
            measures = figures[structure.pk].get(side)
            if profile == Membership.Profile.NONE or measures is None:
                continue
            lines = list(_lines(membership, side, measures))
            if lines:
                yield Part(structure.name, side, lines)


def _lines(membership: Membership, side: str, measures: SideFigures) -> Iterator[Line]:
    base = reverse(side, args=[membership.structure_id])
    shown = {
        "new": (measures["new"], base),
        "blocked": (measures["blocked"], f"{base}?status=SUSPENDUE&status=A_RECYCLER&status=REJETEE"),
        "waiting": (waiting_for(membership, side, measures), f"{base}?waiting=1"),
        "overdue": (measures["overdue"], f"{base}?sort=due_date"),
        "paid": (measures["paid"], f"{base}?status=MISE_EN_PAIEMENT"),
    }
    for name, (measure, path) in shown.items():
        if measure.count:
            yield Line(str(TITLES[name]), measure.count, _amounts(measure), path)


def _amounts(measure: Measure) -> str:
    """Write amounts as the reader's language does: "1 234,50 EUR, 80,00 CHF"."""
    return ", ".join(
        f"{number_format(amount, decimal_pos=2, force_grouping=True)}\N{NO-BREAK SPACE}{currency}"
        for currency, amount in sorted(measure.amounts.items())
    )
