"""The plain definition: whom a level is expected of, and the worked examples."""

from dataclasses import replace
from fractions import Fraction

import pytest

from curriculum.calc.audience import AudienceRule, Narrow
from curriculum.calc.coverage import Cell, people_of_cell
from curriculum.calc.dose import Target
from curriculum.calc.facts import Facts, UnitPlace

from .ledger import SKILL, entry, on
from .trust import (
    AMAL,
    BO,
    DIVISION,
    EVERYONE,
    MANAGERS,
    PLACES,
    TRUST,
    WARD_A,
    WARD_B,
    cell_on,
    days,
    level,
    nominated,
    post,
    state_on,
    states_on,
    version,
)

MANAGER_RULE = AudienceRule(flags=frozenset({"LINE_MANAGER"}))
FIRST = version("2020-01-01", everyone=level(), managers=level(audience=(MANAGER_RULE,)))
NURSE, CLERK = "03", "08"


class TestAmal:
    facts = Facts(
        posts=(
            post(1, AMAL, WARD_A, staff_group=NURSE),
            post(2, AMAL, WARD_B, staff_group=CLERK, flags=frozenset({"LINE_MANAGER"})),
        ),
        places=PLACES,
        versions=(FIRST,),
    )

    @pytest.mark.parametrize("unit, required", [(WARD_A, 0), (WARD_B, 1), (DIVISION, 1), (TRUST, 1)])
    def test_a_managers_level_is_required_of_her_in_b_and_the_division_and_not_in_a(self, unit, required):
        assert cell_on(self.facts, "2024-01-01", unit, MANAGERS).required == required

    @pytest.mark.parametrize("unit", [WARD_A, WARD_B, DIVISION, TRUST])
    def test_everyones_level_is_required_of_her_in_a_and_in_b_and_once_in_the_division(self, unit):
        assert cell_on(self.facts, "2024-01-01", unit, EVERYONE).required == 1

    @pytest.mark.parametrize("unit, required", [(WARD_A, 0), (WARD_B, 1), (DIVISION, 1), (TRUST, 1)])
    def test_filtered_to_clerical_posts_she_is_not_in_a_and_once_in_b_and_in_the_division(self, unit, required):
        clerical = Narrow(staff_groups=frozenset({CLERK}))

        assert cell_on(self.facts, "2024-01-01", unit, EVERYONE, narrow=clerical).required == required

    def test_unit_level_and_filter_hold_on_one_and_the_same_post(self):
        nursing = Narrow(staff_groups=frozenset({NURSE}))

        assert cell_on(self.facts, "2024-01-01", DIVISION, MANAGERS, narrow=nursing).required == 0


class TestBo:
    target = Target(skill=SKILL, depth=1, valid_months=24)
    longer = replace(target, valid_months=36)
    facts = Facts(
        posts=(post(1, BO),),
        places=PLACES,
        versions=(version("2020-01-01", everyone=level(target)), version("2024-05-01", everyone=level(longer))),
        entries={BO: (entry("2022-03-01"),)},
    )

    @pytest.mark.parametrize("skill", [None, SKILL])
    @pytest.mark.parametrize(
        "day, state",
        [
            ("2024-02-29", "MET"),
            ("2024-03-01", "OVERDUE"),
            ("2024-04-30", "OVERDUE"),
            ("2024-05-01", "MET"),
            ("2025-02-28", "MET"),
            ("2025-03-01", "OVERDUE"),
        ],
    )
    def test_a_longer_validity_holds_again_from_its_first_day_and_changes_no_day_before(self, skill, day, state):
        assert state_on(self.facts, day, BO, skill=skill) == state


class TestExpected:
    facts = Facts(posts=(post(1), post(2, BO, WARD_B)), places=PLACES, versions=(FIRST,))

    def test_a_parent_is_the_union_of_its_children_and_of_the_posts_held_in_it_directly(self):
        facts = replace(self.facts, posts=(*self.facts.posts, post(3, AMAL, WARD_B), post(4, 3, DIVISION)))

        assert set(states_on(facts, "2024-01-01", WARD_A)) == {AMAL}
        assert set(states_on(facts, "2024-01-01", WARD_B)) == {AMAL, BO}
        assert set(states_on(facts, "2024-01-01", DIVISION)) == {AMAL, BO, 3}

    def test_a_post_counts_from_its_first_day_and_not_on_its_last(self):
        facts = replace(self.facts, posts=(post(1, since="2024-02-29", until="2024-03-31"),))

        assert cell_on(facts, "2024-02-28").required == 0
        assert cell_on(facts, "2024-02-29").required == 1
        assert cell_on(facts, "2024-03-30").required == 1
        assert cell_on(facts, "2024-03-31").required == 0

    @pytest.mark.parametrize("kind", ["SUBSTANTIVE", "FIXED_TERM", "HONORARY", "PARTNER", "OTHER_EMPLOYER"])
    def test_by_default_these_kinds_carry_requirements(self, kind):
        assert cell_on(replace(self.facts, posts=(post(1, kind=kind),)), "2024-01-01").required == 1

    @pytest.mark.parametrize("kind", ["BANK", "PLACEMENT", "ROTATION"])
    def test_by_default_bank_placement_and_rotation_posts_carry_none(self, kind):
        facts = replace(self.facts, posts=(post(1, kind=kind),))
        rule = AudienceRule(kinds=frozenset({kind}))
        asked = replace(facts, versions=(version("2020-01-01", everyone=level(audience=(rule,))),))

        assert cell_on(facts, "2024-01-01").required == 0
        assert cell_on(asked, "2024-01-01").required == 1

    def test_a_nomination_names_a_post_of_any_kind(self):
        posts = (post(1, kind="BANK"), post(2, unit=WARD_B, kind="BANK"))
        named = replace(self.facts, posts=posts, nominations=(nominated(EVERYONE, "2024-01-01", post=1),))

        assert cell_on(named, "2023-12-31").required == 0
        assert cell_on(named, "2024-01-01", WARD_A).required == 1
        assert cell_on(named, "2024-01-01", WARD_B).required == 0

    def test_a_nomination_of_a_unit_reaches_the_persons_posts_in_it_or_below_and_nobody_elses(self):
        posts = (post(1, kind="BANK"), post(2, unit=TRUST, kind="BANK"), post(3, BO, kind="BANK"))
        named = replace(self.facts, posts=posts, nominations=(nominated(EVERYONE, "2024-01-01", unit=DIVISION),))

        assert set(states_on(named, "2024-01-01")) == {AMAL}
        assert cell_on(named, "2024-01-01", WARD_A).required == 1
        assert cell_on(replace(named, posts=posts[1:]), "2024-01-01").required == 0

    def test_a_nomination_is_for_its_level_and_its_days(self):
        named = replace(
            self.facts,
            posts=(post(1, kind="BANK"),),
            nominations=(nominated(MANAGERS, "2024-01-01", "2024-02-01", post=1),),
        )

        assert cell_on(named, "2024-01-31", level=MANAGERS).required == 1
        assert cell_on(named, "2024-02-01", level=MANAGERS).required == 0
        assert cell_on(named, "2024-01-31", level=EVERYONE).required == 0

    def test_a_unit_that_moves_takes_its_people_along_from_that_day(self):
        moved = (
            *PLACES[:2],
            UnitPlace(WARD_A, DIVISION, days("2000-01-01", "2024-06-01")),
            UnitPlace(WARD_A, TRUST, days("2024-06-01")),
            PLACES[3],
        )
        facts = replace(self.facts, places=moved)

        assert cell_on(facts, "2024-05-31", DIVISION).required == 2
        assert cell_on(facts, "2024-06-01", DIVISION).required == 1
        assert cell_on(facts, "2024-06-01", TRUST).required == 2

    def test_a_rule_for_a_unit_reaches_it_and_all_below(self):
        rule = AudienceRule(units=frozenset({DIVISION}))
        facts = replace(self.facts, versions=(version("2020-01-01", everyone=level(audience=(rule,))),))
        directly = replace(facts, posts=(post(1, unit=DIVISION), post(2, BO, TRUST)))

        assert set(states_on(facts, "2024-01-01")) == {AMAL, BO}
        assert set(states_on(directly, "2024-01-01")) == {AMAL}

    def test_a_post_in_a_unit_that_is_no_more_is_nowhere(self):
        closed = (*PLACES[:2], UnitPlace(WARD_A, DIVISION, days("2000-01-01", "2024-01-01")), PLACES[3])
        facts = replace(self.facts, places=closed)

        assert set(states_on(facts, "2023-12-31")) == {AMAL, BO}
        assert set(states_on(facts, "2024-01-01")) == {BO}


class TestFigures:
    def test_required_is_met_and_in_time_and_overdue_beside_not_counted(self):
        posts = tuple(post(person, person, since="2024-01-01") for person in (1, 2)) + (post(3, 3, since="2020-01-01"),)
        facts = Facts(
            posts=posts,
            places=PLACES,
            versions=(version("2020-01-01", everyone=level(grace_days=90)),),
            entries={1: (entry("2024-01-15"),)},
        )

        assert cell_on(facts, "2024-02-01") == Cell(required=3, met=1, in_time=1, overdue=1)
        assert cell_on(facts, "2024-02-01").share == Fraction(1, 3)

    def test_with_nobody_required_coverage_is_no_data(self):
        facts = Facts(places=PLACES, versions=(FIRST,))

        assert cell_on(facts, "2024-01-01") == Cell()
        assert cell_on(facts, "2024-01-01").share is None

    def test_a_level_or_skill_that_is_not_in_the_version_in_force_has_no_data(self):
        later = version("2024-01-01", everyone=level(Target(skill=SKILL, depth=1), Target(skill=7, depth=1)))
        facts = Facts(posts=(post(1),), places=PLACES, versions=(FIRST, later))

        assert cell_on(facts, "2019-12-31") is None
        assert cell_on(facts, "2023-12-31", level=MANAGERS) == Cell()
        assert cell_on(facts, "2024-01-01", level=MANAGERS) is None
        assert cell_on(facts, "2023-12-31", skill=7) is None
        assert cell_on(facts, "2024-01-01", skill=7) is not None

    def test_fte_is_the_sum_of_the_qualifying_posts_in_both_lines_and_unknown_ones_stand_beside(self):
        facts = Facts(
            posts=(
                post(1, AMAL, WARD_A, fte=600),
                post(2, AMAL, WARD_B, fte=400),
                post(3, BO, WARD_A, fte=None),
                post(4, BO, WARD_B, fte=250),
                post(5, BO, WARD_B, kind="BANK", fte=999),
                post(6, 3, WARD_B, fte=0),
            ),
            places=PLACES,
            versions=(FIRST,),
            entries={AMAL: (entry("2023-01-01"),)},
        )

        assert cell_on(facts, "2024-01-01", WARD_A) == Cell(
            required=2, met=1, overdue=1, fte_required=600, fte_met=600, fte_unknown=1
        )
        assert cell_on(facts, "2024-01-01", DIVISION) == Cell(
            required=3, met=1, overdue=2, fte_required=1250, fte_met=1000, fte_unknown=1
        )

    def test_a_skills_cell_asks_the_same_of_a_target_that_is_not_essential(self):
        asked = level(Target(skill=SKILL, depth=1), Target(skill=7, depth=1, essential=False))
        facts = Facts(
            posts=(post(1),),
            places=PLACES,
            versions=(version("2020-01-01", everyone=asked),),
            entries={AMAL: (entry("2023-01-01"),)},
        )

        assert cell_on(facts, "2024-01-01") == Cell(required=1, met=1)
        assert cell_on(facts, "2024-01-01", skill=7) == Cell(required=1, overdue=1)

    def test_people_of_a_cell_say_since_when_and_through_which_posts(self):
        facts = Facts(
            posts=(post(1, until="2024-01-01"), post(2, unit=WARD_B, since="2024-01-01")),
            places=PLACES,
            versions=(FIRST,),
        )

        [amal] = people_of_cell(facts, unit=TRUST, level=EVERYONE, skill=None, on=on("2024-06-01"))

        assert (amal.person, amal.began, amal.posts) == (AMAL, on("2020-01-01"), (facts.posts[1],))
