import datetime as dt
from fractions import Fraction

from curriculum.calc.plan import PlanState, people_planned, progress

TODAY = dt.date(2026, 3, 31)
NEXT_YEAR = dt.date(2027, 3, 31)


def test_a_share_of_everybody_needs_whole_people():
    assert people_planned(people=None, share=Fraction(15, 100), headcount=101) == 16
    assert people_planned(people=500, share=None, headcount=101) == 500


def test_the_pace_of_a_year_reaches_the_plan_or_does_not():
    on_plan = progress(planned=200, now=150, year_ago=100, on=TODAY, by=NEXT_YEAR)
    behind = progress(planned=201, now=150, year_ago=100, on=TODAY, by=NEXT_YEAR)

    assert (on_plan.expected, on_plan.state) == (200, PlanState.ON_PLAN)
    assert (behind.expected, behind.state) == (200, PlanState.BEHIND)


def test_what_is_reached_is_reached_at_any_pace():
    assert progress(planned=15, now=15, year_ago=20, on=TODAY, by=NEXT_YEAR).state is PlanState.REACHED


def test_a_day_that_has_passed_is_missed_and_without_a_year_nothing_is_told():
    assert progress(planned=15, now=14, year_ago=0, on=TODAY, by=TODAY).state is PlanState.MISSED
    assert progress(planned=15, now=14, year_ago=None, on=TODAY, by=NEXT_YEAR).state is PlanState.UNKNOWN


def test_progress_is_of_the_plan_and_not_of_anybody_else():
    assert progress(planned=60, now=15, year_ago=None, on=TODAY, by=NEXT_YEAR).share == Fraction(1, 4)
