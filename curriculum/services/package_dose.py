"""The minutes of a package: those that somebody sat with it, never more than were promised, never twice a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db.models.functions import Now
from django.utils import timezone

from ..calc.sitting import minutes_worth, share, sitting_of
from ..enums import SourceKind
from ..models import Attempt, PackageProgress, Progress
from ..queries.learning import minutes_within_a_year
from .entry import Dose, doses_of, give_doses


def give_what_is_due(progress: PackageProgress, now: dt.datetime) -> None:
    """What this time earns beyond what the activity gave within twelve months: more time later gives the rest."""
    on = timezone.localdate(now)
    due = doses_due(progress, on)
    if due or progress.finished_at is None:
        _give(progress, due, on)
    progress.finished_at = progress.finished_at or now
    Progress.objects.update_or_create(
        trust=progress.person.trust,
        person=progress.person,
        activity=progress.activity,
        defaults={"finished_at": Now(), "touched_at": Now()},
    )


def doses_due(progress: PackageProgress, on: dt.date) -> list[Dose]:
    version, person = progress.version, progress.person
    spent = minutes_worth(seconds_of_all(progress), version.minutes)
    given = minutes_within_a_year(person, progress.activity, on=on, or_voided_since=progress.started_at)
    due = []
    for dose in doses_of(version, person.trust_id):
        minutes = share(dose.minutes, spent, version.minutes) - given.get(dose.skill, 0)
        if minutes > 0 or (dose.minutes == 0 and dose.skill not in given):
            once = dose if dose.skill not in given else replace(dose, practice_kind="", practice_count=0)
            due.append(replace(once, minutes=max(minutes, 0)))
    return due


def _give(progress: PackageProgress, due: list[Dose], on: dt.date) -> None:
    attempt = Attempt.objects.create(
        trust=progress.person.trust,
        person=progress.person,
        version=progress.version,
        answered_at=Now(),
        score=score_of(progress),
        passed=True,
    )
    give_doses(
        person=progress.person,
        doses=due,
        source_kind=SourceKind.LESSON,
        source_id=attempt.uuid,
        given_date=on,
        by=None,
    )


def score_of(progress: PackageProgress) -> int:
    """The best that a piece told, of 100; one that scores nothing has been learned whole."""
    told = [piece.get("values", {}).get("cmi.core.score.raw") for piece in progress.pieces.values()]
    return round(max((float(score) for score in told if score), default=100))


def seconds_of_all(progress: PackageProgress) -> int:
    """All the time that somebody has sat with it."""
    return progress.seconds + sum(sitting_of(load).seconds for load in progress.loads.values())
