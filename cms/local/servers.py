"""Which private servers are needed, started together, and stopped only by whoever started them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import postgres, valkey
from .paths import DEV_CLUSTER, HOME, TEST_CLUSTER, TEST_VALKEY, VALKEY, Broker, Cluster
from .processes import make_folders


@dataclass(frozen=True)
class Servers:
    cluster: Cluster
    broker: Broker

    def start(self) -> None:
        if "DATABASE_URL" not in os.environ and not postgres.is_up(self.cluster):
            postgres.start(self.cluster)
        if "CELERY_BROKER_URL" not in os.environ and not valkey.is_up(self.broker):
            valkey.start(self.broker)

    def stop(self) -> None:
        valkey.stop(self.broker)
        postgres.stop(self.cluster)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Up as long as anybody here holds them; the last to let go stops them. A crash lets go too."""
        make_folders()
        with (HOME / f"{self.cluster.name}.held").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_SH)
            with (HOME / f"{self.cluster.name}.starting").open("w") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                self.start()
            try:
                yield
            finally:
                self._stop_if_last(held.fileno())

    def keep(self) -> None:
        """Up until `stop`, whoever else comes and goes."""
        make_folders()
        self._kept.touch()
        self.start()

    def let_go(self) -> None:
        self._kept.unlink(missing_ok=True)
        self.stop()

    def _stop_if_last(self, held: int) -> None:
        if self._kept.exists():
            return
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        self.stop()

    @property
    def _kept(self) -> Path:
        return HOME / f"{self.cluster.name}.kept"


DEV = Servers(DEV_CLUSTER, VALKEY)
TEST = Servers(TEST_CLUSTER, TEST_VALKEY)


def status() -> str:
    lines = []
    for servers in (DEV, TEST):
        lines.append(f"{servers.cluster.name}: {'up' if postgres.is_up(servers.cluster) else 'down'}")
        lines.append(f"{servers.broker.name}: {'up' if valkey.is_up(servers.broker) else 'down'}")
    return "\n".join(lines)
