"""Public buyers are told by the directory, or else by their number."""

import pytest

from coryphee import einvoice
from coryphee.einvoice import Invoice, Recipient
from coryphee.einvoice.model import Identifier, Party
from coryphee.einvoice.rules.directory import identifiers, seems_public
from tests.einvoice import samples


class Known:
    """A directory with one recipient."""

    def __init__(self, recipient: Recipient | None) -> None:
        self.answer = recipient

    def recipient(self, invoice: Invoice) -> Recipient | None:
        return self.answer


@pytest.mark.parametrize(
    ("scheme", "text", "public"),
    [
        ("0009", "21690123100011", True),
        ("1", "11000201100044", True),
        ("0002", "217500016", True),
        ("0009", "99900011000018", False),
        ("0223", "FR217500016", False),
    ],
)
def test_public_numbers_begin_with_1_or_2(scheme: str, text: str, public: bool) -> None:  # noqa: FBT001
    assert seems_public(Invoice(buyer=Party(identifiers=[Identifier(text, scheme)]))) is public


def test_nobody_is_not_public() -> None:
    assert not seems_public(Invoice())
    assert identifiers(None, "0009") == []


def test_the_directory_decides_what_runs_and_what_stays_open() -> None:
    document = einvoice.open_document(samples.ubl_invoice())
    company = einvoice.check(document, directory=Known(Recipient(public=False)))
    public = einvoice.check(document, directory=Known(Recipient(public=True, engagement_required=True)))
    alone = einvoice.check(document, rulesets=("cpro",), directory=Known(None))
    assert "cpro@1" not in company.rulesets
    assert "cpro@1" in public.rulesets
    assert public.channels["platform"] is not True
    assert alone.valid is not True
    assert any("BR-FR-CPRO-11" in dict(each.parameters).get("rulesets", "") for each in alone.findings)
