"""Doors for the worker: ids in, one call. They may read the clock."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from workforce.models import Trust

from .services.coverage import refresh_people
from .services.curve import fold_changes, mark_days
from .services.figure import keep_month_ends
from .services.leaving import free_places_of_leavers
from .services.package_progress import close_forgotten
from .services.session_wish import forget_wishes_of_leavers


@shared_task(name="curriculum.refresh_people")
def refresh_the_people(trust_id: int, **_later: object) -> None:
    """Woken whenever facts of a trust have changed; who was taken already is not taken again."""
    refresh_people(Trust.objects.get(pk=trust_id))


@shared_task(name="curriculum.keep_coverage")
def keep_coverage(**_later: object) -> None:
    """Every few seconds: whoever was missed, what is not folded, and the marks of today."""
    for trust in Trust.objects.order_by("pk"):
        refresh_people(trust)
        fold_changes(trust.pk)
        mark_days(trust.pk, timezone.localdate())


@shared_task(name="curriculum.free_places")
def free_places(**_later: object) -> None:
    """Every ten minutes: places in sessions of whoever has left, or will have by then; and what they wait for."""
    for trust in Trust.objects.order_by("pk"):
        free_places_of_leavers(trust, now=timezone.now())
        forget_wishes_of_leavers(trust, on=timezone.localdate())


@shared_task(name="curriculum.close_packages")
def close_packages_left_open(**_later: object) -> None:
    """Every ten minutes: packages whose browser went away without a word, half a day ago."""
    close_forgotten(now=timezone.now())


@shared_task(name="curriculum.keep_month_ends")
def keep_the_month_ends(*, anew: bool = False, **_later: object) -> None:
    """What readers without named access see: whatever is missing; once a month anew, as corrected since."""
    for trust in Trust.objects.order_by("pk"):
        keep_month_ends(trust=trust, today=timezone.localdate(), anew=anew)
