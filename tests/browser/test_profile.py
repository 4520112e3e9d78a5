"""A person on a telephone: edits the profile, gives a photo, reads the log, and looks at what closing would do."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.journeys.reader import NARROW, SUPPLIER, sign_in

pytestmark = pytest.mark.browser


def test_a_profile_is_edited_and_a_photo_shown_at_360_pixels(chromium: Any, platform: Any, tmp_path: Path) -> None:
    reader = sign_in(chromium, platform, SUPPLIER, "fournisseur", width=NARROW)
    page = reader.page
    page.locator("details.account > summary").click()
    page.get_by_role("link", name="My profile").click()
    page.fill("#id_phone", "+33 1 23 45 67 89")
    page.fill("#id_biography", "Accounts payable.")
    page.select_option("#id_language", "en")
    page.get_by_role("button", name="Save the profile").click()
    assert page.get_by_text("Your profile is saved.").is_visible()
    assert page.input_value("#id_phone") == "+33 1 23 45 67 89"
    assert reader.faults() == []

    (tmp_path / "not-a-picture.jpg").write_text("words")
    page.set_input_files("#photo", tmp_path / "not-a-picture.jpg")
    page.get_by_role("button", name="Show this photo").click()
    assert page.get_by_text("no JPEG, PNG or WebP picture").is_visible()
    assert reader.faults() == []

    Image.new("RGB", (1200, 900), "teal").save(tmp_path / "portrait.jpg")
    page.set_input_files("#photo", tmp_path / "portrait.jpg")
    page.get_by_role("button", name="Show this photo").click()
    portraits = page.locator("img.portrait")
    assert portraits.count() == 2
    assert portraits.evaluate_all("all => all.map(each => each.naturalWidth)") == [320, 320]
    assert reader.faults() == []

    for place in ("profile/address/login", "profile/address/contact", "security-log", "data", "data/close"):
        page.goto(f"{platform.url}/account/{place}")
        assert reader.faults() == [], place

    page.goto(f"{platform.url}/account/profile")
    page.get_by_role("button", name="Remove the photo").click()
    assert page.locator("img.portrait").count() == 0
    page.fill("#id_phone", "")
    page.fill("#id_biography", "")
    page.get_by_role("button", name="Save the profile").click()
    page.context.close()


def test_the_data_are_downloaded_and_leaving_an_edited_form_is_asked(chromium: Any, platform: Any) -> None:
    reader = sign_in(chromium, platform, SUPPLIER, "fournisseur", width=NARROW)
    page = reader.page
    page.goto(f"{platform.url}/account/data")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my data").click()
    assert download.value.suggested_filename.endswith(".json")
    assert '"security_events"' in Path(download.value.path()).read_text(encoding="utf-8")

    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{platform.url}/account/profile")
    page.locator("#id_town").type("Somewhere")
    page.goto(f"{platform.url}/account/data")
    assert asked == ["beforeunload"]
    page.context.close()
