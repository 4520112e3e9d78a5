"""The web processes of `coryphee serve`: one loads the platform, then forks those that answer.

Loading once instead of once a process makes the start shorter and shares the memory. Started as a module by
hub/operations/serve.py, with granian's settings as JSON in the first argument.
"""

import json
import multiprocessing
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from granian.constants import Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from coryphee.hub.operations.front import Front
from coryphee.hub.toolbox.child_processes import end_with_parent

TARGET = "coryphee.hub.operations.front:Front"
HEADERS_WITHIN = 30_000  # milliseconds: half-open requests are closed


def main(settings: dict[str, Any]) -> None:
    """Serve until SIGTERM; requests in hand are finished within `patience` seconds.

    `settings`: address, port, processes, threads, certificate, key, patience.
    """
    _load()
    certificate, key = settings["certificate"], settings["key"]
    Server(
        TARGET,
        address=settings["address"],
        port=settings["port"],
        interface=Interfaces.RSGI,
        workers=settings["processes"],
        runtime_mode=RuntimeModes.st,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN),
        log_level=LogLevels.error,
        ssl_cert=Path(certificate) if certificate else None,
        ssl_key=Path(key) if key else None,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=settings["patience"],
    ).serve(target_loader=partial(_in_each_process, settings["threads"]), wrap_loader=False)


def _load() -> None:
    from django.urls import get_resolver

    import coryphee.hub.wsgi  # noqa: F401  makes Django ready

    # Django would load pages and API at the first request only, in every process again.
    assert get_resolver().url_patterns  # noqa: S101  asking is what loads them


def _in_each_process(threads: int) -> Callable[..., Any]:
    # granian's processes outlive the one that made them when it is killed, and keep the port: they must not.
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with_parent(parent.pid)
    _load()

    from django.conf import settings

    from coryphee.hub.wsgi import application

    return Front(application, threads=threads, file=settings.MAXIMUM_FILE_SIZE, form=settings.MAXIMUM_REQUEST_SIZE)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
