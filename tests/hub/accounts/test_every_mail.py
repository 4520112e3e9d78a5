"""Every e-mail in three languages: who writes, why, one thing to do, and the same addresses in text and in HTML."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import gettext, override

from coryphee.hub.accounts.actions.operator_news import NEWS
from coryphee.hub.accounts.mail import send_mail_to
from coryphee.hub.accounts.models import User
from coryphee.hub.portal import too_many

FOLDER = Path(too_many.__file__).parent / "templates/mail"
WHY = {"fr": "Vous recevez cet e-mail", "en": "You receive this e-mail", "it": "Ricevete questa e-mail"}
AT = datetime(2026, 9, 1, 14, 5, tzinfo=UTC)
LINK = {"link": "https://invoices.example.test/account/a/" + "k" * 43 + "/", "minutes": 60}
FROM = {"at": AT, "network_address": "192.0.2.7", "browser": "Firefox", "system": "Linux"}
TOLD = {"opt_out_url": "https://invoices.example.test/notifications/off/" + "z" * 90, "family": "Invoice processing"}
LINE = {
    "title": "Ateliers Exemple SARL sent you 3 invoices", "names": "F-1, F-2, F-3", "structure": "Ville d'Exemple",
    "at": AT, "path": "/s/5/received", "count": 3, "amounts": "1\N{NARROW NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€",
}  # fmt: skip
INVITED = {"newcomer": "zoe@example.test", "team": "https://invoices.example.test/operators/team"}
OLGA = User(email="olga@example.test", name="Olga Exemple")
SOURCE = SimpleNamespace(address="192.0.2.7", agent="")

# What each e-mail is told; the same one twice where what it was told changes what it says.
CASES: dict[str, list[dict[str, Any]]] = {
    "account_closed": [{"at": AT}],
    "activation": [{**LINK, "asks_password": False}, {**LINK, "asks_password": True}],
    "address_changed": [{"new_address": "new@example.test", "is_login": login} for login in (True, False)],
    "address_taken": [{}],
    "alert_after_failures": [{**FROM, "failures": 7}],
    "alert_locked": [{**FROM, **LINK, "everywhere": everywhere} for everywhere in (True, False)],
    "alert_new_browser": [FROM],
    "already_registered": [{"login_url": "https://invoices.example.test/account/login/"}],
    "confirm_address": [{**LINK, "name": "Zoé Exemple", "is_login": login} for login in (True, False)],
    "factor_changed": [
        {"kind": kind, "at": AT, "source": SOURCE, "details": {"name": "Blue key", "left": 3, "days": 30}}
        for kind in ("person.app_added", "person.recovery_code_used", "person.device_trusted")
    ],
    "notifications": [{**TOLD, "lines": [LINE, LINE], "others": 4, "told": "3 invoices"}],
    "operator_act": [{"title": news.title, "text": news.text, "link": ""} for news in NEWS.values()]
    + [{"title": NEWS["factor_approved"].title, "text": NEWS["factor_approved"].text, **LINK}],
    "operator_invitation": [LINK],
    "operator_invited": [{**INVITED, "inviter": OLGA}, {**INVITED, "inviter": None}],
    "operator_joined": [{**INVITED, "inviter": OLGA}, {**INVITED, "inviter": None}],
    "password_changed": [{"at": AT}],
    "recovery": [LINK],
    "sign_in_code": [{"code": "123456"}],
    "weekly": [
        {**TOLD, "parts": [{"structure": "Ville d'Exemple", "side": "received", "lines": [LINE]}],
         "since": date(2026, 8, 24), "until": date(2026, 8, 30)}
    ],
}  # fmt: skip
SENT = [(template, told) for template, cases in CASES.items() for told in cases]


def test_no_e_mail_is_left_out() -> None:
    assert set(CASES) == {path.name.removesuffix("_subject.txt") for path in FOLDER.glob("*_subject.txt")}


@pytest.mark.parametrize("language", WHY)
@pytest.mark.parametrize(("template", "told"), SENT, ids=[template for template, _told in SENT])
def test_every_e_mail(template: str, told: dict[str, Any], language: str, settings: Any, mailoutbox: list[Any]) -> None:
    settings.PUBLIC_URL = "https://invoices.example.test"
    send_mail_to("zoe@example.test", language=language, template=template, **told)
    (mail,) = mailoutbox
    html = str(mail.alternatives[0].content)
    keep(html, f"{template}-{len(str(told))}-{language}")
    with override(language):
        whom = gettext("Whom to ask")
    assert "Coryphée, https://invoices.example.test" in mail.body
    assert "Coryphée, https://invoices.example.test" in html
    for said in (mail.body, html):
        assert WHY[language] in said
        assert whom in said
    assert html.count('class="button"') <= 1, "one clear action"
    assert addresses(mail.body) >= {address for address in addresses(html) if "/off/" not in address}


def addresses(text: str) -> set[str]:
    """The addresses in a text or in links of a page, without the platform's own."""
    return {found.rstrip("/") for found in re.findall(r"https://invoices\.example\.test/[^\s\"<]+", text)}


def keep(html: str, name: str) -> None:
    """Leave the page for somebody to look at, when asked to."""
    if folder := os.environ.get("CORYPHEE_SCREENSHOTS"):
        Path(folder, f"{name}.html").write_text(html, encoding="utf-8")
