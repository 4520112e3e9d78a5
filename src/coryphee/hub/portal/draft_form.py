"""The form for what must be known of an invoice: typed beside a PDF without data, or prefilled from a rejected one.

A draft's `fields` (invoices/drafts.py) hold what was typed, text by text, so that nothing is lost. What can be read
stands there as the norm writes it: dates 2026-09-11, amounts 1234.50, identifiers without spaces.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from stdnum import iban as iban_rules

from coryphee.hub.invoices.drafts import MOST_VAT_LINES, VAT_FIELDS
from coryphee.hub.portal.fields import AmountField, DayField, IdentifierField, TextField

CENT = Decimal("0.01")


TYPES = [("380", _("Invoice")), ("381", _("Credit note"))]
CATEGORIES = [
    ("S", _("Ordinary rate")),
    ("Z", _("Zero rate")),
    ("E", _("Exempt")),
    ("AE", _("Reverse charge")),
    ("K", _("Delivery within the EU")),
    ("G", _("Export")),
    ("O", _("Not subject to VAT")),
]
CURRENCIES = [(code, code) for code in ("EUR", "CHF", "GBP", "USD", "XPF")]


class DraftForm(forms.Form):
    """Everything but the VAT lines."""

    recipient = IdentifierField(
        label=_("Recipient's SIRET or other number"),
        help_text=_("14 digits; they stand on the order. Abroad, the VAT number."),
    )
    service_code = TextField(label=_("Service code"), max_length=100, required=False)
    engagement = TextField(
        label=_("Engagement number"),
        max_length=50,
        required=False,
        help_text=_("The recipient's own order number; it stands on the order you received."),
    )
    contract = TextField(label=_("Contract or market number"), max_length=50, required=False)
    type_code = forms.ChoiceField(label=_("Kind of document"), choices=TYPES, initial="380")
    number = forms.RegexField(
        r"^[A-Za-z0-9 \-+_/]+$",
        label=_("Invoice number"),
        max_length=20,
        help_text=_("As it stands on your invoice: 20 characters at most, letters, digits, space, - + _ /"),
        error_messages={"invalid": _("Use only letters without accents, digits, spaces and - + _ /")},
    )
    corrects = TextField(
        label=_("Number of the invoice it corrects"), max_length=100, required=False, help_text=_("For a credit note.")
    )
    issue_date = DayField(label=_("Invoice date"))
    due_date = DayField(label=_("Due date"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="EUR")
    total_without_vat = AmountField(label=_("Total without VAT"))
    total_with_vat = AmountField(label=_("Total with VAT"))
    iban = TextField(
        label=_("IBAN"), max_length=42, required=False, help_text=_("The account that the payment should reach.")
    )
    comment = TextField(
        label=_("Comment for the recipient"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    RECIPIENT: ClassVar = ("engagement", "contract")
    DOCUMENT: ClassVar = ("type_code", "corrects", "number", "currency", "issue_date", "due_date")
    PAYMENT: ClassVar = ("iban", "comment")

    def clean_iban(self) -> str:
        """Refuse an IBAN whose check digits are wrong."""
        written = str(self.cleaned_data["iban"]).replace(" ", "").upper()
        if written and not iban_rules.is_valid(written):
            raise forms.ValidationError(_("This IBAN has a wrong digit. Compare it with your bank's statement."))
        return written

    def clean(self) -> dict[str, Any]:
        """Refuse a due date before the invoice, and ask what a credit note corrects."""
        values = super().clean() or {}
        issued, due = values.get("issue_date"), values.get("due_date")
        if issued and due and due < issued:
            self.add_error("due_date", _("The due date is before the date of the invoice."))
        if values.get("type_code") == "381" and not values.get("corrects") and "corrects" not in self.errors:
            self.add_error("corrects", _("Say which invoice this credit note corrects."))
        return values


class VatLineForm(forms.Form):
    """One VAT rate with what it applies to."""

    category = forms.ChoiceField(label=_("VAT"), choices=CATEGORIES, initial="S")
    rate = AmountField(label=_("Rate, %"), min_value=0, max_value=100, required=False)
    base = AmountField(label=_("Amount without VAT"))
    amount = AmountField(label=_("VAT amount"), required=False)
    reason = TextField(label=_("Reason, when no VAT is charged"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A category says which of rate, amount and reason must stand there."""
        values = super().clean() or {}
        category = values.get("category")
        if category == "S" and not values.get("rate") and "rate" not in self.errors:
            self.add_error("rate", _("Write the rate, for example 20."))
        if category == "S" and values.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Write the VAT amount."))
        if category and category != "S":
            if values.get("rate") or values.get("amount"):
                self.add_error("rate", _("Nothing is charged here: leave rate and VAT amount empty, or 0."))
            if category in {"E", "AE", "K", "G", "O"} and not values.get("reason"):
                self.add_error("reason", _("Say which rule allows it, for example “Article 293 B of the CGI”."))
        return values


def typed(post: QueryDict) -> dict[str, Any]:
    """Return what was typed, in the shape of a draft's `fields`: as the norm writes it where it can be read."""
    form = DraftForm(post)
    fields: dict[str, Any] = {name: _kept(form, name) for name in form.fields}
    lines = [_line(post, row) for row in range(_rows(post))]
    fields["vat"] = lines
    fields["total_vat"] = str(sum((_amount(line["amount"]) for line in lines), Decimal(0)).quantize(CENT))
    return fields


def forms_of(fields: dict[str, Any], *, bound: bool) -> tuple[DraftForm, list[VatLineForm]]:
    """Return the forms that show a draft; `bound` ones have been judged and carry their mistakes."""
    lines = fields.get("vat") or [{}]
    if bound:
        return DraftForm(fields), [
            VatLineForm(line, prefix=None, auto_id=f"line-{at}-%s") for at, line in enumerate(lines)
        ]
    known = {name: value for name, value in fields.items() if value not in ("", None)}
    return DraftForm(initial=known), [
        VatLineForm(initial=line, auto_id=f"line-{at}-%s") for at, line in enumerate(lines)
    ]


def is_complete(form: DraftForm, lines: list[VatLineForm]) -> bool:
    """Judge the forms, all of them, and the sums between them; mistakes stand at their fields."""
    sound = all([form.is_valid(), *(line.is_valid() for line in lines)])
    if sound:
        for mistake in disagreements(form.cleaned_data, [line.cleaned_data for line in lines]):
            form.add_error(mistake[0], mistake[1])
    return sound and form.is_valid()


def disagreements(values: dict[str, Any], lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the sums that do not agree, as (field, words); amounts that are still missing disagree with nothing."""
    without, with_vat = values.get("total_without_vat"), values.get("total_with_vat")
    bases = [line["base"] for line in lines if line.get("base") is not None]
    vat = sum((line.get("amount") or Decimal(0) for line in lines), Decimal(0))
    found = []
    if without is not None and len(bases) == len(lines) and sum(bases, Decimal(0)) != without:
        words = _("The amounts of the VAT lines add up to %(sum)s, not to the total without VAT.")
        found.append(("total_without_vat", words % {"sum": sum(bases, Decimal(0))}))
    if without is not None and with_vat is not None and without + vat != with_vat:
        words = _("Total without VAT plus VAT gives %(sum)s.")
        found.append(("total_with_vat", words % {"sum": without + vat}))
    return found


def sums_are_known(values: dict[str, Any], lines: list[dict[str, Any]]) -> bool:
    """Tell whether all that the sums are made of could be read: only then may they be said to agree."""
    totals = (values.get("total_without_vat"), values.get("total_with_vat"))
    return None not in totals and all(line.get("base") is not None and "amount" in line for line in lines)


def _kept(form: DraftForm, name: str) -> str:
    raw = form.data.get(name, "")
    try:
        value = form.fields[name].clean(raw)
    except forms.ValidationError:
        return str(raw)[:2000]
    return "" if value is None else str(value)


def _rows(post: QueryDict) -> int:
    return min(len(post.getlist("base")), MOST_VAT_LINES)


def _line(post: QueryDict, row: int) -> dict[str, str]:
    given = {name: post.getlist(name)[row] if row < len(post.getlist(name)) else "" for name in VAT_FIELDS}
    form = VatLineForm(given)
    return {name: _read(form, name, given[name]) for name in VAT_FIELDS}


def _read(form: VatLineForm, name: str, raw: str) -> str:
    try:
        value = form.fields[name].clean(raw)
    except forms.ValidationError:
        return raw[:200]
    return "" if value is None else str(value)


def _amount(written: str) -> Decimal:
    value = AmountField(required=False)
    try:
        return value.clean(written) or Decimal(0)
    except forms.ValidationError:
        return Decimal(0)
