"""Hostile files at the doors: each is refused with its code, leaves one security event and nothing else."""

import contextlib
import http.client
import io
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from coryphee.einvoice.refusals import Refused
from coryphee.hub.api.problems import STATUS_OF_CATEGORY
from coryphee.hub.archive.models import Blob
from coryphee.hub.flows.models import Deposit, Flow
from coryphee.hub.journal.models import Entry
from coryphee.hub.toolbox.tenant import tenant
from tests import hostile_made as made
from tests.hub.api.calling import caller_for
from tests.journeys.crashing import Sender, count, healthy, sender_for
from tests.people import World, create_world
from tests.served import Served

FACTORY = Path(__file__).resolve().parents[3] / "shared" / "tools" / "gen_hostile.py"
# What the factory calls invalid and the door lets in, for validation to refuse: contract, "at the door, what later".
LATER = {"xml.schema"}
SLOWEST = 15.0  # seconds for one file, on a busy machine
OURS = {
    "empty.xml": (b"", "file.empty"),
    "dtd.xml": (b"<!DOCTYPE Invoice>" + made.ubl(), "xml.dtd"),
    "deep.xml": (b"<a>" * 300 + b"</a>" * 300, "xml.depth"),
    "page.xml": (b"<html><body/></html>", "xml.root"),
    "cut.xml": (made.ubl()[:-20], "xml.malformed"),
    "program.pdf": (b"MZ\x90\x00" + bytes(500), "file.type"),
    "script.pdf": (made.pdf(catalog=b"/OpenAction<</S/JavaScript/JS(1)>>"), "pdf.active"),
    "hidden.pdf": (made.pdf_with_object_stream(b"<</S/JavaScript/JS(1)>>", b"/OpenAction 9 0 R"), "pdf.active"),
    "two.pdf": (made.pdf_with(("factur-x.xml", made.CII), ("factur-x.xml", made.CII + b"\n")), "pdf.ambiguous"),
    "cut.pdf": (made.pdf()[:200], "pdf.malformed"),
    "slip.zip": (made.zipped(("../../evil.xml", made.ubl())), "zip.path"),
    "twice.zip": (made.zipped(("a.xml", made.ubl()), ("A.XML", made.ubl())), "zip.duplicate"),
    "bomb.zip": (made.zipped(("big.xml", b" " * (80 << 20))), "zip.bomb"),
    "slip.tar.gz": (made.tarred(("../../evil.xml", made.ubl())), "tar.path"),
}


@dataclass(frozen=True)
class Attempt:
    """A file that somebody sends; `code` is "" for one that comes in."""

    name: str
    content: bytes
    code: str

    @property
    def status(self) -> int:
        return STATUS_OF_CATEGORY[Refused(self.code).category] if self.code else 202


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not FACTORY.exists():
        pytest.skip(f"no hostile-file factory at {FACTORY}")
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(FACTORY), str(folder)], check=True, capture_output=True)
    return folder


def attempts_of(folder: Path) -> Iterator[Attempt]:
    for entry in json.loads((folder / "manifest.json").read_text()):
        refused = entry["expect"] == "reject" and entry["code"] not in LATER
        content = (folder / entry["file"]).read_bytes()
        yield Attempt(entry["upload_name"], content, entry["code"] if refused else "")


def our_attempts() -> list[Attempt]:
    return [Attempt(name, content, code) for name, (content, code) in OURS.items()]


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path, settings: Any) -> None:
    settings.VAULT_FOLDER = tmp_path / "blobs"


@pytest.fixture
def world(db: None) -> World:
    return create_world()


def traces(world: World) -> dict[str, int]:
    """Return what a file could leave behind."""
    with tenant(world.supplier.pk):
        rows = {model.__name__: model.objects.count() for model in (Deposit, Flow, Blob)}
    events = Entry.objects.filter(kind="door.refused").count()
    others = Entry.objects.count() - events
    files = sum(path.is_file() for path in Path(configured.VAULT_FOLDER).rglob("*"))
    return {**rows, "files": files, "events": events, "others": others}


def api_door(world: World) -> Callable[[Attempt], tuple[int, str]]:
    caller = caller_for(world.supplier)

    def send(attempt: Attempt) -> tuple[int, str]:
        answer = caller.deposit(attempt.content, **{"X-File-Name": attempt.name})
        return answer.status_code, answer.json().get("code", "")

    return send


def portal_door(world: World) -> Callable[[Attempt], tuple[int, str]]:
    browser = Client(headers={"accept": "application/json"})
    browser.force_login(world.alice)

    def send(attempt: Attempt) -> tuple[int, str]:
        file = io.BytesIO(attempt.content)
        file.name = attempt.name.replace("\r", "").replace("\n", "")  # a form writes the name in a line of its own
        form = {"file": file, "deposit_group": str(uuid.uuid4())}
        answer = browser.post(f"/s/{world.supplier.pk}/deposit", form)
        return answer.status_code, answer.json().get("code", "")

    return send


def verdicts_that_differ(
    world: World, send: Callable[[Attempt], tuple[int, str]], attempts: Iterable[Attempt]
) -> list[str]:
    wrong = []
    for attempt in attempts:
        before, started = traces(world), time.monotonic()
        found = send(attempt)
        took, after = time.monotonic() - started, traces(world)
        if found != (attempt.status, attempt.code):
            wrong.append(f"{attempt.name!r}: {found} instead of {(attempt.status, attempt.code)}")
        if attempt.code and after != {**before, "events": before["events"] + 1}:
            wrong.append(f"{attempt.name!r} left {after} after {before}")
        if took > SLOWEST:
            wrong.append(f"{attempt.name!r} took {took:.1f} s")
    return wrong


@pytest.mark.parametrize("door", [api_door, portal_door])
def test_our_own_hostile_files(world: World, door: Callable[[World], Any]) -> None:
    assert verdicts_that_differ(world, door(world), our_attempts()) == []


@pytest.mark.parametrize("door", [api_door, portal_door])
def test_every_file_of_the_factory(world: World, door: Callable[[World], Any], manifest: Path) -> None:
    attempts = list(attempts_of(manifest))
    assert len(attempts) >= 114
    assert sum(bool(attempt.code) for attempt in attempts) >= 75
    assert verdicts_that_differ(world, door(world), attempts) == []


def test_the_plain_form_says_the_reason_in_words(world: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(world.alice)
    for attempt in our_attempts():
        file = io.BytesIO(attempt.content)
        file.name = attempt.name
        page = browser.post(f"/s/{world.supplier.pk}/deposit", {"file": file})
        assert page.status_code == 422
        assert attempt.code in page.text


def test_a_compressed_request_is_refused_and_leaves_its_event(world: World) -> None:
    caller, before = caller_for(world.supplier), traces(world)
    answer = caller.deposit(made.tarred(("a.xml", made.ubl())), **{"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (415, "file.type")
    assert traces(world) == {**before, "events": before["events"] + 1}


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sender]:
    served = Served(tmp_path_factory.mktemp("hostile-served") / "data", ("--port", "0", "--no-worker")).start()
    yield sender_for(served)
    assert served.stop() == 0, served.errors


def post(sender: Sender, body: Iterable[bytes], headers: dict[str, str]) -> tuple[int, str, int]:
    """Send a body piece by piece, as long as the platform reads; return status, code and the bytes that went out."""
    parts = urllib.parse.urlsplit(sender.served.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.putrequest("POST", "/api/v1/deposits")
    for name, value in {"Authorization": f"Bearer {sender.token}", **headers}.items():
        connection.putheader(name, value)
    connection.endheaders()
    sent = 0
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for piece in body:
            connection.send(piece)
            sent += len(piece)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    return answer.status, told.get("code", ""), sent


def chunks(total: int) -> Iterator[bytes]:
    """Yield `total` bytes as chunks of HTTP."""
    size = 1 << 20
    while total > 0:
        piece = b"x" * min(size, total)
        total -= len(piece)
        yield b"%x\r\n%s\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


def test_one_byte_too_many_is_refused_before_the_body_is_read(sender: Sender) -> None:
    started = time.monotonic()
    declared = {"Content-Length": str(configured.MAXIMUM_FILE_SIZE + 1), "Content-Type": "application/pdf"}
    assert post(sender, [], declared) == (413, "file.too_large", 0)
    assert time.monotonic() - started < 1


def test_one_byte_too_many_in_chunks_is_refused_too(sender: Sender) -> None:
    headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/pdf"}
    status, code, _sent = post(sender, chunks(configured.MAXIMUM_FILE_SIZE + 1), headers)
    assert (status, code) == (413, "file.too_large")


def test_a_file_in_chunks_is_taken(sender: Sender) -> None:
    body = made.pdf()
    headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/pdf", "Idempotency-Key": "in-chunks"}
    status, _code, _sent = post(sender, [b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)], headers)
    assert status == 202


def test_half_a_body_is_no_deposit(sender: Sender) -> None:
    """Its sender goes away before the declared length; what came would have been a good file."""
    parts, body = urllib.parse.urlsplit(sender.served.url), made.pdf()
    with socket.create_connection((parts.hostname, parts.port or 0)) as gone:
        head = (
            f"POST /api/v1/deposits HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {sender.token}\r\n"
            f"Content-Type: application/pdf\r\nIdempotency-Key: half\r\nContent-Length: {len(body) + 1}\r\n\r\n"
        )
        gone.sendall(head.encode() + body)
        gone.shutdown(socket.SHUT_WR)
        gone.settimeout(10)
        with contextlib.suppress(OSError):
            gone.recv(1000)
    assert "half" not in count(sender.served)["invoices"]


def test_bombs_neither_slow_the_others_nor_swell_the_pages(sender: Sender) -> None:
    bombs = [
        made.zipped(("big.xml", b" " * (80 << 20))),
        made.pdf_with(("factur-x.xml", b" " * (80 << 20)), deflated=True),
        made.pdf_with_object_stream(b"<</S/JavaScript/JS(1)>>", b"/OpenAction 9 0 R", megabytes=300),
    ]
    post(sender, [made.pdf()], {"Content-Length": str(len(made.pdf())), "Content-Type": "application/pdf"})
    before, slowest, stop = _pages(sender.served), [0.0], threading.Event()

    def look() -> None:
        while not stop.is_set():
            started = time.monotonic()
            assert healthy(sender.served)
            slowest.append(time.monotonic() - started)
            stop.wait(0.05)

    looking = threading.Thread(target=look)
    looking.start()
    told = [post(sender, [bomb], {"Content-Length": str(len(bomb)), "X-File-Name": "bomb"}) for bomb in bombs]
    stop.set()
    looking.join()
    assert [status for status, _code, _sent in told] == [422] * 3, told
    assert len(slowest) > 3
    assert max(slowest) < 1
    grown = {pid: size - before[pid] for pid, size in _pages(sender.served).items() if pid in before}
    assert grown
    assert max(grown.values()) < 32 << 20, grown


def _pages(served: Served) -> dict[int, int]:
    """Return the largest memory (bytes) that each web process has held so far."""
    found = {}
    for pid, command in served.descendants().items():
        if "operations.web" in command:
            text = Path(f"/proc/{pid}/status").read_text()
            found[pid] = int(text.split("VmHWM:")[1].split()[0]) * 1024
    return found
