"""The ledger is written here and nowhere else: dose is given once a source, voided by another row, never changed.

The ledger is its own trail: each row says who recorded it and when. Only voids and corrections are noted beside it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from workforce.models import Account, Person, Trust
from workforce.queries.built_once import BuiltOnce
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import SourceKind, VersionState
from ..models import ActivityDose, ActivityVersion, DoseEntry
from .holding import fold_person
from .locks import hold_person

IN_THE_FUTURE = "entry_is_not_of_the_future"


class CannotGiveDose(Refused):
    """The ledger does not take it. Its text is for the reader."""


class CannotVoid(Refused):
    """There is nothing that could be taken away. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Dose:
    """What one source gives in one skill."""

    skill: int
    depth: int
    minutes: int = 0
    practice_kind: str = ""
    practice_count: int = 0
    assessment: str = ""
    expires_date: dt.date | None = None


def give_dose(
    *,
    person: Person,
    version: ActivityVersion,
    source_kind: SourceKind | str,
    source_id: uuid.UUID,
    given_date: dt.date,
    by: Account | None,
) -> list[DoseEntry]:
    """What a published activity gives, once for each source, however often it is told."""
    return give_doses(
        person=person,
        doses=doses_of(version, person.trust_id),
        source_kind=source_kind,
        source_id=source_id,
        given_date=given_date,
        by=by,
    )


@transaction.atomic
def give_doses(
    *,
    person: Person,
    doses: Sequence[Dose],
    source_kind: SourceKind | str,
    source_id: uuid.UUID,
    given_date: dt.date,
    by: Account | None,
) -> list[DoseEntry]:
    """The same for what is no activity of ours: prior learning, a credential."""
    hold_person(person.pk)
    told = _TOLD(trust=person.trust_id, source_kind=str(source_kind), source_id=source_id)
    if told:
        return _only_of(person, told)
    return give_first(
        person=person, doses=doses, source_kind=source_kind, source_id=source_id, given_date=given_date, by=by
    )


def give_first(
    *,
    person: Person,
    doses: Sequence[Dose],
    source_kind: SourceKind | str,
    source_id: uuid.UUID,
    given_date: dt.date,
    by: Account | None,
) -> list[DoseEntry]:
    """The same of a source that began in this transaction, which holds the person and ends if this is refused."""
    entries = _write(person, doses, source_kind, source_id, given_date, {}, by)
    fold_person(trust=person.trust_id, person=person.pk, skills={dose.skill for dose in doses})
    return entries


@transaction.atomic
def void_source(*, trust: Trust, source_kind: SourceKind | str, source_id: uuid.UUID, by: Account | None) -> int:
    """Takes away what the source gave, for all days; how many entries. Told twice, the second finds nothing left."""
    told = list(_giving(trust.pk, source_kind, source_id))
    if not told:
        raise CannotVoid("No dose was recorded from this, so there is nothing to take away.")
    person = told[0].person_id
    hold_person(person)
    voids = _void(trust.pk, source_kind, source_id, by)
    if voids:
        note(by=by, did="voided dose", to=None, trust=trust, person=person, source=f"{source_kind} {source_id}")
        fold_person(trust=trust.pk, person=person, skills={entry.skill_id for entry in voids})
    return len(voids)


@transaction.atomic
def correct_source(
    *,
    person: Person,
    version: ActivityVersion,
    source_kind: SourceKind | str,
    source_id: uuid.UUID,
    given_date: dt.date,
    by: Account | None,
) -> list[DoseEntry]:
    """The next revision of a source: what it gave before is voided, and this given in its place."""
    hold_person(person.pk)
    told = _only_of(person, list(_giving(person.trust_id, source_kind, source_id)))
    if not told:
        raise CannotVoid("No dose was recorded from this, so there is nothing to correct.")
    _void(person.trust_id, source_kind, source_id, by)
    last = {entry.skill_id: entry.revision for entry in sorted(told, key=lambda entry: entry.revision)}
    doses = doses_of(version, person.trust_id)
    entries = _write(person, doses, source_kind, source_id, given_date, last, by)
    note(by=by, did="corrected dose", to=person, source=f"{source_kind} {source_id}")
    skills = {entry.skill_id for entry in (*told, *entries)}
    fold_person(trust=person.trust_id, person=person.pk, skills=skills)
    return entries


def doses_of(version: ActivityVersion, trust: int) -> list[Dose]:
    if version.state != VersionState.PUBLISHED:
        raise CannotGiveDose("Only a published activity gives dose.")
    if version.trust_id != trust:
        raise CannotGiveDose("The activity and the person belong to different trusts.")
    return [Dose(*told) for told in _DOSES(version=version.pk)]


_DOSES = BuiltOnce(
    lambda version: ActivityDose.objects.filter(version=version).values_list(
        "skill", "depth", "minutes", "practice_kind", "practice_count", "assessment"
    )
)


_TOLD = BuiltOnce(lambda trust, source_kind, source_id: _giving(trust, source_kind, source_id))


def _giving(trust: int, source_kind: str, source_id: uuid.UUID) -> QuerySet[DoseEntry]:
    of_the_source = DoseEntry.objects.filter(trust=trust, source_kind=source_kind, source_id=source_id)
    return of_the_source.filter(voids_id=None).order_by("skill", "revision")


def _only_of(person: Person, entries: list[DoseEntry]) -> list[DoseEntry]:
    if any(entry.person_id != person.pk for entry in entries):
        raise CannotGiveDose("This was recorded for somebody else already.")
    return entries


def _write(
    person: Person,
    doses: Iterable[Dose],
    source_kind: str,
    source_id: uuid.UUID,
    given_date: dt.date,
    last_revisions: dict[int, int],
    by: Account | None,
) -> list[DoseEntry]:
    entries = [
        DoseEntry(
            trust_id=person.trust_id,
            person=person,
            skill_id=dose.skill,
            depth=dose.depth,
            minutes=dose.minutes,
            practice_kind=dose.practice_kind,
            practice_count=dose.practice_count,
            assessment=dose.assessment,
            expires_date=dose.expires_date,
            given_date=given_date,
            source_kind=source_kind,
            source_id=source_id,
            revision=last_revisions.get(dose.skill, 0) + 1,
            recorded_by=by,
        )
        for dose in doses
    ]
    try:
        return DoseEntry.objects.bulk_create(entries)
    except IntegrityError as broken:
        if IN_THE_FUTURE in str(broken):
            raise CannotGiveDose("Dose cannot be given on a day that is still to come.") from broken
        raise


def _void(trust: int, source_kind: str, source_id: uuid.UUID, by: Account | None) -> list[DoseEntry]:
    giving = _giving(trust, source_kind, source_id)
    voided = DoseEntry.objects.filter(trust=trust, voids_id__in=giving.values("pk"))
    return DoseEntry.objects.bulk_create(
        DoseEntry(
            trust_id=trust,
            person_id=entry.person_id,
            skill_id=entry.skill_id,
            depth=entry.depth,
            given_date=entry.given_date,
            source_kind=source_kind,
            source_id=source_id,
            revision=entry.revision,
            voids_id=entry.pk,
            recorded_by=by,
        )
        for entry in giving.exclude(pk__in=voided.values("voids_id"))
    )
