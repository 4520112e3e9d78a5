"""The portal's pieces as template tags: {% load pieces %}. The gallery page shows each with its call."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django import template
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from coryphee.einvoice.findings import Finding
from coryphee.einvoice.words import Language, UnknownRuleError, Words, explain
from coryphee.hub.portal import formats
from coryphee.hub.portal.pieces import Paging, TimeLineEntry
from coryphee.hub.portal.wording import STATUSES, Tone, sign_of

register = template.Library()

SHAPES: dict[Tone, str] = {
    "good": '<path d="M1.5 6.2 4.3 9 9.5 2.6" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "note": '<circle cx="5.5" cy="5.5" r="4"/>',
    "wait": '<circle cx="5.5" cy="5.5" r="4" fill="none" stroke="currentColor" stroke-width="2"/>',
    "bad": '<rect x="1.5" y="1.5" width="8" height="8" rx="1"/>',
    "idle": '<rect x="1" y="4.4" width="9" height="2.2" rx="1"/>',
}


def _language() -> Language:
    return cast("Language", (get_language() or "fr")[:2])


@register.simple_tag
def status(code: str) -> SafeString:
    """{% status invoice.status %} or {% status flow.stage %}: shape, word, colour; the official code is its title."""
    sign = sign_of(code)
    title = format_html(' title="{}"', code) if code in STATUSES else ""
    return _tag(sign.tone, str(sign.word), title)


@register.simple_tag
def tag(tone: Tone, word: str) -> SafeString:
    """{% tag "wait" _("Due soon") %}: a status tag with words of one's own."""
    return _tag(tone, word, "")


def _tag(tone: Tone, word: str, title: str) -> SafeString:
    shape = mark_safe(SHAPES[tone])  # noqa: S308  one of the literals above
    drawing = format_html('<svg viewBox="0 0 11 11" fill="currentColor" aria-hidden="true">{}</svg>', shape)
    return format_html('<span class="state {}"{}>{}{}</span>', tone, title, drawing, word)


@register.filter
def status_word(code: str) -> str:
    """{{ event.status|status_word }}: the word alone."""
    return str(sign_of(code).word)


@register.filter
def amount(value: formats.Number, currency: str = "EUR") -> str:
    """{{ invoice.total_with_vat|amount:invoice.currency }}."""
    return formats.amount(value, currency, _language())


@register.filter
def number(value: formats.Number) -> str:
    """{{ page.total|number }}."""
    return formats.number(value, _language())


@register.filter
def percent(value: formats.Number) -> str:
    """{{ line.vat_rate|percent }}."""
    return formats.percent(value, _language())


@register.filter
def day(value: dt.date | None) -> str:
    """{{ invoice.issue_date|day }}: "11 sept. 2026"."""
    return formats.day(value, _language())


@register.filter
def long_day(value: dt.date | None) -> str:
    """{{ invoice.due_date|long_day }}: "11 septembre 2026"."""
    return formats.day(value, _language(), length="long")


@register.filter
def moment(value: dt.datetime | None) -> str:
    """{{ event.at|moment }}: date and time as plain text, where {% when %} would put an element."""
    return formats.moment(value, _language())


@register.filter
def file_size(value: int | None) -> str:
    """{{ deposit.size|file_size }}."""
    return formats.file_size(value, _language())


@register.filter
def siret(value: str | None) -> str:
    """{{ structure.identifier|siret }}: in groups when it is a SIRET."""
    return formats.siret(value)


@register.filter
def fingerprint(value: str) -> str:
    """{{ flow.sha256|fingerprint }}: the ends of a SHA-256, "9f2c4a…41d7"; the receipt gives it whole."""
    return f"{value[:6]}…{value[-4:]}" if value else formats.NOTHING


@register.simple_tag
def when(value: dt.datetime | None) -> SafeString | str:
    """{% when event.at %}: date and time in a <time> element."""
    if value is None:
        return formats.NOTHING
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), formats.moment(value, _language()))


@register.inclusion_tag("pieces/finding.html")
def finding(
    found: Finding | Mapping[str, Any], show_url: str = "", level: int = 3, *, advice: bool = False
) -> dict[str, Any]:
    """{% finding found %}: an einvoice.Finding, or its stored JSON, put into words in the reader's language.

    `show_url` leads to the place in the document, `level` is that of the heading. `advice` is for what held nothing
    back: it never looks like an error. Of a rule that fired often (stored_findings.by_rule), the others are folded.
    """
    values = found if isinstance(found, Mapping) else {name: getattr(found, name) for name in found.__slots__}
    words = _words(values["rule"], dict(values.get("parameters") or {}))
    more = [{**each, "message": _words(each["rule"], each["parameters"]).message} for each in values.get("more", [])]
    others = values.get("count", 1) - 1
    shown = {"message": words.message, "fix": words.fix, "show_url": show_url, "level": level, "advice": advice}
    return {**values, **shown, "more": more, "others": others, "left_out": others - len(more)}


@register.inclusion_tag("pieces/finding.html")
def refusal(code: str, parameters: Mapping[str, str] | None = None, level: int = 3) -> dict[str, Any]:
    """{% refusal "xml.dtd" %}: why a file was refused at the door, as a finding card."""
    words = _words(code, parameters or {})
    return {"rule": code, "severity": "fatal", "message": words.message, "fix": words.fix, "level": level}


def _words(rule: str, parameters: Mapping[str, str]) -> Words:
    try:
        return explain(rule, parameters, _language())
    except UnknownRuleError:
        message = gettext("The rule %(rule)s is not fulfilled.") % {"rule": rule}
        return Words(message, gettext("Look the rule up under its code, or ask the help desk."))


@register.inclusion_tag("pieces/time_line.html")
def time_line(entries: list[TimeLineEntry]) -> dict[str, Any]:
    """{% time_line entries %}: pieces.TimeLineEntry, newest first."""
    return {"entries": entries}


@register.inclusion_tag("pieces/paging.html")
def paging(page: Paging) -> dict[str, Any]:
    """{% paging page %}: "1 to 25 of 1,284" and the ways on."""
    return {"page": page}


@register.inclusion_tag("pieces/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """{% error_summary form %}: every mistake of the form with a link to its field; it takes the focus."""
    mistakes = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        place = bound.id_for_label or f"{bound.auto_id}_0"  # a group is entered by its first choice
        mistakes += [(place, str(bound.label), str(error)) for error in bound.errors]
    return {"mistakes": mistakes}


@register.inclusion_tag("pieces/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    """{% field form.number %}: label, hint, mistakes and input, tied together for screen readers.

    `css` "asked": needed in most cases, so it is not called optional.
    """
    kind = getattr(bound.field.widget, "input_type", "")
    kinds = {"is_choice": kind == "checkbox", "is_secret": kind == "password"}
    return {"bound": bound, "css": css, "is_group": bound.field.widget.use_fieldset, **kinds}


@register.simple_tag(takes_context=True)
def sort_head(context: Context, label: str, column: str, css: str = "") -> SafeString:
    """{% sort_head _("Amount") "amount" "amount" %}: a column head that sorts by `?sort=column` or `-column`."""
    query = context["request"].GET.copy()
    current = query.get("sort", "")
    query.pop("page", None)
    query["sort"] = f"-{column}" if current == column else column
    order = {column: "ascending", f"-{column}": "descending"}.get(current, "none")
    head = '<th scope="col" class="{}" aria-sort="{}"><a class="sort" href="?{}">{}</a></th>'
    return format_html(head, css, order, query.urlencode(), label)
