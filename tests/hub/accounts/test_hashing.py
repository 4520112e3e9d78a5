"""Hashes wait for each other, never for ever, and cost what they should."""

import threading
import time
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.test import Client

from coryphee.hub.accounts import hashing
from coryphee.hub.accounts.hashing import LONGEST_QUEUE, PatientArgon2, TooBusyToHash
from coryphee.hub.accounts.models import AttemptCount, SecurityEvent
from coryphee.hub.toolbox.outages import is_outage
from tests.lost_factors import approved_link
from tests.people import PASSWORD, create_world


def test_a30_passwords_are_kept_as_argon2id_with_64_mebibytes() -> None:
    kept = make_password(PASSWORD)
    assert kept.startswith("argon2$argon2id$v=19$m=65536,t=2,p=1$")
    assert check_password(PASSWORD, kept)
    assert not check_password(PASSWORD + " ", kept)


@pytest.mark.django_db
def test_a30_a_hash_of_other_parameters_is_made_anew_when_the_password_is_right() -> None:
    alice = create_world().alice
    old = PatientArgon2()
    old.memory_cost = 19456
    alice.password = old.encode(PASSWORD, old.salt())
    alice.save()
    assert not alice.check_password("wrong")
    assert "m=19456" in alice.password
    assert alice.check_password(PASSWORD)
    alice.refresh_from_db()
    assert "m=65536" in alice.password
    assert identify_hasher(alice.password).algorithm == "argon2"


def test_a30_hashes_are_computed_one_at_a_time_and_a_long_queue_is_refused() -> None:
    running, most, refused, lock = [0], [0], [0], threading.Lock()
    turn = hashing._Turn()

    def work() -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.01)
        with lock:
            running[0] -= 1

    def ask() -> None:
        try:
            turn.take(work)
        except TooBusyToHash as error:
            with lock:
                refused[0] += is_outage(error)

    threads = [threading.Thread(target=ask) for _ in range(LONGEST_QUEUE + 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 1
    assert refused[0] > 0
    assert turn.waiting == 0


@pytest.mark.django_db
def test_a30_an_attempt_that_found_no_turn_is_told_so_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    alice, browser = create_world(password=PASSWORD).alice, Client(raise_request_exception=False)
    form = {"login": alice.email, "password": PASSWORD}
    with monkeypatch.context() as crowd:
        crowd.setattr(hashing, "LONGEST_QUEUE", 0)
        answers = [browser.post("/account/login/", form) for _ in range(6)]
    assert {(answer.status_code, answer["Retry-After"]) for answer in answers} == {(503, "5")}
    assert browser.post("/account/login/", form).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["confirm", "change", "lost factor"])
def test_a30_an_attempt_elsewhere_that_found_no_turn_is_not_counted_either(
    page: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    alice, browser = create_world(password=PASSWORD).alice, Client(raise_request_exception=False)
    path, form = {
        "confirm": ("/account/confirm", {"current_password": PASSWORD}),
        "change": ("/account/password/change/", {"current_password": PASSWORD, "password": "Tulipe-jaune-47-Vents"}),
        "lost factor": (approved_link(alice), {"password": PASSWORD}),
    }[page]
    if page != "lost factor":  # whoever signs in has not lost it, and the link dies
        browser.force_login(alice)
    with monkeypatch.context() as crowd:
        crowd.setattr(hashing, "LONGEST_QUEUE", 0)
        assert {browser.post(path, form).status_code for _ in range(6)} == {503}
    assert not AttemptCount.objects.filter(moments__len__gt=0).exists()
    assert not SecurityEvent.objects.filter(person=alice, kind="person.sign_in_failed").exists()
    assert browser.post(path, form).status_code == 302


def test_a30_the_thread_that_hashes_stands_behind_the_others() -> None:
    import os

    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    turn = hashing._Turn()
    assert turn.take(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())) == hashing.LOW_PRIORITY
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own
