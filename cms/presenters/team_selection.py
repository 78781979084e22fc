"""Teams that apply, in words: how ready, how scored, and where assessors differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.enums import ReadinessQuestion, TeamCriterion
from coaching.models import TeamScore
from coaching.queries.team_selection import MOST_READY, Applicant


@dataclass(frozen=True, slots=True)
class ApplicantView:
    line: Applicant
    ready: str
    score: str
    apart: str


def applicant_view(line: Applicant) -> ApplicantView:
    return ApplicantView(line, _ready(line), _score(line), _apart(line))


def _ready(line: Applicant) -> str:
    if line.answered < len(ReadinessQuestion):
        return ready_words(line.answered)
    return _("%(n)s of %(of)s points") % {"n": line.ready, "of": MOST_READY}


def ready_words(answered: int) -> str:
    return _("%(n)s of %(of)s questions answered") % {"n": answered, "of": len(ReadinessQuestion)}


def _score(line: Applicant) -> str:
    if line.mean is None:
        return _("Not scored yet")
    by = ngettext("%(n)s assessor", "%(n)s assessors", line.assessors) % {"n": line.assessors}
    return _("%(mean)s of 4, %(by)s") % {"mean": f"{float(line.mean):.1f}", "by": by}


def _apart(line: Applicant) -> str:
    return ", ".join(str(TeamCriterion(code).label).partition(":")[0] for code in line.apart)


def score_rows(scores: Iterable[TeamScore]) -> list[str]:
    """Of each criterion: who gave what."""
    told: dict[str, list[str]] = {}
    for one in scores:
        told.setdefault(one.criterion, []).append(f"{one.assessor.person or one.assessor}: {one.score}")
    return [f"{TeamCriterion(code).label}. {', '.join(told[code])}." for code in TeamCriterion.values if code in told]
