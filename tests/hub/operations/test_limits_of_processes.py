"""Guesses are counted by all web processes together, and a restart forgets none of them."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

from tests.served import Served

LOGIN = "/account/login/"
SCENE = """
from tests.people import create_world
create_world(password="Canary-Passw0rd-81!")
"""


def guess(url: str, login: str, password: str) -> int:
    """Send the sign-in form as a browser does, over connections of its own; return the status."""
    host = urlsplit(url).netloc
    first = http.client.HTTPConnection(host, timeout=30)
    first.request("GET", LOGIN)
    page = first.getresponse()
    cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    assert found is not None
    form = urlencode({"login": login, "password": password, "csrfmiddlewaretoken": found[1]})
    second = http.client.HTTPConnection(host, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": url}
    second.request("POST", LOGIN, form, headers)
    return second.getresponse().status


def test_a07_two_processes_and_a_restart_let_nobody_guess_more_often(served: Served) -> None:
    served.python(SCENE)
    with ThreadPoolExecutor(8) as together:
        guesses = [f"Canary-guess-{number}" for number in range(16)]
        statuses = list(together.map(lambda word: guess(served.url, "alice@example.test", word), guesses))
    assert statuses.count(200) == 5
    assert statuses.count(429) == 11
    assert served.stop() == 0
    served.start()
    assert guess(served.url, "alice@example.test", "Canary-Passw0rd-81!") == 429
    assert guess(served.url, "bob@example.test", "Canary-Passw0rd-81!") == 302
    assert "Canary" not in served.errors  # W12
