"""The pieces as a page shows them: right words, nothing unescaped, understandable without colour."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from coryphee.einvoice.findings import Finding
from coryphee.hub.portal.pieces import Link, Paging, TimeLineEntry


def shown(source: str, language: str = "en", **context: object) -> str:
    with override(language):
        return " ".join(Template("{% load pieces %}" + source).render(Context(context)).split())


def test_a_status_is_said_by_shape_word_and_code() -> None:
    tag = shown("{% status code %}", "fr", code="REJETEE")
    assert "Rejetée" in tag
    assert "<svg" in tag
    assert 'title="REJETEE"' in tag
    assert 'class="state bad"' in tag


def test_a_stage_carries_no_official_code() -> None:
    assert "title" not in shown("{% status code %}", code="refused")


def test_a_finding_is_put_into_the_readers_words_beside_its_code() -> None:
    found = Finding("BR-16", "en16931@1.3.16", "warning", "BG-25", where="/Invoice", line=7)
    stored = {"rule": "BR-16", "severity": "warning", "term": "BG-25", "parameters": [], "where": "/Invoice", "line": 7}
    card = shown("{% finding found %}", "fr", found=found)
    assert "BR-16" in card
    assert "BG-25" in card
    assert "ligne 7" in card
    assert "À faire" in card
    assert 'class="finding warning"' in card
    as_stored = shown("{% finding found %}", "fr", found=stored)
    assert as_stored == card.replace('title="en16931@1.3.16"', 'title="Code officiel"')


def test_a_finding_without_words_still_shows_its_rule() -> None:
    assert "XX-99" in shown("{% finding found %}", found=Finding("XX-99", "", "fatal"))


def test_a_finding_escapes_what_the_file_said() -> None:
    card = shown("{% finding found %}", found=Finding("XX-<script>", "", "fatal", where="/<b>"))
    assert "<script>" not in card
    assert "<b>" not in card.replace("<b>To do:</b>", "")


def test_a_refusal_at_the_door_is_a_card_too() -> None:
    assert "xml.dtd" in shown('{% refusal "xml.dtd" %}')


def test_a_time_line_tells_who_when_why_and_with_what() -> None:
    at = dt.datetime(2026, 9, 12, 8, 42, tzinfo=dt.UTC)
    entry = TimeLineEntry(
        "Rejected", at, "bad", "Charlie", "<i>Too much</i>", "REJETEE", "note", (Link("Order", "/o"),)
    )
    text = shown("{% time_line entries %}", entries=[entry])
    for part in ("Rejected", "12 September 2026, 10:42", "by Charlie", "&lt;i&gt;", "REJETEE", 'href="/o"'):
        assert part in text


def test_paging_says_the_total() -> None:
    text = shown("{% paging page %}", page=Paging(26, 50, 1284, "?page=1", "?page=3"))
    assert "26 to 50 of 1,284" in text
    assert 'rel="prev"' in text
    assert 'rel="next"' in text
    assert "Nothing to show" in shown("{% paging page %}", page=Paging(0, 0, 0))


class Sample(forms.Form):
    number = forms.CharField(help_text="As written.", max_length=3)
    agreed = forms.BooleanField()
    secret = forms.CharField(required=False, widget=forms.PasswordInput)


def test_an_error_summary_leads_to_the_fields_and_is_absent_without_mistakes() -> None:
    summary = shown("{% error_summary form %}", form=Sample({"number": "12345"}))
    assert 'href="#id_number"' in summary
    assert 'href="#id_agreed"' in summary
    assert 'role="alert"' in summary
    assert shown("{% error_summary form %}", form=Sample({"number": "1", "agreed": "on"})) == ""


def test_an_error_summary_leads_to_the_first_choice_of_a_group_and_doubles_no_punctuation() -> None:
    class Question(forms.Form):
        reason = forms.ChoiceField(label="Why?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)

    summary = shown("{% error_summary form %}", form=Question({}))
    assert '<a href="#id_reason_0">Why? This field is required.</a>' in summary


def test_a_field_is_tied_to_its_hint_and_its_mistake() -> None:
    text = shown("{% field form.number %}", form=Sample({"number": "12345"}))
    assert 'for="id_number"' in text
    assert 'id="id_number_helptext"' in text
    assert 'id="id_number_error"' in text
    assert 'aria-invalid="true"' in text
    described = text.split('aria-describedby="')[1].split('"')[0].split()
    assert set(described) == {"id_number_helptext", "id_number_error"}


@pytest.mark.parametrize(("language", "word"), [("en", "Show"), ("fr", "Afficher"), ("it", "Mostra")])
def test_a_password_has_a_button_that_waits_for_its_script(language: str, word: str) -> None:
    text = shown("{% field form.secret %}", language, form=Sample())
    button = text.split("<button")[1].split("</button>")[0]
    assert 'type="button"' in button
    assert 'aria-controls="id_secret"' in button
    assert 'aria-pressed="false" hidden>' in button
    assert word in button
    assert "<button" not in shown("{% field form.number %}", language, form=Sample())


@pytest.mark.parametrize(
    ("query", "address", "order"),
    [
        ("", "?sort=amount", "none"),
        ("sort=amount&page=3", "?sort=-amount", "ascending"),
        ("sort=-amount", "?sort=amount", "descending"),
    ],
)
def test_a_column_head_sorts_and_turns_round(rf: RequestFactory, query: str, address: str, order: str) -> None:
    head = shown('{% sort_head "Amount" "amount" %}', request=rf.get(f"/?{query}"))
    assert f'href="{address}"' in head
    assert f'aria-sort="{order}"' in head


def test_a_fingerprint_keeps_both_ends() -> None:
    assert shown("{{ sha|fingerprint }}", sha="9f2c4a" + "0" * 54 + "41d7") == "9f2c4a…41d7"
