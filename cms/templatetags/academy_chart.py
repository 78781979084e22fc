"""{% lesson_chart value as chart %}: a worked chart of a lesson, as places on the drawing."""

from __future__ import annotations

from typing import Any

from django import template

from cms.presenters.lesson_chart import LessonChart, draw

register = template.Library()


@register.simple_tag
def lesson_chart(value: Any) -> LessonChart:
    """While somebody writes, a point may have no value yet: it is drawn once it has one."""
    told = [(point["label"] or "", point["value"]) for point in value["points"] or ()]
    points = [(label, number) for label, number in told if number is not None]
    return draw(points, kind=value["kind"] or "run", unit=value["unit"] or "")
