"""What an editor sees while writing: the preview of whatever is half done, and what to think about, said once."""

import pytest
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.blocks import CheckBlock, SessionPlanBlock, StoryBlock
from cms.models import LessonPage, ModulePage
from cms.presenters.holes import holes_of
from cms.presenters.writing import warnings_of
from cms.questions import question_content
from curriculum.models import ActivityVersion
from tests.cms.screens.reading import words_of

from .conftest import LESSON, come_in, editor_of
from .editing import lesson_form, module_form, question

pytestmark = pytest.mark.django_db
LONG = streamfield([("text", rich_text(f"<p>{'word ' * 2500}</p>"))])
TOO_LONG = "By its words this lesson takes about 13 minutes to read. Think of cutting it in two."


@pytest.fixture
def editor(client, trust):
    return come_in(client, editor_of(trust))


@pytest.fixture
def lesson(module):
    return LessonPage.objects.get(key=LESSON)


def saved(editor, lesson, **said):
    told = {"title": lesson.title, "slug": lesson.slug, "key": lesson.key} | said
    return editor.post(f"/cms/pages/{lesson.pk}/edit/", lesson_form(**told), follow=True)


def previewed(editor, address, form):
    editor.post(address, form)
    return editor.get(address, {"mode": "", "in_preview_panel": "true"})


@pytest.mark.parametrize("name", StoryBlock().child_blocks)
def test_a_block_that_is_only_begun_can_be_looked_at(name):
    block = StoryBlock().child_blocks[name]

    assert isinstance(str(block.render(block.to_python({} if hasattr(block, "child_blocks") else ""))), str)


@pytest.mark.parametrize("points", [[], [{"label": "May", "value": None}], [{"label": None, "value": 3.0}]])
def test_a_chart_with_a_point_that_is_half_filled_in_can_be_looked_at(points):
    block = StoryBlock().child_blocks["chart"]

    shown = block.render(block.to_python({"caption": "Waits", "kind": "spc", "unit": None, "points": points}))

    assert "Waits" in shown
    assert "None" not in shown


@pytest.mark.parametrize("name", CheckBlock().child_blocks)
def test_a_question_that_is_only_begun_can_be_looked_at(name):
    block = CheckBlock().child_blocks[name]

    assert question_content(name, block.to_python({}))["prompt"] == ""


def test_a_lesson_that_was_never_published_previews_its_check_as_a_check(editor, module):
    part = module.parts.model(key="IN-1-09", title="A ninth", kind="LESSON", minutes=9)
    module.parts.add(part)
    module.save_revision().publish()
    address = f"/cms/pages/add/cms/lessonpage/{module.pk}/preview/"

    page = previewed(editor, address, lesson_form(key="IN-1-09")).content.decode()

    assert "Check what you take away" in page
    assert "Read to the end?" not in page


def test_a_preview_asks_the_drafts_questions_and_not_those_that_are_published(editor, lesson):
    form = lesson_form(title=lesson.title, slug=lesson.slug, key=LESSON, check_questions=streamfield([question("new")]))

    page = previewed(editor, f"/cms/pages/{lesson.pk}/edit/preview/", form)

    assert list(page.context["form"].fields) == ["new"]


def test_the_preview_carries_what_the_checks_of_the_editor_need_and_a_page_that_is_read_does_not(editor, lesson):
    form = lesson_form(title=lesson.title, slug=lesson.slug, key=LESSON)

    page = previewed(editor, f"/cms/pages/{lesson.pk}/edit/preview/", form).content.decode()

    assert "checker-axe-configuration" in page
    assert "checker-axe-configuration" not in editor.get(lesson.get_url()).content.decode()


def test_what_to_think_about_stands_in_the_editor_once_however_often_it_was_saved(editor, lesson):
    for _ in range(3):
        saved(editor, lesson, body=LONG)

    assert editor.get(f"/cms/pages/{lesson.pk}/edit/").content.decode().count(TOO_LONG) == 1


@pytest.mark.parametrize(("words", "is_told"), [("board.png", True), ("IMG_2031", True), ("The ward’s board", False)])
def test_words_of_a_picture_that_are_the_name_of_its_file_are_told(editor, lesson, words, is_told):
    lesson.body = [("picture", {"image": None, "alt_text": words, "caption": ""})]
    lesson.save_revision()

    page = editor.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()

    assert ("is the name of a file" in page) == is_told


def test_a_module_with_holes_is_published_and_they_are_told(editor, trust, curriculum):
    parts = [("IN-1-01", "LESSON", 8), ("IN-1-C1", "CLASSROOM", 60)]
    form = module_form(trust=trust, parts=parts, doses=[]) | {"action-publish": "1"}

    page = editor.post(f"/cms/pages/add/cms/modulepage/{curriculum.pk}/", form, follow=True).content.decode()

    assert ModulePage.objects.get().live
    assert "Part IN-1-01, “A part”, has no published lesson: people see it and cannot open it." in page
    assert "Part IN-1-C1, “A part”, is given in a room, and the module has no session plan." in page


def test_what_is_published_empty_is_told_to_be(editor, trust, curriculum, lesson):
    form = module_form(trust=trust, parts=[], doses=[], code="IN-9")
    module = editor.post(f"/cms/pages/add/cms/modulepage/{curriculum.pk}/", form | {"action-publish": "1"}, follow=True)
    told = lesson_form(slug=lesson.slug, key=lesson.key, body=streamfield([]))
    page = editor.post(f"/cms/pages/{lesson.pk}/edit/", told | {"action-publish": "1"}, follow=True)

    assert "It has no part yet" in words_of(module)
    assert "There is nothing to read in it yet" in words_of(page)
    assert lesson.body
    assert not [words for words in warnings_of(lesson) if "nothing to read" in words]


def test_a_module_without_holes_is_told_of_none(module):
    assert holes_of(module) == []


def test_a_question_without_a_key_is_given_one_that_is_free(editor, lesson):
    asked = [question(""), question("q1"), question("")]

    told = lesson_form(title=lesson.title, slug=lesson.slug, key=LESSON, check_questions=streamfield(asked))
    editor.post(f"/cms/pages/{lesson.pk}/edit/", told | {"action-publish": "1"})

    latest = ActivityVersion.objects.filter(activity__key=LESSON).order_by("-number").first()
    assert [one["key"] for one in latest.content["questions"]] == ["q2", "q1", "q3"]


def test_the_codes_of_skills_and_the_keys_of_parts_are_there_to_choose_from(editor, module):
    page = editor.get(f"/cms/pages/{module.pk}/edit/").content.decode()

    assert "<strong>H1</strong> Habits of improvers" in page
    assert f'<option value="{LESSON}">' in page
    assert 'list="keys-of-parts"' in page


def test_no_code_of_ours_leaks_into_the_names_of_blocks_and_buttons(editor, lesson):
    page = editor.get(f"/cms/pages/{lesson.pk}/edit/").content.decode()

    assert "Submit to a colleague" in page
    assert "(trust " not in page
    assert "Dont list" not in page


def test_what_changes_is_told_in_the_words_of_the_framework(editor, module):
    doses = list(module.part_doses.all())
    doses[0].minutes = 3
    module.part_doses = doses
    module.save_revision()

    page = editor.get(f"/cms/pages/{module.pk}/edit/").content.decode()

    assert "to depth" not in page
    assert ", to “aware”" in page


def test_the_screens_of_an_editor_are_in_the_editors_menu(editor, curriculum):
    page = editor.get("/cms/").content.decode()

    for address in ("serving", "questions", "links", "packages", "credentials", "modules/bring-in"):
        assert f'"/manage/framework/{address}/"' in page
    assert '"/cms/reports/workflow/"' in page


def test_a_plan_that_is_only_begun_can_be_looked_at():
    for block in SessionPlanBlock().child_blocks.values():
        assert isinstance(str(block.render(block.to_python({}))), str)
