"""What is retired or renamed stays resolvable: records, certificates, figures of past days, pages and the API."""

import datetime as dt

import pytest
from django.core.cache import cache

from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.models import ModulePage
from curriculum.calc.prior_learning import Worth
from curriculum.models import Certificate, DoseEntry, Holding, Level, Skill
from curriculum.queries.certifiable import levels_held
from curriculum.queries.coverage import grid
from curriculum.services.certificate import issue_certificate
from curriculum.services.coverage import refresh_people
from curriculum.services.credential import Told, keep_credential
from curriculum.services.framework import draft_version, publish_version
from curriculum.services.identity import Words, retire_identity, reword_identity
from tests.cms.pages.conftest import come_in, learner_of, trust_with_a_framework, two_lessons
from tests.factories.curriculum import SkillFactory, TargetFactory
from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ola(hospital):
    return AccountFactory(person=hospital.people["Ola"])


def tomorrow():
    return today() + dt.timedelta(days=1)


def cell(hospital, on):
    level, skill = hospital.level.pk, hospital.target.skill_id
    found = grid(hospital.trust, units=[hospital.ward.pk], columns=[(level, None), (level, skill)], on=on)
    return [*found.values()]


def without(hospital, thing):
    """The thing is retired, and a version without it begins tomorrow: the level asks for something else."""
    retire_identity(thing=thing, on=today(), by=None)
    draft = draft_version(framework=hospital.level.framework, by=None)
    skill = SkillFactory(framework=hospital.level.framework)
    for dose in draft.doses.all():
        TargetFactory(dose=dose, skill=skill)
    if not draft.doses.exists():
        other = Level.objects.create(trust=hospital.trust, framework=draft.framework, code="OTHER", name="Others")
        TargetFactory(dose=draft.doses.create(trust=hospital.trust, level=other), skill=skill)
    publish_version(version=draft, effective_date=tomorrow(), on=today(), by=None)
    refresh_people(hospital.trust)


class TestASkill:
    def test_figures_of_past_days_and_of_today_stay_and_from_then_on_it_has_no_data(self, hospital):
        days = [today() - dt.timedelta(days=30), today()]
        before = [cell(hospital, on) for on in days]

        without(hospital, hospital.target.skill)

        assert [cell(hospital, on) for on in days] == before
        assert before[1][1].met > 0
        assert cell(hospital, tomorrow())[1] is None

    def test_entries_and_holdings_stay_and_read_by_its_name(self, hospital, ola):
        entries = [*DoseEntry.objects.order_by("pk").values()]

        without(hospital, hospital.target.skill)

        assert [*DoseEntry.objects.order_by("pk").values()] == entries
        held = Holding.objects.get(person=ola.person, skill=hospital.target.skill)
        assert (held.since < today(), held.until) == (True, tomorrow())
        client = client_of(ola)
        assert "Test a change" in words_of(client.get("/my/record/"))
        assert "Test a change" in client.get("/my/record/record.csv").content.decode("utf-8-sig")

    def test_a_credential_that_counts_for_it_can_be_changed_and_keeps_it(self, hospital):
        skill = hospital.target.skill
        told = Told("Course", "College", None, "The number", [(skill, Worth(1, 0))])
        credential = keep_credential(trust=hospital.trust, told=told, by=None)
        retire_identity(thing=skill, on=today(), by=None)
        lead = client_of(hospital.account(Role.PROGRAMME_LEAD))

        page = lead.get(f"/manage/framework/credentials/{credential.uuid}/")

        assert "Test a change" in words_of(page)
        assert page.context["form"][f"depth_{skill.pk}"].value() == 1


class TestALevel:
    def test_figures_of_past_days_stay_and_from_then_on_it_has_no_data(self, hospital):
        before = [cell(hospital, on) for on in (today() - dt.timedelta(days=30), today())]

        without(hospital, hospital.level)

        assert [cell(hospital, on) for on in (today() - dt.timedelta(days=30), today())] == before
        assert cell(hospital, tomorrow()) == [None, None]

    def test_a_certificate_keeps_its_words_and_is_read_by_its_code(self, hospital, ola, client):
        [fact] = levels_held(ola.person, on=today())
        certificate = issue_certificate(person=ola.person, fact=fact, by=ola)

        reword_identity(thing=hospital.level, words=Words("All of us"), by=None)
        without(hospital, hospital.level)

        assert Certificate.objects.get().title == "Everyone"
        page = words_of(client.get(f"/certificates/{certificate.code}/"))
        assert "Everyone" in page
        assert "All of us" not in page


class TestRenamed:
    def test_coverage_and_ones_own_page_say_the_new_name(self, hospital, ola):
        skill = hospital.target.skill
        reword_identity(thing=hospital.level, words=Words("All of us"), by=None)
        reword_identity(thing=skill, words=Words("Small tests", group=skill.group), by=None)

        assert "All of us" in words_of(client_of(ola).get("/my/"))
        assert "Small tests" in words_of(client_of(ola).get("/my/record/"))

    def test_a_search_for_the_old_name_finds_what_speaks_of_the_new_one_and_the_other_way(self, client):
        cache.clear()
        trust = trust_with_a_framework()
        module = load_module(load_site(trust, by=None), two_lessons(), trust=trust, by=None)
        module.summary = "How to kwalitate together."
        module.save_revision().publish()
        skill = Skill.objects.get(code="M1")
        reader = come_in(client, learner_of(trust))
        before = reader.get("/find/", {"q": "zorgling"}).context["hits"]

        for name in ("Zorgling", "Kwalitate"):
            reword_identity(thing=skill, words=Words(name, group=skill.group), by=None)
        cache.clear()

        assert [*before] == []
        found = [hit.title for hit in reader.get("/find/", {"q": "zorgling"}).context["hits"]]
        assert module.title in found


class TestPages:
    def test_the_editor_offers_no_retired_skill_but_keeps_the_one_that_is_chosen(self):
        trust = trust_with_a_framework()
        module = load_module(load_site(trust, by=None), two_lessons(), trust=trust, by=None)
        chosen = module.part_doses.first().skill
        level = module.levels.first()
        for thing in (chosen, Skill.objects.get(code="G6"), level, Level.objects.get(code="L8")):
            retire_identity(thing=thing, on=today(), by=None)
        page = ModulePage.objects.get(pk=module.pk)
        form = page.get_edit_handler().get_form_class()(instance=page, parent_page=page.get_parent(), for_user=None)

        rows = [one.fields["skill"].queryset for one in form.formsets["part_doses"].forms]

        assert chosen in rows[0]
        assert "G6" not in rows[0].values_list("code", flat=True)
        assert level in form.fields["levels"].queryset
        assert "L8" not in form.fields["levels"].queryset.values_list("code", flat=True)
        assert chosen not in form.formsets["part_doses"].empty_form.fields["skill"].queryset


def test_the_api_goes_on_telling_what_a_retired_skill_is(hospital):
    skill = hospital.target.skill
    reword_identity(thing=skill, words=Words("Small tests", group=skill.group), by=None)
    retire_identity(thing=skill, on=today(), by=None)
    client = client_of(hospital.account(Role.PROGRAMME_LEAD))

    [told] = client.get(f"/api/v1/frameworks/{hospital.level.framework.uuid}").json()["skills"]

    assert (told["code"], told["name"], told["former_names"]) == ("PDSA", "Small tests", ["Test a change"])
    assert told["retired_date"] == str(today())
