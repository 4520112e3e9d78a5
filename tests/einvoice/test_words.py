"""Words exist for every rule and refusal, in three languages, with the same values."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from coryphee.einvoice import refusals
from coryphee.einvoice.refusals import CODES, Refused
from coryphee.einvoice.rules.catalogue import RULESETS
from coryphee.einvoice.words import (
    LANGUAGES,
    Language,
    UnknownRuleError,
    detail,
    explain,
    parameters_of,
    shared_sentences,
    term_name,
    worded_rules,
)

# Codes of the hostile manifest that are told and not refused.
TOLERATED = {"xml.pi", "file.name"}
OWN = {
    "convert.lost",
    "convert.unread",
    "convert.added",
    "document.ambiguous",
    "file.type.named",
    "profile.unknown",
    "ruleset.not_run",
}
TABLED = [rule for entry in RULESETS for rule in entry.tabled]
EVERYTHING = {rule.words or rule.number for entry in RULESETS for rule in entry.rules} | set(CODES) | TOLERATED | OWN
EVERYTHING |= {rule.number for rule in TABLED if not rule.sentence}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_without_words(language: Language) -> None:
    assert EVERYTHING - set(worded_rules(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_for_nothing(language: Language) -> None:
    routing = {rule for rule in worded_rules(language) if rule.startswith(("CHORUS-", "CORYPHEE-"))}
    assert set(worded_rules(language)) - EVERYTHING - routing == set()
    assert worded_rules(language) == worded_rules("en")
    assert len(set(worded_rules(language))) == len(worded_rules(language))


@pytest.mark.parametrize("rule", [*worded_rules(), *shared_sentences()])
def test_the_languages_need_the_same_values(rule: str) -> None:
    assert len({parameters_of(rule, language) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("rule", [*worded_rules(), *shared_sentences()])
def test_each_language_has_its_own_sentences(rule: str) -> None:
    said = [explain(rule, {"sentence": rule}, language) for language in LANGUAGES]
    assert len({words.message for words in said}) == len(said)
    assert len({words.fix for words in said}) == len(said)
    for words in said:
        assert words.fix.endswith(".")
        assert words.message[0].isupper() or words.message[0] in "{…«“"
        assert words.message.endswith((".", "…"))


@pytest.mark.parametrize("code", sorted(CODES))
def test_refusals_carry_the_values_that_their_words_need(code: str) -> None:
    given = {part.partition("}")[0] for part in CODES[code].split("{")[1:]}
    assert parameters_of(code) <= given


def test_values_are_put_in_as_they_are() -> None:
    words = explain("BR-CO-10", {"found": "{0.__class__}", "expected": "2.00"}, "fr")
    assert "{0.__class__}" in words.message
    assert "2.00" in words.fix


def test_a_missing_value_is_an_ellipsis() -> None:
    assert "…" in explain("BR-CO-10", {}).message


def test_rules_without_words_of_their_own_share_a_sentence() -> None:
    words = explain("UBL-CR-001", {"sentence": "element.missing", "element": "cbc:ID"})
    assert words.message == "cbc:ID is missing: it is required here."
    assert set(shared_sentences()).isdisjoint(worded_rules())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_a_table_shares_a_sentence_or_has_its_own_words(language: Language) -> None:
    assert {rule.sentence for rule in TABLED if rule.sentence} <= set(shared_sentences(language))
    for rule in TABLED:
        given = {"element", "value", *(name for name, _ in rule.parameters)}
        assert parameters_of(rule.sentence or rule.number, language) <= given, rule


def test_a_rule_may_borrow_the_words_of_another() -> None:
    assert explain("FX-SCH-A-000001", {"sentence": "BR-02"}, "fr") == explain("BR-02", {}, "fr")


def test_shared_words_name_the_term_plainly() -> None:
    parameters = {"sentence": "BR-FR-03", "term": "BT-9", "value": "2026-02-30"}
    message = explain("BR-FR-03_BT-9", parameters, "fr").message
    assert message.startswith("Date d'échéance (BT-9)\xa0: «\xa02026-02-30\xa0»")
    assert term_name("BT-9") == "Due date"
    assert term_name("BT-999") == "BT-999"


def test_every_term_has_its_name_in_each_language() -> None:
    borrowed = [rule for entry in RULESETS if entry.name == "fr" for rule in entry.rules]
    asking = {rule.term for rule in borrowed if "what" in parameters_of(rule.words)}
    assert [term for term in asking for language in LANGUAGES if term_name(term, language) == term] == []


def test_an_unknown_rule_is_said_so() -> None:
    with pytest.raises(UnknownRuleError):
        explain("BR-99", {})
    with pytest.raises(UnknownRuleError):
        parameters_of("BR-99")


NAMES_OF_THINGS = {"JavaScript", "PDF"}  # said alike everywhere


def details_found() -> Iterator[str]:
    """Every literal `found=` of a refusal in the kernel, a number for each value that stands in it."""
    for path in Path(refusals.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Refused"):
                continue
            for given in call.keywords:
                if given.arg == "found" and isinstance(given.value, ast.Constant):
                    yield str(given.value.value)
                if given.arg == "found" and isinstance(given.value, ast.JoinedStr):
                    parts = [p.value if isinstance(p, ast.Constant) else "12" for p in given.value.values]
                    yield "".join(map(str, parts))


@pytest.mark.parametrize("language", ["fr", "it"])
def test_what_a_refusal_found_is_said_in_the_readers_language(language: Language) -> None:
    found = set(details_found()) - NAMES_OF_THINGS
    assert len(found) > 12
    assert {told for told in found if detail(told, language) == told} - {"archive"} == set()
    assert detail("more than 5000 pages", "fr") == "plus de 5000 pages"
    assert detail("an image of 7 by 9 pixels", language).count("#") == 0
    assert detail("Launch", language) == "Launch"


def test_numbers_in_findings_of_rules_stay_as_they_are() -> None:
    assert "archive" in explain("BR-CO-15", {"found": "archive"}, "it").message


def test_a_name_that_lies_is_told_as_such() -> None:
    parameters = {"found": "", "sentence": "file.type.named", "extension": ".xml", "kind": "pdf"}
    assert explain("file.type", parameters, "fr").message == "Le fichier se nomme .xml, mais son contenu est du pdf."
    assert str(Refused("file.type", **parameters)).startswith("file.type")
