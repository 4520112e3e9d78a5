"""The families of notifications and their channels: what a person can switch on and off.

Invoice processing, of the families that A8 names, is two here: what waits for me and what merely goes on deserve
different answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

PORTAL, EMAIL = "portal", "email"
CHANNELS = (PORTAL, EMAIL)


@dataclass(frozen=True, slots=True)
class Family:
    """One line of the preferences: its channels, each with what holds until the person chooses."""

    code: str
    defaults: Mapping[str, bool] = field(default_factory=dict)


WAITING, PROGRESS, WEEKLY = "waiting", "progress", "weekly"

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        each.code: each
        for each in (
            Family(WAITING, {PORTAL: True, EMAIL: True}),
            Family(PROGRESS, {PORTAL: True, EMAIL: False}),
            Family(WEEKLY, {EMAIL: True}),
        )
    }
)

# Every switch there is, in the order of the page.
SWITCHES = tuple((family.code, channel) for family in FAMILIES.values() for channel in family.defaults)


def default_of(family: str, channel: str) -> bool:
    """Return what holds for a switch that the person never touched; False where the family has no such channel."""
    return FAMILIES[family].defaults.get(channel, False)
