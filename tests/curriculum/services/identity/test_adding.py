"""Skills, groups and levels of a framework are added, renamed and moved."""

import pytest
from django.db import ProgrammingError, transaction

from curriculum.models import Level, LevelDose, Skill, SkillGroup, Target
from curriculum.queries.mark import mark_of_identity
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
from tests.factories.framework import small_framework
from tests.factories.workforce import TrustFactory
from workforce.models import Decision

from .shaping import TODAY, added_level, added_skill, codes, group_of, level_of, skill_of

pytestmark = pytest.mark.django_db


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
