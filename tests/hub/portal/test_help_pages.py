"""The help: every page in three languages, each at its address, with links that lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils.translation import override

from coryphee.hub.lifecycle.statuses import HELIOS_ONLY
from coryphee.hub.portal import help_pages
from coryphee.hub.portal.help_pages import GROUPS, PAGES, words_of
from coryphee.hub.portal.wording import sign_of

LANGUAGES = ("fr", "en", "it")
FOLDER = Path(help_pages.__file__).parent / "templates" / "help"
LINK = re.compile(r'href="([^"]+)"')
SHORTEST = 120  # words: less is no help
pytestmark = pytest.mark.django_db


def pages(language: str) -> Iterator[tuple[str, str]]:
    browser = Client(headers={"accept-language": language})
    for slug in PAGES:
        answer = browser.get(f"/help/{slug}")
        assert answer.status_code == 200, slug
        yield slug, answer.text


def words(page: str) -> list[str]:
    article = page.partition('<article class="reading">')[2].partition('<nav class="help-on"')[0]
    return re.sub(r"<[^>]+>", " ", article).split()


def broken(page: str) -> list[str]:
    """Links of a page that lead nowhere on this platform, anchors included."""
    wrong = []
    for target in LINK.findall(page):
        path, _, anchor = target.partition("#")
        answer = Client().get(path) if path else None
        if answer is not None and answer.status_code not in {200, 302}:
            wrong.append(target)
        if anchor and f'id="{anchor}"' not in (answer.text if answer is not None else page):
            wrong.append(target)
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_three_languages(language: str) -> None:
    for slug, page in pages(language):
        assert f'<html lang="{language}"' in page
        assert len(words(page)) > SHORTEST, slug
        get_template(words_of(slug, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_is_without_a_page(language: str) -> None:
    assert {file.stem for file in (FOLDER / language).glob("*.html")} == set(PAGES)


def test_the_languages_say_it_differently_and_with_the_same_parts() -> None:
    shapes: dict[str, list[list[str]]] = {}
    for language in LANGUAGES:
        for slug in PAGES:
            source = (FOLDER / language / f"{slug}.html").read_text(encoding="utf-8")
            shapes.setdefault(slug, []).append(re.findall(r"<(h2|table|ol|ul|dt|li|tr|p)\b|{% (url|status)", source))
    assert {slug: len(shapes[slug]) for slug in PAGES} == dict.fromkeys(PAGES, 3)
    assert [slug for slug, (french, *others) in shapes.items() if any(other != french for other in others)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_what_nobody_sets_where_helios_keeps_the_accounts(language: str) -> None:
    told = dict(pages(language))["recipient"].partition("Helios" if language != "fr" else "Hélios")[2]
    with override(language):
        assert HELIOS_ONLY
        assert [code for code in HELIOS_ONLY if str(sign_of(code).word) not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_the_help_lead_somewhere(language: str) -> None:
    for slug, page in pages(language):
        assert broken(page) == [], slug
    assert broken(Client(headers={"accept-language": language}).get("/help").text) == []


def test_the_check_of_links_says_no() -> None:
    assert broken('<a href="/help/nothing-like-this">x</a><a href="/help#nowhere">y</a>') == [
        "/help/nothing-like-this",
        "/help#nowhere",
    ]


def test_the_index_leads_to_every_page_and_each_page_to_its_neighbours() -> None:
    index = Client().get("/help").text
    assert [slug for slug in PAGES if f'href="/help/{slug}"' not in index] == []
    told = dict(pages("en"))
    first, second, *_, last = PAGES
    assert 'rel="prev"' not in told[first]
    assert f'rel="next" href="/help/{second}"' in told[first]
    assert f'rel="prev" href="/help/{first}"' in told[second]
    assert 'rel="next"' not in told[last]


def test_a_page_says_where_it_stands() -> None:
    page = Client(headers={"accept-language": "fr"}).get("/help/statuses").text
    assert "Fil d’Ariane" in page
    assert '<a href="/help">Aide</a>' in page
    assert page.count('aria-current="page"') == 1


def test_an_unknown_page_is_not_found() -> None:
    assert Client().get("/help/nothing-like-this").status_code == 404


def test_titles_are_told_in_every_language() -> None:
    for page in [*PAGES.values(), *GROUPS]:
        told = set()
        for language in LANGUAGES:
            with override(language):
                told.add(str(page.title))
        assert len(told) >= 2 + (page.title != GROUPS[2].title), page  # software is Software in Italian


def test_the_home_page_leads_to_help_status_and_legal_pages() -> None:
    page = Client(headers={"accept-language": "fr"}).get("/").text
    for target in ("/help/deposit", "/help/payment-periods", "/help/questions", "/help", "/status", "/legal"):
        assert f'href="{target}"' in page, target
    assert page.count("Fonctionne") == 3
    assert broken(page) == []
