"""A life full of secrets, with everything logged that can be: none of them stands in what the platform wrote.

Real data, not a demonstration, and no mail server: every e-mail fails, is tried again and says so in the log.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyotp
import pytest

from tests.served import Served, until

EMAIL = "canary.person@example.test"
PASSWORD, WRONG, WANTED = "Canary rouge, 9 ponts", "Canary wrong, 8 lacs", "Canary wanted, 7 gares"
IBAN, CLIENT_SECRET = "FR7630001007941234567890185", "canary-client-secret-5512"
SCENE = f"""
from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.authenticator_app import add_app, seal_app_secret
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.actions.recovery_codes import make_recovery_codes
from coryphee.hub.accounts.models import AuthenticatorApp
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.toolbox.clock import now
told = dict(email={EMAIL!r}, name="Canary Exemple", password={PASSWORD!r}, language="fr")
person = create_person(**told, by="platform", now=now())
secret = totp.new_secret()
code = totp.code_at(secret, totp.counter_at(now()))
add_app(person, seal_app_secret(secret, person), code, source=NOWHERE, now=now())
AuthenticatorApp.objects.update(last_counter=0)
print(totp.written(secret).replace(" ", ""), *make_recovery_codes(person, source=NOWHERE, now=now()))
"""
FAILED_MAILS = """
from procrastinate.contrib.django.models import ProcrastinateJob
print(ProcrastinateJob.objects.filter(task_name="mail.send", attempts__gt=0).count())
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "data", more={"CORYPHEE_LOG_LEVEL": "DEBUG"}).start()
    yield served
    assert served.stop() == 0, served.errors


def send(browser: httpx.Client, place: str, **fields: str) -> httpx.Response:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(place).text)
    assert token
    return browser.post(
        place, data={"csrfmiddlewaretoken": token[1], **fields}, headers={"Referer": served_url(browser)}
    )


def served_url(browser: httpx.Client) -> str:
    return str(browser.base_url)


def live(served: Served, key: str, recovery_code: str) -> list[str]:
    """Sign in wrongly and rightly, ask for links, register, call the API; return the secrets that came up."""
    browser = httpx.Client(base_url=served.url, timeout=60)
    send(browser, "/account/login/", login=EMAIL, password=WRONG)
    send(browser, "/account/login/", login=PASSWORD, password=PASSWORD)  # typed into the wrong field
    send(browser, "/account/login/", login=EMAIL, password=PASSWORD)
    wrong = send(browser, "/account/second-factor", factor="recovery", code="CANARYWRONGCODE")
    assert wrong.status_code == 200
    code = pyotp.TOTP(key).now()
    opened = send(browser, "/account/second-factor", factor="app", code=code)
    assert (opened.status_code, opened.headers["Location"]) == (302, "/")
    session = browser.cookies["session"]
    stranger = httpx.Client(base_url=served.url, timeout=60)
    send(stranger, "/account/password/reset/", email=EMAIL)
    told = {"email": "canary.new@example.test", "contact_email": "", "language": "fr", "password": WANTED}
    send(stranger, "/account/signup/", name="Canary Nouveau", **told)
    httpx.get(f"{served.url}/account/activate/canary-token-of-a-link-that-there-is-not/")
    form = {"grant_type": "client_credentials", "client_id": "nobody", "client_secret": CLIENT_SECRET}
    httpx.post(f"{served.url}/api/oauth/token", data=form)
    httpx.get(f"{served.url}/api/v1/invoices", headers={"Authorization": "Bearer canary-bearer-token-9913"})
    browser.post("/account/profile", content=f'{{"iban": "{IBAN}"'.encode())
    links = ["canary-token-of-a-link-that-there-is-not", "canary-bearer-token-9913", "CANARYWRONGCODE"]
    return [PASSWORD, WRONG, WANTED, key, code, recovery_code, session, CLIENT_SECRET, IBAN, *links]


def written(served: Served) -> dict[str, str]:
    """Everything that an operator may show to somebody: the platform's own messages, and the database's log."""
    logs = {str(path): path.read_text(errors="replace") for path in (served.data / "log").rglob("*.log*")}
    return {"standard error": served.errors, **logs}


def test_w12_no_secret_stands_in_a_log(served: Served) -> None:
    key, recovery_code, *_ = served.python(SCENE).split()
    secrets = live(served, key, recovery_code)
    until(lambda: int(served.python(FAILED_MAILS)) >= 2, 60, "the failure of the e-mails")
    logs = written(served)
    assert len(logs) > 1
    assert "mail.send" in logs["standard error"], "the failed e-mails should have been told of"
    assert [(name, secret) for name, text in logs.items() for secret in secrets if secret in text] == []


def test_the_search_would_find_one(served: Served) -> None:
    served._log.write_text(served.errors + f"password={PASSWORD}\n")
    assert PASSWORD in written(served)["standard error"]
