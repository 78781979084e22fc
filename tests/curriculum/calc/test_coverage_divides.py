"""Away, exempt, met, in time, overdue: each person is the first that fits."""

from dataclasses import replace

import pytest

from curriculum.calc.audience import AudienceRule
from curriculum.calc.coverage import Cell
from curriculum.calc.dose import Target
from curriculum.calc.facts import Facts, UnitPlace

from .ledger import SKILL, entry
from .trust import (
    AMAL,
    EVERYONE,
    MANAGERS,
    PLACES,
    WARD_A,
    WARD_B,
    absent,
    cell_on,
    days,
    exempt,
    level,
    post,
    state_on,
    version,
)

ASKED = level(grace_days=10, away_after_days=28)
FACTS = Facts(posts=(post(1),), places=PLACES, versions=(version("2020-01-01", everyone=ASKED, managers=ASKED),))


class TestAway:
    def test_from_so_many_days_into_the_absence_until_the_grace_after_its_end(self):
        facts = replace(FACTS, absences=(absent("2024-03-01", "2024-06-01"),))

        assert state_on(facts, "2024-03-28") == "OVERDUE"
        assert state_on(facts, "2024-03-29") == "AWAY"
        assert state_on(facts, "2024-06-10") == "AWAY"
        assert state_on(facts, "2024-06-11") == "OVERDUE"

    def test_not_if_the_absence_has_ended_by_then(self):
        exactly, one_more = absent("2024-03-01", "2024-03-29"), absent("2024-03-01", "2024-03-30")

        assert state_on(replace(FACTS, absences=(exactly,)), "2024-03-29") == "OVERDUE"
        assert state_on(replace(FACTS, absences=(one_more,)), "2024-03-29") == "AWAY"

    def test_an_absence_without_an_end_goes_on(self):
        assert state_on(replace(FACTS, absences=(absent("2024-03-01"),)), "2030-01-01") == "AWAY"

    @pytest.mark.parametrize("second_since", ["2024-03-20", "2024-03-10"])
    def test_absences_that_touch_or_overlap_are_one(self, second_since):
        facts = replace(FACTS, absences=(absent(second_since, "2024-04-05"), absent("2024-03-01", "2024-03-20")))

        assert state_on(facts, "2024-03-28") == "OVERDUE"
        assert state_on(facts, "2024-03-29") == "AWAY"

    def test_a_day_between_makes_them_two(self):
        facts = replace(FACTS, absences=(absent("2024-03-21", "2024-04-05"), absent("2024-03-01", "2024-03-20")))

        assert state_on(facts, "2024-04-04") == "OVERDUE"

    def test_away_stands_before_exempt_and_before_met(self):
        facts = replace(
            FACTS,
            absences=(absent("2024-01-01"),),
            exemptions=(exempt("2024-01-01", "2025-01-01"),),
            entries={AMAL: (entry("2023-01-01"),)},
        )

        assert cell_on(facts, "2024-06-01") == Cell(away=1)
        assert state_on(facts, "2024-01-02") == "EXEMPT"
        assert state_on(facts, "2023-12-31") == "MET"


class TestExempt:
    def test_from_one_level_or_from_all_of_them(self):
        one = replace(FACTS, exemptions=(exempt("2024-01-01", "2024-02-01", level=EVERYONE),))
        every = replace(FACTS, exemptions=(exempt("2024-01-01", "2024-02-01"),))

        assert state_on(one, "2024-01-31", level=EVERYONE) == "EXEMPT"
        assert state_on(one, "2024-01-31", level=MANAGERS) == "OVERDUE"
        assert state_on(every, "2024-01-31", level=MANAGERS) == "EXEMPT"
        assert state_on(every, "2024-02-01", level=MANAGERS) == "OVERDUE"

    def test_exempt_people_are_beside_the_required(self):
        assert cell_on(replace(FACTS, exemptions=(exempt("2024-01-01", "2024-02-01"),)), "2024-01-31") == Cell(exempt=1)


class TestInTimeAfterTheLevelBegan:
    def test_while_the_day_is_less_than_the_grace_after_it(self):
        facts = replace(FACTS, posts=(post(1, since="2024-03-01"),))

        assert state_on(facts, "2024-03-10") == "IN_TIME"
        assert state_on(facts, "2024-03-11") == "OVERDUE"

    def test_a_level_without_grace_gives_no_time(self):
        facts = replace(
            FACTS, posts=(post(1, since="2024-03-01"),), versions=(version("2020-01-01", everyone=level()),)
        )

        assert state_on(facts, "2024-03-01") == "OVERDUE"

    def test_moving_between_units_does_not_restart_it(self):
        posts = (post(1, until="2024-03-05", since="2024-03-01"), post(2, unit=WARD_B, since="2024-03-05"))

        assert state_on(replace(FACTS, posts=posts), "2024-03-11", unit=WARD_B) == "OVERDUE"

    def test_a_second_post_elsewhere_does_not_restart_it(self):
        posts = (post(1, since="2024-01-01"), post(2, unit=WARD_B, since="2024-03-05"))

        assert state_on(replace(FACTS, posts=posts), "2024-03-06", unit=WARD_B) == "OVERDUE"

    def test_a_day_without_restarts_it(self):
        posts = (post(1, until="2024-03-05", since="2024-01-01"), post(2, since="2024-03-06"))

        assert state_on(replace(FACTS, posts=posts), "2024-03-15", unit=WARD_A) == "IN_TIME"

    def test_a_day_on_which_its_only_unit_had_no_place_restarts_it(self):
        places = (
            *PLACES[:2],
            UnitPlace(WARD_A, PLACES[1].unit, days("2000-01-01", "2024-03-05")),
            UnitPlace(WARD_A, PLACES[1].unit, days("2024-03-06")),
        )

        assert state_on(replace(FACTS, places=places), "2024-03-05") is None
        assert state_on(replace(FACTS, places=places), "2024-03-15") == "IN_TIME"
        assert state_on(replace(FACTS, places=places), "2024-03-16") == "OVERDUE"

    def test_a_day_on_which_the_version_then_in_force_did_not_reach_them_restarts_it(self):
        nobody = level(audience=(AudienceRule(bands=frozenset({"9"})),), grace_days=10)
        versions = (
            version("2020-01-01", everyone=ASKED),
            version("2024-03-01", everyone=nobody),
            version("2024-03-02", everyone=ASKED),
        )

        assert state_on(replace(FACTS, versions=versions), "2024-03-01") is None
        assert state_on(replace(FACTS, versions=versions), "2024-03-11") == "IN_TIME"
        assert state_on(replace(FACTS, versions=versions), "2024-03-12") == "OVERDUE"


class TestInTimeAfterANewVersion:
    """The second version asks more of everyone; its grace is 20 days."""

    harder = level(Target(skill=SKILL, depth=2), grace_days=20)
    facts = replace(
        FACTS,
        versions=(version("2020-01-01", everyone=ASKED), version("2024-05-01", everyone=harder)),
        entries={AMAL: (entry("2023-01-01"),)},
    )

    @pytest.mark.parametrize("skill", [None, SKILL])
    def test_whoever_held_it_on_its_eve_has_the_grace_of_the_new_version(self, skill):
        assert state_on(self.facts, "2024-04-30", skill=skill) == "MET"
        assert state_on(self.facts, "2024-05-01", skill=skill) == "IN_TIME"
        assert state_on(self.facts, "2024-05-20", skill=skill) == "IN_TIME"
        assert state_on(self.facts, "2024-05-21", skill=skill) == "OVERDUE"

    @pytest.mark.parametrize("skill", [None, SKILL])
    def test_whoever_was_overdue_on_its_eve_stays_overdue(self, skill):
        facts = replace(self.facts, entries={})

        assert state_on(facts, "2024-04-30", skill=skill) == "OVERDUE"
        assert state_on(facts, "2024-05-01", skill=skill) == "OVERDUE"

    def test_whether_or_not_the_level_applied_to_them_on_the_eve(self):
        nobody = level(audience=(AudienceRule(bands=frozenset({"9"})),))
        facts = replace(self.facts, versions=(version("2020-01-01", everyone=nobody), self.facts.versions[1]))

        assert state_on(facts, "2024-04-30") is None
        assert state_on(facts, "2024-05-20") == "IN_TIME"
        assert state_on(facts, "2024-05-21") == "OVERDUE"

    def test_a_lapse_on_its_first_day_was_held_on_the_eve(self):
        yearly = level(Target(skill=SKILL, depth=1, valid_months=12), grace_days=20)
        versions = (version("2020-01-01", everyone=yearly), version("2024-05-01", everyone=yearly))
        facts = replace(self.facts, versions=versions, entries={AMAL: (entry("2023-05-01"),)})

        assert state_on(facts, "2024-04-30") == "MET"
        assert state_on(facts, "2024-05-20") == "IN_TIME"
        assert state_on(facts, "2024-05-21") == "OVERDUE"

    def test_a_target_that_was_none_in_the_version_before_is_in_time_for_everybody(self):
        wider = level(Target(skill=SKILL, depth=1), Target(skill=7, depth=1), grace_days=20)
        versions = (version("2020-01-01", everyone=ASKED), version("2024-05-01", everyone=wider))
        facts = replace(self.facts, versions=versions, entries={})

        assert cell_on(facts, "2024-04-30", skill=7) is None
        assert state_on(facts, "2024-05-20", skill=7) == "IN_TIME"
        assert state_on(facts, "2024-05-21", skill=7) == "OVERDUE"
        assert state_on(facts, "2024-05-01", skill=SKILL) == "OVERDUE"
        assert state_on(facts, "2024-05-01", skill=None) == "OVERDUE"

    def test_a_level_that_was_none_in_the_version_before_is_in_time_for_everybody(self):
        versions = (version("2020-01-01", managers=ASKED), version("2024-05-01", everyone=self.harder))

        assert state_on(replace(self.facts, versions=versions, entries={}), "2024-05-20") == "IN_TIME"
        assert state_on(replace(self.facts, versions=versions, entries={}), "2024-05-21") == "OVERDUE"

    def test_a_later_version_does_not_lengthen_what_an_earlier_one_gave(self):
        versions = (*self.facts.versions, version("2024-05-11", everyone=self.harder))
        facts = replace(self.facts, versions=versions)

        assert state_on(facts, "2024-05-10") == "IN_TIME"
        assert state_on(facts, "2024-05-11") == "OVERDUE"
