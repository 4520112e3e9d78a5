"""The family of refusals: one parent that every door knows."""

import pytest

from coryphee.hub.flows.actions import AttachmentRefused, KeyReused
from coryphee.hub.invoices.drafts import DraftChanged
from coryphee.hub.lifecycle.refusals import LifecycleRefusal
from coryphee.hub.toolbox.refusals import NotForYou, PlatformRefusal


@pytest.mark.parametrize("kind", [NotForYou, KeyReused, AttachmentRefused, DraftChanged, LifecycleRefusal])
def test_every_foreseen_refusal_is_of_the_family(kind: type[Exception]) -> None:
    assert issubclass(kind, PlatformRefusal)
