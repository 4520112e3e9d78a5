"""French as it is printed: the spaces that never break, and the one form of the words on buttons, in Italian too.

A narrow no-break space stands before ; ! ? and a no-break space before : and inside « » (Lexique des règles
typographiques en usage à l'Imprimerie nationale).
"""

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[2] / "src/coryphee"
TEMPLATES = SOURCE / "hub/portal/templates"
NARROW, PLAIN = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"

WRONG = re.compile(
    rf"(?<!{NARROW})[;!?](?=[\s»)]|$)"  # a mark that ends a word; one inside a word belongs to an address or a code
    rf"|(?<!{PLAIN}):(?=[\s»)]|$)"
    rf"|(?<!{PLAIN})»|«(?!{PLAIN})"
)
# Of a template, what no reader sees; an element leaves nothing behind, so that the marks around it stay together.
UNSEEN = re.compile(r"{%.*?%}|{{.*?}}|<code>.*?</code>|<[^>]+>", re.DOTALL)

BUTTON = re.compile(r"<button\b[^>]*>.*?</button>|<a\b[^>]*class=\"btn-[^>]*>.*?</a>", re.DOTALL)
WORDS = re.compile(r"{% translate \"([^\"]+)\" %}")


def misprints(text: str) -> list[str]:
    """Return each place with a wrong space, with what stands around it."""
    return [text[max(0, found.start() - 25) : found.end() + 10] for found in WRONG.finditer(text)]


def catalogue(language: str) -> Catalog:
    with (SOURCE / f"hub/locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text of a TOML document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from texts_of(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts_of(inside)


def test_the_messages_of_the_portal() -> None:
    wrong = []
    for message in catalogue("fr"):
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        wrong += [each for form in forms if message.id for each in misprints(html.unescape(UNSEEN.sub("", form)))]
    assert wrong == []


@pytest.mark.parametrize("family", sorted((SOURCE / "einvoice/words/fr").glob("*.toml")), ids=lambda path: path.stem)
def test_the_words_of_the_rules(family: Path) -> None:
    written = tomllib.loads(family.read_text(encoding="utf-8"))
    assert [each for text in texts_of(written) for each in misprints(text)] == []


@pytest.mark.parametrize("page", sorted((TEMPLATES / "help/fr").glob("*.html")), ids=lambda path: path.stem)
def test_the_help(page: Path) -> None:
    assert misprints(html.unescape(UNSEEN.sub("", page.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "text",
    ["Reçu ?", "Reçu?", "Reçu : oui", f"Reçu{NARROW}: oui", "Il manque :", f"Reçu{PLAIN}; puis", "« oui »", "«oui»"],
)
def test_a_wrong_space_is_named(text: str) -> None:
    assert misprints(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Reçu{NARROW}?",
        f"Reçu{PLAIN}: oui{NARROW}; puis «{PLAIN}non{PLAIN}»{NARROW}!",
        "https://host/p?q=1",
        "à 12:30",
    ],
)
def test_right_spaces_pass(text: str) -> None:
    assert misprints(text) == []


def on_buttons() -> set[str]:
    """Return the messages that stand on buttons, and on links that look like them."""
    sources = (path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    return {words for source in sources for button in BUTTON.findall(source) for words in WORDS.findall(button)}


@pytest.mark.parametrize(
    ("language", "other_form"),
    [
        ("fr", r"\w+ez"),  # "Créer", never "Créez"
        ("it", r"\w+(?:are|ere|ire|arsi|ersi|irsi|rre)"),  # "Crea", never "Creare"
    ],
)
def test_buttons_speak_in_one_form(language: str, other_form: str) -> None:
    buttons = on_buttons()
    said = [str(message.string) for message in catalogue(language) if message.id in buttons]
    assert len(said) > 50
    assert [words for words in said if re.fullmatch(other_form, words.split()[0])] == []
