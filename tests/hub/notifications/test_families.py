"""Families and their channels: what can be switched, and what holds before anybody does."""

from coryphee.hub.notifications.families import EMAIL, FAMILIES, PORTAL, PROGRESS, SWITCHES, WAITING, WEEKLY, default_of


def test_what_waits_for_me_is_told_everywhere_and_what_goes_on_in_the_portal() -> None:
    assert default_of(WAITING, PORTAL)
    assert default_of(WAITING, EMAIL)
    assert default_of(PROGRESS, PORTAL)
    assert not default_of(PROGRESS, EMAIL)


def test_the_weekly_summary_is_an_e_mail_and_nothing_else() -> None:
    assert default_of(WEEKLY, EMAIL)
    assert (WEEKLY, PORTAL) not in SWITCHES
    assert not default_of(WEEKLY, PORTAL)
    assert len(SWITCHES) == sum(len(family.defaults) for family in FAMILIES.values()) == 5
