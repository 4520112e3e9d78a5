import socket

import pytest

from coryphee.hub.operations.listening import Wanted, is_loopback, reserved
from coryphee.hub.toolbox.cannot_run import CannotRun


def wanted(port: int, host: str = "127.0.0.1") -> Wanted:
    return Wanted(host, port, None, None, "")


def test_a_port_of_ones_own_choice_or_any() -> None:
    with reserved(wanted(0)) as place:
        assert place.port > 0
        assert place.url == f"http://127.0.0.1:{place.port}"
    with reserved(wanted(place.port)) as again:
        assert again.port == place.port


def test_a_port_that_others_share_counts_as_busy() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        with pytest.raises(CannotRun, match="cannot be used"), reserved(wanted(other.getsockname()[1])):
            pass


def test_a_kept_port_is_free_for_those_that_share_and_nobody_else() -> None:
    with reserved(wanted(0)) as place:
        with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
            stranger.bind(("127.0.0.1", place.port))
        with socket.socket() as ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            ours.bind(("127.0.0.1", place.port))
            ours.listen(1)
            socket.create_connection(("127.0.0.1", place.port)).close()


def test_what_means_this_computer_only() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "127.8.8.8", "localhost", "::1")] == [True] * 4
    assert [is_loopback(host) for host in ("0.0.0.0", "::", "192.0.2.1", "localhost.example.test")] == [False] * 4
