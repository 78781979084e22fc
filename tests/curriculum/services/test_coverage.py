"""The fast way says what the plain definition says, cell by cell, whatever happened and in whatever order."""

import datetime as dt
from collections import Counter
from itertools import product

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from curriculum.calc import coverage as plain
from curriculum.calc.audience import Narrow
from curriculum.queries.coverage import grid, people_of_cell, trend
from curriculum.queries.facts import facts_of
from curriculum.queries.overlap import counted_in_more_than_one
from curriculum.services.coverage import refresh_people
from workforce.queries.tree import children_of

from .stories import begin, happen, second_post, some_days

FAR = dt.date(2025, 1, 1)
AS_TOLD = [Phase.explicit, Phase.reuse, Phase.generate]  # a story is made shorter by hand: by machine it takes minutes


def plain_cells(facts, story, on, narrow=plain.EVERY_POST):
    return {
        (unit.pk, level, skill): plain.cell(facts, unit=unit.pk, level=level, skill=skill, on=on, narrow=narrow)
        for unit in story.units
        for level, skill in story.columns()
    }


def cells(story, on, narrow=None):
    return grid(story.trust, units=[unit.pk for unit in story.units], columns=story.columns(), on=on, narrow=narrow)


class AnyStory(TestCase):
    @settings(deadline=None, max_examples=30, phases=AS_TOLD, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_every_cell_is_that_of_the_plain_definition(self, data):
        story = begin(data.draw)

        happen(data, story)
        refresh_people(story.trust)

        facts = facts_of(story.trust.pk)
        for on in [data.draw(some_days), data.draw(some_days), FAR]:
            assert cells(story, on) == plain_cells(facts, story, on)
            narrow = data.draw(st.sampled_from(story.narrows()))
            assert cells(story, on, narrow) == plain_cells(facts, story, on, narrow)

    @settings(deadline=None, max_examples=15, phases=AS_TOLD, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_a_trend_and_the_people_of_a_cell_agree_with_it(self, data):
        story = begin(data.draw)

        happen(data, story)
        refresh_people(story.trust)

        facts = facts_of(story.trust.pk)
        unit, (level, skill) = data.draw(st.sampled_from(story.units)).pk, data.draw(st.sampled_from(story.columns()))
        days = [*data.draw(st.lists(some_days, max_size=3)), dt.date(2024, 1, 31), dt.date(2024, 2, 29), FAR]
        cell = {"unit": unit, "level": level, "skill": skill}
        assert trend(story.trust, days=days, **cell) == [(day, plain.cell(facts, on=day, **cell)) for day in days]
        people = people_of_cell(story.trust, on=days[0], narrow=Narrow(), **cell)
        assert told(people) == told(plain.people_of_cell(facts, on=days[0], **cell))

    @settings(deadline=None, max_examples=15, phases=AS_TOLD, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_people_in_more_than_one_row_are_counted_as_by_the_plain_definition(self, data):
        story = begin(data.draw)

        happen(data, story, then=[second_post] * 4)
        refresh_people(story.trust)

        facts = facts_of(story.trust.pk)
        for on in [data.draw(some_days), dt.date(2024, 3, 1), FAR]:
            rows = [place.unit_id for place in children_of(story.units[0], on=on)]
            for level, narrow in product(story.levels, [plain.EVERY_POST, data.draw(st.sampled_from(story.narrows()))]):
                asked = {"level": level.pk, "on": on, "narrow": narrow}
                found = [plain.people_of_cell(facts, unit=row, skill=None, **asked) for row in rows]
                times = Counter(one.person for people in found for one in people)
                several = sum(number > 1 for number in times.values())
                assert counted_in_more_than_one(story.trust, whole=story.units[0].pk, units=rows, **asked) == several


def told(people):
    return [(one.person, one.state, one.began, sorted(post.post for post in one.posts)) for one in people]
