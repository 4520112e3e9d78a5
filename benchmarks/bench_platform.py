# ruff: noqa: E501  programs for another process stand here as text
"""The platform under load, on a real `coryphee serve` with embedded PostgreSQL: start, deposits by API, the list page.

    python benchmarks/bench_platform.py [--seconds 20] [--callers 8] [--rows 100000]

Prints figures; asserts nothing. Everything runs on this machine, in a temporary data folder that is removed afterwards.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LINES = 26  # makes the sample about 20 KB
COMMAND = [sys.executable, "-m", "coryphee.cli"]


@contextmanager
def served(data: Path) -> Iterator[tuple[str, float]]:
    """Run `coryphee serve`; yield its address and the seconds it took to answer."""
    started = time.monotonic()
    command = [*COMMAND, "serve", "--data", str(data), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        if not line.startswith("ready "):
            sys.exit("serve did not start")
        yield line.split()[1].rstrip("/"), time.monotonic() - started
    finally:
        process.terminate()
        process.wait(timeout=60)


def prepare(data: Path) -> dict[str, str]:
    """Create a supplier, a recipient, a person and a client through the product's own verbs."""
    code = """
import json, sys
from coryphee.hub.operations.platform import platform
with platform(sys.argv[1]):
    from coryphee.hub.accounts.actions.people import create_person
    from coryphee.hub.partners.actions import create_client
    from coryphee.hub.structures.actions import create_structure, grant_membership
    from coryphee.hub.toolbox.clock import now
    make = lambda siret, name, kind: create_structure(
        by="platform", now=now(), identifier=siret, name=name, kind=kind, services={"TRAVAUX": "Travaux"})
    supplier, town = make("99900001100018", "Ateliers Mesure", "private"), make("99900010200015", "Ville Mesure", "public")
    person = create_person(email="mesure@example.test", name="Mesure", password="Mesure-Passw0rd", language="fr", by="platform", now=now())
    rights = {"issued_invoices": "modification", "received_invoices": "modification"}
    for structure in (supplier, town):
        grant_membership(person, structure, by="platform", now=now(), **rights)
    client, secret = create_client("bench", supplier, by="platform", now=now())
    print(json.dumps({"supplier": supplier.pk, "town": town.pk, "client_id": client.client_id, "secret": secret}))
"""
    answer = subprocess.run([sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=True)
    told: dict[str, str] = json.loads(answer.stdout)
    return told


def token(address: str, told: dict[str, str]) -> str:
    """Get an access token."""
    form = urllib.parse.urlencode(
        {"grant_type": "client_credentials", "client_id": told["client_id"], "client_secret": told["secret"]}
    )
    status, body = call(
        address, "POST", "/api/v1/oauth/token", form.encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert status == 200, body
    return str(json.loads(body)["access_token"])


def call(address: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def invoice() -> bytes:
    """A good direct-channel UBL invoice of about 20 KB whose number is @@NUMBER@@."""
    text = (ROOT / "src/coryphee/hub/operations/demo_samples/02-ubl-invoice-direct-channel.xml").read_text()
    text = text.replace("DEMO-2026-002", "@@NUMBER@@").replace("99900011000018", "99900010200015")
    line = text[text.index("<cac:InvoiceLine>") : text.index("</cac:InvoiceLine>") + len("</cac:InvoiceLine>")]
    free = line.replace("1440.00", "0.00").replace("240.00", "0.00")
    more = "".join(
        free.replace("<cbc:ID>1</cbc:ID>", f"<cbc:ID>{number}</cbc:ID>", 1) for number in range(3, 3 + LINES)
    )
    return text.replace("</Invoice>", more + "</Invoice>").encode()


def load(address: str, bearer: str, seconds: float, callers: int) -> tuple[int, list[float], dict[int, int]]:
    """Deposit from several callers at once, each on a kept connection; return accepted, latencies, other statuses."""
    body, latencies, others, lock = invoice(), [], {}, threading.Lock()
    until = time.monotonic() + seconds

    def caller(who: int) -> None:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
        number = 0
        while time.monotonic() < until:
            number += 1
            content = body.replace(b"@@NUMBER@@", f"B{who}-{number}".encode())
            headers = {
                "Authorization": f"Bearer {bearer}",
                "Content-Type": "application/xml",
                "Idempotency-Key": f"B{who}-{number}",
            }
            started = time.monotonic()
            connection.request("POST", "/api/v1/deposits", content, headers)
            answer = connection.getresponse()
            answer.read()
            with lock:
                if answer.status == 202:
                    latencies.append(time.monotonic() - started)
                else:
                    others[answer.status] = others.get(answer.status, 0) + 1

    threads = [threading.Thread(target=caller, args=(who,)) for who in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(latencies), latencies, others


def delivered(address: str, bearer: str) -> int:
    """How many invoices lie in the supplier's box."""
    _, body = call(address, "GET", "/api/v1/invoices?size=1", None, {"Authorization": f"Bearer {bearer}"})
    return int(json.loads(body)["total"])


SEED = """
INSERT INTO invoices_invoice (environment, supplier_id, recipient_id, number, type_code, issue_date, currency,
    total_without_vat, total_vat, total_with_vat, amount_due, engagement, contract, billing_framework, profile, syntax,
    carrier, channel, original_sha256, structured_sha256, status, status_at, deposited_at, made_available_at,
    mandate_number, comment, warnings)
SELECT 'production', %(supplier)s, %(town)s, 'S' || n, '380', date '2026-01-01' + n %% 300, 'EUR', n, n / 5.0, n * 1.2, n * 1.2,
    'ENG' || n %% 500, '', 'A1', '', 'ubl-invoice', 'xml', 'direct', repeat('0', 64), repeat('0', 64),
    (ARRAY['MISE_A_DISPOSITION', 'SUSPENDUE', 'MISE_EN_PAIEMENT', 'REJETEE'])[1 + n %% 4], now() - n * interval '1 minute',
    now() - n * interval '1 minute', now() - n * interval '1 minute', '', '', '[]'
FROM generate_series(1, %(rows)s) n
"""


def seed(data: Path, told: dict[str, str], rows: int) -> None:
    """Fill the boxes with as many invoices, straight in the database as its owner."""
    code = f"""
import json, sys
from coryphee.hub.operations.platform import platform
with platform(sys.argv[1], owner=True):
    from django.db import connection
    told = json.loads(sys.argv[2])
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute({SEED!r}, told)
        cursor.execute("SELECT set_config('coryphee.structure', %s, false)", [str(told["supplier"])])
        cursor.execute("SELECT count(deliver_box_entries(id)) FROM invoices_invoice WHERE number LIKE 'S%%'")
        cursor.execute("VACUUM ANALYZE invoices_boxentry")  # what the server does by itself within a minute
"""
    subprocess.run([sys.executable, "-c", code, str(data), json.dumps({**told, "rows": rows})], check=True)


def timed(address: str, path: str, headers: dict[str, str], times: int = 15) -> str:
    """Median and slowest of several requests, in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.monotonic()
        status, body = call(address, "GET", path, None, headers)
        taken.append((time.monotonic() - started) * 1000)
        assert status == 200, (status, body[:300])
    return f"median {statistics.median(taken):6.1f} ms, slowest {max(taken):6.1f} ms"


def main() -> None:
    """Run the measures one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--callers", type=int, default=8)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coryphee-bench-") as folder:
        data = Path(folder) / "data"
        with served(data) as (_, seconds):
            print(f"serve to first answer, empty folder   {seconds:6.2f} s")
        with served(data) as (address, seconds):
            print(f"serve to first answer, warm           {seconds:6.2f} s")
            told: dict[str, Any] = prepare(data)
            bearer = token(address, told)
            load(address, bearer, 2, arguments.callers)  # warm
            before, started = delivered(address, bearer), time.monotonic()
            accepted, latencies, others = load(address, bearer, arguments.seconds, arguments.callers)
            during = delivered(address, bearer) - before
            took = time.monotonic() - started
            latencies.sort()
            print(f"deposits accepted                     {accepted / took:6.1f} /s   other answers {others or 'none'}")
            print(
                f"  latency p50 {latencies[len(latencies) // 2] * 1000:.0f} ms  p95 {latencies[int(len(latencies) * 0.95)] * 1000:.0f} ms"
            )
            print(f"invoices delivered in the same time   {during / took:6.1f} /s")
            seed(data, told, arguments.rows)
            headers = {"Authorization": f"Bearer {bearer}"}
            for name, query in (
                ("list", ""),
                ("by status", "&status=SUSPENDUE"),
                ("search", "&text=ENG42"),
                ("page 1000", "&page=1000"),
            ):
                print(
                    f"API {name:10} over {arguments.rows} invoices: {timed(address, f'/api/v1/invoices?size=50{query}', headers)}"
                )


if __name__ == "__main__":
    main()
