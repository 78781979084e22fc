"""Small helpers for the servers: who may run them, folders only for us, waiting with a word."""

import functools
import os
import shutil
import subprocess
import time
from collections.abc import Callable

from . import paths


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
    paths.HOME.mkdir(mode=0o700, exist_ok=True)
    paths.SOCKETS.mkdir(mode=0o700, exist_ok=True)
    if paths.SOCKETS.stat().st_uid != os.geteuid():
        raise CannotRun(
            f"{paths.SOCKETS} belongs to somebody else: remove it, or clone to a folder with a shorter path."
        )
    if len(os.fsencode(paths.SOCKETS / ".s.PGSQL.5432.lock")) > paths.LONGEST_SOCKET:
        raise CannotRun(f"The path of the sockets is too long: {paths.SOCKETS}. Clone to a folder with a shorter path.")


def wait_until(ready: Callable[[], bool], *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.05)
    return ready()
