"""The course as it is held: its days are placed and moved, sets are made, and who came is told by list.

Where the programme names an activity for the day, whoever came is given its dose by the ledger, once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from curriculum.models import ActivityVersion, Attendance
from curriculum.queries.offer import giving_versions
from curriculum.queries.session import SOURCES, recorded_on
from curriculum.services.session import record_session, void_attendances
from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import ON_THE_COURSE, Mode
from ..models import Cohort, CohortAttendance, CohortSession, Enrolment, LearningSet


class CannotPlanDay(Refused):
    """The day cannot be placed like this. Its text is for the reader."""


class CannotTellWhoCame(Refused):
    """Who came cannot be told like this. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    title: str
    date: dt.date
    minutes: int
    begins: dt.time | None = None
    mode: str = Mode.ROOM
    place: str = ""


@transaction.atomic
def add_day(*, cohort: Cohort, plan: DayPlan, learning_set: LearningSet | None, by: Account) -> CohortSession:
    """Beside those of the programme: an extra one, or a meeting of a learning set."""
    if learning_set is not None and learning_set.cohort_id != cohort.pk:
        raise CannotPlanDay("This set is of another cohort.")
    made = CohortSession(trust=cohort.trust, cohort=cohort, learning_set=learning_set, recorded_by=by)
    _place(made, plan)
    note(by=by, did="added a day to a course", to=made)
    return made


@transaction.atomic
def move_day(*, session: CohortSession, plan: DayPlan, by: Account) -> CohortSession:
    session = _held(session)
    if session.told_at and session.date != plan.date:
        raise CannotPlanDay("Who came on this day is written down, so the day stays as it is.")
    _place(session, plan)
    note(by=by, did="moved a day of a course", to=session)
    return session


@transaction.atomic
def drop_day(*, session: CohortSession, by: Account) -> None:
    """Only one that is not of the programme, and of which nobody said who came."""
    session = _held(session)
    if session.day_id or session.told_at:
        raise CannotPlanDay("A day of the programme, or one that was held, is not taken away. It can be moved.")
    note(by=by, did="took a day from a course", to=session)
    session.delete()


@transaction.atomic
def keep_set(
    *,
    cohort: Cohort,
    learning_set: LearningSet | None,
    name: str,
    adviser: Person | None,
    members: Collection[Enrolment],
    by: Account,
) -> LearningSet:
    """Whoever was in another set is in this one now."""
    others = cohort.learning_sets.filter(name=name)
    if (others.exclude(pk=learning_set.pk) if learning_set else others).exists():
        raise CannotPlanDay(f"There is a set called “{name}” already.")
    kept = learning_set or LearningSet(trust=cohort.trust, cohort=cohort, recorded_by=by)
    kept.name, kept.adviser = name, adviser
    kept.save()
    inside = [one.pk for one in members]
    kept.enrolments.exclude(pk__in=inside).update(learning_set=None)
    Enrolment.objects.filter(cohort=cohort, pk__in=inside).update(learning_set=kept)
    note(by=by, did="kept a learning set", to=kept, people=len(inside))
    return kept


@transaction.atomic
def tell_who_came(*, session: CohortSession, came: Collection[Enrolment], on: dt.date, by: Account) -> CohortSession:
    """Said again it is changed: taken back from who was not there, given to who was, and never twice."""
    session = _held(session)
    _must_be_sound(session, came, on, by)
    told = {row.enrolment_id: row for row in session.came.select_related("enrolment__person")}
    new = [one for one in came if one.pk not in told]
    gone = [row for pk, row in told.items() if pk not in {one.pk for one in came}]
    session.revision, session.told_at, session.told_by = F("revision") + 1, Now(), by
    session.save(update_fields=["revision", "told_at", "told_by"])
    session.refresh_from_db()
    CohortAttendance.objects.filter(pk__in=[row.pk for row in gone]).delete()
    CohortAttendance.objects.bulk_create(
        CohortAttendance(trust=session.trust, session=session, enrolment=one, recorded_by=by) for one in new
    )
    _take_back(session, [row.enrolment.person for row in gone], by)
    _give(session, [one.person for one in new], on, by)
    note(by=by, did="told who came to a course day", to=session, people=len(came))
    return session


def sources_of(session: CohortSession) -> list[UUID]:
    """The sessions of the curriculum through which it gave: one each time it was told."""
    return [uuid5(session.uuid, str(number)) for number in range(1, session.revision + 1)]


def expected_at(session: CohortSession) -> list[Enrolment]:
    """Everybody on the course, or of the set; by name."""
    people = Enrolment.objects.filter(cohort=session.cohort_id).select_related("person")
    people = people.filter(learning_set=session.learning_set_id) if session.learning_set_id else people
    there = people.filter(state__in=ON_THE_COURSE) | people.filter(came__session=session)
    return list(there.distinct().order_by("person__family_name", "person__given_name", "pk"))


def _must_be_sound(session: CohortSession, came: Collection[Enrolment], on: dt.date, by: Account) -> None:
    if session.date > on:
        raise CannotTellWhoCame("This day is still to come. Who came is told once it has been held.")
    if not {one.pk for one in came} <= {one.pk for one in expected_at(session)}:
        raise CannotTellWhoCame("Somebody in the list is not expected on this day.")
    if any(one.person_id == by.person_id for one in came):
        raise CannotTellWhoCame("Nobody writes down their own attendance. Ask somebody else of the faculty.")


def _give(session: CohortSession, people: list[Person], on: dt.date, by: Account) -> None:
    """Of somebody who is recorded for the activity of the day through another door nothing is given twice."""
    version = _gives(session)
    if version is None or not people:
        return
    before = recorded_on(version.activity, session.date, people)
    new = [person for person in people if person.pk not in before]
    if new:
        source = sources_of(session)[-1]
        record_session(session=source, version=version, given_date=session.date, people=new, on=on, by=by)


def _take_back(session: CohortSession, people: list[Person], by: Account) -> None:
    given = Attendance.objects.filter(session__uuid__in=sources_of(session), person__in=people, void_reason="")
    by_session: dict[int, list[Attendance]] = {}
    for one in given:
        by_session.setdefault(one.session_id, []).append(one)
    for rows in by_session.values():
        void_attendances(attendances=rows, reason="Was not there after all", by=by)


def _gives(session: CohortSession) -> ActivityVersion | None:
    key = session.day.activity_key if session.day else ""
    giving = (one for one in giving_versions(session.trust_id) if key and one.activity.key == key)
    return next((one for one in giving if one.activity.kind in SOURCES), None)


def _held(session: CohortSession) -> CohortSession:
    list(CohortSession.objects.select_for_update().filter(pk=session.pk).values_list("pk"))
    return CohortSession.objects.select_related("day", "cohort", "trust").get(pk=session.pk)


def _place(session: CohortSession, plan: DayPlan) -> None:
    if not plan.title.strip():
        raise CannotPlanDay("Give the day a title.")
    session.title, session.date, session.minutes = plan.title.strip(), plan.date, plan.minutes
    session.begins, session.mode, session.place = plan.begins, plan.mode, plan.place
    if session.pk is not None:  # calendars follow
        session.sequence, session.changed_at = F("sequence") + 1, Now()
    session.save()
    session.refresh_from_db()
