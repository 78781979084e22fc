"""What comes from outside. Without DATABASE_URL and CELERY_BROKER_URL the private servers of this clone are used."""

from typing import Any
from urllib.parse import unquote

import environ

from cms.local import paths

env = environ.Env()

# A statement that comes again is planned once a connection (docs/decisions/0007)
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}


def database(private: paths.Cluster) -> dict[str, Any]:
    url = env.str("DATABASE_URL", default="")
    found: dict[str, Any] = env.db_url_config(url) if url else private.django_settings()
    found["HOST"] = unquote(found.get("HOST") or "")  # a folder of sockets is written %2Flike%2Fthis in an address
    if env.bool("DATABASE_PREPARED", default=True):
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **PREPARED}
    found["ENGINE"] = "cms.database"
    return found | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=600)}


def broker_url() -> str:
    return str(env.str("CELERY_BROKER_URL", default=paths.VALKEY.url()))
