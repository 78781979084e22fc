"""The board page: coverage and plan apart, as published and since corrected, rounded for who may not see names."""

import datetime as dt
import re

import pytest

from curriculum.calc.months import month_end_before
from curriculum.models import LevelPlan, PublishedFigure
from curriculum.services.coverage import refresh_people
from curriculum.services.figure import publish_month
from tests.factories.hospital import client_of
from tests.factories.workforce import PostFactory
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/insight/board/"
PUBLISH = "/insight/board/publish/"


@pytest.fixture
def month():
    return month_end_before(today())


@pytest.fixture
def lead(hospital):
    return hospital.account(Role.PROGRAMME_LEAD)


def plan(hospital, **how_many):
    by = today() + dt.timedelta(days=400)
    LevelPlan.objects.create(trust=hospital.trust, unit=hospital.top, level=hospital.level, by_date=by, **how_many)


def test_coverage_and_plan_are_two_figures(hospital, lead):
    plan(hospital, people=100)

    words = words_of(client_of(lead).get(PAGE))

    assert "87% 13 of 15" in words
    assert "13 of 100 people (13% of the plan)" in words


def test_a_plan_that_is_reached_looks_reached(hospital, lead):
    plan(hospital, share="0.15")

    words = words_of(client_of(lead).get(PAGE))

    assert "15% of everybody by" in words
    assert "Reached 13 of 3 people" in words


def test_a_board_reader_sees_rounded_figures(hospital):
    plan(hospital, people=100)

    words = words_of(client_of(hospital.account(Role.BOARD_READER)).get(PAGE))

    assert "100% 15 of 15" in words
    assert "15 of 100 people" in words
    assert "rounded to the nearest 5" in words
    assert not re.search(r"\b13 (of|people|required|met)\b|= 13\b", words)


def test_a_late_correction_stands_beside_the_published_figure(hospital, lead, month):
    publish_month(trust=hospital.trust, on=month, today=today(), by=lead)
    assert "87%, 13 of 15 as published" in words_of(client_of(lead).get(PAGE))

    PostFactory(unit=hospital.ward)
    refresh_people(hospital.trust)

    words = words_of(client_of(lead).get(PAGE))
    assert "87%, 13 of 15 corrected to 81%, 13 of 16" in words
    assert words.index("87% 13 of 15") < words.index("corrected to")  # the reported figure is the one that stands


def test_publishing_is_asked_for_once_more(hospital, lead, month):
    client, address = client_of(lead), f"{PUBLISH}?on={month.isoformat()}"

    asked = words_of(client.get(address))
    there_then = PublishedFigure.objects.exists()
    client.post(address, {"csrfmiddlewaretoken": "sent by the form"})

    assert "This cannot be taken back" in asked
    assert not there_then
    assert PublishedFigure.objects.filter(on=month).exists()


def test_a_programme_lead_publishes_a_month_once(hospital, lead, month):
    client = client_of(lead)

    first = client.post(PUBLISH, {"on": month.isoformat()}, follow=True)
    second = client.post(PUBLISH, {"on": month.isoformat()}, follow=True)

    assert "are published as they stand now" in words_of(first)
    assert "published already" in words_of(second)
    assert PublishedFigure.objects.filter(on=month, unit=hospital.top).count() == 1


@pytest.mark.parametrize("role", [Role.BOARD_READER, Role.STAFF, Role.UNIT_MANAGER, Role.ACADEMY_LEAD])
def test_nobody_else_publishes(hospital, month, role):
    answer = client_of(hospital.account(role)).post(PUBLISH, {"on": month.isoformat()})

    assert answer.status_code == 403
    assert not PublishedFigure.objects.exists()


@pytest.mark.parametrize("on", ["", "foo", "\x00", "0000-01-01", "2026-02-27"])
def test_a_day_that_is_no_month_end_is_not_published(hospital, lead, on):
    assert client_of(lead).post(PUBLISH, {"on": on}).status_code == 400
    assert not PublishedFigure.objects.exists()


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.EDITOR])
def test_the_board_page_is_not_for_everybody(hospital, role):
    assert client_of(hospital.account(role)).get(PAGE).status_code == 403


@pytest.mark.parametrize("on", ["foo", "%00", "0000-01-01", "31/12/9999", "1" * 50])
def test_what_cannot_be_read_is_answered_with_a_sentence(hospital, lead, on):
    assert client_of(lead).get(f"{PAGE}?on={on}").status_code == 400


def test_before_the_framework_there_is_no_data(hospital, lead):
    assert "there is no data" in words_of(client_of(lead).get(PAGE, {"on": "1 May 2015"}))


def test_a_day_within_a_month_is_answered_with_the_month_before_and_says_so(hospital, lead, month):
    within = words_of(client_of(lead).get(PAGE, {"on": (month - dt.timedelta(days=3)).isoformat()}))
    on_its_end = words_of(client_of(lead).get(PAGE, {"on": month.isoformat()}))

    assert "shown is the one before the day that was asked for" in within
    assert "shown is the one before" not in on_its_end


def test_a_month_that_is_not_over_is_not_offered_to_be_published(hospital, lead):
    end = month_end_before(today().replace(day=28) + dt.timedelta(days=40))

    answer = client_of(lead).get(PUBLISH, {"on": end.isoformat()})

    assert answer.status_code == 400
    assert "Only a month that is over can be published" in words_of(answer)
    assert not PublishedFigure.objects.exists()
