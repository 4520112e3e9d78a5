"""The real command, as an operator starts, stops, breaks and kills it."""

import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
from tests.served import SERVE, Served, environment, until

REPOSITORY = Path(__file__).resolve().parents[3]


def answer(url: str, path: str = "/healthz", timeout: float = 10) -> int | None:
    """Return the status of a page, None when nobody answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def refusal(*options: object, **more: str) -> str:
    """Run `serve`, expect exit 2, and return the reason."""
    ran = subprocess.run(
        [*SERVE, *map(str, options)], env=environment(**more), capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 2, (ran.returncode, ran.stdout, ran.stderr)
    assert ran.stdout == ""
    return ran.stderr


def processes(served: Served, word: str) -> list[int]:
    return [pid for pid, command in served.descendants().items() if word in command]


def postmaster(served: Served) -> int:
    """Return the id of the database's main process: the one whose parent is `serve`."""
    assert served.process is not None
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
    return next(int(pid) for pid in children if Path(f"/proc/{pid}/comm").read_text().startswith("postgres"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("serve") / "données", options=("--port", "0", "--no-worker")).start()
    yield served
    if served.process is not None and served.process.poll() is None:
        assert served.stop() == 0
    until(lambda: not served.descendants(), 10, "the end of all it started")


def test_it_says_one_line_and_answers(running: Served) -> None:
    assert running.url.startswith("http://127.0.0.1:")
    assert answer(running.url) == 200
    assert answer(running.url, "/") == 200


def test_pages_have_the_application_role_alone(running: Served) -> None:
    web = processes(running, "operations.web")
    assert len(web) == 3, "one that loads, two that answer"
    for pid in web:
        variables = dict(line.split("=", 1) for line in Path(f"/proc/{pid}/environ").read_text().split("\0") if line)
        assert variables["DATABASE_URL"].startswith("postgresql://coryphee@/")
        assert "DATABASE_OWNER_URL" not in variables


def test_a_second_one_on_the_same_folder_is_refused(running: Served) -> None:
    assert "in use by another `coryphee serve`" in refusal("--data", running.data, "--port", "0")
    assert answer(running.url) == 200


def test_a_busy_port_is_refused_before_anything_is_touched(running: Served, tmp_path: Path) -> None:
    port = urlsplit(running.url).port
    assert "cannot be used" in refusal("--data", tmp_path / "new", "--port", port)
    assert not (tmp_path / "new").exists()


def test_a_web_process_killed_leaves_the_other_answering(running: Served) -> None:
    loader, *_others = sorted(processes(running, "operations.web"))
    workers = [int(pid) for pid in Path(f"/proc/{loader}/task/{loader}/children").read_text().split()]
    os.kill(workers[0], signal.SIGKILL)
    assert any(answer(running.url) == 200 for _ in range(5))
    until(lambda: len(processes(running, "operations.web")) == 3, 15, "the new web process")


def test_the_web_server_killed_comes_back(running: Served) -> None:
    os.kill(min(processes(running, "operations.web")), signal.SIGKILL)
    until(lambda: answer(running.url) is None, 5, "the end of the old web processes")
    until(lambda: answer(running.url) == 200, 15, "the answer")


def test_the_database_killed_comes_back_while_the_pages_say_503(running: Served) -> None:
    seen: set[int | None] = set()
    old = postmaster(running)
    os.kill(old, signal.SIGKILL)

    def back() -> bool:
        seen.add(status := answer(running.url))
        return status == 200 and postmaster(running) != old

    until(back, 15, "the database")
    assert seen <= {200, 503}, "never a 500, never silence"


def test_a_page_without_database_is_503_with_retry_after(running: Served) -> None:
    assert running.process is not None
    parts = urlsplit(running.url)
    database = postmaster(running)
    running.process.send_signal(signal.SIGSTOP)  # so that it does not start the database again
    try:
        os.kill(database, signal.SIGKILL)
        time.sleep(1)  # its sessions end a moment after it
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=40)
        # A session to look up: the page fails outside of any view.
        connection.request("GET", "/", headers={"Cookie": "session=abcdefghijklmnopqrstuvwxyz012345"})
        response = connection.getresponse()
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert "503" in response.read().decode()
        # A token to look up: programs are told in their own way.
        connection.request("GET", "/api/v1/deposits/1", headers={"Authorization": "Bearer x"})
        response = connection.getresponse()
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert response.headers["Content-Type"] == "application/problem+json"
        assert json.loads(response.read())["code"] == "service.unavailable"
        connection.close()
    finally:
        running.process.send_signal(signal.SIGCONT)
    until(lambda: answer(running.url) == 200, 20, "the database")


def test_kill_9_of_serve_ends_everything_and_the_next_one_finds_all(running: Served) -> None:
    running.python(
        "from coryphee.hub.accounts.models import User\nUser.objects.create(email='kept@example.test', name='Kept')"
    )
    before = set(running.descendants())
    assert before
    running.kill()
    until(lambda: not (before & set(running.descendants())), 10, "the end of the children")
    began = time.monotonic()
    running.start()
    assert time.monotonic() - began < 15
    assert running.python("from coryphee.hub.accounts.models import User\nprint(User.objects.get().email)").strip() == (
        "kept@example.test"
    )


def test_kill_9_of_all_at_once(running: Served) -> None:
    assert running.process is not None
    for pid in [*running.descendants(), running.process.pid]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    running.process.wait()
    running.start()
    assert answer(running.url) == 200
    assert "kept@example.test" in running.python(
        "from coryphee.hub.accounts.models import User\nprint(User.objects.get().email)"
    )


def test_sigterm_finishes_the_request_in_hand(running: Served) -> None:
    parts = urlsplit(running.url)
    with (
        socket.create_connection((parts.hostname, parts.port)) as idle,
        socket.create_connection((parts.hostname, parts.port)) as slow,
    ):
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # kept alive, in no hurry
        body = b"login=a%40example.test&password=x"
        head = f"POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        slow.sendall(head + body[:5])
        time.sleep(0.5)
        result: list[int] = []
        stopping = threading.Thread(target=lambda: result.append(running.stop()))
        stopping.start()
        time.sleep(0.5)
        slow.sendall(body[5:])
        assert slow.recv(4096).startswith(b"HTTP/1.1 4"), "answered, though the platform is stopping"
        stopping.join(40)
    assert result == [0]
    assert running.descendants() == {}
    assert not embedded_postgres.running(DataFolder(running.data))


def test_data_of_a_newer_program_are_refused_before_anything_is_touched(running: Served) -> None:
    """By the folder's marker, and by the migrations in the database."""
    folder = DataFolder(running.data)
    with embedded_postgres.borrowed(folder) as there, psycopg.connect(there.owner_url) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('flows', '9999_later', now())")
    assert "flows.9999_later" in refusal("--data", running.data, "--port", "0")
    with embedded_postgres.borrowed(folder) as there, psycopg.connect(there.owner_url) as connection:
        connection.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    marker = running.data / "coryphee.json"
    content = marker.read_text()
    marker.write_text(json.dumps(json.loads(content) | {"program": "999.0"}))
    log = (running.data / "log" / "postgresql.log").read_bytes()
    assert "999.0, newer than this program" in refusal("--data", running.data, "--port", "0")
    assert (running.data / "log" / "postgresql.log").read_bytes() == log, "the database was not even started"
    marker.write_text(content)


def test_a_stopped_folder_can_be_moved(running: Served) -> None:
    running.data = running.data.rename(running.data.with_name("moved " + "x" * 100))
    running.start()
    assert answer(running.url) == 200


@pytest.mark.parametrize(
    ("options", "variables", "reason"),
    [
        (["--host", "0.0.0.0"], {}, "needs --tls-cert"),
        (["--tls-cert", "/nonexistent"], {}, "go together"),
        (["--tls-cert", "/nonexistent", "--tls-key", "/nonexistent"], {}, "cannot be read"),
        (["--port", "70000"], {}, "not a port"),
        (["--host", "192.0.2.1"], {"CORYPHEE_PUBLIC_URL": "https://invoices.example.test"}, "cannot be used"),
        ([], {"CORYPHEE_PUBLIC_URL": "http://invoices.example.test"}, "must begin with https"),
        ([], {"CORYPHEE_PUBLIC_URL": "invoices"}, "not an address"),
        ([], {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "does not answer"),
        ([], {"DATABASE_URL": "mysql://127.0.0.1/none"}, "DATABASE_URL is not an address of PostgreSQL"),
        ([], {"CORYPHEE_TRUSTED_PROXIES": "proxy"}, "CORYPHEE_TRUSTED_PROXIES is not a list"),
    ],
)
def test_what_it_refuses(tmp_path: Path, options: list[str], variables: dict[str, str], reason: str) -> None:
    port = [] if "--port" in options else ["--port", "0"]
    assert reason in refusal("--data", tmp_path / "data", *port, *options, **variables)


def test_demo_data_are_for_this_computer_only(tmp_path: Path) -> None:
    DataFolder(tmp_path / "data").ensure(demo=True)
    assert "this computer only" in refusal(
        "--data", tmp_path / "data", "--host", "0.0.0.0", CORYPHEE_PUBLIC_URL="https://demo.example.test"
    )


def test_a_database_that_loses_data_is_refused(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "unsafe")
    folder.ensure()
    server = embedded_postgres.start(folder, throwaway=True)
    try:
        there = embedded_postgres.addresses(folder)
        said = refusal("--data", tmp_path / "data", "--port", "0", DATABASE_URL=there.application_url)
        assert "fsync is off" in said
        said = refusal("--data", tmp_path / "data", "--port", "0", DATABASE_URL=there.superuser_url)
        assert "superuser" in said
    finally:
        server.stop()


def test_an_outside_database_is_served_with_two_roles(tmp_path: Path) -> None:
    """Another server of ours stands for the operator's own, set up with the statements of docs/operations.md."""
    folder = DataFolder(tmp_path / "outside")
    folder.ensure()
    server = embedded_postgres.start(folder)
    try:
        there = embedded_postgres.addresses(folder)
        with psycopg.connect(there.superuser_url.replace("/coryphee?", "/postgres?"), autocommit=True) as connection:
            for statement in ("DROP DATABASE coryphee", "DROP OWNED BY coryphee", "DROP ROLE coryphee, coryphee_owner"):
                connection.execute(statement)
            documented = (REPOSITORY / "docs" / "operations.md").read_text().split("```sql\n")[1].split("```")[0]
            for statement in documented.strip().splitlines():
                connection.execute(statement)
        outside = {"DATABASE_URL": there.application_url}
        options = ("--port", "0", "--no-worker")
        said = refusal("--data", tmp_path / "data", *options, **outside)
        assert "DATABASE_OWNER_URL is not set" in said
        served = Served(tmp_path / "data", options, outside | {"DATABASE_OWNER_URL": there.owner_url}).start()
        assert answer(served.url) == 200
        assert not (served.data / "pg18").exists()
        assert served.stop() == 0
        # Migrated already: the owner's address is not needed any more.
        again = Served(tmp_path / "data", options, outside).start()
        assert answer(again.url) == 200
        assert again.stop() == 0
    finally:
        server.stop()


def test_tls(tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    options = (
        "--host",
        "localhost",
        "--port",
        "0",
        "--no-worker",
        "--tls-cert",
        str(certificate),
        "--tls-key",
        str(key),
    )
    served = Served(tmp_path / "data", options).start()
    assert served.url.startswith("https://localhost:")
    context = ssl.create_default_context(cafile=str(certificate))
    context.check_hostname = False
    connection = http.client.HTTPSConnection("localhost", urlsplit(served.url).port, context=context)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    assert served.stop() == 0
