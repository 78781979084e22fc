"""Publishing as an editor does it: by the form, on a day, withdrawn, and back to how it was."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield

from cms.models import LessonPage, ModulePage
from curriculum.models import Activity, ActivityVersion, DoseEntry
from tests.cms.screens.checks import form_of, right_answers

from .conftest import LESSON, come_in, editor_of
from .editing import lesson_form, module_form, question

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = (timezone.now() + dt.timedelta(days=days) for days in (-1, 1))


@pytest.fixture
def editor(client, trust):
    return come_in(client, editor_of(trust))


@pytest.fixture
def lesson(module):
    return LessonPage.objects.get(key=LESSON)


def latest(key):
    return ActivityVersion.objects.filter(activity__key=key).order_by("-number").first()


def given(key):
    return {dose.skill.code: dose.minutes for dose in latest(key).doses.select_related("skill")}


def offered():
    return set(Activity.objects.filter(module_key="IN-1", retired_date=None).values_list("key", flat=True))


def errors_of(answer):
    return [words for told in answer.context["form"].errors.values() for words in told]


def new_module(editor, trust, curriculum, *, parts, doses, then="action-publish", **said):
    address = f"/cms/pages/add/cms/modulepage/{curriculum.pk}/"
    return editor.post(address, module_form(trust=trust, parts=parts, doses=doses, **said) | {then: "1"})


def save_lesson(editor, lesson, then="action-publish", **said):
    told = {"title": lesson.title, "slug": lesson.slug, "key": lesson.key} | said
    return editor.post(f"/cms/pages/{lesson.pk}/edit/", lesson_form(**told) | {then: "1"}, follow=True)


def test_an_editor_publishes_a_module_by_its_form_and_its_parts_give_dose(editor, trust, curriculum):
    new_module(editor, trust, curriculum, parts=[("IN-1-C1", "CLASSROOM", 60)], doses=[("IN-1-C1", "H1", 40)])

    assert ModulePage.objects.get().live
    assert given("IN-1-C1") == {"H1": 40}


def test_a_draft_by_the_form_gives_nothing(editor, trust, curriculum):
    new_module(editor, trust, curriculum, parts=[("IN-1-C1", "CLASSROOM", 60)], doses=[], then="action-none")

    assert not ModulePage.objects.get().live
    assert not Activity.objects.exists()


def test_an_editor_adds_a_lesson_to_a_part_and_it_gives_what_the_module_says(editor, trust, curriculum):
    new_module(editor, trust, curriculum, parts=[("IN-1-01", "LESSON", 8)], doses=[("IN-1-01", "H1", 8)])

    editor.post(
        f"/cms/pages/add/cms/lessonpage/{ModulePage.objects.get().pk}/", lesson_form() | {"action-publish": "1"}
    )

    assert given("IN-1-01") == {"H1": 8}
    assert [asked["key"] for asked in latest("IN-1-01").content["questions"]] == ["q1"]


@pytest.mark.parametrize(
    ("parts", "doses", "words"),
    [
        (
            [("P1", "LESSON", 8)],
            [("P1", "H1", 9)],
            "Part P1 lasts 8 minutes, but its doses add up to 9. Give less, or make the part longer.",
        ),
        (
            [("P1", "LESSON", 8)],
            [("P2", "H1", 1)],
            "There is no part with the key P2. Correct the dose or add the part.",
        ),
        ([("P1", "LESSON", 8)] * 2, [], "The key P1 stands on 2 parts. Give each part a key of its own."),
        (
            [("P1", "LESSON", 8)],
            [("P1", "H1", 1), ("P1", "H1", 2)],
            "Part P1 names Habits of improvers twice. Put its minutes in one line.",
        ),
        (
            [("P1", "CLASSROOM", 8, "Alone"), ("P2", "CLASSROOM", 8, "Together")],
            [("P1", "H1", 8)],
            "The ways “Alone” and “Together” do not lead equally deep in Habits of improvers. "
            "Whoever takes one way is spared the other, so each has to give the same skills to the same depth.",
        ),
    ],
)
def test_a_module_that_does_not_add_up_is_refused_in_words(editor, trust, curriculum, parts, doses, words):
    answer = new_module(editor, trust, curriculum, parts=parts, doses=doses)

    assert errors_of(answer) == [words]
    assert not ModulePage.objects.exists()


def test_a_module_with_two_ways_to_take_it_tells_its_activities_which_is_whose(editor, trust, curriculum):
    parts = [("P1", "CLASSROOM", 8, "Alone"), ("P2", "CLASSROOM", 30, "Together"), ("P3", "PRACTICE", 0)]

    new_module(editor, trust, curriculum, parts=parts, doses=[("P1", "H1", 8), ("P2", "H1", 30)])

    ways = dict(Activity.objects.values_list("key", "way"))
    assert ways == {"P1": "Alone", "P2": "Together", "P3": ""}
    assert ModulePage.objects.get().minutes == 8


def test_what_is_given_to_no_depth_is_refused_in_words(editor, trust, curriculum):
    form = module_form(trust=trust, parts=[("P1", "CLASSROOM", 60)], doses=[("P1", "H1", 60)])
    told = form | {"part_doses-0-depth": "0", "action-publish": "1"}

    answer = editor.post(f"/cms/pages/add/cms/modulepage/{curriculum.pk}/", told)

    assert errors_of(answer) == [
        "Part P1 gives Habits of improvers to no depth. Choose “aware” or deeper, or take the line out."
    ]
    assert not ModulePage.objects.exists()


def test_a_draft_that_does_not_add_up_is_put_right_in_the_form(editor, trust, module):
    dose = module.part_doses.first()
    dose.depth = 0
    module.part_doses.add(dose)
    module.save_revision(clean=False)
    form = module_form(
        module, trust=trust, slug=module.slug, parts=[(LESSON, "LESSON", 8), ("IN-1-02", "LESSON", 9)],
        doses=[(LESSON, "H1", 8)],
    )  # fmt: skip

    answer = editor.post(f"/cms/pages/{module.pk}/edit/", form)

    assert answer.status_code == 302, errors_of(answer)
    draft = ModulePage.objects.get().get_latest_revision_as_object()
    assert [(one.part, one.depth) for one in draft.part_doses.all()] == [(LESSON, 1)]


def test_a_code_that_another_module_has_is_refused_in_words(editor, trust, module):
    answer = new_module(editor, trust, module.get_parent(), parts=[], doses=[])

    assert errors_of(answer) == ["IN-1 is the code of “Introduction to improvement”. Choose another."]


def test_a_key_that_another_modules_part_has_is_refused_in_words(editor, trust, module):
    answer = new_module(editor, trust, module.get_parent(), parts=[(LESSON, "CLASSROOM", 60)], doses=[], code="IN-9")

    assert errors_of(answer) == ["IN-1-01 is a part of “Introduction to improvement”. Give this part another key."]
    assert latest(LESSON).activity.module_key == "IN-1"


def test_a_part_whose_lesson_people_can_open_is_not_taken_out(editor, trust, module):
    form = module_form(module, trust=trust, parts=[("IN-1-02", "LESSON", 9)], doses=[])

    answer = editor.post(f"/cms/pages/{module.pk}/edit/", form | {"action-publish": "1"})

    assert errors_of(answer) == [
        "Part IN-1-01 has a lesson that people can open. Unpublish the lesson first, then take the part out: "
        "what it has given to people stays theirs."
    ]
    assert LESSON in offered()


def test_a_part_that_is_taken_out_is_offered_no_more_and_what_it_gave_stays(editor, trust, module, lesson, learner):
    come_in(editor, learner)
    editor.post("/my/answers/", form_of(editor.get(lesson.get_url())) | right_answers())
    come_in(editor, editor_of(trust))
    editor.post(f"/cms/pages/{lesson.pk}/unpublish/")
    form = module_form(module, trust=trust, parts=[("IN-1-02", "LESSON", 9)], doses=[])

    editor.post(f"/cms/pages/{module.pk}/edit/", form | {"action-publish": "1"})

    assert offered() == {"IN-1-02"}
    assert DoseEntry.objects.count() == 2


def test_a_lesson_for_no_part_or_for_one_that_has_a_lesson_is_refused(editor, module):
    address = f"/cms/pages/add/cms/lessonpage/{module.pk}/"

    answers = [editor.post(address, lesson_form(key=key) | {"action-publish": "1"}) for key in ("IN-9", LESSON)]

    assert [errors_of(answer) for answer in answers] == [
        ["The module has no such part, or it has a lesson already."]
    ] * 2
    assert LessonPage.objects.count() == 2


def test_what_a_publication_changes_is_told_when_it_is_done(editor, trust, module, lesson):
    answer = save_lesson(editor, lesson, pass_mark=70)

    assert "From now on: IN-1-01: its questions are others." in answer.content.decode()


def test_what_publishing_the_draft_would_change_stands_beside_the_doses(editor, module):
    doses = list(module.part_doses.all())
    doses[0].minutes = 3
    module.part_doses = doses
    module.save_revision()

    page = editor.get(f"/cms/pages/{module.pk}/edit/").content.decode()

    assert "IN-1-01: it gives 4 minutes in" in page
    assert given(LESSON) == {"H1": 4, "G5": 4}


def test_a_scheduled_publication_gives_nothing_before_its_time(editor, lesson):
    answer = save_lesson(editor, lesson, pass_mark=70, go_live_at=f"{TOMORROW:%Y-%m-%d %H:%M}")

    assert "Nothing changes for people before the page goes live" in answer.content.decode()
    call_command("publish_scheduled")
    assert latest(LESSON).content["pass_mark"] == 75


def test_a_scheduled_publication_makes_the_version_when_its_time_has_come(editor, lesson):
    save_lesson(editor, lesson, pass_mark=70, go_live_at=f"{TOMORROW:%Y-%m-%d %H:%M}")
    revision = lesson.revisions.order_by("-pk").first()
    revision.approved_go_live_at = YESTERDAY
    revision.content["go_live_at"] = YESTERDAY.isoformat()
    revision.save()

    call_command("publish_scheduled")

    assert (latest(LESSON).number, latest(LESSON).content["pass_mark"]) == (2, 70)


def test_a_page_that_expires_takes_its_activity_with_it(lesson):
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=YESTERDAY)

    call_command("publish_scheduled")

    assert LESSON not in offered()


def test_an_unpublished_lesson_gives_no_dose_and_published_again_it_does(editor, lesson):
    answer = editor.post(f"/cms/pages/{lesson.pk}/unpublish/", follow=True)
    assert LESSON not in offered()
    assert "It gives no dose from now on. What it has given to people stays theirs." in answer.content.decode()

    LessonPage.objects.get(pk=lesson.pk).get_latest_revision().publish()

    assert LESSON in offered()
    assert latest(LESSON).number == 1


def test_an_unpublished_module_takes_its_parts_and_its_test_with_it(editor, module):
    assert offered() == {LESSON, "IN-1-02", "IN-1-TEST"}

    editor.post(f"/cms/pages/{module.pk}/unpublish/", {"include_descendants": "on"})

    assert offered() == set()


def test_going_back_to_an_older_revision_gives_what_that_one_gave(editor, lesson):
    first = lesson.latest_revision
    save_lesson(editor, lesson, pass_mark=70)

    first.publish()

    assert (latest(LESSON).number, latest(LESSON).content["pass_mark"]) == (3, 75)


def test_a_page_that_people_can_open_is_not_deleted(editor, module, lesson):
    answer = editor.post(f"/cms/pages/{lesson.pk}/delete/", follow=True)

    assert "Unpublish it first." in answer.content.decode()
    assert LessonPage.objects.filter(pk=lesson.pk).exists()


def test_an_unpublished_page_can_be_deleted_and_what_it_gave_stays(editor, lesson):
    editor.post(f"/cms/pages/{lesson.pk}/unpublish/")

    editor.post(f"/cms/pages/{lesson.pk}/delete/")

    assert not LessonPage.objects.filter(pk=lesson.pk).exists()
    assert Activity.objects.get(key=LESSON).versions.count() == 1


def test_a_lesson_is_neither_copied_nor_moved_to_another_module(editor, lesson, module):
    copied = editor.get(f"/cms/pages/{lesson.pk}/copy/", follow=True)
    moved = editor.get(f"/cms/pages/{lesson.pk}/move/{module.get_parent().pk}/confirm/", follow=True)

    assert "is not copied. Copy its module, or add a page" in copied.content.decode()
    assert "A lesson stays in its module" in moved.content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (question(right=()), "Mark at least one right answer."),
        (question(right=(0, 1)), "A question with one answer has one right one."),
        (question(feedback=""), "This field is required."),
    ],
)
def test_a_question_that_cannot_be_answered_rightly_is_refused(editor, lesson, asked, words):
    answer = save_lesson(editor, lesson, check_questions=streamfield([asked]))

    assert words in answer.content.decode()
    assert latest(LESSON).number == 1


def test_a_question_key_that_is_used_twice_is_refused(editor, lesson):
    answer = save_lesson(editor, lesson, check_questions=streamfield([question("q1"), question("q1")]))

    assert "The key q1 is used twice" in answer.content.decode()


@pytest.mark.parametrize("mark", [0, 101])
def test_a_pass_mark_is_a_share_of_the_questions(editor, lesson, mark):
    save_lesson(editor, lesson, pass_mark=mark)

    assert latest(LESSON).number == 1


def test_a_lesson_that_is_long_is_published_with_a_warning(editor, lesson):
    answer = save_lesson(editor, lesson, body=streamfield([("text", rich_text(f"<p>{'word ' * 2500}</p>"))]))

    assert "By its words this lesson takes about 13 minutes to read. Think of cutting it in two." in (
        answer.content.decode()
    )
    assert "word word" in str(LessonPage.objects.get(pk=lesson.pk).body)


def test_a_lesson_of_ten_minutes_is_published_without_a_warning(editor, lesson):
    assert "this lesson takes about" not in save_lesson(editor, lesson).content.decode()
