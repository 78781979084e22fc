import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import VersionState
from curriculum.models import FrameworkVersion, Skill, Target
from curriculum.services.framework import draft_version
from tests.factories.framework import small_framework
from tests.factories.workforce import PostFactory, TrustFactory, UnitFactory, account_with, top_of
from workforce.enums import Role

from .reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> FrameworkVersion:
    return small_framework(TrustFactory())


def client_with(role: Role, version: FrameworkVersion) -> Client:
    client = Client()
    client.force_login(account_with(role, top_of(version.trust)))
    return client


@pytest.fixture
def lead(version) -> Client:
    return client_with(Role.PROGRAMME_LEAD, version)


def day_after_tomorrow() -> dict:
    day = timezone.localdate() + dt.timedelta(2)
    return {"effective_date_day": day.day, "effective_date_month": day.month, "effective_date_year": day.year}


def table_of(version: FrameworkVersion, **told) -> dict:
    """The dose's form as it is sent when only these fields are filled in."""
    skills = {skill.code: skill.pk for skill in Skill.objects.filter(framework=version.framework)}
    said = {"taught_minutes": 60, "grace_days": 30, "away_after_days": 28}
    return said | {f"skill-{skills[name[:2]]}-{name[3:]}": value for name, value in told.items()}


def test_the_versions_and_levels_are_everybodys_to_read_and_show_no_names(version):
    nurse = PostFactory(unit=UnitFactory(trust=version.trust)).person
    staff = client_with(Role.STAFF, version)

    page = staff.get(reverse("framework")).content.decode()
    level = staff.get(reverse("framework-level", args=[1, "L1"])).content.decode()

    assert "In force" in page
    assert "Draft a new version" not in page
    assert "1 person today" in level
    assert nurse.family_name not in level


def test_a_programme_lead_sees_whom_a_level_reaches(version, lead):
    nurse = PostFactory(unit=UnitFactory(trust=version.trust)).person
    elsewhere = PostFactory().person

    page = lead.get(reverse("framework-level", args=[1, "L1"])).content.decode()

    assert str(nurse) in page
    assert str(elsewhere) not in page


def test_only_a_programme_lead_drafts(version, lead):
    for role in (Role.STAFF, Role.UNIT_MANAGER, Role.EDITOR, Role.BOARD_READER):
        assert client_with(role, version).post(reverse("framework-draft")).status_code == 403
    assert FrameworkVersion.objects.count() == 1

    answer = lead.post(reverse("framework-draft"))

    assert answer.url == reverse("framework-version", args=[2])
    assert FrameworkVersion.objects.get(number=2).state == VersionState.DRAFT


def test_another_trusts_version_is_not_there(version):
    elsewhere = small_framework(TrustFactory())
    draft_version(framework=elsewhere.framework, by=None)

    assert client_with(Role.PROGRAMME_LEAD, version).get(reverse("framework-version", args=[2])).status_code == 404


def test_the_dose_is_changed_as_one_table(version, lead):
    draft = draft_version(framework=version.framework, by=None)
    told = table_of(version, M1_depth=2, M1_essential="on", M1_valid_months=24, M1_renewal_minutes=20, M2_depth=1)

    answer = lead.post(reverse("framework-dose", args=[2, "L1"]), told)

    assert answer.url == reverse("framework-level", args=[2, "L1"])
    targets = Target.objects.filter(dose__version=draft).order_by("skill__code")
    assert [*targets.values_list("skill__code", "depth", "essential", "valid_months", "renewal_minutes")] == [
        ("M1", 2, True, 24, 20),
        ("M2", 1, False, None, None),
    ]


def test_a_dose_that_contradicts_itself_is_said_beside_the_form_and_nothing_changes(version, lead):
    draft = draft_version(framework=version.framework, by=None)

    page = lead.post(reverse("framework-dose", args=[2, "L1"]), table_of(version, M1_depth=1, M1_renewal_minutes=5))

    assert "what never lapses needs no renewal" in page.content.decode()
    assert Target.objects.get(dose__version=draft).renewal_minutes is None


@pytest.mark.parametrize("wrong", [{"M1_depth": "deep"}, {"M1_depth": 1, "M1_minutes": -1}, {"M1_depth": 9}])
def test_a_dose_that_is_none_is_refused_and_nothing_changes(version, lead, wrong):
    draft = draft_version(framework=version.framework, by=None)

    page = lead.post(reverse("framework-dose", args=[2, "L1"]), table_of(version, **wrong))

    assert "There is a problem" in page.content.decode()
    assert Target.objects.get(dose__version=draft).minutes is None


def test_a_rule_is_previewed_before_it_is_saved(version, lead):
    draft = draft_version(framework=version.framework, by=None)
    bank = PostFactory(unit=UnitFactory(trust=version.trust), kind="BANK").person
    new = reverse("framework-rule-new", args=[2, "L1"])

    preview = lead.post(new, {"kinds": ["BANK"], "preview": "1"}).content.decode()
    rules_then = draft.doses.get().audience_rules.count()
    answer = lead.post(new, {"kinds": ["BANK"], "bands": "5, 8a"})

    assert str(bank) in preview
    assert rules_then == 1
    assert answer.url == reverse("framework-level", args=[2, "L1"])
    assert draft.doses.get().audience_rules.get(kinds=["BANK"]).bands == ["5", "8a"]


def test_a_rules_units_are_written_by_name_or_code_and_what_is_not_clear_is_said(version, lead):
    draft = draft_version(framework=version.framework, by=None)
    ward = UnitFactory(trust=version.trust, name="Ward Seven", code="W7")
    theatre = UnitFactory(trust=version.trust, name="Theatres", code="TH")
    twins = [UnitFactory(trust=version.trust, name="Pharmacy", code=code) for code in ("P1", "P2")]
    UnitFactory(name="Elsewhere")
    new = reverse("framework-rule-new", args=[2, "L1"])

    refused = lead.post(new, {"units": "ward seven\nPharmacy\nElsewhere"}).content.decode()
    there_then = draft.doses.get().audience_rules.exclude(units=[]).exists()
    lead.post(new, {"units": "ward  seven\nTH\nP2\n"})

    assert "There is no unit called “Elsewhere” today." in refused
    assert "Several units are called “Pharmacy”." in refused
    assert not there_then
    assert draft.doses.get().audience_rules.exclude(units=[]).get().units == [ward.pk, theatre.pk, twins[1].pk]


def test_a_rule_is_taken_out(version, lead):
    dose = draft_version(framework=version.framework, by=None).doses.get()
    rule = dose.audience_rules.get()

    lead.post(reverse("framework-rule", args=[2, "L1", rule.pk]), {"drop": "1"})

    assert not dose.audience_rules.exists()


def test_publication_shows_what_changes_first_and_then_publishes(version, lead):
    draft = draft_version(framework=version.framework, by=None)
    bank = PostFactory(unit=UnitFactory(trust=version.trust), kind="BANK").person
    draft.doses.get().audience_rules.update(kinds=["BANK"])
    day = timezone.localdate() + dt.timedelta(days=40)
    told = {"effective_date_day": day.day, "effective_date_month": day.month, "effective_date_year": day.year}

    page = lead.post(reverse("framework-publish", args=[2]), told).content.decode()
    draft.refresh_from_db()
    state_then = draft.state
    lead.post(reverse("framework-publish", args=[2]), told | {"publish": "1", "change_note": "Bank too"})

    assert "1 person gains this level" in page
    assert str(bank) in page
    assert state_then == VersionState.DRAFT
    draft.refresh_from_db()
    assert (draft.state, draft.effective_date, draft.change_note) == (VersionState.PUBLISHED, day, "Bank too")


def test_a_day_that_is_not_after_today_is_refused_on_the_page(version, lead):
    draft = draft_version(framework=version.framework, by=None)
    today = timezone.localdate()
    told = {"effective_date_day": today.day, "effective_date_month": today.month, "effective_date_year": today.year}

    page = lead.post(reverse("framework-publish", args=[2]), told | {"publish": "1"}).content.decode()

    assert "tomorrow at the earliest" in page
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_a_draft_is_discarded_once_it_was_asked_again(version, lead):
    draft_version(framework=version.framework, by=None)

    asked = words_of(lead.get(reverse("framework-discard", args=[2])))
    still = FrameworkVersion.objects.filter(number=2).exists()
    lead.post(reverse("framework-discard", args=[2]))

    assert "Everything that was changed in it since" in asked
    assert still
    assert [*FrameworkVersion.objects.values_list("number", flat=True)] == [1]


def test_a_published_version_is_not_offered_to_be_discarded(version, lead):
    asked = words_of(lead.get(reverse("framework-discard", args=[1])))
    lead.post(reverse("framework-discard", args=[1]))

    assert ("A published version is kept for good." in asked, "Discard the draft" in asked) == (True, False)
    assert FrameworkVersion.objects.get().number == 1


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"M1_minutes": "-5"}, "“PDSA: Minutes” is at least 0"),
        ({"M1_valid_months": "5000"}, "“PDSA: Kept for months” is at most 600"),
        ({"M1_minutes": "ten"}, "“PDSA: Minutes” is a number, such as 12"),
    ],
)
def test_a_number_that_cannot_be_names_its_skill_and_its_field(version, lead, typed, words):
    draft_version(framework=version.framework, by=None)
    before = [*Target.objects.values_list("minutes", "valid_months")]

    page = lead.post(reverse("framework-dose", args=[2, "L1"]), table_of(version, M1_depth=1, **typed))

    assert words in words_of(page)
    assert [*Target.objects.values_list("minutes", "valid_months")] == before


def test_what_stands_in_the_way_of_publishing_is_said_with_the_preview(version, lead):
    draft_version(framework=version.framework, by=None)
    Target.objects.filter(dose__version__number=2).update(essential=False)

    page = words_of(lead.post(reverse("framework-publish", args=[2]), day_after_tomorrow()))

    assert "What changes for whom on that day" in page
    assert "Every level needs at least one essential target." in page
    assert "Show it again" in page
    assert "Publish Show it again" not in page


def test_a_version_to_come_says_so_and_counts_the_people_of_its_first_day(version, lead):
    draft_version(framework=version.framework, by=None)
    told = lead.post(reverse("framework-publish", args=[2]), day_after_tomorrow() | {"publish": "1"}, follow=True)

    page = words_of(lead.get(reverse("framework-version", args=[2])))

    assert "are being made anew; that takes a minute or two." in words_of(told)
    assert "It will be in force from" in page
    assert ("People on " in page, "People today" in page) == (True, False)
