"""Plans: how many people a unit means to have at a level by a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction

from workforce.models import Account, Unit
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Level, LevelPlan


class CannotPlanLevel(Refused):
    """The plan says nothing that could be checked. Its text is for the reader."""


@transaction.atomic
def plan_level(
    *,
    unit: Unit,
    level: Level,
    by_date: dt.date,
    by: Account | None,
    people: int | None = None,
    share: Decimal | None = None,
    on: dt.date | None = None,
) -> LevelPlan:
    """Made anew for the same unit, level and day, it takes the place of the plan before. `on`: the day it is made."""
    if on is not None and by_date <= on:
        raise CannotPlanLevel("A plan is for a day to come. Choose a later one.")
    if unit.trust_id != level.trust_id:
        raise CannotPlanLevel("The unit and the level belong to different trusts.")
    if (people is None) == (share is None):
        raise CannotPlanLevel("Give a number of people or a share, one of the two.")
    if share is not None and not 0 < share <= 1:
        raise CannotPlanLevel("A share is more than 0 % and at most 100 %.")
    plan, _ = LevelPlan.objects.update_or_create(
        trust=unit.trust,
        unit=unit,
        level=level,
        by_date=by_date,
        defaults={"people": people, "share": share, "recorded_by": by},
    )
    note(by=by, did="planned a level", to=plan, trust=unit.trust, people=people, share=share and str(share))
    return plan


@transaction.atomic
def drop_plan(*, plan: LevelPlan, by: Account | None) -> None:
    note(by=by, did="dropped a level plan", to=plan, trust=plan.trust)
    plan.delete()
