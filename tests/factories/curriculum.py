"""Frameworks, activities and dose for tests. The framework begins with the days of the workforce factories."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from curriculum.enums import ActivityKind, Depth, ExemptionReason, SourceKind, VersionState
from curriculum.models import (
    Activity,
    ActivityDose,
    ActivityVersion,
    Exemption,
    Framework,
    FrameworkVersion,
    Level,
    LevelDose,
    Nomination,
    Skill,
    SkillGroup,
    Target,
)
from curriculum.models import AudienceRule as Rule
from curriculum.services.entry import give_dose

from .workforce import BEGINNING, AccountFactory, PersonFactory, TrustFactory

LEARNED = dt.date(2024, 5, 1)


class FrameworkFactory(DjangoModelFactory):
    trust = factory.SubFactory(TrustFactory)
    name = "Improvement capability"

    class Meta:
        model = Framework


class SkillGroupFactory(DjangoModelFactory):
    framework = factory.SubFactory(FrameworkFactory)
    trust = factory.SelfAttribute("framework.trust")
    code = factory.Sequence("G{}".format)
    name = factory.Sequence("Group {}".format)

    class Meta:
        model = SkillGroup


class SkillFactory(DjangoModelFactory):
    framework = factory.SubFactory(FrameworkFactory)
    trust = factory.SelfAttribute("framework.trust")
    group = factory.SubFactory(SkillGroupFactory, framework=factory.SelfAttribute("..framework"))
    code = factory.Sequence("S{}".format)
    name = factory.Sequence("Skill {}".format)

    class Meta:
        model = Skill


class LevelFactory(DjangoModelFactory):
    framework = factory.SubFactory(FrameworkFactory)
    trust = factory.SelfAttribute("framework.trust")
    code = factory.Sequence("L{}".format)
    name = factory.Sequence("Level {}".format)

    class Meta:
        model = Level


class FrameworkVersionFactory(DjangoModelFactory):
    """A version in force since the beginning. Give it its doses before anything asks for coverage."""

    framework = factory.SubFactory(FrameworkFactory)
    trust = factory.SelfAttribute("framework.trust")
    number = factory.Sequence(lambda number: number + 1)
    state = VersionState.PUBLISHED
    effective_date = BEGINNING
    published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = FrameworkVersion


class LevelDoseFactory(DjangoModelFactory):
    """What a version asks for at a level: by default of everybody, with no days of grace. Targets are added."""

    version = factory.SubFactory(FrameworkVersionFactory)
    trust = factory.SelfAttribute("version.trust")
    level = factory.SubFactory(LevelFactory, framework=factory.SelfAttribute("..version.framework"))

    class Meta:
        model = LevelDose
        skip_postgeneration_save = True

    @factory.post_generation
    def audience(dose, create, extracted, **conditions):
        """`audience=False` adds no rule, `audience__staff_groups=[...]` a narrower one."""
        if extracted is not False:
            Rule.objects.create(trust=dose.trust, dose=dose, **conditions)


class TargetFactory(DjangoModelFactory):
    """An essential target of depth 1 that never lapses, in a new skill."""

    dose = factory.SubFactory(LevelDoseFactory)
    trust = factory.SelfAttribute("dose.trust")
    skill = factory.SubFactory(SkillFactory, framework=factory.SelfAttribute("..dose.version.framework"))
    depth = Depth.AWARE

    class Meta:
        model = Target


class ActivityFactory(DjangoModelFactory):
    trust = factory.SubFactory(TrustFactory)
    key = factory.Sequence("activity-{}".format)
    kind = ActivityKind.LESSON
    title = factory.Sequence("Activity {}".format)

    class Meta:
        model = Activity


class ActivityVersionFactory(DjangoModelFactory):
    """A published activity of ten minutes. `gives=[skill, ...]` gives each of them ten minutes at depth 1."""

    trust = factory.SubFactory(TrustFactory)
    activity = factory.SubFactory(ActivityFactory, trust=factory.SelfAttribute("..trust"))
    number = 1
    minutes = 10
    state = VersionState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = ActivityVersion
        skip_postgeneration_save = True

    @factory.post_generation
    def gives(version, create, skills, **values):
        values = {"depth": Depth.AWARE, "minutes": version.minutes, **values}
        ActivityDose.objects.bulk_create(
            ActivityDose(trust=version.trust, version=version, skill=skill, **values) for skill in skills or ()
        )


class NominationFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    trust = factory.SelfAttribute("person.trust")
    level = factory.SubFactory(LevelFactory)
    since = BEGINNING

    class Meta:
        model = Nomination


class ExemptionFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    trust = factory.SelfAttribute("person.trust")
    level = None
    reason = ExemptionReason.ROLE
    approved_by = factory.SubFactory(AccountFactory, trust=factory.SelfAttribute("..trust"))
    since = BEGINNING
    until = dt.date(2030, 1, 1)

    class Meta:
        model = Exemption


def dose_given(person, *skills, on=LEARNED, source_id=None, by=None, **values):
    """Through the ledger's own door: a lesson that gives each of the skills ten minutes at depth 1."""
    version = ActivityVersionFactory(
        trust=person.trust, gives=skills, **{f"gives__{name}": value for name, value in values.items()}
    )
    return give_dose(
        person=person,
        version=version,
        source_kind=SourceKind.LESSON,
        source_id=source_id or uuid.uuid4(),
        given_date=on,
        by=by,
    )
