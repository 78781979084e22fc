"""Everything for one machine: servers, tables, example trust, web, worker with beat. Ctrl-C stops what was started."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from . import ports
from .paths import HOME, ROOT
from .processes import CannotRun, last_words, make_folders, start, stop, wait_until
from .servers import DEV


@dataclass(frozen=True)
class Child:
    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def check(self) -> None:
        if self.process.poll() is not None:
            raise CannotRun(f"The {self.name} ended by itself. From {self.log}:\n{last_words(self.log)}")


def run() -> None:
    for asked_to_end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked_to_end, _as_if_interrupted)
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    with ExitStack() as started:
        try:
            children = _start(started)
            _watch(children)
        except KeyboardInterrupt:
            _say("\nStopping")


def _start(started: ExitStack) -> list[Child]:
    began = time.monotonic()
    started.enter_context(_only_one_here())
    port = ports.free()
    _say("Starting PostgreSQL and Valkey")
    started.enter_context(DEV.held())
    _prepare()
    _say("Starting the web server and the worker")
    web = started.enter_context(_child("web server", _gunicorn(port)))
    worker = started.enter_context(_child("worker", _celery()))
    wait_until(lambda: web.process.poll() is not None or ports.answers(port), seconds=60)
    web.check()
    _say(f"\nReady in {time.monotonic() - began:.0f} s. Ctrl-C stops it. Logs are in .local/\n")
    _say(f"    http://localhost:{port}/\n")
    return [web, worker]


def _watch(children: list[Child]) -> NoReturn:
    while True:
        for child in children:
            child.check()
        time.sleep(0.5)


def _prepare() -> None:
    with subprocess.Popen([sys.executable, "-m", "cms.local.prepare"], start_new_session=True) as preparing:
        try:
            preparing.wait()
        except KeyboardInterrupt:
            preparing.terminate()
            raise
    if preparing.returncode:
        raise CannotRun("The database could not be made ready: the reason is above.")


@contextmanager
def _child(name: str, command: list[str]) -> Iterator[Child]:
    log = HOME / f"{name.replace(' ', '-')}.log"
    process = start([sys.executable, "-m", *command], log=log)
    try:
        yield Child(name, process, log)
    finally:
        stop(process, seconds=15)


def _gunicorn(port: int) -> list[str]:
    bound = ["--bind", f"{ports.HOST}:{port}", "--workers", "2", "--threads", "4"]
    return ["gunicorn", "cms.wsgi", *bound, "--no-control-socket", "--access-logfile", "-"]


def _celery() -> list[str]:
    schedule = ["--beat", "--schedule", str(HOME / "beat-schedule")]
    return [
        "celery",
        "--app",
        "cms",
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "info",
        "--without-mingle",
        "--without-gossip",
        *schedule,
    ]


@contextmanager
def _only_one_here() -> Iterator[None]:
    make_folders()
    with (HOME / "running").open("w") as running:
        try:
            fcntl.flock(running, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun("It is already running from this folder, in another terminal.") from None
        yield


def _as_if_interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _say(words: str) -> None:
    print(words, flush=True)
