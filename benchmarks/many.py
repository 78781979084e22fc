"""Eight at once over HTTP: how many answers a second, how long each took, and what they cost the server.

One thread asks for all of them, of bytes made beforehand: whoever measures shares the two cores with what is measured.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .web import PORT, Web

WRITERS, A_READ = 8, 1 << 18
END_OF_HEAD, LENGTH = b"\r\n\r\n", b"\r\ncontent-length:"


class Request(NamedTuple):
    """`body`: of a form; None asks for a page. `answer`: the status that is right."""

    address: str
    cookie: str
    body: str | None = None
    answer: int = 200

    def as_sent(self) -> bytes:
        body = (self.body or "").encode()
        head = [f"{'POST' if body else 'GET'} {self.address} HTTP/1.1", f"Host: 127.0.0.1:{PORT}"]
        head += [f"Cookie: {self.cookie}", "Accept-Encoding: identity"]
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*head, "", ""]).encode() + body


class Many(NamedTuple):
    """Answers a second, milliseconds of each in order, and milliseconds of processor of one: server and database."""

    rate: float
    took: list[float]
    processor: float


class _Asker:
    """The next request is sent when the last is answered, over a connection of its own, as proxies do."""

    def __init__(self, asked: Sequence[Request]) -> None:
        self.waiting: Iterator[tuple[Request, bytes]] = iter([(one, one.as_sent()) for one in asked])

    def send(self) -> bool:
        """False: there is nothing more to ask."""
        following = next(self.waiting, None)
        if following is None:
            return False
        self.asked, sent = following
        self.heard, self.began = b"", time.perf_counter()
        self.socket = socket.create_connection(("127.0.0.1", PORT), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(sent)
        return True

    def hear(self) -> float | None:
        """Milliseconds since it was asked, once all of the answer is there."""
        read = self.socket.recv(A_READ)
        self.heard += read
        if not read:
            raise SystemExit(f"{self.asked.address} was not answered: {self.heard[:300]!r}")
        if not _is_whole(self.heard):
            return None
        if int(self.heard[9:12]) != self.asked.answer:
            raise SystemExit(f"{self.asked.address} answered otherwise: {self.heard[:900]!r}")
        return (time.perf_counter() - self.began) * 1000


def _is_whole(heard: bytes) -> bool:
    head, end, body = heard.partition(END_OF_HEAD)
    if not end:
        return False
    _, _, length = head.lower().partition(LENGTH)
    return len(body) >= int(length.split(b"\r\n", 1)[0])


def at_once(web: Web, asked: Sequence[Request], *, each: bool = False) -> Many:
    """`each`: everybody sends all of them. Whatever is not answered rightly ends the bench: then there is no figure."""
    shares = [asked if each else asked[number::WRITERS] for number in range(WRITERS)]
    askers, took = [_Asker(share) for share in shares], []
    before, began = web.processor(), time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for asker in askers:
            if asker.send():
                selector.register(asker.socket, selectors.EVENT_READ, asker)
        while selector.get_map():
            took += _heard(selector)
    seconds = time.perf_counter() - began
    return Many(len(took) / seconds, sorted(took), (web.processor() - before) * 1000 / len(took))


def _heard(selector: selectors.BaseSelector) -> Iterator[float]:
    for key, _ in selector.select():
        asker = key.data
        ms = asker.hear()
        if ms is None:
            continue
        yield ms
        selector.unregister(asker.socket)
        asker.socket.close()
        if asker.send():
            selector.register(asker.socket, selectors.EVENT_READ, asker)


def told(words: str, many: Many) -> None:
    p50, p99 = many.took[len(many.took) // 2], many.took[int(len(many.took) * 0.99)]
    print(
        f"  {words:<46} {many.rate:6.0f} a second   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms"
        f"   processor {many.processor:5.2f} ms",
        flush=True,
    )
