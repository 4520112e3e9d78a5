"""Nobody learns from an answer, or from how long it takes, whether an address has an account."""

import random
import re
import time
from collections.abc import Callable, Sequence
from itertools import count
from math import erfc, sqrt
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from coryphee.hub.accounts.models import User
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

SAMPLES = 200  # of each kind
ROUNDS = 3  # a fair test says 1 in 100 times that two equal things differ; three times in a row, 1 in a million
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=)"[^"]*"')
KNOWN = [f"known{number}@example.test" for number in range(SAMPLES * ROUNDS)]
UNKNOWN = [f"other{number}@example.test" for number in range(SAMPLES * ROUNDS)]
FORM = {"name": "Léa Martin", "contact_email": "", "language": "fr", "password": "Vélo rouge, 9 ponts"}

DOORS: dict[str, tuple[str, Callable[[str], dict[str, str]]]] = {
    "sign-in": ("/account/login/", lambda email: {"login": email, "password": "not this one"}),
    "recovery": ("/account/password/reset/", lambda email: {"email": email}),
    "sign-up": ("/account/signup/", lambda email: {**FORM, "email": email}),
}


def mann_whitney(first: Sequence[float], second: Sequence[float]) -> float:
    """The probability that two samples of one thing differ as much as these (two-sided, normal approximation)."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_, which) in enumerate(ranked, 1) if which == 0)
    pairs = len(first) * len(second)
    distance = ranks - len(first) * (len(first) + 1) / 2 - pairs / 2
    return erfc(abs(distance) / sqrt(pairs * (len(ranked) + 1) / 12) / sqrt(2))


@pytest.fixture
def people(db: None, settings: Any) -> None:
    # With less work for a password, a difference in anything else stands out more; without any, so does that.
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickArgon2"]
    kept = make_password(PASSWORD)
    User.objects.bulk_create(User(email=email, name="Somebody", password=kept) for email in KNOWN)


sources = (f"198.{18 + n // 65536}.{n // 256 % 256}.{n % 256}" for n in count())


def ask(door: str, email: str) -> tuple[float, Any]:
    """Send a form from a source of its own: limits count by source. Return the time it took, and the answer."""
    address, fields = DOORS[door]
    browser = Client(REMOTE_ADDR=next(sources), headers={"accept-language": "en"})
    started = time.perf_counter()
    answer = browser.post(address, fields(email))
    return time.perf_counter() - started, answer


def seen(answer: Any) -> tuple[int, dict[str, str], list[str], str]:
    """What a stranger sees of an answer, tokens aside."""
    headers = {name: value for name, value in answer.items() if name not in {"Content-Length", "Expires"}}
    return answer.status_code, headers, sorted(answer.cookies), TOKEN.sub(r"\1", answer.content.decode())


@pytest.mark.parametrize("door", DOORS)
def test_a15_answers_are_the_same(people: None, door: str) -> None:
    typed = [KNOWN[0], KNOWN[1].upper(), UNKNOWN[0], UNKNOWN[1].upper()]
    answers = [seen(ask(door, email)[1]) for email in typed]
    # The sign-in page gives back what was typed.
    answers = [(*rest, body.replace(email, "")) for (*rest, body), email in zip(answers, typed, strict=True)]  # type: ignore[misc]
    assert answers.count(answers[0]) == len(answers)
    assert mail.outbox == []  # jobs write, later


@pytest.mark.parametrize("door", DOORS)
def test_a15_answers_take_the_same_time(people: None, door: str) -> None:
    ask(door, "warm@example.test")
    found = []
    for turn in range(ROUNDS):
        part = slice(turn * SAMPLES, (turn + 1) * SAMPLES)
        asked = [(email, True) for email in KNOWN[part]] + [(email, False) for email in UNKNOWN[part]]
        random.Random(turn).shuffle(asked)  # what else the machine does meets both kinds
        took: dict[bool, list[float]] = {True: [], False: []}
        for email, known in asked:
            took[known].append(ask(door, email)[0])
        found.append(mann_whitney(took[True], took[False]))
        if found[-1] > 0.01:
            return
    pytest.fail(f"known and unknown addresses take different times: {found}")


def test_a15_the_measure_says_no() -> None:
    chance = random.Random(1)
    one = [chance.gauss(100, 5) for _ in range(SAMPLES)]
    other = [chance.gauss(100, 5) for _ in range(SAMPLES)]
    assert mann_whitney(one, other) > 0.01
    assert mann_whitney(one, [value + 3 for value in other]) < 0.01
