"""The skills, groups and levels of a framework: added, renamed, moved, retired and brought back."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from curriculum.models import FrameworkVersion, Level, LevelDose, Skill, SkillGroup, Target
from curriculum.queries.mark import mark_of_dose, mark_of_identity, mark_of_rule
from curriculum.services.audience import CannotChangeAudience, RuleAsked, change_rule, drop_rule
from curriculum.services.dose import CannotChangeDose, TargetAsked, add_level, change_dose
from curriculum.services.framework import CannotPublishVersion, draft_version, publish_version
from curriculum.services.identity import (
    CannotKeepIdentity,
    Words,
    add_identity,
    bring_back_identity,
    move_identity,
    retire_identity,
    reword_identity,
)
from curriculum.services.meanwhile import ChangedMeanwhile
from tests.factories.framework import draft_dose, small_framework
from tests.factories.workforce import TrustFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 1)
TOMORROW = dt.date(2026, 5, 2)


@pytest.fixture
def version() -> FrameworkVersion:
    return small_framework(TrustFactory())


def skill_of(version, code) -> Skill:
    return Skill.objects.get(framework=version.framework, code=code)


def level_of(version, code="L1") -> Level:
    return Level.objects.get(framework=version.framework, code=code)


def group_of(version) -> SkillGroup:
    return SkillGroup.objects.get(framework=version.framework, code="M")


def added_skill(version, code="M3", name="Spread", **told):
    words = Words(name=name, **{"group": group_of(version)} | told)
    return add_identity(Skill, framework=version.framework, code=code, words=words, by=None)


def added_level(version, code="L2", name="Improvers"):
    return add_identity(Level, framework=version.framework, code=code, words=Words(name), by=None)


def codes(version, kind=Skill):
    return [*kind.objects.filter(framework=version.framework).order_by("position").values_list("code", flat=True)]


def dose_as_it_is(dose, **told):
    same = {"taught_minutes": 0, "grace_days": 0, "away_after_days": 28, "targets": [], "practice": [], "by": None}
    return change_dose(dose=dose, **same | told)


class TestAdding:
    def test_what_is_added_stands_last_and_is_asked_of_nobody(self, version):
        skill = added_skill(version, code=" m3 ", depth_words={"1": " Says it ", "2": ""})
        level = added_level(version)

        assert (skill.code, skill.name, skill.depth_words) == ("M3", "Spread", {"1": "Says it"})
        assert codes(version) == ["M1", "M2", "M3"]
        assert codes(version, Level) == ["L1", "L2"]
        assert not LevelDose.objects.filter(level=level).exists()
        assert not Target.objects.filter(skill=skill).exists()

    def test_a_skill_stands_last_in_its_own_group(self, version):
        data = add_identity(SkillGroup, framework=version.framework, code="D", words=Words("Data"), by=None)
        added_skill(version, "D1", "Measures", group=data)

        added_skill(version, "M3", "Spread")

        assert codes(version) == ["M1", "M2", "M3", "D1"]

    def test_the_same_code_and_name_are_free_in_another_trust(self, version):
        elsewhere = small_framework(TrustFactory())

        added_skill(elsewhere)
        added_skill(version)

        assert Skill.objects.filter(code="M3").count() == 2

    @pytest.mark.parametrize("code", ["m2", "M2 "])
    def test_a_code_is_never_used_again_retired_or_not(self, version, code):
        retire_identity(thing=skill_of(version, "M2"), on=TODAY, by=None)

        with pytest.raises(CannotKeepIdentity, match="M2 is “Maps”, which is retired. A code is never used again"):
            added_skill(version, code)

        assert codes(version) == ["M1", "M2"]

    @pytest.mark.parametrize("code", ["", "M 3", "M/3", "-M3", "É1", "M" * 21])
    def test_a_code_that_other_systems_could_not_read_is_refused(self, version, code):
        with pytest.raises(CannotKeepIdentity, match="up to 20 capital letters") as refused:
            added_skill(version, code)

        assert refused.value.about == "code"
        assert codes(version) == ["M1", "M2"]

    @pytest.mark.parametrize(
        "told,words",
        [
            ({"name": "maps"}, "M2 has this name already"),
            ({"name": "  "}, "Give it a name"),
            ({"group": None}, "Choose the group"),
        ],
    )
    def test_what_nobody_could_tell_apart_is_refused(self, version, told, words):
        with pytest.raises(CannotKeepIdentity, match=words):
            added_skill(version, **told)

        assert codes(version) == ["M1", "M2"]

    def test_a_group_of_another_trust_or_a_retired_one_takes_no_skill(self, version):
        elsewhere = group_of(small_framework(TrustFactory()))
        retired = add_identity(SkillGroup, framework=version.framework, code="D", words=Words("Data"), by=None)
        retire_identity(thing=retired, on=TODAY, by=None)
        retired.refresh_from_db()

        for group in (elsewhere, retired):
            with pytest.raises(CannotKeepIdentity, match="group"):
                added_skill(version, group=group)

        assert codes(version) == ["M1", "M2"]


class TestRenaming:
    def test_a_new_name_keeps_the_code_and_the_old_name_to_search_by(self, version):
        skill = skill_of(version, "M2")

        reword_identity(thing=skill, words=Words("Seeing the system", "Gweld", group=skill.group), by=None)
        reword_identity(thing=skill, words=Words("Process maps", "Mapiau", group=skill.group), by=None)

        skill.refresh_from_db()
        assert (skill.code, skill.name, skill.name_cy) == ("M2", "Process maps", "Mapiau")
        assert skill.former_names == ["Maps", "Seeing the system"]
        assert skill_of(version, "M1").name == "PDSA"

    def test_renamed_back_it_has_no_former_name_that_it_bears(self, version):
        level = level_of(version)

        reword_identity(thing=level, words=Words("All of us"), by=None)
        reword_identity(thing=level, words=Words("Everyone"), by=None)

        level.refresh_from_db()
        assert (level.name, level.former_names) == ("Everyone", ["All of us"])

    def test_a_name_that_another_has_or_had_when_it_retired_is_refused(self, version):
        retire_identity(thing=skill_of(version, "M2"), on=TODAY, by=None)
        skill = skill_of(version, "M1")

        with pytest.raises(CannotKeepIdentity, match="M2 has this name, and is retired. Bring that one back"):
            reword_identity(thing=skill, words=Words("MAPS", group=skill.group), by=None)

        skill.refresh_from_db()
        assert skill.name == "PDSA"

    def test_moved_to_another_group_it_stands_last_there(self, version):
        data = add_identity(SkillGroup, framework=version.framework, code="D", words=Words("Data"), by=None)
        added_skill(version, "D1", "Measures", group=data)

        reword_identity(thing=skill_of(version, "M1"), words=Words("PDSA", group=data), by=None)

        assert codes(version) == ["M2", "D1", "M1"]

    def test_who_changes_what_somebody_else_has_changed_is_told_and_nothing_is_lost(self, version):
        level = level_of(version)
        seen = mark_of_identity(level)
        reword_identity(thing=level, words=Words("All of us"), seen=seen, by=None)

        with pytest.raises(ChangedMeanwhile, match="Somebody else changed this after you opened it"):
            reword_identity(thing=level, words=Words("Everybody"), seen=seen, by=None)

        level.refresh_from_db()
        assert level.name == "All of us"
        reword_identity(thing=level, words=Words("Everybody"), seen=mark_of_identity(level), by=None)
        level.refresh_from_db()
        assert level.name == "Everybody"


class TestOrder:
    def test_it_is_moved_above_or_below_another(self, version):
        added_skill(version)
        first, last = skill_of(version, "M1"), skill_of(version, "M3")

        move_identity(thing=last, beside=first, below=False, by=None)
        then = codes(version)
        move_identity(thing=last, beside=skill_of(version, "M2"), below=True, by=None)

        assert then == ["M3", "M1", "M2"]
        assert codes(version) == ["M1", "M2", "M3"]

    def test_moved_twice_by_a_second_click_it_stands_where_it_stood(self, version):
        added_skill(version)

        for _ in range(2):
            move_identity(thing=skill_of(version, "M3"), beside=skill_of(version, "M2"), below=False, by=None)

        assert codes(version) == ["M1", "M3", "M2"]

    def test_a_group_takes_its_skills_along(self, version):
        data = add_identity(SkillGroup, framework=version.framework, code="D", words=Words("Data"), by=None)
        added_skill(version, "D1", "Measures", group=data)

        move_identity(thing=data, beside=group_of(version), below=False, by=None)

        assert codes(version) == ["D1", "M1", "M2"]

    def test_a_neighbour_that_is_gone_is_said_and_nothing_moves(self, version):
        added_skill(version)
        retire_identity(thing=skill_of(version, "M2"), on=TODAY, by=None)

        with pytest.raises(CannotKeepIdentity, match="The order was changed meanwhile"):
            move_identity(thing=skill_of(version, "M3"), beside=skill_of(version, "M2"), below=False, by=None)

        assert codes(version) == ["M1", "M2", "M3"]


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


@pytest.mark.parametrize("kind", [Level, Skill, SkillGroup])
def test_the_database_itself_keeps_every_code(version, kind):
    thing = kind.objects.filter(framework=version.framework).order_by("pk").last()

    with pytest.raises(ProgrammingError), transaction.atomic():
        kind.objects.filter(pk=thing.pk).update(code="OTHER")
    with pytest.raises(ProgrammingError), transaction.atomic():
        kind.objects.filter(pk=thing.pk)._raw_delete("default")

    assert kind.objects.get(pk=thing.pk).code == thing.code


def test_each_step_leaves_its_line_in_the_trail_without_names(version):
    skill = added_skill(version)
    reword_identity(thing=skill, words=Words("Spread and scale", group=skill.group), by=None)
    reword_identity(thing=skill, words=Words("Spread and scale", description="Wider", group=skill.group), by=None)
    move_identity(thing=skill, beside=skill_of(version, "M1"), below=False, by=None)
    retire_identity(thing=skill, on=TODAY, by=None)
    bring_back_identity(thing=skill, by=None)

    lines = Decision.objects.filter(to_model="curriculum.skill", to_id=skill.pk).order_by("pk")
    assert [*lines.values_list("did", flat=True)] == [
        "added a skill",
        "renamed a skill",
        "reworded a skill",
        "moved a skill",
        "retired a skill",
        "brought a skill back",
    ]
    assert {str(line.detail) for line in lines} == {"{'code': 'M3'}"}
