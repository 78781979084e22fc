"""Eight at once over HTTP: how many answers a second, and how long each took."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from .web import Web

WRITERS = 8


class Request(NamedTuple):
    """`body`: of a form; None asks for a page. `answer`: the status that is right."""

    address: str
    cookie: str
    body: str | None = None
    answer: int = 200


def at_once(asked: Sequence[Request], *, each: bool = False) -> tuple[float, list[float]]:
    """Answers a second, and milliseconds of each in order. `each`: everybody sends all of them."""
    took: list[float] = []
    shares = [asked if each else asked[number::WRITERS] for number in range(WRITERS)]
    threads = [threading.Thread(target=_send, args=[share, took]) for share in shares]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _must_be_all(took, sum(map(len, shares)))
    return len(took) / (time.perf_counter() - began), sorted(took)


def _send(asked: Sequence[Request], took: list[float]) -> None:
    web = Web(None, "")
    for one in asked:
        began = time.perf_counter()
        try:
            web.ask(one.address, one.cookie, one.body, one.answer)
        except SystemExit as wrong:  # in a thread it would end that alone, and say nothing
            print(wrong)
            return
        took.append((time.perf_counter() - began) * 1000)


def _must_be_all(took: Sequence[float], asked: int) -> None:
    if len(took) != asked:
        raise SystemExit(f"{len(took)} of {asked} were answered rightly, so there is no figure.")


def told(words: str, rate: float, took: Sequence[float]) -> None:
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"  {words:<46} {rate:6.0f} a second   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms", flush=True)
