# ruff: noqa: E501  a program for another process stands here as text
"""Signing in, on a real `coryphee serve`: what one hash costs, the rest of the sign-in page, and 50 sign-ins at once.

    python benchmarks/bench_sign_in.py [--at-once 50]

Prints figures; asserts nothing. Wanted: a hash between 50 and 250 ms, everything else of the sign-in below 50 ms, and the
95th percentile of another page below 1 s while 50 people sign in. Everything runs in a temporary data folder.
"""

import argparse
import http.client
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

COMMAND = [sys.executable, "-m", "coryphee.cli", "serve", "--port", "0", "--data"]
PASSWORD = "Tulipe-jaune-47-Vents"
PEOPLE = """
import sys
from coryphee.hub.operations.platform import platform
with platform(sys.argv[1]):
    from coryphee.hub.accounts.actions.people import create_person
    from coryphee.hub.toolbox.clock import now
    for number in range(int(sys.argv[2])):
        create_person(email=f"p{number}@example.test", name="Bench", password=sys.argv[3], language="en", by="platform", now=now())
"""
HASH = """
import time, os
from coryphee.hub.operations.platform import platform
import sys
with platform(sys.argv[1]):
    from django.contrib.auth.hashers import make_password
    times = []
    for _ in range(7):
        began = time.perf_counter()
        make_password("Tulipe-jaune-47-Vents")
        times.append(time.perf_counter() - began)
    print(min(times) * 1000)
"""


def ask(url: str, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, list[str], str, float]:
    """Return status, cookies, content and milliseconds of one request over a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    source = f"10.{secrets.randbelow(250)}.{secrets.randbelow(250)}.{secrets.randbelow(250)}"  # people at home, not one
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": url}
    headers["X-Forwarded-For"] = source
    began = time.perf_counter()
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    return answer.status, answer.headers.get_all("Set-Cookie") or [], content, (time.perf_counter() - began) * 1000


def form_of(url: str) -> tuple[str, str]:
    """Return the token and the cookie of the sign-in form."""
    _status, cookies, page, _ms = ask(url, "GET", "/account/login/")
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1], "; ".join(one.split(";")[0] for one in cookies)


def sign_in(url: str, number: int, password: str = PASSWORD) -> tuple[int, float]:
    """Send the password of a person; return status and milliseconds."""
    token, cookie = form_of(url)
    body = urlencode({"login": f"p{number}@example.test", "password": password, "csrfmiddlewaretoken": token})
    status, _headers, _page, took = ask(url, "POST", "/account/login/", body, cookie)
    return status, took


def main() -> None:
    """Serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at-once", type=int, default=50)
    count = parser.parse_args().at_once
    folder = Path(tempfile.mkdtemp(prefix="coryphee-bench-")) / "data"
    with subprocess.Popen(
        [*COMMAND, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "CORYPHEE_TRUSTED_PROXIES": "127.0.0.1"},
    ) as serving:
        assert serving.stdout is not None
        url = serving.stdout.readline().split()[1]
        try:
            measure(url, folder, count)
        finally:
            serving.terminate()


def measure(url: str, folder: Path, count: int) -> None:
    """Print the figures of a served platform."""
    subprocess.run([sys.executable, "-c", PEOPLE, str(folder), str(count + 10), PASSWORD], check=True)
    told = subprocess.run([sys.executable, "-c", HASH, str(folder)], check=True, capture_output=True, text=True).stdout
    one_hash = float(told)
    alone = min(sign_in(url, count + number)[1] for number in range(8))
    # Nobody has such a password, so nothing is hashed: what remains is all the rest, its counting and its journal.
    rest = min(sign_in(url, count + number, "x" * 4097)[1] for number in range(5))
    page = statistics.median(ask(url, "GET", "/account/login/")[3] for _ in range(20))
    print(f"one hash                          {one_hash:7.0f} ms")
    print(f"password step, all of it          {alone:7.0f} ms")
    print(f"the same without a hash           {rest:7.0f} ms")
    print(f"sign-in page                      {page:7.0f} ms")
    waits: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            waits.append(ask(url, "GET", "/help")[3])

    looking = threading.Thread(target=look)
    looking.start()
    began = time.perf_counter()
    with ThreadPoolExecutor(count) as together:
        answers = list(together.map(lambda number: sign_in(url, number), range(count)))
    took = time.perf_counter() - began
    over.set()
    looking.join()
    statuses = {status: sum(1 for one, _ms in answers if one == status) for status, _ms in answers}
    ninety_fifth = statistics.quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0]
    print(f"{count} sign-ins at once               {took:7.1f} s    answers {statuses}")
    print(f"another page meanwhile, p95       {ninety_fifth:7.0f} ms   ({len(waits)} requests)")


if __name__ == "__main__":
    main()
