import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coryphee.einvoice import screening_process
from coryphee.einvoice.refusals import Refused
from coryphee.einvoice.screening import Screened, screen
from coryphee.einvoice.screening_process import ON_THE_SPOT, screen_apart, text_apart
from tests.hostile_made import CII, pdf, pdf_with, pdf_with_object_stream, tarred, ubl, zipped
from tests.invoices_made import SAMPLES


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        screen_apart(content)
    return caught.value


def zygote() -> int:
    screen_apart(pdf())
    assert screening_process._current is not None
    return screening_process._current.process.pid


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether the process ends within that time (a zombie has ended)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    "content",
    [
        ubl(),
        ubl() + b" " * ON_THE_SPOT,
        pdf(),
        pdf_with(("factur-x.xml", CII)),
        zipped(("a.xml", ubl()), ("b.pdf", pdf())),
        tarred(("a.xml", ubl())),
    ],
)
def test_the_answer_is_that_of_the_door(content: bytes) -> None:
    assert screen_apart(content) == screen(content)


def test_the_pages_of_a_pdf_are_read_apart() -> None:
    assert "1992.00" in text_apart((SAMPLES / "06-factur-x.pdf").read_bytes())
    assert text_apart(pdf()).strip() == ""
    with pytest.raises(Refused) as caught:
        text_apart(b"%PDF-1.7 and nothing else")
    assert caught.value.code == "pdf.malformed"


def test_members_of_an_archive_come_back_with_their_verdicts() -> None:
    screened = screen_apart(zipped(("a.xml", ubl()), ("é.xml", b"<a"), ("big.xml", ubl() + b" " * 3_000_000)))
    assert [member.name for member in screened.members] == ["a.xml", "é.xml", "big.xml"]
    assert screened.members[0].content == ubl()
    assert screened.members[1].content is None
    assert screened.members[1].refused is not None
    assert screened.members[1].refused.code == "xml.malformed"
    assert screened.members[2].content == ubl() + b" " * 3_000_000


def test_a_refusal_comes_back_with_its_parameters() -> None:
    refused = refusal(pdf_with(("setup.exe", b"MZ")))
    assert (refused.code, refused.parameters) == ("pdf.attachment", {"name": "setup.exe", "found": "Windows program"})
    assert refusal(zipped(("a.exe", b"MZ"))).parameters["member"] == "a.exe"
    assert refusal(b"").code == "file.empty"


def test_small_xml_needs_no_other_process() -> None:
    program = (
        "import sys\n"
        "from coryphee.einvoice import screening_process\n"
        "screening_process.screen_apart(b'<Invoice/>')\n"
        "assert screening_process._current is None and 'pikepdf' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_bomb_in_an_object_stream_stays_in_the_child() -> None:
    """qpdf itself inflates an object stream, before anybody can count."""
    content = pdf_with_object_stream(b"<<>>", b"/X 9 0 R", megabytes=1500)
    assert len(content) < 3_000_000
    started = time.monotonic()
    assert refusal(content).code in {"pdf.bomb", "file.unprocessable"}
    assert time.monotonic() - started < 15
    assert screen_apart(pdf()) == Screened("pdf")


def test_a_zygote_that_cannot_start_is_an_outage_and_no_verdict(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(3)\n")
    screening_process._end()
    screening_process._current = None
    with monkeypatch.context() as broken:
        broken.setenv("PYTHONPATH", str(tmp_path))
        with pytest.raises(OSError, match="does not stay alive"):
            screen_apart(pdf())
    assert screen_apart(pdf()) == Screened("pdf")


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A zygote whose XML reader kills, hangs or swells its process when the document asks for it."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys, time\n"
        "from coryphee.einvoice.syntaxes import safe_xml\n"
        "parse = safe_xml.parse\n"
        "def crashing(content):\n"
        "    if b'<KILL' in content: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    if b'<SWELL' in content: bytearray(600 << 20)\n"
        "    if b'<SPIN' in content:\n"
        "        while True: pass\n"
        "    if b'<WRITE' in content: open(os.environ['PYTHONPATH'].split(':')[0] + '/written', 'w').write('x')\n"
        "    return parse(content)\n"
        "safe_xml.parse = crashing\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    screening_process._end()
    screening_process._current = None
    yield
    screening_process._end()
    screening_process._current = None


def large(root: bytes) -> bytes:
    return b"<Invoice>" + root + b"</Invoice>" + b" " * ON_THE_SPOT


def test_whatever_happens_to_the_child_is_an_answer(crash: None) -> None:
    before = zygote()
    for root in (b"<KILL/>", b"<SWELL/>"):
        refused = refusal(large(root))
        assert refused.code == "file.unprocessable"
        assert refused.category == "content"
        assert screen_apart(large(b"")) == Screened("xml"), "the next file is none the wiser"
    assert zygote() == before, "the zygote does not die with its children"


def test_a_child_cannot_write_a_file(crash: None, tmp_path: Path) -> None:
    screen_apart(large(b"<WRITE/>"))
    assert (tmp_path / "written").stat().st_size == 0


def test_a_child_that_turns_in_a_circle_is_ended(crash: None) -> None:
    started = time.monotonic()
    assert refusal(large(b"<SPIN/>")).code == "file.unprocessable"
    took = time.monotonic() - started
    assert took < screening_process._PATIENCE * screening_process.PROCESSOR_SECONDS + 5, "the limit of the clock"


def test_a_zygote_that_was_killed_is_replaced() -> None:
    first = zygote()
    os.kill(first, signal.SIGKILL)
    assert screen_apart(pdf()) == Screened("pdf")
    assert zygote() != first


def test_many_threads_may_ask_at_once_while_zygotes_die() -> None:
    answers: list[Screened] = []

    def ask() -> None:
        for _ in range(5):
            answers.append(screen_apart(zipped(("a.xml", ubl()), ("b.pdf", pdf()))))  # noqa: PERF401

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    os.kill(zygote(), signal.SIGKILL)
    for thread in threads:
        thread.join()
    assert len(answers) == 40
    assert all(len(answer.members) == 2 for answer in answers)


def test_a_forked_process_makes_its_own_zygote() -> None:
    ours = zygote()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if zygote() != ours else 2
        finally:
            screening_process._end()
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert zygote() == ours


def test_nothing_is_left_when_the_caller_is_killed() -> None:
    program = (
        "import sys, time\n"
        "from coryphee.einvoice import screening_process\n"
        "try: screening_process.screen_apart(b'%PDF-')\n"
        "except Exception: pass\n"
        "print(screening_process._current.process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as caller:
        assert caller.stdout is not None
        pid = int(caller.stdout.readline())
        deadline = time.monotonic() + 5
        while not (children := children_of(pid)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert children
        caller.kill()
    assert all(gone(process) for process in (pid, *children))


def test_no_secret_of_the_caller_reaches_the_zygote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    screening_process._end()
    screening_process._current = None
    assert b"secret" not in Path(f"/proc/{zygote()}/environ").read_bytes()


def test_no_descriptor_is_left_behind() -> None:
    pid = zygote()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        screen_apart(pdf())
        refusal(zipped(("a.exe", b"MZ")))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert len(list(Path(f"/proc/{pid}/fd").iterdir())) < 10
    assert len(children_of(pid)) <= 3
