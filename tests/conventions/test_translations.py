"""Every message of the portal speaks French and Italian; the compiled catalogues say the same as the written ones."""

import gettext
import importlib.util
import re
import shutil
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+>")


def load_script() -> ModuleType:
    loader = SourceFileLoader("messages_script", str(ROOT / "scripts/messages"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


messages = load_script()


def catalogue(language: str) -> Catalog:
    with messages.catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def keys(catalog: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", str(message.id)) for message in catalog if message.id}


@pytest.mark.parametrize("language", ["fr", "it"])
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    written, today = catalogue(language), messages.gathered()
    assert keys(today) - keys(written) == set(), "run scripts/messages and translate"
    assert keys(written) - keys(today) == set(), "run scripts/messages"
    assert [message.id for message in messages.untranslated(written)] == []


@pytest.mark.parametrize("language", ["fr", "it"])
def test_translations_keep_the_places_for_values(language: str) -> None:
    written = catalogue(language)
    for message in written:
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = [set(PLACEHOLDER.findall(original)) for original in originals]
        for form in messages.forms_of(message, written):
            assert set(PLACEHOLDER.findall(form)) in allowed, message.id


@pytest.mark.parametrize("language", ["fr", "it"])
def test_the_compiled_catalogue_says_the_same(language: str) -> None:
    path = messages.catalogue_path(language).with_suffix(".mo")
    written = catalogue(language)
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    entries = compiled._catalog  # type: ignore[attr-defined]
    expected = {}
    for message in written:
        if not message.id:
            continue
        singular = message.id if isinstance(message.id, str) else message.id[0]
        key = f"{message.context}\x04{singular}" if message.context else singular
        forms = messages.forms_of(message, written)
        if isinstance(message.id, str):
            expected[key] = forms[0]
        else:
            expected.update({(key, number): form for number, form in enumerate(forms)})
    assert {key: words for key, words in entries.items() if key} == expected


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A small hub with one template and one module."""
    (tmp_path / "page.html").write_text(
        '{% load i18n %}\n<p>{% translate "Good day" %}</p>\n'
        "  {% blocktranslate count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}\n"
        '    {{ _("Inside") }}\n'
    )
    (tmp_path / "view.py").write_text('from x import gettext as _\nHELLO = _("Hello")\n')
    return tmp_path


def test_messages_are_found_in_templates_and_python(hub: Path) -> None:
    found = [message.id for message in messages.gathered(hub) if message.id]
    assert found == ["Good day", ("%(n)s file", "%(n)s files"), "Inside", "Hello"]


def test_a_message_without_words_or_marked_fuzzy_is_named(hub: Path) -> None:
    catalog = messages.gathered(hub)
    assert len(messages.untranslated(catalog)) == 4
    catalog["Hello"].string = "Bonjour"
    catalog["Good day"].string = "Bonjour"
    catalog["Good day"].flags.add("fuzzy")
    catalog["%(n)s file"].string = ("%(n)s fichier",)
    catalog["Inside"].string = "Dedans"
    assert [message.id for message in messages.untranslated(catalog)] == ["Good day", ("%(n)s file", "%(n)s files")]


def test_writing_twice_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(messages.HUB / "locale", tmp_path / "locale")
    monkeypatch.setattr(messages, "HUB", tmp_path)
    path = messages.catalogue_path("fr")
    before = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    messages.write("fr", catalogue("fr"))
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == before
