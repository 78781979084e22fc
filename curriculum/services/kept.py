"""What is chosen and read is kept as one goes, on whatever device: nothing is sent twice, and nothing is lost."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from workforce.models import Person

from ..calc.check import Answers
from ..calc.kept import Kept, Outcome, taken
from ..models import Activity, Attempt, Progress
from .locks import hold_person


@transaction.atomic
def keep_answers(*, person: Person, activity: Activity, answers: Answers) -> None:
    """All that is chosen and not yet sent, to go on with on any device."""
    Progress.objects.update_or_create(
        trust=person.trust,
        person=person,
        activity=activity,
        defaults={"answers": _plain(answers), "touched_at": Now(), "made_at": Now(), "page": None, "number": 0},
    )


@transaction.atomic
def keep_note(*, person: Person, activity: Activity, note: Kept, opened_at: dt.datetime | None = None) -> Outcome:
    """What one opened page tells as one goes: only what was touched there."""
    hold_person(person.pk)
    progress, _ = Progress.objects.get_or_create(trust=person.trust, person=person, activity=activity)
    outcome = taken(note, _kept(progress), sent_at=_sent_at(person, activity), opened_at=opened_at)
    if outcome.now != _kept(progress):
        _write(progress, outcome.now)
    return outcome


def _kept(progress: Progress) -> Kept:
    return Kept(progress.place, progress.answers, progress.made_at, progress.page, progress.number)


def _sent_at(person: Person, activity: Activity) -> dt.datetime | None:
    sent = Attempt.objects.filter(trust=person.trust_id, person=person, version__activity=activity)
    last: dt.datetime | None = sent.aggregate(last=Max("answered_at"))["last"]
    return last


def _write(progress: Progress, now: Kept) -> None:
    progress.place, progress.answers = now.place, _plain(now.answers)
    progress.made_at, progress.page, progress.number = now.made_at, now.page, now.number
    progress.touched_at = Now()
    progress.save(update_fields=["place", "answers", "made_at", "page", "number", "touched_at"])


def _plain(answers: Answers) -> dict[str, list[int | str | None]]:
    return {key: list(chosen) for key, chosen in answers.items()}
