"""Small helpers for what is started here: who may run it, folders only for us, waiting, stopping."""

import ctypes
import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from . import paths

TELL_THE_CHILD_WHEN_ITS_PARENT_DIES = 1  # prctl's PR_SET_PDEATHSIG


class CannotRun(Exception):
    """Something on this machine stands in the way. Its text is for the reader."""


@functools.cache
def as_ordinary_user() -> list[str]:
    """PostgreSQL refuses to run as root. A user namespace makes root look like somebody else, to nobody's harm."""
    if os.geteuid() != 0:
        return []
    wrapper = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
    if not shutil.which("unshare") or subprocess.run([*wrapper, "true"], capture_output=True).returncode:
        raise CannotRun(
            "PostgreSQL does not run as root, and this machine allows no user namespaces (`unshare --user` failed).\n"
            "Run this as an ordinary user, or give a PostgreSQL of your own in DATABASE_URL."
        )
    return wrapper


def make_folders() -> None:
    if len(os.fsencode(paths.SOCKETS / ".s.PGSQL.5432.lock")) > paths.LONGEST_SOCKET:
        raise CannotRun(f"The path of the sockets is too long: {paths.SOCKETS}. Clone to a folder with a shorter path.")
    try:
        paths.HOME.mkdir(mode=0o700, exist_ok=True)
        paths.SOCKETS.mkdir(mode=0o700, exist_ok=True)
    except OSError as why:
        raise CannotRun(f"This folder cannot be written to: {why.filename}") from why
    if paths.SOCKETS.stat().st_uid != os.geteuid():
        raise CannotRun(f"{paths.SOCKETS} belongs to somebody else. Clone to a folder of your own with a short path.")


def start(command: list[str], *, log: Path, more: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
    """Apart from our terminal, so that Ctrl-C reaches only us; it ends when we do, however we do."""
    with log.open("wb") as said:
        return subprocess.Popen(
            command,
            stdout=said,
            stderr=said,
            env={**os.environ, **(more or {})},
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )


def stop(process: "subprocess.Popen[bytes]", *, seconds: float) -> None:
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(ready: Callable[[], bool], *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.05)
    return ready()


def last_words(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "(none)"


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TELL_THE_CHILD_WHEN_ITS_PARENT_DIES, signal.SIGTERM)
