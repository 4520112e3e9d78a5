"""The first operator of a fresh installation, by the command; before it nobody can sign in."""

import http.cookiejar
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest

from tests.served import environment

COUNT = "from coryphee.hub.accounts.models import User; print(User.objects.count())"
ROLES = "from coryphee.hub.accounts.models import User; print(list(User.objects.values_list('email', 'is_operator')))"
GOOD = "Tempête-en-Mer-48"


def invite(served: Any, email: str = "olga@example.test", *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coryphee.cli", "operator", "invite", email, "--data", str(served.data), *more],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip


class Browser:
    """A browser without scripts: it keeps cookies and sends the form token back."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, address: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(address))

    def post(self, address: str, **fields: str) -> tuple[int, str]:
        _status, page = self.get(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        fields["csrfmiddlewaretoken"] = token[1] if token else ""
        return self._open(urllib.request.Request(address, urllib.parse.urlencode(fields).encode()))

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, f"{answer.url}\n{answer.read().decode()}"
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


def test_a27_a_fresh_installation_has_no_account_and_one_way_in(served: Any) -> None:
    assert served.python(COUNT).strip() == "0"
    browser = Browser(served.url)
    for login in ("admin", "admin@example.test", "root@localhost"):
        status, page = browser.post(browser.base + "/account/login/", login=login, password="admin")
        assert "/account/login/" in page or status != 200

    ran = invite(served)
    assert ran.returncode == 0, ran.stderr
    link = ran.stdout.strip()
    assert link.startswith(browser.base + "/operators/join/")
    assert "SMTP_URL n’est pas défini" in ran.stderr
    assert served.python(COUNT).strip() == "0", "an invitation is no account"

    status, page = browser.post(link, name="Olga Exemple", password="Short-Passw0rd")
    assert (status, served.python(COUNT).strip()) == (200, "0"), "16 characters are needed"
    status, page = browser.post(link, name="Olga Exemple", password=GOOD)
    assert (status, page.splitlines()[0]) == (200, browser.base + "/account/login/")
    assert served.python(ROLES).strip() == "[('olga@example.test', True)]"
    assert browser.get(link)[0] == 410, "the link works once"


def test_what_cannot_be_invited_is_told(served: Any) -> None:
    assert "is not an e-mail address" in invite(served, "nobody", "--lang", "en").stderr
    assert invite(served, "nobody").returncode == 2
    enter = (
        "from coryphee.hub.accounts.actions.people import create_person; from coryphee.hub.toolbox.clock import now; "
        "create_person(email='zoe@example.test', name='Zoé', password=None, language='fr', by='platform', now=now())"
    )
    served.python(enter)
    ran = invite(served, "ZOE@example.test")
    assert ran.returncode == 2
    assert "a déjà un compte" in ran.stderr
    assert "Le compte d’un opérateur est un compte à part" in ran.stderr


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "Ouvrez-le dans les 60"), ("en", "within 60 minutes"), ("it", "entro 60 minuti")]
)
def test_the_command_speaks_the_language_asked_for(served: Any, language: str, told: str) -> None:
    assert told in invite(served, f"{language}@example.test", "--lang", language).stderr


def test_the_account_speaks_the_language_asked_for(served: Any) -> None:
    assert invite(served, "ivo@example.test", "--lang", "it").returncode == 0
    look = "from coryphee.hub.accounts.models import OperatorInvitation as I; print(I.objects.latest('pk').language)"
    assert served.python(look).strip() == "it"
