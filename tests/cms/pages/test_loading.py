import pytest
from wagtail.models import Page, Revision

from cms.loading.module import load_module
from cms.loading.site import CONTENT, load_site, module_files, read
from cms.models import LessonPage, ModulePage
from curriculum.models import Activity, ActivityVersion

pytestmark = pytest.mark.django_db
INTRODUCTION = CONTENT / "modules" / "IN-1.yml"


def counts():
    return [model.objects.count() for model in (Page, Revision, Activity, ActivityVersion)]


def test_a_file_becomes_a_module_with_its_lessons_and_their_doses(trust, curriculum):
    module = load_module(curriculum, read(INTRODUCTION), trust=trust, by=None)

    lessons = LessonPage.objects.child_of(module).live()
    taught = [version for version in ActivityVersion.objects.filter(activity__kind="LESSON").prefetch_related("doses")]
    assert lessons.count() == 20
    assert sum(version.minutes for version in taught) == 180
    assert all(sum(dose.minutes for dose in version.doses.all()) <= version.minutes for version in taught)


def test_the_same_file_twice_changes_nothing(trust, curriculum):
    load_module(curriculum, read(INTRODUCTION), trust=trust, by=None)
    before = counts()

    load_site(trust, by=None)
    load_module(curriculum, read(INTRODUCTION), trust=trust, by=None)

    assert counts() == before


def test_a_changed_file_publishes_what_has_changed_and_nothing_else(trust, curriculum):
    data = read(INTRODUCTION)
    load_module(curriculum, data, trust=trust, by=None)
    before = counts()
    data["parts"][0]["blocks"][0]["text"] = "Another beginning."

    load_module(curriculum, data, trust=trust, by=None)

    assert [after - was for after, was in zip(counts(), before, strict=True)] == [0, 1, 0, 0]


def test_every_module_that_comes_with_the_product_can_be_loaded(trust, curriculum):
    for path in module_files():
        load_module(curriculum, read(path), trust=trust, by=None)

    assert ModulePage.objects.live().count() == len(module_files())
