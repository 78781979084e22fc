import pytest
from wagtail.models import Page, Revision

from cms.loading.credentials import load_credentials
from cms.loading.files import CONTENT, read
from cms.loading.library import load_library
from cms.loading.module import load_module
from cms.loading.site import load_site, module_files
from cms.models import LessonPage, ModulePage
from curriculum.models import Activity, ActivityVersion, Credential

pytestmark = pytest.mark.django_db
INTRODUCTION = CONTENT / "modules" / "IN-1.yml"


def test_the_map_of_credentials_is_loaded_once_and_what_a_trust_changed_stays(trust):
    count = load_credentials(trust, by=None)
    first = Credential.objects.order_by("pk").first()
    Credential.objects.filter(pk=first.pk).update(valid_months=5)

    load_credentials(trust, by=None)

    assert Credential.objects.filter(trust=trust).count() == count > 5
    assert Credential.objects.get(pk=first.pk).valid_months == 5


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
    load_library(trust, by=None)
    before = counts()

    load_site(trust, by=None)
    load_library(trust, by=None)
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


def test_what_is_signed_off_names_the_skill_its_depth_and_the_assessor(trust, curriculum):
    module = load_module(curriculum, read(CONTENT / "modules" / "PL-5.yml"), trust=trust, by=None)

    assert module.sign_off.count("<li>") == 3
    assert "<strong>Model for Improvement and PDSA, lead.</strong>" in module.sign_off
    assert "Signed off by: A member of faculty or a certified coach who did not coach this team." in module.sign_off


def test_a_module_says_where_its_facts_come_from(trust, curriculum):
    module = load_module(curriculum, read(CONTENT / "modules" / "FA-12.yml"), trust=trust, by=None)

    assert "<h2>Where this comes from</h2>" in str(module.body)
    assert "Sheffield Microsystem Coaching Academy" in str(module.body)
