import pytest

from curriculum.enums import ActivityKind
from curriculum.models import Activity, ActivityVersion
from curriculum.services.activity import CannotPublishActivity, Part, publish_activity
from curriculum.services.entry import Dose
from tests.factories.curriculum import SkillFactory

pytestmark = pytest.mark.django_db
LESSON = Part(key="IN-1-01", kind=ActivityKind.LESSON, title="Improvement is part of your job", minutes=8)


@pytest.fixture
def skill():
    return SkillFactory()


def published(skill, *, part=LESSON, minutes=8, content=None):
    return publish_activity(
        trust=skill.trust, part=part, doses=[Dose(skill.pk, 1, minutes)], content=content or {}, by=None
    )


def test_publishing_makes_a_version_with_its_doses(skill):
    version = published(skill)

    assert [(dose.skill_id, dose.depth, dose.minutes) for dose in version.doses.all()] == [(skill.pk, 1, 8)]


def test_published_again_without_a_change_it_stays_the_same_version(skill):
    assert published(skill) == published(skill)


@pytest.mark.parametrize("change", [{"minutes": 7}, {"content": {"pass_mark": 80, "questions": []}}])
def test_a_change_of_what_is_given_or_asked_is_a_new_version_and_the_old_one_stays(skill, change):
    first = published(skill)

    second = published(skill, **change)

    assert (first.number, second.number) == (1, 2)
    assert [dose.minutes for dose in ActivityVersion.objects.get(pk=first.pk).doses.all()] == [8]


def test_minutes_that_add_up_to_more_than_the_length_are_refused(skill):
    with pytest.raises(CannotPublishActivity, match="lasts 8 minutes, but gives 9"):
        published(skill, minutes=9)

    assert not Activity.objects.exists()
