"""Worked examples, counting, reaching and keeping."""

from dataclasses import replace

import pytest

from curriculum.calc.days import NEVER
from curriculum.calc.dose import Target, held

from .ledger import AWARE, AWARE_12, OTHER, SKILL, by_test, credential, entry, on, sign_off, spans, voided


class TestWorkedExamples:
    target = Target(skill=SKILL, depth=1, minutes=56, valid_months=36, renewal_minutes=20)
    pieces = [
        entry(day, minutes=minutes)
        for day, minutes in [
            ("2023-01-05", 10),
            ("2023-05-09", 10),
            ("2023-11-30", 10),
            ("2024-02-29", 10),
            ("2024-06-01", 10),
            ("2024-11-10", 6),
        ]
    ]

    def test_six_pieces_are_held_from_the_day_of_the_last_not_until_the_first_is_three_years_old(self):
        assert held(self.target, self.pieces) == spans(("2024-11-10", "2027-11-10"))

    def test_a_refresher_of_20_minutes_buys_a_full_period(self):
        refresher = entry("2027-10-01", minutes=20)

        assert held(self.target, [*self.pieces, refresher]) == spans(("2024-11-10", "2030-10-01"))

    @pytest.mark.parametrize("year, end", [(2023, "2023-02-28"), (2024, "2024-02-29")])
    def test_given_on_31_january_for_one_month_the_last_day_held_is_27_february_or_28_in_a_leap_year(self, year, end):
        target = replace(AWARE, valid_months=1)

        assert held(target, [entry(f"{year}-01-31")]) == spans((f"{year}-01-31", end))


class TestCounting:
    def test_a_void_takes_its_entry_away_for_all_days(self):
        given = entry("2024-03-01")
        void = voided(given, "2024-08-01")

        assert held(AWARE, [given]) == spans(("2024-03-01", None))
        assert held(AWARE, [given, void]) == NEVER

    def test_a_void_revives_an_earlier_lapse(self):
        given = [entry("2023-01-01"), entry("2023-12-01"), entry("2025-02-01")]
        void = voided(given[1], "2025-03-01")

        assert held(AWARE_12, given) == spans(("2023-01-01", "2024-12-01"), ("2025-02-01", "2026-02-01"))
        assert held(AWARE_12, [*given, void]) == spans(("2023-01-01", "2024-01-01"), ("2025-02-01", "2026-02-01"))

    def test_an_entry_of_another_skill_gives_nothing(self):
        assert held(AWARE, [entry("2024-03-01", skill=OTHER), sign_off("2024-03-01", 4, skill=OTHER)]) == NEVER

    def test_by_default_an_entry_counts_from_one_below_the_depth_of_the_target(self):
        target = Target(skill=SKILL, depth=2, minutes=30)
        at_depth = entry("2024-03-02", depth=2, minutes=10)

        assert held(target, [entry("2024-03-01", depth=1, minutes=20), at_depth]) == spans(("2024-03-02", None))
        assert held(replace(target, counts_from=2), [entry("2024-03-01", depth=1, minutes=20), at_depth]) == NEVER

    def test_an_entry_counts_from_depth_1_at_the_least(self):
        assert AWARE.shallowest == 1
        assert Target(skill=SKILL, depth=4).shallowest == 3
        assert Target(skill=SKILL, depth=2, counts_from=0).shallowest == 1

    def test_counts_from_is_never_above_the_depth_of_the_target(self):
        assert Target(skill=SKILL, depth=2, counts_from=4).shallowest == 2

    def test_a_credential_with_an_expiry_of_its_own_counts_in_no_sum(self):
        target = Target(skill=SKILL, depth=2, minutes=30)
        own = credential("2024-03-01", depth=1, minutes=20, expires=on("2030-01-01"))
        without = credential("2024-03-01", depth=1, minutes=20)
        rest = entry("2024-03-02", depth=2, minutes=10)

        assert held(target, [own, rest]) == NEVER
        assert held(target, [without, rest]) == spans(("2024-03-02", None))

    def test_entries_of_one_day_are_taken_together(self):
        target = Target(skill=SKILL, depth=1, minutes=30, valid_months=12, renewal_minutes=20)
        morning, noon, evening = (entry("2024-03-01", minutes=minutes) for minutes in (30, 20, 20))

        assert held(target, [morning, noon, evening]) == spans(("2024-03-01", "2025-03-01"))
        assert held(target, [morning, noon, evening, entry("2024-06-01", minutes=10)]) == spans(
            ("2024-03-01", "2025-03-01")
        )


class TestReachedByAssessment:
    @pytest.mark.parametrize("depth", [1, 2])
    def test_a_test_reaches_depths_1_and_2_alone(self, depth):
        target = Target(skill=SKILL, depth=depth, minutes=90)

        assert held(target, [by_test("2024-03-01", depth)]) == spans(("2024-03-01", None))

    @pytest.mark.parametrize("depth", [3, 4])
    def test_a_test_reaches_nothing_deeper(self, depth):
        assert held(Target(skill=SKILL, depth=depth), [by_test("2024-03-01", 4)]) == NEVER

    @pytest.mark.parametrize("depth", [1, 2, 3, 4])
    @pytest.mark.parametrize("assess", [sign_off, credential])
    def test_a_sign_off_or_a_credential_reaches_any_depth(self, depth, assess):
        target = Target(skill=SKILL, depth=depth, minutes=90)

        assert held(target, [assess("2024-03-01", depth)]) == spans(("2024-03-01", None))

    def test_an_assessment_of_a_deeper_depth_reaches_it_too(self):
        target = Target(skill=SKILL, depth=1, minutes=90)

        assert held(target, [by_test("2024-03-01", 3)]) == spans(("2024-03-01", None))

    def test_an_assessment_of_a_shallower_depth_does_not(self):
        assert held(Target(skill=SKILL, depth=2, minutes=1), [sign_off("2024-03-01", 1)]) == NEVER


class TestReachedByDose:
    def test_the_minutes_that_count_have_to_reach_those_of_the_target(self):
        target = Target(skill=SKILL, depth=1, minutes=30)

        assert held(target, [entry("2024-03-01", minutes=29)]) == NEVER
        assert held(target, [entry("2024-03-01", minutes=29), entry("2024-04-01", minutes=1)]) == spans(
            ("2024-04-01", None)
        )

    def test_no_minutes_set_asks_for_none(self):
        assert held(AWARE, [entry("2024-03-01", minutes=0)]) == spans(("2024-03-01", None))

    def test_one_counting_entry_has_to_be_of_the_depth_of_the_target_or_deeper(self):
        target = Target(skill=SKILL, depth=2, minutes=30)
        shallow = entry("2024-03-01", depth=1, minutes=60)

        assert held(target, [shallow]) == NEVER
        assert held(target, [shallow, entry("2024-04-01", depth=3)]) == spans(("2024-04-01", None))
        assert held(target, [entry("2024-02-01", depth=2), shallow]) == spans(("2024-03-01", None))

    @pytest.mark.parametrize("depth", [3, 4])
    def test_from_depth_3_on_minutes_are_advice(self, depth):
        target = Target(skill=SKILL, depth=depth, minutes=10)

        assert held(target, [entry("2024-03-01", depth=4, minutes=1000)]) == NEVER


class TestKept:
    def test_without_validity_it_never_lapses(self):
        assert held(AWARE, [entry("2024-03-01")]) == spans(("2024-03-01", None))

    def test_a_credential_with_an_expiry_of_its_own_ends_there_instead(self):
        expiring = credential("2024-03-01", expires=on("2024-05-01"))

        assert held(AWARE, [expiring]) == spans(("2024-03-01", "2024-05-01"))
        assert held(AWARE_12, [expiring]) == spans(("2024-03-01", "2024-05-01"))
        assert held(AWARE_12, [replace(expiring, expires=on("2029-05-01"))]) == spans(("2024-03-01", "2029-05-01"))

    def test_a_credential_that_has_expired_on_its_day_is_left_out(self):
        target = replace(AWARE_12, minutes=20)
        expired = credential("2024-03-01", expires=on("2024-03-01"))

        assert held(AWARE_12, [expired]) == NEVER
        assert held(target, [entry("2024-02-01", minutes=10), expired, entry("2024-03-02", minutes=10)]) == spans(
            ("2024-03-02", "2025-03-02")
        )

    def test_of_several_ways_on_one_day_the_latest_end_holds(self):
        expiring = credential("2024-03-01", expires=on("2024-05-01"))

        assert held(AWARE_12, [expiring, entry("2024-03-01")]) == spans(("2024-03-01", "2025-03-01"))
        assert held(AWARE_12, [replace(expiring, expires=on("2026-01-01")), sign_off("2024-03-01")]) == spans(
            ("2024-03-01", "2026-01-01")
        )
