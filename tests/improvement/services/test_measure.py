"""Measures and their points: what is kept, what is refused, and what is remembered of a correction."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from improvement.calc.point import Point
from improvement.models import Measure, MeasureNote, MeasurePoint
from improvement.queries.measure_point import corrections_of
from improvement.services.measure import (
    CannotKeepMeasure,
    ToldMeasure,
    change_measure,
    close_measure,
    define_measure,
    open_measure_again,
)
from improvement.services.measure_note import CannotKeepNote, add_note, take_note_away
from improvement.services.measure_point import (
    CannotKeepPoint,
    add_point,
    correct_point,
    keep_points,
    take_point_away,
)
from tests.factories.coaching import START, TeamFactory
from tests.factories.improvement import MeasureFactory, MeasurePointFactory, coach_of, points_in
from tests.factories.workforce import PersonFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 20)
WAIT = ToldMeasure(name="Wait for a bed", kind="OUTCOME", good="DOWN", frequency="WEEK", unit="minutes")


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def coach(team):
    return coach_of(team)


@pytest.fixture
def measure(team):
    return MeasureFactory(team=team)


def trail():
    of_measures = Decision.objects.filter(to_model__startswith="improvement.")
    return [*of_measures.order_by("pk").values_list("did", flat=True)]


def told(wait=WAIT, **changed):
    return ToldMeasure(**{name: getattr(wait, name) for name in ToldMeasure.__slots__} | changed)


def test_a_measure_is_defined_changed_closed_and_opened_again(team, coach):
    measure = define_measure(team=team, told=told(target=Decimal("30"), baseline_points=12), by=coach)
    change_measure(measure=measure, told=told(name=" Wait for a place ", target=None), by=coach)
    close_measure(measure=measure, on=TODAY, by=coach)
    close_measure(measure=measure, on=TODAY, by=coach)
    measure.refresh_from_db()

    assert (measure.name, measure.target, measure.closed_date, measure.trust) == (
        "Wait for a place",
        None,
        TODAY,
        team.trust,
    )
    open_measure_again(measure=measure, by=coach)
    assert Measure.objects.in_use().get() == measure
    assert trail() == ["defined a measure", "changed a measure", "closed a measure", "opened a measure again"]


@pytest.mark.parametrize(
    "said, why",
    [
        ({"name": "  "}, "Say what the measure is called"),
        ({"name": "wait FOR a bed"}, "has a measure of this name already"),
        ({"name": "Falls", "numerator": "falls"}, "or neither"),
        ({"name": "Falls", "baseline_points": 3}, "A baseline has 8 to 60 points"),
    ],
)
def test_what_is_not_sound_is_refused_and_nothing_is_kept(team, coach, said, why):
    define_measure(team=team, told=WAIT, by=coach)

    with pytest.raises(CannotKeepMeasure, match=why):
        define_measure(team=team, told=told(**said), by=coach)

    assert Measure.objects.count() == 1


def test_a_stranger_of_another_trust_owns_no_measure(team, coach):
    with pytest.raises(CannotKeepMeasure, match="does not belong to this trust"):
        define_measure(team=team, told=told(owner=PersonFactory()), by=coach)

    assert not Measure.objects.exists()


def test_what_points_were_worked_out_per_does_not_change_under_them(team, coach):
    falls = told(name="Falls", numerator="falls", denominator="bed days", per=1000)
    measure = define_measure(team=team, told=falls, by=coach)
    point = Point(START, Decimal(5), Decimal(1), Decimal(200))
    add_point(measure=measure, point=point, on=TODAY, by=coach)

    with pytest.raises(CannotKeepMeasure, match="Define a measure of its own"):
        change_measure(measure=measure, told=told(falls, per=100), by=coach)

    measure.refresh_from_db()
    assert measure.per == 1000


def test_a_point_is_kept_exactly_and_once_however_often_it_is_sent(measure, coach):
    point = Point(START, Decimal("12.123456"), note="a quiet week")

    add_point(measure=measure, point=point, on=TODAY, by=coach)
    add_point(measure=measure, point=point, on=TODAY, by=coach)

    kept = MeasurePoint.objects.get()
    assert (kept.date, kept.value, kept.note, kept.recorded_by) == (START, point.value, "a quiet week", coach)
    assert trail() == ["told points"]


def test_another_value_of_the_same_day_does_not_overwrite(measure, coach):
    MeasurePointFactory(measure=measure, date=START, value=14)

    with pytest.raises(CannotKeepPoint, match="5 January 2026 has a point already: 14"):
        add_point(measure=measure, point=Point(START, Decimal(15)), on=TODAY, by=coach)

    assert MeasurePoint.objects.get().value == 14


def test_points_are_not_told_of_days_to_come_or_of_a_closed_measure(measure, coach):
    with pytest.raises(CannotKeepPoint, match="still to come"):
        add_point(measure=measure, point=Point(dt.date(2026, 3, 21), Decimal(15)), on=TODAY, by=coach)
    close_measure(measure=measure, on=TODAY, by=coach)
    with pytest.raises(CannotKeepPoint, match="Open it again"):
        keep_points(measure=measure, points=[Point(START, Decimal(15))], on=TODAY, by=coach)

    assert not MeasurePoint.objects.exists()


def test_a_year_that_is_a_slip_is_asked_about(measure, coach):
    with pytest.raises(CannotKeepPoint, match="is the year right"):
        add_point(measure=measure, point=Point(dt.date(1026, 3, 1), Decimal(15)), on=TODAY, by=coach)

    assert not MeasurePoint.objects.exists()


def test_many_points_are_added_corrected_or_left_as_they_are(measure, coach):
    same, changed = points_in(measure, 10, 12)
    points = [Point(same.date, Decimal(10)), Point(changed.date, Decimal(13)), Point(TODAY, Decimal(9))]

    kept = keep_points(measure=measure, points=points, on=TODAY, by=coach)

    assert (kept.new, kept.changed, kept.same) == (1, 1, 1)
    assert [*measure.points.order_by("date").values_list("value", flat=True)] == [10, 13, 9]


def test_a_day_told_twice_keeps_nothing_of_all(measure, coach):
    with pytest.raises(CannotKeepPoint, match="told of twice"):
        keep_points(measure=measure, points=[Point(START, Decimal(1)), Point(START, Decimal(2))], on=TODAY, by=coach)

    assert not MeasurePoint.objects.exists()


def test_a_correction_remembers_what_was_said_before_and_by_whom(measure, coach):
    point = add_point(measure=measure, point=Point(START, Decimal(14)), on=TODAY, by=coach)
    other = coach_of(measure.team, part="INSIDE", coach__capacity=2)
    correct_point(point=point, told=Point(START, Decimal(41)), on=TODAY, by=other)
    take_point_away(point=MeasurePoint.objects.get(), by=other)

    away, before = corrections_of(measure)

    assert (before.value, before.told_by, before.is_taken_away) == (14, coach, False)
    assert (away.value, away.told_by, away.is_taken_away) == (41, other, True)
    assert not MeasurePoint.objects.exists()


def test_a_point_moves_to_another_day_unless_that_has_one(measure, coach):
    first, second = points_in(measure, 10, 12)

    with pytest.raises(CannotKeepPoint, match="one point a day"):
        correct_point(point=first, told=Point(second.date, Decimal(10)), on=TODAY, by=coach)
    correct_point(point=first, told=Point(TODAY, Decimal(10)), on=TODAY, by=coach)

    assert [*measure.points.order_by("date").values_list("date", flat=True)] == [second.date, TODAY]


def test_counts_that_do_not_give_the_new_value_are_let_go_of(team, coach):
    measure = MeasureFactory(team=team, unit="%", numerator="screened", denominator="admitted", per=100)
    add_point(measure=measure, point=Point(START, Decimal(50), Decimal(1), Decimal(2), "x"), on=TODAY, by=coach)

    keep_points(measure=measure, points=[Point(START, Decimal(60))], on=TODAY, by=coach)

    kept = MeasurePoint.objects.get()
    assert (kept.value, kept.numerator, kept.denominator, kept.note) == (60, None, None, "x")


def test_the_database_itself_keeps_one_point_a_day(measure):
    MeasurePointFactory(measure=measure, date=START)

    with pytest.raises(IntegrityError, match="measure_has_one_point_a_day"), transaction.atomic():
        MeasurePointFactory(measure=measure, date=START)


def test_what_happened_is_written_on_the_chart_once_and_can_be_taken_away(measure, coach):
    for _ in range(2):
        add_note(measure=measure, date=START, words=" New form begun ", on=TODAY, by=coach)
    with pytest.raises(CannotKeepNote, match="still to come"):
        add_note(measure=measure, date=dt.date(2026, 12, 1), words="Later", on=TODAY, by=coach)

    [written] = MeasureNote.objects.all()
    assert written.words == "New form begun"
    take_note_away(note_of_chart=written, by=coach)
    assert not MeasureNote.objects.exists()
