"""What each course is here: one question a course, answered for a page of them at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.presenters.course import hours, hours_told
from curriculum.models import Activity
from curriculum.queries.course import Course, course_key, like
from curriculum.services.course import NOT_COUNTED, Match

from .form import NhsForm

LATER, NOTHING = "later", "none"


class CoursesForm(NhsForm):
    """`courses` are those asked about; a form that was sent in asks about those that it names."""

    def __init__(self, data: Any = None, *, courses: Sequence[Course], activities: Sequence[Activity]) -> None:
        super().__init__(data)
        self.asked = {field_name(course): course for course in courses if data is None or field_name(course) in data}
        self.activities = {str(activity.uuid): activity for activity in activities}
        for name, course in self.asked.items():
            self.fields[name] = _field(course, activities)

    def matches(self) -> dict[str, Match]:
        """Each course that would be something else than it is, by its name."""
        told = ((course, self._match(self.cleaned_data[name])) for name, course in self.asked.items())
        return {course.name: match for course, match in told if match != _now(course)}

    def changed(self) -> list[tuple[Course, Match]]:
        matches = self.matches()
        return [(course, matches[course.name]) for course in self.asked.values() if course.name in matches]

    def _match(self, value: str) -> Match:
        return NOT_COUNTED if value == NOTHING else self.activities.get(value)


def field_name(course: Course) -> str:
    return "course-" + hashlib.sha256(course.key.encode()).hexdigest()[:16]


def _field(course: Course, activities: Sequence[Activity]) -> forms.ChoiceField:
    lines = ngettext("%(n)s line", "%(n)s lines", course.lines) % {"n": f"{course.lines:,}"}
    people = ngettext("%(n)s person", "%(n)s people", course.people) % {"n": f"{course.people:,}"}
    hint = ", ".join(filter(None, [lines, people, hours_told(course)]))
    near = like(course, activities)
    return forms.ChoiceField(
        label=course.name,
        help_text=hint,
        initial=_initial(course, near),
        choices=_choices(course, activities, near),
    )


def _choices(course: Course, activities: Sequence[Activity], near: Sequence[Activity]) -> list[Any]:
    now = course.mapping.activity if course.mapping else None
    kept = [now] if now and now not in activities else []  # retired since: it stays until somebody says otherwise
    modules: dict[str, list[tuple[str, str]]] = {}
    for activity in [*kept, *activities]:
        modules.setdefault(activity.module_key or _("Other activities"), []).append(_option(activity))
    groups = [(_("Most like it"), [_option(activity) for activity in near])] if near else []
    return [(LATER, _("Decide later")), (NOTHING, _("Not counted")), *groups, *modules.items()]


def _option(activity: Activity) -> tuple[str, str]:
    minutes = getattr(activity, "minutes", None)
    return str(activity.uuid), f"{activity.title} ({hours(minutes)})" if minutes else activity.title


def _initial(course: Course, near: Sequence[Activity]) -> str:
    """What it is; or the activity of the very same name, which is still to be looked at before it is saved."""
    if course.mapping:
        return str(course.mapping.activity.uuid) if course.mapping.activity else NOTHING
    same = [activity for activity in near if course_key(activity.title) == course.key]
    return str(same[0].uuid) if same else LATER


def _now(course: Course) -> Match:
    if course.mapping is None:
        return None
    return course.mapping.activity or NOT_COUNTED
