"""Which port the web server takes."""

import os
import socket

from .processes import CannotRun

HOST = os.environ.get("LISTEN", "127.0.0.1")
USUAL, HOW_MANY_TO_TRY = 8000, 20


def free() -> int:
    """The one asked for in PORT, or the first free one from 8000 on."""
    asked = os.environ.get("PORT")
    if asked is not None:
        return _asked_for(asked)
    for port in range(USUAL, USUAL + HOW_MANY_TO_TRY):
        if _is_free(port):
            if port != USUAL:
                print(f"Port {USUAL} is taken by something else on this machine, so this takes {port}")
            return port
    raise CannotRun(f"Ports {USUAL} to {port} are all taken. Choose another: PORT=9000 make run")


def answers(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex((HOST, port)) == 0


def _asked_for(asked: str) -> int:
    if not asked.isdigit() or not 0 < int(asked) < 65536:
        raise CannotRun(f"PORT={asked} is no port: a number from 1 to 65535 is needed.")
    if not _is_free(int(asked)):
        raise CannotRun(
            f"Port {asked} is taken by something else, or not yours to take. Choose another: PORT=9000 make run"
        )
    return int(asked)


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True
