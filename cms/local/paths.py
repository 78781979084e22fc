"""Where the private servers of this clone live. Django's settings read it too: no imports but the standard library."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".local"
LONGEST_SOCKET = 107  # bytes, the kernel's limit


def _sockets() -> Path:
    """Beside the data where the path is short enough, else a short folder of our own."""
    here = HOME / "run"
    if len(os.fsencode(here / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET:
        return here
    return Path("/tmp") / f"academy-{os.getuid()}-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]}"


SOCKETS = _sockets()


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL of this clone. It listens on no port: the number is only part of its socket's name."""

    name: str
    port: int
    keeps_data: bool

    @property
    def data(self) -> Path:
        return HOME / self.name

    @property
    def log(self) -> Path:
        return HOME / f"{self.name}.log"

    def django_settings(self) -> dict[str, Any]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "postgres",
            "HOST": str(SOCKETS),
            "PORT": str(self.port),
        }


@dataclass(frozen=True)
class Broker:
    name: str

    @property
    def data(self) -> Path:
        return HOME / self.name

    @property
    def log(self) -> Path:
        return HOME / f"{self.name}.log"

    @property
    def socket(self) -> Path:
        return SOCKETS / f"{self.name}.sock"

    def url(self) -> str:
        return f"redis+socket://{self.socket}?virtual_host=0"


DEV_CLUSTER = Cluster("postgres", 5432, keeps_data=True)
TEST_CLUSTER = Cluster("test-postgres", 5433, keeps_data=False)
VALKEY = Broker("valkey")
TEST_VALKEY = Broker("test-valkey")
