import pytest
import yaml
from wagtail.models import Page, Revision

from cms.loading import library
from cms.loading.credentials import load_credentials
from cms.loading.files import CONTENT, read
from cms.loading.library import load_library
from cms.loading.module import load_module
from cms.loading.site import load_site, module_files
from cms.models import HomePage, LessonPage, ModulePage
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


@pytest.fixture
def shipping(monkeypatch, tmp_path):
    """The groups that the product comes with from now on."""

    def ships(*groups):
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.yml"
        file.write_text(yaml.safe_dump({"same_words": list(groups)}), encoding="utf-8")
        monkeypatch.setattr(library, "FILE", file)

    return ships


def same_words_after_loading(trust):
    load_site(trust, by=None)
    return HomePage.objects.get(trust=trust).same_words.splitlines()


def test_groups_of_words_that_are_shipped_later_reach_a_site_that_is_there(trust, shipping):
    shipping("SPC, control chart")
    load_site(trust, by=None)

    shipping("SPC, control chart, XmR", "LOS, length of stay")

    assert same_words_after_loading(trust) == ["SPC, control chart, XmR", "LOS, length of stay"]
    before = counts()
    assert same_words_after_loading(trust) == ["SPC, control chart, XmR", "LOS, length of stay"]
    assert counts() == before


def test_what_an_editor_has_changed_or_taken_out_stays_so(trust, shipping):
    shipping("SPC, control chart", "DNA, did not attend", "MDT, team meeting")
    load_site(trust, by=None)
    home = HomePage.objects.get(trust=trust)
    home.same_words = "control chart, Shewhart\nDNA, was not brought"
    home.save_revision().publish()

    shipping("SPC, control chart, XmR", "DNA, did not attend, missed", "MDT, team meeting, huddle", "LOS, stay")

    assert same_words_after_loading(trust) == [
        "control chart, Shewhart, XmR",
        "DNA, was not brought, missed",
        "LOS, stay",
    ]


def test_who_wants_no_such_words_gets_only_groups_that_were_never_seen(trust, shipping):
    shipping("SPC, control chart")
    load_site(trust, by=None)
    home = HomePage.objects.get(trust=trust)
    home.same_words = ""
    home.save_revision().publish()

    assert same_words_after_loading(trust) == []


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
