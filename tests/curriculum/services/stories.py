"""Random stories of a small trust, told through the services, on few days so that things meet on one day."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db import transaction
from hypothesis import strategies as st

from curriculum.calc.audience import Narrow
from curriculum.enums import Assessment, Depth, ExemptionReason, PracticeKind, SourceKind
from curriculum.models import AudienceRule, Level, LevelDose, PracticeTarget, Skill, Target
from curriculum.services.coverage import refresh_people
from curriculum.services.curve import fold_changes, mark_days
from curriculum.services.entry import Dose, correct_source, give_doses, void_source
from curriculum.services.exemption import end_exemption, exempt_person
from curriculum.services.framework import draft_version, publish_version
from curriculum.services.nomination import end_nomination, nominate_person
from tests.factories.curriculum import (
    ActivityVersionFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    LevelFactory,
    SkillFactory,
)
from tests.factories.workforce import AccountFactory, PersonFactory, SiteFactory, TrustFactory, UnitFactory, top_of
from workforce.enums import AbsenceKind, LeavingReason, PostKind, StaffGroup
from workforce.models import Account, Person, Post, Site, Trust, Unit
from workforce.services.absence import begin_absence, withdraw_absence
from workforce.services.person import end_person
from workforce.services.post import begin_post, change_post, correct_post, end_post
from workforce.services.refusal import Refused
from workforce.services.succession import merge_units
from workforce.services.unit import move_unit

FIRST = dt.date(2024, 1, 15)
CROWDED = [dt.date(2024, 1, 31), dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2024, 3, 1)]

some_days = st.sampled_from(CROWDED) | st.integers(0, 90).map(lambda number: FIRST + dt.timedelta(number))
untils = st.none() | some_days
bands = st.sampled_from(["", "Band 5"])
ftes = st.sampled_from([None, 0, 0.5, 1])
kinds = st.sampled_from([PostKind.SUBSTANTIVE, PostKind.SUBSTANTIVE, PostKind.BANK])
groups = st.sampled_from(["", StaffGroup.NURSING])


@dataclass
class Story:
    """The trust as it stands in the middle of its story."""

    trust: Trust
    account: Account
    units: list[Unit]
    people: list[Person]
    levels: list[Level]
    skills: list[Skill]
    site: Site
    posts: list[Post] = field(default_factory=list)
    absences: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    exemptions: list = field(default_factory=list)
    nominations: list = field(default_factory=list)

    def columns(self):
        return [(level.pk, skill and skill.pk) for level in self.levels for skill in (None, *self.skills)]

    def narrows(self):
        """Filters alone and mixed: unit, level and filter must hold on one and the same post."""
        nurses, at_the_site = frozenset({StaffGroup.NURSING.value}), frozenset({self.site.pk})
        return [
            Narrow(bands=frozenset({"Band 5"})),
            Narrow(staff_groups=nurses),
            Narrow(sites=at_the_site),
            Narrow(kinds=frozenset({"BANK", "PARTNER"}), bands=frozenset({""})),
            Narrow(staff_groups=nurses, sites=at_the_site, bands=frozenset({"", "Band 5"})),
        ]


def begin(draw) -> Story:
    trust = TrustFactory()
    top = top_of(trust)
    left, right = UnitFactory(parent=top), UnitFactory(parent=top)
    units = [top, left, right, UnitFactory(parent=left)]
    framework = FrameworkFactory(trust=trust)
    story = Story(
        trust=trust,
        account=AccountFactory(trust=trust),
        units=units,
        people=[PersonFactory(trust=trust) for _ in range(2)],
        levels=[LevelFactory(framework=framework) for _ in range(2)],
        skills=[SkillFactory(framework=framework) for _ in range(2)],
        site=SiteFactory(trust=trust),
    )
    write_version(draw, story, FrameworkVersionFactory(framework=framework, effective_date=draw(first_version_days)))
    for person in story.people:
        story.posts.append(begin_post(person=person, unit=draw(st.sampled_from(units)), since=FIRST, by=None, fte=1))
    return story


first_version_days = st.sampled_from([dt.date(2020, 1, 1), dt.date(2024, 1, 31)])


def write_version(draw, story, version):
    for level in story.levels[: draw(st.integers(1, 2))]:
        dose = LevelDose.objects.create(
            trust=story.trust,
            version=version,
            level=level,
            taught_minutes=draw(st.sampled_from([0, 0, 15])),
            grace_days=draw(st.sampled_from([0, 3, 20])),
            away_after_days=draw(st.sampled_from([0, 5])),
        )
        write_audience(draw, story, dose)
        write_targets(draw, story, dose)


def write_audience(draw, story, dose):
    units = draw(st.sampled_from([[], [], [story.units[1].pk]]))
    asked = draw(st.sampled_from([[], ["Band 5"]]))
    AudienceRule.objects.create(trust=story.trust, dose=dose, units=units, bands=asked)


def write_targets(draw, story, dose):
    for number, skill in enumerate(story.skills[: draw(st.integers(1, 2))]):
        months = draw(st.sampled_from([None, 1, 2]))
        Target.objects.create(
            trust=story.trust,
            dose=dose,
            skill=skill,
            depth=draw(st.integers(1, 3)),
            essential=number == 0 or draw(st.booleans()),
            minutes=draw(st.sampled_from([None, 10])),
            valid_months=months,
            renewal_minutes=draw(st.sampled_from([None, 5])) if months else None,
            renewal_grace_days=draw(st.sampled_from([0, 14])),
        )
    if draw(st.booleans()):
        PracticeTarget.objects.create(trust=story.trust, dose=dose, kind=PracticeKind.COACHING, count=1, months=1)


def some_post(draw, story):
    return draw(st.sampled_from(story.posts))


def some_unit(draw, story):
    return draw(st.sampled_from(story.units))


def some_person(draw, story):
    return draw(st.sampled_from(story.people))


# What may happen.


def second_post(draw, story):
    values = {"band": draw(bands), "fte": draw(ftes), "kind": draw(kinds), "until": draw(untils)}
    values |= {"staff_group": draw(groups), "site": draw(st.sampled_from([None, story.site]))}
    person, unit = some_person(draw, story), some_unit(draw, story)
    story.posts.append(begin_post(person=person, unit=unit, since=draw(some_days), by=None, **values))


def post_moves(draw, story):
    change_post(post=some_post(draw, story), on=draw(some_days), by=None, unit=some_unit(draw, story), band=draw(bands))


def post_is_corrected(draw, story):
    since = draw(some_days)
    values = {"fte": draw(ftes), "band": draw(bands), "staff_group": draw(groups)}
    correct_post(post=some_post(draw, story), since=since, until=since + dt.timedelta(10), by=None, **values)


def post_ends(draw, story):
    end_post(post=some_post(draw, story), on=draw(some_days), by=None)


def person_leaves(draw, story):
    end_person(person=some_person(draw, story), on=draw(some_days), reason=LeavingReason.RETIRED, by=None)


def somebody_is_away(draw, story):
    person, since, until = some_person(draw, story), draw(some_days), draw(untils)
    story.absences.append(
        begin_absence(person=person, kind=AbsenceKind.PARENTAL, since=since, until=until, by=story.account)
    )


def absence_is_withdrawn(draw, story):
    if story.absences:
        withdraw_absence(absence=story.absences.pop(), by=story.account)


def somebody_is_exempt(draw, story):
    exemption = exempt_person(
        person=some_person(draw, story),
        level=draw(st.sampled_from([None, *story.levels])),
        reason=ExemptionReason.ROLE,
        since=draw(some_days),
        until=draw(some_days),
        approved_by=story.account,
        by=story.account,
    )
    story.exemptions.append(exemption)


def exemption_ends(draw, story):
    if story.exemptions:
        end_exemption(exemption=draw(st.sampled_from(story.exemptions)), until=draw(some_days), by=None)


def somebody_is_named(draw, story):
    post = draw(st.none() | st.sampled_from(story.posts))
    nomination = nominate_person(
        person=post.person if post else some_person(draw, story),
        level=draw(st.sampled_from(story.levels)),
        post=post,
        unit=None if post else some_unit(draw, story),
        since=draw(some_days),
        until=draw(untils),
        by=story.account,
    )
    story.nominations.append(nomination)


def nomination_ends(draw, story):
    if story.nominations:
        end_nomination(nomination=draw(st.sampled_from(story.nominations)), until=draw(some_days), by=None)


def unit_moves(draw, story):
    move_unit(unit=story.units[3], parent=draw(st.sampled_from(story.units[:3])), on=draw(some_days), by=None)


def units_merge(draw, story):
    merge_units(units=[story.units[3]], into=story.units[2], on=draw(some_days), by=None)


def version_is_published(draw, story):
    draft = draft_version(framework=story.levels[0].framework, by=None)
    draft.doses.all().delete()
    write_version(draw, story, draft)
    publish_version(version=draft, effective_date=draw(some_days), on=FIRST - dt.timedelta(1), by=None)


def dose_is_given(draw, story):
    assessment = draw(st.sampled_from(["", "", "", *Assessment]))
    practice = draw(st.sampled_from(["", PracticeKind.COACHING]))
    dose = Dose(
        skill=draw(st.sampled_from(story.skills)).pk,
        depth=draw(st.integers(1, 3)),
        minutes=draw(st.sampled_from([5, 10, 20])),
        practice_kind=practice,
        practice_count=1 if practice else 0,
        assessment=assessment,
        expires_date=draw(untils) if assessment == Assessment.CREDENTIAL else None,
    )
    source, person = uuid.uuid4(), some_person(draw, story)
    give_doses(
        person=person,
        doses=[dose],
        source_kind=SourceKind.PRIOR_LEARNING,
        source_id=source,
        given_date=draw(some_days),
        by=None,
    )
    story.sources.append((person, source))


def dose_is_voided(draw, story):
    if story.sources:
        _, source = draw(st.sampled_from(story.sources))
        void_source(trust=story.trust, source_kind=SourceKind.PRIOR_LEARNING, source_id=source, by=None)


def dose_is_corrected(draw, story):
    if story.sources:
        person, source = draw(st.sampled_from(story.sources))
        version = ActivityVersionFactory(trust=story.trust, gives=story.skills, gives__depth=Depth.DO)
        correct_source(
            person=person,
            version=version,
            source_kind=SourceKind.PRIOR_LEARNING,
            source_id=source,
            given_date=draw(some_days),
            by=None,
        )


def coverage_is_kept(draw, story):
    refresh_people(story.trust)
    fold_changes(story.trust.pk)
    mark_days(story.trust.pk, draw(some_days))


def happen(data, story, at_most=9, then=()):
    """What the services refuse changes nothing, and the story goes on."""
    for happening in [*data.draw(st.lists(st.sampled_from(HAPPENINGS), max_size=at_most)), *then]:
        try:
            with transaction.atomic():
                happening(data.draw, story)
        except Refused:
            continue


HAPPENINGS = [
    second_post,
    post_moves,
    post_is_corrected,
    post_ends,
    person_leaves,
    somebody_is_away,
    absence_is_withdrawn,
    somebody_is_exempt,
    exemption_ends,
    somebody_is_named,
    nomination_ends,
    unit_moves,
    units_merge,
    version_is_published,
    dose_is_given,
    dose_is_given,
    dose_is_given,
    dose_is_voided,
    dose_is_corrected,
    coverage_is_kept,
    coverage_is_kept,
]

__all__ = ["HAPPENINGS", "begin", "happen", "second_post", "some_days"]
