from coryphee.hub.lifecycle.reasons import REASONS, reasons_for
from coryphee.hub.lifecycle.statuses import STATUSES


def test_every_status_that_asks_for_a_reason_has_some_and_other() -> None:
    for status in STATUSES.values():
        codes = [reason.code for reason in reasons_for(status.code)]
        assert bool(codes) == status.reason_required
        assert not codes or codes[-1] == "AUTRE"


def test_every_reason_is_worded_in_three_languages() -> None:
    for reason in REASONS.values():
        assert len({reason.name(language) for language in ("fr", "en", "it")}) == 3
