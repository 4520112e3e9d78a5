"""The worker process: drains the flow table, seals the journal, hands it to its subscribers, runs procrastinate's jobs.

Any number of them may run. Four threads, each of which outlives a database that is away for a while. SIGTERM and Ctrl-C
let each finish what it holds.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker

from coryphee.hub.flows.working import drain
from coryphee.hub.jobs.subscribers import hand_out
from coryphee.hub.journal.sealing import seal_pending
from coryphee.hub.toolbox import clock
from coryphee.hub.toolbox.logs import words_of

FLOW_POLL = 0.2  # seconds between looks at an empty flow table
SEAL_EVERY = 0.5  # seconds; the journal is sealed at most one behind
HAND_OUT_EVERY = 1.0
DATABASE_BACK_IN = 1.0  # seconds before the next try when the database is away
HEARTBEAT = 3.0
STALLED_AFTER = 10.0
DATABASE_GONE = (OperationalError, InterfaceError, ConnectorException, OSError)

_log = logging.getLogger(__name__)


def main() -> None:
    """Work until SIGTERM or Ctrl-C. Raises SystemExit(1) when a part ended by itself: the supervisor starts it anew."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    broken = threading.Event()
    parts = [
        threading.Thread(target=_part, args=(work, stop, broken), name=work.__name__)
        for work in (drain_flows, seal_journal, tell_subscribers, run_jobs)
    ]
    for part in parts:
        part.start()
    while not stop.wait(1.0):  # not for ever: a signal is noticed between two waits
        pass
    for part in parts:
        part.join()
    if broken.is_set():
        raise SystemExit(1)


def drain_flows(stop: threading.Event) -> None:
    """Take flows to rest as they come."""
    while not stop.is_set():
        if not drain(hurry=stop.is_set):
            stop.wait(FLOW_POLL)


def seal_journal(stop: threading.Event) -> None:
    """Give each journal entry its place in the chain; once more at the end."""
    while not stop.is_set():
        if not seal_pending(clock.now()):
            stop.wait(SEAL_EVERY)
    seal_pending(clock.now())


def tell_subscribers(stop: threading.Event) -> None:
    """Hand what the journal says to its subscribers, as it is sealed."""
    while not stop.is_set():
        if not hand_out(clock.now()):
            stop.wait(HAND_OUT_EVERY)


def run_jobs(stop: threading.Event) -> None:
    """Run what has a life of its own: mails, schedules, retries."""
    asyncio.run(_run_jobs(stop))


async def _run_jobs(stop: threading.Event) -> None:
    # The Django connector serves requests; a worker needs one of its own, on the same database and role. The app of the
    # requests stays as it is: what flows enqueue must stand in their own transactions.
    working = DjangoApp(connector=_own_connector(), import_paths=list(app.import_paths))
    working.tasks, working.periodic_registry = app.tasks, app.periodic_registry
    async with working.open_async():
        worker = Worker(
            app=working,
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED_AFTER,
            fetch_job_polling_interval=1.0,
            shutdown_graceful_timeout=10.0,
            delete_jobs="successful",
        )
        running = asyncio.create_task(worker.run())
        while not stop.is_set() and not running.done():  # noqa: ASYNC110  a thread sets it, not this loop
            await asyncio.sleep(FLOW_POLL)
        worker.stop()
        await running


def _own_connector() -> BaseAsyncConnector:
    serving = app.connector
    assert isinstance(serving, DjangoConnector)  # noqa: S101  procrastinate's Django application makes it so
    return serving.get_worker_connector()


def _part(work: Callable[[threading.Event], None], stop: threading.Event, broken: threading.Event) -> None:
    """Run a part to its end, again and again while only the database was away."""
    while True:
        try:
            work(stop)
        except DATABASE_GONE as problem:
            _log.warning("%s: %s; trying again", work.__name__, words_of(problem))
            if stop.wait(DATABASE_BACK_IN):
                break
        except BaseException:  # noqa: BLE001  raised on, the thread would write it without the care of logs.py
            _log.exception("%s ended", work.__name__)
            broken.set()
            stop.set()
            break
        else:
            break
        finally:
            connection.close()
