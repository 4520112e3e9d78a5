"""The read view: an invoice as a person reads it, on screen and on paper.

The answer is a fragment of HTML without scripts, styles or links: classes only, everything from the file escaped.
Headings begin at h3, for a page that has an h1 and a panel with an h2. The words come from `contents` and `amounts`.
"""

from itertools import islice

from coryphee.einvoice.model import Invoice
from coryphee.rendering import amounts, contents
from coryphee.rendering.amounts import LineRow
from coryphee.rendering.contents import Fact, NoteText, PartyBlock
from coryphee.rendering.formats import Language, language_of, number
from coryphee.rendering.html import Html, facts, folded, join, lines, section, table, tag
from coryphee.rendering.words import word

LINES_OPEN = 20
"""Lines seen at once; further ones are folded, so that the totals stay near."""

LINES_SHOWN = 500
"""A page of more lines than this helps nobody; the file has them all."""


def read_view(invoice: Invoice, language: str) -> str:
    """Show an invoice in French, English or Italian ("fr-fr" counts as "fr"; other languages read English)."""
    speech = language_of(language)
    references, delivery = _facts(contents.references(invoice, speech)), _facts(contents.delivery(invoice, speech))
    # Beside a half that stands alone there would be room, and the totals would slip up into it.
    beside = "half" if references and delivery else ""
    parts = [
        _facts(contents.heading(invoice, speech), "facts heading"),
        section(word("parties", speech), _parties(contents.parties(invoice, speech), speech)),
        section(word("references", speech), references, class_=beside),
        section(word("delivery", speech), delivery, class_=beside),
        section(word("lines", speech), _lines(invoice, speech)),
        section(word("allowances", speech), _allowances(invoice, speech)),
        section(word("vat", speech), _vat(invoice, speech)),
        section(word("totals", speech), _totals(invoice, speech), class_="half totals-part"),
        section(word("payment", speech), _facts(contents.payment(invoice, speech)), class_="half payment-part"),
        section(word("notes", speech), _notes(contents.notes(invoice, speech))),
        section(word("attachments", speech), _attachments(invoice, speech)),
    ]
    return tag("article", join(parts), class_="read-view", lang=speech)


def _facts(found: list[Fact], class_: str = "facts") -> Html:
    return facts(
        [(fact.label, lines(map(_figures, fact.values) if fact.figures else fact.values)) for fact in found], class_
    )


def _parties(found: list[PartyBlock], speech: Language) -> Html:
    cards = [_party(party, speech) for party in found]
    return tag("div", join(cards), class_="parties") if cards else Html("")


def _party(party: PartyBlock, speech: Language) -> Html:
    address = [Fact(word("address", speech), party.address)] if party.address else []
    name = tag("p", tag("b", party.name), class_="name") if party.name else Html("")
    return tag("div", join([tag("h4", party.title), name, _facts([*address, *party.facts])]), class_="party")


def _lines(invoice: Invoice, speech: Language) -> Html:
    if not invoice.lines:
        return tag("p", word("no_lines", speech), class_="muted")
    heads = [
        (word("item", speech), "key"),
        (word("quantity", speech), "amount fact"),
        (word("price", speech), "amount fact"),
        (word("vat_rate", speech), "amount fact"),
        (word("net", speech), "amount key"),
    ]
    found = amounts.line_rows(invoice, speech)
    rows = [_line(row) for row in islice(found, LINES_SHOWN)]
    parts = [table(word("lines", speech), heads, rows[:LINES_OPEN])]
    if further := rows[LINES_OPEN:]:
        title = word("further_line" if len(further) == 1 else "further_lines", speech, count=str(len(further)))
        parts.append(folded(title, table(title, heads, further)))
    left = sum(1 for _ in found)
    if left:
        parts.append(tag("p", word("more_lines", speech, count=number(str(left), speech)), class_="muted"))
    return join(parts)


def _line(row: LineRow) -> list[str]:
    label = tag("b", join(["–" * row.depth, row.number, row.name], " · ")) if row.name else _figures(row.number)
    return [
        join([label, _small(lines(row.details))]),
        row.quantity,
        lines(row.price),
        lines(row.vat),
        row.net,
    ]


def _allowances(invoice: Invoice, speech: Language) -> Html:
    heads = [
        (word("reason", speech), "key"),
        (word("rate", speech), "amount fact"),
        (word("vat_rate", speech), "amount fact"),
        (word("amount", speech), "amount key"),
    ]
    rows = [[row.reason, row.rate, lines(row.vat), row.amount] for row in amounts.allowance_rows(invoice, speech)]
    return table(word("allowances", speech), heads, rows)


def _vat(invoice: Invoice, speech: Language) -> Html:
    heads = [
        (word("category", speech), "key"),
        (word("rate", speech), "amount fact"),
        (word("taxable", speech), "amount fact"),
        (word("tax", speech), "amount key"),
    ]
    rows = [
        [join([row.treatment, _small(lines(row.reasons))]), row.rate, row.taxable, row.tax]
        for row in amounts.vat_rows(invoice, speech)
    ]
    return table(word("vat", speech), heads, rows)


def _totals(invoice: Invoice, speech: Language) -> Html:
    shown = [
        (total.label, tag("b", total.amount) if total.main else total.amount)
        for total in amounts.totals(invoice, speech)
    ]
    return facts(shown, class_="facts totals")


def _notes(found: list[NoteText]) -> Html:
    return join(
        tag("p", join([tag("b", note.subject) if note.subject else "", lines(note.text.splitlines())], " "))
        for note in found
    )


def _attachments(invoice: Invoice, speech: Language) -> Html:
    heads = [
        (word("file", speech), "key"),
        (word("about", speech), "fact"),
        (word("kind", speech), "fact"),
        (word("size", speech), "amount fact"),
    ]
    rows = [[lines(row.name), lines(row.about), row.kind, row.size] for row in contents.attachments(invoice, speech)]
    return table(word("attachments", speech), heads, rows)


def _figures(text: str) -> Html:
    return tag("span", text, class_="num") if text else Html("")


def _small(content: Html) -> Html:
    return tag("div", content, class_="muted small") if content else Html("")
