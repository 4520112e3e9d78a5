"""The main job in a real browser, from the deposit to the payment, with the side ways a supplier meets."""

from pathlib import Path
from typing import Any

import pytest

from tests.invoices_made import SAMPLES, sample
from tests.journeys.reader import NARROW, SUPPLIER, TOWN, WIDE, Platform, Reader, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def alice(chromium: Any, platform: Platform) -> Any:
    reader = sign_in(chromium, platform, SUPPLIER, "fournisseur")
    yield reader
    reader.page.context.close()


def deposit(reader: Reader, path: Path) -> None:
    """Choose a file and wait until its row says what became of it."""
    reader.open("deposit")
    reader.page.set_input_files("#deposit-files", str(path))
    reader.page.locator(".file .state.good, .file .state.bad, .file .state.wait").first.wait_for(timeout=30_000)


def good(folder: Path, number: str) -> Path:
    path = folder / f"{number}.xml"
    path.write_bytes(sample("01-ubl-invoice.xml", number=number))
    return path


def delivered(alice: Reader, folder: Path, number: str) -> None:
    deposit(alice, good(folder, number))
    assert "Accepted" in alice.page.locator(".file").inner_text()


def recipient(chromium: Any, platform: Platform, function: str, number: str, *, width: int = WIDE) -> Reader:
    """Sign in at the town hall and open the invoice from the list."""
    reader = sign_in(chromium, platform, TOWN, function, width=width)
    reader.open(f"received?number={number}")
    reader.page.locator(f"td a:text-is('{number}')").click()
    reader.page.wait_for_load_state()
    return reader


def turn_back(chromium: Any, platform: Platform, number: str, verb: str, reason: str) -> None:
    clerk = recipient(chromium, platform, "agent", number)
    clerk.press(verb)
    clerk.page.select_option("select[name=reason]", reason)
    clerk.page.fill("textarea[name=comment]", "See the order BC-77")
    clerk.page.click("main form button.btn-main")
    clerk.page.wait_for_load_state()
    clerk.page.context.close()


def test_from_deposit_to_payment(alice: Reader, chromium: Any, platform: Platform, tmp_path: Path) -> None:
    delivered(alice, tmp_path, "JOB-1")
    clerk = recipient(chromium, platform, "agent", "JOB-1")
    clerk.press("Confirm service done")
    clerk.press("Confirm service done")
    clerk.press("Enter the mandate")
    clerk.page.fill("input[name=mandate_number]", "M-2026-9")
    clerk.press("Enter the mandate")
    assert "Mandated" in clerk.text()
    clerk.page.context.close()
    accountant = recipient(chromium, platform, "comptable", "JOB-1", width=NARROW)
    accountant.press("Send to payment")
    accountant.press("Send to payment")
    assert "Sent to payment" in accountant.text()
    assert accountant.faults() == []
    accountant.page.context.close()
    alice.open("issued?number=JOB-1")
    alice.page.locator("td a:text-is('JOB-1')").click()
    told = alice.text()
    assert "Sent to payment" in told
    assert "M-2026-9" in told
    assert alice.faults() == []


def test_a_bad_file_says_what_is_wrong_and_what_to_do(alice: Reader, tmp_path: Path) -> None:
    path = tmp_path / "wrong.xml"
    path.write_bytes(sample("14-wrong-total.xml", number="JOB-2"))
    deposit(alice, path)
    row = alice.page.locator(".file").inner_text()
    assert "To be corrected" in row
    assert "BR-CO-15" in row
    assert "To do:" in row
    assert alice.faults() == []


def test_a_hostile_file_is_refused_beside_a_good_one(alice: Reader, tmp_path: Path) -> None:
    alice.open("deposit")
    hostile = tmp_path / "hostile.xml"
    hostile.write_bytes((SAMPLES / "17-external-entity.xml").read_bytes())
    alice.page.set_input_files("#deposit-files", [str(good(tmp_path, "JOB-3")), str(hostile)])
    alice.page.locator(".file .state.good").wait_for(timeout=30_000)
    alice.page.locator(".file .code:text-is('xml.dtd')").wait_for()
    assert "1 of 2 files sent" in alice.text()


def test_a_pdf_becomes_a_form_and_is_sent(alice: Reader, chromium: Any, platform: Platform, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes((SAMPLES / "07-pdf-without-data.pdf").read_bytes())
    deposit(alice, path)
    alice.press("Fill in")
    page = alice.page
    page.fill("input[name=recipient]", "Ville de")
    alice.press("Look up")
    alice.press("Ville de Démo")
    page.select_option("select[name=service_code]", "VOIRIE")
    page.fill("input[name=number]", "JOB-4")
    page.fill("input[name=issue_date]", "2026-09-01")
    page.fill("input[name=rate]", "20")
    page.fill("input[name=base]", "1 000,00")
    page.fill("input[name=amount]", "200")
    page.fill("input[name=total_without_vat]", "1000")
    page.fill("input[name=total_with_vat]", "1300")
    page.locator("#check .finding").wait_for()
    alice.press("Send the invoice")
    assert "Check what you typed" in alice.text()
    assert alice.faults() == []
    page.fill("input[name=total_with_vat]", "1200")
    alice.press("Send the invoice")
    page.locator(".file .state.good").wait_for(timeout=30_000)
    clerk = recipient(chromium, platform, "agent", "JOB-4")
    assert "1,200.00" in clerk.text()
    clerk.page.context.close()


def test_a_rejected_invoice_is_replaced(alice: Reader, chromium: Any, platform: Platform, tmp_path: Path) -> None:
    delivered(alice, tmp_path, "JOB-5")
    turn_back(chromium, platform, "JOB-5", "Reject", "MONTANTTOTAL_ERR")
    alice.open("issued?number=JOB-5")
    alice.page.locator("td a:text-is('JOB-5')").click()
    assert "See the order BC-77" in alice.text()
    alice.press("Answer the rejection")
    alice.press("Acknowledge and prepare a new invoice")
    assert "It replaces JOB-5" in alice.text()
    assert alice.page.input_value("input[name=recipient]") == TOWN
    assert alice.page.input_value("input[name=number]") == ""


def test_a_suspended_invoice_is_completed(alice: Reader, chromium: Any, platform: Platform, tmp_path: Path) -> None:
    delivered(alice, tmp_path, "JOB-6")
    turn_back(chromium, platform, "JOB-6", "Suspend", "JUSTIF_ABS")
    alice.open("")
    alice.press("invoice to complete")
    alice.page.locator("td a:text-is('JOB-6')").click()
    alice.press("Complete")
    order = tmp_path / "order.pdf"
    order.write_bytes(b"%PDF-1.4 order")
    alice.page.set_input_files("#attachment-1", str(order))
    alice.press("Send to the recipient")
    assert "was completed" in alice.text()
    clerk = recipient(chromium, platform, "agent", "JOB-6")
    assert "order.pdf" in clerk.text()
    clerk.page.context.close()


PAGES = ("", "deposit", "deposit/attachments", "deposits", "issued", "received", "drafts", "search?q=job")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_main_pages_have_no_fault(width: int, chromium: Any, platform: Platform, tmp_path: Path) -> None:
    reader = sign_in(chromium, platform, SUPPLIER, "fournisseur", width=width)
    deposit(reader, good(tmp_path, f"JOB-7-{width}"))
    found = {}
    for place in PAGES:
        reader.open(place)
        found[place] = reader.faults()
    reader.page.context.close()
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_without_a_script_a_file_can_be_deposited(chromium: Any, platform: Platform, tmp_path: Path) -> None:
    signed_in = sign_in(chromium, platform, SUPPLIER, "fournisseur")
    plain = chromium.new_context(java_script_enabled=False, storage_state=signed_in.page.context.storage_state())
    page = plain.new_page()
    page.goto(f"{platform.url}{signed_in.base}/deposit")
    page.set_input_files("#deposit-files", str(good(tmp_path, "JOB-8")))
    page.click("button:has-text('Deposit these files')")
    assert "1 file sent" in page.locator("h1").inner_text()
    for _ in range(40):
        page.reload()
        if "Accepted" in page.locator("main").inner_text():
            break
        page.wait_for_timeout(250)
    assert "Accepted" in page.locator("main").inner_text()
    plain.close()
    signed_in.page.context.close()
