"""Editors and leads shape the framework on the screen: skills, groups and levels come, are renamed and move."""

import pytest
from django.urls import reverse

from curriculum.models import Framework, Level, LevelDose, Skill, SkillGroup
from curriculum.services.identity import Words, retire_identity, reword_identity
from tests.cms.screens.reading import words_of
from tests.factories.framework import draft_dose, small_framework
from tests.factories.hospital import client_of
from tests.factories.workforce import TrustFactory, account_with, top_of
from workforce.enums import Role
from workforce.rules import today

from .shaping import LIST, READERS, as_shown, client_with, skill, skill_codes

pytestmark = pytest.mark.django_db


class TestWhoMay:
    def test_everybody_reads_and_only_editors_and_leads_are_offered_anything(self, version, lead, editor):
        for role in READERS:
            page = words_of(client_with(role, version).get(LIST))
            assert "M1 PDSA" in page
            assert ("Rename" in page, "Retire" in page, "Add a" in page) == (False, False, False)

        assert "Retire" in words_of(lead.get(LIST))
        told = words_of(editor.get(LIST))
        assert ("Rename : PDSA" in told, "Retire : PDSA" in told) == (True, False)
        assert "A programme lead retires them" in told

    def test_who_may_not_is_refused_and_nothing_changes(self, version, editor):
        before = [*Skill.objects.order_by("code").values()]
        for role in READERS:
            client = client_with(role, version)
            for address in ("groups/add/", "skills/M1/", "skills/M1/move/", "skills/M1/retire/", "name/"):
                assert client.post(LIST + address, {"name": "X", "code": "X9"}).status_code == 403
        for address in ("skills/M1/retire/", "skills/M1/bring-back/", "name/"):
            assert editor.post(LIST + address, {"name": "X"}).status_code == 403

        assert [*Skill.objects.order_by("code").values()] == before
        assert SkillGroup.objects.count() == 1

    def test_what_another_trust_has_is_not_there(self, version, lead):
        elsewhere = small_framework(TrustFactory())
        reword_identity(thing=skill(elsewhere), words=Words("Theirs", group=skill(elsewhere).group), by=None)
        Skill.objects.create(
            framework=elsewhere.framework, trust=elsewhere.trust, group=skill(elsewhere).group, code="Z9"
        )

        assert "Theirs" not in words_of(lead.get(LIST))
        assert lead.get(LIST + "skills/Z9/").status_code == 404
        assert lead.post(LIST + "skills/Z9/retire/").status_code == 404

    @pytest.mark.parametrize("address", ["things/add/", "things/M1/", "skills/M99/", "skills/M1/move/"])
    def test_what_is_not_there_is_not_found(self, lead, address):
        assert lead.post(LIST + address, {"above": "M99"}).status_code == 404


class TestAdding:
    def test_an_editor_adds_a_group_a_skill_and_a_level(self, version, editor):
        editor.post(LIST + "groups/add/", {"code": "d", "name": "Data"})
        editor.post(LIST + "skills/add/", {"group": "D", "code": "D1", "name": "Measures", "depth_1": "Names one"})
        answer = editor.post(LIST + "levels/add/", {"code": "L2", "name": "Improvers", "name_cy": "Gwellhawyr"})

        assert answer.url == LIST + "#levels-L2"
        assert skill(version, "D1").depth_words == {"1": "Names one"}
        assert Level.objects.get(code="L2").name_cy == "Gwellhawyr"
        page = words_of(editor.get(LIST))
        assert "L2 Improvers / Gwellhawyr Asked of nobody" in page
        assert "It is asked of nobody until a version that asks for it begins." in page

    def test_the_next_code_of_the_group_is_proposed(self, editor):
        assert editor.get(LIST + "skills/add/", {"group": "M"}).context["form"]["code"].value() == "M3"
        assert editor.get(LIST + "levels/add/").context["form"]["code"].value() == "L2"
        assert editor.get(LIST + "groups/add/").context["form"]["code"].value() == ""

    @pytest.mark.parametrize(
        "told,words",
        [
            ({"code": "M1"}, "M1 is “PDSA”. A code is never used again."),
            ({"code": "M/1"}, "A code is up to 20 capital letters"),
            ({"name": "maps"}, "M2 has this name already"),
            ({"name": ""}, "Fill in “Name”"),
            ({"name": "x" * 151}, "at most 150 characters"),
            ({"group": "NO"}, "Select a valid choice"),
            ({"group": ""}, "Choose the group that it belongs to"),
        ],
    )
    def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(self, editor, told, words):
        typed = {"group": "M", "code": "M3", "name": "Spread", "description": "To other wards"}

        answer = editor.post(LIST + "skills/add/", typed | told)

        assert answer.status_code == 422
        assert words in words_of(answer)
        assert "To other wards" in words_of(answer)
        assert skill_codes() == ["M1", "M2"]

    def test_a_lead_begins_a_level_in_the_draft_with_the_dose_and_audience_of_another(self, version, lead):
        dose = draft_dose(version)

        answer = lead.post(LIST + "levels/add/", {"code": "L2", "name": "Improvers", "begin": dose.pk})

        assert answer.url == reverse("framework-level", args=[2, "L2"])
        copy = LevelDose.objects.get(version=dose.version, level__code="L2")
        assert [*copy.targets.values_list("skill__code", "depth", "essential")] == [("M1", 1, True)]
        assert copy.audience_rules.count() == 1
        assert not LevelDose.objects.filter(version=version, level__code="L2").exists()

    def test_an_editor_is_not_asked_for_the_draft(self, version, editor):
        dose = draft_dose(version)

        editor.post(LIST + "levels/add/", {"code": "L2", "name": "Improvers", "begin": dose.pk})

        assert "begin" not in editor.get(LIST + "levels/add/").context["form"].fields
        assert dose.version.doses.count() == 1

    def test_a_trust_without_a_framework_begins_one_and_comes_to_its_first_version(self):
        trust = TrustFactory()
        lead = client_of(account_with(Role.PROGRAMME_LEAD, top_of(trust)))
        began = lead.get("/manage/framework/")
        lead.post(LIST + "name/", {"name": "Getting better"})
        lead.post(LIST + "groups/add/", {"code": "M", "name": "Method"})
        lead.post(LIST + "skills/add/", {"group": "M", "code": "M1", "name": "PDSA"})
        lead.post("/manage/framework/draft/")
        lead.post(LIST + "levels/add/", {"code": "L1", "name": "Everyone", "begin": "EMPTY"})
        pk = Skill.objects.get().pk
        dose = {"taught_minutes": 0, "grace_days": 0, "away_after_days": 28, f"skill-{pk}-depth": 1}
        lead.post("/manage/framework/1/levels/L1/dose/", dose | {f"skill-{pk}-essential": "on"})
        day = today()
        first = {"effective_date_day": day.day, "effective_date_month": day.month, "effective_date_year": day.year}
        lead.post("/manage/framework/1/publish/", first | {"publish": "1"})

        assert "Begin a framework" in words_of(began)
        assert Framework.objects.get().name == "Getting better"
        assert "L1 Everyone In force" in words_of(lead.get(LIST))


class TestRenaming:
    def test_a_new_name_is_read_everywhere_and_the_old_one_stands_beside_it(self, version, editor):
        address = LIST + "skills/M2/"

        editor.post(address, as_shown(editor, address) | {"name": "See the system", "name_cy": "Gweld y system"})

        page = words_of(editor.get(LIST))
        assert "M2 See the system / Gweld y system" in page
        assert "Called before: Maps" in page

    def test_nothing_touched_nothing_changes(self, version, editor):
        reword_identity(
            thing=skill(version), words=Words("PDSA", "", "Why", {"2": "Does it"}, skill(version).group), by=None
        )
        before = Skill.objects.values().get(code="M1")

        editor.post(LIST + "skills/M1/", as_shown(editor, LIST + "skills/M1/"))

        assert Skill.objects.values().get(code="M1") == before

    def test_who_was_overtaken_sees_both_and_saves_again(self, version, editor, lead):
        address = LIST + "skills/M1/"
        mine = as_shown(editor, address) | {"name": "Small tests", "depth_1": "Says why"}
        lead.post(address, as_shown(lead, address) | {"name": "Tests of change"})

        told = editor.post(address, mine)
        then = skill(version).name
        again = {name: told.context["form"][name].value() or "" for name in told.context["form"].fields}
        editor.post(address, again)

        assert told.status_code == 422
        assert "Somebody else changed this after you opened it." in words_of(told)
        assert "What it says now Name Tests of change" in words_of(told)
        assert (again["name"], again["depth_1"]) == ("Small tests", "Says why")
        assert then == "Tests of change"
        assert (skill(version).name, skill(version).former_names) == ("Small tests", ["PDSA", "Tests of change"])


class TestOrder:
    def test_it_moves_down_and_up_and_the_page_opens_where_it_stands(self, version, editor):
        down = editor.post(LIST + "skills/M1/move/", {"below": "M2"})
        then = skill_codes()
        editor.post(LIST + "skills/M1/move/", {"above": "M2"})

        assert down.url == LIST + "#skills-M1"
        assert then == ["M2", "M1"]
        assert skill_codes() == ["M1", "M2"]

    def test_where_it_stands_is_said_and_the_ends_go_no_further(self, editor):
        page = editor.get(LIST).content.decode()

        assert 'aria-label="PDSA, 1 of 2"' in page
        assert 'name="above" value="M1"' in page
        assert 'name="below" value="M2"' in page
        assert page.count('name="above"') == page.count('name="below"') == 1

    def test_an_order_that_changed_meanwhile_is_said(self, version, editor):
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)

        page = editor.post(LIST + "skills/M1/move/", {"below": "M2"}, follow=True)

        assert "The order was changed meanwhile" in words_of(page)
