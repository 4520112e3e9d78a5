"""The help pages: their order, their addresses, and which words stand on each.

A page is one file for each language, templates/help/LANGUAGE/SLUG.html: prose, with the pieces where they help. Titles
and summaries are messages like all others, because lists and breadcrumbs show them.
"""

from dataclasses import dataclass
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from coryphee.hub.portal.language import reader_language


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: `slug` is the end of its address, /help/SLUG, and never changes."""

    slug: str
    title: Promise
    summary: Promise


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """Pages on one subject, in reading order."""

    title: Promise
    pages: tuple[HelpPage, ...]


GROUPS = (
    HelpGroup(
        _("Your invoices"),
        (
            HelpPage(
                "deposit", _("Deposit an invoice"), _("Files, batches, the form of a PDF, documents, the receipt.")
            ),
            HelpPage("refused-file", _("Why was my file refused?"), _("How to read a finding, and how to mend it.")),
            HelpPage("statuses", _("Statuses and what they mean"), _("Who sets each one, and what you do then.")),
            HelpPage("recipient", _("What the recipient does"), _("From the inbox to the payment, step by step.")),
            HelpPage(
                "payment-periods",
                _("Payment periods"),
                _("30, 50 or 60 days, when they begin, and what a delay costs."),
            ),
            HelpPage(
                "reform", _("The reform between companies"), _("Who receives and who issues since 1 September 2026.")
            ),
        ),
    ),
    HelpGroup(
        _("Your account"),
        (
            HelpPage(
                "account", _("Account and two factors"), _("Registering, the password, the second factor, sessions.")
            ),
            HelpPage(
                "lost-factor", _("I lost my second factor"), _("Recovery codes first; otherwise two people help you.")
            ),
        ),
    ),
    HelpGroup(
        pgettext_lazy("help", "Software"),
        (
            HelpPage(
                "software", _("Programming interface and Factur-X"), _("For software makers, and for your own checks.")
            ),
        ),
    ),
    HelpGroup(
        _("About this portal"),
        (
            HelpPage("questions", _("Frequent questions"), _("Short answers, by moment of an invoice's life.")),
            HelpPage("reading", _("Keyboard, screen reader, small screens"), _("How to use the portal your way.")),
            HelpPage("contact", _("Whom to ask"), _("The recipient, your software's maker, the operator.")),
        ),
    ),
)
PAGES = {page.slug: page for page in chain.from_iterable(group.pages for group in GROUPS)}


def words_of(slug: str, language: str) -> str:
    """Return the template with a page's words in fr, en or it."""
    return f"help/{language}/{slug}.html"


@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """All pages by subject."""
    return render(request, "help.html", {"groups": GROUPS})


@require_safe
def help_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, with the others beside it."""
    page = PAGES.get(slug)
    if page is None:
        raise Http404
    order = list(PAGES.values())
    place = order.index(page)
    told = {
        "groups": GROUPS,
        "page": page,
        "words": words_of(slug, reader_language()),
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
    }
    return render(request, "help_page.html", told)
