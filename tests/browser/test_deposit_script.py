"""deposit.js in a real browser, against a real platform: what each file's row says, whatever happens to the file."""

from pathlib import Path
from typing import Any

import pytest

from tests.invoices_made import SAMPLES, sample
from tests.journeys.reader import Platform, Reader

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # milliseconds, on a busy machine


def good(folder: Path, number: str) -> Path:
    path = folder / f"{number}.xml"
    path.write_bytes(sample("01-ubl-invoice.xml", number=number))
    return path


def hostile(folder: Path) -> Path:
    path = folder / "hostile.xml"
    path.write_bytes((SAMPLES / "17-external-entity.xml").read_bytes())
    return path


def choose(reader: Reader, *paths: Path) -> None:
    reader.open("deposit")
    reader.page.set_input_files("#deposit-files", [str(path) for path in paths])


def row(reader: Reader, name: str) -> Any:
    return reader.page.locator(".file").filter(has_text=name)


def test_each_of_several_files_goes_its_own_way(alice: Reader, tmp_path: Path) -> None:
    asked: list[str | None] = []
    alice.page.on("request", lambda sent: "hx-request" in sent.headers and asked.append(sent.headers.get("x-polling")))
    choose(alice, good(tmp_path, "SCRIPT-1"), hostile(tmp_path), good(tmp_path, "SCRIPT-2"), good(tmp_path, "SCRIPT-3"))
    for number in ("SCRIPT-1", "SCRIPT-2", "SCRIPT-3"):
        row(alice, f"{number}.xml").locator(".state.good").wait_for(timeout=PATIENCE)
    refused = row(alice, "hostile.xml")
    assert refused.locator(".code").inner_text() == "xml.dtd"
    assert "DOCTYPE" in refused.inner_text()
    assert "To do:" in refused.inner_text()
    assert not refused.locator("[data-again]").is_visible(), "the same bytes would be refused again"
    assert alice.page.locator("[data-summary]").inner_text() == "3 of 4 files sent"
    assert alice.page.locator(".file[hx-get]").count() == 0, "a row that rests asks no more"
    assert set(asked) == {"1"}, "asking again by itself keeps no session alive"
    assert alice.faults() == []


def test_a_cancelled_file_is_not_sent_and_can_be_sent_again(alice: Reader, tmp_path: Path) -> None:
    held: list[Any] = []
    alice.page.route(
        "**/deposit", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    choose(alice, good(tmp_path, "SCRIPT-4"))
    mine = row(alice, "SCRIPT-4.xml")
    with alice.page.expect_event("requestfailed"):  # else the one held back goes on when its way is free again
        mine.locator("[data-cancel]").click()
    assert "Cancelled" in mine.inner_text()
    assert not mine.locator("progress").is_visible()
    alice.page.unroute("**/deposit")
    alice.open("deposits")
    assert "SCRIPT-4.xml" not in alice.text()
    choose(alice, good(tmp_path, "SCRIPT-4"))
    mine.locator(".state.good").wait_for(timeout=PATIENCE)
    assert len(held) == 1


def test_an_interrupted_sending_can_be_tried_again(alice: Reader, tmp_path: Path) -> None:
    alice.page.route("**/deposit", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    choose(alice, good(tmp_path, "SCRIPT-5"))
    mine = row(alice, "SCRIPT-5.xml")
    mine.locator("[data-again]").wait_for()
    assert "interrupted" in mine.inner_text()
    alice.page.unroute("**/deposit")
    mine.locator("[data-again]").click()
    mine.locator(".state.good").wait_for(timeout=PATIENCE)
    assert alice.page.locator("[data-summary]").inner_text() == "1 of 1 files sent"


def test_a_file_over_the_limit_is_never_sent(alice: Reader, tmp_path: Path) -> None:
    sent: list[str] = []
    alice.page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    alice.open("deposit")
    alice.page.evaluate("document.querySelector('[data-deposit-list]').dataset.limit = '100'")
    alice.page.set_input_files("#deposit-files", str(good(tmp_path, "SCRIPT-6")))
    mine = row(alice, "SCRIPT-6.xml")
    assert "larger than" in mine.inner_text()
    assert not mine.locator("[data-again]").is_visible()
    assert sent == []


def test_files_can_be_dropped_on_the_area_only(alice: Reader) -> None:
    alice.open("deposit")
    content = sample("01-ubl-invoice.xml", number="SCRIPT-7").decode()
    dropped = "text => { const d = new DataTransfer(); d.items.add(new File([text], 'SCRIPT-7.xml')); return d; }"
    files = alice.page.evaluate_handle(dropped, content)
    alice.page.dispatch_event("h1", "drop", {"dataTransfer": files})
    assert alice.page.locator(".file").count() == 0
    alice.page.dispatch_event(".drop", "dragover", {"dataTransfer": files})
    assert alice.page.locator(".drop.over").count() == 1
    alice.page.dispatch_event(".drop", "drop", {"dataTransfer": files})
    row(alice, "SCRIPT-7.xml").locator(".state.good").wait_for(timeout=PATIENCE)
    assert alice.page.locator(".drop.over").count() == 0


def test_the_live_report_of_an_archive_reaches_its_end(alice: Reader) -> None:
    choose(alice, SAMPLES / "08-batch-one-bad.zip")
    mine = row(alice, "08-batch-one-bad.zip")
    mine.locator("a.name").wait_for(timeout=PATIENCE)
    mine.locator("a.name").click()
    alice.page.locator("#report:not([hx-get])").wait_for(timeout=PATIENCE)
    assert alice.page.locator("#report .state.good").count() == 3
    assert alice.page.locator("#report .state.bad").count() == 1
    assert "BR-CO-15" in alice.text()
    assert alice.faults() == []


def test_leaving_during_the_sending_is_asked_about(alice: Reader, tmp_path: Path) -> None:
    asked: list[str] = []
    alice.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    alice.page.route("**/deposit", lambda route: None if route.request.method == "POST" else route.continue_())
    choose(alice, good(tmp_path, "SCRIPT-8"))
    alice.page.locator(".main h1").click()  # browsers ask only somebody who did something on the page
    alice.page.locator(".side a").first.click()
    alice.page.wait_for_url(f"**{alice.base}/")
    assert asked == ["beforeunload"]


def test_without_a_script_good_and_bad_files_go_by_the_plain_form(
    alice: Reader, chromium: Any, platform: Platform, tmp_path: Path
) -> None:
    plain = chromium.new_context(java_script_enabled=False, storage_state=alice.page.context.storage_state())
    page = plain.new_page()
    page.goto(f"{platform.url}{alice.base}/deposit")
    page.set_input_files("#deposit-files", [str(good(tmp_path, "SCRIPT-9")), str(hostile(tmp_path))])
    page.click("button:has-text('Deposit these files')")
    said = page.locator("main").inner_text()
    assert "hostile.xml" in said
    assert "xml.dtd" in said
    page.click("main a:has-text('See what becomes of them')")
    for _ in range(60):
        if page.locator(".state.good").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert page.locator(".state.good").count() == 1
    plain.close()
