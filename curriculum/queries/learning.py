"""Where a person is in what they learn."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from workforce.models import Person

from ..calc.days import add_months
from ..models import Activity, Attempt, DoseEntry, Progress


def given_within_a_year(person: Person, activity: Activity, *, on: dt.date) -> bool:
    """Has the activity given this person dose in the twelve months before the day, not voided since?"""
    attempts = Attempt.objects.filter(trust=person.trust_id, person=person, version__activity=activity, passed=True)
    voided = DoseEntry.objects.filter(trust=person.trust_id, voids_id=OuterRef("pk"))
    given = DoseEntry.objects.filter(
        trust=person.trust_id, person=person, voids_id=None, given_date__gt=add_months(on, -12)
    )
    return given.filter(source_id__in=attempts.values("uuid")).exclude(Exists(voided)).exists()


def finished_keys(person: Person, module_key: str) -> set[str]:
    """The parts of a module that the person has finished, by their keys."""
    progress = Progress.objects.filter(trust=person.trust_id, person=person, finished_at__isnull=False)
    return set(progress.filter(activity__module_key=module_key).values_list("activity__key", flat=True))


def kept_answers(person: Person, activity: Activity) -> dict[str, list[int]]:
    progress = Progress.objects.filter(trust=person.trust_id, person=person, activity=activity).first()
    return progress.answers if progress else {}
