"""The filters of an invoice list: read from the address, so that a list can be sent to a colleague."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coryphee.hub.invoices.queries import NEWEST, SORTS, InvoiceFilters
from coryphee.hub.portal.fields import AmountField, DayField
from coryphee.hub.portal.wording import STATUSES

USUAL_STATUSES = (
    "DEPOSEE", "EN_COURS_ACHEMINEMENT", "MISE_A_DISPOSITION", "A_RECYCLER", "SUSPENDUE", "COMPLETEE", "SERVICE_FAIT",
    "MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE", "MISE_EN_PAIEMENT", "REJETEE",
)  # fmt: skip


class FilterForm(forms.Form):
    """Every field is optional; what cannot be read is told and not filtered by."""

    q = forms.CharField(max_length=200, required=False, label=_("Search"))
    status = forms.MultipleChoiceField(
        required=False, label=_("Status"), choices=[(code, STATUSES[code].word) for code in USUAL_STATUSES]
    )
    partner = forms.CharField(max_length=200, required=False, label=_("Partner"))
    service = forms.CharField(max_length=100, required=False, label=_("Service code"))
    number = forms.CharField(max_length=100, required=False, label=_("Invoice number"))
    issued_from = DayField(required=False, label=_("Issued from"))
    issued_to = DayField(required=False, label=_("Issued until"))
    deposited_from = DayField(required=False, label=_("Deposited from"))
    deposited_to = DayField(required=False, label=_("Deposited until"))
    amount_from = AmountField(required=False, label=_("Amount from"))
    amount_to = AmountField(required=False, label=_("Amount up to"))
    waiting = forms.BooleanField(required=False)
    sort = forms.CharField(max_length=20, required=False)

    IN_THE_FOLD: ClassVar = (
        "partner", "service", "number", "issued_from", "issued_to", "deposited_from", "deposited_to", "amount_from",
        "amount_to",
    )  # fmt: skip

    def folded(self) -> list[forms.BoundField]:
        """Return the filters that stand under "More filters"."""
        return [self[name] for name in self.IN_THE_FOLD]

    def is_folded_open(self) -> bool:
        """Return True when one of those is in use: a filter that works must be seen."""
        return any(self.data.get(name) for name in self.IN_THE_FOLD)


def filters_of(request: HttpRequest) -> tuple[FilterForm, InvoiceFilters]:
    """Return the form to show and the filters to use."""
    form = FilterForm(request.GET)
    form.is_valid()
    known: dict[str, Any] = {key: value for key, value in form.cleaned_data.items() if value not in (None, "", [])}
    sort = known.get("sort", "")
    return form, InvoiceFilters(
        text=known.get("q", ""),
        statuses=tuple(known.get("status", ())),
        partner=known.get("partner", ""),
        service=known.get("service", ""),
        number=known.get("number", ""),
        issued_from=known.get("issued_from"),
        issued_to=known.get("issued_to"),
        deposited_from=known.get("deposited_from"),
        deposited_to=known.get("deposited_to"),
        amount_from=known.get("amount_from"),
        amount_to=known.get("amount_to"),
        waiting_for_me=bool(known.get("waiting")),
        sort=sort if sort in SORTS else NEWEST,
    )
