"""Does an address of another site answer? Asked for its head, and whole only where that is refused; nothing is kept."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import SplitResult, urljoin

from ..models import Outcome
from .guard import Guard, NoSuchHost, NotOutside

PATIENCE = 10  # seconds for each answer of the other side
PATIENCE_IN_ALL = 20  # seconds for one request, however slowly it drips
MOST_REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
GONE = (404, 410)
BROKEN = 500
WHO_ASKS = "ImprovementAcademy-links/1 (looks whether a link still leads there, once a day)"


def look_at(address: str, guard: Guard) -> Outcome:
    """Whoever asks for a password, or turns machines away, is there."""
    try:
        status = _status(address, guard)
    except NotOutside:
        return Outcome.INSIDE
    except (NoSuchHost, OSError, http.client.HTTPException, ValueError):
        return Outcome.NO_ANSWER
    if status in GONE:
        return Outcome.GONE
    return Outcome.NO_ANSWER if status >= BROKEN else Outcome.ANSWERED


def _status(address: str, guard: Guard) -> int:
    """Many sites refuse to show their head alone."""
    head = _follow("HEAD", address, guard)
    return head if head < http.client.BAD_REQUEST else _follow("GET", address, guard)


def _follow(method: str, address: str, guard: Guard) -> int:
    for _step in range(MOST_REDIRECTS + 1):
        status, leads_to = _ask(method, address, guard)
        if status not in MOVED or not leads_to:
            return status
        address = urljoin(address, leads_to)
    return http.client.LOOP_DETECTED


def _ask(method: str, address: str, guard: Guard) -> tuple[int, str]:
    asked, number, port = guard.way_to(address)
    with _connected(asked, number, port) as connection:
        path = (asked.path or "/") + (f"?{asked.query}" if asked.query else "")
        connection.request(method, path, headers={"User-Agent": WHO_ASKS, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")


@contextmanager
def _connected(asked: SplitResult, number: str, port: int) -> Iterator[http.client.HTTPConnection]:
    """To the number that the guard has looked at, under the name that was asked for; cut off when time is up."""
    connection = http.client.HTTPConnection(asked.hostname or "", port, timeout=PATIENCE)
    connection.sock = socket.create_connection((number, port), timeout=PATIENCE)
    is_cut = threading.Event()
    over = threading.Timer(PATIENCE_IN_ALL, _cut, [connection, is_cut])
    over.daemon = True
    over.start()
    try:
        if asked.scheme == "https":
            _speak_secretly(connection, asked.hostname or "")
        yield connection
        if is_cut.is_set():  # what was cut off can look like a whole answer
            raise TimeoutError
    finally:
        over.cancel()
        connection.close()


def _speak_secretly(connection: http.client.HTTPConnection, host: str) -> None:
    """The socket is put in its place before both sides agree on a key, so that this can be cut off as well."""
    context = ssl.create_default_context()
    wire = context.wrap_socket(connection.sock, server_hostname=host, do_handshake_on_connect=False)
    connection.sock = wire
    wire.do_handshake()


def _cut(connection: http.client.HTTPConnection, is_cut: threading.Event) -> None:
    is_cut.set()
    with suppress(OSError, AttributeError):  # it is over already
        connection.sock.shutdown(socket.SHUT_RDWR)
