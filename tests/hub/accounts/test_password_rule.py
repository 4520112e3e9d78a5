"""The rule for passwords: what is refused, and that each refusal names its reason."""

import time

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from coryphee.hub.accounts.models import User
from coryphee.hub.accounts.password_rule import MINIMUM_FOR_OPERATORS, judge, refuse_weak

GOOD = "Vélo rouge, 9 ponts"
ZOE = User(name="Zoé Dupont-Lambert", email="z.lambert75@atelier-martin.example")
WORDS = ("Menuiserie Quercy SARL", "99900001700015")


def refused(password: str, **given: object) -> list[str]:
    """The codes of what a password lacks."""
    return [each.code for each in judge(password, **given) if not each.met]  # type: ignore[arg-type]


def messages(password: str, person: User | None = None) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        validate_password(password, person)
    return list(caught.value.messages)


def test_a08_twelve_characters_are_enough_and_eleven_are_not() -> None:
    assert refused("Fj3!kdUq8&v") == ["too_short"]
    assert refused("Fj3!kdUq8&vz") == []
    assert refused(("Fj3!kdUq8&vz" * 11)[:127] + "é") == []
    assert "11" in messages("Fj3!kdUq8&v")[0]


def test_a08_an_endless_password_is_refused_before_anything_is_computed() -> None:
    for endless in ("Aa1!" * 1024 + "x", "1" * 4097, "A!" + "1" * 4_000_000):
        started = time.process_time()
        assert refused(endless) == ["too_long"]
        with pytest.raises(ValidationError):
            validate_password(endless, ZOE)
        assert time.process_time() - started < 0.1
    assert "too_long" not in refused("Aa1!" * 1024)


def test_a08_the_longest_password_allowed_is_judged_quickly() -> None:
    for longest in ("A" + "1!" * 2047, "A" * 4096, "1!" * 2048, GOOD + " " * 4000):
        started = time.process_time()
        judge(longest, words=(ZOE.name, *WORDS))
        assert time.process_time() - started < 0.1


@pytest.mark.parametrize("place", [73, 129])
def test_a08_nothing_of_a_long_password_is_cut_off(place: int) -> None:
    password = "".join(chr(ord("a") + number % 26) for number in range(200))
    other = password[: place - 1] + "#" + password[place:]
    kept = make_password(password)
    assert check_password(password, kept)
    assert not check_password(other, kept)


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("vélo rouge, 9 ponts", ["no_upper"]),
        ("VÉLO ROUGE, 9 PONTS", ["no_lower"]),
        ("Vélo rouge, neuf ponts", ["no_digit"]),
        ("VeloRouge9PontsBleus", ["no_special"]),
        ("", ["too_short", "no_upper", "no_lower", "no_digit", "no_special", "common", "context"]),
        ("kdjfhgkdjf", ["too_short", "no_upper", "no_digit", "no_special"]),
        (GOOD, []),
        ("VeloRouge 9 Ponts", []),  # a space is a special character
        ("VeloRouge9Ponts🚲", []),  # and so is an emoji
        ("Δρόμος κόκκινος 9", []),  # letters of any script have a case
    ],
)
def test_a09_each_missing_class_is_named(password: str, missing: list[str]) -> None:
    assert refused(password) == missing


@pytest.mark.parametrize("language", ["fr", "en", "it"])
def test_a09_everything_missing_is_said_at_once_in_the_readers_language(language: str) -> None:
    with translation.override(language):
        said = messages("kdjfhgkdjf")
        labels = [each.label for each in judge("kdjfhgkdjf")]
    assert len(set(said)) == 4
    assert len(set(labels)) == 7
    if language != "en":
        with translation.override("en"):
            assert not set(said) & set(messages("kdjfhgkdjf"))


@pytest.mark.parametrize(
    "password",
    [
        "Motdepasse2026!",
        "M0tdep@$$3!!",  # digits and signs stand for letters
        "P@ssw0rd-2026",
        "Bienvenue2026!",
        "Comptabilité2026!",
        "Azertyuiop12!",
        "Qwertyuiop[]12",
        "123-Soleil-123",
        "Abcdefghijk1!",
        "Password1!Password1!",
        "Kz7!Kz7!Kz7!",
    ],
)
def test_a10_a_common_password_is_refused_with_the_reason(password: str) -> None:
    assert "common" in refused(password)


def test_a10_a_password_of_three_words_is_not_common() -> None:
    assert refused("Vélo-Pont-Rouge-9") == []


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("Coryphee-en-9-pas", "Coryphée"),
        ("C0ryph33-en-9-pas", "Coryphée"),
        ("Le 9 de la Lambert!", "Lambert"),
        ("Les 9 DUPONT: ici", "Dupont"),
        ("Z9 atelier! rouge", "atelier"),
        ("Zut 9 lambert75!", "Lambert"),
        ("La menu1serie 9 bis", "Menuiserie"),
        ("Qu3rcy: voie 9 ter", "Quercy"),
        ("Voie 99900001700015 Q", "99900001700015"),
        ("Voie 999000017 Quai", "999000017"),
    ],
)
def test_a11_words_of_the_platform_the_account_and_the_structure_are_refused(password: str, word: str) -> None:
    with pytest.raises(ValidationError) as caught, translation.override("en"):
        refuse_weak(password, words=(ZOE.name, *ZOE.email.split("@"), *WORDS))
    assert any(f"“{word}”" in message for message in caught.value.messages)


def test_a11_the_address_of_the_account_is_not_a_password() -> None:
    assert refused("Z.lambert75@atelier-martin.example", words=("z.lambert75", "atelier-martin")) == ["context"]
    assert any("Lambert" in message for message in messages("Mme Lambert, 9 quai", ZOE))


def test_a11_without_an_account_only_the_platform_has_words() -> None:
    assert refused("Le 9 de la Lambert!") == []
    validate_password(GOOD)


def test_an_operator_needs_sixteen_characters() -> None:
    operator = User(name="Ines Roux", email="ops@example.test", is_operator=True)
    assert MINIMUM_FOR_OPERATORS == 16
    assert messages("Vélo rouge, 9 p", operator)
    validate_password("Vélo rouge, 9 po", operator)
    validate_password("Vélo rouge, 9 p", ZOE)


def test_the_rule_is_said_in_one_sentence() -> None:
    (sentence,) = password_validators_help_texts()
    assert "12" in sentence
