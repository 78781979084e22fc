"""A module as one file: taken out, brought in as a draft elsewhere, and the same when it is taken out again."""

import copy
import datetime as dt
import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.editors import files_of, group_of
from cms.exchange.bringing_in import CannotBringIn, bring_in, take_back
from cms.exchange.taking_out import NAME, told_of, write_module
from cms.loading.files import CONTENT, read
from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.models import LessonPage, ModulePage
from curriculum.models import Activity, Skill
from tests.cms.pages.conftest import editor_of, trust_with_a_framework

pytestmark = pytest.mark.django_db
ANIMATED = '<p>Read <a href="javascript:alert(1)">this</a><script>alert(2)</script><img src="x" onerror="alert(3)"></p>'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def elsewhere():
    """Another trust of the same installation, with the same framework and an empty curriculum."""
    return trust_with_a_framework()


@pytest.fixture
def there(elsewhere):
    return load_site(elsewhere, by=None, host="elsewhere.example")


def file_of(module):
    file = io.BytesIO()
    write_module(module, file)
    return file


def brought(module_or_file, parent, trust, **names):
    file = file_of(module_or_file) if isinstance(module_or_file, ModulePage) else module_or_file
    return bring_in(trust=trust, parent=parent, file=file, by=editor_of(trust), **names)


def changed(module, **told):
    """The module's file with something in it changed: `told` by dotted path, with __ for the dots."""
    file, new = file_of(module), io.BytesIO()
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(new, "w") as again:
        words = json.loads(packed.read(NAME))
        for path, value in told.items():
            *way, last = [int(step) if step.isdecimal() else step for step in path.split("__")]
            at = words
            for step in way:
                at = at[step]
            at[last] = value
        again.writestr(NAME, json.dumps(words))
    return new


def what_there_is():
    return [model.objects.count() for model in (Page, Activity, get_image_model(), get_document_model())]


def test_brought_in_it_is_a_draft_of_the_same_module(module, elsewhere, there):
    new = brought(module, there, elsewhere).module

    assert (new.code, new.title, new.live, new.get_parent().specific) == (module.code, module.title, False, there)
    lessons = LessonPage.objects.child_of(new)
    assert [lesson.key for lesson in lessons] == ["IN-1-01", "IN-1-02"]
    assert not lessons.live().exists()
    assert {dose.skill.trust_id for dose in new.part_doses.all()} == {elsewhere.pk}
    assert not Activity.objects.filter(trust=elsewhere).exists()


def test_published_it_gives_what_it_gave_where_it_came_from(trust, module, elsewhere, there):
    new = brought(module, there, elsewhere).module

    for page in (new, *LessonPage.objects.child_of(new)):
        page.get_latest_revision().publish()

    here, given = (set(Activity.objects.filter(trust=one).values_list("key", flat=True)) for one in (trust, elsewhere))
    assert here == given != set()


@pytest.mark.parametrize("code", ["IN-1", "BD-3", "CO-2", "AN-3"])
def test_a_module_of_ours_comes_back_as_it_went(trust, curriculum, elsewhere, there, code):
    module = load_module(curriculum, read(CONTENT / "modules" / f"{code}.yml"), trust=trust, by=None)
    first, _media = told_of(module)

    again, _media = told_of(brought(module, there, elsewhere).module)

    assert again == first
    assert json.loads(json.dumps(first)) == first


def test_pictures_and_documents_come_along_once(trust, module, elsewhere, there):
    group_of(trust)
    image = get_image_model().objects.create(title="A chart", file=get_test_image_file())
    document = get_document_model().objects.create(title="A form", file=ContentFile(b"%PDF-1.7", name="form.pdf"))
    lesson = LessonPage.objects.child_of(module).first()
    lesson.body = [
        ("picture", {"image": image, "alt_text": "A line that rises", "caption": ""}),
        ("download", {"file": document, "words": "To print"}),
        ("text", f'<p>See <a linktype="document" id="{document.pk}">the form</a>.</p>'),
    ]
    lesson.save_revision().publish()

    new = brought(module, there, elsewhere).module
    brought(module, there, elsewhere, code="XX-1")

    body = LessonPage.objects.child_of(new).first().body
    own = body[0].value["image"]
    assert (own.pk, own.title, own.collection) == (own.pk, "A chart", files_of(elsewhere))
    assert own.pk != image.pk
    form = body[1].value["file"]
    with form.file.open() as opened:
        assert opened.read() == b"%PDF-1.7"
    assert f'id="{form.pk}" linktype="document"' in body[2].value.source
    assert get_image_model().objects.filter(collection=files_of(elsewhere)).count() == 1
    assert get_document_model().objects.filter(collection=files_of(elsewhere)).count() == 1


def test_under_another_code_its_parts_lessons_and_questions_follow(trust, module, curriculum):
    new = brought(module, curriculum, trust, code="ZZ-9", title="Another").module

    told, _media = told_of(new)
    assert (new.title, [part["key"] for part in told["module"]["parts"]]) == ("Another", ["ZZ-9-01", "ZZ-9-02"])
    assert {dose["part"] for dose in told["module"]["doses"]} == {"ZZ-9-01", "ZZ-9-02"}
    assert [lesson["key"] for lesson in told["lessons"]] == ["ZZ-9-01", "ZZ-9-02"]
    assert all(q["value"]["key"].startswith("ZZ-9") for q in told["lessons"][0]["check_questions"])


def test_a_copy_has_places_to_write_of_its_own(trust, module, curriculum):
    def places(of):
        return {block.id for lesson in LessonPage.objects.child_of(of) for block in lesson.body}

    new = brought(module, curriculum, trust, code="ZZ-9").module

    assert places(new)
    assert not places(new) & places(module)


def test_a_code_that_is_taken_is_refused_and_nothing_is_made(trust, module, curriculum):
    before = what_there_is()

    with pytest.raises(CannotBringIn, match="IN-1 is the code of"):
        brought(module, curriculum, trust)

    assert what_there_is() == before


def test_what_a_framework_does_not_know_is_left_out_and_said(module, elsewhere, there):
    Skill.objects.filter(trust=elsewhere, code="H1").update(retired_date=dt.date(2026, 5, 1))

    got = brought(module, there, elsewhere)

    assert got.left_out == ["Your framework has no skill H1 in use: what the module gives in it is left out."]
    assert {dose.skill.code for dose in got.module.part_doses.all()} & {"H1"} == set()


def test_rich_text_is_what_an_editor_could_have_written(module, elsewhere, there):
    file = changed(module, lessons__0__body=[{"type": "text", "value": ANIMATED}])

    new = brought(file, there, elsewhere).module

    body = LessonPage.objects.child_of(new).first().body
    assert body[0].value.source == "<p>Read this</p>"


def test_the_ways_to_take_a_module_go_along_and_a_file_from_before_there_were_any_is_read(module, elsewhere, there):
    new = brought(module, there, elsewhere).module
    before = [{**part, "way": None} for part in told_of(module)[0]["module"]["parts"]]
    old = changed(module, module__parts=[{k: v for k, v in part.items() if v is not None} for part in before])
    from_before = brought(old, there, elsewhere, code="ZZ-9").module

    assert {part.way for part in new.parts.all()} == {"Lessons and a short workshop"}
    assert {part.way for part in from_before.parts.all()} == {""}


@pytest.mark.parametrize(
    "told, words",
    [
        ({"format": "something else"}, "not a module's file"),
        ({"version": 2}, "another version"),
        ({"module__parts__0__minutes": -1}, "module.parts"),
        ({"module__parts__0__kind": "PARTY"}, "module.parts"),
        ({"module__code": ""}, "module.code"),
        ({"module__more": 1}, "not as it should be"),
        ({"module__parts__0__minutes": 1}, "doses add up"),
        ({"lessons__0__key": "IN-1-99"}, "none of its parts"),
        ({"lessons__0__body": [{"type": "iframe", "value": "x"}]}, "kind of content"),
        ({"lessons__0__body": [{"type": "reflection", "value": {"prompt": "?", "more": 1}}]}, "not known here"),
        ({"lessons__0__body": [{"type": "reflection", "value": {"prompt": ""}}]}, "This field is required"),
        ({"lessons__0__body": [{"type": "reflection", "value": {"prompt": {"a": 1}}}]}, "another kind"),
        ({"lessons__0__body": [{"type": "summary", "value": {"items": "one"}}]}, "a list is missing"),
        ({"lessons__0__body": [{"type": "text", "value": 3}]}, "words are missing"),
        ({"lessons__0__body": [{"type": "chart", "value": {"points": [{"label": "a", "value": "x"}]}}]}, "cannot be"),
        ({"lessons__0__body": [{"type": "download", "value": {"file": "media/no.pdf", "words": ""}}]}, "not in it"),
        ({"lessons__0__check_questions": [{"type": "question", "value": {"key": "q"}}]}, "cannot be published"),
    ],
)
def test_what_is_not_sound_is_refused_in_words_and_nothing_is_made(module, elsewhere, there, told, words):
    file, before = changed(module, **told), what_there_is()

    with pytest.raises(CannotBringIn, match=words):
        brought(file, there, elsewhere)

    assert what_there_is() == before


def zipped(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b"not a zip"),
        zipped({"other.txt": "x"}),
        zipped({NAME: "{"}),
        zipped({NAME: "[" * 100_000}),
        zipped({NAME: " " * 6_000_000}),
        zipped({NAME: "{}", "../out": "x"}),
    ],
    ids=["no zip", "another zip", "no JSON", "deep JSON", "a bomb", "a way out"],
)
def test_what_is_no_file_of_ours_is_refused(elsewhere, there, file):
    with pytest.raises(CannotBringIn):
        brought(copy.copy(file), there, elsewhere)


@pytest.mark.parametrize(
    "kind, name, content, block, value",
    [
        ("image", "x.png", "<svg onload=alert(1)>", "picture", {"image": "media/x", "alt_text": "x", "caption": ""}),
        ("document", "x.html", "<script>", "download", {"file": "media/x", "words": ""}),
    ],
)
def test_a_picture_that_is_none_and_a_document_that_could_run_are_refused(
    module, elsewhere, there, kind, name, content, block, value
):
    told, _media = told_of(module)
    told["lessons"][0]["body"] = [{"type": block, "value": value}]
    told["media"] = {"media/x": {"kind": kind, "title": "x", "file_name": name}}
    before = what_there_is()

    with pytest.raises(CannotBringIn, match=name):
        brought(zipped({NAME: json.dumps(told), "media/x": content}), there, elsewhere)

    assert what_there_is() == before


def test_it_is_taken_back_while_nobody_has_seen_it(module, elsewhere, there):
    new = brought(module, there, elsewhere).module

    take_back(new)

    assert not ModulePage.objects.filter(pk=new.pk).exists()


def test_once_published_it_is_not_taken_back(module):
    with pytest.raises(CannotBringIn, match="has been published"):
        take_back(module)

    assert ModulePage.objects.filter(pk=module.pk).exists()
