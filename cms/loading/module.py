"""One file as one module page with its lessons. The same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from curriculum.enums import ActivityKind, Depth
from curriculum.models import Level, Skill
from workforce.models import Account, Trust

from ..models import CurriculumPage, LessonPage, ModulePage, Part, PartDose, TestSkill
from .published import keep, publish
from .story import questions, rich, session_plans, story

KINDS = {"e-learning": ActivityKind.LESSON, "classroom": ActivityKind.CLASSROOM, "practice": ActivityKind.PRACTICE}


def load_module(parent: CurriculumPage, data: Mapping[str, Any], *, trust: Trust, by: Account | None) -> ModulePage:
    skills = {skill.code: skill for skill in Skill.objects.filter(trust=trust)}
    module = ModulePage.objects.child_of(parent).filter(code=data["code"]).first() or ModulePage(code=data["code"])
    fill_module(module, data, skills)
    module.levels.set(Level.objects.filter(trust=trust, code__in=data["levels"]))
    keep(module, parent)
    publish(module, by)
    for part in data["parts"]:
        if KINDS[part["mode"]] == ActivityKind.LESSON and part.get("blocks"):
            load_lesson(module, part, by=by)
    return module


def fill_module(module: Any, data: Mapping[str, Any], skills: Mapping[str, Skill]) -> None:
    test = data.get("know_this_already") or {}
    module.title, module.slug = data["title"], slugify(f"{data['code']} {data['title']}")[:200]
    module.summary, module.for_whom = " ".join(data["summary"].split()), " ".join(data.get("for_whom", "").split())
    module.search_description = module.summary
    module.body = outline(data)
    module.session_plan = session_plans([part for part in data["parts"] if part.get("session_plan")])
    module.sign_off = sign_off(data.get("sign_off", []), skills)
    module.test, module.test_pass_mark = questions(test), test.get("pass_mark", 80)
    module.test_draw = test.get("draw", 0)
    module.parts = [
        Part(
            key=part["key"],
            title=part["title"],
            kind=KINDS[part["mode"]],
            minutes=part["minutes"],
            way=part.get("way", ""),
            is_refresher=part.get("is_refresher", False),
            sort_order=place,
        )
        for place, part in enumerate(data["parts"])
    ]
    module.part_doses = part_doses(data, skills)
    module.test_skills = [
        TestSkill(skill=skills[shown["skill"]], depth=shown["depth"], sort_order=place)
        for place, shown in enumerate(test.get("assesses", ()))
    ]


def part_doses(data: Mapping[str, Any], skills: Mapping[str, Skill]) -> list[PartDose]:
    given = [(part["key"], dose) for part in data["parts"] for dose in part["doses"]]
    return [
        PartDose(part=key, skill=skills[dose["skill"]], depth=dose["depth"], minutes=dose["minutes"], sort_order=place)
        for place, (key, dose) in enumerate(given)
    ]


def outline(data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    lists = {"aims": "What you will be able to do", "topics": "What it is about", "sources": "Where this comes from"}
    told = {name: bullets(heading, data[name]) for name, heading in lists.items() if data.get(name)}
    told |= {
        name: f"### {heading}\n\n{data[name]}"
        for name, heading in (("before", "Before"), ("after", "Afterwards"))
        if data.get(name)
    }
    in_order = [told[name] for name in ("aims", "topics", "before", "after", "sources") if name in told]
    return [("text", rich("\n\n".join(in_order)))] if in_order else []


def bullets(heading: str, items: list[str]) -> str:
    return "\n".join([f"### {heading}", "", *(f"- {item}" for item in items)])


def sign_off(told: list[dict[str, Any]], skills: Mapping[str, Skill]) -> str:
    return rich("\n".join(f"- {sign_off_line(item, skills[item['skill']])}" for item in told))


def sign_off_line(item: Mapping[str, Any], skill: Skill) -> str:
    return f"**{skill.name}, {Depth(item['depth']).label}.** {item['what']} *Signed off by: {item['by']}.*"


def load_lesson(module: Page, part: Mapping[str, Any], *, by: Account | None) -> None:
    lesson = LessonPage.objects.child_of(module).filter(key=part["key"]).first() or LessonPage(key=part["key"])
    check = part.get("check") or {}
    lesson.title, lesson.slug = part["title"], slugify(part["title"])[:200]
    lesson.body = story(part["blocks"]) + sources(part.get("sources"))
    lesson.check_questions, lesson.pass_mark = questions(check), check.get("pass_mark", 80)
    keep(lesson, module)
    publish(lesson, by)


def sources(told: list[str] | None) -> list[tuple[str, Any]]:
    if not told:
        return []
    listed = "\n".join(f"- {source}" for source in told)
    return [("expander", {"title": "Where this comes from", "text": rich(listed)})]
