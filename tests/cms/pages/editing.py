"""What an editor's browser posts to Wagtail's own forms."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from curriculum.models import Skill

KEPT = ("key", "part", "title", "kind", "minutes", "way")


def listed(values):
    return streamfield([("item", value) for value in values])


def question(key="q1", *, right=(0,), kind="single", feedback="Because."):
    answers = [{"text": f"Answer {n}", "correct": n in right, "feedback": feedback} for n in range(3)]
    answers = [{**answer, "correct": "on"} if answer["correct"] else _without(answer) for answer in answers]
    return "question", {"key": key, "prompt": "Which?", "kind": kind, "answers": listed(answers)}


def _without(answer):
    return {name: value for name, value in answer.items() if name != "correct"}


def lesson_form(**said):
    form = {
        "title": "A new lesson",
        "slug": "a-new-lesson",
        "key": "IN-1-01",
        "body": streamfield([("text", rich_text("<p>Read this.</p>"))]),
        "pass_mark": 80,
        "check_questions": streamfield([question()]),
    }
    return nested_form_data(form | said)


def module_form(module=None, *, trust, parts, doses, **said):
    """`parts` are (key, kind, minutes, way), `doses` (part, skill code, minutes); rows there are posted again."""
    there = list(module.parts.all()) if module else []
    given = list(module.part_doses.all()) if module else []
    skills = dict(Skill.objects.filter(trust=trust).values_list("code", "pk"))
    form = {
        "title": "A module",
        "slug": "a-module",
        "code": "IN-1",
        "summary": "What it is.",
        "body": streamfield([]),
        "parts": _table([_part(*row) for row in parts], there),
        "part_doses": _table([_dose(part, skills[code], minutes) for part, code, minutes in doses], given),
        "sign_off": rich_text(""),
        "test_pass_mark": 80,
        "test_draw": 0,
        "test_skills": inline_formset([]),
        "test": streamfield([]),
        "session_plan": streamfield([]),
        "search_description": "",
        "seo_title": "",
    }
    return nested_form_data(form | said)


def _part(key, kind, minutes, way=""):
    return {"key": key, "title": "A part", "kind": kind, "minutes": minutes, "way": way}


def _dose(part, skill, minutes):
    return {"part": part, "skill": skill, "depth": 1, "minutes": minutes, "practice_count": 0}


def _table(rows, there):
    """The rows that stood there are taken out, and these put in their place."""
    gone = [{"id": row.pk, "DELETE": "on", **_kept(row)} for row in there]
    return inline_formset(gone + rows, initial=len(gone))


def _kept(row):
    return {name: getattr(row, name) for name in KEPT if hasattr(row, name)}
