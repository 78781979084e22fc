"""Whatever happened: kept current or made anew, coverage is the same; and a number that is spoilt is always found."""

import datetime as dt
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from curriculum.models import CoverageChange, CoverageMark, CoverageMonth, ExpectedPost, Holding, Spell
from curriculum.queries.facts import facts_of
from curriculum.services.coverage import refresh_people
from curriculum.services.curve import fold_changes, mark_days
from curriculum.services.rebuild import rebuild_trust
from curriculum.services.verify import verify_trust

from .stories import begin, happen, some_days
from .test_coverage import cells, plain_cells

AS_TOLD = [Phase.explicit, Phase.reuse, Phase.generate]
FAR = dt.date(2025, 1, 1)
ONE_DAY = dt.timedelta(days=1)
ARRAYS = {
    CoverageMonth: ("people", "beside", "fte", "sum_people", "sum_beside", "sum_fte"),
    CoverageMark: ("people", "beside", "fte"),
}


def differing(story, today):
    found = verify_trust(trust=story.trust, today=today, processes=1, tell=lambda *_: None)
    return {one.what: one.differing for one in found if one.differing}


def one_number_more(row, field, rng):
    numbers = getattr(row, field)
    where = rng.randrange(len(numbers))
    # A row has a composite key, so it is found again by its values.
    spoilt = [number + (at == where) for at, number in enumerate(numbers)]
    type(row).objects.filter(pk=row.pk).update(**{field: spoilt})


def spoil_one(rng):
    """One number, or one day, of whatever is kept. False: nothing is kept."""
    kept = [row for model in (CoverageMonth, CoverageMark, Holding, Spell, ExpectedPost) for row in model.objects.all()]
    if not kept:
        return False
    row = rng.choice(kept)
    fields = [field for field in ARRAYS.get(type(row), ()) if getattr(row, field)]
    if fields:
        one_number_more(row, rng.choice(fields), rng)
    elif not isinstance(row, CoverageMonth | CoverageMark):
        type(row).objects.filter(pk=row.pk).update(since=row.since - ONE_DAY)
    return bool(fields) or hasattr(row, "since")


class AnyStory(TestCase):
    @settings(deadline=None, max_examples=15, phases=AS_TOLD, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_what_was_kept_current_does_not_differ_and_made_anew_it_is_the_plain_definition_too(self, data):
        story = begin(data.draw)
        happen(data, story)
        refresh_people(story.trust)
        today = data.draw(some_days)
        assert differing(story, today) == {}

        rebuild_trust(trust=story.trust, today=today, processes=1)

        assert not CoverageChange.objects.exists()
        assert differing(story, today) == {}
        facts, narrow = facts_of(story.trust.pk), data.draw(st.sampled_from(story.narrows()))
        for on in [today, data.draw(some_days), FAR]:
            assert cells(story, on) == plain_cells(facts, story, on)
            assert cells(story, on, narrow) == plain_cells(facts, story, on, narrow)

    @settings(deadline=None, max_examples=10, phases=AS_TOLD, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_what_happens_after_all_was_made_anew_is_kept_current_too(self, data):
        story = begin(data.draw)
        happen(data, story, at_most=5)
        rebuild_trust(trust=story.trust, today=data.draw(some_days), processes=1)

        happen(data, story, at_most=5)
        refresh_people(story.trust)

        facts = facts_of(story.trust.pk)
        for on in [data.draw(some_days), FAR]:
            assert cells(story, on) == plain_cells(facts, story, on)
        assert differing(story, data.draw(some_days)) == {}

    @settings(deadline=None, max_examples=10, phases=AS_TOLD, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_one_number_that_is_spoilt_by_hand_is_found_and_made_right(self, data):
        story = begin(data.draw)
        happen(data, story)
        refresh_people(story.trust)
        today = data.draw(some_days)
        fold_changes(story.trust.pk)
        mark_days(story.trust.pk, today)
        assert differing(story, today) == {}

        spoilt = spoil_one(Random(data.draw(st.integers(0, 1000))))

        assert bool(differing(story, today)) == spoilt
        rebuild_trust(trust=story.trust, today=today, processes=1)
        assert differing(story, today) == {}
