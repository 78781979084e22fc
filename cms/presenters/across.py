"""A row of the report across academies, in words; what is about few people is not shown."""

from __future__ import annotations

from django.utils.translation import gettext as _

from coaching.queries.across import AcademyLine

from .academy import Rate


def across_row(line: AcademyLine) -> dict[str, object]:
    """In the order of the columns."""
    return {
        "name": line.name,
        "active": _("Too few to show") if line.counted is None else Rate(line.active or 0, line.counted).words,
        "coached": line.coached,
        "independent": line.independent,
        "stopped": line.stopped,
        "sessions": line.sessions,
        "barriers": line.barriers,
        "score": _("Too few to show") if line.score is None else _("%(mean)s of 10") % {"mean": line.score},
    }
