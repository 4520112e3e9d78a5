"""Screening in a process that may die of it.

    screened = screen_apart(content, name)      # as screening.screen, safe to call from many threads
    text = text_apart(content)                  # what a person sees on the pages of a PDF

PDF files, archives and anything above 1 MB are screened in a child process with limits on memory, processor and
time; a small XML file, whose cost is bounded anyway, is screened on the spot. The child's death is an answer:
Refused("file.unprocessable").

    caller ──socket──> zygote (one per calling process, libraries loaded) ──fork──> child (one file, then gone)

The caller hands the zygote one end of a fresh socket pair; the child that takes it reads the file from it and writes
what it found. The zygote never sees a byte of the file. It ends with its caller, also when that is killed: it reads
the end of the control socket. A child ends with its zygote.
"""

import atexit
import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO, Literal

from coryphee.einvoice.refusals import CODES, Refused
from coryphee.einvoice.screening import (
    Kind,
    Member,
    Screened,
    kind_of,
    screen,
    screen_document,
    screen_members,
    settle,
)

Task = Literal["screen", "text"]

ON_THE_SPOT = 1_000_000
"""Bytes up to which an XML file is screened by the caller itself."""
MEMORY = 512 * 1024 * 1024
"""Bytes of address space that a child may take above what the zygote already holds."""
PROCESSOR_SECONDS = 10
ARCHIVE_PROCESSOR_SECONDS = 60
"""An archive holds up to a thousand files."""
_PATIENCE = 3  # times the processor seconds that may pass on the clock
_ANSWER = struct.Struct("<IQ")  # length of the JSON that follows, then of the content after it
_LONGEST_ANSWER = 1 << 20
_LARGEST_ANSWERS = 256 * 1024 * 1024
_REQUEST = b"F"
_BROKEN = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError)
"""How a conversation ends with a child that died or talks nonsense."""


def screen_apart(content: bytes, name: str = "") -> Screened:
    """Screen one file as `screening.screen` does, in a process apart when it is large or odd.

    Raises Refused; OSError when no process can be started at all, an outage that says nothing about the file.
    """
    kind = kind_of(content, name)
    if kind == "xml" and len(content) <= ON_THE_SPOT:
        return screen(content, name)
    with _room:
        members, _ = _Conversation(content, kind, "screen").hold()
    return settle(kind, members) if kind in {"zip", "tar.gz"} else Screened(kind)


def text_apart(content: bytes) -> str:
    """Read the text on the pages of a PDF, "" where it has none. Raises Refused; OSError as `screen_apart` does."""
    with _room:
        _, text = _Conversation(content, "pdf", "text").hold()
    return text.decode(errors="replace")


def warm_up() -> None:
    """Start what the first large or odd file would otherwise wait for (a quarter of a second)."""
    _zygote()


class _Conversation:
    """One file sent to a child, and what the child said. The child is not trusted: all it says is checked."""

    def __init__(self, content: bytes, kind: Kind, task: Task) -> None:
        self.content = content
        self.kind = kind
        self.task = task
        self.received = 0

    def hold(self) -> tuple[tuple[Member, ...], bytes]:
        """The members the child told of (none for a single document), and the text it read. Raises Refused."""
        for last in (False, True):
            zygote = _zygote()
            try:
                return self._with(zygote)
            except _BROKEN as error:
                if zygote.lives():
                    raise Refused("file.unprocessable", reason="its examination broke off") from error
                # The zygote was killed and its children with it: the file is not to blame. Once more.
                if last:
                    raise OSError("files cannot be screened: the process for it does not stay alive") from error
        raise AssertionError("the loop ends by an answer or an error")

    def _with(self, zygote: "_Zygote") -> tuple[tuple[Member, ...], bytes]:
        self.received = 0
        with contextlib.closing(zygote.child()) as wire:
            wire.settimeout(_PATIENCE * _seconds(self.kind) + 5)
            wire.sendall(_head({"kind": self.kind, "task": self.task}, len(self.content)))
            wire.sendall(self.content)
            with wire.makefile("rb") as answers:
                return self._read(answers)

    def _read(self, answers: BinaryIO) -> tuple[tuple[Member, ...], bytes]:
        members: list[Member] = []
        while True:
            said, payload = _receive(answers, _LARGEST_ANSWERS - self.received)
            self.received += len(payload)
            refused = _refusal(said["refused"]) if said.get("refused") else None
            if "member" in said:
                members.append(Member(str(said["member"]), None if refused else payload, refused))
            elif refused:
                raise refused
            elif said.get("end") is True:
                return tuple(members), payload
            else:
                raise ValueError("an answer of no known kind")


def _refusal(said: dict[str, Any]) -> Refused:
    if said["code"] not in CODES:
        raise ValueError("an unknown refusal")
    return Refused(said["code"], **{str(name): str(value) for name, value in said["parameters"].items()})


def _head(said: dict[str, Any], length: int = 0) -> bytes:
    text = json.dumps(said).encode()
    return _ANSWER.pack(len(text), length) + text


def _receive(stream: BinaryIO, largest: int) -> tuple[dict[str, Any], bytes]:
    length, payload = _ANSWER.unpack(_exactly(stream, _ANSWER.size))
    if length > _LONGEST_ANSWER or payload > largest:
        raise ValueError("an answer too long")
    said = json.loads(_exactly(stream, length))
    if not isinstance(said, dict):
        raise TypeError("an answer of another shape")
    return said, _exactly(stream, payload)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError("the other side is gone")
    return data


def _seconds(kind: Kind) -> int:
    return ARCHIVE_PROCESSOR_SECONDS if kind in {"zip", "tar.gz"} else PROCESSOR_SECONDS


class _Zygote:
    """The helper process of this one, with its libraries loaded, that forks a child for each file."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with contextlib.closing(theirs):
            # The environment may hold passwords; a process that reads strangers' files has no use for them.
            kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ}
            self.process = subprocess.Popen(
                [sys.executable, "-m", "coryphee.einvoice.screening_process"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd="/",
                env=kept,
                close_fds=True,
                start_new_session=True,  # Ctrl-C in the terminal is for the server, which then ends this one
            )

    def lives(self) -> bool:
        """Whether it runs. A dying process closes its sockets before its children are killed and its parent is told."""
        return self.process.poll() is None and not _is_closed(self.control)

    def child(self) -> socket.socket:
        """Our end of a conversation with a new child."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with contextlib.closing(theirs):
            try:
                socket.send_fds(self.control, [_REQUEST], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def end(self) -> None:
        self.control.close()
        if self.owner == os.getpid():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)


_lock = threading.Lock()
_room = threading.BoundedSemaphore(max(4, os.cpu_count() or 1))  # children at once: each may take MEMORY
_current: _Zygote | None = None


def _zygote() -> _Zygote:
    """The zygote of this process, started at the first need and again when it died."""
    global _current  # noqa: PLW0603 - one for the process
    with _lock:
        if _current is None or _current.owner != os.getpid() or not _current.lives():
            if _current is not None:
                _current.end()
            _current = _Zygote()
        return _current


def _end() -> None:
    if _current is not None:
        _current.end()


def _forget() -> None:
    """After a fork: the zygote is our parent's, and its locks may be held by threads that are not here."""
    global _current, _lock, _room  # noqa: PLW0603 - one for the process
    _lock = threading.Lock()
    _room = threading.BoundedSemaphore(max(4, os.cpu_count() or 1))
    if _current is not None:
        _current.control.close()
    _current = None


atexit.register(_end)
os.register_at_fork(after_in_child=_forget)


def _die_with_parent() -> None:
    """Ask the kernel to kill this process when the thread that forked it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _limit(kind: Kind) -> None:
    """Bound this process for one file of that kind; past a bound the kernel ends it, whatever the libraries do."""
    seconds = _seconds(kind)
    bounds = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 16,
    }
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
        bounds[resource.RLIMIT_AS] = pages * resource.getpagesize() + MEMORY
    for bound, value in bounds.items():
        resource.setrlimit(bound, (value, value))
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE * seconds)


def _examine(wire: socket.socket) -> None:
    """The child's whole life: read the file, say what was found."""
    with wire.makefile("rb") as request:
        said, length = _ANSWER.unpack(_exactly(request, _ANSWER.size))
        asked = json.loads(_exactly(request, said))
        kind: Kind = asked["kind"]
        _limit(kind)
        text = b""
        try:
            content = _exactly(request, length)
            if asked["task"] == "text":
                text = _text(content)
            elif kind in {"xml", "pdf"}:
                screen_document(content, kind)
            else:
                for member in screen_members(content, kind):
                    _tell(wire, {"member": member.name}, member.refused, member.content or b"")
        except Refused as refused:
            _tell(wire, {}, refused)
        except Exception as error:  # noqa: BLE001 - whatever a parser raises is said, not swallowed
            _tell(wire, {}, Refused("file.unprocessable", reason=type(error).__name__))
        else:
            _tell(wire, {"end": True}, payload=text)


def _text(content: bytes) -> bytes:
    from coryphee.einvoice.facturx.text import visible_text  # noqa: PLC0415 - loaded by the zygote

    return visible_text(content).encode(errors="replace")


def _tell(wire: socket.socket, said: dict[str, Any], refused: Refused | None = None, payload: bytes = b"") -> None:
    if refused:
        said["refused"] = {"code": refused.code, "parameters": refused.parameters}
    wire.sendall(_head(said, len(payload)))
    wire.sendall(payload)


def _await_file(control: socket.socket) -> socket.socket | None:
    """The conversation of the next file; None when the caller is gone."""
    request, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if request and descriptors else None


def _fork_child(control: socket.socket) -> int:
    """Fork the child that will take the next file. Answers a descriptor that ends when it has taken it, or died."""
    zygote = os.getpid()
    waiting, taken = os.pipe()
    if os.fork():
        os.close(taken)
        return waiting
    try:
        _die_with_parent()
        os.close(waiting)
        wire = _await_file(control) if os.getppid() == zygote else None
        control.close()
        os.close(taken)
        if wire:
            _examine(wire)
    finally:
        os._exit(0)


def main() -> None:
    """Be the zygote: keep one child ready for the next file that comes over standard input, until the caller is gone.

    The child is forked before the file comes, so that nobody waits for the fork.
    """
    from coryphee.einvoice.facturx.screening import screen_pdf  # noqa: F401, PLC0415 - loaded once, for every child
    from coryphee.einvoice.facturx.text import visible_text  # noqa: F401, PLC0415 - the same

    caller = os.getppid()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the children
    control = socket.socket(fileno=0)
    gc.collect()
    gc.freeze()  # the children would otherwise copy every page that the collector touches
    while not _is_closed(control):
        waiting = _fork_child(control)
        while not select.select([waiting], [], [], 1)[0]:
            if os.getppid() != caller:
                return
        os.close(waiting)


def _is_closed(control: socket.socket) -> bool:
    """Whether the other end of a control socket is gone."""
    try:
        return control.recv(1, socket.MSG_DONTWAIT | socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


if __name__ == "__main__":
    main()
