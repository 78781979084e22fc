"""Having a level: essential targets, taught minutes, practice."""

from dataclasses import replace

from curriculum.calc.days import NEVER
from curriculum.calc.dose import LevelDose, Practice, Target, has_level

from .ledger import credential, entry, on, practice, sign_off, spans, voided


class TestHavingALevel:
    dose = LevelDose(targets=(Target(skill=1, depth=1), Target(skill=2, depth=1, essential=False)))

    def test_it_takes_every_essential_target_and_no_other(self):
        both = replace(self.dose, targets=(Target(skill=1, depth=1), Target(skill=2, depth=1, valid_months=12)))
        given = [entry("2024-01-01", skill=1), entry("2024-03-01", skill=2)]

        assert has_level(self.dose, given) == spans(("2024-01-01", None))
        assert has_level(both, given) == spans(("2024-03-01", "2025-03-01"))

    def test_a_level_without_an_essential_target_is_nobodys(self):
        assert has_level(LevelDose(targets=self.dose.targets[1:]), [entry("2024-01-01", skill=2)]) == NEVER

    def test_taught_minutes_of_all_entries_in_its_skills_count_at_any_depth(self):
        dose = replace(self.dose, targets=(Target(skill=1, depth=3), *self.dose.targets[1:]), taught_minutes=60)
        given = [
            sign_off("2024-01-01", 3, skill=1),
            entry("2024-02-01", 1, minutes=30, skill=1),
            entry("2024-03-01", minutes=90, skill=3),
            entry("2024-04-01", minutes=30, skill=2),
        ]

        assert has_level(dose, given[:3]) == NEVER
        assert has_level(dose, given) == spans(("2024-04-01", None))

    def test_taught_minutes_are_not_spent(self):
        dose = replace(self.dose, targets=(Target(skill=1, depth=1, minutes=60, valid_months=12),), taught_minutes=60)

        assert has_level(dose, [entry("2024-01-01", minutes=60), sign_off("2025-06-01")]) == spans(
            ("2024-01-01", "2025-01-01"), ("2025-06-01", "2026-06-01")
        )

    def test_each_kind_of_practice_has_its_count_whatever_the_skill(self):
        dose = replace(self.dose, practices=(Practice("COACHING", 2, 12), Practice("PROJECT_LED", 1)))
        given = [
            entry("2024-01-01", skill=1),
            practice("2024-02-01", skill=9),
            practice("2024-08-15", depth=4, skill=8),
            practice("2024-03-01", kind="PROJECT_LED", skill=9),
        ]

        assert has_level(dose, given) == spans(("2024-08-15", "2025-02-01"))
        assert has_level(dose, given[:3]) == NEVER

    def test_practice_without_months_counts_for_good(self):
        dose = replace(self.dose, practices=(Practice("PROJECT_LED", 2),))
        given = [entry("2024-01-01", skill=1), practice("2024-03-01", 2, kind="PROJECT_LED")]

        assert has_level(dose, given) == spans(("2024-03-01", None))

    def test_a_credential_with_an_expiry_of_its_own_counts_in_no_sum_of_the_level_either(self):
        minutes = replace(self.dose, taught_minutes=10)
        visits = replace(self.dose, practices=(Practice("VISIT", 1),))
        own = credential("2024-01-01", skill=1, minutes=10, practice="VISIT", count=1, expires=on("2030-01-01"))

        for dose in (minutes, visits):
            assert has_level(dose, [own]) == NEVER
            assert has_level(dose, [replace(own, expires=None)]) == spans(("2024-01-01", None))

    def test_a_voided_entry_gives_nothing_to_a_level(self):
        dose = replace(self.dose, taught_minutes=10)
        given = entry("2024-01-01", skill=1, minutes=10)
        void = voided(given)

        assert has_level(dose, [given]) == spans(("2024-01-01", None))
        assert has_level(dose, [given, void]) == NEVER
