"""Several at once: a day keeps one point, nobody's value is lost unseen, and a cycle counts once."""

import datetime as dt
from decimal import Decimal
from functools import partial

from django.utils import timezone

from curriculum.models import DoseEntry
from improvement.calc.point import Point
from improvement.models import MeasurePoint, Pdsa
from improvement.services.measure_point import CannotKeepPoint, add_point
from improvement.services.pdsa import ToldPdsa, begin_pdsa
from improvement.services.pdsa_confirmed import confirm_pdsa
from tests.curriculum.services.test_races import all_at_once
from tests.factories.coaching import START, TeamMemberFactory
from tests.factories.curriculum import SkillFactory
from tests.factories.improvement import ChangeIdeaFactory, MeasureFactory, PdsaFactory, coach_of, pdsa_activity

TODAY = dt.date(2026, 3, 20)


def test_of_several_values_for_one_day_one_is_kept_and_the_others_are_told(real_transactions):
    measure = MeasureFactory()
    tell = partial(add_point, measure=measure, on=TODAY, by=coach_of(measure.team))

    told = all_at_once(*(partial(tell, point=Point(START, Decimal(value))) for value in range(1, 7)))

    kept = MeasurePoint.objects.get()
    refused = [one for one in told if isinstance(one, CannotKeepPoint)]
    assert len(refused) == 5
    assert all(f"has a point already: {kept.value.normalize():f}" in str(words) for words in refused)


def test_confirmed_by_several_at_once_a_cycle_counts_once(real_transactions):
    idea = ChangeIdeaFactory()
    pdsa_activity(SkillFactory(trust=idea.trust))
    leader = TeamMemberFactory(team=idea.team).person
    cycle = PdsaFactory(idea=idea, leader=leader, is_finished=True)
    coach = coach_of(idea.team)

    all_at_once(*[partial(confirm_pdsa, pdsa=cycle, at=timezone.now(), by=coach)] * 6)

    assert DoseEntry.objects.get().person == leader


def test_cycles_begun_at_once_have_a_number_each(real_transactions):
    idea = ChangeIdeaFactory()
    leader = TeamMemberFactory(team=idea.team).person
    coach = coach_of(idea.team)
    told = ToldPdsa(leader=leader, question="Quicker?", prediction="Yes", began_date=START)

    all_at_once(*[partial(begin_pdsa, idea=idea, told=told, on=TODAY, by=coach)] * 6)

    assert [*Pdsa.objects.order_by("number").values_list("number", flat=True)] == [1, 2, 3, 4, 5, 6]
