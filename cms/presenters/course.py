"""Courses in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.models import Activity
from curriculum.queries.course import Course
from curriculum.services.course import NOT_COUNTED, Match

MINUTES_AN_HOUR = 60


def hours(minutes: int) -> str:
    """40 min; 7 h 30 min; 3 h."""
    whole, rest = divmod(minutes, MINUTES_AN_HOUR)
    parts = [_("%(n)s h") % {"n": whole}] if whole else []
    return " ".join(parts + ([_("%(n)s min") % {"n": rest}] if rest or not whole else []))


def hours_told(course: Course) -> str:
    """What the lines say that it took, where they say so."""
    if course.shortest is None or course.longest is None:
        return ""
    if course.shortest == course.longest:
        return _("%(hours)s each, the file says") % {"hours": hours(course.longest)}
    told = {"least": hours(course.shortest), "most": hours(course.longest)}
    return _("from %(least)s to %(most)s, the file says") % told


def change(course: Course, match: Match) -> dict[str, Any]:
    """What a course was and will be, and whom that concerns."""
    lines = ngettext("%(n)s line", "%(n)s lines", course.lines) % {"n": f"{course.lines:,}"}
    people = ngettext("%(n)s person", "%(n)s people", course.people) % {"n": f"{course.people:,}"}
    told = {"lines": lines, "people": people}
    return {
        "name": course.name,
        "was": _now(course),
        "will": _will(match),
        "whom": _("%(lines)s of %(people)s") % told,
        "note": _differs(course, match),
    }


def _now(course: Course) -> str:
    if course.mapping is None:
        return _("not matched yet")
    return str(course.mapping.activity) if course.mapping.activity else _("not counted")


def _will(match: Match) -> str:
    if match is None:
        return _("to be decided later")
    return str(match) if isinstance(match, Activity) else _("not counted")


def _differs(course: Course, match: Match) -> str:
    """Where the file says less time than the activity takes, somebody should look twice."""
    minutes = getattr(match, "minutes", None)
    if match is NOT_COUNTED or not minutes or course.shortest is None or course.shortest >= minutes:
        return ""
    told = {"least": hours(course.shortest), "whole": hours(minutes)}
    return _("Some lines say only %(least)s; the activity takes %(whole)s, and each line gives all of its dose.") % told
