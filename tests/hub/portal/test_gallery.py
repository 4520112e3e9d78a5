"""The gallery is there in demo data, and nowhere else."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_gallery_shows_every_piece_in_demo_data_only(settings: Any) -> None:
    browser = Client(headers={"host": "127.0.0.1"})
    settings.DEMO = False
    assert browser.get("/demo/pieces").status_code == 404
    settings.DEMO = True
    page = browser.get("/demo/pieces")
    assert page.status_code == 200
    for piece in (
        "state bad",
        "finding warning",
        'class="line"',
        "data-deposit",
        'class="paging"',
        'class="errors"',
        "demo-strip",
    ):
        assert piece in page.text
