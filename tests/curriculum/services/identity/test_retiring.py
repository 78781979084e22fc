"""Skills, groups and levels of a framework are retired and brought back."""

import pytest

from curriculum.models import Skill, Target
from curriculum.services.dose import CannotChangeDose, TargetAsked, add_level
from curriculum.services.framework import CannotPublishVersion, draft_version, publish_version
from curriculum.services.identity import (
    CannotKeepIdentity,
    bring_back_identity,
    retire_identity,
)
from tests.factories.framework import draft_dose
from workforce.models import Decision

from .shaping import TODAY, TOMORROW, added_level, dose_as_it_is, group_of, level_of, skill_of

pytestmark = pytest.mark.django_db


class TestRetiring:
    def test_it_goes_out_of_the_draft_and_no_published_version_changes(self, version):
        draft = draft_version(framework=version.framework, by=None)

        retire_identity(thing=skill_of(version, "M1"), on=TODAY, by=None)

        assert skill_of(version, "M1").retired_date == TODAY
        assert not Target.objects.filter(dose__version=draft).exists()
        assert Target.objects.get(dose__version=version).skill.code == "M1"

    def test_a_level_goes_out_of_the_draft_whole(self, version):
        draft = draft_version(framework=version.framework, by=None)

        retire_identity(thing=level_of(version), on=TODAY, by=None)

        assert not draft.doses.exists()
        assert version.doses.get().targets.count() == 1

    def test_the_next_draft_begins_without_it(self, version):
        level = added_level(version)
        draft = draft_version(framework=version.framework, by=None)
        add_level(version=draft, level=level, like=draft.doses.get(), by=None)
        publish_version(version=draft, effective_date=TOMORROW, on=TODAY, by=None)
        retire_identity(thing=level, on=TODAY, by=None)

        after = draft_version(framework=version.framework, by=None)

        assert [*after.doses.values_list("level__code", flat=True)] == ["L1"]
        assert draft.doses.count() == 2

    def test_retired_twice_it_keeps_its_first_day(self, version):
        for day in (TODAY, TOMORROW):
            retire_identity(thing=skill_of(version, "M2"), on=day, by=None)

        assert skill_of(version, "M2").retired_date == TODAY
        assert Decision.objects.filter(did="retired a skill").count() == 1

    def test_a_group_with_skills_in_use_stays(self, version):
        with pytest.raises(CannotKeepIdentity, match="Skills are still in this group: M1 PDSA, M2 Maps"):
            retire_identity(thing=group_of(version), on=TODAY, by=None)

        assert group_of(version).retired_date is None

    def test_an_empty_group_retires_and_comes_back_before_its_skills(self, version):
        for code in ("M1", "M2"):
            retire_identity(thing=skill_of(version, code), on=TODAY, by=None)
        retire_identity(thing=group_of(version), on=TODAY, by=None)

        with pytest.raises(CannotKeepIdentity, match="Bring its group back first: Method"):
            bring_back_identity(thing=skill_of(version, "M1"), by=None)
        assert skill_of(version, "M1").retired_date == TODAY
        bring_back_identity(thing=group_of(version), by=None)
        bring_back_identity(thing=skill_of(version, "M1"), by=None)

        assert [group_of(version).retired_date, skill_of(version, "M1").retired_date] == [None, None]

    def test_what_is_retired_is_asked_for_by_no_draft(self, version):
        dose = draft_dose(version)
        skill, level = skill_of(version, "M2"), added_level(version)
        for thing in (skill, level):
            retire_identity(thing=thing, on=TODAY, by=None)

        with pytest.raises(CannotChangeDose, match="Retired meanwhile, and asked for no more: Maps"):
            dose_as_it_is(dose, targets=[TargetAsked(skill=skill, depth=1)])
        with pytest.raises(CannotChangeDose, match="Improvers is retired"):
            add_level(version=dose.version, level=level, by=None)

        assert [*dose.targets.values_list("skill__code", flat=True)] == ["M1"]
        assert dose.version.doses.count() == 1

    def test_and_no_version_is_published_with_it(self, version):
        dose = draft_dose(version)
        Skill.objects.filter(code="M1").update(retired_date=TODAY)  # as if it had slipped through

        with pytest.raises(CannotPublishVersion, match="It asks for what is retired: PDSA"):
            publish_version(version=dose.version, effective_date=TOMORROW, on=TODAY, by=None)

        dose.version.refresh_from_db()
        assert dose.version.published_at is None
