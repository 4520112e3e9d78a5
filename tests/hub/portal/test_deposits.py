"""Depositing by the plain form and by the script."""

import uuid
from importlib import resources

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from coryphee.hub.flows.models import Deposit
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.tenant import tenant
from tests.hub.portal.browsing import Story, file, work
from tests.invoices_made import direct_invoice

SAMPLES = resources.files("coryphee.hub.operations") / "demo_samples"


def invoice(story: Story, number: str = "D-1") -> bytes:
    return direct_invoice(number, story.world.supplier.identifier, story.world.town.identifier)


def deposits(story: Story) -> list[Deposit]:
    with tenant(story.world.supplier.pk):
        return list(Deposit.objects.order_by("id"))


def test_the_plain_form_takes_many_files_and_leads_to_their_report(story: Story) -> None:
    world, group = story.world, str(uuid.uuid4())
    files = [file(invoice(story, f"D-{at}"), f"d{at}.xml") for at in (1, 2)]
    answer = story.post(world.alice, "deposit", world.supplier, file=files, deposit_group=group)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/deposits/together/{group}")
    under_way = story.browser(world.alice).get(answer["Location"]).content.decode()
    assert under_way.count("hx-get") == 2
    work()
    done = story.browser(world.alice).get(answer["Location"]).content.decode()
    assert done.count("Accepted") == 2
    assert "hx-get" not in done


def test_the_script_gets_the_row_of_its_file(story: Story) -> None:
    world = story.world
    browser = story.browser(world.alice)
    answer = browser.post(
        f"/s/{world.supplier.pk}/deposit",
        {"file": file(invoice(story), "d.xml")},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 202
    told = answer.json()
    assert told["state"] == "processing"
    assert f'hx-get="/s/{world.supplier.pk}/deposits/{told["id"]}/row"' in told["html"]
    work()
    row = story.get(world.alice, "deposit-row", world.supplier, told["id"]).content.decode()
    assert "Accepted" in row
    assert "hx-get" not in row


def test_the_same_file_sent_twice_at_once_is_one_deposit(story: Story) -> None:
    world, group = story.world, str(uuid.uuid4())
    for _ in range(2):
        story.post(world.alice, "deposit", world.supplier, file=file(invoice(story), "d.xml"), deposit_group=group)
    assert len(deposits(story)) == 1


def test_files_sent_together_cost_the_same_number_of_queries_for_two_and_for_more(story: Story) -> None:
    world = story.world
    asked = []
    for numbers in (["Q-1", "Q-2"], ["Q-3", "Q-4", "Q-5", "Q-6"]):
        files = [file(invoice(story, number), f"{number}.xml") for number in numbers]
        fields = {"file": files, "deposit_group": str(uuid.uuid4())}
        answer = story.post(world.alice, "deposit", world.supplier, **fields)
        work()
        with CaptureQueriesContext(connection) as queries:
            page = story.browser(world.alice).get(answer["Location"])
        assert page.text.count("Accepted") == len(numbers)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_hostile_file_is_refused_in_words_and_leaves_no_row(story: Story) -> None:
    world = story.world
    hostile = (SAMPLES / "17-external-entity.xml").read_bytes()
    page = story.post(world.alice, "deposit", world.supplier, file=file(hostile, "x.xml"))
    assert page.status_code == 422
    assert "xml.dtd" in page.content.decode()
    assert "To do:" in page.content.decode()
    told = story.browser(world.alice).post(
        f"/s/{world.supplier.pk}/deposit", {"file": file(hostile, "x.xml")}, headers={"accept": "application/json"}
    )
    assert told.status_code == 422
    assert told["Content-Type"] == "application/problem+json"
    assert told.json()["code"] == "xml.dtd"
    assert told.json()["title"]
    assert told.json()["help"]
    assert deposits(story) == []
    assert Entry.objects.filter(kind="door.refused").count() == 2


def test_good_files_go_through_beside_a_refused_one(story: Story) -> None:
    world = story.world
    files = [file(b"", "empty.xml"), file(invoice(story), "good.xml")]
    page = story.post(world.alice, "deposit", world.supplier, file=files, deposit_group=str(uuid.uuid4()))
    assert page.status_code == 422
    assert "file.empty" in page.content.decode()
    assert "/deposits/together/" in page.content.decode()
    assert [deposit.name for deposit in deposits(story)] == ["good.xml"]


@override_settings(MAXIMUM_FILE_SIZE=1000)
def test_a_file_over_the_limit_is_refused_while_it_comes(story: Story) -> None:
    world = story.world
    page = story.post(world.alice, "deposit", world.supplier, file=file(b"x" * 200_000, "big.xml"))
    assert page.status_code in {413, 422}
    assert "file.too_large" in page.content.decode()
    assert deposits(story) == []


@override_settings(MAXIMUM_REQUEST_SIZE=1000)
def test_a_request_over_the_limit_is_refused_before_it_is_read(story: Story) -> None:
    world = story.world
    page = story.post(world.alice, "deposit", world.supplier, file=file(b"x" * 5000, "big.xml"))
    assert page.status_code in {413, 422}
    assert deposits(story) == []


def test_a_request_over_the_limit_without_a_readable_token_says_so(story: Story) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(story.world.alice)
    strict.get(f"/s/{story.world.supplier.pk}/deposit")
    with override_settings(MAXIMUM_REQUEST_SIZE=1000):
        page = strict.post(f"/s/{story.world.supplier.pk}/deposit", {"file": file(b"x" * 5000, "big.xml")})
    assert page.status_code == 413


def test_a_bad_file_keeps_its_findings_its_bytes_and_its_table(story: Story) -> None:
    world = story.world
    bad = direct_invoice("=BAD", world.supplier.identifier, "99900009900013")
    story.deposit(bad, "=cmd.xml")
    made = deposits(story)[0]
    page = story.get(world.alice, "deposit-report", world.supplier, made.pk).content.decode()
    assert 'class="finding' in page
    assert "To be corrected" in page
    table = story.get(world.alice, "deposit-table", world.supplier, made.pk)
    assert table["Content-Disposition"].startswith("attachment")
    assert "'=cmd.xml" in table.content.decode()
    with tenant(world.supplier.pk):
        flow = made.flows.get()
    kept = story.get(world.alice, "flow-file", world.supplier, flow.pk)
    assert kept.content == bad
    assert "sandbox" in kept["Content-Security-Policy"]
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert kept["Content-Disposition"].startswith("attachment")


def test_who_may_only_read_deposits_nothing(story: Story) -> None:
    world = story.world
    assert story.get(world.bob, "deposits", world.supplier).status_code == 200
    assert story.get(world.bob, "deposit", world.supplier).status_code == 404
    answer = story.post(world.bob, "deposit", world.supplier, file=file(invoice(story), "d.xml"))
    assert answer.status_code == 404
    assert deposits(story) == []


def test_an_invoice_with_attachments(story: Story) -> None:
    world = story.world
    order = file(b"%PDF-1.4 order", "order.pdf")
    answer = story.post(
        world.alice,
        "deposit-with-attachments",
        world.supplier,
        **{
            "file": file(invoice(story), "d.xml"),
            "attachment-1": order,
            "type-1": "02",
            "designation-1": "Order BC-77",
        },
    )
    assert answer.status_code == 302
    work()
    with tenant(world.supplier.pk):
        invoice_id = deposits(story)[0].flows.get().invoice_id
    seen = story.get(world.camille, "invoice", world.town, invoice_id).content.decode()
    assert "order.pdf" in seen
    assert "Order BC-77" in seen


def test_an_attachment_of_the_wrong_kind_sends_nothing(story: Story) -> None:
    world = story.world
    page = story.post(
        world.alice,
        "deposit-with-attachments",
        world.supplier,
        **{"file": file(invoice(story), "d.xml"), "attachment-1": file(b"MZ", "run.exe")},
    )
    assert page.status_code == 422
    assert "run.exe" in page.content.decode() or "CHORUS-ATTACHMENT" in page.content.decode()
    assert deposits(story) == []


def test_the_receipt_names_bytes_date_and_depositor(story: Story) -> None:
    world = story.world
    story.deposit(invoice(story))
    made = deposits(story)[0]
    page = story.get(world.alice, "receipt", world.supplier, made.pk).content.decode()
    assert made.sha256 in page
    assert "Alice Exemple" in page
    assert made.received_at.isoformat() in page
    assert str(made.pk) in page
