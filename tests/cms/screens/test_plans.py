import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.models import LevelPlan
from curriculum.services.plan import plan_level
from tests.factories.framework import small_framework
from tests.factories.workforce import UnitFactory, account_with, top_of
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db
BY = {"by_date_day": 31, "by_date_month": 3, "by_date_year": 2028}


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def level(unit):
    return small_framework(unit.trust).doses.get().level


def client_with(role: Role, unit) -> Client:
    client = Client()
    client.force_login(account_with(role, top_of(unit.trust)))
    return client


def test_a_plan_is_made_as_a_share_and_shown(unit, level):
    lead = client_with(Role.PROGRAMME_LEAD, unit)

    lead.post(reverse("plans"), {"level": level.pk, "unit": unit.pk, "percent": "15"} | BY)
    page = lead.get(reverse("plans")).content.decode()

    assert LevelPlan.objects.get().share == Decimal("0.15")
    assert "15% of everybody in the unit" in page


def test_a_plan_without_a_number_is_refused(unit, level):
    lead = client_with(Role.PROGRAMME_LEAD, unit)

    page = lead.post(reverse("plans"), {"level": level.pk, "unit": unit.pk} | BY)

    assert "one of the two" in page.content.decode()
    assert not LevelPlan.objects.exists()


def test_a_unit_of_another_trust_cannot_be_chosen(unit, level):
    elsewhere = UnitFactory()
    lead = client_with(Role.PROGRAMME_LEAD, unit)

    page = lead.post(reverse("plans"), {"level": level.pk, "unit": elsewhere.pk, "people": 5} | BY)

    assert "There is a problem" in page.content.decode()
    assert not LevelPlan.objects.exists()


def test_a_plan_is_taken_out_by_a_programme_lead_of_its_trust_only(unit, level):
    plan = plan_level(unit=unit, level=level, by_date="2028-03-31", people=5, by=None)

    assert client_with(Role.ADMINISTRATOR, unit).post(reverse("plan-drop", args=[plan.pk])).status_code == 403
    assert client_with(Role.PROGRAMME_LEAD, UnitFactory()).post(reverse("plan-drop", args=[plan.pk])).status_code == 404
    assert LevelPlan.objects.exists()
    client_with(Role.PROGRAMME_LEAD, unit).post(reverse("plan-drop", args=[plan.pk]))
    assert not LevelPlan.objects.exists()


def test_a_plan_is_asked_about_once_more_before_it_is_taken_out(unit, level):
    plan = plan_level(unit=unit, level=level, by_date=dt.date(2028, 3, 31), people=5, by=None)

    page = words_of(client_with(Role.PROGRAMME_LEAD, unit).get(reverse("plan-drop", args=[plan.pk])))

    assert "5 people by 31 March 2028" in page
    assert LevelPlan.objects.exists()


def test_a_plan_that_takes_the_place_of_another_says_which(unit, level):
    lead = client_with(Role.PROGRAMME_LEAD, unit)
    asked = {"level": level.pk, "unit": unit.pk} | BY
    lead.post(reverse("plans"), asked | {"percent": "50"})

    told = lead.post(reverse("plans"), asked | {"percent": "60"}, follow=True)

    assert "It takes the place of the one before: 50% of everybody in the unit." in words_of(told)
    assert LevelPlan.objects.get().share == Decimal("0.6")


def test_a_plan_for_a_day_that_is_past_is_refused(unit, level):
    lead = client_with(Role.PROGRAMME_LEAD, unit)

    told = lead.post(reverse("plans"), {"level": level.pk, "unit": unit.pk, "people": 5} | BY | {"by_date_year": 2020})

    assert "A plan is for a day to come. Choose a later one." in words_of(told)
    assert not LevelPlan.objects.exists()


def test_a_number_that_cannot_be_names_its_field(unit, level):
    lead = client_with(Role.PROGRAMME_LEAD, unit)

    told = lead.post(reverse("plans"), {"level": level.pk, "unit": unit.pk, "percent": "150"} | BY)

    assert "“or percent of everybody in the unit” is at most 100" in words_of(told)
    assert not LevelPlan.objects.exists()
