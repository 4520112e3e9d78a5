"""The words of notifications, for the inbox and for e-mails alike, in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coryphee.hub.notifications.families import PROGRESS, WAITING, WEEKLY


def title(event: str, number: int, partner: str) -> str:
    """Say what happened, how often, and who did it; `partner` is the other structure's name, empty for files."""
    # Literal calls, for the catalogue of messages is gathered from them.
    told = {
        "received": ngettext("%(partner)s sent you an invoice", "%(partner)s sent you %(number)s invoices", number),
        "recycled": ngettext(
            "%(partner)s readdressed an invoice to you", "%(partner)s readdressed %(number)s invoices to you", number
        ),
        "completed": ngettext(
            "%(partner)s completed a suspended invoice", "%(partner)s completed %(number)s suspended invoices", number
        ),
        "to_book": ngettext(
            "An invoice to book (%(partner)s): its payment was ordered",
            "%(number)s invoices to book (%(partner)s): their payment was ordered",
            number,
        ),
        "to_pay": ngettext(
            "An invoice is at your disposal as accountant (%(partner)s)",
            "%(number)s invoices are at your disposal as accountant (%(partner)s)",
            number,
        ),
        "available": ngettext(
            "An invoice was made available (%(partner)s)",
            "%(number)s invoices were made available (%(partner)s)",
            number,
        ),
        "resumed": ngettext(
            "%(partner)s took an invoice up again", "%(partner)s took %(number)s invoices up again", number
        ),
        "suspended": ngettext(
            "%(partner)s suspended an invoice: something is missing",
            "%(partner)s suspended %(number)s invoices: something is missing",
            number,
        ),
        "to_recycle": ngettext(
            "An invoice to recycle: %(partner)s says that it is not addressed right",
            "%(number)s invoices to recycle: %(partner)s says that they are not addressed right",
            number,
        ),
        "rejected": ngettext("%(partner)s rejected an invoice", "%(partner)s rejected %(number)s invoices", number),
        "service_done": ngettext(
            "%(partner)s confirmed the service of an invoice",
            "%(partner)s confirmed the service of %(number)s invoices",
            number,
        ),
        "ordered": ngettext(
            "%(partner)s ordered the payment of an invoice",
            "%(partner)s ordered the payment of %(number)s invoices",
            number,
        ),
        "with_accountant": ngettext(
            "%(partner)s handed an invoice to its accountant",
            "%(partner)s handed %(number)s invoices to its accountant",
            number,
        ),
        "booked": ngettext("%(partner)s booked an invoice", "%(partner)s booked %(number)s invoices", number),
        "paid": ngettext(
            "%(partner)s sent an invoice to payment", "%(partner)s sent %(number)s invoices to payment", number
        ),
        "refused": ngettext(
            "A deposited invoice was refused: correct the file",
            "%(number)s deposited invoices were refused: correct the files",
            number,
        ),
        "held_up": ngettext(
            "A deposited invoice is held up on our side",
            "%(number)s deposited invoices are held up on our side",
            number,
        ),
    }
    return told[event] % {"number": number_format(number, force_grouping=True), "partner": partner}


def named(names: tuple[str, ...], number: int) -> str:
    """List the first names, and how many there are beside them: "F-1, F-2, F-3 and 7 others"."""
    listed, others = ", ".join(names), number - len(names)
    if not names or others <= 0:
        return listed
    more = ngettext("%(names)s and %(others)s other", "%(names)s and %(others)s others", others)
    return more % {"names": listed, "others": number_format(others, force_grouping=True)}


FAMILY_TITLES: Mapping[str, str | Promise] = MappingProxyType(
    {
        WAITING: gettext_lazy("Invoice processing: what waits for me"),
        PROGRESS: gettext_lazy("Invoice processing: what goes on"),
        WEEKLY: gettext_lazy("Weekly summary"),
    }
)

FAMILY_MEANINGS: Mapping[str, str | Promise] = MappingProxyType(
    {
        WAITING: gettext_lazy(
            "Invoices received, completed or readdressed that you may process; invoices suspended, to recycle or "
            "rejected that you may answer; deposits refused or held up."
        ),
        PROGRESS: gettext_lazy(
            "Everything else that colleagues and partners do with the invoices you may see: made available, service "
            "done, payment ordered, booked, sent to payment."
        ),
        WEEKLY: gettext_lazy(
            "On Monday morning: what is new, blocked, waiting for you, overdue and paid, with the amounts. Nothing is "
            "sent when there is nothing to tell."
        ),
    }
)


def mail_subject(family: str, number: int, first_title: str) -> str:
    """Return the subject of an e-mail about `number` notifications of a family."""
    if number == 1:
        return first_title
    if family == WAITING:
        return ngettext("%(number)s notice waits for you", "%(number)s notices wait for you", number) % {
            "number": number
        }
    return _("News of your invoices")
