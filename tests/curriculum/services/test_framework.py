import datetime as dt

import pytest

from curriculum.enums import VersionState
from curriculum.models import FrameworkVersion, Level, Skill, Target
from curriculum.services.dose import CannotChangeDose, PracticeAsked, TargetAsked, change_dose
from curriculum.services.framework import (
    CannotDraftVersion,
    CannotPublishVersion,
    discard_draft,
    draft_version,
    load_framework,
    publish_version,
)
from curriculum.services.framework_file import CannotLoadFramework
from tests.factories.workforce import PersonFactory, TrustFactory
from workforce.models import ChangedPerson, Decision

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 1)
TOMORROW = dt.date(2026, 5, 2)
FIRST_DAY = dt.date(2023, 4, 1)


def data() -> dict:
    return {
        "framework": {"name": "Improvement", "name_cy": "Gwella", "source_note": "Ours"},
        "skill_groups": [{"code": "M", "name": "Method", "position": 1}],
        "skills": [
            {"code": "M1", "group": "M", "name": "PDSA", "depths": {1: "Says it", 2: "Does it"}},
            {"code": "M2", "group": "M", "name": "Maps"},
        ],
        "levels": [
            {
                "code": "L1",
                "order": 1,
                "name": "Everyone",
                "audience": [{"kinds": ["SUBSTANTIVE"], "flags": []}],
                "taught_minutes": 60,
                "grace_days": 90,
                "away_after_days": 28,
                "practice": [{"kind": "OWN_WORK", "count": 1, "months": None}],
                "targets": [
                    {"skill": "M1", "depth": 1, "essential": True, "valid_months": 24, "renewal_minutes": 20},
                    {"skill": "M2", "depth": 1, "essential": False},
                ],
            }
        ],
    }


@pytest.fixture
def version() -> FrameworkVersion:
    return load_framework(trust=TrustFactory(), data=data(), effective_date=FIRST_DAY, by=None)


def test_a_file_becomes_identities_and_a_first_version_in_force_from_any_day(version):
    dose = version.doses.get()

    assert (version.number, version.state, version.effective_date) == (1, VersionState.PUBLISHED, FIRST_DAY)
    assert Skill.objects.get(code="M1").depth_words == {"1": "Says it", "2": "Does it"}
    assert (dose.level.name, dose.taught_minutes, dose.grace_days) == ("Everyone", 60, 90)
    assert [*dose.targets.order_by("skill__code").values_list("skill__code", "essential", "valid_months")] == [
        ("M1", True, 24),
        ("M2", False, None),
    ]
    assert dose.practice_targets.get().kind == "OWN_WORK"
    assert dose.audience_rules.get().kinds == ["SUBSTANTIVE"]


def test_a_file_loaded_again_changes_words_and_no_dose(version):
    again = data()
    again["levels"][0] |= {"name": "All of us", "taught_minutes": 10}

    same = load_framework(trust=version.trust, data=again, effective_date=TODAY, by=None)

    assert same == version
    assert (Level.objects.get().name, Level.objects.get().former_names) == ("All of us", ["Everyone"])
    assert version.doses.get().taught_minutes == 60


def test_a_file_that_names_an_unknown_skill_is_refused_and_nothing_is_loaded():
    wrong = data()
    wrong["levels"][0]["targets"][0]["skill"] = "M9"

    with pytest.raises(CannotLoadFramework, match="M9"):
        load_framework(trust=TrustFactory(), data=wrong, effective_date=FIRST_DAY, by=None)

    assert not Skill.objects.exists()


def test_a_draft_asks_for_what_the_last_version_asks_for(version):
    draft = draft_version(framework=version.framework, by=None)
    dose = draft.doses.get()

    assert (draft.number, draft.state, draft.effective_date) == (2, VersionState.DRAFT, None)
    assert dose != version.doses.get()
    assert dose.taught_minutes == 60
    assert dose.targets.get(skill__code="M1").renewal_minutes == 20
    assert dose.practice_targets.get().kind == "OWN_WORK"
    assert dose.audience_rules.get().kinds == ["SUBSTANTIVE"]


def test_there_is_one_draft_at_a_time(version):
    draft_version(framework=version.framework, by=None)

    with pytest.raises(CannotDraftVersion, match="draft already"):
        draft_version(framework=version.framework, by=None)

    assert FrameworkVersion.objects.count() == 2


def test_a_draft_can_be_discarded_a_published_version_cannot(version):
    draft = draft_version(framework=version.framework, by=None)

    discard_draft(version=draft, by=None)
    with pytest.raises(CannotDraftVersion):
        discard_draft(version=version, by=None)

    assert [*FrameworkVersion.objects.all()] == [version]


def test_publishing_tells_of_everybody_and_leaves_a_trail(version):
    person = PersonFactory(trust=version.trust)
    PersonFactory()
    ChangedPerson.objects.all().delete()
    draft = draft_version(framework=version.framework, by=None)

    published = publish_version(version=draft, effective_date=TOMORROW, on=TODAY, by=None, change_note="Longer")

    assert (published.state, published.effective_date, published.change_note) == ("PUBLISHED", TOMORROW, "Longer")
    assert published.published_at is not None
    assert [*ChangedPerson.objects.values_list("person", flat=True)] == [person.pk]
    assert Decision.objects.filter(did="published a framework version", to_id=draft.pk).exists()


@pytest.mark.parametrize("day", [TODAY, dt.date(2020, 1, 1)])
def test_a_second_version_begins_tomorrow_at_the_earliest(version, day):
    draft = draft_version(framework=version.framework, by=None)

    with pytest.raises(CannotPublishVersion, match="tomorrow at the earliest"):
        publish_version(version=draft, effective_date=day, on=TODAY, by=None)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_no_two_versions_begin_on_one_day(version):
    publish_version(
        version=draft_version(framework=version.framework, by=None), effective_date=TOMORROW, on=TODAY, by=None
    )
    draft = draft_version(framework=version.framework, by=None)

    with pytest.raises(CannotPublishVersion, match="Another version begins on 2 May 2026"):
        publish_version(version=draft, effective_date=TOMORROW, on=TODAY, by=None)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_a_version_without_targets_is_refused(version):
    draft = draft_version(framework=version.framework, by=None)
    draft.doses.all().delete()

    with pytest.raises(CannotPublishVersion, match="asks nothing of anybody"):
        publish_version(version=draft, effective_date=TOMORROW, on=TODAY, by=None)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_a_level_without_an_essential_target_is_refused_by_name(version):
    draft = draft_version(framework=version.framework, by=None)
    Target.objects.filter(dose__version=draft).update(essential=False)

    with pytest.raises(CannotPublishVersion, match="Without one: Everyone"):
        publish_version(version=draft, effective_date=TOMORROW, on=TODAY, by=None)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_a_dose_is_changed_as_one_table(version):
    dose = draft_version(framework=version.framework, by=None).doses.get()
    [m2] = Skill.objects.filter(code="M2")

    change_dose(
        dose=dose,
        taught_minutes=30,
        grace_days=10,
        away_after_days=14,
        targets=[TargetAsked(skill=m2, depth=2, valid_months=12, renewal_practices=1)],
        practice=[PracticeAsked("PDSA_LED", 2, 12)],
        by=None,
    )

    dose.refresh_from_db()
    assert (dose.taught_minutes, dose.grace_days, dose.away_after_days) == (30, 10, 14)
    assert [*dose.targets.values_list("skill__code", "depth", "renewal_practices")] == [("M2", 2, 1)]
    assert [*dose.practice_targets.values_list("kind", "count", "months")] == [("PDSA_LED", 2, 12)]


def test_a_published_dose_stays_as_it_is(version):
    dose = version.doses.get()

    with pytest.raises(CannotChangeDose, match="stays as it is"):
        change_dose(dose=dose, taught_minutes=0, grace_days=0, away_after_days=0, targets=[], practice=[], by=None)

    dose.refresh_from_db()
    assert dose.taught_minutes == 60
    assert dose.targets.count() == 2


@pytest.mark.parametrize(
    "told,reason",
    [
        ({"depth": 1, "counts_from": 2}, "never from above"),
        ({"depth": 1, "valid_months": 12, "renewal_minutes": 5, "renewal_practices": 1}, "not both"),
        ({"depth": 1, "renewal_minutes": 5}, "needs no renewal"),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(version, told, reason):
    dose = draft_version(framework=version.framework, by=None).doses.get()
    asked = TargetAsked(skill=Skill.objects.get(code="M1"), **told)

    with pytest.raises(CannotChangeDose, match=reason):
        change_dose(dose=dose, taught_minutes=1, grace_days=0, away_after_days=0, targets=[asked], practice=[], by=None)

    dose.refresh_from_db()
    assert dose.taught_minutes == 60
    assert dose.targets.count() == 2
