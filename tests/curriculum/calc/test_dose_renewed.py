"""Renewing inside an interval and in the grace, and reaching again after a lapse."""

from dataclasses import replace

import pytest

from curriculum.calc.dose import Target, held

from .ledger import AWARE_12, LEAD_12, SKILL, by_test, credential, entry, on, practice, sign_off, spans


class TestRenewedInside:
    target = Target(skill=SKILL, depth=1, minutes=60, valid_months=12, renewal_minutes=20)
    reached = entry("2024-01-10", minutes=60)

    def test_by_minutes_that_add_up_to_the_renewal(self):
        given = [self.reached, entry("2024-05-01", minutes=10), entry("2024-09-01", minutes=10)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-09-01"))

    def test_by_practices_that_add_up_to_the_renewal(self):
        given = [sign_off("2024-01-10", 3), practice("2024-05-01", depth=2), practice("2024-09-01", depth=2)]

        assert held(LEAD_12, given) == spans(("2024-01-10", "2025-09-01"))

    def test_a_coach_who_keeps_coaching_stays_current_by_coaching(self):
        sessions = [practice(f"{year}-{month:02}-15", depth=3) for year in (2024, 2025) for month in range(1, 13)]

        assert held(LEAD_12, [sign_off("2024-01-10", 3), *sessions]) == spans(("2024-01-10", "2026-12-15"))

    def test_nothing_else_is_asked_of_the_entries_than_that_they_count(self):
        target = Target(skill=SKILL, depth=2, minutes=60, valid_months=12, renewal_minutes=20)
        shallow = entry("2024-05-01", depth=1, minutes=20)

        assert held(target, [sign_off("2024-01-10", 2), shallow]) == spans(("2024-01-10", "2025-05-01"))

    @pytest.mark.parametrize("assess", [by_test, sign_off, credential])
    def test_by_an_assessment_that_would_reach_it(self, assess):
        assert held(self.target, [self.reached, assess("2024-05-01", 1)]) == spans(("2024-01-10", "2025-05-01"))

    def test_not_by_an_assessment_that_would_not_reach_it(self):
        reached = sign_off("2024-01-10", 3)

        assert held(LEAD_12, [reached, by_test("2024-05-01", 4)]) == spans(("2024-01-10", "2025-01-10"))
        assert held(LEAD_12, [reached, sign_off("2024-05-01", 2)]) == spans(("2024-01-10", "2025-01-10"))

    def test_where_a_renewal_is_set_the_dose_does_not_renew(self):
        target = Target(skill=SKILL, depth=1, minutes=20, valid_months=12, renewal_minutes=60)
        given = [entry("2024-01-10", minutes=20), entry("2024-05-01", minutes=20)]

        assert held(target, given) == spans(("2024-01-10", "2025-01-10"))

    def test_where_none_is_set_the_dose_has_to_be_given_again(self):
        target = Target(skill=SKILL, depth=2, minutes=30, valid_months=12)
        reached, shallow = sign_off("2024-01-10", 2), entry("2024-05-01", depth=1, minutes=30)

        assert held(target, [reached, shallow]) == spans(("2024-01-10", "2025-01-10"))
        assert held(target, [reached, shallow, entry("2024-06-01", depth=2)]) == spans(("2024-01-10", "2025-06-01"))

    def test_where_none_is_set_depth_3_is_renewed_by_assessment_only(self):
        target = Target(skill=SKILL, depth=3, valid_months=12)
        reached, minutes = sign_off("2024-01-10", 3), entry("2024-05-01", depth=3, minutes=600)

        assert held(target, [reached, minutes]) == spans(("2024-01-10", "2025-01-10"))
        assert held(target, [reached, sign_off("2024-05-01", 3)]) == spans(("2024-01-10", "2025-05-01"))

    def test_its_end_becomes_the_later_of_the_two(self):
        long_credential = credential("2024-01-10", expires=on("2030-01-01"))
        short_credential = credential("2024-05-01", expires=on("2024-06-01"))

        assert held(self.target, [long_credential, entry("2024-05-01", minutes=20)]) == spans(
            ("2024-01-10", "2030-01-01")
        )
        assert held(self.target, [self.reached, short_credential]) == spans(("2024-01-10", "2025-01-10"))
        assert held(self.target, [self.reached, replace(short_credential, expires=on("2028-01-01"))]) == spans(
            ("2024-01-10", "2028-01-01")
        )

    def test_an_entry_is_spent_once_and_surplus_is_not_carried(self):
        given = [self.reached, entry("2024-05-01", minutes=39), entry("2024-09-01", minutes=19)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-05-01"))

    def test_entries_of_the_day_it_was_reached_do_not_renew(self):
        given = [self.reached, entry("2024-01-10", minutes=19), entry("2024-05-01", minutes=1)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"))

    def test_entries_from_before_it_was_reached_do_not_renew(self):
        given = [entry("2023-06-01", minutes=19), sign_off("2024-01-10"), entry("2024-05-01", minutes=1)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"))

    def test_the_sum_starts_again_after_a_renewal_that_leaves_the_end_where_it_was(self):
        short_credential = credential("2024-06-01", expires=on("2024-07-01"))
        given = [self.reached, entry("2024-05-01", minutes=19), short_credential, entry("2024-08-01", minutes=19)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"))
        assert held(self.target, [*given, entry("2024-09-01", minutes=1)]) == spans(("2024-01-10", "2025-09-01"))


class TestRenewedInTheGrace:
    target = Target(skill=SKILL, depth=1, minutes=60, valid_months=12, renewal_minutes=20, renewal_grace_days=30)
    reached = entry("2024-01-10", minutes=60)

    def test_it_is_held_again_from_that_day_and_the_days_between_stay_not_held(self):
        assert held(self.target, [self.reached, entry("2025-01-20", minutes=20)]) == spans(
            ("2024-01-10", "2025-01-10"), ("2025-01-20", "2026-01-20")
        )

    def test_entries_from_inside_and_from_the_grace_add_up(self):
        given = [self.reached, entry("2024-12-01", minutes=10), entry("2025-01-20", minutes=10)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"), ("2025-01-20", "2026-01-20"))

    def test_the_day_of_the_end_is_the_first_of_the_grace(self):
        assert held(self.target, [self.reached, entry("2025-01-10", minutes=20)]) == spans(("2024-01-10", "2026-01-10"))

    def test_the_last_day_of_the_grace_renews_and_the_next_does_not(self):
        last, next_day = entry("2025-02-08", minutes=20), entry("2025-02-09", minutes=20)

        assert held(self.target, [self.reached, last]) == spans(
            ("2024-01-10", "2025-01-10"), ("2025-02-08", "2026-02-08")
        )
        assert held(self.target, [self.reached, next_day]) == spans(("2024-01-10", "2025-01-10"))

    def test_where_no_renewal_is_set_the_dose_renews_in_the_grace(self):
        target = replace(self.target, renewal_minutes=None)
        given = [self.reached, entry("2024-12-01", minutes=30), entry("2025-01-20", minutes=30)]

        assert held(target, given) == spans(("2024-01-10", "2025-01-10"), ("2025-01-20", "2026-01-20"))

    def test_a_credential_renews_until_its_own_expiry(self):
        given = [self.reached, credential("2025-01-20", expires=on("2025-03-01"))]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"), ("2025-01-20", "2025-03-01"))


class TestReachedAgainAfterTheGrace:
    target = Target(skill=SKILL, depth=1, minutes=60, valid_months=12, renewal_minutes=20, renewal_grace_days=30)
    reached = entry("2024-01-10", minutes=60)

    def test_the_full_dose_is_asked_for(self):
        given = [self.reached, entry("2025-03-01", minutes=59), entry("2025-04-01", minutes=1)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"), ("2025-04-01", "2026-04-01"))

    def test_entries_from_the_end_on_count_also_those_in_the_grace(self):
        given = [self.reached, entry("2025-01-10", minutes=19), entry("2025-04-01", minutes=41)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"), ("2025-04-01", "2026-04-01"))

    def test_unspent_entries_from_before_the_end_do_not(self):
        given = [self.reached, entry("2025-01-09", minutes=19), entry("2025-04-01", minutes=41)]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"))

    def test_an_assessment_reaches_it_again_alone(self):
        given = [self.reached, by_test("2025-04-01")]

        assert held(self.target, given) == spans(("2024-01-10", "2025-01-10"), ("2025-04-01", "2026-04-01"))

    def test_it_is_reached_again_only_on_the_day_of_an_entry_even_if_the_grace_already_gave_enough(self):
        target = replace(AWARE_12, renewal_practices=2, renewal_grace_days=30)
        given = [entry("2024-01-10"), entry("2025-01-20")]

        assert held(target, given) == spans(("2024-01-10", "2025-01-10"))
        assert held(target, [*given, entry("2025-06-01")]) == spans(
            ("2024-01-10", "2025-01-10"), ("2025-06-01", "2026-06-01")
        )

    def test_what_neither_counts_nor_reaches_the_target_does_not_set_that_off(self):
        target = replace(AWARE_12, depth=2, counts_from=2, renewal_practices=2, renewal_grace_days=30)
        given = [entry("2024-01-10", 2), entry("2025-01-20", 2)]
        shallow, expired = sign_off("2025-06-01", 1), credential("2025-06-01", 2, expires=on("2025-06-01"))

        assert held(target, [*given, shallow]) == spans(("2024-01-10", "2025-01-10"))
        assert held(target, [*given, expired]) == spans(("2024-01-10", "2025-01-10"))

    def test_without_grace_the_day_of_the_end_reaches_it_again_in_one_piece(self):
        given = [entry("2024-01-10"), entry("2025-01-10")]

        assert held(AWARE_12, given) == spans(("2024-01-10", "2026-01-10"))

    def test_practices_do_not_reach_it_again(self):
        given = [sign_off("2024-01-10", 3), *(practice("2025-06-01", depth=3) for _ in range(9))]

        assert held(LEAD_12, given) == spans(("2024-01-10", "2025-01-10"))
