"""The web processes of `coryphee serve`: one loads the platform, then forks those that answer.

Loading once instead of once a process makes the start shorter and shares the memory. Started as a module by
hub/operations/serve.py, with granian's settings as JSON in the first argument.
"""

import json
import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian.constants import Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from coryphee.hub.toolbox.child_processes import end_with_parent

TARGET = "coryphee.hub.wsgi:application"
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
        interface=Interfaces.WSGI,
        workers=settings["processes"],
        blocking_threads=settings["threads"],
        runtime_mode=RuntimeModes.st,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN),
        log_level=LogLevels.error,
        ssl_cert=Path(certificate) if certificate else None,
        ssl_key=Path(key) if key else None,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=settings["patience"],
    ).serve(target_loader=_in_each_process, wrap_loader=False)


def _load() -> Callable[..., Any]:
    from django.urls import get_resolver

    from coryphee.hub.wsgi import application

    # Django would load pages and API at the first request only, in every process again.
    assert get_resolver().url_patterns  # noqa: S101  asking is what loads them
    return application


def _in_each_process() -> Callable[..., Any]:
    # granian's processes outlive the one that made them when it is killed, and keep the port: they must not.
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with_parent(parent.pid)
    return _load()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
