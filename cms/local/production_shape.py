"""The database and job tests on servers like a trust's own: Debian's PostgreSQL and RabbitMQ.

They are started here on a socket and on free ports, with folders of their own, and are gone afterwards.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from .processes import CannotRun, as_ordinary_user, last_words, start, stop, wait_until

POSTGRES_TOOLS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
RABBITMQ = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
ASKED = ["tests/workforce", "tests/curriculum", "tests/coaching", "tests/improvement", "tests/house/test_migrations.py"]


def main() -> int:
    with ExitStack() as started:
        folder = Path(started.enter_context(tempfile.TemporaryDirectory(prefix="academy-")))
        try:
            os.environ["DATABASE_URL"] = started.enter_context(_postgres(folder))
            os.environ["CELERY_BROKER_URL"] = started.enter_context(_rabbitmq(folder))
        except CannotRun as why:
            print(why, file=sys.stderr)
            return 1
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
        print("Tests of the database and the jobs, on Debian's PostgreSQL and RabbitMQ", flush=True)
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--maxprocesses", "6", *_there()]
        ).returncode


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    if not POSTGRES_TOOLS:
        raise CannotRun("There is no PostgreSQL in /usr/lib/postgresql: apt-get install postgresql")
    tools, data, log = POSTGRES_TOOLS[0], folder / "pg", folder / "postgres.log"
    print(f"Starting PostgreSQL {tools.parent.name}", flush=True)
    making = [str(tools / "initdb"), "-D", str(data), "-U", "postgres", "-E", "UTF8", "-A", "trust"]
    made = subprocess.run([*as_ordinary_user(), *making], capture_output=True, text=True)
    if made.returncode:
        raise CannotRun(f"PostgreSQL could not make its data folder:\n{made.stderr}")
    told = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    server = start([*as_ordinary_user(), str(tools / "postgres"), "-D", str(data), *told], log=log)
    try:
        ready = [str(tools / "pg_isready"), "-q", "-h", str(folder)]
        if not wait_until(lambda: subprocess.run(ready).returncode == 0, seconds=30):
            raise CannotRun(f"PostgreSQL did not start:\n{last_words(log)}")
        yield f"postgres://postgres@{quote(str(folder), safe='')}:5432/postgres"
    finally:
        stop(server, seconds=30)


@contextmanager
def _rabbitmq(folder: Path) -> Iterator[str]:
    if not RABBITMQ.exists():
        raise CannotRun("There is no RabbitMQ in /usr/lib/rabbitmq: apt-get install rabbitmq-server")
    port, names_port, log = _free_port(), _free_port(), folder / "rabbitmq.log"
    print("Starting RabbitMQ", flush=True)
    names = start(["epmd", "-port", str(names_port), "-address", "127.0.0.1"], log=folder / "epmd.log")
    server = start([str(RABBITMQ)], log=log, more=_of_rabbitmq(folder, port, names_port))
    try:
        if not wait_until(lambda: "Starting broker... completed" in last_words(log, lines=50), seconds=90):
            raise CannotRun(f"RabbitMQ did not start:\n{last_words(log)}")
        yield f"amqp://guest:guest@127.0.0.1:{port}//"
    finally:
        stop(server, seconds=30)
        stop(names, seconds=5)


def _of_rabbitmq(folder: Path, port: int, names_port: int) -> dict[str, str]:
    home = folder / "rabbitmq"
    home.mkdir()
    return {
        "HOME": str(home),
        "ERL_EPMD_PORT": str(names_port),
        "RABBITMQ_NODENAME": f"academy-{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(_free_port()),
        "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_CONF_ENV_FILE": str(home / "none"),
        "RABBITMQ_CONFIG_FILE": str(home / "none"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"),
        "RABBITMQ_PID_FILE": str(home / "pid"),
    }


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _there() -> list[str]:
    return [path for path in ASKED if Path(path).exists()]


if __name__ == "__main__":
    sys.exit(main())
