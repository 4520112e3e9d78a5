"""A world of people, and invoices laid in their boxes. Imports stand inside: pytest reads this before the settings."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    from tests.people import create_world

    return create_world()


@pytest.fixture
def laid(world: Any) -> Callable[..., Any]:
    """Lay an invoice in the boxes without a file: lists and gates do not look at files."""
    from coryphee.hub.invoices.actions import integrate, refresh_boxes
    from coryphee.hub.invoices.models import Invoice
    from coryphee.hub.toolbox.tenant import tenant

    start = datetime(2026, 11, 1, 12, tzinfo=UTC)

    def lay(number: str, *, supplier: Any = None, recipient: Any = None, day: int = 0, **changes: Any) -> Any:
        at = start + timedelta(days=day)
        owner = supplier or world.supplier
        amount = changes.pop("amount", Decimal(120))
        shown = changes.pop("shown", True)
        amounts = dict.fromkeys(("total_without_vat", "total_with_vat", "amount_due"), amount)
        moments = dict.fromkeys(("status_at", "deposited_at", "made_available_at"), at)
        hashes = dict.fromkeys(("original_sha256", "structured_sha256"), "0" * 64)
        facts = {
            "number": number,
            "type_code": "380",
            "issue_date": date(2026, 11, 1) + timedelta(days=day),
            "currency": "EUR",
            "syntax": "cii",
            "carrier": "xml",
            "channel": "direct",
            "status": "MISE_A_DISPOSITION",
            **amounts,
            **moments,
            **hashes,
        }
        invoice = Invoice(supplier=owner, recipient=recipient or world.town, **{**facts, **changes})
        with tenant(owner.pk):
            assert integrate([(invoice, "")], now=at) == [None]
            if shown:
                refresh_boxes([invoice.pk])
        return invoice

    return lay
