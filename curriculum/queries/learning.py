"""Where a person is in what they learn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from workforce.models import Person
from workforce.queries.built_once import BuiltOnce, first

from ..calc.check import TEST_AGAIN_AFTER, Answers, still_asked
from ..calc.days import add_months
from ..calc.draw import asked
from ..calc.kept import Kept
from ..enums import ActivityKind
from ..models import Activity, ActivityVersion, Attempt, DoseEntry, Progress


def given_within_a_year(person: Person, activity: Activity, *, on: dt.date) -> bool:
    """Has the activity given this person dose in the twelve months before the day, not voided since?"""
    since = add_months(on, -12)
    return bool(_GIVEN(trust=person.trust_id, person=person.pk, activity=activity.pk, after=since))


def minutes_within_a_year(
    person: Person, activity: Activity, *, on: dt.date, or_voided_since: dt.datetime | None = None
) -> dict[int, int]:
    """The same by skill, in minutes. A skill that is not in it was given nothing.

    With `or_voided_since` what was given since then counts although it was taken away.
    """
    given = _given_within_a_year(person, activity, on)
    counted = _not_voided(given)
    if or_voided_since:
        counted = given.filter(Q(pk__in=counted.values("pk")) | Q(recorded_at__gte=or_voided_since))
    return dict(counted.values_list("skill").annotate(given=Sum("minutes")).order_by())


def _given_within_a_year(person: Person, activity: Activity, on: dt.date) -> QuerySet[DoseEntry]:
    return _given_after(person.trust_id, person.pk, activity.pk, add_months(on, -12))


def _given_after(trust: int, person: int, activity: int, after: dt.date) -> QuerySet[DoseEntry]:
    attempts = Attempt.objects.filter(trust=trust, person=person, version__activity=activity, passed=True)
    given = DoseEntry.objects.filter(trust=trust, person=person, voids_id=None, given_date__gt=after)
    return given.filter(source_id__in=attempts.values("uuid"))


def _not_voided(given: QuerySet[DoseEntry]) -> QuerySet[DoseEntry]:
    voided = DoseEntry.objects.filter(trust=OuterRef("trust"), voids_id=OuterRef("pk"))
    return given.exclude(Exists(voided))


def _given_anything_after(trust: int, person: int, activity: int, after: dt.date) -> QuerySet[Any]:
    return _not_voided(_given_after(trust, person, activity, after)).values_list("pk")[:1]


_GIVEN = BuiltOnce(_given_anything_after)


def test_again_from(person: Person, activity: Activity) -> dt.date | None:
    """The day from which the person can answer a test again; None: they have not failed it."""
    if activity.kind != ActivityKind.TEST:
        return None
    failed = Attempt.objects.filter(trust=person.trust_id, person=person, version__activity=activity, passed=False)
    last = failed.aggregate(last=Max("answered_at"))["last"]
    return timezone.localdate(last) + TEST_AGAIN_AFTER if last else None


class Tests(NamedTuple):
    """By module: those that somebody passed within a year, and from when those that they did not can be answered."""

    passed: frozenset[str] = frozenset()
    again_from: Mapping[str, dt.date] = {}

    def is_open(self, module_key: str) -> bool:
        return module_key not in self.passed and module_key not in self.again_from


def tests_of(person: Person, *, on: dt.date) -> Tests:
    """In one question, however many there are."""
    taken = Attempt.objects.filter(
        trust=person.trust_id,
        person=person,
        version__activity__kind=ActivityKind.TEST,
        answered_at__date__gt=add_months(on, -12),
    )
    rows = taken.order_by("answered_at").values_list("version__activity__module_key", "passed", "answered_at")
    found = [(code, passed, answered_at) for code, passed, answered_at in rows if answered_at]
    waits = {
        code: day
        for code, passed, answered_at in found
        if not passed and (day := timezone.localdate(answered_at) + TEST_AGAIN_AFTER) > on
    }
    return Tests(frozenset(code for code, passed, _answered_at in found if passed), waits)


@dataclass(frozen=True, slots=True)
class Stood:
    """How somebody stands in a part of a module: begun or done; what they passed it with, if it was on a screen."""

    done_on: dt.date | None = None
    is_begun: bool = False
    attempt: UUID | None = None
    score: int | None = None


def stood_in(*, trust: int, person: int, module_key: str) -> dict[str, Stood]:
    """By the keys of what they began, in one question."""
    rows = _with_their_passes(Progress.objects.filter(trust=trust, person=person, activity__module_key=module_key))
    return {one.activity.key: stood_of(one) for one in rows.select_related("activity")}


def finished_by(person: Person) -> set[str]:
    """The keys of all lessons and tests that they have finished."""
    rows = Progress.objects.filter(trust=person.trust_id, person=person).exclude(finished_at=None)
    return set(rows.values_list("activity__key", flat=True))


def progress_of(person: Person, version: ActivityVersion) -> Progress | None:
    """With the last pass."""
    return first(_PROGRESS(trust=person.trust_id, person=person.pk, activity=version.activity_id))


def stood_of(progress: Any) -> Stood:
    """Of a row with its last pass."""
    done_on = timezone.localdate(progress.finished_at) if progress.finished_at else None
    return Stood(done_on, bool(progress.answers) or progress.place > 1, progress.passed_as, progress.passed_with)


def _with_their_passes(rows: QuerySet[Progress]) -> QuerySet[Progress]:
    passes = Attempt.objects.filter(
        trust=OuterRef("trust"), person=OuterRef("person"), version__activity=OuterRef("activity"), passed=True
    ).order_by("-answered_at")
    return rows.annotate(
        passed_as=Subquery(passes.values("uuid")[:1]), passed_with=Subquery(passes.values("score")[:1])
    )


def _own_progress(trust: int, person: int, activity: int) -> QuerySet[Progress]:
    return _with_their_passes(Progress.objects.filter(trust=trust, person=person, activity=activity))


_PROGRESS = BuiltOnce(_own_progress)


def kept_of(person: Person, version: ActivityVersion) -> Kept:
    """Where somebody stopped, and what they chose and did not send yet, of questions that this version still asks."""
    return kept_in(progress_of(person, version), version)


def kept_in(progress: Progress | None, version: ActivityVersion) -> Kept:
    if progress is None:
        return Kept()
    return Kept(progress.place, _of_questions_still_asked(progress, version), progress.made_at)


def _of_questions_still_asked(progress: Progress, version: ActivityVersion) -> Answers:
    answers: Answers = progress.answers
    if not answers or version.published_at is None or progress.touched_at >= version.published_at:
        return answers
    then = version.activity.versions.filter(published_at__lte=progress.touched_at).order_by("-number").first()
    return still_asked(answers, then.content, version.content) if then else {}


def draw_of(person: Person, version: ActivityVersion) -> int:
    """Which draw somebody is shown now: the same one until they have answered it. The first is 0."""
    if not version.content.get("draw"):
        return 0
    return Attempt.objects.filter(trust=person.trust_id, person=person, version__activity=version.activity_id).count()


def shown_content(person: Person, version: ActivityVersion, draw: int) -> Mapping[str, Any]:
    """The check as this person is asked it."""
    return asked(version.content, f"{person.uuid} {version.activity_id} {draw}")


def answered_by(person: Person) -> QuerySet[Attempt]:
    """The latest first."""
    own = Attempt.objects.filter(trust=person.trust_id, person=person, answered_at__isnull=False)
    return own.select_related("version__activity").order_by("-answered_at", "-pk")


def was_changed_meanwhile(attempt: Attempt) -> bool:
    """Had the activity been published anew before these answers came in? They were marked by what was shown."""
    later = attempt.version.activity.versions.filter(number__gt=attempt.version.number)
    return later.filter(published_at__lt=attempt.answered_at).exists()
