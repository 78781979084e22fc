"""The product behind gunicorn, as in production, and a reader who is signed in."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from cms.local.postgres import is_up

from .server import CLUSTER

PORT = 8795
WORKERS = 2
HOUSE = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")


class Web:
    def __init__(self, process: subprocess.Popen[bytes] | None, cookie: str) -> None:
        self.process, self.cookie = process, cookie
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def get(self, address: str) -> bytes:
        self.connection.request("GET", address, headers={"Cookie": self.cookie, "Accept-Encoding": "identity"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address} answered {answer.status}: {body[:300]!r}")
        return body

    def measured(self, address: str, times: int) -> Measured:
        """After a warm-up: milliseconds of each answer, and of processor for each, the database's included."""
        for _ in range(10):
            self.get(address)
        before, took = self.processor(), []
        for _ in range(times):
            began = time.perf_counter()
            self.get(address)
            took.append((time.perf_counter() - began) * 1000)
        return Measured(took, (self.processor() - before) * 1000 / times)

    def processor(self) -> float:
        """Seconds of processor so far of the web server and of the database."""
        postmaster = int((CLUSTER.data / "postmaster.pid").read_text().split()[0])
        return sum(map(_seconds, [*(_tree(self.process.pid) if self.process else ()), *_tree(postmaster)]))


class Measured:
    def __init__(self, took: list[float], processor: float) -> None:
        self.p50, self.p99 = sorted(took)[len(took) // 2], quantiles(took, n=100)[98]
        self.processor = processor

    def __str__(self) -> str:
        return f"p50 {self.p50:6.1f} ms   p99 {self.p99:6.1f} ms   processor {self.processor:5.1f} ms"


@contextmanager
def serving(cookie: str) -> Iterator[Web]:
    assert is_up(CLUSTER)
    gunicorn = Path(sys.executable).parent / "gunicorn"
    asked = [gunicorn, "--no-control-socket", "-w", str(WORKERS), "--log-level", "error", "-b", f"127.0.0.1:{PORT}"]
    process = subprocess.Popen([*asked, "cms.wsgi"], cwd=HOUSE)  # where it finds the settings of production
    try:
        web = Web(process, cookie)
        _wait_until_up(web)
        yield web
    finally:
        process.terminate()
        process.wait()


def _wait_until_up(web: Web) -> None:
    for _ in range(120):
        try:
            web.get("/healthz")
            return
        except OSError:
            web.connection.close()
            time.sleep(0.5)
    raise SystemExit("The web server did not come up.")


def _tree(top: int) -> list[int]:
    children = Path(f"/proc/{top}/task/{top}/children").read_text().split()
    return [top, *(pid for child in children for pid in _tree(int(child)))]


def _seconds(process: int) -> float:
    """Its own, and those of children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICK
