"""For machines that watch over us. They say no more than they must: these pages are open."""

import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django_prometheus.exports import ExportToDjangoView
from kombu import Connection
from kombu.exceptions import OperationalError


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive: restart me if this does not answer."""
    return JsonResponse({"status": "alive"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready: send me nobody while this is 503. Without a broker people are served, and jobs wait."""
    found = {"database": _database(), "broker": _broker()}
    ready = found["database"] == "ok"
    return JsonResponse({"status": "ready" if ready else "not ready", **found}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus's figures, for who knows METRICS_TOKEN."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not secrets.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise PermissionDenied
    exported: HttpResponse = ExportToDjangoView(request)
    return exported


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        return "migrations missing" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"
    except DatabaseError:
        return "no answer"


def _broker() -> str:
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as asked:
            asked.ensure_connection(max_retries=1)
        return "ok"
    except (OperationalError, OSError):
        return "no answer"
