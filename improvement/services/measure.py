"""Measures of a team: defined, changed, closed when the team counts something no more, and opened again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction

from coaching.models import Team
from workforce.models import Account, Person
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Measure

SHORTEST_BASELINE, LONGEST_BASELINE = 8, 60


class CannotKeepMeasure(Refused):
    """It is not sound, or there already. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class ToldMeasure:
    """What a team says of a measure; see its model."""

    name: str
    kind: str
    good: str
    frequency: str
    why: str = ""
    definition: str = ""
    unit: str = ""
    target: Decimal | None = None
    numerator: str = ""
    denominator: str = ""
    per: int = 1
    baseline_points: int | None = None
    owner: Person | None = None


@transaction.atomic
def define_measure(*, team: Team, told: ToldMeasure, by: Account, uuid: UUID | None = None) -> Measure:
    """With a uuid: sent twice, it is defined once."""
    if uuid and (defined := Measure.objects.filter(team=team, uuid=uuid).first()):
        return defined
    measure = Measure(uuid=uuid or uuid4(), trust=team.trust, team=team, recorded_by=by)
    _keep(measure, told)
    note(by=by, did="defined a measure", to=measure)
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, told: ToldMeasure, by: Account) -> Measure:
    """Points that are there stay as they were told."""
    held = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    if held.per != told.per and held.points.exclude(denominator=None).exists():
        raise CannotKeepMeasure("Its points were worked out per so many already. Define a measure of its own for this.")
    _keep(held, told)
    note(by=by, did="changed a measure", to=held)
    return held


@transaction.atomic
def close_measure(*, measure: Measure, on: dt.date, by: Account) -> None:
    """The team counts it no more; its points stay. Told again, nothing changes."""
    if Measure.objects.filter(pk=measure.pk, closed_date=None).update(closed_date=on):
        note(by=by, did="closed a measure", to=measure)


@transaction.atomic
def open_measure_again(*, measure: Measure, by: Account) -> None:
    if Measure.objects.filter(pk=measure.pk).exclude(closed_date=None).update(closed_date=None):
        note(by=by, did="opened a measure again", to=measure)


def _keep(measure: Measure, told: ToldMeasure) -> None:
    Team.objects.select_for_update(no_key=True).get(pk=measure.team_id)  # one after the other: a name is there once
    _must_be_sound(measure, told)
    for field in fields(told):
        value = getattr(told, field.name)
        setattr(measure, field.name, value.strip() if isinstance(value, str) else value)
    measure.save()


def _must_be_sound(measure: Measure, told: ToldMeasure) -> None:
    if not told.name.strip():
        raise CannotKeepMeasure("Say what the measure is called.")
    same = Measure.objects.filter(trust=measure.trust_id, team=measure.team_id, name__iexact=told.name.strip())
    if same.exclude(pk=measure.pk).exists():
        raise CannotKeepMeasure("The team has a measure of this name already.")
    if bool(told.numerator.strip()) != bool(told.denominator.strip()):
        raise CannotKeepMeasure("Say both what is counted and out of what, or neither.")
    baseline = told.baseline_points
    if baseline is not None and not SHORTEST_BASELINE <= baseline <= LONGEST_BASELINE:
        raise CannotKeepMeasure(f"A baseline has {SHORTEST_BASELINE} to {LONGEST_BASELINE} points.")
    if told.owner is not None and told.owner.trust_id != measure.trust_id:
        raise CannotKeepMeasure("Whose measure it is does not belong to this trust.")
