"""{% lesson_chart value as chart %}: a worked chart of a lesson, as places on the drawing."""

from __future__ import annotations

from typing import Any

from django import template

from cms.presenters.lesson_chart import LessonChart, draw

register = template.Library()


@register.simple_tag
def lesson_chart(value: Any) -> LessonChart:
    points = [(point["label"], point["value"]) for point in value["points"]]
    return draw(points, kind=value["kind"], unit=value["unit"])
