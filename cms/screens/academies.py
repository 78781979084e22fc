"""Academies beside one another, for the centre and the board: sums only."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.across import across_row
from cms.presenters.csv import as_csv
from coaching.enums import AcademyKind
from coaching.models import Academy
from coaching.queries.across import FEWEST, AcademyLine, academy_lines, total_of

from .door import TrustRequest, of_trust

RULE = "coaching.view_across"


@of_trust(RULE)
def academies(request: TrustRequest) -> HttpResponse:
    lines = _lines(request)
    told = {
        "rows": [across_row(line) for line in lines],
        "total": across_row(total_of(lines, _("Together"))) if len(lines) > 1 else None,
        "fewest": FEWEST,
        "central": Academy.objects.filter(trust=request.trust, kind=AcademyKind.CENTRAL, closed_date=None),
    }
    return render(request, "screens/coach/academies.html", told)


@of_trust(RULE)
def academies_csv(request: TrustRequest) -> HttpResponse:
    """The same cells as the screen."""
    heads = [_("Academy"), _("Active coaches"), _("Teams coached"), _("Independent"), _("Stopped")]
    heads += [_("Sessions in 12 weeks"), _("Open barriers"), _("Meeting score")]
    return as_csv("academies.csv", heads, [list(across_row(line).values()) for line in _lines(request)])


def _lines(request: TrustRequest) -> list[AcademyLine]:
    open_ones = Academy.objects.visible_to(request.user, on=request.today).filter(closed_date=None)
    return academy_lines(open_ones.filter(kind=AcademyKind.LOCAL), on=request.today)


urlpatterns = [
    path("academy/across/", academies, name="academies"),
    path("academy/across.csv", academies_csv, name="academies-csv"),
]
