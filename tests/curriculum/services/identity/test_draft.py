"""A draft begins with a copy of what another level asks, and two editors of it do not undo one another."""

import pytest

from curriculum.models import LevelDose
from curriculum.queries.mark import mark_of_dose, mark_of_rule
from curriculum.services.audience import CannotChangeAudience, RuleAsked, change_rule, drop_rule
from curriculum.services.dose import CannotChangeDose, TargetAsked, add_level
from curriculum.services.framework import draft_version
from curriculum.services.meanwhile import ChangedMeanwhile
from tests.factories.framework import draft_dose, small_framework
from tests.factories.workforce import TrustFactory

from .shaping import added_level, dose_as_it_is, level_of, skill_of

pytestmark = pytest.mark.django_db


class TestCopying:
    def test_a_new_level_begins_with_the_dose_and_audience_of_another_and_goes_its_own_way(self, version):
        dose = draft_dose(version)
        copy = add_level(version=dose.version, level=added_level(version), like=dose, by=None)

        dose_as_it_is(copy, targets=[TargetAsked(skill=skill_of(version, "M2"), depth=2)])
        drop_rule(rule=copy.audience_rules.get(), by=None)

        assert [*dose.targets.values_list("skill__code", "depth")] == [("M1", 1)]
        assert dose.audience_rules.count() == 1

    def test_a_dose_of_a_published_version_is_one_to_begin_with_and_stays_as_it_is(self, version):
        draft = draft_version(framework=version.framework, by=None)
        draft.doses.all().delete()

        put_in = add_level(version=draft, level=level_of(version), like=version.doses.get(), by=None)

        assert put_in.targets.get().skill.code == "M1"
        assert put_in.audience_rules.count() == 1
        assert version.doses.get().targets.count() == 1

    def test_a_dose_of_another_trust_is_none_to_begin_with(self, version):
        elsewhere = small_framework(TrustFactory())
        draft = draft_version(framework=version.framework, by=None)

        with pytest.raises(CannotChangeDose, match="belongs to another framework"):
            add_level(version=draft, level=added_level(version), like=elsewhere.doses.get(), by=None)

        assert draft.doses.count() == 1


class TestTwoEditorsOfADraft:
    def test_who_saves_a_dose_that_was_changed_meanwhile_is_told(self, version):
        dose = draft_dose(version)
        seen = mark_of_dose(dose)
        dose_as_it_is(dose, taught_minutes=60, seen=seen)

        with pytest.raises(ChangedMeanwhile):
            dose_as_it_is(dose, taught_minutes=90, seen=seen)

        dose.refresh_from_db()
        assert dose.taught_minutes == 60

    def test_saved_unchanged_it_is_no_change(self, version):
        dose = draft_dose(version)
        targets = [TargetAsked(skill=skill_of(version, "M1"), depth=1)]
        seen = mark_of_dose(dose)

        dose_as_it_is(dose, targets=targets, seen=seen)

        assert mark_of_dose(dose) == seen

    def test_who_changes_a_rule_that_was_changed_or_taken_out_meanwhile_is_told(self, version):
        rule = draft_dose(version).audience_rules.get()
        seen = mark_of_rule(rule)
        change_rule(rule=rule, asked=RuleAsked(bands=["5"]), seen=seen, by=None)

        with pytest.raises(ChangedMeanwhile):
            change_rule(rule=rule, asked=RuleAsked(bands=["6"]), seen=seen, by=None)
        rule.refresh_from_db()
        assert rule.bands == ["5"]
        drop_rule(rule=rule, by=None)
        rule.pk = rule.pk or 0
        with pytest.raises(CannotChangeAudience, match="took this rule out meanwhile"):
            change_rule(rule=rule, asked=RuleAsked(bands=["6"]), by=None)

    def test_a_level_that_was_taken_out_meanwhile_is_not_changed(self, version):
        dose = draft_dose(version)
        LevelDose.objects.filter(pk=dose.pk).delete()

        with pytest.raises(CannotChangeDose, match="took Everyone out of this draft meanwhile"):
            dose_as_it_is(dose)
