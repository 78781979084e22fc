import datetime as dt

import pytest

from curriculum.enums import VersionState
from curriculum.models import FrameworkVersion, Skill
from curriculum.queries.framework import (
    draft_of,
    framework_of,
    version_in_force,
    versions_of,
    what_changes,
)
from curriculum.services.audience import RuleAsked, add_rule, change_rule
from curriculum.services.dose import TargetAsked, change_dose, drop_level
from curriculum.services.framework import draft_version, publish_version
from tests.factories.curriculum import dose_given
from tests.factories.framework import draft_dose, small_framework
from tests.factories.workforce import BEGINNING, PostFactory, TrustFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 4, 30)
FIRST_DAY = dt.date(2026, 5, 1)
NOT_KEPT = {"targets": [{"skill": "M1", "depth": 1, "essential": True, "valid_months": 24}]}


@pytest.fixture
def version() -> FrameworkVersion:
    return small_framework(TrustFactory(), **NOT_KEPT)


def asked(draft, **told) -> None:
    skill = Skill.objects.get(framework=draft.version.framework, code="M1")
    change_dose(
        dose=draft,
        taught_minutes=0,
        grace_days=0,
        away_after_days=28,
        targets=[TargetAsked(skill=skill, depth=1, **told)],
        practice=[],
        by=None,
    )


def test_a_draft_that_changes_nothing_changes_nothing_for_anybody(version):
    PostFactory(unit=UnitFactory(trust=version.trust))
    draft = draft_version(framework=version.framework, by=None)

    [change] = what_changes(draft, on=FIRST_DAY)

    assert (change.people_before, change.people_after, change.is_none) == (1, 1, True)


def test_longer_validity_gives_the_level_back_to_whom_it_had_lapsed_for(version):
    ward = UnitFactory(trust=version.trust)
    bo, current, never = PostFactory(unit=ward).person, PostFactory(unit=ward).person, PostFactory(unit=ward).person
    skill = Skill.objects.get(framework=version.framework, code="M1")
    dose_given(bo, skill, on=dt.date(2024, 3, 1))
    dose_given(current, skill, on=dt.date(2025, 3, 1))
    draft = draft_dose(version)
    asked(draft, valid_months=36)

    [change] = what_changes(draft.version, on=FIRST_DAY)

    assert (change.newly_holds.people, change.newly_holds.names) == (1, [str(bo)])
    assert change.no_longer_holds.people == 0
    assert never.pk


def test_shorter_validity_takes_the_level_away(version):
    person = PostFactory(unit=UnitFactory(trust=version.trust)).person
    dose_given(person, Skill.objects.get(framework=version.framework, code="M1"), on=dt.date(2025, 3, 1))
    draft = draft_dose(version)
    asked(draft, valid_months=12)

    [change] = what_changes(draft.version, on=FIRST_DAY)

    assert (change.newly_holds.people, change.no_longer_holds.names) == (0, [str(person)])


def test_another_audience_gains_some_and_loses_some(version):
    ward = UnitFactory(trust=version.trust)
    nurse = PostFactory(unit=ward, staff_group="03").person
    bank = PostFactory(unit=ward, kind="BANK", staff_group="01").person
    PostFactory(staff_group="01", kind="BANK")
    draft = draft_dose(version)
    change_rule(rule=draft.audience_rules.get(), asked=RuleAsked(kinds=["BANK"], staff_groups=["01"]), by=None)

    [change] = what_changes(draft.version, on=FIRST_DAY)

    assert (change.people_before, change.people_after) == (1, 1)
    assert (change.gains.names, change.loses.names) == ([str(bank)], [str(nurse)])


def test_a_level_taken_out_is_lost_by_all_who_had_it(version):
    person = PostFactory(unit=UnitFactory(trust=version.trust)).person
    dose_given(person, Skill.objects.get(framework=version.framework, code="M1"), on=dt.date(2025, 3, 1))
    draft = draft_dose(version)
    drop_level(dose=draft, by=None)

    [change] = what_changes(draft.version, on=FIRST_DAY)

    assert (change.loses.people, change.no_longer_holds.people, change.people_after) == (1, 1, 0)


def test_the_number_of_questions_does_not_grow_with_the_people(version, django_assert_max_num_queries):
    ward = UnitFactory(trust=version.trust)
    for _ in range(30):
        PostFactory(unit=ward, kind="BANK")
    draft = draft_dose(version)
    add_rule(dose=draft, asked=RuleAsked(kinds=["BANK"]), by=None)

    with django_assert_max_num_queries(20):
        [change] = what_changes(draft.version, on=FIRST_DAY)

    assert (change.gains.people, len(change.gains.names)) == (30, 10)


def test_which_version_is_in_force_and_which_is_a_draft(version):
    draft = draft_version(framework=version.framework, by=None)
    publish_version(version=draft, effective_date=FIRST_DAY, on=TODAY, by=None)
    newest = draft_version(framework=version.framework, by=None)
    small_framework(TrustFactory())

    assert framework_of(version.trust) == version.framework
    assert version_in_force(version.trust, on=BEGINNING - dt.timedelta(days=1)) is None
    assert version_in_force(version.trust, on=TODAY) == version
    assert version_in_force(version.trust, on=FIRST_DAY) == draft
    assert draft_of(version.trust) == newest
    assert [(row.number, row.state, row.levels) for row in versions_of(version.trust)] == [
        (3, VersionState.DRAFT, 1),
        (2, VersionState.PUBLISHED, 1),
        (1, VersionState.PUBLISHED, 1),
    ]
