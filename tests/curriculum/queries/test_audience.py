import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from curriculum.calc.audience import AudienceRule as Rule
from curriculum.calc.audience import PostStretch as Stretch
from curriculum.calc.audience import rule_reaches
from curriculum.calc.days import interval
from curriculum.models import AudienceRule, LevelDose
from curriculum.queries.audience import people_reached, posts_of_rules, preview_level, preview_rule
from curriculum.services.nomination import nominate_person
from tests.factories.framework import small_framework
from tests.factories.workforce import BEGINNING, PersonFactory, PostFactory, SiteFactory, TrustFactory, UnitFactory
from workforce.models import PostStretch, Unit

DAY = dt.date(2026, 5, 1)


def rule(dose: LevelDose, **conditions) -> AudienceRule:
    return AudienceRule(trust=dose.trust, dose=dose, **conditions)


@pytest.fixture
def dose(db) -> LevelDose:
    return small_framework(TrustFactory(), audience=[]).doses.get()


def test_a_rule_that_asks_nothing_reaches_the_kinds_that_carry_by_default(dose):
    ward = UnitFactory(trust=dose.trust)
    nurse = PostFactory(unit=ward, title="Staff Nurse")
    for kind in ("BANK", "PLACEMENT", "ROTATION"):
        PostFactory(unit=ward, kind=kind)
    PostFactory(unit=ward, until=dt.date(2026, 1, 1))
    PostFactory()

    preview = preview_rule(rule(dose), on=DAY)

    assert (preview.people, preview.posts) == (1, 1)
    assert [(shown.name, shown.title, shown.kind) for shown in preview.examples] == [
        (str(nurse.person), "Staff Nurse", "Substantive")
    ]


def test_a_unit_of_a_rule_means_all_below_it(dose):
    division = UnitFactory(trust=dose.trust)
    inside = PostFactory(unit=UnitFactory(trust=dose.trust, parent=division))
    PostFactory(unit=UnitFactory(trust=dose.trust))

    reached = posts_of_rules(dose.trust, [rule(dose, units=[division.pk])], on=DAY)

    assert [post.post for post in reached] == [inside]


def test_the_nominated_are_reached_whatever_their_kind_and_people_count_once(dose):
    bank = PostFactory(unit=UnitFactory(trust=dose.trust), kind="BANK")
    PostFactory(person=bank.person, unit=UnitFactory(trust=dose.trust), kind="BANK")
    top = dose.trust.units.get(places__parent=None)
    nominate_person(person=bank.person, level=dose.level, unit=top, since=BEGINNING, by=None)

    preview = preview_level(dose, on=DAY)

    assert (preview.people, preview.posts) == (1, 2)
    assert people_reached(dose, on=DAY) == {bank.person_id}


def test_a_preview_shows_ten_and_asks_as_often_for_one_as_for_thirty(dose, django_assert_num_queries):
    ward = UnitFactory(trust=dose.trust)
    PostFactory(unit=ward)
    with django_assert_num_queries(4):
        preview_rule(rule(dose), on=DAY)
    for _ in range(29):
        PostFactory(unit=ward)

    with django_assert_num_queries(4):
        preview = preview_rule(rule(dose), on=DAY)

    assert (preview.people, len(preview.examples)) == (30, 10)


KINDS = st.sampled_from(["SUBSTANTIVE", "BANK", "HONORARY", "PLACEMENT"])
GROUPS = st.sampled_from(["01", "03"])
BANDS = st.sampled_from(["", "5", "7"])
FLAGS = st.sampled_from(["COACH", "SPONSOR"])


class TestTheQueryIsTheDefinition(TestCase):
    """Random posts and rules: what PostgreSQL finds is what `curriculum.calc` says."""

    @classmethod
    def setUpTestData(cls):
        cls.dose = small_framework(TrustFactory(), audience=[]).doses.get()
        cls.trust = cls.dose.trust
        cls.division = UnitFactory(trust=cls.trust)
        cls.wards = [UnitFactory(trust=cls.trust, parent=cls.division), UnitFactory(trust=cls.trust)]
        cls.sites = [SiteFactory(trust=cls.trust), SiteFactory(trust=cls.trust)]
        cls.person = PersonFactory(trust=cls.trust)

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_they_agree(self, data):
        posts = [self.any_post(data) for _ in range(data.draw(st.integers(1, 5)))]
        asked = self.any_rule(data)

        found = {post.pk for post in posts_of_rules(self.trust, [asked], on=DAY)}

        assert found == {post.pk for post in posts if rule_reaches(plain_rule(asked), plain_post(post), above(post))}

    def any_post(self, data) -> PostStretch:
        return PostFactory(
            person=self.person,
            unit=data.draw(st.sampled_from(self.wards)),
            site=data.draw(st.sampled_from([None, *self.sites])),
            kind=data.draw(KINDS),
            staff_group=data.draw(GROUPS),
            band=data.draw(BANDS),
            flags=data.draw(st.lists(FLAGS, unique=True)),
        ).stretches.get()

    def any_rule(self, data) -> AudienceRule:
        units: list[Unit] = [self.division, *self.wards]
        return rule(
            self.dose,
            kinds=data.draw(st.lists(KINDS, unique=True, max_size=2)),
            staff_groups=data.draw(st.lists(GROUPS, unique=True, max_size=1)),
            bands=data.draw(st.lists(BANDS, unique=True, max_size=2)),
            flags=data.draw(st.lists(FLAGS, unique=True, max_size=2)),
            units=data.draw(st.lists(st.sampled_from([unit.pk for unit in units]), unique=True, max_size=1)),
            sites=data.draw(st.lists(st.sampled_from([site.pk for site in self.sites]), unique=True, max_size=1)),
        )


def plain_rule(asked: AudienceRule) -> Rule:
    names = ("kinds", "staff_groups", "job_roles", "bands", "flags", "units", "sites")
    return Rule(**{name: frozenset(getattr(asked, name)) for name in names})


def plain_post(post: PostStretch) -> Stretch:
    return Stretch(
        post=post.post_id,
        person=post.person_id,
        unit=post.unit_id,
        during=interval(post.since, post.until),
        kind=post.kind,
        staff_group=post.staff_group,
        band=post.band,
        site=post.site_id,
        flags=frozenset(post.flags),
    )


def above(post: PostStretch) -> set[int]:
    return set(post.unit.reaches_up.on(DAY).values_list("ancestor", flat=True))
