"""Links that stop e-mails: whose they are and which family, and no forged one."""

import uuid
from typing import TYPE_CHECKING

import pytest
from django.core import signing

from coryphee.hub.notifications.opt_out import SALT, opt_out_headers, opt_out_url, read_opt_out
from coryphee.hub.toolbox.refusals import NotForYou

if TYPE_CHECKING:
    from tests.hub.notifications.told import Told

pytestmark = pytest.mark.django_db


def test_a_link_names_its_person_and_family(told: "Told") -> None:
    link = opt_out_url(told.world.eve, "weekly")
    assert link.startswith("http://127.0.0.1:8000/notifications/off/")
    assert told.world.eve.email not in link
    assert read_opt_out(link.rpartition("/")[2]) == (told.world.eve, "weekly")


@pytest.mark.parametrize("content", [["x"], "x", [str(uuid.UUID(int=0)), "waiting"], None, 7])
def test_a_link_that_says_something_else_is_refused(told: "Told", content: object) -> None:
    with pytest.raises(NotForYou):
        read_opt_out(signing.dumps(content, salt=SALT))
    with pytest.raises(NotForYou):
        read_opt_out(signing.dumps([str(told.world.eve.public_id), "security"], salt=SALT))
    with pytest.raises(NotForYou):
        read_opt_out(signing.dumps([str(told.world.eve.public_id), "weekly"], salt="another purpose"))


def test_mail_programs_are_told_how(told: "Told") -> None:
    headers = opt_out_headers(told.world.eve, "weekly")
    assert headers["List-Unsubscribe"] == f"<{opt_out_url(told.world.eve, 'weekly')}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
