"""Templates obey the policy that the pages are served with, and our classes do not collide with Tabler's."""

import re
from pathlib import Path

import pytest

PORTAL = Path(__file__).resolve().parents[2] / "src/coryphee/hub/portal"
TEMPLATES = sorted((PORTAL / "templates").rglob("*.html"))
STYLES = sorted((PORTAL / "static/coryphee").glob("*.css"))
TABLER = PORTAL / "static/vendor/tabler/tabler.min.css"
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
OVERRIDDEN = {"small"}  # same meaning as Tabler's

FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=|<style\b"),
    "an inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=\s*[\"']"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "something from outside": re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//"),
    "an evaluated htmx attribute": re.compile(r"hx-on[:-]|hx-vals=[\"']js:|hx-trigger=[\"'][^\"']*\["),
}


# E-mails are no pages: mail readers obey no policy of ours, and most of them drop style sheets.
ALLOWED_IN_MAILS = {"an inline style"}


def faults(source: str) -> list[str]:
    without_comments = re.sub(r"{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(without_comments)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PORTAL / "templates")))
def test_a_template_holds_nothing_that_the_policy_refuses(template: Path) -> None:
    allowed = ALLOWED_IN_MAILS if template.parent.name == "mail" else set()
    assert set(faults(template.read_text(encoding="utf-8"))) - allowed == set()


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<p style="color:red">', "an inline style"),
        ("<button onclick='go()'>", "an inline handler"),
        ("<script>go()</script>", "an inline script"),
        ('<script src="https://cdn.example/x.js"></script>', "something from outside"),
        ('<div hx-on:click="go()">', "an evaluated htmx attribute"),
    ],
)
def test_the_check_says_no(source: str, fault: str) -> None:
    assert fault in faults(source)


def test_our_classes_are_not_tablers() -> None:
    tabler = set(CLASS.findall(TABLER.read_text(encoding="utf-8")))
    ours = {name for style in STYLES for name in CLASS.findall(without_addresses(style.read_text(encoding="utf-8")))}
    assert len(ours) > 50
    assert (ours & tabler) - OVERRIDDEN == set()


def without_addresses(style: str) -> str:
    """Leave out file names and comments: their dots begin no class."""
    return re.sub(r"url\([^)]*\)|/\*.*?\*/", "", style, flags=re.DOTALL)


def test_styles_load_nothing_from_outside() -> None:
    for style in STYLES:
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")), style.name
