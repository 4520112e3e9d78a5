"""Operators for the tests of what they do. Imports wait until Django is ready: this file is read before."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from coryphee.hub.accounts.models import User


@pytest.fixture
def olga(db: None) -> "User":
    from tests.people import enter_person

    return enter_person("Olga", language="en", is_operator=True)


@pytest.fixture
def otto(db: None) -> "User":
    from tests.people import enter_person

    return enter_person("Otto", language="en", is_operator=True)
