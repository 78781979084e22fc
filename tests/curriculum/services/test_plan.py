import datetime as dt
from decimal import Decimal

import pytest

from curriculum.models import Level, LevelPlan
from curriculum.services.plan import CannotPlanLevel, drop_plan, plan_level
from tests.factories.framework import small_framework
from tests.factories.workforce import UnitFactory

pytestmark = pytest.mark.django_db
MARCH = dt.date(2028, 3, 1)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def level(unit) -> Level:
    return small_framework(unit.trust).doses.get().level


def test_a_plan_made_again_for_the_same_day_takes_the_place_of_the_first(unit, level):
    plan_level(unit=unit, level=level, by_date=MARCH, people=500, by=None)

    plan_level(unit=unit, level=level, by_date=MARCH, share=Decimal("0.15"), by=None)

    assert [*LevelPlan.objects.values_list("by_date", "people", "share")] == [(MARCH, None, Decimal("0.15"))]


def test_a_plan_is_dropped(unit, level):
    plan = plan_level(unit=unit, level=level, by_date=MARCH, people=500, by=None)

    drop_plan(plan=plan, by=None)

    assert not LevelPlan.objects.exists()


@pytest.mark.parametrize(
    "told", [{}, {"people": 5, "share": Decimal("0.1")}, {"share": Decimal(0)}, {"share": Decimal("1.01")}]
)
def test_a_plan_is_a_number_or_a_sensible_share(unit, level, told):
    with pytest.raises(CannotPlanLevel):
        plan_level(unit=unit, level=level, by_date=MARCH, by=None, **told)

    assert not LevelPlan.objects.exists()


def test_a_unit_of_another_trust_is_refused(level):
    with pytest.raises(CannotPlanLevel, match="different trusts"):
        plan_level(unit=UnitFactory(), level=level, by_date=MARCH, people=5, by=None)

    assert not LevelPlan.objects.exists()
