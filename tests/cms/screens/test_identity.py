"""Editors and leads shape the framework on the screen: skills, groups and levels come, are renamed, move and go."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from cms.loading.files import CONTENT, read
from curriculum.models import Framework, FrameworkVersion, Level, LevelDose, Skill, SkillGroup, Target
from curriculum.queries.coverage import grid
from curriculum.services.coverage import refresh_people
from curriculum.services.framework import draft_version, load_framework
from curriculum.services.identity import Words, retire_identity, reword_identity
from curriculum.services.nomination import nominate_person
from tests.factories.framework import draft_dose, small_framework
from tests.factories.hospital import client_of
from tests.factories.workforce import PostFactory, TrustFactory, UnitFactory, account_with, top_of
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
LIST = "/manage/framework/skills-and-levels/"
READERS = (Role.STAFF, Role.UNIT_MANAGER, Role.BOARD_READER, Role.COACH, Role.ACADEMY_LEAD, Role.ADMINISTRATOR)


@pytest.fixture
def version() -> FrameworkVersion:
    return small_framework(TrustFactory())


def client_with(role: Role, version: FrameworkVersion) -> Client:
    return client_of(account_with(role, top_of(version.trust)))


@pytest.fixture
def lead(version) -> Client:
    return client_with(Role.PROGRAMME_LEAD, version)


@pytest.fixture
def editor(version) -> Client:
    return client_with(Role.EDITOR, version)


def skill(version, code="M1") -> Skill:
    return Skill.objects.get(framework=version.framework, code=code)


def skill_codes():
    return [*Skill.objects.order_by("position").values_list("code", flat=True)]


def as_shown(client, address) -> dict:
    """What the form would send when nothing is touched."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


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


class TestRetiring:
    def test_a_skill_says_first_what_it_touches(self, version, lead):
        person = PostFactory(unit=UnitFactory(trust=version.trust)).person
        draft_version(framework=version.framework, by=None)

        asked = words_of(lead.get(LIST + "skills/M1/retire/"))
        then = skill(version).retired_date
        lead.post(LIST + "skills/M1/retire/")

        assert "Version 1, in force, asks for it in Everyone until a version without it begins" in asked
        assert "It goes out of the draft, version 2." in asked
        assert "without it nothing essential is left in Everyone" in asked
        assert "Its code M1 is never used for anything else." in asked
        assert person.family_name not in asked
        assert then is None
        assert skill(version).retired_date == today()
        assert not Target.objects.filter(dose__version__number=2).exists()
        page = words_of(lead.get(LIST))
        assert "Still asked for by version 1; it goes with the next version that you publish." in page

    def test_a_level_says_how_many_it_touches(self, version, lead):
        post = PostFactory(unit=UnitFactory(trust=version.trust))
        level = Level.objects.get(framework=version.framework)
        nominate_person(person=post.person, level=level, since=today(), by=None, post=post)

        asked = words_of(lead.get(LIST + "levels/L1/retire/"))

        assert "People who are named for it 1 " in asked
        assert "Plans for it 0 " in asked
        assert "Figures of past days do not change." in asked

    def test_a_group_with_skills_stays_and_says_which(self, version, lead):
        page = lead.post(LIST + "groups/M/retire/", follow=True)

        assert "Skills are still in this group: M1 PDSA, M2 Maps. Move them or retire them first." in words_of(page)
        assert SkillGroup.objects.get(framework=version.framework).retired_date is None

    def test_it_comes_back(self, version, lead):
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)
        page = words_of(lead.get(LIST))

        answer = lead.post(LIST + "skills/M2/bring-back/")

        assert "Bring it back : Maps" in page
        assert answer.url == LIST + "#skills-M2"
        assert skill(version, "M2").retired_date is None

    def test_it_is_offered_for_nothing_new(self, version, lead):
        draft_version(framework=version.framework, by=None)
        person = PostFactory(unit=UnitFactory(trust=version.trust)).person
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)
        retire_identity(thing=Level.objects.get(framework=version.framework), on=today(), by=None)
        lead.post(LIST + "levels/add/", {"code": "L2", "name": "Improvers", "begin": "EMPTY"})

        dose = words_of(lead.get("/manage/framework/2/levels/L2/dose/"))
        named = words_of(lead.get(reverse("named-person", args=[person.uuid])))
        plans = words_of(lead.get(reverse("plans")))
        credential = words_of(lead.get(reverse("credential-add")))

        assert ("M1 PDSA" in dose, "M2 Maps" in dose) == (True, False)
        assert ("Improvers" in named, "Improvers" in plans) == (True, True)
        assert ("Everyone" in named.split("Name for a level")[1].split("Exempt")[0], "Everyone" in plans) == (
            False,
            False,
        )
        assert ("PDSA" in credential, "Maps" in credential) == (True, False)


class TestLevelsOfADraft:
    def test_one_is_taken_out_once_it_was_asked_again_and_put_in_as_it_was_published(self, version, lead):
        dose = draft_dose(version)

        asked = words_of(lead.get("/manage/framework/2/levels/L1/take-out/"))
        lead.post("/manage/framework/2/levels/L1/take-out/")
        gone = not dose.version.doses.exists()
        lead.post("/manage/framework/2/put-in/", {"level": "L1", "begin": version.doses.get().pk})

        assert "What the draft asked there is not kept." in asked
        assert gone
        assert dose.version.doses.get().targets.get().skill.code == "M1"

    def test_a_published_version_keeps_its_levels(self, version, lead):
        lead.post("/manage/framework/1/levels/L1/take-out/")
        Level.objects.create(framework=version.framework, trust=version.trust, code="L2", name="Improvers")
        page = lead.post("/manage/framework/1/put-in/", {"level": "L2", "begin": "EMPTY"})

        assert "A published version stays as it is." in words_of(page)
        assert [*version.doses.values_list("level__code", flat=True)] == ["L1"]

    def test_only_who_changes_the_framework_does_either(self, version, editor):
        dose = draft_dose(version)

        assert editor.post("/manage/framework/2/levels/L1/take-out/").status_code == 403
        assert editor.post("/manage/framework/2/put-in/", {"level": "L1", "begin": "EMPTY"}).status_code == 403

        assert LevelDose.objects.filter(pk=dose.pk).exists()


class TestTwoLeadsAtADraft:
    def told(self, version, minutes):
        return {
            "taught_minutes": minutes, "grace_days": 0, "away_after_days": 28, f"skill-{skill(version).pk}-depth": 1,
            f"skill-{skill(version).pk}-essential": "on",
        }  # fmt: skip

    def test_who_saves_a_dose_second_sees_what_the_first_wrote_and_keeps_what_they_typed(self, version, lead):
        dose, address = draft_dose(version), "/manage/framework/2/levels/L1/dose/"
        seen = lead.get(address).context["seen"]
        lead.post(address, self.told(version, 60) | {"seen": seen})

        told = lead.post(address, self.told(version, 90) | {"seen": seen})
        dose.refresh_from_db()
        then = dose.taught_minutes
        lead.post(address, self.told(version, 90) | {"seen": told.context["seen"]})

        assert "Somebody else changed this after you opened it." in words_of(told)
        assert "60 minutes taught" in words_of(told)
        assert 'value="90"' in told.content.decode()
        assert then == 60
        dose.refresh_from_db()
        assert dose.taught_minutes == 90

    def test_what_was_typed_for_a_skill_that_was_retired_meanwhile_is_not_passed_over(self, version, lead):
        draft_dose(version)
        retire_identity(thing=skill(version, "M2"), on=today(), by=None)
        typed = self.told(version, 60) | {f"skill-{skill(version, 'M2').pk}-depth": 2}

        page = lead.post("/manage/framework/2/levels/L1/dose/", typed)

        assert "Retired meanwhile, and asked for no more: Maps." in words_of(page)
        assert LevelDose.objects.get(version__number=2).taught_minutes == 0

    def test_who_publishes_what_was_changed_after_they_looked_looks_again(self, version, lead):
        draft, address = draft_dose(version).version, "/manage/framework/2/publish/"
        day = today() + dt.timedelta(days=40)
        said = {f"effective_date_{part}": getattr(day, part) for part in ("day", "month", "year")}
        seen = lead.post(address, said).context["seen"]
        lead.post("/manage/framework/2/levels/L1/dose/", self.told(version, 60))

        told = lead.post(address, said | {"publish": "1", "seen": seen})
        draft.refresh_from_db()
        then = draft.state
        lead.post(address, said | {"publish": "1", "seen": lead.post(address, said).context["seen"]})

        assert "Somebody changed this draft after you looked at it." in words_of(told)
        assert then == "DRAFT"
        draft.refresh_from_db()
        assert draft.state == "PUBLISHED"

    def test_who_saves_into_a_draft_that_is_gone_is_told_how_to_come_back_to_what_they_typed(self, version, lead):
        draft_dose(version).version.delete()

        page = lead.post("/manage/framework/2/levels/L1/dose/", self.told(version, 60))

        assert page.status_code == 400
        assert "Somebody discarded this draft" in words_of(page)
        assert "Go back in your browser to read what you typed." in words_of(page)
        assert lead.get("/manage/framework/2/levels/L1/dose/").status_code == 404

    def test_who_saves_a_rule_second_sees_what_it_says_now(self, version, lead):
        rule = draft_dose(version).audience_rules.get()
        address = reverse("framework-rule", args=[2, "L1", rule.pk])
        seen = lead.get(address).context["seen"]
        lead.post(address, {"bands": "5", "seen": seen})

        told = lead.post(address, {"bands": "6", "seen": seen})
        rule.refresh_from_db()
        then = rule.bands
        lead.post(address, {"bands": "6", "seen": told.context["seen"]})

        assert "Somebody else changed this after you opened it." in words_of(told)
        assert "Bands: 5" in words_of(told)
        assert then == ["5"]
        rule.refresh_from_db()
        assert rule.bands == ["6"]


def test_a_new_level_is_in_the_figures_from_the_first_day_of_a_version_with_it_and_never_before(hospital):
    lead, tomorrow = client_of(hospital.account(Role.PROGRAMME_LEAD)), today() + dt.timedelta(days=1)

    def cell(on):
        columns = [(level.pk, None)]
        return grid(hospital.trust, units=[hospital.other_ward.pk], columns=columns, on=on)[
            hospital.other_ward.pk, level.pk, None
        ]

    lead.post("/manage/framework/draft/")
    draft = FrameworkVersion.objects.get(trust=hospital.trust, state="DRAFT")
    like = draft.doses.get()
    lead.post(LIST + "levels/add/", {"code": "NEW", "name": "Improvers", "begin": like.pk})
    level = Level.objects.get(code="NEW")
    refresh_people(hospital.trust)
    while_drafted = [cell(today()), cell(tomorrow)]
    first = {"effective_date_day": tomorrow.day, "effective_date_month": tomorrow.month}
    address = f"/manage/framework/{draft.number}/publish/"
    lead.post(address, first | {"effective_date_year": tomorrow.year, "publish": "1"})
    refresh_people(hospital.trust)

    assert while_drafted == [None, None]
    assert cell(today()) is None
    assert (cell(tomorrow).required, cell(tomorrow).met) == (13, 12)


def test_the_example_framework_is_listed_whole_in_its_order_and_in_few_questions(django_assert_max_num_queries):
    trust = TrustFactory()
    load_framework(trust=trust, data=read(CONTENT / "framework.yml"), effective_date=dt.date(2024, 1, 1), by=None)
    lead = client_of(account_with(Role.PROGRAMME_LEAD, top_of(trust)))

    with django_assert_max_num_queries(24):
        view = lead.get(LIST).context["view"]

    assert [line.thing.code for line in view.levels] == [f"L{n}" for n in range(1, 9)]
    assert [line.thing.code for line in view.groups] == ["M", "D", "H", "P", "G"]
    assert [line.thing.code for line in view.groups[0].inside] == [f"M{n}" for n in range(1, 7)]
    assert {line.words for line in view.levels} == {"In force"}
