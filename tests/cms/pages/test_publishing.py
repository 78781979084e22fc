import pytest
from django.core.exceptions import ValidationError

from cms.models import LessonPage, PartDose
from curriculum.models import Activity, ActivityVersion, Skill

pytestmark = pytest.mark.django_db


def latest(key):
    return ActivityVersion.objects.filter(activity__key=key).order_by("-number").first()


def minutes_of(key):
    return {dose.skill.code: dose.minutes for dose in latest(key).doses.select_related("skill")}


def give(module, part, code, minutes):
    """As the editor does: one line of the table changed."""
    doses = list(module.part_doses.all())
    for dose in doses:
        if dose.part == part and dose.skill.code == code:
            dose.minutes = minutes
    module.part_doses = doses
    return module


def test_a_draft_changes_nobodys_dose(module):
    give(module, "IN-1-01", "H1", 3).save_revision()

    assert minutes_of("IN-1-01") == {"H1": 4, "G5": 4}
    assert latest("IN-1-01").number == 1


def test_publishing_a_module_makes_a_version_of_each_part_that_gives_something_else(module):
    give(module, "IN-1-01", "H1", 3).save_revision().publish()

    assert minutes_of("IN-1-01") == {"H1": 3, "G5": 4}
    assert (latest("IN-1-01").number, latest("IN-1-02").number) == (2, 1)


def test_publishing_a_lesson_with_another_check_makes_a_version(module):
    lesson = LessonPage.objects.get(key="IN-1-01")
    lesson.pass_mark = 100
    lesson.save_revision().publish()

    assert latest("IN-1-01").content["pass_mark"] == 100


def test_doses_that_exceed_a_parts_length_are_refused_in_words(module):
    give(module, "IN-1-01", "H1", 5)

    with pytest.raises(ValidationError, match="Part IN-1-01 lasts 8 minutes, but its doses add up to 9"):
        module.save_revision()


def test_a_dose_for_no_part_is_refused_in_words(module):
    module.part_doses.add(PartDose(part="IN-9", skill=Skill.objects.first(), depth=1, minutes=1))

    with pytest.raises(ValidationError, match="There is no part with the key IN-9"):
        module.full_clean()


def test_a_publication_whose_version_fails_leaves_the_page_as_it_was(module, monkeypatch):
    lesson = LessonPage.objects.get(key="IN-1-01")
    lesson.title = "Another title"
    revision = lesson.save_revision()
    module.parts.filter(key="IN-1-01").delete()  # so that the lesson is a part of nothing

    with pytest.raises(ValidationError):
        revision.publish()

    assert LessonPage.objects.get(key="IN-1-01").title == "Improvement is part of your job"
    assert Activity.objects.get(key="IN-1-01").versions.count() == 1
