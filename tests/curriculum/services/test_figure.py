import datetime as dt

import pytest

from curriculum.models import MonthEnd, PublishedFigure
from curriculum.services.coverage import refresh_people
from curriculum.services.figure import CannotPublish, keep_month_ends, publish_month
from tests.factories.curriculum import TargetFactory, dose_given
from tests.factories.workforce import PostFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Decision

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 12)
FEBRUARY = dt.date(2026, 2, 28)


@pytest.fixture
def target():
    target = TargetFactory()
    ward = UnitFactory(trust=target.trust)
    learner = PostFactory(unit=ward).person
    PostFactory(unit=ward)
    dose_given(learner, target.skill)
    refresh_people(target.trust)
    refresh_people(target.trust)
    return target


@pytest.fixture
def lead(target):
    return account_with(Role.PROGRAMME_LEAD, top_of(target.trust))


def told(figure):
    return (figure.required, figure.met, figure.in_time, figure.overdue, figure.away, figure.exempt)


def test_a_published_month_freezes_the_trust_and_what_is_right_below_it(target, lead):
    publish_month(trust=target.trust, on=FEBRUARY, today=TODAY, by=lead)

    assert [told(figure) for figure in PublishedFigure.objects.order_by("pk")] == [(2, 1, 0, 1, 0, 0)] * 2
    assert set(PublishedFigure.objects.values_list("published_by", flat=True)) == {lead.pk}
    assert Decision.objects.filter(did="published a month", by=lead, trust=target.trust).count() == 1


def test_a_late_correction_leaves_the_published_figure_as_it_was(target, lead):
    publish_month(trust=target.trust, on=FEBRUARY, today=TODAY, by=lead)

    PostFactory(unit=top_of(target.trust))
    refresh_people(target.trust)
    refresh_people(target.trust)

    assert {figure.required for figure in PublishedFigure.objects.all()} == {2}


@pytest.mark.parametrize("on", [dt.date(2026, 2, 27), dt.date(2026, 3, 31), TODAY])
def test_only_a_month_that_is_over_can_be_published(target, lead, on):
    with pytest.raises(CannotPublish, match="month that is over"):
        publish_month(trust=target.trust, on=on, today=TODAY, by=lead)

    assert not PublishedFigure.objects.exists()


def test_a_month_is_published_once(target, lead):
    publish_month(trust=target.trust, on=FEBRUARY, today=TODAY, by=lead)

    with pytest.raises(CannotPublish, match="published already"):
        publish_month(trust=target.trust, on=FEBRUARY, today=TODAY, by=lead)

    assert PublishedFigure.objects.count() == 2


def test_keeping_the_month_ends_twice_keeps_each_once(target):
    keep_month_ends(trust=target.trust, today=TODAY, months=3)
    keep_month_ends(trust=target.trust, today=TODAY, months=3)

    days = MonthEnd.objects.filter(unit=top_of(target.trust)).order_by("on").values_list("on", flat=True)
    assert list(days) == [dt.date(2025, 12, 31), dt.date(2026, 1, 31), FEBRUARY]


def test_what_is_kept_already_is_kept_anew_only_when_asked(target):
    keep_month_ends(trust=target.trust, today=TODAY, months=2)

    assert keep_month_ends(trust=target.trust, today=TODAY, months=3) == 1
    assert keep_month_ends(trust=target.trust, today=TODAY, months=3, anew=True) == 3
