"""E-mails speak the reader's language, in text and in HTML, and wait in the transaction of what they tell."""

from pathlib import Path
from typing import Any

import pytest
from django.template import TemplateDoesNotExist

from coryphee.hub.accounts.mail import send_mail_to

WORDS = {"_subject.txt": "{% load i18n %}{% translate 'Security' %}\n: {{ what|safe }}\n", ".txt": "{{ subject|safe }}"}
PAGE = "{% extends 'mail/base.html' %}{% block content %}<p>{{ what }}</p>{% endblock %}"


@pytest.fixture
def template(tmp_path: Path, settings: Any) -> str:
    folder = tmp_path / "mail"
    folder.mkdir()
    for ending, words in {**WORDS, ".html": PAGE}.items():
        (folder / f"trial{ending}").write_text(words)
    first = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    settings.TEMPLATES = [first]
    return "trial"


def test_it_speaks_the_readers_language_in_text_and_html(template: str, settings: Any, mailoutbox: list[Any]) -> None:
    send_mail_to("zoe@example.test", language="it", template=template, what="L'été <b>")
    (mail,) = mailoutbox
    assert mail.subject == mail.body.strip() == "Sicurezza : L'été <b>"
    ((page, kind),) = mail.alternatives
    assert kind == "text/html"
    assert '<html lang="it">' in page
    assert "<p>L&#x27;été &lt;b&gt;</p>" in page
    assert settings.PUBLIC_URL in page


def test_a_subject_is_one_line(template: str, mailoutbox: list[Any]) -> None:
    send_mail_to("zoe@example.test", language="fr", template=template, what="one\r\nBcc: eve@example.test")
    assert "\n" not in mailoutbox[0].subject


def test_an_unknown_template_is_not_swallowed() -> None:
    with pytest.raises(TemplateDoesNotExist):
        send_mail_to("zoe@example.test", language="fr", template="no-such-template")
